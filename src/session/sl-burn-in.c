#include "sl-burn-in.h"

#include "sl-text.h"

static const char *
production_title (const SlPlan *plan)
{
  gboolean any = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0;

  return any ? sl_entity_title (sl_plan_at (plan, SL_KIND_PRODUCTION, 0)) : "";
}

/* A darker band keeps the text readable. */
static void
darken (guint8 *rgba, int width, int height, int top)
{
  for (int y = MAX (0, top); y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = rgba + ((gsize) y * (gsize) width + (gsize) x) * 4;
        for (int c = 0; c < 3; c++)
          pixel[c] = (guint8) (pixel[c] * 2 / 5);
      }
}

void
sl_burn_in (guint8 *rgba, int width, int height, const SlScene *scene)
{
  const SlShot *shot = (const SlShot *) scene->shot;
  int line = MAX (12, height / 26), margin = line / 2, top = height - line - margin;
  g_autofree char *time = sl_rational_timecode (shot->fps, (gint64) scene->frame);
  g_autofree char *focal = sl_number_brief (scene->camera.focal_mm), *stop = sl_number_brief (scene->camera.stop);
  g_autofree char *left = g_strdup_printf ("%s  %s  %s mm  T%s", production_title (scene->plan),
                                           shot->number != NULL ? shot->number : shot->entity.id, focal, stop);
  g_autofree char *right = g_strdup_printf ("%s  %d / %d", time, (int) scene->frame, (int) shot->frames);
  g_autoptr (SlTextPicture) left_text = sl_text_picture_new (left, line, FALSE);
  g_autoptr (SlTextPicture) right_text = sl_text_picture_new (right, line, FALSE);

  darken (rgba, width, height, top - margin);
  sl_text_picture_put (left_text, rgba, width, height, margin, top);
  sl_text_picture_put (right_text, rgba, width, height, width - right_text->width - margin, top);
}
