/* Breakdowns and shot lists as tables: rows of a file as a script or as shots, and a production's scenes as a file. */
#pragma once

#include "sl-csv.h"
#include "sl-edit.h"
#include "sl-script.h"

G_BEGIN_DECLS

/* A row of a shot list. Strings are owned, NULL for none. */
typedef struct {
  guint  line;
  char  *scene, *number, *size, *action, *camera;
  double lens_mm, seconds; /* NAN: not said */
  gint64 frames, episode;  /* 0: not said */
} SlCsvShot;

/* What a table holds: scenes, or shots where it has a column of them. */
typedef struct {
  SlScript  *script;  /* NULL where they are shots */
  GPtrArray *shots;   /* SlCsvShot; NULL where they are scenes */
  GPtrArray *remarks; /* char *, translated: what could not be read, with its line and column */
} SlCsvContent;

/* Reads `text` (from sl_script_text()); `file` is for messages. NULL with SL_ERROR_INPUT where no row names columns.
 * Free with sl_csv_content_free(). */
SlCsvContent *sl_csv_breakdown_read (const char *text, const char *file, GError **error);
/* NULL is fine. */
void          sl_csv_content_free   (SlCsvContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCsvContent, sl_csv_content_free)

/* --- sl-csv-shots.c --- */

/* A row that stands for a shot; NULL where it says nothing of one. `remarks` takes what cannot be read. */
SlCsvShot    *sl_csv_shot_read      (const SlCsvRow *row, const GArray *columns, GPtrArray *remarks);
/* Frees it and its texts. */
void          sl_csv_shot_free      (SlCsvShot *shot);
/* Brings shots in: those of the plan that have the same scene and number are changed, others added. Scenes are those of
 * `production` (NULL: any). `findings` (SlFinding) may be NULL. `id` receives that of the first shot (g_free()). Pure.
 * NULL with SL_ERROR_INPUT without any shot. */
SlCommand    *sl_csv_shots_merge    (const SlPlan *plan, const char *production, const GPtrArray *shots,
                                     GPtrArray *findings, char **id, GError **error);

/* --- sl-csv-scenes.c --- */

/* The scenes of a production as a table that the same reader takes, UTF-8 with a mark. Omitted ones are left out; with
 * an `episode` other than 0 only that one. Free with g_free(). */
char         *sl_csv_breakdown_text (const SlPlan *plan, const char *production, gint64 episode);

G_END_DECLS
