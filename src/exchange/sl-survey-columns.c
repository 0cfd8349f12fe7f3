/* What the columns of a list of points are. */
#include <string.h>

#include "sl-number.h"
#include "sl-survey.h"

typedef enum { NONE, NAME, EAST, NORTH, X, Y, HEIGHT, CODE, N_MEANINGS } Meaning;

static const double MOST = 1e12, FOOT_M = .3048, SURVEY_FOOT_M = 1200. / 3937;

/* Names as a whole, folded; X and Y are whatever the country makes of them. */
static const struct { Meaning meaning; const char *name; } names[] = {
  { NAME, "point" }, { NAME, "points" }, { NAME, "pt" }, { NAME, "pnt" }, { NAME, "p" }, { NAME, "id" },
  { NAME, "name" },
  { NAME, "no" }, { NAME, "nr" }, { NAME, "number" }, { NAME, "pointid" }, { NAME, "pointname" }, { NAME, "pointno" },
  { NAME, "pointnumber" }, { NAME, "ptid" }, { NAME, "station" }, { NAME, "target" }, { NAME, "punkt" },
  { NAME, "punktnummer" }, { NAME, "点" }, { NAME, "编号" }, { NAME, "名称" },
  { EAST, "e" }, { EAST, "east" }, { EAST, "easting" }, { EAST, "eastings" }, { EAST, "rechtswert" },
  { EAST, "ostwert" },
  { NORTH, "n" }, { NORTH, "north" }, { NORTH, "northing" }, { NORTH, "northings" }, { NORTH, "hochwert" },
  { NORTH, "nordwert" },
  { X, "x" }, { Y, "y" }, { X, "x坐标" }, { Y, "y坐标" },
  { HEIGHT, "z" }, { HEIGHT, "h" }, { HEIGHT, "height" }, { HEIGHT, "elev" }, { HEIGHT, "elevation" },
  { HEIGHT, "level" }, { HEIGHT, "rl" }, { HEIGHT, "alt" }, { HEIGHT, "altitude" }, { HEIGHT, "höhe" },
  { HEIGHT, "z坐标" }, { HEIGHT, "高" }, { HEIGHT, "高度" },
  { CODE, "code" }, { CODE, "d" }, { CODE, "desc" }, { CODE, "description" }, { CODE, "note" }, { CODE, "notes" },
  { CODE, "remark" }, { CODE, "remarks" }, { CODE, "feature" }, { CODE, "编码" }, { CODE, "代码" }, { CODE, "备注" },
  { CODE, "说明" }, { CODE, "描述" },
};

/* And what says so anywhere in a name, as in "北坐标X". */
static const struct { Meaning meaning; const char *part; } parts[] = {
  { NAME, "点号" }, { NAME, "点名" }, { EAST, "东" }, { NORTH, "北" }, { NORTH, "纵坐标" }, { EAST, "横坐标" },
  { HEIGHT, "高程" }, { HEIGHT, "标高" },
};

static const struct { const char *text; double metres; } units[] = {
  { "m", 1 }, { "metre", 1 }, { "metres", 1 }, { "meter", 1 }, { "meters", 1 }, { "米", 1 }, { "mm", .001 },
  { "毫米", .001 }, { "cm", .01 }, { "厘米", .01 }, { "ft", FOOT_M }, { "feet", FOOT_M }, { "英尺", FOOT_M },
  { "usft", SURVEY_FOOT_M }, { "ftus", SURVEY_FOOT_M }, { "ussurveyfeet", SURVEY_FOOT_M },
};

static gboolean
is_chinese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* Lower case, without blanks, dots and dashes. */
static char *
fold (const char *text, gssize length)
{
  g_autofree char *normal = g_utf8_normalize (text, length, G_NORMALIZE_ALL_COMPOSE), *folded = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (normal == NULL)
    return g_strdup ("");
  folded = g_utf8_casefold (normal, -1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && strchr ("._-:#*", *p) == NULL)
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static double
unit_of (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].text, folded))
      return units[i].metres;
  return 0;
}

static Meaning
meaning_of (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, folded))
      return names[i].meaning;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i].part) != NULL)
      return parts[i].meaning;
  return NONE;
}

/* "Easting (m)", "X[N]", "北坐标（米）": what stands in brackets is a unit, or says what X is. */
static Meaning
read_name (const char *cell, double *unit_m)
{
  g_autofree char *normal = g_utf8_normalize (cell, -1, G_NORMALIZE_ALL_COMPOSE); /* full-width brackets too */
  const char *open = normal != NULL ? strpbrk (normal, "([") : NULL;
  const gsize inner = open != NULL ? strcspn (open + 1, ")]") : 0;
  g_autofree char *before = fold (cell, -1), *bare = NULL, *within = NULL;
  Meaning meaning;

  if (open == NULL)
    return meaning_of (before);
  bare = fold (normal, open - normal);
  within = fold (open + 1, (gssize) inner);
  if (unit_of (within) > 0)
    *unit_m = unit_of (within);
  meaning = meaning_of (bare);
  if ((meaning == X || meaning == Y) && (meaning_of (within) == EAST || meaning_of (within) == NORTH))
    return meaning_of (within);
  return meaning;
}

gboolean
sl_survey_columns_named (const SlCsvRow *row, SlSurveyColumns *columns)
{
  int at[N_MEANINGS];
  gboolean chinese = FALSE;
  double unit_m = 0, number;

  for (guint i = 0; i < N_MEANINGS; i++)
    at[i] = -1;
  for (guint i = 0; i < row->cells->len; i++)
    {
      const char *cell = sl_csv_cell (row, i);
      Meaning meaning;

      if (sl_survey_number (cell, &number))
        return FALSE; /* points have coordinates, names have none */
      meaning = read_name (cell, &unit_m);
      chinese = chinese || is_chinese (cell);
      if (at[meaning] < 0)
        at[meaning] = (int) i;
    }
  *columns = (SlSurveyColumns) { at[NAME], at[EAST], at[NORTH], at[HEIGHT], at[CODE], SL_SURVEY_EAST_FIRST, TRUE,
                                 chinese, unit_m };
  if (at[EAST] >= 0 && at[NORTH] >= 0)
    return TRUE;
  columns->first = at[X];
  columns->second = at[Y];
  columns->order = SL_SURVEY_UNSAID;
  return at[X] >= 0 && at[Y] >= 0;
}

gboolean
sl_survey_columns_guess (const SlCsvRow *row, SlSurveyColumns *columns)
{
  double number;
  const int first = sl_survey_number (sl_csv_cell (row, 1), &number) ? 1 : 2; /* some write the code before them */

  *columns = (SlSurveyColumns) { 0, first, first + 1, first + 2, first == 1 ? first + 3 : 1 };
  return *sl_csv_cell (row, 0) != '\0' && sl_survey_number (sl_csv_cell (row, (guint) first), &number)
         && sl_survey_number (sl_csv_cell (row, (guint) first + 1), &number);
}

gboolean
sl_survey_number (const char *text, double *number)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *comma = strrchr (text, ','), *dot = strrchr (text, '.');
  const gboolean many_commas = comma != NULL && strchr (text, ',') != comma;
  const gboolean many_dots = dot != NULL && strchr (text, '.') != dot;
  char point = '.';

  if ((comma != NULL && dot == NULL && !many_commas) || (comma != NULL && dot != NULL && comma > dot) || many_dots)
    point = ',';
  for (const char *p = text; *p != '\0'; p++)
    if (*p == point)
      g_string_append_c (plain, '.');
    else if (*p != ',' && *p != '.')
      g_string_append_c (plain, *p);
  return sl_number_parse (plain->str, number) && ABS (*number) < MOST;
}
