/* What comes in from other programs: every importer is one file and one line of the table. The window's drop and its
 * dialog, the command line and the desktop's media types all read it. */
#pragma once

#include "sl-assets.h"
#include "sl-edit.h"

G_BEGIN_DECLS

/* What an importer reads; all borrowed. */
typedef struct {
  const SlPlan *plan;
  const char   *name;     /* the file as the plan names it: relative to its folder */
  const char   *stage_id; /* where it goes; NULL for the plan's first */
  SlAssets     *assets;   /* may be NULL or lack the file; then what follows from its content is left out */
  gconstpointer content;  /* what sl_importer_load() gave */
  GPtrArray    *findings; /* SlFinding: takes what there is to tell of it; NULL for none */
} SlImportInput;

typedef struct {
  const char *suffix, *media_type; /* ".glb", "model/gltf-binary" */
} SlImportFormat;

typedef struct {
  const char           *id, *label; /* label to be translated */
  const SlImportFormat *formats;    /* ends with a NULL suffix */
  const SlRecordType   *options;
  /* Reads the file `name`, relative to `folder`. May take seconds. As sl_assets_load_mesh(). */
  gboolean            (*load) (SlAssets *assets, const char *folder, const char *name, const SlWatch *watch,
                               GError **error);
  /* In place of `load`, for files that are no assets: what the file holds, to be freed with `free_content`. */
  gpointer            (*read) (const char *path, const SlWatch *watch, GError **error);
  /* The same where the file holds models, which `assets` reads. */
  gpointer            (*read_models) (SlAssets *assets, const char *path, const SlWatch *watch, GError **error);
  GDestroyNotify        free_content;
  /* Whether a file is one of its own, by how it begins; for suffixes that other things have too. NULL: by suffix. */
  gboolean            (*claims) (const char *path);
  /* Whether a file that is another importer's by itself has something for this one too. May take seconds. NULL: who
   * wants that says so. */
  gboolean            (*finds)  (const char *path);
  /* A command that brings it in, with a record of `options`; `id` receives what it adds (g_free()). Pure. NULL with an
   * error (SL_ERROR_INPUT, SL_ERROR_REFERENCE) when the options do not fit the plan. */
  SlCommand          *(*make) (const SlImportInput *input, gconstpointer options, char **id, GError **error);
} SlImporter;

/* Reads a file by whichever of the two the importer has. `content` receives what it holds, for the input (NULL where
 * the assets have it); free it with sl_importer_free_content(). FALSE with an error. */
gboolean          sl_importer_load         (const SlImporter *importer, SlAssets *assets, const char *folder,
                                            const char *name, const SlWatch *watch, gpointer *content, GError **error);
void              sl_importer_free_content (const SlImporter *importer, gpointer content); /* NULL is fine */

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlImporter *sl_importer_at       (guint index);
/* The importer of that id, static; NULL when there is none. */
const SlImporter *sl_importer_find     (const char *id);
/* The importer for a file's suffix: one that claims the file before others, and none that was asked and does not. By
 * the suffix alone where no file is there. Static; NULL when there is none. */
const SlImporter *sl_importer_for      (const char *path);
/* All importers for a file's suffix, in the table's order, that of sl_importer_for() first: SlImporter, static; free
 * with g_ptr_array_unref(). */
GPtrArray        *sl_importers_for     (const char *path);
/* All suffixes, with ", " between them. Free with g_free(). */
char             *sl_importer_suffixes (void);

/* A record of the importer's options with their defaults; free with sl_import_options_free(). */
gpointer          sl_import_options_new  (const SlImporter *importer);
/* NULL options are fine. */
void              sl_import_options_free (const SlImporter *importer, gpointer options);

/* A name that people can read, of a file's: "wood_panel-v2.glb" is "wood panel v2". Free with g_free(). */
char             *sl_import_title (const char *name);
/* The same, with a number behind it where a thing of that kind has that name. Free with g_free(). */
char             *sl_import_free_title (const SlPlan *plan, SlKind kind, const char *name);
/* A free id of the same: "wood-panel-v2"; `otherwise` where nothing of it can stand in one. Free with g_free(). */
char             *sl_import_id    (const SlPlan *plan, const char *name, const char *otherwise);

/* `text` as far as it can stand in an id: "wood-panel"; `otherwise` where nothing of it can. Free with g_free(). */
char             *sl_import_id_stem (const char *text, const char *otherwise);

/* The id of the stage that it goes to; the command makes one where the plan has none. Free with g_free(). */
char             *sl_import_need_stage (SlCommand *command, const SlImportInput *input);

/* A prop of a model, as large as it is; its options are those of a pose, and which way up the file is. */
extern const SlImporter sl_import_model;
/* The box (m, about the model's own origin) that a model fills as a record of those options turns and scales it. */
SlBox sl_import_model_box (const SlMesh *mesh, gconstpointer options);
/* An environment of a picture. */
extern const SlImporter sl_import_picture;
/* Screenplays and schedules, which a revision of theirs is merged into: scenes, cast and what else they hold. */
extern const SlImporter sl_import_fountain;
extern const SlImporter sl_import_fdx;
extern const SlImporter sl_import_uss;
/* Tables: a breakdown, which is merged likewise, or a shot list. */
extern const SlImporter sl_import_csv;

/* Walls of video screens. */
extern const SlImporter sl_import_mvr;
extern const SlImporter sl_import_ndisplay;

/* What another room reads of a calendar file. */
typedef struct {
  guint32  from, to; /* Julian, both included */
  gboolean worked;   /* instead of another day */
  char    *name;     /* NULL for none */
} SlImportDay;
/* A reader of calendar files. */
typedef struct {
  /* What a file says; NULL with an error. */
  gpointer   (*read)   (const char *path, GError **error);
  void       (*free)   (gpointer file);
  gboolean   (*repeat) (gconstpointer file); /* whether any of it comes again by a rule */
  /* SlImportDay elements (g_ptr_array_unref()): all that stand by themselves, and those that come again between two
   * Julian days, both included; `remarks` takes texts (char *) of what is left out. */
  GPtrArray *(*days)   (gconstpointer file, guint32 from, guint32 to, GPtrArray *remarks);
} SlDaysReader;
/* Supplies it (static), once, before anything is imported. */
void sl_importer_supply_days (const SlDaysReader *reader);
/* Holidays into a calendar. */
extern const SlImporter sl_import_days;
/* The cameras of a glTF scene, which is a model where nobody says otherwise. */
extern const SlImporter sl_import_cameras;
/* Recordings of camera tracking, as takes of a shot. */
extern const SlImporter sl_import_take;
/* Points of a facility's survey: where the stage is in it, and marks. */
extern const SlImporter sl_import_survey;

G_END_DECLS
