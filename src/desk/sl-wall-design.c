#include "sl-wall-design.h"

#include "sl-catalogue.h"
#include "sl-devices.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-wall-built.h"

#define UPRIGHT .99 /* of a wall's own Z, upward */

struct SlWallDesign {
  SlEditor     *editor; /* owned, as all below */
  char         *wall;   /* that is reshaped, or that floors and ceilings dock to; may be NULL */
  gboolean      reshapes, known;
  guint         style;
  SlWallFigures figures;
  char         *cabinet;
  size_t        before; /* columns before a corner; 0: half of them */
  gboolean      chosen[SL_N_WALL_CHOICES];

  SlCommand    *command; /* what it would do; NULL until wanted, and after an error */
  SlPlan       *plan;    /* after it */
  GPtrArray    *walls;   /* SlSceneWall of that */
  GError       *error;
};

static const SlWallStyle *
style_of (const SlWallDesign *d)
{
  return sl_wall_style_at (d->style);
}

static void
forget (SlWallDesign *d)
{
  g_clear_pointer (&d->command, sl_command_unref);
  g_clear_pointer (&d->walls, g_ptr_array_unref);
  g_clear_pointer (&d->plan, sl_plan_unref);
  g_clear_error (&d->error);
}

/* --- beginning --- */

/* Of the plan or the catalogue; NULL for none. */
static const SlPanel *
panel_of (SlEditor *editor, const char *id)
{
  const SlPlan *catalogue = sl_document_catalogue (sl_editor_document (editor));
  const SlEntity *panel = sl_plan_get (sl_editor_plan (editor), SL_KIND_PANEL, id);

  return (const SlPanel *) (panel != NULL || catalogue == NULL ? panel : sl_plan_get (catalogue, SL_KIND_PANEL, id));
}

static const SlEntity *
usual_panel (SlEditor *editor)
{
  const SlPlan *catalogue = sl_document_catalogue (sl_editor_document (editor)), *plan = sl_editor_plan (editor);
  const SlEntity *usual = catalogue != NULL ? sl_catalogue_default (catalogue, SL_KIND_PANEL) : NULL;

  if (usual == NULL && sl_plan_count (plan, SL_KIND_PANEL) > 0)
    usual = sl_plan_at (plan, SL_KIND_PANEL, 0);
  return usual;
}

/* On the stage that is shown. */
static gboolean
stands_upright (SlEditor *editor, const char *id)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlScene *scene = sl_editor_scene (editor, NULL);
  const SlEntity *entity = sl_plan_get (plan, SL_KIND_WALL, id);
  g_autoptr (SlSceneWall) wall = entity != NULL ? sl_scene_wall_new (plan, entity, NULL) : NULL;

  return wall != NULL && wall->n_panels > 0 && wall->frame.z.z > UPRIGHT
         && (scene == NULL || g_strcmp0 (sl_entity_placed (entity)->stage, scene->stage.entity->id) == 0);
}

GPtrArray *
sl_wall_design_uprights (SlEditor *editor)
{
  const SlPlan *plan = sl_editor_plan (editor);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    if (stands_upright (editor, sl_plan_at (plan, SL_KIND_WALL, i)->id))
      g_ptr_array_add (ids, g_strdup (sl_plan_at (plan, SL_KIND_WALL, i)->id));
  return ids;
}

static char *
wall_to_dock_to (SlEditor *editor)
{
  g_autoptr (GPtrArray) ids = sl_wall_design_uprights (editor);
  const char *selected = sl_editor_selected (editor);

  if (selected != NULL && stands_upright (editor, selected))
    return g_strdup (selected);
  return ids->len > 0 ? g_strdup (ids->pdata[0]) : NULL;
}

static void
begin_figures (SlWallDesign *d, double columns, double rows)
{
  const SlPanel *panel = panel_of (d->editor, d->cabinet);

  sl_wall_figures_init (&d->figures, panel != NULL ? panel->width_mm / 1000 : .5,
                        panel != NULL ? panel->height_mm / 1000 : .5, panel != NULL ? panel->seam_max : NAN, columns,
                        rows);
}

static SlWallDesign *
design_alloc (SlEditor *editor, const char *cabinet)
{
  SlWallDesign *d = g_new0 (SlWallDesign, 1);

  d->editor = g_object_ref (editor);
  d->cabinet = g_strdup (cabinet != NULL ? cabinet : "");
  d->known = TRUE;
  begin_figures (d, 1, 1);
  return d;
}

/* As wide and high as the style usually is. */
static void
take_usual_size (SlWallDesign *d)
{
  const SlWallStyle *style = style_of (d);

  if (style->docks)
    return;
  sl_wall_figures_set (&d->figures, SL_WALL_WIDTH, style->width);
  sl_wall_figures_set (&d->figures, SL_WALL_HEIGHT, style->height);
}

SlWallDesign *
sl_wall_design_new (SlEditor *editor)
{
  const SlEntity *panel = usual_panel (editor);
  SlWallDesign *d = design_alloc (editor, panel != NULL ? panel->id : NULL);

  d->wall = wall_to_dock_to (editor);
  take_usual_size (d);
  return d;
}

SlWallDesign *
sl_wall_design_of (SlEditor *editor, const char *id, GError **error)
{
  SlWallBuilt built;

  if (!sl_wall_built_read (&built, sl_editor_plan (editor), id, error))
    return NULL;
  SlWallDesign *d = design_alloc (editor, built.cabinet->entity.id);
  d->wall = g_strdup (id);
  d->reshapes = TRUE;
  d->figures = built.figures;
  d->before = built.before;
  d->known = built.known;
  d->chosen[SL_WALL_AT_LEFT] = built.left;
  d->style = sl_wall_style_of_shape (d->figures.shape);
  return d;
}

void
sl_wall_design_free (SlWallDesign *d)
{
  if (d == NULL)
    return;
  forget (d);
  g_free (d->wall);
  g_free (d->cabinet);
  g_object_unref (d->editor);
  g_free (d);
}

/* --- shape --- */

const char *
sl_wall_design_reshapes (const SlWallDesign *d)
{
  return d->reshapes ? d->wall : NULL;
}

gboolean
sl_wall_design_is_known (const SlWallDesign *d)
{
  return d->known;
}

gboolean
sl_wall_design_offers (const SlWallDesign *d, guint style)
{
  const SlWallStyle *s = sl_wall_style_at (style);

  return s != NULL && (!d->reshapes || s->role == SL_WALL_MAIN);
}

guint
sl_wall_design_style (const SlWallDesign *d)
{
  return d->style;
}

/* What it will be when nothing is said of its size. */
static void
take_docked_size (SlWallDesign *d)
{
  const GPtrArray *walls;

  d->figures.columns = d->figures.rows = 0;
  forget (d);
  if (sl_wall_design_plan (d, &walls, NULL) != NULL)
    {
      const SlSceneWall *wall = walls->pdata[0];
      d->figures.columns = wall->columns;
      d->figures.rows = wall->rows;
    }
  else
    d->figures.columns = d->figures.rows = 1;
  forget (d);
}

void
sl_wall_design_set_style (SlWallDesign *d, guint style)
{
  const gboolean other = style != d->style;

  if (!sl_wall_design_offers (d, style) || (!other && d->known))
    return;
  forget (d);
  d->style = style;
  d->before = 0;
  d->known = TRUE;
  if (style_of (d)->docks)
    {
      sl_wall_figures_set_shape (&d->figures, SL_WALL_SHAPE_FLAT);
      take_docked_size (d);
      return;
    }
  if (!d->reshapes)
    {
      sl_wall_figures_set_shape (&d->figures, SL_WALL_SHAPE_FLAT);
      take_usual_size (d);
    }
  sl_wall_figures_set_shape (&d->figures, style_of (d)->shape);
}

/* --- figures --- */

static gboolean
is_bend (SlWallFigure which)
{
  return which == SL_WALL_RADIUS || which == SL_WALL_SWEEP || which == SL_WALL_SEAM;
}

static gboolean
is_length (SlWallFigure which)
{
  return which == SL_WALL_WIDTH || which == SL_WALL_HEIGHT || which == SL_WALL_RADIUS;
}

gboolean
sl_wall_design_has (const SlWallDesign *d, SlWallFigure which)
{
  return !is_bend (which) || d->figures.shape != SL_WALL_SHAPE_FLAT;
}

char *
sl_wall_design_text (const SlWallDesign *d, SlWallFigure which)
{
  const double value = sl_wall_figures_get (&d->figures, which);

  if (!isfinite (value))
    return g_strdup ("");
  if (is_length (which) && sl_editor_imperial (d->editor))
    return sl_length_to_feet (value);
  return sl_number_brief (round (value * 100) / 100);
}

gboolean
sl_wall_design_follows (const SlWallDesign *d, SlWallFigure which)
{
  return sl_wall_figures_follows (&d->figures, which);
}

/* A bare number is in feet for those who measure in feet. */
static gboolean
read_number (const SlWallDesign *d, SlWallFigure which, const char *text, double *value, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text)), *feet = g_strconcat (stripped, "'", NULL);
  const SlUnit unit = is_length (which) ? SL_UNIT_METRE : is_bend (which) ? SL_UNIT_DEGREE : SL_UNIT_NONE;
  const gboolean bare = sl_number_parse (stripped, value);

  return sl_number_parse_formula (bare && is_length (which) && sl_editor_imperial (d->editor) ? feet : stripped, unit,
                                  value, error);
}

static void
say_why_not (SlWallFigure which, double value, GError **error)
{
  if (!is_bend (which))
    sl_error_set (error, SL_ERROR_INPUT,
                  value > 0 ? _("that is more than a wall can have; take less, or a larger radius")
                            : _("a wall has at least one cabinet each way; type more than 0"));
  else if (value == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("a bend of 0 is none; choose Straight, or type how much it bends"));
  else
    sl_error_set (error, SL_ERROR_INPUT,
                  _("that would turn more than once round; take a shorter wall, a larger radius or a smaller sweep"));
}

gboolean
sl_wall_design_set (SlWallDesign *d, SlWallFigure which, const char *text, GError **error)
{
  double value;

  if (!read_number (d, which, text, &value, error))
    return FALSE;
  if (!sl_wall_figures_set (&d->figures, which, value))
    {
      say_why_not (which, value, error);
      return FALSE;
    }
  d->known = TRUE;
  forget (d);
  return TRUE;
}

/* --- what else is chosen --- */

const char *
sl_wall_design_cabinet (const SlWallDesign *d)
{
  return d->cabinet;
}

void
sl_wall_design_set_cabinet (SlWallDesign *d, const char *id)
{
  const SlPanel *panel = panel_of (d->editor, id);

  if (panel == NULL || d->reshapes || g_str_equal (id, d->cabinet))
    return;
  forget (d);
  g_free (d->cabinet);
  d->cabinet = g_strdup (id);
  sl_wall_figures_recabinet (&d->figures, panel->width_mm / 1000, panel->height_mm / 1000, panel->seam_max);
}

const char *
sl_wall_design_docks_to (const SlWallDesign *d)
{
  return d->reshapes ? NULL : d->wall;
}

void
sl_wall_design_dock_to (SlWallDesign *d, const char *id)
{
  if (d->reshapes || g_strcmp0 (id, d->wall) == 0)
    return;
  forget (d);
  g_free (d->wall);
  d->wall = g_strdup (id);
  if (style_of (d)->docks)
    take_docked_size (d);
}

gboolean
sl_wall_design_asks (const SlWallDesign *d, SlWallChoice choice)
{
  if (choice == SL_WALL_AT_LEFT)
    return d->figures.shape == SL_WALL_SHAPE_J;
  return !d->reshapes && style_of (d)->role == SL_WALL_MAIN;
}

gboolean
sl_wall_design_chosen (const SlWallDesign *d, SlWallChoice choice)
{
  return d->chosen[choice];
}

void
sl_wall_design_choose (SlWallDesign *d, SlWallChoice choice, gboolean yes)
{
  forget (d);
  d->chosen[choice] = yes;
}

/* --- as an operation --- */

static gpointer
options_of (const SlWallDesign *d, const SlOperation *operation)
{
  gpointer options = sl_operation_options_new (operation);
  const SlScene *scene = sl_editor_scene (d->editor, NULL);
  const SlWallBuilt built = { .figures = d->figures, .before = d->before, .left = d->chosen[SL_WALL_AT_LEFT] };

  sl_wall_built_options (&built, operation, options);
  sl_wall_built_option (operation, options, "shape", style_of (d)->id); /* which may be a floor */
  if (d->reshapes)
    return options;
  sl_wall_built_option (operation, options, "cabinet", d->cabinet);
  sl_wall_built_option (operation, options, "stage", scene != NULL ? scene->stage.entity->id : NULL);
  for (SlWallChoice c = SL_WALL_WITH_FLOOR; c < SL_N_WALL_CHOICES; c++)
    sl_wall_built_option (operation, options, c == SL_WALL_WITH_FLOOR ? "floor" : "ceiling",
                          d->chosen[c] && sl_wall_design_asks (d, c) ? "true" : "false");
  return options;
}

/* Whether an id is needed for what is done: the wall that is reshaped or docked to. */
static gboolean
names_wall (const SlWallDesign *d)
{
  return d->wall != NULL && (d->reshapes || style_of (d)->docks);
}

static SlCommand *
command_of (SlWallDesign *d, GPtrArray *added, GError **error)
{
  SlDocument *document = sl_editor_document (d->editor);
  const SlOperation *operation = sl_operation_find (d->reshapes ? "wall-shape" : "wall-add");
  const char *ids[] = { d->wall };
  const SlOperationInput input = { .plan = sl_editor_plan (d->editor), .catalogue = sl_document_catalogue (document),
                                   .assets = sl_document_assets (document), .ids = ids, .n_ids = names_wall (d) };
  gpointer options = options_of (d, operation);
  SlCommand *command = sl_operation_run (operation, &input, options, added, error);

  sl_operation_options_free (operation, options);
  return command;
}

static gboolean
add_wall (SlWallDesign *d, const char *id, GError **error)
{
  SlSceneWall *wall = sl_scene_wall_new (d->plan, sl_plan_get (d->plan, SL_KIND_WALL, id), error);

  if (wall != NULL)
    g_ptr_array_add (d->walls, wall);
  return wall != NULL;
}

/* What it would make of the plan, once until something changes. */
static void
try_it (SlWallDesign *d)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  const SlPlan *plan = sl_editor_plan (d->editor), *catalogue = sl_document_catalogue (sl_editor_document (d->editor));
  g_autoptr (SlCommand) whole = NULL;

  if (d->plan != NULL || d->error != NULL || (d->command = command_of (d, added, &d->error)) == NULL)
    return;
  whole = catalogue != NULL ? sl_command_complete (d->command, plan, catalogue) : sl_command_ref (d->command);
  d->plan = sl_plan_apply (plan, whole, &d->error);
  d->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  if (d->plan != NULL && d->reshapes)
    add_wall (d, d->wall, &d->error);
  for (guint i = 0; d->error == NULL && i < added->len; i++)
    if (sl_plan_get (d->plan, SL_KIND_WALL, added->pdata[i]) != NULL)
      add_wall (d, added->pdata[i], &d->error);
}

const SlPlan *
sl_wall_design_plan (SlWallDesign *d, const GPtrArray **walls, GError **error)
{
  try_it (d);
  if (d->error != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (d->error);
      return NULL;
    }
  *walls = d->walls;
  return d->plan;
}

gboolean
sl_wall_design_take (SlWallDesign *d, GError **error)
{
  const GPtrArray *walls;
  g_autofree char *id = NULL;

  forget (d); /* the plan may be another by now */
  if (d->reshapes && sl_editor_is_locked (d->editor, d->wall))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s is locked; open its lock in the list first"), d->wall);
      return FALSE;
    }
  if (sl_wall_design_plan (d, &walls, error) == NULL)
    return FALSE;
  id = g_strdup (((const SlSceneWall *) walls->pdata[0])->entity->id);
  if (sl_editor_apply (d->editor, d->command))
    sl_editor_select (d->editor, id);
  forget (d);
  return TRUE;
}
