/* What the files of sl-stage-calendar share. */
#pragma once

#include "sl-stage-calendar.h"

G_BEGIN_DECLS

/* An object as it was read. */
typedef struct {
  char     *name, *etag, *text; /* owned; no text where it cannot be read */
  SlObject *object;             /* owned; NULL where it cannot be read */
  char     *why;                /* then; owned */
  gboolean  is_day;             /* its name tells the following */
  guint32   day;
  char     *slot;               /* owned */
  int       rank;
} SlEntry;

struct SlStageCalendar {
  SlBackend   *backend; /* owned */
  char        *stage, *zone;
  gint64       now;     /* seconds since 1970, UTC: when holds lapse */
  SlObjectView view;
  GHashTable  *entries; /* names → SlEntry; owned */
  char        *token;
  gboolean     is_read; /* at least once */
  SlStageSettings settings;
};

/* Follows others' events through these days (Julian) too. */
void        sl_stage_calendar_follow (SlStageCalendar *c, guint32 from, guint32 to);
/* --- sl-stage-entry.c --- */

/* What is read; takes nothing. Free with sl_entry_free(). */
SlEntry    *sl_entry_new     (const SlStageCalendar *c, const char *name, const char *etag, const char *text);
void        sl_entry_free    (gpointer entry); /* an SlEntry */
/* Of its events the first; NULL where it cannot be read. Borrowed. */
const SlEvent *sl_entry_first_event (const SlEntry *entry);
/* The booking that the object stands for; NULL for a stranger's. Borrowed. */
const char *sl_entry_booking (const SlEntry *entry);
/* Whether it keeps nobody out: cancelled, or a hold that has lapsed. */
gboolean    sl_entry_is_free (const SlStageCalendar *c, const SlEntry *entry);
/* As a day of somebody. Free with sl_stage_day_free(). */
SlStageDay *sl_entry_day     (const SlStageCalendar *c, const SlEntry *entry, const SlEvent *event, guint32 day);
/* Bookings of the same production neither wait for each other nor challenge each other: "PRODUCTION/ID". */
gboolean    sl_is_same_production (const char *a, const char *b);
/* Whether one of its events takes that day. */
gboolean    sl_entry_takes   (const SlEntry *entry, guint32 day);

G_END_DECLS
