/* A facility's survey: where the stage is in it, by the points that both know, and the others as marks. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-script-text.h"
#include "sl-survey-align.h"

enum { MARKS_NEW, MARKS_MEASURED, MARKS_NONE };
enum { HEAD = 16 << 10 }; /* bytes that tell what a file is */

enum { DECIMALS_M = 5, DECIMALS_DEG = 7 };         /* as the plan keeps them */

static const double SAME_M = 1e-4, FARTHEST_M = 10000;

typedef struct {
  SlRecord    record;
  int         order, unit, marks;
  double      tolerance_mm;
  gboolean    keep;
  const char *match, *without, *origin, *toward;
} Options;

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlEnumValue orders[] = {
  { "auto", N_("As the file says") }, { "penz", N_("Point, east, north, height") },
  { "pnez", N_("Point, north, east, height") }, { NULL, NULL },
};
static const SlEnumValue marks[] = {
  { "new", N_("Those that the plan has not got") }, { "measured", N_("All, where they were measured") },
  { "none", N_("None") }, { NULL, NULL },
};
static const SlField fields[] = {
  { AT (order), .label = N_("Order"), .type = SL_TYPE_ENUM, .values = orders, .def = "auto",
    .help = N_("Which number is east where the columns' names do not tell: in Chinese and German surveys X is north") },
  { AT (unit), .label = N_("Unit"), .type = SL_TYPE_ENUM, .values = sl_survey_units, .def = "auto",
    .help = N_("Of the coordinates; metres where nothing says it") },
  { AT (match), .label = N_("The same"), .type = SL_TYPE_TEXT,
    .help = N_("Points that have another name in the plan: “CP1 = wall-main.BL; CP2 = origin”") },
  { AT (without), .label = N_("Not counted"), .type = SL_TYPE_TEXT,
    .help = N_("Points that do not say where the stage is, with commas between them") },
  { AT (origin), .label = N_("Origin"), .type = SL_TYPE_TEXT,
    .help = N_("The point that is the stage's origin, where the plan knows none") },
  { AT (toward), .label = N_("Toward"), .type = SL_TYPE_TEXT, .help = N_("A point straight upstage of it") },
  { AT (keep), .label = N_("Keep the survey"), .type = SL_TYPE_BOOL, .def = "false",
    .help = N_("Points come where the stage's own survey has them; nothing is laid on anew") },
  { AT (tolerance_mm), .label = N_("Tolerance"), .type = SL_TYPE_REAL, .unit = SL_UNIT_MILLIMETRE, .min = .1,
    .max = 10000, .def = "10", .help = N_("What a point may be off before it is told") },
  { AT (marks), .label = N_("Marks"), .type = SL_TYPE_ENUM, .values = marks, .def = "new",
    .help = N_("Which points become marks of the stage") },
};
static const SlRecordType options_type = { "survey", N_("Survey"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".csv", "text/csv" }, { ".tsv", "text/tab-separated-values" }, { ".txt", "text/csv" }, { NULL },
};

static gpointer
read_survey (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *text = sl_script_text_file (path, FALSE, error);

  return text != NULL ? sl_survey_read (text, path, error) : NULL;
}

/* By its first whole lines: surely for a table, which may be shots as well; a pipe is not waited for. */
static gboolean
claims (const char *path)
{
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
  g_autofree char *head = g_malloc (HEAD), *text = NULL;
  gsize length = file != NULL ? fread (head, 1, HEAD, file) : 0;
  SlSurvey *survey = NULL;
  gboolean sure;

  if (file != NULL)
    fclose (file);
  while (length == HEAD && length > 0 && head[length - 1] != '\n')
    length--;
  if (length > 0 && (text = sl_script_text (head, length, path, FALSE, NULL)) != NULL)
    survey = sl_survey_read (text, path, NULL);
  sure = survey != NULL && (survey->sure || sl_file_has_suffix (path, ".txt"));
  sl_survey_free (survey);
  return sure;
}

typedef struct {
  const SlImportInput *input;
  const Options       *options;
  SlScene             *scene;  /* NULL for a stage that the command makes */
  GPtrArray           *places;
  SlSurveyIndex       *index;
  SlSurveyLaying       laying;
} Work;

/* --- the command --- */

/* Without zeros at the end. */
static char *
rounded (double value, int decimals)
{
  char *text = sl_number_fixed (value, decimals);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';
  if (g_str_equal (text, "-0"))
    memmove (text, "0", 2);
  return text;
}

static char *
triple (SlVec3 v)
{
  g_autofree char *x = rounded (v.x, DECIMALS_M), *y = rounded (v.y, DECIMALS_M), *z = rounded (v.z, DECIMALS_M);

  return g_strdup_printf ("%s %s %s", x, y, z);
}

static void
set_site (const Work *w, SlCommand *command, const char *stage)
{
  g_autofree char *origin = triple (w->laying.site.origin);
  g_autofree char *bearing = rounded (w->laying.site.bearing_deg, DECIMALS_DEG);
  SlSite own;

  if (sl_survey_own_site (w->laying.stage, &own) && memcmp (&own, &w->laying.site, sizeof own) == 0)
    return;
  sl_command_set (command, stage, "survey_origin", origin);
  sl_command_set (command, stage, "survey_bearing", bearing);
}

static char *
free_id (const Work *w, GHashTable *taken, const char *name)
{
  g_autofree char *stem = sl_import_id_stem (name, "point");
  char *id = g_strdup (stem);

  for (guint n = 2; sl_plan_find (w->input->plan, id) != NULL || g_hash_table_contains (taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }
  g_hash_table_add (taken, g_strdup (id));
  return id;
}

static char *
add_mark (const Work *w, SlCommand *command, GHashTable *taken, const char *stage, const SlSurveyPoint *point,
          SlVec3 at)
{
  char *id = free_id (w, taken, point->name);
  g_autofree char *position = triple (at);

  sl_command_add (command, SL_KIND_MARK, id);
  sl_command_set (command, id, "name", point->name);
  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "position", position);
  if (*point->code != '\0')
    sl_command_set (command, id, "notes", point->code);
  return id;
}

static void
move_mark (SlCommand *command, const SlSurveyNamed *place, SlVec3 at)
{
  g_autofree char *position = triple (at);

  if (place->entity->kind == SL_KIND_MARK && sl_vec3_length (sl_vec3_sub (at, place->at)) > SAME_M)
    sl_command_set (command, place->entity->id, "position", position);
}

/* How many came in; `first` receives the first one's id. */
static guint
set_marks (const Work *w, SlCommand *command, const char *stage, char **first)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, far = 0;

  for (guint i = 0; i < w->laying.matches->len && w->options->marks != MARKS_NONE; i++)
    {
      const SlSurveyMatch *match = &g_array_index (w->laying.matches, SlSurveyMatch, i);
      SlVec3 at = sl_site_unpoint (&w->laying.site, match->grid);

      if (isnan (at.z))
        at.z = match->place != NULL ? match->place->at.z : 0;
      if (fabs (at.x) > FARTHEST_M || fabs (at.y) > FARTHEST_M || fabs (at.z) > FARTHEST_M)
        far++;
      else if (match->place == NULL)
        {
          g_autofree char *id = add_mark (w, command, taken, stage, match->point, at);
          if (n++ == 0)
            *first = g_steal_pointer (&id);
        }
      else if (w->options->marks == MARKS_MEASURED)
        move_mark (command, match->place, at);
    }
  if (far > 0)
    sl_findings_add (w->input->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Look whether they belong to this survey"),
                     ngettext ("%u point lies more than 10 km from the stage and was left out",
                               "%u points lie more than 10 km from the stage and were left out", far), far);
  return n;
}

/* --- what is told --- */

/* What was assumed of the file. */
static void
tell_reading (const Work *w)
{
  const SlSurvey *survey = w->laying.survey;

  if (survey->unread > 0)
    sl_findings_add (w->input->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Correct them, or leave them"),
                     ngettext ("%u row without a name and two coordinates was left out, in line %u",
                               "%u rows without a name and two coordinates were left out, first in line %u",
                               survey->unread), survey->unread, survey->unread_line);
  if (w->options->order == SL_SURVEY_UNSAID && survey->order == SL_SURVEY_UNSAID)
    sl_findings_add (w->input->findings, SL_SEVERITY_NOTE, NULL, NULL,
                     _("Import it with the other order (order=penz or order=pnez) where that is wrong"), "%s",
                     w->laying.align.order == SL_SURVEY_NORTH_FIRST
                     ? _("the file does not say which number is east: the first, or X, was taken for north")
                     : _("the file does not say which number is east: the first, or X, was taken for it"));
}

/* The first is what a window shows. */
static void
tell_sum (const Work *w, guint added)
{
  const SlSite *site = &w->laying.site;
  const GArray *matches = w->laying.matches;
  guint which;
  g_autofree char *worst = sl_number_fixed (sl_survey_worst (&w->laying.align, site, &which) * 1000, 1);
  g_autofree char *east = sl_number_fixed (site->origin.x, 3), *north = sl_number_fixed (site->origin.y, 3);
  g_autofree char *height = sl_number_fixed (site->origin.z, 3), *bearing = sl_number_fixed (site->bearing_deg, 5);

  sl_findings_add (w->input->findings, SL_SEVERITY_NOTE, NULL, NULL, NULL,
                   _("%u points: %u that the plan knows agree within %s mm, %u came in as marks"), matches->len,
                   sl_survey_count_used (matches), worst, added);
  sl_findings_add (w->input->findings, SL_SEVERITY_NOTE, NULL, NULL, NULL,
                   _("the stage's origin is at east %s m, north %s m, height %s m; upstage bears %s°"), east, north,
                   height, bearing);
}

/* Those that were added behind `begin` come first. */
static void
put_first (GPtrArray *findings, guint begin)
{
  for (guint to = 0; findings != NULL && begin < findings->len; begin++, to++)
    g_ptr_array_insert (findings, (gint) to, g_ptr_array_steal_index (findings, begin));
}

/* --- the importer --- */

static void
work_clear (Work *w)
{
  sl_survey_index_free (w->index);
  g_clear_pointer (&w->places, g_ptr_array_unref);
  g_clear_pointer (&w->laying.matches, g_array_unref);
  sl_scene_free (w->scene);
}

/* The stage as it is built, where the plan has it. */
static void
look_at_stage (Work *w, const char *stage)
{
  g_autoptr (SlSceneMaker) maker = NULL;

  if (sl_plan_get (w->input->plan, SL_KIND_STAGE, stage) == NULL)
    return;
  maker = sl_scene_maker_new_stage (w->input->plan, NULL, stage, NULL, NULL);
  w->scene = maker != NULL ? sl_scene_maker_at (maker, 0, NULL) : NULL;
  if (w->scene == NULL)
    return;
  w->places = sl_survey_places (w->scene, TRUE);
  w->index = sl_survey_index_new (w->places);
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  const SlSurvey *survey = input->content;
  g_autoptr (SlCommand) command = sl_command_new (_("Import a survey"));
  g_autofree char *stage = sl_import_need_stage (command, input), *first = NULL;
  const SlSurveyOrder order = options->order != 0 ? (SlSurveyOrder) options->order : sl_survey_guess (survey);
  GArray *matches = g_array_new (FALSE, TRUE, sizeof (SlSurveyMatch));
  Work w = { .input = input, .options = options };
  gboolean ok;

  look_at_stage (&w, stage);
  w.laying = (SlSurveyLaying) {
    .survey = survey, .index = w.index, .stage = sl_plan_get (input->plan, SL_KIND_STAGE, stage), .matches = matches,
    .match = options->match, .without = options->without, .origin = options->origin, .toward = options->toward,
    .keep = options->keep,
    .align = { matches, order, sl_survey_unit_m (options->unit, survey->unit_m), options->tolerance_mm / 1000,
               input->findings } };
  if ((ok = sl_survey_lay (&w.laying, error)))
    {
      const guint added = set_marks (&w, command, stage, &first);
      guint begin;

      set_site (&w, command, stage);
      tell_reading (&w);
      begin = input->findings != NULL ? input->findings->len : 0;
      tell_sum (&w, added);
      put_first (input->findings, begin);
      sl_survey_tell (&w.laying.align, &w.laying.site);
      *id = g_strdup (first != NULL ? first : stage);
    }
  work_clear (&w);
  return ok ? g_steal_pointer (&command) : NULL;
}

const SlImporter sl_import_survey = {
  .id = "survey", .label = N_("A survey's points"), .formats = formats, .options = &options_type,
  .read = read_survey, .claims = claims, .free_content = sl_survey_free, .make = make,
};
