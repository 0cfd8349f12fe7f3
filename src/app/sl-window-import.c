#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-import-dialog.h"
#include "sl-importer.h"
#include "sl-operations.h"
#include "sl-viewport.h"
#include "sl-window-private.h"

/* Files that were chosen or dropped together: one step, selected when the last of them is done with. */
typedef struct {
  guint      refs, number, n;
  GWeakRef   window;
  GPtrArray *ids; /* char *: of what came in */
} Batch;

/* A file on its way into the plan. */
typedef struct {
  GWeakRef          window;
  Batch            *batch;
  const SlImporter *importer;
  gpointer          options, content; /* content: what the file holds, for importers that give it */
  SlAssets         *assets;
  char             *folder, *name; /* `name` as the plan has it */
  char             *stage;         /* NULL for the first */
  gboolean          settles;       /* a person did not say where just this one stands */
} Import;

static Batch *
batch_new (SlWindow *w, guint n)
{
  static guint batches;
  Batch *batch = g_new0 (Batch, 1);

  *batch = (Batch) { .refs = 1, .number = ++batches, .n = n, .ids = g_ptr_array_new_with_free_func (g_free) };
  g_weak_ref_init (&batch->window, w);
  return batch;
}

/* NULL is fine. */
static void
batch_unref (Batch *batch)
{
  if (batch == NULL || --batch->refs > 0)
    return;
  g_autoptr (SlWindow) w = g_weak_ref_get (&batch->window);
  if (w != NULL && w->editor != NULL && batch->ids->len > 0)
    sl_editor_select_set (w->editor, (const char *const *) batch->ids->pdata, batch->ids->len);
  g_weak_ref_clear (&batch->window);
  g_ptr_array_unref (batch->ids);
  g_free (batch);
}

static void
import_free (gpointer data)
{
  Import *i = data;

  batch_unref (i->batch);
  g_weak_ref_clear (&i->window);
  if (i->importer != NULL)
    sl_importer_free_content (i->importer, i->content);
  sl_import_options_free (i->importer, i->options);
  sl_assets_unref (i->assets);
  g_free (i->folder);
  g_free (i->name);
  g_free (i->stage);
  g_free (i);
}

static gboolean
read_file (SlWatch *watch, gpointer data, GError **error)
{
  Import *i = data;

  return sl_importer_load (i->importer, i->assets, i->folder, i->name, watch, &i->content, error);
}

/* "oak table: 2.10 m × 0.60 m × 1.80 m", "dusk: 4096 × 2048 px". */
static void
say_size (SlWindow *w, const Import *i, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (w->editor), id);
  g_autoptr (SlMesh) mesh = sl_assets_mesh (i->assets, i->name);
  g_autoptr (SlImage) image = sl_assets_image (i->assets, i->name);
  g_autofree char *size = NULL, *text = NULL;

  if (i->importer == &sl_import_model && mesh != NULL)
    size = sl_import_size_text (w->editor, mesh, i->options);
  else if (image != NULL)
    size = g_strdup_printf ("%d × %d px", image->width, image->height);
  if (entity == NULL || size == NULL)
    return;
  text = g_strdup_printf (_("%s: %s"), sl_entity_title (entity), size);
  sl_editor_message (w->editor, text);
}

/* How much came in, which an importer tells first; the rest is read where problems are. */
static void
say_sum (SlWindow *w, const GPtrArray *findings)
{
  if (findings->len > 0)
    sl_editor_message (w->editor, ((const SlFinding *) findings->pdata[0])->message);
}

static void
join (SlCommand *command, const Batch *batch)
{
  g_autofree char *fold = g_strdup_printf ("import %u", batch->number);
  g_autofree char *label = g_strdup_printf (ngettext ("Import %u file", "Import %u files", batch->n), batch->n);

  if (batch->n < 2)
    return;
  sl_command_set_fold (command, fold);
  sl_command_set_label (command, label);
}

static void
bring_in (SlWindow *w, const Import *i)
{
  const SlPlan *plan = sl_editor_plan (w->editor);
  const char *stage = sl_plan_get (plan, SL_KIND_STAGE, i->stage) != NULL ? i->stage : NULL; /* it may have gone */
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  const SlImportInput input = { plan, i->name, stage, i->assets, i->content, findings };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = i->importer->make (&input, i->options, &id, &error);

  if (command != NULL && i->settles && i->importer == &sl_import_model)
    sl_operation_settle (command, plan, NULL, i->assets, id);
  if (command != NULL)
    join (command, i->batch);
  if (command == NULL)
    sl_editor_message (w->editor, error->message);
  else if (sl_editor_apply (w->editor, command))
    {
      say_size (w, i, id);
      say_sum (w, findings);
      g_ptr_array_add (i->batch->ids, g_steal_pointer (&id)); /* selecting it now would end the step */
    }
}

static void
on_agreed (gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);

  if (w != NULL && w->editor != NULL)
    bring_in (w, i);
}

/* What is taken out of the job's hands, since a question outlasts it. */
static Import *
import_steal (Import *i)
{
  Import *taken = g_memdup2 (i, sizeof *i);
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);

  g_weak_ref_init (&taken->window, w);
  i->options = i->assets = i->content = NULL;
  i->batch = NULL;
  i->folder = i->name = i->stage = NULL;
  return taken;
}

static void
file_read (const GError *error, gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);
  g_autoptr (SlMesh) mesh = error == NULL && i->importer == &sl_import_model ? sl_assets_mesh (i->assets, i->name)
                                                                             : NULL;

  if (w == NULL || w->editor == NULL || g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    return;
  if (error != NULL)
    sl_editor_message (w->editor, error->message);
  else if (mesh != NULL && sl_import_looks_wrong (mesh))
    {
      Import *asked = import_steal (i);
      sl_import_ask_size (GTK_WINDOW (w), w->editor, asked->name, mesh, asked->options, on_agreed, asked, import_free);
    }
  else
    bring_in (w, i);
}

/* Where it was dropped, or where it is seen: it stands there. */
static void
set_place (SlWindow *w, Import *i, const SlVec3 *at)
{
  const SlRecordType *type = i->importer->options;
  SlVec3 point = at != NULL ? *at : sl_vec3 (0, 0, 0);

  if (sl_record_field (type, "anchor") == NULL)
    return;
  if (at == NULL)
    sl_viewport_floor (SL_VIEWPORT (w->viewport), NAN, NAN, &point);
  g_autofree char *position = g_strdup_printf ("%.2f %.2f %.2f", point.x, point.y, point.z);
  sl_record_set (type, i->options, "anchor", "base", TRUE, NULL);
  sl_record_set (type, i->options, "position", position, TRUE, NULL);
}

/* The file `k` of a batch. */
static void
import (SlWindow *w, const char *const *paths, guint k, const SlVec3 *at, Batch *batch)
{
  const char *path = paths[k];
  SlDocument *document = sl_editor_document (w->editor);
  const SlScene *scene = sl_editor_scene (w->editor, NULL);
  const SlImporter *importer = sl_importer_for (path);
  Import *i;

  if (importer == NULL)
    {
      g_autofree char *suffixes = sl_importer_suffixes (), *base = g_path_get_basename (path);
      g_autofree char *text =
        g_strdup_printf (_("%s cannot be imported; choose a plan (.sightline), a model, a picture, a script or a "
                           "schedule (%s)"), base, suffixes);
      sl_window_toast (w, text);
      return;
    }
  i = g_new0 (Import, 1);
  g_weak_ref_init (&i->window, w);
  i->importer = importer;
  i->options = sl_import_options_new (importer);
  i->assets = sl_assets_ref (sl_document_assets (document));
  i->folder = g_strdup (sl_document_folder (document));
  i->name = sl_document_relative (document, path);
  i->stage = scene != NULL ? g_strdup (scene->stage.entity->id) : NULL;
  i->batch = batch;
  batch->refs++;
  i->settles = at == NULL || k > 0;
  set_place (w, i, at);
  sl_queue_add (w->bench->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .name = _("Import"), .work = read_file,
                                                .done = file_read, .data = i, .free_data = import_free });
}

void
sl_window_import (SlWindow *w, const char *const *paths, const SlVec3 *at)
{
  Batch *batch = batch_new (w, g_strv_length ((char **) paths));

  for (guint k = 0; paths[k] != NULL; k++)
    import (w, paths, k, at, batch);
  batch_unref (batch);
}

/* --- choosing --- */

static void
on_chosen (const GPtrArray *files, gpointer data)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (data);

  if (w != NULL && w->editor != NULL)
    sl_window_take_files (w, files, NULL);
}

static void
drop_window (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* ".glb .gltf" of one importer, or of all with NULL. */
static char *
suffixes_of (const SlImporter *importer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; sl_importer_at (i) != NULL; i++)
    if (importer == NULL || importer == sl_importer_at (i))
      for (const SlImportFormat *format = sl_importer_at (i)->formats; format->suffix != NULL; format++)
        g_string_append_printf (text, "%s ", format->suffix);
  return g_string_free (text, FALSE);
}

/* One filter for all that can be imported, and one for each importer. */
void
sl_window_choose_import (SlWindow *w)
{
  g_autoptr (GArray) filters = g_array_new (TRUE, TRUE, sizeof (SlFileFilter)); /* ends with a NULL name */
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GWeakRef *window = g_new0 (GWeakRef, 1);

  for (int i = -1; i < 0 || sl_importer_at ((guint) i) != NULL; i++)
    {
      const SlImporter *importer = i < 0 ? NULL : sl_importer_at ((guint) i);
      const SlFileFilter filter = { importer != NULL ? _(importer->label) : _("All that can be imported"),
                                    suffixes_of (importer) };
      g_ptr_array_add (texts, (gpointer) filter.suffixes);
      g_array_append_val (filters, filter);
    }
  g_weak_ref_init (window, w);
  sl_choose_files (GTK_WINDOW (w), &(SlFileChoice) { .what = SL_CHOOSE_OPEN, .title = _("Import"),
                                                     .filters = (const SlFileFilter *) (gconstpointer) filters->data },
                   on_chosen, window, drop_window);
}
