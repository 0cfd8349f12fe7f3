#include "sl-incoming.h"

#include "sl-error.h"

struct SlIncoming {
  guint             refs;
  SlAssets         *assets;
  char             *folder, *path, *name, *stage; /* name: as the plan has it */
  gboolean          settles, read, more;
  const SlImporter *first;    /* that it was tried with; NULL for none yet */
  GHashTable       *contents; /* SlImporter → Content */
};

/* What an importer made of the file. */
typedef struct {
  const SlImporter *importer;
  gpointer          content;
} Content;

/* One look, which has its own of all that changes. */
typedef struct {
  SlIncoming       *incoming;
  SlPlan           *plan;
  const SlImporter *importer;
  gpointer          options, content;
  gboolean          has_content, fresh; /* fresh: it was read by this look */
  gboolean          asks, more;         /* whether others find something; that they do */
  SlImportLook     *look;
  SlIncomingTried   tried;
  gpointer          data;
  GDestroyNotify    free_data;
} Try;

static void
content_free (gpointer data)
{
  Content *content = data;

  sl_importer_free_content (content->importer, content->content);
  g_free (content);
}

SlIncoming *
sl_incoming_new (SlEditor *editor, const char *path, const char *stage, gboolean settles)
{
  SlDocument *document = sl_editor_document (editor);
  SlIncoming *i = g_new0 (SlIncoming, 1);

  i->refs = 1;
  i->assets = sl_assets_ref (sl_document_assets (document));
  i->folder = g_strdup (sl_document_folder (document));
  i->path = g_strdup (path);
  i->name = sl_document_relative (document, path);
  i->stage = g_strdup (stage);
  i->settles = settles;
  i->contents = g_hash_table_new_full (NULL, NULL, NULL, content_free);
  return i;
}

SlIncoming *
sl_incoming_ref (SlIncoming *i)
{
  i->refs++;
  return i;
}

void
sl_incoming_unref (SlIncoming *i)
{
  if (i == NULL || --i->refs > 0)
    return;
  g_hash_table_unref (i->contents);
  sl_assets_unref (i->assets);
  g_free (i->folder);
  g_free (i->path);
  g_free (i->name);
  g_free (i->stage);
  g_free (i);
}

const char *
sl_incoming_path (const SlIncoming *i)
{
  return i->path;
}

const char *
sl_incoming_name (const SlIncoming *i)
{
  return i->name;
}

SlMesh *
sl_incoming_mesh (const SlIncoming *i)
{
  return sl_assets_mesh (i->assets, i->name);
}

SlImage *
sl_incoming_image (const SlIncoming *i)
{
  return sl_assets_image (i->assets, i->name);
}

gboolean
sl_incoming_has_more (const SlIncoming *i)
{
  return i->more;
}

gboolean
sl_incoming_is_read (const SlIncoming *i)
{
  return i->read;
}

/* --- a look --- */

static void
try_free (gpointer data)
{
  Try *t = data;

  sl_plan_unref (t->plan);
  sl_import_options_free (t->importer, t->options);
  if (t->fresh)
    sl_importer_free_content (t->importer, t->content);
  sl_import_look_free (t->look);
  t->free_data (t->data);
  sl_incoming_unref (t->incoming);
  g_free (t);
}

static gboolean
others_find (const Try *t)
{
  g_autoptr (GPtrArray) all = sl_importers_for (t->incoming->path);

  for (guint k = 0; k < all->len; k++)
    {
      const SlImporter *other = all->pdata[k];

      if (other != t->importer && other->finds != NULL && other->finds (t->incoming->path))
        return TRUE;
    }
  return FALSE;
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Try *t = data;
  const SlIncoming *i = t->incoming;
  /* it goes to the first where the stage is gone */
  const char *stage = sl_plan_get (t->plan, SL_KIND_STAGE, i->stage) != NULL ? i->stage : NULL;

  if (!t->has_content
      && !sl_importer_load (t->importer, i->assets, i->folder, i->name, watch, &t->content, error))
    return FALSE;
  t->fresh = !t->has_content;
  t->has_content = TRUE;
  t->more = t->asks && others_find (t);
  if (sl_watch_stops (watch, error))
    return FALSE;
  const SlImportInput input = { t->plan, i->name, stage, i->assets, t->content, NULL };
  t->look = sl_import_look (t->importer, &input, t->options, i->settles, error);
  return t->look != NULL;
}

/* Keeps what was read for the next look. */
static void
keep (Try *t)
{
  const Content content = { t->importer, t->content };

  t->incoming->read = t->has_content;
  t->incoming->more |= t->more;
  if (!t->fresh || g_hash_table_contains (t->incoming->contents, t->importer))
    return;
  g_hash_table_insert (t->incoming->contents, (gpointer) t->importer, g_memdup2 (&content, sizeof content));
  t->fresh = FALSE;
}

static void
done (const GError *error, gpointer data)
{
  Try *t = data;

  keep (t);
  if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    t->tried (&t->look, error, t->data);
}

SlJob *
sl_incoming_try (SlIncoming *i, SlBench *bench, const SlImporter *importer, gconstpointer options, const char *key,
                 const char *label, SlIncomingTried tried, gpointer data, GDestroyNotify free_data)
{
  const Content *known = g_hash_table_lookup (i->contents, importer);
  Try *t = g_new0 (Try, 1);

  *t = (Try) { .incoming = sl_incoming_ref (i), .plan = sl_plan_ref (sl_editor_plan (bench->editor)),
               .importer = importer, .options = g_malloc0 (importer->options->size),
               .content = known != NULL ? known->content : NULL, .has_content = known != NULL,
               .asks = i->first == NULL, .tried = tried, .data = data, .free_data = free_data };
  sl_record_copy (importer->options, t->options, options);
  i->first = i->first != NULL ? i->first : importer;
  return sl_job_ref (sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .key = key, .name = label,
                                                                .work = work, .done = done, .data = t,
                                                                .free_data = try_free }));
}
