/* Where a booking store keeps the calendars of its stages; private to the store. A place begins with an SlPlace. */
#pragma once

#include "sl-backend.h"
#include "sl-http.h"

G_BEGIN_DECLS

typedef struct SlPlace SlPlace;

typedef struct {
  /* Whether there is anything that can be read. */
  gboolean   (*check)  (SlPlace *place, SlWatch *watch, GError **error);
  /* Adds the ids (g_strdup()) of all stages of which it may hold days; `known` are those that the store was told of.
   * FALSE with an error where nobody can tell; what was found stays. */
  gboolean   (*stages) (SlPlace *place, GHashTable *known, GPtrArray *stages, SlWatch *watch, GError **error);
  /* A stage's calendar; `name` may be NULL. SL_ERROR_REFERENCE where it certainly has none. */
  SlBackend *(*open)   (SlPlace *place, const char *stage, const char *name, SlWatch *watch, GError **error);
  /* The calendar called `beside` (the last part of its address) in the same place as that of the stage, for whoever
   * may write there more than in the stage's; NULL: there are none. SL_ERROR_REFERENCE where it certainly is not. */
  SlBackend *(*open_beside) (SlPlace *place, const char *stage, const char *name, const char *beside, SlWatch *watch,
                             GError **error);
  void       (*free)   (SlPlace *place);
} SlPlaceClass;

struct SlPlace {
  const SlPlaceClass *class;
};

/* What a place is made of. */
typedef struct {
  const char          *url;     /* or a folder's name */
  const SlHttpAccount *account; /* of a server; may be NULL */
  const char          *own;     /* the stage whose calendar it is where the address is a calendar's own; NULL: it is
                                 * found by its name */
} SlPlaceOptions;

/* --- sl-store-folder.c: one folder a stage --- */

SlPlace *sl_place_folder_new (const SlPlaceOptions *options, GError **error); /* never NULL */
/* Of a file URL; NULL with SL_ERROR_INPUT. */
SlPlace *sl_place_file_new   (const SlPlaceOptions *options, GError **error);

/* --- sl-store-feed.c: a calendar that can only be read --- */

/* Of a file of iCalendar; never NULL. */
SlPlace *sl_place_ics_new    (const SlPlaceOptions *options, GError **error);
/* Published at an address. Asks nothing yet. NULL with SL_ERROR_INPUT. */
SlPlace *sl_place_webcal_new (const SlPlaceOptions *options, GError **error);

/* --- sl-store-server.c: the calendars that an address leads to --- */

/* Asks nothing yet. NULL with SL_ERROR_INPUT for an address or an account of no use. */
SlPlace *sl_place_server_new (const SlPlaceOptions *options, GError **error);

G_END_DECLS
