#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-import-ask.h"
#include "sl-import-dialog.h"
#include "sl-notices.h"
#include "sl-viewport.h"
#include "sl-window-private.h"

enum { TOLD_S = 12 };

/* Files that were chosen or dropped together: one step, selected when the last of them is done with. */
typedef struct {
  guint      refs, number, n;
  GWeakRef   window;
  GPtrArray *ids; /* char *: of what came in */
} Batch;

/* A file on its way into the plan. */
typedef struct {
  guint             refs;
  GWeakRef          window;
  Batch            *batch;
  SlIncoming       *incoming;
  const SlImporter *importer;
  gpointer          options;
  char             *position; /* m, "x y z": where what stands somewhere comes to stand */
  gboolean          asks;     /* the person wants to see it first */
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

static Import *
import_ref (Import *i)
{
  i->refs++;
  return i;
}

static void
import_unref (gpointer data)
{
  Import *i = data;

  if (--i->refs > 0)
    return;
  batch_unref (i->batch);
  g_weak_ref_clear (&i->window);
  sl_import_options_free (i->importer, i->options);
  sl_incoming_unref (i->incoming);
  g_free (i->position);
  g_free (i);
}

/* --- what is said --- */

/* "oak table: 2.10 m × 0.60 m × 1.80 m", "dusk: 4096 × 2048 px". */
static void
say_size (SlWindow *w, const Import *i, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (w->editor), id);
  g_autoptr (SlMesh) mesh = sl_incoming_mesh (i->incoming);
  g_autoptr (SlImage) image = sl_incoming_image (i->incoming);
  g_autofree char *size = NULL, *text = NULL;

  if (entity != NULL && entity->kind == SL_KIND_PROP && mesh != NULL)
    size = sl_import_size_text (w->editor, mesh, i->options);
  else if (image != NULL)
    size = g_strdup_printf ("%d × %d px", image->width, image->height);
  if (entity == NULL || size == NULL)
    return;
  text = g_strdup_printf (_("%s: %s"), sl_entity_title (entity), size);
  sl_editor_message (w->editor, text);
}

static void
on_show_all (GtkWidget *button, const GPtrArray *findings)
{
  sl_import_tell (GTK_WINDOW (gtk_widget_get_root (button)), _("What the import told"), findings);
}

static void
findings_unref (gpointer findings, GClosure *closure)
{
  g_ptr_array_unref (findings);
}

/* How much came in, which an importer tells first; the rest is behind a button. */
static void
say_findings (SlWindow *w, GPtrArray *findings)
{
  const SlFinding *first = findings->len > 0 ? findings->pdata[0] : NULL;
  GtkWidget *all = NULL;

  if (first == NULL)
    return;
  if (findings->len > 1 || first->severity > SL_SEVERITY_NOTE)
    {
      g_autofree char *label = g_strdup_printf (_("Show all (%u)"), findings->len);
      all = gtk_button_new_with_label (label);
      g_signal_connect_data (all, "clicked", G_CALLBACK (on_show_all), g_ptr_array_ref (findings), findings_unref, 0);
    }
  sl_notices_show (w->notices, first->message, all, TOLD_S);
}

/* --- into the plan --- */

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
apply (SlWindow *w, const Import *i, const SlImportLook *look, gboolean says)
{
  join (look->command, i->batch);
  if (!sl_editor_apply (w->editor, look->command))
    return;
  if (says)
    {
      say_size (w, i, look->id);
      say_findings (w, look->findings);
    }
  g_ptr_array_add (i->batch->ids, g_strdup (look->id)); /* selecting it now would end the step */
}

static void try_again (SlWindow *w, Import *i, SlIncomingTried tried);

/* Nothing is asked any more. */
static void
on_agreed_tried (SlImportLook **look, const GError *error, gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);

  if (w == NULL || w->editor == NULL)
    return;
  if (error != NULL)
    sl_editor_message (w->editor, error->message);
  else if ((*look)->plan == sl_editor_plan (w->editor))
    apply (w, i, *look, TRUE);
  else
    try_again (w, i, on_agreed_tried); /* the plan is another by now */
}

static void
on_size_agreed (gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);

  if (w != NULL && w->editor != NULL)
    try_again (w, i, on_agreed_tried);
}

static void
on_dialog_agreed (SlImportLook **look, gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);

  if (w != NULL && w->editor != NULL)
    apply (w, i, *look, FALSE); /* the dialog has said it */
}

/* Where it was dropped, or where it is seen: it stands there. */
static gpointer
begin_options (const SlImporter *importer, gpointer data)
{
  const Import *i = data;
  gpointer options = sl_import_options_new (importer);

  if (sl_record_field (importer->options, "anchor") == NULL)
    return options;
  sl_record_set (importer->options, options, "anchor", "base", TRUE, NULL);
  sl_record_set (importer->options, options, "position", i->position, TRUE, NULL);
  return options;
}

static void
ask (SlWindow *w, Import *i)
{
  sl_import_ask (GTK_WINDOW (w), w->bench, i->incoming, i->importer, begin_options, on_dialog_agreed, import_ref (i),
                 import_unref);
}

/* What is plain comes in at once; where something is to be chosen, or gets lost, the person sees it first. */
static void
on_tried (SlImportLook **look, const GError *error, gpointer data)
{
  Import *i = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&i->window);
  g_autoptr (SlMesh) mesh = i->importer == &sl_import_model ? sl_incoming_mesh (i->incoming) : NULL;

  if (w == NULL || w->editor == NULL)
    return;
  if (error != NULL && !i->asks && !sl_incoming_is_read (i->incoming))
    sl_editor_message (w->editor, error->message);
  else if (i->asks || error != NULL || (*look)->lost > 0 || sl_incoming_has_more (i->incoming))
    ask (w, i);
  else if (mesh != NULL && sl_import_looks_wrong (mesh, i->options))
    sl_import_ask_size (GTK_WINDOW (w), w->editor, sl_incoming_name (i->incoming), mesh, i->options, on_size_agreed,
                        import_ref (i), import_unref);
  else
    on_agreed_tried (look, NULL, i);
}

static void
try_again (SlWindow *w, Import *i, SlIncomingTried tried)
{
  sl_job_unref (sl_incoming_try (i->incoming, w->bench, i->importer, i->options, NULL, _("Import"), tried,
                                 import_ref (i), import_unref));
}

static void
refuse (SlWindow *w, const char *path)
{
  g_autofree char *suffixes = sl_importer_suffixes (), *base = g_path_get_basename (path);
  g_autofree char *text =
    g_strdup_printf (_("%s cannot be imported; choose a plan (.sightline), a model, a picture, a script or a "
                       "schedule (%s)"), base, suffixes);

  sl_window_toast (w, text);
}

/* The file `k` of a batch. */
static void
import (SlWindow *w, const char *const *paths, guint k, const SlVec3 *at, gboolean asks, Batch *batch)
{
  const SlScene *scene = sl_editor_scene (w->editor, NULL);
  const SlImporter *importer = sl_importer_for (paths[k]);
  SlVec3 point = at != NULL ? *at : sl_vec3 (0, 0, 0);
  Import *i;

  if (importer == NULL)
    {
      refuse (w, paths[k]);
      return;
    }
  if (at == NULL)
    sl_viewport_floor (SL_VIEWPORT (w->viewport), NAN, NAN, &point);
  i = g_new0 (Import, 1);
  i->refs = 1;
  g_weak_ref_init (&i->window, w);
  i->importer = importer;
  i->incoming = sl_incoming_new (w->editor, paths[k], scene != NULL ? scene->stage.entity->id : NULL,
                                 at == NULL || k > 0); /* nobody said where just this one stands */
  i->position = g_strdup_printf ("%.2f %.2f %.2f", point.x, point.y, point.z);
  i->asks = asks;
  i->options = begin_options (importer, i);
  i->batch = batch;
  batch->refs++;
  if (asks)
    ask (w, i);
  else
    try_again (w, i, on_tried);
  import_unref (i);
}

void
sl_window_import (SlWindow *w, const char *const *paths, const SlVec3 *at, gboolean asks)
{
  Batch *batch = batch_new (w, g_strv_length ((char **) paths));

  for (guint k = 0; paths[k] != NULL; k++)
    import (w, paths, k, at, asks, batch);
  batch_unref (batch);
}

/* --- choosing --- */

/* Who chooses files. */
typedef struct {
  GWeakRef window;
  gboolean asks;
} Choosing;

static void
on_chosen (const GPtrArray *files, gpointer data)
{
  Choosing *c = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&c->window);

  if (w != NULL && w->editor != NULL)
    sl_window_take_files (w, files, NULL, c->asks);
}

static void
choosing_free (gpointer data)
{
  Choosing *c = data;

  g_weak_ref_clear (&c->window);
  g_free (c);
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
sl_window_choose_import (SlWindow *w, gboolean asks)
{
  g_autoptr (GArray) filters = g_array_new (TRUE, TRUE, sizeof (SlFileFilter)); /* ends with a NULL name */
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Choosing *c = g_new0 (Choosing, 1);

  for (int i = -1; i < 0 || sl_importer_at ((guint) i) != NULL; i++)
    {
      const SlImporter *importer = i < 0 ? NULL : sl_importer_at ((guint) i);
      const SlFileFilter filter = { importer != NULL ? _(importer->label) : _("All that can be imported"),
                                    suffixes_of (importer) };
      g_ptr_array_add (texts, (gpointer) filter.suffixes);
      g_array_append_val (filters, filter);
    }
  c->asks = asks;
  g_weak_ref_init (&c->window, w);
  sl_choose_files (GTK_WINDOW (w), &(SlFileChoice) { .what = SL_CHOOSE_OPEN, .title = _("Import"),
                                                     .filters = (const SlFileFilter *) (gconstpointer) filters->data },
                   on_chosen, c, choosing_free);
}
