#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-survey.h"

enum { SEARCHED = 20, MOST_NAME = 200 }; /* rows that may stand before the points; characters of a name */

static void
point_clear (gpointer data)
{
  SlSurveyPoint *point = data;

  g_free (point->name);
  g_free (point->code);
}

void
sl_survey_free (gpointer data)
{
  SlSurvey *survey = data;

  if (survey == NULL)
    return;
  g_array_unref (survey->points);
  g_free (survey);
}

/* --- lines --- */

static gboolean
is_comment (const char *line)
{
  return strchr ("#%!;", *line) != NULL || g_str_has_prefix (line, "//");
}

/* The lines without comments, at their numbers still; with `blanks` a run of them is one tab. */
static char *
plain_lines (const char *text, gboolean blanks)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p += *p == '\n')
    {
      const char *end = strchrnul (p, '\n');

      p += strspn (p, blanks ? " \t" : " ");
      for (const char *c = p; c < end && !is_comment (p); c++)
        if (!blanks || (*c != ' ' && *c != '\t'))
          g_string_append_c (out, *c);
        else if (c + 1 < end && c[1] != ' ' && c[1] != '\t')
          g_string_append_c (out, '\t');
      g_string_append_c (out, '\n');
      p = end;
    }
  return g_string_free (out, FALSE);
}

/* --- rows --- */

/* Where the points begin, and what their columns are; −1 where there are none. */
static int
begin_of (const GPtrArray *rows, SlSurveyColumns *columns)
{
  for (guint i = 0; i < rows->len && i < SEARCHED; i++)
    if (sl_survey_columns_named (rows->pdata[i], columns))
      return (int) i + 1;
  for (guint i = 0; i < rows->len && i < SEARCHED; i++)
    if (sl_survey_columns_guess (rows->pdata[i], columns))
      return (int) i;
  return -1;
}

/* The rows as whichever mark stands between the fields makes them points; NULL with an error. */
static GPtrArray *
read_rows (const char *text, const char *file, SlSurveyColumns *columns, int *begin, GError **error)
{
  static const char marks[] = "\t;, ";

  for (const char *mark = marks; *mark != '\0'; mark++)
    {
      g_autofree char *plain = plain_lines (text, *mark == ' ');
      const gboolean last = mark[1] == '\0';
      g_autoptr (GPtrArray) rows = sl_csv_read (plain, *mark == ' ' ? '\t' : *mark, file, last ? error : NULL);

      if (rows == NULL && last)
        return NULL;
      if (rows != NULL && (*begin = begin_of (rows, columns)) >= 0)
        return g_steal_pointer (&rows);
    }
  sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                   _("no survey points can be read; write a name, east, north and height a line"));
  return NULL;
}

static gboolean
read_point (const SlCsvRow *row, const SlSurveyColumns *c, SlSurveyPoint *point)
{
  g_autofree char *name = c->name >= 0 ? sl_csv_plain (sl_csv_cell (row, (guint) c->name)) : g_strdup ("");

  *point = (SlSurveyPoint) { .height = NAN, .line = row->line };
  if (!sl_survey_number (sl_csv_cell (row, (guint) c->first), &point->first)
      || !sl_survey_number (sl_csv_cell (row, (guint) c->second), &point->second)
      || (c->name >= 0 && (*name == '\0' || g_utf8_strlen (name, -1) > MOST_NAME)))
    return FALSE;
  if (c->height >= 0 && !sl_survey_number (sl_csv_cell (row, (guint) c->height), &point->height))
    point->height = NAN;
  point->code = c->code >= 0 ? sl_csv_plain (sl_csv_cell (row, (guint) c->code)) : g_strdup ("");
  point->name = g_steal_pointer (&name);
  return TRUE;
}

static gboolean
take_points (SlSurvey *survey, const GPtrArray *rows, guint begin, const SlSurveyColumns *columns, const char *file,
             GError **error)
{
  for (guint i = begin; i < rows->len; i++)
    {
      const SlCsvRow *row = rows->pdata[i];
      SlSurveyPoint point;

      if (!read_point (row, columns, &point))
        {
          survey->unread_line = survey->unread++ == 0 ? row->line : survey->unread_line;
          continue;
        }
      if (columns->name < 0)
        {
          g_free (point.name);
          point.name = g_strdup_printf ("%u", survey->points->len + 1);
        }
      g_array_append_val (survey->points, point);
      if (survey->points->len > SL_SURVEY_MAX_POINTS)
        {
          sl_error_set_at (error, SL_ERROR_INPUT, file, row->line,
                           _("more than %d points; leave those in that the stage is laid out by"),
                           SL_SURVEY_MAX_POINTS);
          return FALSE;
        }
    }
  if (survey->points->len > 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_INPUT, file, survey->unread_line,
                   _("no row below the columns' names has a name and two coordinates; correct it"));
  return FALSE;
}

SlSurvey *
sl_survey_read (const char *text, const char *file, GError **error)
{
  SlSurveyColumns columns;
  int begin = -1;
  g_autoptr (GPtrArray) rows = read_rows (text, file, &columns, &begin, error);
  SlSurvey *survey;

  if (rows == NULL)
    return NULL;
  survey = g_new0 (SlSurvey, 1);
  *survey = (SlSurvey) { .points = g_array_new (FALSE, FALSE, sizeof (SlSurveyPoint)), .order = columns.order,
                         .chinese = columns.chinese, .unit_m = columns.unit_m,
                         .sure = begin == 0 || columns.named };
  g_array_set_clear_func (survey->points, point_clear);
  if (take_points (survey, rows, (guint) begin, &columns, file, error))
    return survey;
  sl_survey_free (survey);
  return NULL;
}

/* --- which is east --- */

/* Both hemispheres of UTM, and Gauss–Krüger with and without the zone before the east: norths of seven digits beside
 * easts of six, or of eight. */
static gboolean
is_grid (double east, double north)
{
  return ((east >= 1e5 && east < 1e6) || (east >= 1e7 && east < 1e8)) && north >= 1e6 && north < 1e7;
}

SlSurveyOrder
sl_survey_guess (const SlSurvey *survey)
{
  gboolean east_first = TRUE, north_first = TRUE;

  if (survey->order != SL_SURVEY_UNSAID)
    return survey->order;
  for (guint i = 0; i < survey->points->len; i++)
    {
      const SlSurveyPoint *point = &g_array_index (survey->points, SlSurveyPoint, i);

      east_first = east_first && is_grid (point->first, point->second);
      north_first = north_first && is_grid (point->second, point->first);
    }
  if (east_first || north_first)
    return east_first ? SL_SURVEY_EAST_FIRST : SL_SURVEY_NORTH_FIRST;
  return survey->chinese ? SL_SURVEY_NORTH_FIRST : SL_SURVEY_UNSAID;
}

SlVec3
sl_survey_place (const SlSurveyPoint *point, SlSurveyOrder order, double unit_m)
{
  const double east = order == SL_SURVEY_NORTH_FIRST ? point->second : point->first;
  const double north = order == SL_SURVEY_NORTH_FIRST ? point->first : point->second;

  return sl_vec3 (east * unit_m, north * unit_m, point->height * unit_m);
}
