/* What walls are built of: whole cabinets, and what new walls have in common. */
#include "sl-catalogue.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"
#include "sl-operation-private.h"
#include "sl-wall-curve.h"

const SlPanel *
sl_wall_find_cabinet (const SlOperationInput *input, const char *wanted, GError **error)
{
  const SlEntity *panel = sl_plan_get (input->plan, SL_KIND_PANEL, wanted);

  if (panel == NULL && input->catalogue != NULL)
    panel = wanted != NULL ? sl_plan_get (input->catalogue, SL_KIND_PANEL, wanted)
                           : sl_catalogue_default (input->catalogue, SL_KIND_PANEL);
  if (panel == NULL && wanted == NULL && sl_plan_count (input->plan, SL_KIND_PANEL) > 0)
    panel = sl_plan_at (input->plan, SL_KIND_PANEL, 0);
  if (panel == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no cabinet of the plan or the catalogue; choose one of them"),
                  wanted != NULL ? wanted : "");
  return (const SlPanel *) panel;
}

gboolean
sl_wall_whole (double length_m, double cabinet_mm, const char *field, gint64 *n, GError **error)
{
  const double count = round (length_m * 1000 / cabinet_mm);
  const SlField *limit = sl_record_field (&sl_kind_info (SL_KIND_WALL)->record, field);

  if (count > limit->max)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%g m are more than the %d cabinets that a wall may have; take fewer"),
                    length_m, (int) limit->max);
      return FALSE;
    }
  *n = MAX (1, (gint64) count);
  return TRUE;
}

char *
sl_wall_seams_text (double *seams, gsize n)
{
  GString *text = g_string_new (NULL);
  gboolean equal = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      seams[i] = round (seams[i] * 1e4) / 1e4;
      equal = equal && seams[i] == seams[0];
    }
  if (equal && n > 0 && seams[0] == 0)
    n = 0;
  for (gsize i = 0; i < (equal ? MIN (n, 1) : n); i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      sl_number_print (text, seams[i]);
    }
  return g_string_free (text, FALSE);
}

gboolean
sl_wall_check_seams (const double *seams, gsize n, const SlPanel *cabinet, GError **error)
{
  const double least = isnan (cabinet->seam_min) ? -90 : cabinet->seam_min;
  const double most = isnan (cabinet->seam_max) ? 90 : cabinet->seam_max;

  for (gsize i = 0; i < n; i++)
    if (seams[i] < least - 1e-4 || seams[i] > most + 1e-4)
      {
        const double limit = seams[i] > most ? most : least;
        const double radius = limit != 0 ? fabs (sl_wall_apothem (cabinet->width_mm / 1000, limit)) : INFINITY;
        g_autofree char *seam = sl_number_brief (round (seams[i] * 100) / 100), *low = sl_number_brief (least);
        g_autofree char *high = sl_number_brief (most), *tight = sl_number_fixed (radius < 1e6 ? radius : 0, 2);

        if (radius < 1e6)
          sl_error_set (error, SL_ERROR_INPUT,
                        _("a seam of %s° is beyond the %s° to %s° of the cabinet “%s”; take a radius of %s m or more, "
                          "or more seams"),
                        seam, low, high, cabinet->entity.id, tight);
        else
          sl_error_set (error, SL_ERROR_INPUT,
                        _("a seam of %s° is beyond the %s° to %s° of the cabinet “%s”; keep it flat or choose another"),
                        seam, low, high, cabinet->entity.id);
        return FALSE;
      }
  return TRUE;
}

gboolean
sl_wall_check_size (gint64 columns, gint64 rows, GError **error)
{
  if (columns * rows <= SL_PLAN_MAX_CABINETS)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%d × %d cabinets are more than %d; reduce columns or rows"), (int) columns,
                (int) rows, SL_PLAN_MAX_CABINETS);
  return FALSE;
}

void
sl_command_set_count (SlCommand *command, const char *id, const char *path, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  sl_command_set (command, id, path, text);
}

const char *
sl_wall_new (SlCopier *copier, SlCommand *command, const SlOperationInput *input, const char *stage, const char *name,
          const SlPanel *cabinet, gint64 columns, gint64 rows)
{
  const SlEntity *processor =
      input->catalogue != NULL ? sl_catalogue_default (input->catalogue, SL_KIND_PROCESSOR) : NULL;
  const char *id = sl_copier_add (copier, SL_KIND_WALL, "wall", name);

  if (stage != NULL)
    sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "cabinet", cabinet->entity.id);
  if (processor != NULL)
    sl_command_set (command, id, "processor", processor->id);
  sl_command_set_count (command, id, "columns", columns);
  sl_command_set_count (command, id, "rows", rows);
  return id;
}

void
sl_wall_set_place (SlCommand *command, const char *id, SlVec3 position, double pan, double tilt)
{
  sl_command_set_number (command, id, "position.x", position.x);
  sl_command_set_number (command, id, "position.y", position.y);
  sl_command_set_number (command, id, "position.z", position.z);
  sl_command_set_number (command, id, "pan", remainder (pan, 360));
  if (tilt != 0)
    sl_command_set_number (command, id, "tilt", tilt);
}

const char *
sl_operation_stage (SlCopier *copier, SlCommand *command, const SlOperationInput *input, const char *wanted,
                    GError **error)
{
  const SlPlan *plan = input->plan;
  const char *id;

  if (wanted == NULL && sl_plan_count (plan, SL_KIND_STAGE) > 0)
    return sl_plan_at (plan, SL_KIND_STAGE, 0)->id;
  if (wanted == NULL)
    {
      id = sl_copier_add (copier, SL_KIND_STAGE, "stage", _("Stage"));
      sl_command_set (command, id, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
      return id;
    }
  if (sl_plan_get (plan, SL_KIND_STAGE, wanted) != NULL)
    return wanted;
  sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no stage “%s”; add one, or name one that it has"), wanted);
  return NULL;
}
