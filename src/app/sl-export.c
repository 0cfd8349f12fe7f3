#include "sl-export.h"

#include "sl-book.h"
#include "sl-error.h"
#include "sl-exporter.h"
#include "sl-i18n.h"
#include "sl-ground-plan.h"
#include "sl-render.h"
#include "sl-sheet.h"

static const SlExportKind kinds[] = {
  { "clip", N_("Clip of this shot…"), ".mp4" },
  { "clip-all", N_("Clip of all shots…"), ".mp4" },
  { "ground-plan", N_("Ground plan…"), ".pdf" },
  { "gltf", N_("3D scene (glTF)…"), ".glb" },
  { "bookings", N_("Bookings to a calendar folder…"), "" },
};

/* A snapshot, so that editing goes on meanwhile. */
typedef struct {
  SlBench   *bench; /* borrowed: it outlives the queue */
  SlPlan    *plan;
  SlAssets  *assets;
  char      *action, *path, *shot, *stage;
  char      *result; /* what to say at the end, NULL for the path */
  GPtrArray *omissions; /* SlFinding */
  SlExported exported;
  gpointer   data;
  GDestroyNotify free_data;
} Export;

const SlExportKind *
sl_export_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

static void
export_free (gpointer data)
{
  Export *e = data;

  sl_plan_unref (e->plan);
  sl_assets_unref (e->assets);
  g_free (e->action);
  g_free (e->path);
  g_free (e->shot);
  g_free (e->stage);
  g_free (e->result);
  g_ptr_array_unref (e->omissions);
  e->free_data (e->data);
  g_free (e);
}

static gboolean
export_clip (Export *e, SlWatch *watch, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) shots = g_ptr_array_new ();
  SlClipOptions options = { .path = e->path, .watch = watch, .omissions = e->omissions };

  if (!all && e->shot != NULL)
    g_ptr_array_add (shots, e->shot);
  for (guint i = 0; all && i < sl_plan_count (e->plan, SL_KIND_SHOT); i++)
    g_ptr_array_add (shots, sl_plan_at (e->plan, SL_KIND_SHOT, i)->id);
  g_ptr_array_add (shots, NULL);
  options.shots = (const char *const *) shots->pdata;
  return sl_render_clip (e->plan, e->assets, &options, NULL, error);
}

static gboolean
export_bookings (Export *e, GError **error)
{
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (e->path);
  SlBookResult result;
  gboolean ok = sl_book_push (e->plan, store, NULL, &result, error);

  if (ok && result.conflicts->len > 0)
    {
      const SlStageDay *day = result.conflicts->pdata[0];
      g_autofree char *date = sl_date_to_text (day->day);
      e->result = g_strdup_printf (_("%s has %s on %s already; that booking was left out"), day->owner, day->stage,
                                   date);
    }
  else if (ok)
    e->result = g_strdup_printf (_("%u days confirmed, %u held"), result.confirmed, result.held);
  sl_book_result_clear (&result);
  return ok;
}

static gboolean
run (SlWatch *watch, gpointer data, GError **error)
{
  Export *e = data;
  const SlExporter *exporter;

  if (g_str_equal (e->action, "clip") || g_str_equal (e->action, "clip-all"))
    return export_clip (e, watch, g_str_equal (e->action, "clip-all"), error);
  if (g_str_equal (e->action, "bookings"))
    return export_bookings (e, error);
  if (g_str_equal (e->action, "ground-plan"))
    {
      const SlSheetOptions options = { .grid_m = SL_GRID_AUTO, .watch = watch, .omissions = e->omissions };
      g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (e->plan, e->assets, e->stage, NULL, e->omissions, error);
      return drawing != NULL && sl_sheet_write (drawing, &options, e->path, NULL, error);
    }
  if ((exporter = sl_exporter_find (e->action)) != NULL)
    {
      const SlExportInput input = { e->plan, e->assets, e->stage, watch, e->omissions };
      return exporter->write (&input, e->path, error);
    }
  sl_error_set (error, SL_ERROR_INPUT, _("there is no export “%s”"), e->action);
  return FALSE;
}

static void
done (const GError *error, gpointer data)
{
  Export *e = data;
  g_autofree char *text = NULL;

  e->bench->failed_exports += error != NULL;
  if (error != NULL)
    text = g_strdup (error->message);
  else if (e->result != NULL)
    text = g_strdup (e->result);
  else
    {
      g_autofree char *name = g_path_get_basename (e->path);
      const SlFinding *left_out = e->omissions->len > 0 ? e->omissions->pdata[0] : NULL;
      const char *with_omissions = ngettext ("Written: %s, but %u thing was left out: %s",
                                             "Written: %s, but %u things were left out. The first: %s",
                                             e->omissions->len);

      if (left_out == NULL)
        text = g_strdup_printf (_("Written: %s"), name);
      else
        text = g_strdup_printf (with_omissions, name, e->omissions->len, left_out->message);
    }
  e->exported (text, error == NULL ? e->path : NULL, e->data);
}

void
sl_export_start (SlBench *bench, const char *action, const char *path, SlExported exported, gpointer data,
                 GDestroyNotify free_data)
{
  SlEditor *editor = bench->editor;
  Export *e = g_new0 (Export, 1);
  const SlShot *shot = sl_editor_shot (editor);
  const SlPlan *plan = sl_editor_plan (editor);
  const SlSetup *setup = shot != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;
  g_autofree char *base = g_path_get_basename (path), *name = g_strdup_printf (_("Writing %s"), base);

  e->bench = bench;
  e->exported = exported;
  e->data = data;
  e->free_data = free_data;
  e->omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  e->plan = sl_plan_ref (plan);
  e->assets = sl_assets_ref (sl_document_assets (sl_editor_document (editor)));
  e->action = g_strdup (action);
  e->path = g_strdup (path);
  e->shot = g_strdup (shot != NULL ? shot->entity.id : NULL);
  e->stage = g_strdup (setup != NULL ? setup->stage
                       : sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : "");
  sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_EXPORT, .name = name, .work = run, .done = done, .data = e,
                                             .free_data = export_free });
}
