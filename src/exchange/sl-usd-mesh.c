/* Walls, props and people as meshes. */
#include "sl-usd-private.h"

#include "sl-check.h"
#include "sl-i18n.h"

/* Vertices of a mesh that is rather written again than referred to, since not every reader follows. */
enum { FEW = 5000 };

/* --- meshes --- */

static char *
key_of (const SlSceneMesh *mesh)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %06x %d", mesh->mesh->stamp, mesh->tinted ? mesh->colour : 0,
                          mesh->tinted);
}

void
sl_usd_count_mesh (SlUsdExport *e, const SlSceneMesh *mesh)
{
  char *key = key_of (mesh);
  const guint uses = GPOINTER_TO_UINT (g_hash_table_lookup (e->uses, key));

  g_hash_table_replace (e->uses, key, GUINT_TO_POINTER (uses + 1));
}

static void
put_extent (SlUsdText *t, const float *points, gsize n)
{
  float box[6] = { INFINITY, INFINITY, INFINITY, -INFINITY, -INFINITY, -INFINITY };

  for (gsize i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      {
        box[k] = fminf (box[k], points[3 * i + k]);
        box[3 + k] = fmaxf (box[3 + k], points[3 * i + k]);
      }
  sl_usd_array (t, "float3[] extent", box, 2, 3, NULL);
}

static void
set_vec (float *out, SlVec3 v)
{
  out[0] = (float) v.x;
  out[1] = (float) v.y;
  out[2] = (float) v.z;
}

static SlVec3
vec_of (const float *in)
{
  return sl_vec3 ((double) in[0], (double) in[1], (double) in[2]);
}

/* Points, normals and coordinates of a mesh, in that order, through one buffer. */
static void
put_vertices (SlUsdExport *e, const SlSceneMesh *item)
{
  const SlMesh *m = item->mesh;
  g_autofree float *buffer = g_new (float, 3 * (gsize) m->n_vertices);
  gboolean all = TRUE;

  for (gsize i = 0; i < m->n_vertices; i++)
    {
      SlVec3 v = sl_axes_point (SL_AXES_USD, vec_of (m->positions + 3 * i));
      const gboolean is_number = isfinite (v.x + v.y + v.z);
      all &= is_number;
      set_vec (buffer + 3 * i, is_number ? v : sl_vec3 (0, 0, 0));
    }
  if (!all)
    sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, item->entity, NULL, _("Repair the model file"), "%s",
                     _("vertices of the model that are no numbers stand at its origin"));
  put_extent (&e->text, buffer, m->n_vertices);
  sl_usd_array (&e->text, "point3f[] points", buffer, m->n_vertices, 3, NULL);
  for (gsize i = 0; i < m->n_vertices; i++)
    {
      SlVec3 v = sl_vec3_normalize (sl_axes_direction (SL_AXES_USD, vec_of (m->normals + 3 * i)));
      set_vec (buffer + 3 * i, isfinite (v.x + v.y + v.z) ? v : sl_vec3 (0, 0, 1));
    }
  sl_usd_array (&e->text, "normal3f[] normals", buffer, m->n_vertices, 3, " (\n    interpolation = \"vertex\"\n)");
  for (gsize i = 0; i < m->n_vertices; i++)
    {
      buffer[2 * i] = m->uvs[2 * i];
      buffer[2 * i + 1] = 1 - m->uvs[2 * i + 1]; /* up */
    }
  sl_usd_array (&e->text, "texCoord2f[] primvars:st", buffer, m->n_vertices, 2,
                " (\n    interpolation = \"vertex\"\n)");
}

/* The parts' triangles, one part after the other. */
static void
put_triangles (SlUsdText *t, const SlMesh *m)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint32)), counts = g_array_new (FALSE, FALSE, 4);
  const guint32 three = 3;

  for (guint i = 0; i < m->n_submeshes; i++)
    g_array_append_vals (list, m->indices + m->submeshes[i].first_index, m->submeshes[i].n_indices);
  for (guint i = 0; i < list->len / 3; i++)
    g_array_append_val (counts, three);
  sl_usd_integers (t, "int[] faceVertexCounts", (const guint32 *) (gpointer) counts->data, counts->len);
  sl_usd_integers (t, "int[] faceVertexIndices", (const guint32 *) (gpointer) list->data, list->len);
}

static void
put_parts (SlUsdText *t, const SlMesh *m, const char *path)
{
  guint32 face = 0;

  sl_usd_line (t, "uniform token subsetFamily:materialBind:familyType = \"nonOverlapping\"");
  for (guint i = 0; i < m->n_submeshes; i++)
    {
      const guint n = m->submeshes[i].n_indices / 3;
      g_autofree guint32 *faces = g_new (guint32, n + 1);
      g_autofree char *name = g_strdup_printf ("Part_%u", i + 1);

      if (n == 0)
        continue;
      for (guint k = 0; k < n; k++)
        faces[k] = face++;
      sl_usd_metadata (t, "def GeomSubset", name);
      sl_usd_line (t, "prepend apiSchemas = [\"MaterialBindingAPI\"]");
      sl_usd_body (t);
      sl_usd_line (t, "uniform token elementType = \"face\"");
      sl_usd_line (t, "uniform token familyName = \"materialBind\"");
      sl_usd_integers (t, "int[] indices", faces, n);
      sl_usd_line (t, "rel material:binding = <%s/Looks/Look_%u>", path, i + 1);
      sl_usd_end (t);
    }
}

/* The mesh and its materials, within the prim at `path`: what refers to that takes all of it. */
static void
put_shape (SlUsdExport *e, const SlSceneMesh *item, const char *path)
{
  SlUsdText *t = &e->text;
  const SlMesh *m = item->mesh;

  if (m->n_indices == 0)
    return;
  sl_usd_metadata (t, "def Mesh", "Shape");
  sl_usd_line (t, "prepend apiSchemas = [\"MaterialBindingAPI\"]");
  sl_usd_body (t);
  sl_usd_line (t, "uniform bool doubleSided = 1");
  sl_usd_line (t, "uniform token subdivisionScheme = \"none\"");
  put_triangles (t, m);
  put_vertices (e, item);
  if (m->n_submeshes == 1)
    sl_usd_line (t, "rel material:binding = <%s/Looks/Look_1>", path);
  else
    put_parts (t, m, path);
  sl_usd_end (t);
  sl_usd_begin (t, "def Scope", "Looks");
  for (guint i = 0; i < m->n_submeshes; i++)
    {
      g_autofree char *name = g_strdup_printf ("Look_%u", i + 1);
      g_autofree char *own = g_strdup_printf ("%s/Looks/%s", path, name);
      if (m->submeshes[i].n_indices > 0)
        sl_usd_put_look (e, item, &m->submeshes[i], own, name);
    }
  sl_usd_end (t);
}

void
sl_usd_put_models (SlUsdExport *e)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < e->things->len; i++)
    {
      const SlUsdThing *thing = e->things->pdata[i];
      const SlSceneMesh *mesh = thing->item;

      if (thing->scope != SL_USD_PROPS && thing->scope != SL_USD_PEOPLE)
        continue;
      g_autofree char *key = key_of (mesh);
      if (mesh->mesh->n_vertices <= FEW || GPOINTER_TO_UINT (g_hash_table_lookup (e->uses, key)) < 2
          || g_hash_table_contains (e->models, key))
        continue;
      const char *name = sl_usd_name (&e->text, "Model_1");
      g_autofree char *path = g_strdup_printf ("/Models/%s", name);
      if (!begun)
        sl_usd_begin (&e->text, "class Scope", "Models");
      begun = TRUE;
      sl_usd_begin (&e->text, "def Xform", name);
      put_shape (e, mesh, path);
      sl_usd_end (&e->text);
      g_hash_table_insert (e->models, g_steal_pointer (&key), (gpointer) name);
    }
  if (begun)
    sl_usd_end (&e->text);
}

void
sl_usd_put_mesh (SlUsdExport *e, const SlUsdThing *thing)
{
  const SlSceneMesh *mesh = thing->item;
  g_autofree char *key = key_of (mesh);
  g_autofree char *path = g_strdup_printf ("/%s/%s/%s", e->root, thing->scope == SL_USD_PEOPLE ? "People" : "Props",
                                           thing->name);
  const char *model = g_hash_table_lookup (e->models, key);

  sl_usd_metadata (&e->text, "def Xform", thing->name);
  sl_usd_identity (&e->text, thing->entity, NULL);
  if (model != NULL)
    {
      if (!thing->moves) /* within an instance nothing can be told otherwise */
        sl_usd_line (&e->text, "instanceable = true");
      sl_usd_line (&e->text, "prepend references = </Models/%s>", model);
    }
  sl_usd_body (&e->text);
  sl_usd_put_built (&e->text, thing);
  if (model == NULL)
    put_shape (e, mesh, path);
  sl_usd_end (&e->text);
}

/* --- walls --- */

/* Four vertices a cabinet in the wall's own frame: corners from the bottom left on, seen by the viewer. */
static void
put_panels (SlUsdText *t, const SlSceneWall *wall)
{
  const SlFrame axes = { wall->frame.x, wall->frame.y, wall->frame.z, { 0, 0, 0 } };
  const gsize n = 4 * (gsize) wall->n_panels;
  g_autofree float *points = g_new (float, 3 * n), *normals = g_new (float, 3 * n), *st = g_new (float, 2 * n);
  g_autofree guint32 *list = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    {
      const SlScenePanel *p = &wall->panels[i / 4];
      const guint k = i % 4;
      const double s = k == 1 || k == 2, up = k >= 2;
      const SlVec3 corner = sl_vec3_mad (sl_vec3_mad (p->corner, p->right, s), p->up, up);
      const SlVec3 normal = sl_axes_direction (SL_AXES_USD, sl_frame_unpoint (&axes, p->normal));

      set_vec (points + 3 * i, sl_axes_point (SL_AXES_USD, sl_frame_unpoint (&wall->frame, corner)));
      set_vec (normals + 3 * i, sl_vec3_normalize (normal));
      st[2 * i] = s > 0 ? p->right_u : p->left_u;
      st[2 * i + 1] = 1 - (up > 0 ? p->top_v : p->bottom_v);
      list[i] = i;
    }
  put_extent (t, points, n);
  sl_usd_array (t, "point3f[] points", points, n, 3, NULL);
  sl_usd_array (t, "normal3f[] normals", normals, n, 3, " (\n    interpolation = \"vertex\"\n)");
  sl_usd_array (t, "texCoord2f[] primvars:st", st, n, 2, " (\n    interpolation = \"vertex\"\n)");
  sl_usd_integers (t, "int[] faceVertexIndices", list, n);
  for (guint i = 0; i < wall->n_panels; i++)
    list[i] = 4;
  sl_usd_integers (t, "int[] faceVertexCounts", list, wall->n_panels);
}

void
sl_usd_put_wall (SlUsdExport *e, const SlUsdThing *thing)
{
  SlUsdText *t = &e->text;
  const SlSceneWall *wall = thing->item;
  g_autofree char *path = g_strdup_printf ("/%s/Walls/%s", e->root, thing->name);
  g_autofree char *look = g_strdup_printf ("%s/Looks/Screen", path);

  sl_usd_metadata (t, "def Xform", thing->name);
  sl_usd_identity (t, thing->entity, NULL);
  sl_usd_body (t);
  sl_usd_put_built (t, thing);
  if (wall->n_panels > 0)
    {
      sl_usd_metadata (t, "def Mesh", "Shape");
      sl_usd_line (t, "prepend apiSchemas = [\"MaterialBindingAPI\"]");
      sl_usd_body (t);
      sl_usd_line (t, "uniform token subdivisionScheme = \"none\"");
      put_panels (t, wall);
      sl_usd_line (t, "rel material:binding = <%s>", look);
      sl_usd_end (t);
      sl_usd_begin (t, "def Scope", "Looks");
      sl_usd_put_screen (e, look, "Screen");
      sl_usd_end (t);
    }
  sl_usd_end (t);
}
