#include "import-assimp.h"

#include <assimp/cfileio.h>
#include <assimp/cimport.h>
#include <assimp/config.h>
#include <assimp/postprocess.h>
#include <stdlib.h>
#include <string.h>

#include "import-fbx.h"
#include "import-polygon.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* --- files, as assimp asks for them --- */

typedef struct {
  ImportFiles *files;
  GPtrArray   *libraries; /* GBytes: the MTL files */
} Disk;

typedef struct {
  GBytes *bytes;
  gsize   at;
} Open;

static size_t
on_read (struct aiFile *file, char *to, size_t size, size_t count)
{
  Open *open = (Open *) (void *) file->UserData;
  gsize length, n;
  const char *data = g_bytes_get_data (open->bytes, &length);

  if (size == 0 || open->at >= length)
    return 0;
  n = MIN (count, (length - open->at) / size);
  memcpy (to, data + open->at, n * size);
  open->at += n * size;
  return n;
}

static size_t
on_write (struct aiFile *file, const char *from, size_t size, size_t count)
{
  return 0;
}

static size_t
on_tell (struct aiFile *file)
{
  return ((Open *) (void *) file->UserData)->at;
}

static size_t
on_size (struct aiFile *file)
{
  return g_bytes_get_size (((Open *) (void *) file->UserData)->bytes);
}

static enum aiReturn
on_seek (struct aiFile *file, size_t offset, enum aiOrigin origin)
{
  Open *open = (Open *) (void *) file->UserData;
  const gsize length = g_bytes_get_size (open->bytes);
  const gsize base = origin == aiOrigin_CUR ? open->at : origin == aiOrigin_END ? length : 0;

  if (offset > length || base + offset > length)
    return aiReturn_FAILURE;
  open->at = base + offset;
  return aiReturn_SUCCESS;
}

static void
on_flush (struct aiFile *file)
{
}

/* Objects and groups say nothing of the shape, and the library takes their number squared: their lines become
 * comments. */
static GBytes *
without_groups (GBytes *obj)
{
  gsize length;
  const char *data = g_bytes_get_data (obj, &length);
  char *copy = g_memdup2 (data, MAX (length, 1));

  for (gsize at = 0; at + 1 < length;)
    {
      const char *end = memchr (copy + at, '\n', length - at);
      if ((copy[at] == 'o' || copy[at] == 'g') && g_ascii_isspace (copy[at + 1]))
        copy[at] = '#';
      at = end != NULL ? (gsize) (end - copy) + 1 : length;
    }
  return g_bytes_new_take (copy, length);
}

static GBytes *
open_file (Disk *disk, const char *name)
{
  g_autofree char *own = g_path_get_basename (import_files_path (disk->files));
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_equal (name, own))
    {
      bytes = import_files_main (disk->files, NULL);
      return bytes != NULL && sl_file_has_suffix (own, ".obj") ? without_groups (bytes) : g_steal_pointer (&bytes);
    }
  bytes = import_files_find (disk->files, name, NULL);
  if (bytes != NULL && sl_file_has_suffix (name, ".mtl"))
    g_ptr_array_add (disk->libraries, g_bytes_ref (bytes));
  return g_steal_pointer (&bytes);
}

static struct aiFile *
on_open (struct aiFileIO *io, const char *name, const char *mode)
{
  GBytes *bytes = strchr (mode, 'r') != NULL ? open_file ((Disk *) (void *) io->UserData, name) : NULL;
  struct aiFile *file;
  Open *open;

  if (bytes == NULL)
    return NULL;
  open = g_new (Open, 1);
  *open = (Open) { bytes, 0 };
  file = g_new (struct aiFile, 1);
  *file = (struct aiFile) { on_read, on_write, on_tell, on_size, on_seek, on_flush, (aiUserData) (void *) open };
  return file;
}

static void
on_close (struct aiFileIO *io, struct aiFile *file)
{
  Open *open = (Open *) (void *) file->UserData;

  g_bytes_unref (open->bytes);
  g_free (open);
  g_free (file);
}

static const struct aiScene *
read_scene (Disk *disk, GError **error)
{
  struct aiFileIO io = { on_open, on_close, (aiUserData) (void *) disk };
  struct aiPropertyStore *properties = aiCreatePropertyStore ();
  g_autofree char *name = g_path_get_basename (import_files_path (disk->files));
  const struct aiScene *scene;

  aiSetImportPropertyInteger (properties, AI_CONFIG_IMPORT_FBX_READ_ANIMATIONS, 0); /* as it is posed */
  aiSetImportPropertyInteger (properties, AI_CONFIG_IMPORT_FBX_READ_LIGHTS, 0);
  aiSetImportPropertyInteger (properties, AI_CONFIG_IMPORT_FBX_READ_CAMERAS, 0);
  scene = aiImportFileExWithProperties (name, aiProcess_ValidateDataStructure, &io, properties);
  aiReleasePropertyStore (properties);
  if (scene == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the model cannot be read (%s); export it again as glTF"),
                  aiGetErrorString ());
  return scene;
}

static gboolean
is_posed (const struct aiScene *scene)
{
  for (guint i = 0; i < scene->mNumMeshes; i++)
    if (scene->mMeshes[i]->mNumAnimMeshes > 0 || scene->mMeshes[i]->mNumBones > 0)
      return TRUE;
  return FALSE;
}

static void
set_matrix (struct aiMatrix4x4 *m, const SlFrame *f)
{
  *m = (struct aiMatrix4x4) {
    (float) f->x.x, (float) f->y.x, (float) f->z.x, (float) f->o.x,
    (float) f->x.y, (float) f->y.y, (float) f->z.y, (float) f->o.y,
    (float) f->x.z, (float) f->y.z, (float) f->z.z, (float) f->o.z,
    0, 0, 0, 1,
  };
}

/* The library gives each morph of an FBX its full weight, and from version 5.4 on takes each mesh for bound where it
 * stands now; the file says how it is. */
static void
pose_as_told (const struct aiScene *scene, GBytes *own)
{
  g_autoptr (ImportFbx) fbx = is_posed (scene) ? import_fbx_new (own) : NULL;

  for (guint i = 0; fbx != NULL && i < scene->mNumMeshes; i++)
    {
      const struct aiMesh *mesh = scene->mMeshes[i];

      for (guint k = 0; k < mesh->mNumAnimMeshes; k++)
        mesh->mAnimMeshes[k]->mWeight = (float) import_fbx_morph (fbx, mesh->mName.data,
                                                                  mesh->mAnimMeshes[k]->mName.data);
      for (guint k = 0; k < mesh->mNumBones; k++)
        {
          const SlFrame *bound = import_fbx_joint (fbx, mesh->mName.data, mesh->mBones[k]->mName.data);
          if (bound != NULL)
            set_matrix (&mesh->mBones[k]->mOffsetMatrix, bound);
        }
    }
}

/* --- the scene, one place for each mesh --- */

typedef struct {
  guint   mesh, material;
  SlFrame frame;
} Place;

typedef struct {
  SlMeshBuilder        *builder;
  const struct aiScene *scene;
  ImportLooks          *looks;
  GHashTable           *frames; /* node's name → SlFrame in the plan */
  GArray               *places; /* Place */
} Reader;

typedef struct {
  const struct aiNode *node;
  SlFrame              frame;
} Step;

static void
visit (Reader *r, const Step *step)
{
  const struct aiNode *node = step->node;

  if (!g_hash_table_contains (r->frames, node->mName.data))
    g_hash_table_insert (r->frames, (gpointer) node->mName.data, g_memdup2 (&step->frame, sizeof step->frame));
  for (guint i = 0; i < node->mNumMeshes; i++)
    if (node->mMeshes[i] < r->scene->mNumMeshes)
      {
        const guint mesh = node->mMeshes[i];
        const Place place = { mesh, r->scene->mMeshes[mesh]->mMaterialIndex, step->frame };
        g_array_append_val (r->places, place);
      }
}

/* The root's own matrix of an FBX is left out: it is assimp's, which from version 5.4 on turns and scales it there. */
static void
find_places (Reader *r, const char *path)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  const SlFrame axes = import_axes (r->scene, path), own = import_frame (&r->scene->mRootNode->mTransformation);
  Step step = { r->scene->mRootNode, sl_file_has_suffix (path, ".fbx") ? axes : sl_frame_compose (&axes, &own) };

  g_array_append_val (steps, step);
  while (steps->len > 0)
    {
      step = g_array_index (steps, Step, steps->len - 1);
      g_array_set_size (steps, steps->len - 1);
      visit (r, &step);
      for (guint i = step.node->mNumChildren; i-- > 0;)
        {
          const SlFrame below = import_frame (&step.node->mChildren[i]->mTransformation);
          const Step next = { step.node->mChildren[i], sl_frame_compose (&step.frame, &below) };
          g_array_append_val (steps, next);
        }
    }
}

static int
compare_materials (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;
  return x->material != y->material ? (x->material < y->material ? -1 : 1) : x->mesh < y->mesh ? -1 : x->mesh > y->mesh;
}

/* --- faces --- */

/* A mesh's faces as lists of its vertices, of three or more; lines and points are none. */
typedef struct {
  guint32 *starts, *vertices; /* n + 1, and starts[n] */
  guint32  n;
} Faces;

static void
faces_clear (Faces *faces)
{
  g_free (faces->starts);
  g_free (faces->vertices);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Faces, faces_clear)

static gboolean
is_whole (const struct aiMesh *mesh, const struct aiFace *face, const ImportPose *pose, SlMeshBuilder *builder)
{
  for (guint i = 0; i < face->mNumIndices; i++)
    {
      if (face->mIndices[i] >= mesh->mNumVertices)
        return FALSE;
      const SlVec3 *p = &pose->points[face->mIndices[i]];
      if (!isfinite ((float) p->x) || !isfinite ((float) p->y) || !isfinite ((float) p->z))
        {
          sl_mesh_builder_note (builder, SL_NOTE_NO_NUMBERS, NULL);
          return FALSE;
        }
    }
  if (face->mNumIndices < 3)
    sl_mesh_builder_note (builder, SL_NOTE_POINTS_AND_LINES, NULL);
  return face->mNumIndices >= 3;
}

static void
faces_init (Faces *faces, const struct aiMesh *mesh, const ImportPose *pose, SlMeshBuilder *builder)
{
  gsize n = 0;

  for (guint i = 0; i < mesh->mNumFaces; i++)
    n += mesh->mFaces[i].mNumIndices;
  faces->starts = g_new0 (guint32, (gsize) mesh->mNumFaces + 1);
  faces->vertices = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < mesh->mNumFaces; i++)
    if (is_whole (mesh, &mesh->mFaces[i], pose, builder))
      {
        const guint32 start = faces->starts[faces->n], length = mesh->mFaces[i].mNumIndices;

        memcpy (faces->vertices + start, mesh->mFaces[i].mIndices, length * sizeof (guint32));
        faces->starts[++faces->n] = start + length;
      }
}

/* One normal a corner: the file's, or one from the shape where the file's is none. */
static SlVec3 *
face_normals (const Faces *faces, const ImportPose *pose, gboolean mirrored)
{
  const guint32 n = faces->starts[faces->n];
  SlVec3 *normals = g_new (SlVec3, MAX (n, 1));
  gboolean known = pose->normals != NULL;

  for (guint32 i = 0; known && i < n; i++)
    {
      normals[i] = pose->normals[faces->vertices[i]];
      known = sl_vec3_dot (normals[i], normals[i]) > .5;
    }
  if (!known && n > 0)
    {
      g_autofree SlVec3 *corners = g_new (SlVec3, n);

      for (guint32 i = 0; i < n; i++)
        corners[i] = pose->points[faces->vertices[i]];
      import_smooth (corners, faces->starts, faces->n, normals);
      for (guint32 i = 0; mirrored && i < n; i++)
        normals[i] = sl_vec3_scale (normals[i], -1);
    }
  return normals;
}

static void
lay_uv (const struct aiMesh *mesh, const ImportUv *uv, guint32 vertex, float out[2])
{
  const struct aiVector3D *set = uv->uv_set < AI_MAX_NUMBER_OF_TEXTURECOORDS ? mesh->mTextureCoords[uv->uv_set] : NULL;
  double u = 0, v = 0;

  if (set == NULL)
    set = mesh->mTextureCoords[0];
  if (set != NULL)
    {
      const double x = (double) set[vertex].x * uv->scale[0] - .5, y = (double) set[vertex].y * uv->scale[1] - .5;
      const double c = cos (uv->turn), s = sin (uv->turn);
      u = c * x - s * y + .5 + uv->offset[0];
      v = s * x + c * y + .5 + uv->offset[1];
    }
  out[0] = isfinite (u) ? (float) u : 0;
  out[1] = isfinite (v) ? (float) (1 - v) : 0;
}

/* Cuts a face into triangles of the builder's vertices, which begin at `base`. */
static void
cut_face (SlMeshBuilder *builder, const ImportPose *pose, const guint32 *vertices, guint32 n, guint32 base,
          gboolean mirrored)
{
  g_autofree SlVec3 *corners = g_new (SlVec3, n);
  g_autofree guint32 *cut = g_new (guint32, 3 * ((gsize) n - 2));
  guint filled;

  for (guint32 i = 0; i < n; i++)
    corners[i] = pose->shape[vertices[i]];
  filled = import_polygon_cut (corners, n, cut);
  for (guint i = 0; i < filled; i += 3)
    sl_mesh_builder_triangle (builder, base + cut[i], base + cut[mirrored ? i + 2 : i + 1],
                              base + cut[mirrored ? i + 1 : i + 2]);
}

static void
add_place (Reader *r, const Place *place, const ImportUv *uv)
{
  const struct aiMesh *mesh = r->scene->mMeshes[place->mesh];
  const gboolean mirrored = mesh->mNumBones == 0
                            && sl_vec3_dot (place->frame.x, sl_vec3_cross (place->frame.y, place->frame.z)) < 0;
  g_auto (ImportPose) pose = { 0 };
  g_auto (Faces) faces = { 0 };

  import_pose_init (&pose, mesh, &place->frame, r->frames);
  faces_init (&faces, mesh, &pose, r->builder);
  if (mesh->mColors[0] != NULL)
    sl_mesh_builder_note (r->builder, SL_NOTE_VERTEX_COLOURS, NULL);
  g_autofree SlVec3 *normals = face_normals (&faces, &pose, mirrored);
  for (guint32 f = 0; f < faces.n; f++)
    {
      const guint32 start = faces.starts[f], n = faces.starts[f + 1] - start, base = r->builder->positions->len / 3;

      for (guint32 i = start; i < start + n; i++)
        {
          float at[2];

          lay_uv (mesh, uv, faces.vertices[i], at);
          sl_mesh_builder_vertex (r->builder, pose.points[faces.vertices[i]], normals[i], at[0], at[1]);
        }
      cut_face (r->builder, &pose, faces.vertices + start, n, base, mirrored);
    }
}

/* One part a material, however many objects wear it. */
static void
add_parts (Reader *r)
{
  g_array_sort (r->places, compare_materials);
  for (guint i = 0; i < r->places->len;)
    {
      const guint material = g_array_index (r->places, Place, i).material;
      SlSubmesh part = { .first_index = r->builder->indices->len, .texture = -1 };
      ImportUv uv;

      import_looks_apply (r->looks, material, &part, &uv);
      for (; i < r->places->len && g_array_index (r->places, Place, i).material == material; i++)
        add_place (r, &g_array_index (r->places, Place, i), &uv);
      part.n_indices = r->builder->indices->len - part.first_index;
      if (part.n_indices > 0)
        g_array_append_val (r->builder->submeshes, part);
    }
}

gboolean
import_assimp (SlMeshBuilder *builder, ImportFiles *files, GError **error)
{
  g_autoptr (GPtrArray) libraries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) frames = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Disk disk = { files, libraries };
  g_autoptr (GBytes) own = import_files_main (files, error); /* its error says more than the library's */
  const struct aiScene *scene = own != NULL ? read_scene (&disk, error) : NULL;

  if (scene == NULL)
    return FALSE;
  if (sl_file_has_suffix (import_files_path (files), ".fbx"))
    pose_as_told (scene, own);
  Reader reader = { builder, scene, import_looks_new (builder, files, scene), frames, places };
  for (guint i = 0; i < libraries->len; i++)
    import_looks_mtl (reader.looks, libraries->pdata[i]);
  find_places (&reader, import_files_path (files));
  add_parts (&reader);
  import_looks_free (reader.looks);
  aiReleaseImport (scene);
  return TRUE;
}
