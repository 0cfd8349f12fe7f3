#include "sl-manifest.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-json.h"

enum { VERSION = 1, MOST_FILES = 100000, SHA256_LETTERS = 64 };

static void
file_free (gpointer data)
{
  SlManifestFile *file = data;

  g_free (file->name);
  g_free (file->kind);
  g_free (file->of);
  g_free (file->sha256);
  g_free (file);
}

SlManifest *
sl_manifest_new (void)
{
  SlManifest *manifest = g_new0 (SlManifest, 1);

  manifest->files = g_ptr_array_new_with_free_func (file_free);
  manifest->omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  return manifest;
}

void
sl_manifest_free (SlManifest *manifest)
{
  if (manifest == NULL)
    return;
  for (char **text = (char *[]) { manifest->plan, manifest->uid, manifest->stage, manifest->booking, manifest->from,
                                  manifest->to, (char *) manifest }; *text != (char *) manifest; text++)
    g_free (*text);
  g_ptr_array_unref (manifest->files);
  g_ptr_array_unref (manifest->omissions);
  g_free (manifest);
}

void
sl_manifest_add (SlManifest *manifest, const char *name, const char *kind, const char *of, guint64 bytes,
                 const char *sha256)
{
  SlManifestFile *file = g_new (SlManifestFile, 1);

  *file = (SlManifestFile) { g_strdup (name), g_strdup (kind), g_strdup (of), g_strdup (sha256), bytes };
  g_ptr_array_add (manifest->files, file);
}

const SlManifestFile *
sl_manifest_find (const SlManifest *manifest, const char *name)
{
  for (guint i = 0; i < manifest->files->len; i++)
    if (g_str_equal (((SlManifestFile *) manifest->files->pdata[i])->name, name))
      return manifest->files->pdata[i];
  return NULL;
}

gboolean
sl_manifest_takes (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (!g_utf8_validate (name, -1, NULL) || strpbrk (name, "\\:*?\"<>|\n\r\t") != NULL)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;
  return parts[0] != NULL;
}

/* --- writing --- */

static int
by_name (gconstpointer a, gconstpointer b)
{
  const SlManifestFile *const *x = a, *const *y = b;

  return strcmp ((*x)->name, (*y)->name);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

static JsonObject *
file_object (const SlManifestFile *file)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", file->name);
  set_text (object, "kind", file->kind);
  set_text (object, "of", file->of);
  json_object_set_int_member (object, "bytes", (gint64) file->bytes);
  set_text (object, "sha256", file->sha256);
  return object;
}

static JsonObject *
omission_object (const SlFinding *f)
{
  JsonObject *object = json_object_new ();

  set_text (object, "id", f->id);
  set_text (object, "message", f->message);
  set_text (object, "remedy", f->remedy);
  return object;
}

char *
sl_manifest_print (SlManifest *manifest)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *files = json_array_new (), *omissions = json_array_new ();
  const struct { const char *name, *text; } texts[] = {
    { "plan", manifest->plan },       { "uid", manifest->uid },   { "stage", manifest->stage },
    { "booking", manifest->booking }, { "from", manifest->from }, { "to", manifest->to },
  };

  g_ptr_array_sort (manifest->files, by_name);
  json_object_set_int_member (object, "sightline_package", VERSION);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    set_text (object, texts[i].name, texts[i].text);
  for (guint i = 0; i < manifest->files->len; i++)
    json_array_add_object_element (files, file_object (manifest->files->pdata[i]));
  for (guint i = 0; i < manifest->omissions->len; i++)
    json_array_add_object_element (omissions, omission_object (manifest->omissions->pdata[i]));
  json_object_set_array_member (object, "files", files);
  json_object_set_array_member (object, "omissions", omissions);
  json_node_take_object (root, object);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

/* --- reading --- */

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == SHA256_LETTERS && strspn (text, "0123456789abcdef") == SHA256_LETTERS;
}

/* FALSE where an item is no file of a package, or one that was there before. */
static gboolean
read_file (SlManifest *manifest, JsonObject *item, GHashTable *seen)
{
  const char *name = item != NULL ? sl_json_text (item, "name") : NULL;
  const char *kind = item != NULL ? sl_json_text (item, "kind") : NULL;
  const char *sha256 = item != NULL ? sl_json_text (item, "sha256") : NULL;
  const double bytes = item != NULL ? sl_json_number (item, "bytes") : NAN;

  if (name == NULL || !sl_manifest_takes (name) || g_str_equal (name, SL_MANIFEST_NAME) || !is_sha256 (sha256)
      || !(bytes >= 0 && bytes < 0x1p53) || !g_hash_table_add (seen, g_strdup (name)))
    return FALSE;
  sl_manifest_add (manifest, name, kind != NULL ? kind : "", sl_json_text (item, "of"), (guint64) bytes, sha256);
  return TRUE;
}

static gboolean
read_files (SlManifest *manifest, JsonArray *files, const char *file, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (files == NULL || sl_json_length (files) > MOST_FILES)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this is no manifest of a package; export the package again"));
      return FALSE;
    }
  for (guint i = 0; i < sl_json_length (files); i++)
    if (!read_file (manifest, sl_json_item (files, i), seen))
      {
        sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                         _("entry %u of the manifest is no file of a package, or one that was there before; export the "
                           "package again"), i + 1);
        return FALSE;
      }
  return TRUE;
}

SlManifest *
sl_manifest_parse (const char *text, const char *file, GError **error)
{
  JsonObject *object = sl_json_parse (text, file, error);
  g_autoptr (SlManifest) manifest = sl_manifest_new ();
  gboolean fine = FALSE;

  if (object == NULL)
    return NULL;
  const double version = sl_json_number (object, "sightline_package");
  if (isnan (version) || version < 1)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this is no manifest of a package; export the package again"));
  else if (version > VERSION)
    sl_error_set_at (error, SL_ERROR_VERSION, file, 0,
                     _("this package was made by a newer Sightline; update this one"));
  else
    fine = read_files (manifest, sl_json_array (object, "files"), file, error);
  const struct { const char *name; char **text; } texts[] = {
    { "plan", &manifest->plan },       { "uid", &manifest->uid },   { "stage", &manifest->stage },
    { "booking", &manifest->booking }, { "from", &manifest->from }, { "to", &manifest->to },
  };
  for (guint i = 0; fine && i < G_N_ELEMENTS (texts); i++)
    *texts[i].text = g_strdup (sl_json_text (object, texts[i].name));
  json_object_unref (object);
  return fine ? g_steal_pointer (&manifest) : NULL;
}
