/* A calendar object that anybody wrote, and the days of a stage that it takes: none of them is free because it was not
 * understood. Dates are the stage's, wherever the event has its time from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How days are counted, and of which the object is asked. */
typedef struct {
  const char *zone;     /* the stage's, IANA; NULL or one that nobody knows: UTC */
  int         begins_s; /* when a day begins, in seconds after midnight: what ends before belongs to the day before */
  guint32     from, to; /* Julian, both included; what recurs is followed to there */
} SlObjectView;

/* Julian, both included. */
typedef struct { guint32 from, to; } SlSpan;

typedef struct {
  char    *uid, *title;
  char    *booking, *owner, *state, *phase, *plan; /* ours, X-SIGHTLINE-…; NULL in a stranger's */
  int      rank;                            /* 1…9 */
  guint32  expires;                         /* Julian; 0 for none */
  gint64   lapses, challenge;               /* instants (seconds since 1970, UTC), 0 for none; see SlStageDay */
  gboolean confirmed, cancelled, transparent;
  GArray  *spans;                           /* SlSpan within the view, by day, apart from each other; none where it is
                                             * cancelled or transparent */
} SlEvent;

typedef struct {
  GPtrArray *events;  /* SlEvent, in the object's order; at least one */
  GPtrArray *remarks; /* texts of what was not understood, and what is taken because of it */
  gboolean   doubtful; /* an event's days are not known: the day of the object's name is taken too */
} SlObject;

/* Reads `length` bytes (at most SL_RESOURCE_MAX_BYTES). NULL with SL_ERROR_INPUT where they are no calendar with an
 * event. Free with sl_object_free(). */
SlObject *sl_object_read (const char *text, gsize length, const SlObjectView *view, GError **error);
/* NULL is fine. */
void      sl_object_free (SlObject *object);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlObject, sl_object_free)

G_END_DECLS
