#include <string.h>

#include "import-assimp.h"

static SlVec3
vector (const struct aiVector3D *v)
{
  return sl_vec3 ((double) v->x, (double) v->y, (double) v->z);
}

/* What a frame does to directions that stand upright on surfaces: its inverse's transpose, but for the length. */
static SlFrame
normal_frame (const SlFrame *f)
{
  SlFrame n = { .x = sl_vec3_cross (f->y, f->z), .y = sl_vec3_cross (f->z, f->x), .z = sl_vec3_cross (f->x, f->y) };
  const double sign = sl_vec3_dot (f->x, n.x) < 0 ? -1 : 1;

  n.x = sl_vec3_scale (n.x, sign);
  n.y = sl_vec3_scale (n.y, sign);
  n.z = sl_vec3_scale (n.z, sign);
  return n;
}

/* --- morphs --- */

static void
add_morph (ImportPose *pose, const struct aiMesh *mesh, const struct aiAnimMesh *morph)
{
  const double weight = (double) morph->mWeight;

  if (morph->mNumVertices != mesh->mNumVertices || weight == 0 || !isfinite (weight))
    return;
  for (guint i = 0; morph->mVertices != NULL && i < mesh->mNumVertices; i++)
    pose->shape[i] = sl_vec3_mad (
        pose->shape[i], sl_vec3_sub (vector (&morph->mVertices[i]), vector (&mesh->mVertices[i])), weight);
  for (guint i = 0; morph->mNormals != NULL && pose->normals != NULL && i < mesh->mNumVertices; i++)
    pose->normals[i] = sl_vec3_mad (
        pose->normals[i], sl_vec3_sub (vector (&morph->mNormals[i]), vector (&mesh->mNormals[i])), weight);
}

/* --- skins --- */

typedef struct {
  SlVec3 *points, *normals; /* sums over the bones */
  double *weights;
} Sums;

static void
add_bone (const Sums *sums, const ImportPose *pose, const struct aiMesh *mesh, const struct aiBone *bone,
          const SlFrame *joint)
{
  const SlFrame offset = import_frame (&bone->mOffsetMatrix), frame = sl_frame_compose (joint, &offset);
  const SlFrame upright = normal_frame (&frame);

  for (guint i = 0; i < bone->mNumWeights; i++)
    {
      const guint v = bone->mWeights[i].mVertexId;
      const double weight = (double) bone->mWeights[i].mWeight;

      if (v >= mesh->mNumVertices || !(weight > 0))
        continue;
      sums->weights[v] += weight;
      sums->points[v] = sl_vec3_mad (sums->points[v], sl_frame_point (&frame, pose->shape[v]), weight);
      if (pose->normals != NULL)
        sums->normals[v] = sl_vec3_mad (sums->normals[v], sl_frame_direction (&upright, pose->normals[v]), weight);
    }
}

/* The joints place a skinned vertex, not the mesh's node; one that no joint holds stays with the node. */
static void
place (ImportPose *pose, const struct aiMesh *mesh, const SlFrame *frame, const Sums *sums)
{
  const SlFrame upright = normal_frame (frame);

  for (guint i = 0; i < mesh->mNumVertices; i++)
    {
      const double weight = sums->weights != NULL ? sums->weights[i] : 0;

      pose->points[i] = weight > 0 ? sl_vec3_scale (sums->points[i], 1 / weight)
                                   : sl_frame_point (frame, pose->shape[i]);
      if (pose->normals != NULL)
        pose->normals[i] = sl_vec3_normalize (weight > 0 ? sums->normals[i]
                                                         : sl_frame_direction (&upright, pose->normals[i]));
    }
}

static void
skin (ImportPose *pose, const struct aiMesh *mesh, const SlFrame *frame, GHashTable *frames)
{
  g_autofree double *weights = g_new0 (double, mesh->mNumVertices);
  g_autofree SlVec3 *points = g_new0 (SlVec3, mesh->mNumVertices), *normals = g_new0 (SlVec3, mesh->mNumVertices);
  const Sums sums = { points, normals, weights };

  for (guint b = 0; b < mesh->mNumBones; b++)
    {
      const SlFrame *joint = g_hash_table_lookup (frames, mesh->mBones[b]->mName.data);
      if (joint != NULL)
        add_bone (&sums, pose, mesh, mesh->mBones[b], joint);
    }
  place (pose, mesh, frame, &sums);
  memcpy (pose->shape, pose->points, mesh->mNumVertices * sizeof *pose->shape); /* joints bend what was flat */
}

void
import_pose_init (ImportPose *pose, const struct aiMesh *mesh, const SlFrame *frame, GHashTable *frames)
{
  const guint n = mesh->mNumVertices;

  pose->shape = g_new (SlVec3, n);
  pose->points = g_new (SlVec3, n);
  pose->normals = mesh->mNormals != NULL ? g_new (SlVec3, n) : NULL;
  for (guint i = 0; i < n; i++)
    {
      pose->shape[i] = vector (&mesh->mVertices[i]);
      if (pose->normals != NULL)
        pose->normals[i] = vector (&mesh->mNormals[i]);
    }
  for (guint i = 0; i < mesh->mNumAnimMeshes; i++)
    add_morph (pose, mesh, mesh->mAnimMeshes[i]);
  if (mesh->mNumBones > 0)
    skin (pose, mesh, frame, frames);
  else
    place (pose, mesh, frame, &(Sums) { 0 });
}

void
import_pose_clear (ImportPose *pose)
{
  g_clear_pointer (&pose->shape, g_free);
  g_clear_pointer (&pose->points, g_free);
  g_clear_pointer (&pose->normals, g_free);
}
