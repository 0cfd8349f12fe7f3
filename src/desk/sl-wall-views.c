#include "sl-wall-views.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-wall-built.h"
#include "sl-wall-curve.h"

#define FAR  90.  /* deg, of a seam: no wall bends more */
#define TURN 360. /* deg: no wall goes round itself */

#define VIEW(id, text, u, lo, hi, h) \
  { .name = id, .label = text, .type = SL_TYPE_REAL, .unit = SL_UNIT_##u, .min = lo, .max = hi, .help = h, \
    .flags = SL_FIELD_WHOLE }

static const struct {
  SlField      field;
  SlWallFigure figure;
} views[] = {
  { VIEW ("width", N_("Width"), METRE, 0.01, 5000, N_("Developed, in whole cabinets: changes the columns")),
    SL_WALL_WIDTH },
  { VIEW ("height", N_("Height"), METRE, 0.01, 2000, N_("In whole cabinets: changes the rows")), SL_WALL_HEIGHT },
  { VIEW ("radius", N_("Radius"), METRE, -100000, 100000,
          N_("From the axis to the LED faces, + toward the viewer: changes the seams; nothing: straight")),
    SL_WALL_RADIUS },
  { VIEW ("sweep", N_("Sweep"), DEGREE, -360, 360, N_("How far the bend turns: changes the seams; nothing: straight")),
    SL_WALL_SWEEP },
};

const SlField *
sl_wall_view_at (guint index)
{
  return index < G_N_ELEMENTS (views) ? &views[index].field : NULL;
}

const SlField *
sl_wall_view_find (SlKind kind, const char *path, SlWallFigure *which)
{
  for (guint i = 0; kind == SL_KIND_WALL && i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i].field.name, path))
      {
        if (which != NULL)
          *which = views[i].figure;
        return &views[i].field;
      }
  return NULL;
}

static gboolean
is_bend (SlWallFigure which)
{
  return which == SL_WALL_RADIUS || which == SL_WALL_SWEEP;
}

char *
sl_wall_view_text (const SlPlan *plan, const char *id, SlWallFigure which)
{
  SlWallBuilt built;

  if (!sl_wall_built_read (&built, plan, id, NULL))
    return NULL;
  const double value = sl_wall_figures_get (&built.figures, which);
  return !isfinite (value) || (is_bend (which) && !built.known) ? g_strdup ("")
                                                                 : sl_number_to_text (round (value * 100) / 100);
}

/* --- what can be had --- */

/* Whether the cabinet bends so, a hair of rounding apart. */
static gboolean
is_allowed (const SlWallBuilt *built)
{
  const double least = isnan (built->cabinet->seam_min) ? -FAR : built->cabinet->seam_min;
  const double most = isnan (built->cabinet->seam_max) ? FAR : built->cabinet->seam_max;

  return built->figures.seam_deg >= least - 1e-4 && built->figures.seam_deg <= most + 1e-4;
}

static gboolean
can_be (const SlWallBuilt *built, SlWallFigure which, double value)
{
  SlWallBuilt trial = *built;

  return sl_wall_figures_set (&trial.figures, which, value) && is_allowed (&trial);
}

/* The sharpest seam on that side (deg): as the cabinet has it, and no more than once round. */
static double
sharpest (const SlWallBuilt *built, double joints, gboolean away)
{
  const double limit = away ? built->cabinet->seam_min : built->cabinet->seam_max;
  const double bends = built->figures.shape == SL_WALL_SHAPE_HORSESHOE ? 2 : 1;
  const double most = fmin (isnan (limit) ? FAR : fabs (limit), TURN / (bends * joints));

  return away ? -most : most;
}

/* As those limits have it: the tightest radius and the farthest sweep on that side, or, for a length, the least
 * number of cabinets that bends as far as the wall does. NAN where there is none. */
static double
nearest_to (const SlWallBuilt *built, SlWallFigure which, double value)
{
  const SlWallFigures *f = &built->figures;
  const double joints = f->shape == SL_WALL_SHAPE_ARC ? f->columns : f->bent;
  const double limit = sharpest (built, joints, (is_bend (which) ? value : f->seam_deg) < 0);
  double nearest = NAN;

  if (limit == 0)
    return NAN;
  if (which == SL_WALL_RADIUS) /* a centimetre that may be typed */
    nearest = copysign (ceil (fabs (sl_wall_apothem (f->cabinet_w, limit)) * 100 - 1e-9) / 100, limit);
  else if (which == SL_WALL_SWEEP)
    nearest = limit * joints;
  else if (which == SL_WALL_WIDTH)
    nearest = ceil (fabs (sl_wall_figures_get (f, SL_WALL_SWEEP) / limit) - 1e-9) * f->cabinet_w;
  return can_be (built, which, nearest) ? nearest : NAN;
}

static char *
length_or_angle (SlEditor *editor, SlWallFigure which, double value)
{
  g_autofree char *number = sl_number_brief (round (value * 100) / 100);

  if (which == SL_WALL_SWEEP)
    return g_strconcat (number, "°", NULL);
  return sl_editor_imperial (editor) ? sl_length_to_feet (value) : g_strconcat (number, " m", NULL);
}

static void
say_nearest (SlEditor *editor, const SlWallBuilt *built, const char *title, SlWallFigure which, double value,
             GError **error)
{
  const double nearest = nearest_to (built, which, value);
  g_autofree char *text = isnan (nearest) ? NULL : length_or_angle (editor, which, nearest);

  if (text != NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("%s does not bend so far; the nearest is %s"), title, text);
  else if (is_bend (which))
    sl_error_set (error, SL_ERROR_INPUT, _("the cabinet “%s” does not bend that way; leave it straight"),
                  built->cabinet->entity.id);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("no whole cabinets make that; take another length, or a larger radius"));
}

/* --- setting it --- */

/* 0 for a bend that is none. FALSE with an error for what is no number. */
static gboolean
read_value (SlWallFigure which, const char *text, double *value, GError **error)
{
  const SlField *field = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (views[i].figure == which)
      field = &views[i].field;
  *value = 0;
  if (*text == '\0' && is_bend (which))
    return TRUE;
  return sl_field_parse (field, text, TRUE, value, error);
}

/* Takes columns or rows alone: what a person bent by hand stays so. */
static void
set_count (SlCommand *command, const SlWallBuilt *built, const char *id, SlWallFigure which, double value)
{
  const double one = which == SL_WALL_WIDTH ? built->figures.cabinet_w : built->figures.cabinet_h;
  g_autofree char *text = g_strdup_printf ("%.0f", fmax (1, round (value / one)));

  sl_command_set (command, id, which == SL_WALL_WIDTH ? "columns" : "rows", text);
}

/* A flat wall that is bent is an arc; one that is bent no more is flat. FALSE with an error where it cannot be. */
static gboolean
bend (SlWallBuilt *built, SlEditor *editor, const char *id, SlWallFigure which, double value, GError **error)
{
  const char *title = sl_entity_title (sl_plan_find (sl_editor_plan (editor), id));

  if (is_bend (which) && value == 0)
    {
      sl_wall_figures_set_shape (&built->figures, SL_WALL_SHAPE_FLAT);
      return TRUE;
    }
  if (is_bend (which) && built->figures.shape == SL_WALL_SHAPE_FLAT)
    sl_wall_figures_set_shape (&built->figures, SL_WALL_SHAPE_ARC);
  SlWallBuilt wanted = *built;
  if (!sl_wall_figures_set (&wanted.figures, which, value) || !is_allowed (&wanted))
    {
      say_nearest (editor, built, title, which, value, error);
      return FALSE;
    }
  *built = wanted;
  return TRUE;
}

gboolean
sl_wall_view_set (SlCommand *command, SlEditor *editor, const char *id, SlWallFigure which, const char *text,
                  GError **error)
{
  g_autoptr (SlCommand) own = NULL;
  SlWallBuilt built;
  double value;

  if (!sl_wall_built_read (&built, sl_editor_plan (editor), id, error)
      || !read_value (which, text, &value, error))
    return FALSE;
  if (which == SL_WALL_HEIGHT || (!is_bend (which) && !built.known))
    {
      set_count (command, &built, id, which, value);
      return TRUE;
    }
  if (!bend (&built, editor, id, which, value, error)
      || (own = sl_wall_built_command (&built, editor, id, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < sl_command_count (own); i++)
    sl_command_append (command, sl_command_edit (own, i));
  return TRUE;
}
