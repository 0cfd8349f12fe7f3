#include "sl-export-memory.h"

#include "sl-plan-keys.h"

#define FILE_NAME "exports"
#define LAST "last" /* which kind */

/* --- by kind, for all plans --- */

/* What sl_export_options_print() says; NULL for nothing. Free with g_free(). */
static char *
common_options (GSettings *settings, const SlExportKind *kind)
{
  g_autoptr (GVariant) all = settings != NULL ? g_settings_get_value (settings, "export-options") : NULL;
  char *text = NULL;

  if (all != NULL)
    g_variant_lookup (all, kind->id, "s", &text);
  return text;
}

static void
keep_common (GSettings *settings, const SlExportKind *kind, gconstpointer options)
{
  g_autofree char *text = sl_export_options_print (kind, options, FALSE);
  GVariantBuilder all;

  if (settings == NULL)
    return;
  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; sl_export_kind_at (i) != NULL; i++)
    {
      const SlExportKind *one = sl_export_kind_at (i);
      g_autofree char *old = one != kind ? common_options (settings, one) : NULL;

      if (one == kind || old != NULL)
        g_variant_builder_add (&all, "{ss}", one->id, one == kind ? text : old);
    }
  g_settings_set_value (settings, "export-options", g_variant_builder_end (&all));
}

/* --- by the plan's file --- */

static char *
key_of (const SlExportKind *kind)
{
  return g_strconcat (kind->id, "-options", NULL);
}

/* NULL for none, or a plan without a file. Free with g_free(). */
static char *
of_plan (SlEditor *editor, const char *key)
{
  const char *file = sl_document_path (sl_editor_document (editor));

  return file != NULL ? sl_plan_key (FILE_NAME, file, key) : NULL;
}

static gboolean
keep_of_plan (SlEditor *editor, const char *key, const char *value, GError **error)
{
  const char *file = sl_document_path (sl_editor_document (editor));

  return file == NULL || sl_plan_set_key (FILE_NAME, file, key, value, error);
}

/* --- both --- */

/* A scene or a booking may have gone since. */
static void
drop_what_is_gone (SlEditor *editor, const SlExportKind *kind, gpointer options)
{
  const SlExportSource source = { .plan = sl_editor_plan (editor) };

  for (guint i = 0; i < kind->options->n_fields; i++)
    {
      const SlField *field = &kind->options->fields[i];
      const char *wrong = NULL;

      if (sl_export_options_check (kind, &source, options, &wrong, NULL))
        return;
      if (g_strcmp0 (wrong, field->name) == 0 && field->type == SL_TYPE_REF)
        sl_record_set (kind->options, options, field->name, "", FALSE, NULL);
    }
}

gpointer
sl_export_memory_options (SlEditor *editor, GSettings *settings, const SlExportKind *kind)
{
  gpointer options = sl_export_options_new (kind);
  g_autofree char *key = key_of (kind), *own = of_plan (editor, key);
  g_autofree char *text = own == NULL ? common_options (settings, kind) : NULL;

  if (own != NULL || text != NULL)
    sl_export_options_read (kind, options, own != NULL ? own : text);
  else if (sl_editor_imperial (editor) && sl_record_field (kind->options, "unit") != NULL)
    sl_export_options_set (kind, options, "unit", "feet", NULL);
  drop_what_is_gone (editor, kind, options);
  return options;
}

char *
sl_export_memory_place (SlEditor *editor, const SlExportKind *kind)
{
  g_autofree char *path = of_plan (editor, kind->id), *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&path) : NULL;
}

const SlExportKind *
sl_export_memory_last (SlEditor *editor, char **path)
{
  g_autofree char *id = of_plan (editor, LAST);
  const SlExportKind *kind = id != NULL ? sl_export_kind_find (id) : NULL;

  *path = kind != NULL ? sl_export_memory_place (editor, kind) : NULL;
  return *path != NULL ? kind : NULL;
}

gboolean
sl_export_memory_keep (SlEditor *editor, GSettings *settings, const SlExportKind *kind, gconstpointer options,
                       const char *path, GError **error)
{
  g_autofree char *text = sl_export_options_print (kind, options, TRUE), *key = key_of (kind);

  keep_common (settings, kind, options);
  if (!keep_of_plan (editor, key, text, error))
    return FALSE;
  return path == NULL || (keep_of_plan (editor, kind->id, path, error) && keep_of_plan (editor, LAST, kind->id, error));
}
