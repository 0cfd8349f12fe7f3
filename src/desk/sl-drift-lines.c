#include "sl-drift-lines.h"

#include <math.h>
#include <stdlib.h>

#include "sl-board-words.h"
#include "sl-i18n.h"

/* --- two boards --- */

void
sl_drift_line_free (SlDriftLine *line)
{
  g_free (line->id);
  g_free (line->scene);
  g_free (line->was);
  g_free (line->is);
  g_free (line->change);
  g_free (line);
}

static char *
day_text (guint number, guint32 date)
{
  g_autofree char *text = sl_short_date (date);

  return date != 0 ? g_strdup_printf (_("day %u, %s"), number, text) : g_strdup_printf (_("day %u"), number);
}

/* Of a place among the days; G_MAXUINT for none. */
static char *
place_text (const SlBoardRead *read, guint at)
{
  const SlBoardDay *day = at != G_MAXUINT ? &g_array_index (read->days, SlBoardDay, at) : NULL;

  return day != NULL ? day_text (day->number, day->date) : g_strdup ("—");
}

static char *
change_text (const SlSceneDrift *s, gboolean dated)
{
  const guint days = (guint) abs (s->days);

  if (s->drift == SL_DRIFT_ADDED)
    return g_strdup (_("added"));
  if (s->drift == SL_DRIFT_TAKEN_OFF)
    return g_strdup (_("taken off"));
  if (days == 0)
    return g_strdup (dated ? _("the same date") : _("another day"));
  return s->days > 0 ? g_strdup_printf (ngettext ("%u day later", "%u days later", days), days)
                     : g_strdup_printf (ngettext ("%u day earlier", "%u days earlier", days), days);
}

GPtrArray *
sl_drift_lines (const SlBoardRead *was, const SlBoardRead *is, const SlBoardDrift *drift)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_drift_line_free);

  for (guint i = 0; i < drift->scenes->len; i++)
    {
      const SlSceneDrift *s = &g_array_index (drift->scenes, SlSceneDrift, i);
      SlDriftLine *line;

      if (s->drift == SL_DRIFT_SAME)
        continue;
      line = g_new0 (SlDriftLine, 1);
      line->id = g_strdup (s->scene->entity.id);
      line->scene = g_strdup_printf ("%s · %s", sl_scene_number (s->scene), s->scene->set != NULL ? s->scene->set
                                     : sl_entity_title (&s->scene->entity));
      line->was = place_text (was, s->was);
      line->is = place_text (is, s->is);
      line->change = change_text (s, s->was != G_MAXUINT && g_array_index (was->days, SlBoardDay, s->was).date != 0);
      line->drift = s->drift;
      g_ptr_array_add (lines, line);
    }
  return lines;
}

char *
sl_drift_sum (const SlBoardDrift *drift)
{
  if (drift->moved + drift->added + drift->taken_off == 0)
    return g_strdup (_("Every scene is on the same day"));
  return g_strdup_printf (_("%u moved, %u added, %u taken off"), drift->moved, drift->added, drift->taken_off);
}

/* --- what was shot --- */

void
sl_shot_line_free (SlShotLine *line)
{
  g_free (line->day);
  g_free (line->scenes);
  g_free (line->pages);
  g_free (line->minutes);
  g_free (line->setups);
  g_free (line->behind);
  g_free (line);
}

/* Takes both; the second only where the day is over. */
static char *
both (char *planned, char *shot, gboolean over)
{
  char *text = over ? g_strdup_printf ("%s → %s", planned, shot) : g_strdup (planned);

  g_free (planned);
  g_free (shot);
  return text;
}

static char *
count_both (guint planned, guint shot, gboolean over)
{
  return both (g_strdup_printf ("%u", planned), g_strdup_printf ("%u", shot), over);
}

static char *
behind_text (gint64 eighths)
{
  g_autofree char *pages = sl_pages_text (eighths < 0 ? -eighths : eighths);

  if (eighths == 0)
    return g_strdup (_("as planned"));
  return eighths > 0 ? g_strdup_printf (_("%s pages behind"), pages) : g_strdup_printf (_("%s pages ahead"), pages);
}

static SlShotLine *
line_of (const SlShotDay *day, guint32 until)
{
  SlShotLine *line = g_new0 (SlShotLine, 1);
  const gboolean over = day->date <= until;
  g_autofree char *date = sl_short_date (day->date);

  line->day = day->number > 0 ? day_text (day->number, day->date) : g_strdup_printf (_("%s, not planned"), date);
  line->scenes = count_both (day->scenes_planned, day->scenes_shot, over);
  line->pages = both (sl_pages_text (day->eighths_planned), sl_pages_text (day->eighths_shot), over);
  line->minutes = both (sl_hours_text (day->minutes_planned), sl_hours_text (day->minutes_shot), over);
  line->setups = count_both (day->setups_planned, day->setups_shot, over);
  line->behind = over ? behind_text (day->eighths_behind) : g_strdup ("");
  line->late = over && day->eighths_behind > 0;
  return line;
}

GPtrArray *
sl_shot_lines (const SlBoardRead *planned, guint32 until)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_shot_line_free);
  g_autoptr (GArray) days = sl_board_shot_days (planned);

  for (guint i = 0; i < days->len; i++)
    g_ptr_array_add (lines, line_of (&g_array_index (days, SlShotDay, i), until));
  return lines;
}

char *
sl_shot_sum (const SlBoardRead *planned, guint32 until)
{
  SlBoardProgress p;

  sl_board_progress (planned, until, &p);
  g_autofree char *date = sl_short_date (until), *due = sl_pages_text (p.eighths_planned);
  g_autofree char *shot = sl_pages_text (p.eighths_shot);
  const double behind = isnan (p.days_behind) ? 0 : p.days_behind;

  if (p.scenes_planned + p.scenes_shot == 0)
    return g_strdup_printf (_("Until %s nothing is due and nothing is shot"), date);
  if (fabs (behind) < .05)
    return g_strdup_printf (_("Until %s: %u of %u scenes, %s of %s pages; as planned"), date, p.scenes_shot,
                            p.scenes_planned, shot, due);
  return behind > 0 ? g_strdup_printf (_("Until %s: %u of %u scenes, %s of %s pages; %.1f days behind"), date,
                                       p.scenes_shot, p.scenes_planned, shot, due, behind)
                    : g_strdup_printf (_("Until %s: %u of %u scenes, %s of %s pages; %.1f days ahead"), date,
                                       p.scenes_shot, p.scenes_planned, shot, due, -behind);
}
