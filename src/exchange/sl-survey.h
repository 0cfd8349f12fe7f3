/* A surveyor's list of points, as total stations and spreadsheets write it: a name, two horizontal coordinates, a
 * height where there is one, a code where there is one; with or without a row that names the columns. */
#pragma once

#include "sl-csv.h"
#include "sl-field.h"

G_BEGIN_DECLS

enum { SL_SURVEY_MAX_POINTS = 2000 };

/* Which of the two horizontal columns is east. */
typedef enum {
  SL_SURVEY_UNSAID,       /* nothing says it: the column of X, or the first, comes first in the points */
  SL_SURVEY_EAST_FIRST,
  SL_SURVEY_NORTH_FIRST,
} SlSurveyOrder;

typedef struct {
  char  *name, *code;   /* never NULL; code may be "" */
  double first, second; /* in the file's unit; east and north where the columns' names tell them apart */
  double height;        /* NAN for none */
  guint  line;
} SlSurveyPoint;

typedef struct {
  GArray       *points;     /* SlSurveyPoint, at least one */
  SlSurveyOrder order;      /* UNSAID, or EAST_FIRST where the columns' names tell */
  gboolean      chinese;    /* columns have Chinese names; there X is north */
  double        unit_m;     /* as the columns' names say; 0 where they do not */
  gboolean      sure;       /* the columns have names, or the first row is a point */
  guint         unread, unread_line; /* rows without coordinates, and where the first of them stands */
} SlSurvey;

/* What the columns are, by number; −1 for one that is not there. */
typedef struct {
  int           name, first, second, height, code;
  SlSurveyOrder order;
  gboolean      named, chinese;
  double        unit_m;
} SlSurveyColumns;

/* `text` is from sl_script_text(). NULL with SL_ERROR_INPUT that names file and line. Free with sl_survey_free(). */
SlSurvey *sl_survey_read  (const char *text, const char *file, GError **error);
/* NULL is fine. */
void      sl_survey_free  (gpointer survey);
/* Which column is east, where the file leaves it open: by numbers of a national grid, whose norths have a digit more
 * than its easts, else by the names' language; UNSAID where neither tells. */
SlSurveyOrder sl_survey_guess (const SlSurvey *survey);
/* One point's place in the grid (m): x east, y north, z height or NAN. */
SlVec3    sl_survey_place (const SlSurveyPoint *point, SlSurveyOrder order, double unit_m);

/* Units by name, for options; the first is what the file says. */
extern const SlEnumValue sl_survey_units[];
/* Metres of the unit of that number in the list; `said_m` is what the file says, 0 for nothing: metres. */
double    sl_survey_unit_m (int unit, double said_m);

/* Reads a row as one of names; FALSE when it names no two horizontal columns. Of this room alone. */
gboolean  sl_survey_columns_named (const SlCsvRow *row, SlSurveyColumns *columns);
/* What a row of values is by itself; FALSE when it has no two numbers behind a name. Of this room alone. */
gboolean  sl_survey_columns_guess (const SlCsvRow *row, SlSurveyColumns *columns);
/* A coordinate, with a decimal point or comma and with marks between thousands; FALSE for anything else. Of this room
 * alone. */
gboolean  sl_survey_number        (const char *text, double *number);

G_END_DECLS
