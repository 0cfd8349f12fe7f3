/* What sl-stage-take.c and sl-stage-steps.c share: one change of one booking. */
#pragma once

#include "sl-stage-calendar-private.h"

G_BEGIN_DECLS

/* What has been done to one object, and how it is undone. */
typedef struct {
  char *name;
  char *uid;    /* of what was created; NULL where it was changed */
  char *before; /* the text that was changed */
} SlDone;

typedef struct {
  SlStageCalendar *c;
  const char      *booking;
  GPtrArray       *wanted;  /* SlStageDay, each with its slot, ascending; owned */
  GPtrArray       *done;    /* SlDone; owned */
  GHashTable      *names;   /* of the wanted objects; owned */
  SlTaken         *taken;
  SlWatch         *watch;   /* asked between the steps, and while the calendar is read */
} SlTake;

/* How one object fared. */
typedef enum { SL_STEP_DONE, SL_STEP_CONFLICT, SL_STEP_AGAIN, SL_STEP_FAILED } SlStep;

void     sl_done_free        (gpointer done); /* an SlDone */
/* Whether the object is the booking's. */
gboolean sl_take_has         (const SlTake *t, const SlEntry *entry);
/* Appends who has `day` by that object. */
void     sl_add_conflict     (GPtrArray *list, const SlStageCalendar *c, const SlEntry *entry, guint32 day);
/* A conflict with somebody whom nobody can name. */
void     sl_take_add_unknown (SlTake *t, const SlStageDay *day, const char *name);

/* Makes the object where there is none. */
SlStep   sl_take_create      (SlTake *t, const SlStageDay *day, const char *name, GError **error);
/* Edits what is there, in the version that was read; others' changes to it are edited too. */
SlStep   sl_take_change      (SlTake *t, const SlStageDay *day, const SlEntry *had, GError **error);
/* Gives one object back, in whatever version, as long as it is the booking's; with `uid` (else NULL) only that one.
 * `etag` is the version that was read last; NULL: it is read now. */
SlStep   sl_take_remove      (SlTake *t, const char *name, const char *etag, const char *uid, GError **error);
/* The last first. Goes on over what fails, of which the first error is kept; FALSE then. */
gboolean sl_take_undo        (SlTake *t, GError **error);

G_END_DECLS
