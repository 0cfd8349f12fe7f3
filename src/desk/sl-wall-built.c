#include "sl-wall-built.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-wall-styles.h"

/* All seams of a wall as its text has them: none, one for all, or one each. Free with g_free(). */
static double *
seams_of (const char *text, gsize columns)
{
  double *seams = g_new0 (double, columns + 1);
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  const guint n = g_strv_length (words);

  for (gsize i = 0; i + 1 < columns; i++)
    if (n == 1 || i < n)
      sl_number_parse (words[n == 1 ? 0 : i], &seams[i]);
  return seams;
}

gboolean
sl_wall_built_read (SlWallBuilt *built, const SlPlan *plan, const char *id, GError **error)
{
  const SlEntity *wall = sl_plan_get (plan, SL_KIND_WALL, id);
  g_autoptr (SlSceneWall) stands = wall != NULL ? sl_scene_wall_new (plan, wall, error) : NULL;
  g_autofree char *text = NULL;
  g_autofree double *seams = NULL;

  if (wall == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no wall, so it has no shape of cabinets; pick a wall"), id);
  if (stands == NULL)
    return FALSE;
  text = sl_entity_get (wall, "seams", NULL);
  seams = seams_of (text, stands->columns);
  *built = (SlWallBuilt) { .cabinet = stands->usual };
  sl_wall_figures_init (&built->figures, stands->usual->width_mm / 1000, stands->usual->height_mm / 1000,
                        stands->usual->seam_max, stands->columns, stands->rows);
  built->known = sl_wall_figures_read (&built->figures, seams, stands->columns, &built->before, &built->left);
  return TRUE;
}

/* --- as an operation --- */

void
sl_wall_built_option (const SlOperation *operation, gpointer options, const char *name, const char *text)
{
  if (text != NULL)
    sl_record_set (operation->options, options, name, text, FALSE, NULL);
}

static void
set_number (const SlOperation *operation, gpointer options, const char *name, double number)
{
  g_autofree char *text = isfinite (number) ? sl_number_to_text (number) : NULL;

  sl_wall_built_option (operation, options, name, text);
}

void
sl_wall_built_options (const SlWallBuilt *built, const SlOperation *operation, gpointer options)
{
  const SlWallFigures *f = &built->figures;

  sl_wall_built_option (operation, options, "shape",
                        sl_wall_style_at (sl_wall_style_of_shape (f->shape))->id);
  set_number (operation, options, "columns", f->columns);
  set_number (operation, options, "rows", f->rows);
  if (f->shape == SL_WALL_SHAPE_FLAT)
    return;
  set_number (operation, options, "seam", f->seam_deg);
  if (f->shape != SL_WALL_SHAPE_ARC)
    set_number (operation, options, "sweep", sl_wall_figures_get (f, SL_WALL_SWEEP));
  set_number (operation, options, "before", (double) built->before);
  sl_wall_built_option (operation, options, "left", built->left ? "true" : "false");
}

SlCommand *
sl_wall_built_command (const SlWallBuilt *built, SlEditor *editor, const char *id, GError **error)
{
  SlDocument *document = sl_editor_document (editor);
  const SlOperation *operation = sl_operation_find ("wall-shape");
  const SlOperationInput input = { .plan = sl_editor_plan (editor), .catalogue = sl_document_catalogue (document),
                                   .assets = sl_document_assets (document), .ids = &id, .n_ids = 1 };
  gpointer options = sl_operation_options_new (operation);
  SlCommand *command;

  sl_wall_built_options (built, operation, options);
  command = sl_operation_run (operation, &input, options, NULL, error);
  sl_operation_options_free (operation, options);
  return command;
}
