/* The block:
 *
 *   Header | textures (of eights) | positions 12·v | normals 12·v | uvs 8·v | indices 4·i | coarser indices 4·l
 *          | submeshes | notes | pixels
 */
#include "sl-mesh.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

#define MAGIC "SLMESH10"

enum { TEXTURE_MAX_PX = 16384 };

typedef struct {
  char    magic[8];
  guint32 n_vertices, n_indices, n_lod_indices, n_submeshes, n_textures, n_notes;
  guint64 n_pixels;
} Header;

SlMesh *
sl_mesh_ref (SlMesh *mesh)
{
  g_atomic_ref_count_inc (&mesh->refs);
  return mesh;
}

void
sl_mesh_unref (SlMesh *mesh)
{
  if (mesh == NULL || !g_atomic_ref_count_dec (&mesh->refs))
    return;
  g_bytes_unref (mesh->block);
  g_free (mesh);
}

SlMeshBuilder *
sl_mesh_builder_new (void)
{
  SlMeshBuilder *b = g_new0 (SlMeshBuilder, 1);

  b->positions = g_array_new (FALSE, FALSE, sizeof (float));
  b->normals = g_array_new (FALSE, FALSE, sizeof (float));
  b->uvs = g_array_new (FALSE, FALSE, sizeof (float));
  b->indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  b->lod_indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  b->submeshes = g_array_new (FALSE, TRUE, sizeof (SlSubmesh));
  b->textures = g_array_new (FALSE, TRUE, sizeof (SlTexture));
  b->notes = g_array_new (FALSE, TRUE, sizeof (SlMeshNote));
  b->pixels = g_byte_array_new ();
  return b;
}

void
sl_mesh_builder_free (SlMeshBuilder *b)
{
  if (b == NULL)
    return;
  g_array_unref (b->positions);
  g_array_unref (b->normals);
  g_array_unref (b->uvs);
  g_array_unref (b->indices);
  g_array_unref (b->lod_indices);
  g_array_unref (b->submeshes);
  g_array_unref (b->textures);
  g_array_unref (b->notes);
  g_byte_array_unref (b->pixels);
  g_free (b);
}

guint32
sl_mesh_builder_vertex (SlMeshBuilder *b, SlVec3 p, SlVec3 n, float u, float v)
{
  float position[3] = { (float) p.x, (float) p.y, (float) p.z }, normal[3] = { (float) n.x, (float) n.y, (float) n.z };
  float uv[2] = { u, v };

  g_array_append_vals (b->positions, position, 3);
  g_array_append_vals (b->normals, normal, 3);
  g_array_append_vals (b->uvs, uv, 2);
  return b->positions->len / 3 - 1;
}

void
sl_mesh_builder_triangle (SlMeshBuilder *b, guint32 i, guint32 j, guint32 k)
{
  guint32 corners[3] = { i, j, k };
  g_array_append_vals (b->indices, corners, 3);
}

static void
append_array (GByteArray *out, const GArray *array)
{
  g_byte_array_append (out, (const guint8 *) array->data, array->len * g_array_get_element_size ((GArray *) array));
}

GBytes *
sl_mesh_builder_pack (const SlMeshBuilder *b)
{
  GByteArray *out = g_byte_array_new ();
  Header header = { MAGIC, b->positions->len / 3, b->indices->len, b->lod_indices->len, b->submeshes->len,
                    b->textures->len, b->notes->len, b->pixels->len };

  g_byte_array_append (out, (const guint8 *) &header, sizeof header);
  append_array (out, b->textures);
  append_array (out, b->positions);
  append_array (out, b->normals);
  append_array (out, b->uvs);
  append_array (out, b->indices);
  append_array (out, b->lod_indices);
  append_array (out, b->submeshes);
  append_array (out, b->notes);
  g_byte_array_append (out, b->pixels->data, b->pixels->len);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
is_whole (const Header *header, gsize size)
{
  guint64 need = sizeof *header + (guint64) header->n_vertices * 32
                 + ((guint64) header->n_indices + header->n_lod_indices) * 4
                 + (guint64) header->n_submeshes * sizeof (SlSubmesh)
                 + (guint64) header->n_textures * sizeof (SlTexture)
                 + (guint64) header->n_notes * sizeof (SlMeshNote);

  return memcmp (header->magic, MAGIC, sizeof header->magic) == 0 && need <= size && header->n_pixels == size - need;
}

static gboolean
is_texture_inside (const SlTexture *t, guint64 n_pixels)
{
  return t->width > 0 && t->width <= TEXTURE_MAX_PX && t->height > 0 && t->height <= TEXTURE_MAX_PX
         && t->wrap_u <= SL_WRAP_CLAMP && t->wrap_v <= SL_WRAP_CLAMP
         && t->offset <= n_pixels && (guint64) t->width * t->height * 4 <= n_pixels - t->offset;
}

static gboolean
is_submesh_inside (const SlMesh *mesh, const SlSubmesh *part)
{
  if ((guint64) part->first_index + part->n_indices > mesh->n_indices || part->texture < -1
      || part->texture >= (gint64) mesh->n_textures || part->alpha_mode > SL_ALPHA_BLEND)
    return FALSE;
  for (guint i = 0; i < SL_MESH_LODS; i++)
    if ((guint64) part->lods[i].first_index + part->lods[i].n_indices > mesh->n_lod_indices)
      return FALSE;
  return TRUE;
}

static gboolean
is_note (const SlMeshNote *note)
{
  const char *end = memchr (note->what, '\0', sizeof note->what);

  return note->kind < SL_N_NOTES && end != NULL && g_utf8_validate (note->what, end - note->what, NULL);
}

static gboolean
are_below (const guint32 *indices, guint32 n, guint32 end)
{
  for (guint32 i = 0; i < n; i++)
    if (indices[i] >= end)
      return FALSE;
  return TRUE;
}

static gboolean
is_consistent (const SlMesh *mesh, guint64 n_pixels)
{
  for (guint i = 0; i < mesh->n_submeshes; i++)
    if (!is_submesh_inside (mesh, &mesh->submeshes[i]))
      return FALSE;
  for (guint i = 0; i < mesh->n_textures; i++)
    if (!is_texture_inside (&mesh->textures[i], n_pixels))
      return FALSE;
  for (guint i = 0; i < mesh->n_notes; i++)
    if (!is_note (&mesh->notes[i]))
      return FALSE;
  return are_below (mesh->indices, mesh->n_indices, mesh->n_vertices)
         && are_below (mesh->lod_indices, mesh->n_lod_indices, mesh->n_vertices);
}

/* Where each part of a block begins. */
static void
lay_out (SlMesh *mesh, const Header *header)
{
  mesh->n_vertices = header->n_vertices;
  mesh->n_indices = header->n_indices;
  mesh->n_lod_indices = header->n_lod_indices;
  mesh->n_submeshes = header->n_submeshes;
  mesh->n_textures = header->n_textures;
  mesh->n_notes = header->n_notes;
  mesh->textures = (const SlTexture *) (const void *) (header + 1);
  mesh->positions = (const float *) (const void *) (mesh->textures + mesh->n_textures);
  mesh->normals = mesh->positions + 3 * (gsize) mesh->n_vertices;
  mesh->uvs = mesh->normals + 3 * (gsize) mesh->n_vertices;
  mesh->indices = (const guint32 *) (const void *) (mesh->uvs + 2 * (gsize) mesh->n_vertices);
  mesh->lod_indices = mesh->indices + mesh->n_indices;
  mesh->submeshes = (const SlSubmesh *) (const void *) (mesh->lod_indices + mesh->n_lod_indices);
  mesh->notes = (const SlMeshNote *) (const void *) (mesh->submeshes + mesh->n_submeshes);
  mesh->pixels = (const guint8 *) (mesh->notes + mesh->n_notes);
}

/* FALSE when a point is no number. */
static gboolean
find_box (SlMesh *mesh)
{
  mesh->box = sl_box_empty ();
  for (gsize i = 0; i < mesh->n_vertices; i++)
    {
      const float *p = mesh->positions + 3 * i;

      if (!isfinite (p[0]) || !isfinite (p[1]) || !isfinite (p[2]))
        return FALSE;
      sl_box_add (&mesh->box, sl_vec3 ((double) p[0], (double) p[1], (double) p[2]));
    }
  return TRUE;
}

SlMesh *
sl_mesh_from_block (GBytes *block, GError **error)
{
  static guint64 last_stamp;
  gsize size;
  const Header *header = g_bytes_get_data (block, &size);
  g_autoptr (SlMesh) mesh = g_new0 (SlMesh, 1);

  g_atomic_ref_count_init (&mesh->refs);
  mesh->block = g_bytes_ref (block);
  mesh->stamp = __atomic_add_fetch (&last_stamp, 1, __ATOMIC_RELAXED);
  if (size >= sizeof *header && is_whole (header, size))
    {
      lay_out (mesh, header);
      if (is_consistent (mesh, header->n_pixels) && find_box (mesh))
        return g_steal_pointer (&mesh);
    }
  sl_error_set (error, SL_ERROR_INPUT, _("the mesh in the cache is damaged; it will be made again"));
  return NULL;
}
