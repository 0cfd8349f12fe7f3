/* What the files of sl-object share. */
#pragma once

#include "sl-object.h"
#include "sl-object-time.h"

G_BEGIN_DECLS

/* An event's lines that tell when it is; borrowed, NULL for none. */
typedef struct {
  const SlContentLine *start, *end, *duration, *recurrence_id;
  GPtrArray *rules, *dates, *exceptions; /* SlContentLine */
  gboolean   whole_days;                 /* says that it takes whole days, though it has times */
} SlEventLines;

typedef struct {
  SlObject           *object;
  const SlObjectView *view;
  SlZones            *zones;
  guint               budget;
  GHashTable         *moved; /* uid and sl_moment_key() of what an event of its own stands for; owned */
} SlReader;

/* How a day or a time is known among exceptions: a date by itself, a time in UTC. Free with g_free(). */
char *sl_moment_key       (const SlMoment *moment);
/* Fills the event's spans. */
void  sl_event_read_times (SlReader *r, SlEvent *event, const SlEventLines *lines);

G_END_DECLS
