/* Storyboards: pictures of the shots on paper, in the order of the edit or of a schedule's board. */
#include <math.h>

#include "sl-check.h"
#include "sl-coverage.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-render.h"
#include "sl-storyboard.h"
#include "sl-strip-list.h"

enum { MOST_OF_A_SHOT = 3, MANY_PANELS = 200 };

typedef struct {
  SlRecord    record;
  const char *board;
  int         order, format, paper, orientation;
  gint64      columns;
  gboolean    moves, grades;
  double      dpi;
  const char *revision, *author;
  guint32     date;
} Boards;

static const SlEnumValue formats[] = {
  { "pdf", N_("Pages (.pdf)") }, { "svg", N_("Drawing (.svg)") }, { "png", N_("Picture (.png)") }, { NULL },
};
static const SlEnumValue columns[] = {
  { "1", "1" }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", "5" }, { "6", "6" }, { NULL },
};

#define TITLE_BLOCK N_("Title block")
static const SlField fields[] = {
  OPTION (Boards, order, N_("Order"), ENUM, .values = sl_export_shot_orders, .def = "edit",
          .help = N_("By the board: the scenes of its strips one after the other, then shots of no strip")),
  OPTION (Boards, board, N_("Board"), REF, .refs = "board", .help = N_("Which board; else the one that counts")),
  OPTION (Boards, moves, N_("Camera moves"), BOOL, .def = "true",
          .help = N_("First, middle and last frame where the camera moves; else the first alone")),
  OPTION (Boards, grades, N_("Coverage"), BOOL, .def = "true",
          .help = N_("How much of each shot lands on LED, and its grade")),
  OPTION (Boards, columns, N_("Pictures a row"), INTEGER, .min = 1, .max = 6, .def = "3", .values = columns,
          .help = N_("How many pictures stand beside each other")),
  OPTION (Boards, format, N_("File"), ENUM, .values = formats, .def = "pdf",
          .help = N_("What the name ends in when it is proposed")),
  OPTION (Boards, paper, N_("Paper"), ENUM, .values = sl_export_papers, .def = "A4", .help = N_("Size of the sheet")),
  OPTION (Boards, orientation, N_("Orientation"), ENUM, .values = sl_export_orientations, .def = "automatic",
          .help = N_("Which way the sheet lies")),
  OPTION (Boards, dpi, N_("Resolution"), REAL, .min = 10, .max = 300, .def = "150",
          .help = N_("Dots an inch of a picture (.png)")),
  OPTION (Boards, revision, N_("Revision"), TEXT, .section = TITLE_BLOCK, .help = N_("Such as A or 2")),
  OPTION (Boards, author, N_("Made by"), TEXT, .section = TITLE_BLOCK, .help = N_("Name or initials")),
  OPTION (Boards, date, N_("Date"), DATE, .section = TITLE_BLOCK,
          .help = N_("The day that the plan was saved when empty")),
};
OPTIONS (options_type, "boards", N_("Storyboard"), Boards, fields);

/* What is drawn. */
typedef struct {
  const SlExportSource *source;
  const Boards         *o;
  SlOffscreen          *offscreen;
  GArray               *panels; /* SlStoryPanel, with texts of their own */
  int                   shorter; /* px on a picture's shorter side */
  GHashTable           *days;    /* scene's id → its day as a head; NULL in the order of the edit */
  const char           *head;    /* of the last shot; borrowed */
  gboolean              begins;  /* the next panel begins a part with that head */
} Work;

/* --- texts --- */

static void
join (GString *out, const char *between, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? between : "", text);
}

/* "12A · Scene 12 · Dolly in". */
static char *
title_of (const SlPlan *plan, const SlShot *shot)
{
  const SlSceneEntity *scene = shot->scene != NULL ? sl_plan_get (plan, SL_KIND_SCENE, shot->scene) : NULL;
  const char *number = scene == NULL ? NULL : scene->number != NULL ? scene->number : sl_entity_title (&scene->entity);
  g_autofree char *of = number != NULL ? g_strdup_printf (_("Scene %s"), number) : NULL;
  GString *title = g_string_new (NULL);

  join (title, " · ", shot->number);
  join (title, " · ", of);
  if (shot->number == NULL || shot->entity.name != NULL)
    join (title, " · ", sl_entity_title (&shot->entity));
  return g_string_free (title, FALSE);
}

/* "35 mm · T2.8 · Wall A as built", and below it how much lands on LED. */
static char *
facts_of (const SlPlan *plan, const SlShot *shot, const SlSceneCamera *camera, const SlCoverage *coverage)
{
  const SlEntity *setup = shot->setup != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;
  g_autofree char *focal = sl_number_brief (camera->focal_mm), *stop = sl_number_brief (camera->stop);
  g_autofree char *lens = g_strdup_printf ("%s mm · T%s", focal, stop);
  GString *facts = g_string_new (lens);

  join (facts, " · ", shot->size);
  join (facts, " · ", setup != NULL ? sl_entity_title (setup) : NULL);
  if (coverage != NULL && isfinite (coverage->min))
    {
      g_autofree char *percent = sl_number_fixed (coverage->min * 100, 1);
      const gboolean graded = coverage->graded[SL_SUBJECT_COVERAGE];

      g_string_append_printf (facts, "\n%s %s %% %s", sl_subject_label (SL_SUBJECT_COVERAGE), percent,
                              graded ? sl_grade_label (coverage->grades[SL_SUBJECT_COVERAGE]) : "");
    }
  return g_string_free (facts, FALSE);
}

static char *
notes_of (const SlShot *shot)
{
  GString *notes = g_string_new (NULL);

  join (notes, "\n", shot->description);
  join (notes, "\n", shot->notes);
  return g_string_free (notes, FALSE);
}

/* --- pictures --- */

static gboolean
is_near (SlVec3 a, SlVec3 b, double by)
{
  return fabs (a.x - b.x) < by && fabs (a.y - b.y) < by && fabs (a.z - b.z) < by;
}

/* Whether the camera moves between the two, more than a hand's sway: by 5 cm, a degree, a fiftieth of the lens. */
static gboolean
moves (const SlSceneCamera *a, const SlSceneCamera *b)
{
  return !is_near (a->frame.o, b->frame.o, .05) || !is_near (a->frame.x, b->frame.x, .0175)
         || !is_near (a->frame.y, b->frame.y, .0175) || fabs (a->tan_h / b->tan_h - 1) > .02;
}

/* The frames that stand for the shot; how many there are. */
static guint
choose_frames (const Work *w, const SlShot *shot, const SlSceneMaker *maker, gint64 frames[MOST_OF_A_SHOT])
{
  const gint64 last = shot->frames > 0 ? shot->frames - 1 : 0;
  SlSceneCamera at[MOST_OF_A_SHOT];

  frames[0] = 0;
  frames[1] = last / 2;
  frames[2] = last;
  if (!w->o->moves || last < 2)
    return 1;
  for (guint i = 0; i < MOST_OF_A_SHOT; i++)
    if (!sl_scene_maker_camera (maker, (double) frames[i], &at[i], NULL))
      return 1;
  return moves (&at[0], &at[1]) || moves (&at[1], &at[2]) || moves (&at[0], &at[2]) ? MOST_OF_A_SHOT : 1;
}

static void
panel_clear (gpointer data)
{
  SlStoryPanel *panel = data;

  g_free ((char *) panel->head);
  g_free ((char *) panel->title);
  g_free ((char *) panel->facts);
  g_free ((char *) panel->notes);
  g_free (panel->rgba);
}

/* Takes the panel. */
static void
append (Work *w, SlStoryPanel panel)
{
  panel.head = w->begins ? g_strdup (w->head) : NULL;
  w->begins = FALSE;
  g_array_append_val (w->panels, panel);
}

static guint8 *
draw (Work *w, const SlShot *shot, const SlSceneMaker *maker, gint64 frame, SlStoryPanel *panel, GError **error)
{
  SlSceneCamera camera;
  SlPictureOptions options = { .shot_id = shot->entity.id, .frame = (double) frame, .maker = maker,
                               .shading = SL_SHADING_PREVIS, .omissions = w->source->omissions };

  if (!sl_scene_maker_camera (maker, (double) frame, &camera, error))
    return NULL;
  sl_render_size (camera.tan_h / camera.tan_v, w->shorter, &options.width, &options.height);
  return sl_render_picture (w->offscreen, w->source->plan, w->source->assets, &options, &panel->width, &panel->height,
                            error);
}

/* FALSE where nothing of it can be drawn, with an error. */
static gboolean
add_panels (Work *w, const SlShot *shot, const SlSceneMaker *maker, const SlCoverage *coverage, GError **error)
{
  gint64 frames[MOST_OF_A_SHOT];
  const guint n = choose_frames (w, shot, maker, frames);
  SlSceneCamera camera;

  if (!sl_scene_maker_camera (maker, 0, &camera, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      SlStoryPanel panel = { .graded = i == 0 && coverage != NULL && coverage->graded[SL_SUBJECT_COVERAGE] };

      if ((panel.rgba = draw (w, shot, maker, frames[i], &panel, error)) == NULL)
        return FALSE;
      g_autofree char *title = title_of (w->source->plan, shot);
      panel.grade = panel.graded ? coverage->grades[SL_SUBJECT_COVERAGE] : SL_GRADE_GREEN;
      panel.title = n > 1 ? g_strdup_printf (_("%s (%u of %u)"), title, i + 1, n) : g_steal_pointer (&title);
      panel.facts = i == 0 ? facts_of (w->source->plan, shot, &camera, coverage)
                           : g_strdup_printf (_("Frame %d of %d"), (int) frames[i] + 1, (int) shot->frames);
      panel.notes = i == 0 ? notes_of (shot) : NULL;
      append (w, panel);
    }
  return TRUE;
}

/* A shot that cannot be drawn has its place all the same, and is said. */
static void
add_empty (Work *w, const SlShot *shot, const GError *why)
{
  append (w, (SlStoryPanel) { .title = title_of (w->source->plan, shot), .notes = g_strdup (_("No picture yet")) });
  sl_findings_add_error (w->source->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL, _("Complete the shot"), why);
}

/* "Day 3 · 12 Oct" of each scene on the board, by its id. Free with g_hash_table_unref(). */
static GHashTable *
read_days (const SlPlan *plan, const SlBoard *board)
{
  const SlProduction *production = board->production != NULL
                                   ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production) : NULL;
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  g_autoptr (SlBoardRead) read = production != NULL ? sl_board_read (&input) : NULL;
  GHashTable *days = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; read != NULL && i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, s->day);
      g_autofree char *date = sl_day_text (day->date), *number = g_strdup_printf (_("Day %u"), day->number);
      GString *head = g_string_new (number);

      join (head, " · ", date);
      join (head, " · ", day->unit != NULL ? sl_entity_title (&day->unit->entity) : NULL);
      g_hash_table_insert (days, s->scene->entity.id, g_string_free (head, FALSE));
    }
  return days;
}

/* Where the board's next day begins, a part of the sheet does. */
static void
take_day (Work *w, const SlShot *shot)
{
  const char *head = w->days != NULL && shot->scene != NULL ? g_hash_table_lookup (w->days, shot->scene) : NULL;

  if (w->days == NULL)
    return;
  head = head != NULL ? head : _("Not on the board");
  w->begins = g_strcmp0 (head, w->head) != 0;
  w->head = head;
}

static void
add_shot (Work *w, const SlShot *shot)
{
  const SlExportSource *source = w->source;
  g_autoptr (GError) why = NULL;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (source->plan, source->assets, shot->entity.id, &why);
  g_autoptr (SlWatch) quiet = sl_watch_new_part (source->watch, 0, 0);
  const SlCoverageOptions options = { .watch = quiet };
  g_autoptr (SlCoverage) coverage = maker != NULL && w->o->grades
                                    ? sl_coverage_analyse_maker (maker, NULL, &options, NULL) : NULL;

  take_day (w, shot);
  if (maker == NULL || !add_panels (w, shot, maker, coverage, &why))
    add_empty (w, shot, why);
}

/* --- the sheet --- */

static GPtrArray *
find_shots (const SlExportSource *source, const Boards *o)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const SlBoard *board = sl_export_board (source->plan, o->board);

  for (guint i = 0; i < sl_plan_count (source->plan, SL_KIND_SHOT); i++)
    g_ptr_array_add (ids, sl_plan_at (source->plan, SL_KIND_SHOT, i)->id);
  return sl_strips_shots (source->plan, o->order == SL_SHOTS_BY_BOARD && board != NULL ? board->strips : NULL, ids);
}

static gboolean
check (const SlExportSource *source, gconstpointer data, const char **field, GError **error)
{
  const Boards *o = data;

  *field = "order";
  if (!sl_export_check_order (source->plan, o->order, o->board, error))
    return FALSE;
  *field = NULL;
  if (sl_plan_count (source->plan, SL_KIND_SHOT) > 0)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the plan has no shot to draw; add one"));
  return FALSE;
}

static SlReport *
make_report (Work *w, GPtrArray *shots)
{
  const SlPlan *plan = w->source->plan;
  const SlBoard *board = w->o->order == SL_SHOTS_BY_BOARD ? sl_export_board (plan, w->o->board) : NULL;
  SlReport *report = sl_report_storyboard ((const SlStoryPanel *) (gconstpointer) w->panels->data, w->panels->len,
                                           (guint) w->o->columns);

  for (guint i = 0; i < w->panels->len; i++) /* the report has them now */
    g_array_index (w->panels, SlStoryPanel, i).rgba = NULL;
  if (sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    report->whose = sl_report_keep (report, sl_entity_title (sl_plan_at (plan, SL_KIND_PRODUCTION, 0)));
  if (board != NULL)
    {
      const SlEntity *production = sl_plan_find (plan, board->production);
      report->whose = sl_report_keep (report, production != NULL ? sl_entity_title (production) : NULL);
      report->about = sl_report_keep_format (report, _("%u shots, in the order of the board %s"), shots->len,
                                             sl_entity_title (&board->entity));
    }
  else
    report->about = sl_report_keep_format (report, _("%u shots, in the order of the edit"), shots->len);
  return report;
}

static gboolean
write_boards (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
              GError **error)
{
  const Boards *o = data;
  g_autofree char *date = sl_date_to_text (o->date != 0 ? o->date : source->day);
  const SlReportOptions options = { sl_export_papers[o->paper].id, (SlOrientation) o->orientation, o->dpi, o->revision,
                                    o->author, date, source->watch };
  g_autoptr (GPtrArray) shots = find_shots (source, o);
  g_autoptr (GArray) panels = g_array_new (FALSE, TRUE, sizeof (SlStoryPanel));
  g_autoptr (SlOffscreen) offscreen = NULL;
  const SlBoard *board = o->order == SL_SHOTS_BY_BOARD ? sl_export_board (source->plan, o->board) : NULL;
  g_autoptr (GHashTable) days = board != NULL ? read_days (source->plan, board) : NULL;
  Work w = { .source = source, .o = o, .panels = panels, .days = days,
             .shorter = shots->len > MANY_PANELS ? 180 : o->columns < 3 ? 540 : 360 };

  if (sl_file_has_suffix (path, ".csv"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .pdf, .svg or .png"));
      return FALSE;
    }
  if ((offscreen = sl_offscreen_new (SL_GL_ANY, error)) == NULL)
    return FALSE;
  w.offscreen = offscreen;
  g_array_set_clear_func (panels, panel_clear);
  for (guint i = 0; i < shots->len; i++)
    {
      if (sl_watch_stops (source->watch, error))
        return FALSE;
      add_shot (&w, sl_plan_get (source->plan, SL_KIND_SHOT, shots->pdata[i]));
      sl_watch_tell (source->watch, (i + 1.) / (shots->len + 1));
    }
  g_autoptr (SlReport) report = make_report (&w, shots);
  return sl_report_write (report, &options, path, error);
}

static const char *
suffix_of (gconstpointer data)
{
  static const char *const suffixes[] = { ".pdf", ".svg", ".png" };

  return suffixes[((const Boards *) data)->format];
}

const SlExportKind sl_export_boards = {
  "boards", "sheet", N_("Storyboard…"), N_("Storyboard"), ".pdf", &options_type, .check = check,
  .suffix_of = suffix_of, .write = write_boards, .slow = TRUE,
};
