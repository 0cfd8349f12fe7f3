#include "sl-stroke.h"

#include <string.h>

#include "sl-devices.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"

#define USUAL_HEIGHT 5.   /* m */
#define UPRIGHT      .99  /* of a wall's own Z */
#define LEAST_M      1e-3 /* between two points */

enum { MOST_TYPED = 32, ARC_POINTS = 3 };

struct SlStroke {
  SlEditor    *editor;  /* owned, as all below */
  SlPlan      *plan;    /* as it began */
  char        *stage;
  char        *cabinet; /* NULL: the usual one */
  double       height;  /* m */
  GArray      *snaps;   /* SlSnapPoint */
  GArray      *points;  /* SlVec3 that were taken */
  GArray      *shown;   /* those and the next */
  gboolean     arc, turned, over;
  SlVec3       hand;    /* on the floor (m); NAN before it came */
  SlSnapPoint  snapped;
  GString     *typed;

  gboolean     tried;   /* what follows is of now */
  SlCommand   *command;
  SlPlan      *then;
  SlSceneWall *wall;
  GError      *error;
};

static void
forget (SlStroke *s)
{
  s->tried = FALSE;
  g_clear_pointer (&s->wall, sl_scene_wall_unref);
  g_clear_pointer (&s->command, sl_command_unref);
  g_clear_pointer (&s->then, sl_plan_unref);
  g_clear_error (&s->error);
}

/* --- beginning --- */

static void
plan_changed (SlStroke *s)
{
  s->over = TRUE;
}

/* New walls go with the one that stands. */
static void
take_after (SlStroke *s, const SlScene *scene)
{
  s->height = USUAL_HEIGHT;
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];

      if (wall->frame.z.z < UPRIGHT || wall->role != SL_WALL_MAIN || wall->n_panels == 0)
        continue;
      s->height = wall->height_m;
      s->cabinet = g_strdup (wall->usual->entity.id);
      return;
    }
}

SlStroke *
sl_stroke_begin (SlEditor *editor, GError **error)
{
  const SlScene *scene = sl_editor_scene (editor, error);
  SlStroke *s;

  if (scene == NULL)
    return NULL;
  s = g_new0 (SlStroke, 1);
  s->editor = g_object_ref (editor);
  s->plan = sl_plan_ref (sl_editor_plan (editor));
  s->stage = g_strdup (scene->stage.entity->id);
  s->snaps = sl_snap_points (scene, NULL);
  s->points = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  s->shown = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  s->hand = sl_vec3 (NAN, NAN, NAN);
  s->typed = g_string_new (NULL);
  take_after (s, scene);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (plan_changed), s);
  return s;
}

void
sl_stroke_free (SlStroke *s)
{
  if (s == NULL)
    return;
  forget (s);
  g_signal_handlers_disconnect_by_data (s->editor, s);
  g_array_unref (s->snaps);
  g_array_unref (s->points);
  g_array_unref (s->shown);
  g_string_free (s->typed, TRUE);
  g_free (s->cabinet);
  g_free (s->stage);
  sl_plan_unref (s->plan);
  g_object_unref (s->editor);
  g_free (s);
}

/* --- points --- */

static const SlVec3 *
last_of (const SlStroke *s)
{
  return s->points->len > 0 ? &g_array_index (s->points, SlVec3, s->points->len - 1) : NULL;
}

void
sl_stroke_follow (SlStroke *s, const SlHand *hand)
{
  const double step = sl_editor_snap (s->editor)->grid;
  SlVec3 at;

  forget (s);
  s->snapped = (SlSnapPoint) { SL_SNAP_NONE };
  if (hand->magnet && sl_snap_nearest (s->snaps, &hand->ray, &hand->reach, &s->snapped))
    at = s->snapped.at;
  else if (!sl_ray_on_plane (&hand->ray, sl_vec3 (0, 0, 0), sl_vec3 (0, 0, 1), &at))
    return;
  else if (hand->magnet && step > 0)
    {
      at = sl_vec3 (sl_snap_step (at.x, step), sl_snap_step (at.y, step), 0);
      s->snapped = (SlSnapPoint) { .kind = SL_SNAP_GRID, .at = at };
    }
  s->hand = sl_vec3 (at.x, at.y, 0);
}

/* FALSE with an error for what is typed and is no length. */
static gboolean
typed_length (const SlStroke *s, double *length, GError **error)
{
  g_autofree char *feet = g_strconcat (s->typed->str, "'", NULL);
  const gboolean bare = sl_number_parse (s->typed->str, length);

  if (!sl_number_parse_formula (bare && sl_editor_imperial (s->editor) ? feet : s->typed->str, SL_UNIT_METRE, length,
                                error))
    return FALSE;
  if (*length > LEAST_M && *length < 1e4)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("a piece of a wall is longer than 0; type how long"));
  return FALSE;
}

/* Where the next point is: as far as typed, toward the hand. */
static gboolean
next_point (const SlStroke *s, SlVec3 *at, GError **error)
{
  const SlVec3 *last = last_of (s);
  double length;

  *at = s->hand;
  if (isnan (at->x))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no point of the floor is there; point at the floor"));
      return FALSE;
    }
  if (last == NULL || s->typed->len == 0)
    return TRUE;
  if (!typed_length (s, &length, error))
    return FALSE;
  const SlVec3 way = sl_vec3_sub (*at, *last);
  *at = sl_vec3_mad (*last, sl_vec3_length (way) > LEAST_M ? sl_vec3_normalize (way) : sl_vec3 (1, 0, 0), length);
  return TRUE;
}

gboolean
sl_stroke_type (SlStroke *s, char character)
{
  if (character == '\b' && s->typed->len > 0)
    g_string_truncate (s->typed, s->typed->len - 1);
  else if (s->points->len > 0 && s->typed->len < MOST_TYPED && character != '\0'
           && strchr (s->typed->len > 0 ? "0123456789.,+-*/'\"mcftin " : "0123456789.,", character) != NULL)
    g_string_append_c (s->typed, character == ',' ? '.' : character);
  else
    return FALSE;
  forget (s);
  return TRUE;
}

gboolean
sl_stroke_is_typed (const SlStroke *s)
{
  return s->typed->len > 0;
}

gboolean
sl_stroke_put (SlStroke *s, GError **error)
{
  const SlVec3 *last = last_of (s);
  SlVec3 at;

  if (!next_point (s, &at, error))
    return FALSE;
  if (last != NULL && sl_vec3_length (sl_vec3_sub (at, *last)) < LEAST_M)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("that is where the last point is; point elsewhere, or type a length"));
      return FALSE;
    }
  g_array_append_val (s->points, at);
  s->hand = at; /* until it moves on */
  g_string_truncate (s->typed, 0);
  forget (s);
  return TRUE;
}

gboolean
sl_stroke_back (SlStroke *s)
{
  if (sl_stroke_type (s, '\b'))
    return TRUE;
  if (s->points->len == 0)
    return FALSE;
  g_array_set_size (s->points, s->points->len - 1);
  forget (s);
  return TRUE;
}

void
sl_stroke_set_arc (SlStroke *s, gboolean arc)
{
  s->arc = arc;
  if (arc && s->points->len > ARC_POINTS)
    g_array_set_size (s->points, ARC_POINTS);
  forget (s);
}

gboolean
sl_stroke_is_arc (const SlStroke *s)
{
  return s->arc;
}

void
sl_stroke_turn (SlStroke *s)
{
  s->turned = !s->turned;
  forget (s);
}

gboolean
sl_stroke_is_whole (const SlStroke *s)
{
  return s->arc && s->points->len == ARC_POINTS;
}

gboolean
sl_stroke_holds (const SlStroke *s)
{
  return !s->over;
}

const GArray *
sl_stroke_points (SlStroke *s)
{
  const SlVec3 *last = last_of (s);
  SlVec3 next;

  g_array_set_size (s->shown, 0);
  g_array_append_vals (s->shown, s->points->data, s->points->len);
  if (!sl_stroke_is_whole (s) && next_point (s, &next, NULL)
      && (last == NULL || sl_vec3_length (sl_vec3_sub (next, *last)) > LEAST_M))
    g_array_append_val (s->shown, next);
  return s->shown;
}

const SlSnapPoint *
sl_stroke_snapped (const SlStroke *s)
{
  return &s->snapped;
}

/* --- as an operation --- */

static char *
points_text (const SlStroke *s, const GArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < points->len; i++)
    {
      const SlVec3 p = g_array_index (points, SlVec3, s->turned ? points->len - 1 - i : i);

      g_string_append (text, i > 0 ? ", " : "");
      sl_number_print (text, round (p.x * 1e6) / 1e6);
      g_string_append_c (text, ' ');
      sl_number_print (text, round (p.y * 1e6) / 1e6);
      g_string_append (text, " 0");
    }
  return g_string_free (text, FALSE);
}

static SlCommand *
command_of (const SlStroke *s, const GArray *points, GPtrArray *added, GError **error)
{
  SlDocument *document = sl_editor_document (s->editor);
  const SlOperation *operation = sl_operation_find ("wall-draw");
  const SlOperationInput input = { .plan = s->plan, .catalogue = sl_document_catalogue (document),
                                   .assets = sl_document_assets (document) };
  g_autofree char *text = points_text (s, points), *height = sl_number_to_text (s->height);
  const struct { const char *name, *text; } values[] = {
    { "points", text }, { "height", height }, { "cabinet", s->cabinet }, { "stage", s->stage },
    { "arc", s->arc && points->len == ARC_POINTS ? "true" : "false" },
  };
  gpointer options = sl_operation_options_new (operation);
  GError *own = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values) && own == NULL; i++)
    if (values[i].text != NULL)
      sl_record_set (operation->options, options, values[i].name, values[i].text, FALSE, &own);
  SlCommand *command = own == NULL ? sl_operation_run (operation, &input, options, added, &own) : NULL;
  sl_operation_options_free (operation, options);
  if (own != NULL)
    g_propagate_error (error, own);
  return command;
}

static void
try_it (SlStroke *s)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  const SlPlan *catalogue = sl_document_catalogue (sl_editor_document (s->editor));
  const GArray *points = sl_stroke_points (s);
  g_autoptr (SlCommand) whole = NULL;

  if (s->tried)
    return;
  s->tried = TRUE;
  if (points->len < 2 || (s->command = command_of (s, points, added, &s->error)) == NULL)
    return;
  whole = catalogue != NULL ? sl_command_complete (s->command, s->plan, catalogue) : sl_command_ref (s->command);
  s->then = sl_plan_apply (s->plan, whole, &s->error);
  if (s->then != NULL)
    s->wall = sl_scene_wall_new (s->then, sl_plan_get (s->then, SL_KIND_WALL, added->pdata[0]), &s->error);
}

const SlSceneWall *
sl_stroke_wall (SlStroke *s)
{
  try_it (s);
  return s->wall;
}

/* --- what is read at the pointer --- */

static char *
length_text (const SlStroke *s, double metres)
{
  g_autofree char *number = sl_number_fixed (metres, 2);

  return sl_editor_imperial (s->editor) ? sl_length_to_feet (metres) : g_strdup_printf ("%s m", number);
}

static void
add_wall (SlStroke *s, GString *text)
{
  const SlSceneWall *wall = sl_stroke_wall (s);

  if (wall == NULL)
    return;
  g_autofree char *width = length_text (s, wall->width_m), *height = length_text (s, wall->height_m);
  g_string_append (text, " · ");
  g_string_append_printf (text, _("wall %s × %s, %u × %u cabinets"), width, height, wall->columns, wall->rows);
}

static void
add_snap (const SlStroke *s, GString *text)
{
  const SlEntity *entity = s->snapped.id != NULL ? sl_plan_find (s->plan, s->snapped.id) : NULL;
  g_autofree char *name = sl_snap_text (s->snapped.kind, entity != NULL ? sl_entity_title (entity) : NULL);

  if (*name != '\0' && s->typed->len == 0)
    g_string_append_printf (text, " · %s", name);
}

char *
sl_stroke_text (SlStroke *s)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const SlVec3 *last = last_of (s);
  SlVec3 next;

  if (s->typed->len > 0)
    g_string_append_printf (text, "[%s] ", s->typed->str);
  if (last == NULL)
    g_string_append (text, _("Click where the wall begins"));
  else if (!next_point (s, &next, &error) || (try_it (s), s->error) != NULL)
    g_string_append (text, error != NULL ? error->message : s->error->message);
  else
    {
      g_autofree char *length = length_text (s, sl_vec3_length (sl_vec3_sub (next, *last)));

      g_string_append (text, length);
      add_wall (s, text);
    }
  add_snap (s, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- doing it --- */

gboolean
sl_stroke_finish (SlStroke *s, GError **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlCommand) command = NULL;

  if (s->over)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan changed meanwhile, so nothing was drawn; try again"));
      return FALSE;
    }
  if (s->arc && s->points->len != ARC_POINTS)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("an arc goes through three points; give three"));
      return FALSE;
    }
  if ((command = command_of (s, s->points, added, error)) == NULL)
    return FALSE;
  if (sl_editor_apply (s->editor, command))
    sl_editor_select (s->editor, added->pdata[added->len - 1]);
  return TRUE;
}
