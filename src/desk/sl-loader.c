#include "sl-loader.h"

#include "sl-i18n.h"

struct SlLoader {
  SlEditor *editor;
  SlQueue  *queue;
  struct Load *runs; /* owned by its job; NULL while nothing is loaded */
};

typedef struct Load {
  SlLoader  *loader; /* NULL: nobody waits any more */
  SlPlan    *plan;
  SlAssets  *assets;
  char      *folder;
  GPtrArray *findings;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  sl_plan_unref (load->plan);
  sl_assets_unref (load->assets);
  g_ptr_array_unref (load->findings);
  g_free (load->folder);
  g_free (load);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Load *load = data;

  sl_plan_load_assets (load->plan, load->assets, load->folder, watch, load->findings);
  return !sl_watch_stops (watch, error);
}

static void start (SlLoader *loader);

static void
done (const GError *error, gpointer data)
{
  Load *load = data;
  SlLoader *loader = load->loader;

  if (loader == NULL)
    return;
  loader->runs = NULL;
  if (load->findings->len > 0)
    sl_editor_message (loader->editor, ((SlFinding *) load->findings->pdata[0])->message);
  sl_editor_assets_changed (loader->editor);
  if (error == NULL)
    start (loader); /* what an edit named meanwhile */
}

static void
start (SlLoader *loader)
{
  const SlPlan *plan = sl_editor_plan (loader->editor);
  SlDocument *document = sl_editor_document (loader->editor);
  Load *load;

  if (loader->runs != NULL
      || sl_plan_assets_are_settled (plan, sl_document_assets (document), sl_document_folder (document)))
    return;
  load = g_new0 (Load, 1);
  load->loader = loader;
  load->plan = sl_plan_ref (plan);
  load->assets = sl_assets_ref (sl_document_assets (document));
  load->folder = g_strdup (sl_document_folder (document));
  load->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  loader->runs = load;
  /* before the analyses, which would have to be done again */
  sl_queue_add (loader->queue,
                &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .name = _("Loading models"), .first = TRUE,
                               .work = work, .done = done, .data = load, .free_data = load_free });
}

SlLoader *
sl_loader_new (SlEditor *editor, SlQueue *queue)
{
  SlLoader *loader = g_new0 (SlLoader, 1);

  *loader = (SlLoader) { editor, queue, NULL };
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (start), loader);
  start (loader);
  return loader;
}

void
sl_loader_look (SlLoader *loader)
{
  start (loader);
}

void
sl_loader_free (SlLoader *loader)
{
  if (loader == NULL)
    return;
  if (loader->runs != NULL)
    loader->runs->loader = NULL;
  g_signal_handlers_disconnect_by_data (loader->editor, loader);
  g_free (loader);
}
