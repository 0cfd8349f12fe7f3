/* The keys of a shot while they are worked on: taken out of the plan, chosen, changed, and written as edits. */
#pragma once

#include "sl-operations.h"

G_BEGIN_DECLS

typedef struct {
  const SlKey *was;  /* of a shot of the plan, with the value; borrowed */
  const char  *bend; /* in file notation; borrowed from the set, or from who changes it */
  const char  *value; /* in file notation; borrowed likewise; NULL: as it was */
  gint64       frame;
  int          ease; /* SlEase */
  gboolean     chosen;
} SlKeyItem;

/* One track on its way. */
typedef struct {
  int     index; /* in the shot's list, −1 for one that is new */
  char   *target, *path;
  GArray *items; /* SlKeyItem */
} SlKeyWay;

typedef struct {
  const SlShot *shot;  /* borrowed from the plan */
  GPtrArray    *ways;  /* SlKeyWay */
  GPtrArray    *texts; /* char *: that items borrow */
} SlKeySet;

/* What begins a text of keys. */
#define SL_KEYS_HEAD "# sightline keys\n"

/* What is done to a key that is chosen. */
typedef void (*SlKeyDo) (SlKeyWay *way, SlKeyItem *item, gconstpointer data);

/* All keys of the input's first id, none chosen; FALSE with an error when that is no shot. `keys` is all zero. */
gboolean  sl_key_set_take   (SlKeySet *keys, const SlOperationInput *input, GError **error);
/* Gives back what it holds. */
void      sl_key_set_clear  (SlKeySet *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlKeySet, sl_key_set_clear)
/* Chooses those that are named, "cam-a.position@30" with spaces or commas between, or all where none is. FALSE with an
 * error when one is not there, or there are none. */
gboolean  sl_key_set_choose (SlKeySet *keys, const char *names, GError **error);
/* The first frame of what is chosen. */
gint64    sl_key_set_first  (const SlKeySet *keys);
/* The keys `names` of a shot (as above) as text that "keys-paste" takes, in this plan or another. NULL with an error
 * likewise; free with g_free(). */
char     *sl_keys_text      (const SlPlan *plan, const char *shot, const char *names, GError **error);
/* Calls `function` for all that are chosen. */
void      sl_key_set_each   (SlKeySet *keys, SlKeyDo function, gconstpointer data);
/* The track of that name, made where the shot has none. Borrowed. */
SlKeyWay *sl_key_set_way    (SlKeySet *keys, const char *target, const char *path);
/* Appends the edits that make the shot's keys these, in the order of time; what is chosen takes the place of what
 * stands there, and a track that became empty goes. FALSE with an error where two that are chosen would stand at one
 * frame. */
gboolean  sl_key_set_write  (SlCommand *command, SlKeySet *keys, GError **error);

G_END_DECLS
