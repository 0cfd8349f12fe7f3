#include "sl-mvr-read.h"

#include <libxml/parser.h>
#include <string.h>

#include "sl-axes.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { MOST_TEXT = 64 << 20, MOST_MODEL = 256 << 20, MOST_SCREENS = 1000, MOST_DEPTH = 64 };

static void
screen_free (gpointer data)
{
  SlMvrScreen *screen = data;

  g_free (screen->name);
  g_bytes_unref (screen->model);
  g_free (screen);
}

void
sl_mvr_file_free (SlMvrFile *file)
{
  if (file == NULL)
    return;
  g_ptr_array_unref (file->screens);
  g_free (file);
}

/* --- XML --- */

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_strcmp0 ((const char *) node->name, name) == 0;
}

static xmlNode *
child_of (xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, name))
      return child;
  return NULL;
}

static char *
attribute_of (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *text = g_strdup ((const char *) value);

  xmlFree (value);
  return text;
}

/* "{u}{v}{w}{o}" in the plan's metres; the identity for none, and, with `damaged` (NULL for nobody who asks) counted
 * up, for what is none. */
static SlFrame
matrix_of (xmlNode *node, guint *damaged)
{
  const SlFrame identity = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } };
  xmlNode *element = child_of (node, "Matrix");
  xmlChar *text = element != NULL ? xmlNodeGetContent (element) : NULL;
  const char *p = (const char *) text;
  double n[12] = { 0 };
  guint i = 0;

  while (p != NULL && i < G_N_ELEMENTS (n))
    {
      char *end;

      while (*p != '\0' && strchr ("{}, \t\r\n", *p) != NULL)
        p++;
      n[i] = g_ascii_strtod (p, &end);
      if (end == p || !isfinite (n[i]) || fabs (n[i]) > 1e9)
        break;
      p = end;
      i++;
    }
  if (damaged != NULL)
    *damaged += text != NULL && i < G_N_ELEMENTS (n);
  xmlFree (text);
  if (i < G_N_ELEMENTS (n))
    return identity;
  const SlFrame told = { { n[0], n[1], n[2] }, { n[3], n[4], n[5] }, { n[6], n[7], n[8] }, { n[9], n[10], n[11] } };
  return sl_axes_unframe (SL_AXES_MVR, &told);
}

/* --- screens --- */

typedef struct {
  SlMvrFile *file;
  SlZip     *zip;
} Reader;

static void
read_screen (Reader *r, xmlNode *node, const SlFrame *frame)
{
  xmlNode *geometries = child_of (node, "Geometries");
  gboolean any = FALSE;

  for (xmlNode *child = geometries != NULL ? geometries->children : NULL; child != NULL; child = child->next)
    {
      const SlFrame own = matrix_of (child, &r->file->unplaced);
      g_autofree char *name = is_element (child, "Geometry3D") ? attribute_of (child, "fileName") : NULL;
      GBytes *model = name != NULL && sl_file_has_suffix (name, ".glb") && r->file->screens->len < MOST_SCREENS
                      ? sl_zip_get (r->zip, name, MOST_MODEL, NULL) : NULL;
      SlMvrScreen *screen;

      if (child->type != XML_ELEMENT_NODE)
        continue;
      any = TRUE;
      r->file->others += model == NULL;
      if (model == NULL)
        continue;
      screen = g_new0 (SlMvrScreen, 1);
      screen->name = attribute_of (node, "name");
      screen->frame = sl_frame_compose (frame, &own);
      screen->model = model;
      g_ptr_array_add (r->file->screens, screen);
    }
  r->file->others += !any;
}

static void
count_other (SlMvrFile *file, const xmlNode *node)
{
  static const char *const fixtures[] = { "Fixture", NULL }, *const trusses[] = { "Truss", "Support", NULL };
  static const char *const things[] = { "SceneObject", "Projector", NULL };
  const char *name = (const char *) node->name;

  file->fixtures += g_strv_contains (fixtures, name);
  file->trusses += g_strv_contains (trusses, name);
  file->things += g_strv_contains (things, name);
}

/* All that stands in `node`, which stands in `frame`. */
static void
read_children (Reader *r, xmlNode *node, const SlFrame *frame, guint depth)
{
  xmlNode *list = child_of (node, "ChildList");

  for (xmlNode *child = list != NULL ? list->children : NULL; child != NULL && depth < MOST_DEPTH; child = child->next)
    {
      const gboolean is_screen = is_element (child, "VideoScreen");
      const SlFrame own = matrix_of (child, is_screen ? &r->file->unplaced : NULL);
      const SlFrame placed = sl_frame_compose (frame, &own);

      if (is_screen)
        read_screen (r, child, &placed);
      else if (child->type == XML_ELEMENT_NODE)
        count_other (r->file, child);
      if (child->type == XML_ELEMENT_NODE)
        read_children (r, child, &placed, depth + 1);
    }
}

/* FALSE when it is no description of a scene. */
static gboolean
read_scene (Reader *r, xmlNode *root)
{
  const SlFrame world = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } };
  xmlNode *scene, *layers;

  if (root == NULL || !is_element (root, "GeneralSceneDescription") || (scene = child_of (root, "Scene")) == NULL)
    return FALSE;
  layers = child_of (scene, "Layers");
  for (xmlNode *layer = layers != NULL ? layers->children : NULL; layer != NULL; layer = layer->next)
    if (is_element (layer, "Layer"))
      {
        const SlFrame own = matrix_of (layer, NULL), frame = sl_frame_compose (&world, &own);
        read_children (r, layer, &frame, 0);
      }
  return TRUE;
}

static gboolean
read_text (Reader *r, GBytes *text)
{
  xmlParserCtxtPtr parser = xmlNewParserCtxt ();
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  xmlDocPtr doc;
  gboolean ok;

  doc = xmlCtxtReadMemory (parser, bytes, (int) length, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);
  ok = doc != NULL && doc->intSubset == NULL && read_scene (r, xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
  xmlFreeParserCtxt (parser);
  return ok;
}

SlMvrFile *
sl_mvr_read (GBytes *data, const char *file, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_read (data, file, error);
  g_autoptr (GBytes) text = zip != NULL ? sl_zip_get (zip, "GeneralSceneDescription.xml", MOST_TEXT, error) : NULL;

  return text != NULL ? sl_mvr_read_scene (text, zip, file, error) : NULL;
}

SlMvrFile *
sl_mvr_read_scene (GBytes *text, SlZip *zip, const char *file, GError **error)
{
  g_autoptr (SlMvrFile) read = g_new0 (SlMvrFile, 1);
  Reader r = { read, zip };

  read->screens = g_ptr_array_new_with_free_func (screen_free);
  if (read_text (&r, text))
    return g_steal_pointer (&read);
  sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("its scene description is damaged; export it again"));
  return NULL;
}
