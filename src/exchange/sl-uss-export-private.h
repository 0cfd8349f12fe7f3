/* A .uss file that is being written. Of its exporter alone. */
#pragma once

#include "sl-check.h"
#include "sl-kinds.h"
#include "sl-uss-export.h"
#include "sl-uss-private.h"

G_BEGIN_DECLS

typedef struct {
  const SlUssExport  *export;
  const SlPlan       *plan;
  const SlProduction *production;
  Uss                *was;      /* what it was imported from; NULL for nothing */
  GHashTable         *ids;      /* id of an entity, or of what is made up for it → id in the file; all owned */
  GPtrArray          *cast, *elements, *scenes; /* by position in what was read: the entity, NULL where it is gone */
  JsonArray          *categories_out, *elements_out, *breakdowns_out, *calendars_out;
  GHashTable         *banners;  /* JsonObject of a banner that was read and stands on a board still */
} UssOut;

/* A member-wise copy, whose members may be set; `object` may be NULL. Free with json_object_unref(). */
JsonObject *sl_uss_copy        (JsonObject *object);
/* The id of an entity in the file: as it was there, else one that is the same each time. Borrowed. */
const char *sl_uss_id          (UssOut *out, const char *kind, const char *id);
/* A text, null for NULL. */
void        sl_uss_set_text    (JsonObject *object, const char *name, const char *text);
/* A date as such files write it; null for 0. */
void        sl_uss_set_date    (JsonObject *object, const char *name, guint32 julian);
/* Members that every new thing has: its id, and when it was made. Free with json_object_unref(). */
JsonObject *sl_uss_new         (UssOut *out, const char *id);
/* What the format has no place for. */
void        sl_uss_tell        (UssOut *out, const SlEntity *entity, const char *text, const char *remedy);

/* --- sl-uss-export-elements.c --- */

/* Cast and elements, with the categories that they need. */
void        sl_uss_put_elements (UssOut *out);
/* The id of the element of that name and category, of those that are words of a heading (USS_PLACE…), which is made
 * where there is none. Borrowed. */
const char *sl_uss_word_id      (UssOut *out, int is, const char *name);

/* --- sl-uss-export-scenes.c --- */

/* Breakdowns of the production's scenes. */
void        sl_uss_put_scenes   (UssOut *out);
/* Whether the format has a place for the scene. */
gboolean    sl_uss_has_scene    (const UssOut *out, const SlSceneEntity *scene);

/* --- sl-uss-export-boards.c --- */

/* Boards, with the banners and calendars that they need. */
void        sl_uss_put_boards   (UssOut *out, JsonObject *root);

/* --- sl-uss-export-banners.c --- */

/* The id of a banner that stands on a board as its strip `at`, whose breakdown is written with it: that of a banner
 * that was read where one says the same and is not among those `taken`, which takes it. Borrowed. */
const char *sl_uss_banner_id    (UssOut *out, const SlBoard *board, guint at, const SlStrip *strip, GHashTable *taken);
/* Writes the breakdown of a banner that was read, once. */
void        sl_uss_keep_banner  (UssOut *out, JsonObject *object);
/* Banners that stood on no board of the file stay in it. */
void        sl_uss_put_idle_banners (UssOut *out);

/* --- sl-uss-export-days.c --- */

/* Calendars that were read, as they are now. A board's start stands in its calendar. */
void        sl_uss_put_read_calendars (UssOut *out);
/* A calendar for a board that has none, or begins on another day than its calendar said. Its id; borrowed. */
const char *sl_uss_add_calendar (UssOut *out, const SlBoard *board, guint32 start);
/* The days of a calendar as members of an object. `start` (Julian) may be 0. */
void        sl_uss_put_days     (UssOut *out, JsonObject *object, const SlCalendar *calendar, guint32 start);
/* Whether a calendar says what was read; either may be NULL. */
gboolean    sl_uss_same_days    (const SlCalendar *calendar, const SlScriptCalendar *was);

G_END_DECLS
