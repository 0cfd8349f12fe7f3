#include "sl-csv-breakdown.h"

#include <math.h>
#include <string.h>

#include "sl-breakdown-columns.h"
#include "sl-error.h"
#include "sl-heading.h"
#include "sl-i18n.h"
#include "sl-kinds.h"

enum { MAX_PAGES = 1000 };

void
sl_csv_content_free (SlCsvContent *content)
{
  if (content == NULL)
    return;
  sl_script_free (content->script);
  g_clear_pointer (&content->shots, g_ptr_array_unref);
  g_ptr_array_unref (content->remarks);
  g_free (content);
}

/* --- cells --- */

/* The text of a column, tidy; NULL for none. Free with g_free(). */
static char *
text_of (const SlCsvRow *row, const GArray *columns, int column)
{
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *plain = g_array_index (columns, int, i) == column ? sl_csv_plain (sl_csv_cell (row, i)) : NULL;
      char *tidy = plain != NULL ? sl_script_tidy (plain) : NULL;

      if (tidy != NULL)
        return tidy;
    }
  return NULL;
}

static void
remark (SlCsvContent *content, const SlCsvRow *row, int column, const char *cell, const char *remedy)
{
  g_ptr_array_add (content->remarks, g_strdup_printf (_("line %u, %s: “%s” cannot be read; %s"), row->line,
                                                      sl_column_name (column), cell, remedy));
}

/* "1 4/8", "4/8", "1.5", "2": eighths; −1 where it is none of these. */
static gint64
eighths_of (const char *text)
{
  char *end;
  const double pages = g_ascii_strtod (text, &end);
  gint64 whole, eighths;

  if (*end == '\0' && pages > 0 && pages <= MAX_PAGES)
    return (gint64) ceil (pages * 8 - 1e-6);
  whole = g_ascii_strtoll (text, &end, 10);
  if (*end == ' ')
    eighths = g_ascii_strtoll (end + 1, &end, 10);
  else
    {
      eighths = whole;
      whole = 0;
    }
  return g_str_equal (end, "/8") && whole >= 0 && whole <= MAX_PAGES && eighths >= 0 && eighths < 80
         && whole * 8 + eighths > 0 ? whole * 8 + eighths : -1;
}

static void
take_pages (SlCsvContent *content, SlScriptScene *scene, const SlCsvRow *row, const GArray *columns)
{
  g_autofree char *text = text_of (row, columns, SL_COLUMN_PAGES);
  const gint64 eighths = text != NULL ? eighths_of (text) : 0;

  if (eighths < 0)
    remark (content, row, SL_COLUMN_PAGES, text, _("write pages as 1 4/8"));
  else
    scene->eighths = eighths;
}

static void
take_numbers (SlCsvContent *content, SlScriptScene *scene, const SlCsvRow *row, const GArray *columns)
{
  g_autofree char *minutes = text_of (row, columns, SL_COLUMN_MINUTES), *setups = text_of (row, columns,
                                                                                          SL_COLUMN_SETUPS);
  g_autofree char *episode = text_of (row, columns, SL_COLUMN_EPISODE);
  char *end;

  if (setups != NULL && (!g_ascii_string_to_signed (setups, 10, 0, 10000, &scene->setups, NULL)))
    remark (content, row, SL_COLUMN_SETUPS, setups, _("write set-ups as a number"));
  if (minutes != NULL)
    {
      const double value = g_ascii_strtod (minutes, &end);
      if (*end == '\0' && value >= 0 && value <= 1e5)
        scene->minutes = value;
      else
        remark (content, row, SL_COLUMN_MINUTES, minutes, _("write minutes as a number"));
    }
  if (episode != NULL)
    {
      const gint64 number = sl_heading_figure (episode, (const char **) &end);
      scene->episode = *end == '\0' && number > 0 ? number : sl_heading_episode (episode);
      if (scene->episode == 0)
        remark (content, row, SL_COLUMN_EPISODE, episode, _("write episodes as numbers"));
    }
}

/* Names in a cell: between semicolons, or where it has none between commas; and on lines of their own. */
static void
take_names (SlScript *script, SlScriptScene *scene, const char *cell, int column)
{
  const gboolean marked = strpbrk (cell, ";\n") != NULL || strstr (cell, "；") != NULL;
  g_auto (GStrv) names = g_regex_split_simple (marked ? "[;；\n]" : "[,、，]", cell, 0, 0);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *plain = sl_csv_plain (g_strstrip (names[i]));

      if (column == SL_COLUMN_CAST)
        sl_script_put (scene->cast, sl_script_cast (script, plain));
      else
        sl_script_put (scene->elements, sl_script_element (script, column - SL_COLUMN_ELEMENTS, plain));
    }
}

/* --- what the heading says --- */

static gboolean
read_words (const char *format, const char *place, const char *light, SlScriptScene *scene)
{
  g_autofree char *line = g_strdup_printf (format, place, light);
  SlHeading heading;

  if (!sl_heading_read (line, TRUE, &heading))
    return FALSE;
  if (scene->place < 0)
    scene->place = heading.place;
  if (scene->light < 0)
    scene->light = heading.light;
  sl_heading_clear (&heading);
  return scene->place >= 0 || scene->light >= 0;
}

/* Columns of place, set and time count more than a heading that holds them too. */
static void
take_heading (SlScriptScene *scene, const SlCsvRow *row, const GArray *columns)
{
  g_autofree char *place = text_of (row, columns, SL_COLUMN_PLACE), *light = text_of (row, columns, SL_COLUMN_LIGHT);
  SlHeading heading;

  scene->heading = text_of (row, columns, SL_COLUMN_HEADING);
  scene->set = text_of (row, columns, SL_COLUMN_SET);
  if (place != NULL || light != NULL)
    {
      if (!read_words ("%s. X - %s", place != NULL ? place : "", light != NULL ? light : "", scene))
        read_words ("1 %s X %s", place != NULL ? place : "", light != NULL ? light : "", scene);
    }
  if (scene->heading != NULL && sl_heading_read (scene->heading, TRUE, &heading))
    {
      if (scene->set == NULL)
        scene->set = g_strdup (heading.set);
      if (scene->number == NULL)
        scene->number = g_strdup (heading.number);
      scene->place = scene->place >= 0 ? scene->place : heading.place;
      scene->light = scene->light >= 0 ? scene->light : heading.light;
      sl_heading_clear (&heading);
    }
  else if (scene->heading == NULL && scene->set != NULL)
    scene->heading = g_strdup_printf ("%s%s%s%s%s", place != NULL ? place : "", place != NULL ? ". " : "", scene->set,
                                      light != NULL ? " - " : "", light != NULL ? light : "");
}

/* --- rows --- */

static gboolean
read_scene (SlCsvContent *content, const SlCsvRow *row, const GArray *columns)
{
  g_autofree char *number = text_of (row, columns, SL_COLUMN_SCENE), *heading = text_of (row, columns,
                                                                                        SL_COLUMN_HEADING);
  g_autofree char *set = text_of (row, columns, SL_COLUMN_SET);
  SlScriptScene *scene;

  if (number == NULL && heading == NULL && set == NULL)
    {
      g_ptr_array_add (content->remarks,
                       g_strdup_printf (_("line %u names no scene and was left out; give it a number"), row->line));
      return TRUE;
    }
  if ((scene = sl_script_add_scene (content->script)) == NULL)
    return FALSE;
  scene->line = row->line;
  scene->number = g_steal_pointer (&number);
  take_heading (scene, row, columns);
  scene->synopsis = text_of (row, columns, SL_COLUMN_SYNOPSIS);
  scene->script_day = text_of (row, columns, SL_COLUMN_SCRIPT_DAY);
  scene->notes = text_of (row, columns, SL_COLUMN_NOTES);
  scene->stage = text_of (row, columns, SL_COLUMN_STAGE);
  scene->environment = text_of (row, columns, SL_COLUMN_ENVIRONMENT);
  take_pages (content, scene, row, columns);
  take_numbers (content, scene, row, columns);
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, int, i) == SL_COLUMN_CAST || g_array_index (columns, int, i) >= SL_COLUMN_ELEMENTS)
      take_names (content->script, scene, sl_csv_cell (row, i), g_array_index (columns, int, i));
  return TRUE;
}

static gboolean
has_column (const GArray *columns, int column)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, int, i) == column)
      return TRUE;
  return FALSE;
}

static gboolean
read_rows (SlCsvContent *content, const GPtrArray *rows, guint from, const GArray *columns)
{
  const gboolean shots = has_column (columns, SL_COLUMN_SHOT);

  if (shots)
    content->shots = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_csv_shot_free);
  else
    content->script = sl_script_new ();
  for (guint i = from; i < rows->len; i++)
    {
      SlCsvShot *shot = shots ? sl_csv_shot_read (rows->pdata[i], columns, content->remarks) : NULL;

      if (!shots && !read_scene (content, rows->pdata[i], columns))
        return FALSE;
      if (shot != NULL && shot->scene == NULL && content->shots->len > 0) /* as in the row before */
        {
          const SlCsvShot *last = content->shots->pdata[content->shots->len - 1];
          shot->scene = g_strdup (last->scene);
          shot->episode = last->episode;
        }
      if (shot != NULL)
        g_ptr_array_add (content->shots, shot);
    }
  return TRUE;
}

/* Whether a table of that kind has a field for what the column says. */
static gboolean
takes (gboolean shots, int column)
{
  static const int shot_columns[] = {
    SL_COLUMN_EPISODE, SL_COLUMN_SCENE, SL_COLUMN_SYNOPSIS, SL_COLUMN_SHOT, SL_COLUMN_SIZE, SL_COLUMN_LENS,
    SL_COLUMN_ACTION, SL_COLUMN_CAMERA, SL_COLUMN_SECONDS, SL_COLUMN_FRAMES,
  };

  for (guint i = 0; shots && i < G_N_ELEMENTS (shot_columns); i++)
    if (column == shot_columns[i])
      return TRUE;
  return !shots && column != SL_COLUMN_NONE && (column < SL_COLUMN_SHOT || column >= SL_COLUMN_ELEMENTS);
}

static gboolean
says_anything (const GPtrArray *rows, guint from, guint cell)
{
  for (guint i = from; i < rows->len; i++)
    if (*sl_csv_cell (rows->pdata[i], cell) != '\0')
      return TRUE;
  return FALSE;
}

/* What columns with a name say that no field takes; of those that other tables have, where they say anything. */
static void
tell_unknown (SlCsvContent *content, const GPtrArray *rows, guint at, const GArray *columns)
{
  const gboolean shots = content->shots != NULL;
  const SlCsvRow *names = rows->pdata[at];

  for (guint i = 0; i < columns->len; i++)
    if (*sl_csv_cell (names, i) != '\0' && !takes (shots, g_array_index (columns, int, i))
        && (g_array_index (columns, int, i) == SL_COLUMN_NONE || says_anything (rows, at + 1, i)))
      g_ptr_array_add (content->remarks,
                       g_strdup_printf (_("line %u: nothing takes the column “%s”, which was left out"), names->line,
                                        sl_csv_cell (names, i)));
  if (!shots && !has_column (columns, SL_COLUMN_PAGES))
    g_ptr_array_add (content->remarks, g_strdup (_("no column says how many pages a scene has; new ones count 1/8")));
}

/* The rows, between whichever marks make one of them name columns; else as the marks are counted. */
static GPtrArray *
find_rows (const char *text, const char *file, GArray **columns, int *names, GError **error)
{
  static const char separators[] = { 0, ',', ';', '\t' };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      g_autoptr (GPtrArray) rows = sl_csv_read (text, separators[i], file, i == 0 ? error : NULL);

      if (rows == NULL && i == 0)
        return NULL;
      if (rows != NULL && (*names = sl_column_row (rows, columns)) >= 0)
        return g_steal_pointer (&rows);
    }
  sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                   _("no row names its columns; begin with one such as Scene, INT/EXT, Set, Day/Night, Pages, "
                     "Cast"));
  return NULL;
}

SlCsvContent *
sl_csv_breakdown_read (const char *text, const char *file, GError **error)
{
  g_autoptr (SlCsvContent) content = g_new0 (SlCsvContent, 1);
  g_autoptr (GArray) columns = NULL;
  int names = 0;
  g_autoptr (GPtrArray) rows = find_rows (text, file, &columns, &names, error);

  content->remarks = g_ptr_array_new_with_free_func (g_free);
  if (rows == NULL)
    return NULL;
  if (!read_rows (content, rows, (guint) names + 1, columns))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("more than %u scenes; split the file into several"),
                       SL_SCRIPT_MAX_SCENES);
      return NULL;
    }
  tell_unknown (content, rows, (guint) names, columns);
  if (content->script != NULL)
    {
      sl_script_number_cast (content->script);
      sl_script_take_episodes (content->script);
      sl_script_take_light (content->script);
    }
  return g_steal_pointer (&content);
}
