#include "sl-export.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-plan-assets.h"

/* A snapshot, so that editing goes on meanwhile. */
typedef struct {
  SlBench            *bench;    /* borrowed: it outlives the queue */
  const SlExportKind *kind;
  gpointer            options;
  SlExportSource      source;   /* owns what it points to */
  char               *path, *folder; /* where it goes; which models are named from */
  SlExportResult      result;
  SlExported          exported; /* or */
  SlExportLooked      looked;
  gpointer            data;
  GDestroyNotify      free_data;
} Export;

static void
export_free (gpointer data)
{
  Export *e = data;

  sl_plan_unref ((SlPlan *) e->source.plan);
  sl_assets_unref (e->source.assets);
  g_strfreev ((GStrv) e->source.selected);
  g_free ((char *) e->source.file);
  g_free ((char *) e->source.stage);
  g_free ((char *) e->source.shot);
  g_ptr_array_unref (e->source.omissions);
  sl_export_options_free (e->kind, e->options);
  sl_export_result_clear (&e->result);
  g_free (e->path);
  g_free (e->folder);
  e->free_data (e->data);
  g_free (e);
}

SlExportSource
sl_export_source (SlBench *bench)
{
  SlEditor *editor = bench->editor;
  SlDocument *document = sl_editor_document (editor);
  const SlPlan *plan = sl_editor_plan (editor);
  const SlShot *shot = sl_editor_shot (editor);
  const SlSetup *setup = shot != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;
  const GPtrArray *ids = sl_editor_selection (editor);
  const char **selected = g_new0 (const char *, ids->len + 1);

  for (guint i = 0; i < ids->len; i++)
    selected[i] = ids->pdata[i];
  return (SlExportSource) { .plan = plan, .assets = sl_document_assets (document),
                            .stage = setup != NULL ? setup->stage : NULL,
                            .shot = shot != NULL ? shot->entity.id : NULL, .selected = selected,
                            .file = sl_document_path (document),
                            .day = sl_export_day_of_file (sl_document_path (document)) };
}

static gboolean
run (SlWatch *watch, gpointer data, GError **error)
{
  Export *e = data;
  g_autoptr (SlWatch) quiet = sl_watch_new_part (watch, 0, 0); /* the writing has the progress */

  if (e->source.assets != NULL) /* who is quick exports before they are all there */
    sl_plan_load_assets (e->source.plan, e->source.assets, e->folder, quiet, NULL);
  e->source.watch = watch;
  return sl_export_write (e->kind, &e->source, e->options, e->path, &e->result, error);
}

/* "Written: NAME", or that it was there already. */
static char *
written_text (const Export *e)
{
  const GPtrArray *omissions = e->source.omissions;
  const SlExportChanges *c = &e->result.changes;
  const SlFinding *left_out = omissions->len > 0 ? omissions->pdata[0] : NULL;
  const char *with_omissions = ngettext ("Written: %s, but %u thing was left out: %s",
                                         "Written: %s, but %u things were left out. The first: %s", omissions->len);
  g_autofree char *name = g_path_get_basename (e->path);

  if (c->same > 0 && c->came->len + c->changed->len + c->gone->len == 0)
    return g_strdup_printf (_("%s is as before: nothing had to be written"), name);
  if (e->result.text != NULL)
    return g_strdup (e->result.text);
  if (left_out == NULL)
    return g_strdup_printf (_("Written: %s"), name);
  return g_strdup_printf (with_omissions, name, omissions->len, left_out->message);
}

static void
done (const GError *error, gpointer data)
{
  Export *e = data;
  const gboolean several = error == NULL && sl_export_changes_count (&e->result.changes) > 1;
  g_autofree char *text = error != NULL ? g_strdup (error->message) : written_text (e);

  e->bench->failed_exports += error != NULL;
  e->exported (text, error == NULL ? e->path : NULL, several ? &e->result.changes : NULL, e->data);
}

/* Takes `options` and `data`. */
static Export *
export_new (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path, gpointer data,
            GDestroyNotify free_data)
{
  const SlExportSource now = sl_export_source (bench);
  Export *e = g_new0 (Export, 1);

  *e = (Export) { bench, kind, options, now, g_strdup (path), .data = data, .free_data = free_data };
  e->source.plan = sl_plan_ref ((SlPlan *) now.plan);
  e->source.assets = sl_assets_ref (now.assets);
  e->source.file = g_strdup (now.file);
  e->folder = g_strdup (sl_document_folder (sl_editor_document (bench->editor)));
  e->source.stage = g_strdup (now.stage);
  e->source.shot = g_strdup (now.shot);
  e->source.selected = (const char *const *) g_strdupv ((GStrv) now.selected);
  e->source.omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_free ((gpointer) now.selected);
  return e;
}

void
sl_export_start (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path, SlExported exported,
                 gpointer data, GDestroyNotify free_data)
{
  g_autofree char *base = g_path_get_basename (path), *name = g_strdup_printf (_("Writing %s"), base);
  Export *e = export_new (bench, kind, options, path, data, free_data);

  e->exported = exported;
  sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_EXPORT, .name = name, .work = run, .done = done, .data = e,
                                             .free_data = export_free });
}

/* --- what it would write --- */

static const char *const look_key = "export-look";

static void
looked (const GError *error, gpointer data)
{
  Export *e = data;

  if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    e->looked (&e->result.changes, e->source.omissions, error, e->data);
}

SlJob *
sl_export_look (SlBench *bench, const SlExportKind *kind, gpointer options, const char *path, SlExportLooked tell,
                gpointer data, GDestroyNotify free_data)
{
  Export *e = export_new (bench, kind, options, path, data, free_data);

  e->looked = tell;
  e->source.dry = TRUE;
  return sl_job_ref (sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .key = look_key, .work = run,
                                                                .done = looked, .data = e,
                                                                .free_data = export_free }));
}

void
sl_export_look_end (SlBench *bench)
{
  if (bench->queue != NULL)
    sl_queue_cancel (bench->queue, look_key);
}
