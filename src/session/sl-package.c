#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file-name.h"
#include "sl-file-tree.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

/* --- what is in it --- */

typedef enum { OF_STAGE, OF_SHOT, OF_PLAN } Of;

static const char PART_ENDING[] = ".part"; /* of the folder beside the root in which one part is made */

enum { ALL = ~0u, UNREAL = 1u << SL_PACKAGE_UNREAL, LIGHTING = 1u << SL_PACKAGE_LIGHTING,
       SCREENS = 1u << SL_PACKAGE_DISGUISE | 1u << SL_PACKAGE_RESOLUME | 1u << SL_PACKAGE_SCREENS };

typedef struct {
  const char *kind;    /* of the exports' table */
  const char *file;    /* or folder; "%s" is the id of what it is of */
  Of          of;
  guint       targets; /* bits of SlPackageTarget: who reads it */
  gboolean    clip;    /* only where clips are wanted */
  gboolean    dear;    /* it is rendered: a look only names it */
} Part;

static const Part parts[] = {
  { "gltf", "scene/%s.glb", OF_STAGE, ALL },
  { "usd", "scene/%s.usdz", OF_STAGE, UNREAL }, /* with its pictures */
  { "ndisplay", "unreal/%s.ndisplay", OF_STAGE, UNREAL },
  { "screens", "screens/%s", OF_STAGE, SCREENS },
  { "mvr", "lighting/%s.mvr", OF_STAGE, LIGHTING },
  { "calibration", "calibration/%s.csv", OF_STAGE, ALL },
  { "camera", "cameras/%s.csv", OF_SHOT, ALL },
  { "opentrackio", "cameras/%s.ndjson", OF_SHOT, ALL },
  { "ground-plan", "drawings/ground-plan-%s.pdf", OF_STAGE, ALL },
  { "survey", "drawings/set-out-%s.csv", OF_STAGE, ALL },
  { "boards", "drawings/storyboard.pdf", OF_PLAN, ALL, .dear = TRUE },
  { "ics", "schedule/days.ics", OF_PLAN, ALL },
  { "clip", "clips/%s.mp4", OF_SHOT, ALL, .clip = TRUE, .dear = TRUE },
};

/* How a part is made for one who reads it. */
typedef struct {
  SlPackageTarget target;
  const char     *kind, *option, *value;
} Preset;

static const Preset presets[] = {
  { SL_PACKAGE_DISGUISE, "screens", "resolume", "no" }, /* its feeds are drawn by hand, after the table */
  { SL_PACKAGE_SCREENS, "screens", "resolume", "no" },
};

/* Sets an option where the kind has one of that name. */
static void
set_option (const SlExportKind *kind, gpointer options, const char *name, const char *id)
{
  if (id != NULL && sl_record_field (kind->options, name) != NULL)
    sl_export_options_set (kind, options, name, id, NULL);
}

/* All files of a part, which stand alone in `folder`, move into the package. */
static gboolean
take_files (SlPackage *package, const char *folder, const char *kind, const char *of, GError **error)
{
  g_autoptr (GPtrArray) names = sl_file_tree_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *from = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *to = g_build_filename (package->root, names->pdata[i], NULL);

      if (!sl_file_tree_make (to, error))
        return FALSE;
      if (g_rename (from, to) != 0)
        {
          sl_error_set_at (error, SL_ERROR_IO, to, 0, _("cannot be written (%s); choose another folder or free some "
                                                        "space"), g_strerror (errno));
          return FALSE;
        }
      if (!sl_package_enter (package, to, names->pdata[i], kind, of, error))
        return FALSE;
    }
  return TRUE;
}

/* What one part cannot do is told, and the others go on. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED) || g_error_matches (error, SL_ERROR, SL_ERROR_IO);
}

/* A part and what it is of. */
typedef struct {
  const Part *part;
  const char *id;   /* of a stage or a shot; borrowed from the plan; NULL: of all of it */
  char       *name; /* within the package; owned */
} Task;

static void
task_clear (gpointer data)
{
  g_free (((Task *) data)->name);
}

/* How a part is made; free with sl_export_options_free(). */
static gpointer
options_of (const SlPackage *package, const SlExportKind *kind, const SlExportSource *source)
{
  gpointer options = sl_export_options_new (kind);

  set_option (kind, options, "stage", source->stage);
  set_option (kind, options, "shot", source->shot);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (presets[i].target == package->target && g_str_equal (presets[i].kind, kind->id))
      set_option (kind, options, presets[i].option, presets[i].value);
  return options;
}

/* Notes that what is dear would be there, where it could be made. */
static gboolean
name_part (SlPackage *package, const Task *task, const SlExportKind *kind, const SlExportSource *source,
           gconstpointer options, GError **error)
{
  if (!sl_export_options_check (kind, source, options, NULL, error))
    return FALSE;
  g_ptr_array_add (package->named, g_strdup (task->name));
  return TRUE;
}

/* FALSE with an error that ends all. */
static gboolean
add_part (SlPackage *package, const Task *task, SlWatch *watch, GError **error)
{
  const Part *part = task->part;
  const char *id = task->id, *name = task->name;
  const SlExportKind *kind = sl_export_kind_find (part->kind);
  const SlEntity *entity = id != NULL ? sl_plan_find (package->source->plan, id) : NULL;
  SlExportSource source = *package->source;
  g_autofree char *alone = g_strconcat (package->root, PART_ENDING, NULL);
  g_autofree char *path = g_build_filename (alone, name, NULL);
  g_autoptr (GError) inner = NULL;
  gpointer options;
  gboolean fine = sl_manifest_takes (name);

  source.watch = watch;
  source.shot = part->of == OF_SHOT ? id : source.shot;
  options = options_of (package, kind, &source);
  if (fine && package->dry && part->dear)
    fine = name_part (package, task, kind, &source, options, &inner);
  else
    fine = fine && sl_file_tree_make (path, &inner) && sl_export_write (kind, &source, options, path, NULL, &inner)
           && take_files (package, alone, part->kind, id, &inner);
  sl_export_options_free (kind, options);
  sl_file_tree_remove (alone);
  if (!fine && inner != NULL && is_fatal (inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  g_autofree char *made_in = g_strconcat (alone, "/", NULL);
  if (!fine && inner != NULL)
    sl_error_rename (inner, made_in, ""); /* where it was made says nothing */
  if (!fine && inner != NULL)
    sl_findings_add_error (source.omissions, SL_SEVERITY_WARNING, entity, NULL, _("Export it alone to see why"), inner);
  else if (!fine)
    sl_findings_add (source.omissions, SL_SEVERITY_WARNING, entity, NULL, _("Give it a plainer id"),
                     _("“%s” cannot be a file's name"), name);
  return TRUE;
}

/* --- making it --- */

static void
add_task (GArray *tasks, const Part *part, const char *id, const char *stem)
{
  const Task task = { part, id, g_strdup_printf (part->file, stem) };

  g_array_append_val (tasks, task);
}

/* Of each shot of the stage. Ids that differ in case alone would be one file on many a disk. */
static void
add_shots (GArray *tasks, const SlExportSource *source, const Part *part)
{
  const SlPlan *plan = source->plan;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
      g_autofree char *stem = NULL;

      if (setup == NULL || g_strcmp0 (setup->stage, source->stage) != 0)
        continue;
      stem = sl_file_name_apart (taken, shot->entity.id);
      add_task (tasks, part, shot->entity.id, stem);
    }
}

static GArray *
all_tasks (const SlExportSource *source, const SlPackageOptions *options)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  const char *stage = source->stage != NULL ? source->stage : "stage";

  g_array_set_clear_func (tasks, task_clear);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const Part *part = &parts[i];

      if ((options->target != SL_PACKAGE_ALL && (part->targets & 1u << options->target) == 0)
          || (part->clip && !options->clips))
        continue;
      if (part->of == OF_SHOT)
        add_shots (tasks, source, part);
      else
        add_task (tasks, part, part->of == OF_STAGE ? source->stage : NULL, stage);
    }
  return tasks;
}

static void
describe (SlManifest *manifest, const SlExportSource *source, const SlPackageOptions *options)
{
  const SlPlan *plan = source->plan;
  const SlBooking *b = options->booking != NULL ? sl_plan_get (plan, SL_KIND_BOOKING, options->booking) : NULL;
  const char *first = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0)->id
                                                                   : NULL;
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, b != NULL ? b->production : first);

  manifest->plan = source->file != NULL ? g_path_get_basename (source->file) : NULL;
  manifest->uid = g_strdup (production != NULL ? production->uid : NULL);
  manifest->stage = g_strdup (source->stage);
  if (b == NULL)
    return;
  manifest->booking = g_strdup (b->entity.id);
  manifest->from = b->from != 0 ? sl_date_to_text (b->from) : NULL;
  manifest->to = b->to != 0 ? sl_date_to_text (b->to) : NULL;
}

/* All of it below package->root. */
static gboolean
make (SlPackage *package, const SlPackageOptions *options, GError **error)
{
  g_autoptr (GArray) tasks = all_tasks (package->source, options);
  SlWatch *watch = package->source->watch;
  const double n = tasks->len + 1;

  describe (package->manifest, package->source, options);
  if (!sl_package_add_plan (package, error))
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      const Task *task = &g_array_index (tasks, Task, i);
      g_autoptr (SlWatch) part = sl_watch_new_part (watch, (i + 1) / n, (i + 2) / n);

      if (!add_part (package, task, part, error))
        return FALSE;
    }
  return TRUE;
}

/* --- all --- */

/* Where it is made: beside the target, so that files only have to be moved; for a look where nobody sees it. NULL with
 * an error. */
static char *
root_of (const SlExportSource *source, const char *path, GError **error)
{
  g_autofree char *hidden = source->dry ? g_build_filename (g_get_tmp_dir (), "package", NULL) : NULL;

  if (hidden != NULL)
    return sl_file_aside_folder (hidden, error);
  return sl_file_tree_make (path, error) ? sl_file_aside_folder (path, error) : NULL;
}

/* As it is to be called, not where it was made. */
static void
propagate (GError **error, GError *trouble, const char *root, const char *path)
{
  g_autofree char *alone = g_strconcat (root, PART_ENDING, NULL);

  sl_error_rename (trouble, alone, path);
  sl_error_rename (trouble, root, path);
  g_propagate_error (error, trouble);
}

gboolean
sl_package_write (const SlExportSource *source, const SlPackageOptions *options, const char *path,
                  SlExportChanges *changes, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL), *root = root_of (source, whole, error);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlManifest) manifest = sl_manifest_new (), before = NULL;
  const SlBooking *b = options->booking != NULL ? sl_plan_get (source->plan, SL_KIND_BOOKING, options->booking) : NULL;
  SlExportSource inner = *source;
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);
  SlPackage package = { &inner, root, manifest, options->target, source->dry, named };
  g_autoptr (GError) trouble = NULL;
  gboolean fine;

  if (root == NULL)
    return FALSE;
  inner.dry = FALSE; /* its parts are written */
  inner.stage = sl_export_stage (source, options->stage != NULL ? options->stage : b != NULL ? b->stage : NULL);
  inner.omissions = own;
  before = sl_package_before (whole, &trouble);
  fine = trouble == NULL && make (&package, options, &trouble);
  sl_findings_merge (manifest->omissions, own);
  if (fine && source->dry)
    sl_package_compare (&package, before, whole, changes);
  else if (fine)
    fine = sl_package_put (&package, before, whole, changes, &trouble);
  sl_file_tree_remove (root);
  sl_findings_merge (source->omissions, own);
  if (trouble != NULL)
    propagate (error, g_steal_pointer (&trouble), root, whole);
  return fine;
}
