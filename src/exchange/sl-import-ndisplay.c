/* Walls of the screens of an nDisplay configuration: flat rectangles, of which those that adjoin and are as wide make
 * one wall with seams. */
#include <math.h>
#include <string.h>

#include "sl-axes.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-json.h"
#include "sl-ndisplay-read.h"
#include "sl-number.h"
#include "sl-script-text.h"

enum { MOST_SCREENS = 2000, MOST_DEPTH = 32 };

static const double JOINED_M = .002, AS_WIDE_M = .001, NEAR_M = .06, MOST_M = 1e5;

/* A screen's rectangle, centred on its frame's origin, facing its −Y. */
typedef struct {
  const char *name;
  SlFrame     frame;
  double      width, height;
  int         right; /* the one on its right; −1 for none */
  int         ring;  /* the first of the ring that it closes; −1 for none */
  gboolean    has_left;
} Facet;

/* --- JSON, whose keys may be written in any case --- */

static JsonNode *
member_of (JsonObject *object, const char *name)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *item = names; item != NULL; item = item->next)
    if (g_ascii_strcasecmp (item->data, name) == 0)
      return json_object_get_member (object, item->data);
  return NULL;
}

static JsonObject *
object_of (JsonObject *object, const char *name)
{
  JsonNode *node = member_of (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static double
number_of (JsonObject *object, const char *name)
{
  JsonNode *node = member_of (object, name);
  double number = 0;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    number = json_node_get_double (node);
  else if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    number = (double) json_node_get_int (node);
  return fabs (number) < 1e9 ? number : 0;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = member_of (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

/* --- places --- */

/* What stands in its parent, and that in its own, in the plan's world. */
static SlFrame
frame_of (JsonObject *xforms, JsonObject *object, guint depth)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_UNREAL);
  JsonObject *location = object_of (object, "location"), *rotation = object_of (object, "rotation");
  const SlVec3 at = sl_vec3 (number_of (location, "x"), number_of (location, "y"), number_of (location, "z"));
  const SlFrame own = sl_frame_from_pose (sl_axes_unpoint (SL_AXES_UNREAL, at),
                                          row->pan_sign * number_of (rotation, "yaw"),
                                          row->tilt_sign * number_of (rotation, "pitch"),
                                          row->roll_sign * number_of (rotation, "roll"));
  JsonObject *parent = object_of (xforms, text_of (object, "parentId"));

  if (parent == NULL || depth == MOST_DEPTH)
    return own;
  const SlFrame outer = frame_of (xforms, parent, depth + 1);
  return sl_frame_compose (&outer, &own);
}

static SlVec3
corner_of (const Facet *facet, int side, int end)
{
  return sl_frame_point (&facet->frame, sl_vec3 (side * facet->width / 2, 0, end * facet->height / 2));
}

/* --- facets --- */

static GArray *
read_facets (JsonObject *scene, guint *others)
{
  GArray *facets = g_array_new (FALSE, FALSE, sizeof (Facet));
  JsonObject *screens = object_of (scene, "screens"), *xforms = object_of (scene, "xforms");
  g_autoptr (GList) names = screens != NULL ? json_object_get_members (screens) : NULL;

  for (GList *item = names; item != NULL; item = item->next)
    {
      JsonObject *screen = object_of (screens, item->data), *size = object_of (screen, "size");
      const double scale = sl_axes_row (SL_AXES_UNREAL)->scale;
      Facet facet = { .name = item->data, .width = number_of (size, "width") / scale,
                      .height = number_of (size, "height") / scale, .right = -1, .ring = -1 };

      if (facet.width > 0 && facet.height > 0 && facet.width < MOST_M && facet.height < MOST_M
          && facets->len < MOST_SCREENS)
        {
          facet.frame = frame_of (xforms, screen, 0);
          g_array_append_val (facets, facet);
        }
      else
        (*others)++;
    }
  return facets;
}

/* "wall-f001" and "wall-f002": an exporter cut both of one wall. */
static gboolean
are_cut_of_one (const char *a, const char *b)
{
  const char *end = strrchr (a, '-'), *other = strrchr (b, '-');

  return end != NULL && other != NULL && end[1] == 'f' && other[1] == 'f' && end - a == other - b
         && strncmp (a, b, (gsize) (end - a)) == 0 && g_ascii_isdigit (end[2]) && g_ascii_isdigit (other[2]);
}

static gboolean
adjoins (const Facet *left, const Facet *right)
{
  if (fabs (left->width - right->width) > AS_WIDE_M && !are_cut_of_one (left->name, right->name))
    return FALSE;
  for (int end = -1; end <= 1; end += 2)
    if (sl_vec3_length (sl_vec3_sub (corner_of (left, 1, end), corner_of (right, -1, end))) > JOINED_M)
      return FALSE;
  return sl_vec3_dot (left->frame.x, right->frame.x) > -1e-6; /* no wall turns sharper at a seam */
}

static void
join (GArray *facets)
{
  for (guint i = 0; i < facets->len; i++)
    for (guint k = 0; k < facets->len; k++)
      {
        Facet *left = &g_array_index (facets, Facet, i), *right = &g_array_index (facets, Facet, k);

        if (i == k || left->right >= 0 || right->has_left || !adjoins (left, right))
          continue;
        left->right = (int) k;
        right->has_left = TRUE;
      }
}

/* Both triangles of a facet; it shares no points with its neighbours, which lie where it ends. */
static void
add_facet (SlWallFace *face, const Facet *facet)
{
  const guint32 first = face->points->len;
  const guint32 corners[6] = { first, first + 1, first + 2, first, first + 2, first + 3 };
  const SlVec3 points[4] = { corner_of (facet, -1, -1), corner_of (facet, 1, -1), corner_of (facet, 1, 1),
                             corner_of (facet, -1, 1) };

  g_array_append_vals (face->points, points, 4);
  g_array_append_vals (face->corners, corners, 6);
}

/* From each facet without one on its left, as far as it goes on. */
static void
add_walls (SlWallScreens *content, GArray *facets)
{
  for (guint i = 0; i < facets->len; i++)
    {
      const Facet *facet = &g_array_index (facets, Facet, i);
      SlWallFace *face;

      if (facet->has_left)
        continue;
      face = sl_wall_screens_add (content, facet->name, &facet->frame);
      add_facet (face, facet);
      while (facet->right >= 0)
        {
          facet = &g_array_index (facets, Facet, facet->right);
          add_facet (face, facet);
        }
    }
}

/* A ring is opened where its first facet begins. */
static void
open_rings (GArray *facets)
{
  for (guint i = 0; i < facets->len; i++)
    {
      int at = (int) i;

      for (guint n = 0; at >= 0 && n < facets->len; n++)
        {
          const int next = g_array_index (facets, Facet, at).right;

          if (next == (int) i)
            {
              g_array_index (facets, Facet, at).right = -1;
              g_array_index (facets, Facet, at).ring = next;
              g_array_index (facets, Facet, i).has_left = FALSE;
              break;
            }
          at = next;
        }
    }
}

/* --- what is told --- */

/* How far the ends of two screens are apart that stand side by side; infinity when they do not. */
static double
apart (const Facet *left, const Facet *right)
{
  double most = 0;

  for (int end = -1; end <= 1; end += 2)
    most = fmax (most, sl_vec3_length (sl_vec3_sub (corner_of (left, 1, end), corner_of (right, -1, end))));
  return most <= NEAR_M ? most : INFINITY;
}

/* Screens that stand side by side and are still no wall. */
static void
tell_apart (SlWallScreens *content, const GArray *facets)
{
  double widest = 0;
  guint gaps = 0, others = 0;

  for (guint i = 0; i < facets->len; i++)
    for (guint k = 0; k < facets->len; k++)
      {
        const Facet *left = &g_array_index (facets, Facet, i), *right = &g_array_index (facets, Facet, k);
        const gboolean ends = i != k && left->right < 0 && !right->has_left && left->ring != (int) k;
        const double off = ends ? apart (left, right) : INFINITY;

        gaps += off > JOINED_M && !isinf (off);
        others += off <= JOINED_M;
        widest = isinf (off) ? widest : fmax (widest, off);
      }
  if (gaps > 0)
    {
      g_autofree char *mm = sl_number_fixed (widest * 1000, 0);
      sl_wall_screens_remark (content, SL_SEVERITY_WARNING, _("Close the gaps there, and export it again"),
                              ngettext ("%u gap of %s mm parts screens that stand side by side; they became walls of "
                                        "their own",
                                        "%u gaps of up to %s mm part screens that stand side by side; they became "
                                        "walls of their own", gaps), gaps, mm);
    }
  if (others > 0)
    sl_wall_screens_remark (content, SL_SEVERITY_WARNING,
                            _("Give the first of them the columns of all, where they are one wall"),
                            ngettext ("at %u place screens adjoin that are not as wide, or turn too sharply; they "
                                      "became walls of their own",
                                      "at %u places screens adjoin that are not as wide, or turn too sharply; they "
                                      "became walls of their own", others), others);
}

/* Viewports that look at anything but a flat screen. */
static void
tell_viewports (SlWallScreens *content, JsonObject *config)
{
  JsonObject *nodes = object_of (object_of (config, "cluster"), "nodes");
  g_autoptr (GList) names = nodes != NULL ? json_object_get_members (nodes) : NULL;
  guint others = 0;

  for (GList *item = names; item != NULL; item = item->next)
    {
      JsonObject *viewports = object_of (object_of (nodes, item->data), "viewports");
      g_autoptr (GList) own = viewports != NULL ? json_object_get_members (viewports) : NULL;

      for (GList *view = own; view != NULL; view = view->next)
        {
          JsonObject *policy = object_of (object_of (viewports, view->data), "projectionPolicy");
          const char *type = text_of (policy, "type");

          others += *type != '\0' && g_ascii_strcasecmp (type, "simple") != 0;
        }
    }
  if (others > 0)
    sl_wall_screens_remark (content, SL_SEVERITY_WARNING, _("Import the mesh itself, as a wall"),
                            ngettext ("%u viewport shows no flat screen but a mesh, a camera or a calibration; it was "
                                      "left out",
                                      "%u viewports show no flat screen but a mesh, a camera or a calibration; they "
                                      "were left out", others), others);
}

/* --- the importer --- */

SlWallScreens *
sl_ndisplay_read (const char *text, const char *file, GError **error)
{
  JsonObject *root = sl_json_parse (text, file, error);
  JsonObject *scene = root != NULL ? object_of (object_of (root, "nDisplay"), "scene") : NULL;
  SlWallScreens *content = NULL;

  if (scene != NULL)
    {
      content = sl_wall_screens_new ();
      g_autoptr (GArray) facets = read_facets (scene, &content->others);
      join (facets);
      open_rings (facets);
      add_walls (content, facets);
      tell_apart (content, facets);
      tell_viewports (content, object_of (root, "nDisplay"));
    }
  else if (root != NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this is no nDisplay configuration; export it again"));
  g_clear_pointer (&root, json_object_unref);
  return content;
}

static gpointer
read_walls (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *text = sl_script_text_file (path, FALSE, error);

  return text != NULL ? sl_ndisplay_read (text, path, error) : NULL;
}

static const SlImportFormat formats[] = { { ".ndisplay", "application/x-ndisplay+json" }, { NULL } };

const SlImporter sl_import_ndisplay = {
  .id = "ndisplay", .label = N_("Walls of an nDisplay configuration"), .formats = formats,
  .options = &sl_wall_screen_options, .read = read_walls, .free_content = sl_wall_screens_free,
  .make = sl_wall_screens_make,
};
