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

static void
append (GString *line, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? "  " : "", text);
}

/* Who and what. */
static char *
left_text (const SlScene *scene, const SlBurnIn *burn)
{
  const SlShot *shot = (const SlShot *) scene->shot;
  g_autofree char *focal = sl_number_brief (scene->camera.focal_mm), *stop = sl_number_brief (scene->camera.stop);
  g_autofree char *lens = g_strdup_printf ("%s mm  T%s", focal, stop);
  GString *line = g_string_new (NULL);

  if ((burn->what & SL_BURN_PRODUCTION) != 0)
    append (line, production_title (scene->plan));
  if ((burn->what & SL_BURN_NUMBER) != 0)
    append (line, shot->number != NULL ? shot->number : shot->entity.id);
  if ((burn->what & SL_BURN_LENS) != 0)
    append (line, lens);
  return g_string_free (line, FALSE);
}

/* "Coverage 97.3 % Amber"; free with g_free(). */
static char *
grade_text (const SlFrameCoverage *coverage)
{
  g_autofree char *percent = sl_number_fixed (coverage->coverage * 100, 1);
  const SlGrade grade = coverage->grades[SL_SUBJECT_COVERAGE];

  return g_strdup_printf ("%s %s %% %s", sl_subject_label (SL_SUBJECT_COVERAGE), percent,
                          coverage->graded[SL_SUBJECT_COVERAGE] ? sl_grade_label (grade) : "");
}

/* How good, and when. */
static char *
right_text (const SlScene *scene, const SlBurnIn *burn)
{
  const SlShot *shot = (const SlShot *) scene->shot;
  g_autofree char *time = sl_rational_timecode (shot->fps, (gint64) scene->frame);
  g_autofree char *frame = g_strdup_printf ("%d / %d", (int) scene->frame, (int) shot->frames);
  g_autofree char *grade = burn->coverage != NULL ? grade_text (burn->coverage) : NULL;
  g_autofree char *date = sl_date_to_text (burn->day);
  GString *line = g_string_new (NULL);

  if ((burn->what & SL_BURN_GRADE) != 0 && grade != NULL)
    append (line, grade);
  if ((burn->what & SL_BURN_DATE) != 0)
    append (line, date);
  if ((burn->what & SL_BURN_TIMECODE) != 0)
    append (line, time);
  if ((burn->what & SL_BURN_FRAME) != 0)
    append (line, frame);
  return g_string_free (line, FALSE);
}

void
sl_burn_in (guint8 *rgba, int width, int height, const SlScene *scene, const SlBurnIn *burn)
{
  int line = MAX (12, height / 26), margin = line / 2, top = height - line - margin;
  g_autofree char *left = left_text (scene, burn), *right = right_text (scene, burn);
  g_autoptr (SlTextPicture) left_picture = sl_text_picture_new (left, line, FALSE);
  g_autoptr (SlTextPicture) right_picture = sl_text_picture_new (right, line, FALSE);

  if (*left == '\0' && *right == '\0')
    return;
  darken (rgba, width, height, top - margin);
  sl_text_picture_put (left_picture, rgba, width, height, margin, top);
  sl_text_picture_put (right_picture, rgba, width, height, width - right_picture->width - margin, top);
}
