#include "sl-importer.h"

#include <string.h>

#include "sl-file.h"

enum { MAX_STEM = 48 }; /* bytes, so that a number behind it fits in an id */

static const SlImporter *const importers[] = {
  &sl_import_model, &sl_import_picture, &sl_import_fountain, &sl_import_fdx, &sl_import_uss, &sl_import_csv,
  &sl_import_days, &sl_import_mvr, &sl_import_ndisplay, &sl_import_take,
  &sl_import_cameras, &sl_import_survey,
};

const SlImporter *
sl_importer_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    if (g_str_equal (importers[i]->id, id))
      return importers[i];
  return NULL;
}

const SlImporter *
sl_importer_at (guint index)
{
  return index < G_N_ELEMENTS (importers) ? importers[index] : NULL;
}

static gboolean
has_suffix (const SlImporter *importer, const char *path)
{
  for (const SlImportFormat *format = importer->formats; format->suffix != NULL; format++)
    if (sl_file_has_suffix (path, format->suffix))
      return TRUE;
  return FALSE;
}

const SlImporter *
sl_importer_for (const char *path)
{
  const gboolean there = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  const SlImporter *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    if (has_suffix (importers[i], path))
      {
        const gboolean asked = there && importers[i]->claims != NULL;

        if (asked && importers[i]->claims (path))
          return importers[i];
        if (!asked && first == NULL)
          first = importers[i];
      }
  return first;
}

GPtrArray *
sl_importers_for (const char *path)
{
  GPtrArray *all = g_ptr_array_new ();
  const SlImporter *first = sl_importer_for (path);

  if (first != NULL)
    g_ptr_array_add (all, (gpointer) first);
  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    if (importers[i] != first && has_suffix (importers[i], path))
      g_ptr_array_add (all, (gpointer) importers[i]);
  return all;
}

char *
sl_importer_suffixes (void)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (importers); i++)
    for (const SlImportFormat *format = importers[i]->formats; format->suffix != NULL; format++)
      if (g_hash_table_add (known, (gpointer) format->suffix))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", format->suffix);
  return g_string_free (text, FALSE);
}

gboolean
sl_importer_load (const SlImporter *importer, SlAssets *assets, const char *folder, const char *name,
                  const SlWatch *watch, gpointer *content, GError **error)
{
  g_autofree char *path = NULL;

  *content = NULL;
  if (importer->load != NULL)
    return importer->load (assets, folder, name, watch, error);
  path = g_path_is_absolute (name) || folder == NULL ? g_strdup (name) : g_build_filename (folder, name, NULL);
  *content = importer->read != NULL ? importer->read (path, watch, error)
                                    : importer->read_models (assets, path, watch, error);
  return *content != NULL;
}

void
sl_importer_free_content (const SlImporter *importer, gpointer content)
{
  if (content != NULL)
    importer->free_content (content);
}

gpointer
sl_import_options_new (const SlImporter *importer)
{
  gpointer options = g_malloc0 (importer->options->size);

  sl_record_init (importer->options, options);
  return options;
}

void
sl_import_options_free (const SlImporter *importer, gpointer options)
{
  if (options == NULL)
    return;
  sl_record_clear (importer->options, options);
  g_free (options);
}

/* The file's name without folder and suffix, as text. */
static char *
stem (const char *name)
{
  g_autofree char *base = g_path_get_basename (name), *valid = g_utf8_make_valid (base, -1);
  char *dot = strrchr (valid, '.');

  if (dot != NULL && dot > valid)
    *dot = '\0';
  return g_steal_pointer (&valid);
}

char *
sl_import_title (const char *name)
{
  g_autofree char *text = stem (name);
  GString *title = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '_' || c == '-' || g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          gap = title->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (title, ' ');
      gap = FALSE;
      g_string_append_unichar (title, c);
    }
  return g_string_free (title, FALSE);
}

static gboolean
is_named (const SlPlan *plan, SlKind kind, const char *name)
{
  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    if (g_strcmp0 (sl_plan_at (plan, kind, i)->name, name) == 0)
      return TRUE;
  return FALSE;
}

char *
sl_import_free_title (const SlPlan *plan, SlKind kind, const char *name)
{
  g_autofree char *first = sl_import_title (name);
  char *title = g_strdup (first);

  for (guint n = 2; is_named (plan, kind, title); n++)
    {
      g_free (title);
      title = g_strdup_printf ("%s %u", first, n);
    }
  return title;
}

char *
sl_import_id_stem (const char *text, const char *otherwise)
{
  g_autoptr (GString) id = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0' && id->len < MAX_STEM; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, g_ascii_tolower (*p));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return g_strdup (id->len > 0 && g_ascii_isalpha (id->str[0]) ? id->str : otherwise);
}

char *
sl_import_id (const SlPlan *plan, const char *name, const char *otherwise)
{
  g_autofree char *text = stem (name), *id = sl_import_id_stem (text, otherwise);

  return sl_plan_free_id (plan, id);
}
