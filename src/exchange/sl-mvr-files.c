#include <string.h>

#include "sl-check.h"
#include "sl-file.h"
#include "sl-gdtf.h"
#include "sl-gltf-private.h"
#include "sl-i18n.h"
#include "sl-mvr-private.h"

enum { MOST_GDTF_BYTES = 256 << 20 };

/* A name at the zip's root that differs by more than case from all others; free with g_free(). */
static char *
free_name (const SlMvrExport *m, const char *stem, const char *suffix)
{
  char *name = g_strconcat (stem, suffix, NULL);

  for (guint n = 2; sl_zip_has (m->zip, name) || g_ascii_strcasecmp (name, SL_MVR_DESCRIPTION) == 0; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", stem, n, suffix);
    }
  return name;
}

/* Takes `key`. */
static const char *
add_file (SlMvrExport *m, char *key, const char *stem, const char *suffix, GBytes *content)
{
  char *name = free_name (m, stem, suffix);

  sl_zip_add (m->zip, name, content);
  g_hash_table_insert (m->files, key, name);
  return name;
}

/* --- models --- */

static void
begin (SlGltfExport *e, const SlMvrExport *m)
{
  *e = (SlGltfExport) { .input = m->input, .file = sl_gltf_file_new (0) };
  e->meshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The model of one mesh, with a node at its origin that says what it is of. Takes `key`. */
static const char *
finish (SlGltfExport *e, SlMvrExport *m, char *key, const SlEntity *entity, guint mesh, GError **error)
{
  JsonObject *node = sl_gltf_node (entity);
  g_autoptr (GBytes) content = NULL;

  json_object_set_int_member (node, "mesh", mesh);
  sl_gltf_file_push_root (e->file, node);
  content = sl_gltf_file_bytes (e->file, m->input->watch, error);
  if (content != NULL)
    return add_file (m, key, entity->id, ".glb", content);
  g_free (key);
  return NULL;
}

static void
end (SlGltfExport *e)
{
  g_hash_table_unref (e->meshes);
  sl_gltf_file_free (e->file);
}

const char *
sl_mvr_wall_file (SlMvrExport *m, const SlSceneWall *wall, GError **error)
{
  SlGltfExport e;
  const char *name;

  begin (&e, m);
  name = finish (&e, m, g_strconcat ("wall ", wall->entity->id, NULL), wall->entity, sl_gltf_add_wall (&e, wall),
                 error);
  end (&e);
  return name;
}

const char *
sl_mvr_mesh_file (SlMvrExport *m, const SlSceneMesh *mesh, GError **error)
{
  g_autofree char *key = g_strdup_printf ("mesh %" G_GUINT64_FORMAT " %06x %d", mesh->mesh->stamp,
                                          mesh->tinted ? mesh->colour : 0, mesh->tinted);
  const char *name = g_hash_table_lookup (m->files, key);
  SlGltfExport e;
  int index;

  if (name != NULL)
    return name;
  begin (&e, m);
  index = sl_gltf_add_mesh (&e, mesh);
  name = index >= 0 ? finish (&e, m, g_steal_pointer (&key), mesh->entity, (guint) index, error) : "";
  end (&e);
  return name;
}

/* --- fixtures --- */

/* The mode that the light asks for, told where the file lacks it; else the file's first. */
static char *
choose_mode (const SlMvrExport *m, const SlLight *light, const GPtrArray *modes)
{
  if (light->gdtf_mode == NULL || *light->gdtf_mode == '\0')
    return g_strdup (modes->pdata[0]);
  if (!g_ptr_array_find_with_equal_func ((GPtrArray *) modes, light->gdtf_mode, g_str_equal, NULL))
    sl_findings_add (m->input->omissions, SL_SEVERITY_WARNING, &light->entity, "gdtf_mode",
                     _("Choose one that the file has"), _("its GDTF file has no DMX mode “%s”"), light->gdtf_mode);
  return g_strdup (light->gdtf_mode);
}

/* The file's bytes, which are a GDTF file, and its modes; NULL with an error. */
static GBytes *
read_gdtf (const char *path, GPtrArray **modes, GError **error)
{
  char *data;
  gsize length;
  g_autoptr (GBytes) content = NULL;

  if (!sl_file_read (path, MOST_GDTF_BYTES, &data, &length, error))
    return NULL;
  content = g_bytes_new_take (data, length);
  *modes = sl_gdtf_modes (content, path, error);
  return *modes != NULL ? g_steal_pointer (&content) : NULL;
}

/* The name in the zip of content that is there already, by whatever path; NULL for none. */
static const char *
same_content (SlMvrExport *m, GBytes *content, char **key)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  *key = g_strconcat ("gdtf ", sum, NULL);
  return g_hash_table_lookup (m->files, *key);
}

const char *
sl_mvr_gdtf_file (SlMvrExport *m, const SlLight *light, char **mode)
{
  g_autofree char *path = NULL, *key = NULL, *base = NULL, *stem = NULL;
  g_autoptr (GPtrArray) modes = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  const char *known;

  if (light->gdtf == NULL || *light->gdtf == '\0')
    {
      sl_findings_add (m->input->omissions, SL_SEVERITY_NOTE, &light->entity, "gdtf", _("Name its GDTF file"),
                       _("it has no GDTF file; a lighting desk will ask which fixture it is"));
      return NULL;
    }
  path = m->input->folder != NULL ? g_canonicalize_filename (light->gdtf, m->input->folder) : g_strdup (light->gdtf);
  content = read_gdtf (path, &modes, &error);
  if (content == NULL)
    {
      sl_findings_add_error (m->input->omissions, SL_SEVERITY_WARNING, &light->entity, "gdtf",
                             _("Choose another file"), error);
      return NULL;
    }
  *mode = choose_mode (m, light, modes);
  known = same_content (m, content, &key);
  if (known != NULL)
    return known;
  base = g_path_get_basename (light->gdtf);
  stem = g_utf8_make_valid (base, -1);
  if (sl_file_has_suffix (stem, ".gdtf"))
    stem[strlen (stem) - strlen (".gdtf")] = '\0';
  return add_file (m, g_steal_pointer (&key), stem, ".gdtf", content);
}
