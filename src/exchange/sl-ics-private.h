/* What the files of the iCalendar export share. */
#pragma once

#include "sl-check.h"
#include "sl-ics-export.h"
#include "sl-ics-text.h"
#include "sl-kinds.h"

G_BEGIN_DECLS

typedef struct {
  const SlIcsExport *export; /* borrowed */
  GString           *events;
  guint              n;      /* events */
  GHashTable        *zones;  /* of sl_ics_zones_new() */
  char              *stamp;  /* when events are as they are */
} IcsOut;

/* The label of an enum's value, translated; "" for none. Static. */
const char *sl_ics_value (const SlEntity *entity, const char *field, int value);
/* What that id names, "" for nothing. Borrowed. */
const char *sl_ics_title (const SlPlan *plan, const char *id);
/* Adds a text (may be NULL or "") to others, with `between` between. */
void        sl_ics_join  (GString *out, const char *between, const char *text);
/* Begins an event that keeps its UID as long as `id` is the same in the production (may be NULL). */
void        sl_ics_begin (IcsOut *out, const SlProduction *production, const char *id);
/* Ends it. */
void        sl_ics_end   (IcsOut *out);

/* --- sl-ics-days.c --- */

/* Appends the shooting days of the production's board. */
void        sl_ics_days  (IcsOut *out, const SlProduction *production);
/* What is told of time zones, by their names. Free with g_hash_table_unref(). */
GHashTable *sl_ics_zones_new (void);
/* Appends the time zones that events use. */
void        sl_ics_zones (const IcsOut *out, GString *text);

G_END_DECLS
