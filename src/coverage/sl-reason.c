#include "sl-reason.h"

#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-optics.h"

/* One grade on its way into words. */
typedef struct {
  const SlPlan          *plan;
  const SlCoverage      *coverage;
  const SlFrameCoverage *f;     /* the worst frame */
  const SlFramePlace    *place; /* and what decides there */
  gboolean               imperial;
} Case;

static char *
length_text (const Case *c, double metres)
{
  g_autofree char *number = NULL;

  if (c->imperial)
    return sl_length_to_feet (metres);
  number = sl_number_fixed (metres, metres < 10 ? 2 : 1);
  return g_strdup_printf ("%s m", number);
}

static const char *
title_of (const Case *c, const char *id)
{
  const SlEntity *entity = id != NULL ? sl_plan_find (c->plan, id) : NULL;

  return entity != NULL ? sl_entity_title (entity) : id != NULL ? id : "–";
}

/* A device without a name is called by its maker and model; free with g_free(). */
static char *
panel_text (const Case *c, const char *id)
{
  const SlPanel *panel = sl_plan_get (c->plan, SL_KIND_PANEL, id);

  if (panel == NULL || panel->entity.name != NULL || panel->device.model == NULL)
    return g_strdup (title_of (c, id));
  return g_strjoin (" ", panel->device.manufacturer != NULL ? panel->device.manufacturer : panel->device.model,
                    panel->device.manufacturer != NULL ? panel->device.model : NULL, NULL);
}

/* "column 12, row 3 of Wall main": counted from 0, as the plan does. */
static char *
cabinet_text (const Case *c)
{
  return g_strdup_printf (_("column %u, row %u of %s"), c->place->column, c->place->row, title_of (c, c->place->wall));
}

/* --- where a picture misses --- */

static char *
over_text (const Case *c, const SlMissPlace *at)
{
  static const char *const far[SL_N_WALL_EDGES] = {
    N_("%s past the left edge of %s"), N_("%s past the right edge of %s"),
    N_("%s over the top edge of %s"),  N_("%s under the bottom edge of %s"),
    N_("%s before the near edge of %s"), N_("%s beyond the far edge of %s"),
  };
  g_autofree char *metres = length_text (c, at->over_m);

  return g_strdup_printf (_(far[at->edge]), metres, title_of (c, at->wall));
}

static char *
side_text (const SlFrameCoverage *f)
{
  static const char *const sides[SL_N_EDGES] = {
    N_("at the left of the picture"), N_("at the right of the picture"), N_("at the top of the picture"),
    N_("at the bottom of the picture"),
  };
  guint worst = 0;

  for (guint i = 1; i < SL_N_EDGES; i++)
    if (f->miss_edge[i] > f->miss_edge[worst])
      worst = i;
  return g_strdup (_(sides[worst]));
}

/* NULL where it was not found. */
static char *
place_text (const Case *c, const SlMissPlace *at)
{
  switch (at->cause)
    {
    case SL_MISS_OVER: return over_text (c, at);
    case SL_MISS_GAP: return g_strdup_printf (_("through a gap in %s"), title_of (c, at->wall));
    case SL_MISS_BACK: return g_strdup_printf (_("where it sees the back of %s"), title_of (c, at->wall));
    case SL_MISS_FLOOR: return g_strdup (_("on floor that is no set"));
    case SL_MISS_AWAY: return g_strdup (_("where no wall stands"));
    case SL_MISS_NONE: break;
    }
  return NULL;
}

static char *
miss_text (const Case *c)
{
  char *text = place_text (c, &c->coverage->leaves);

  return text != NULL ? text : side_text (c->f);
}

/* --- the seven --- */

static char *
say_coverage (const Case *c, SlGrade grade)
{
  g_autofree char *miss = sl_number_fixed (c->f->miss * 100, 1), *where = NULL;
  g_autofree char *around = sl_number_fixed (c->f->overscan_miss * 100, 1);
  int frame = (int) c->f->frame, first = (int) c->coverage->first_spill_frame;

  if (grade == SL_GRADE_GREEN)
    return g_strdup (_("The whole picture lands on LED or set, and its overscan too"));
  if (grade == SL_GRADE_AMBER)
    return g_strdup_printf (_("The whole picture lands on LED or set, but %s %% of its overscan at frame %d does not"),
                            around, frame);
  where = miss_text (c);
  if (first == frame)
    return g_strdup_printf (_("%s %% of the picture misses at frame %d, %s"), miss, frame, where);
  return g_strdup_printf (_("The picture leaves from frame %d on; worst at frame %d, where %s %% misses, %s"), first,
                          frame, miss, where);
}

static char *
say_moire (const Case *c, SlGrade grade)
{
  double r = fmin (c->f->blur_pitch_ratio_h, c->f->blur_pitch_ratio_v);
  g_autofree char *number = sl_number_fixed (r, 2), *where = cabinet_text (c);
  int frame = (int) c->f->frame;

  if (r <= 0)
    return g_strdup_printf (_("The focus lies in the wall at frame %d, on %s, so that its LEDs are sharp"), frame,
                            where);
  if (grade == SL_GRADE_GREEN || !isfinite (c->f->focus_m))
    return g_strdup_printf (_("LEDs are blurred over %s of their pitch at frame %d, on %s"), number, frame, where);
  g_autofree char *away = length_text (c, fabs (c->f->focus_m - c->place->depth_m));
  return g_strdup_printf (_("LEDs are blurred over only %s of their pitch at frame %d, on %s, because the focus is %s "
                            "from them"), number, frame, where, away);
}

static char *
say_overscan (const Case *c, SlGrade grade)
{
  static const char *const turns[] = { N_("%s° of pan"), N_("%s° of tilt"), N_("%s° of roll") };
  const double lags[] = { c->f->overscan_pan_deg, c->f->overscan_tilt_deg, c->f->overscan_roll_deg };
  guint most = lags[1] > lags[0] ? 1 : 0;

  if (lags[2] > lags[most])
    most = 2;
  if (lags[most] < .05)
    return g_strdup (_("The camera turns too slowly for the wall to lag behind"));
  g_autofree char *deg = sl_number_fixed (lags[most], 1), *factor = sl_number_fixed (c->f->overscan_angle_factor, 2);
  g_autofree char *turn = g_strdup_printf (_(turns[most]), deg);
  return g_strdup_printf (_("%s times the angle is to be rendered at frame %d, because the wall lags %s behind"),
                          factor, (int) c->f->frame, turn);
}

static char *
say_incidence (const Case *c, SlGrade grade)
{
  g_autofree char *deg = sl_number_fixed (c->f->incidence_max_deg, 0), *where = cabinet_text (c);

  return g_strdup_printf (_("LEDs are seen at %s° off their axis at frame %d, on %s"), deg, (int) c->f->frame, where);
}

static char *
say_scan (const Case *c, SlGrade grade)
{
  g_autofree char *ripple = sl_number_fixed (c->f->ripple * 100, 1);

  if (grade == SL_GRADE_GREEN)
    return g_strdup (_("The exposure catches whole scans of the LEDs"));
  return g_strdup_printf (_("The brightness may ripple by %s %% at frame %d, on %s, because the exposure catches no "
                            "whole number of scans"), ripple, (int) c->f->frame, title_of (c, c->place->wall));
}

static char *
say_exposure (const Case *c, SlGrade grade)
{
  g_autofree char *stops = sl_number_fixed (c->f->exposure_stops, 1);

  return g_strdup_printf (_("%s at full white is %s stops over mid-grey at frame %d"), title_of (c, c->place->wall),
                          stops, (int) c->f->frame);
}

static char *
say_focus (const Case *c, SlGrade grade)
{
  static const char *const why[SL_N_GRADES] = {
    N_("The wall is beyond what is sharp: focus at %1$s, nearest at %2$s on %3$s, frame %4$d"),
    N_("The wall is within what is sharp: focus at %1$s, nearest at %2$s on %3$s, frame %4$d"),
    N_("The focus is so near to the wall that moiré threatens: %1$s, nearest at %2$s on %3$s, frame %4$d"),
    N_("The focus at %1$s lies in or behind the wall, nearest at %2$s on %3$s, frame %4$d"),
  };
  g_autofree char *where = cabinet_text (c), *wall = length_text (c, c->f->depth_min_m);
  g_autofree char *focus = isfinite (c->f->focus_m) ? length_text (c, c->f->focus_m) : g_strdup ("∞");

  return g_strdup_printf (_(why[grade]), focus, wall, where, (int) c->f->frame);
}

/* --- the table --- */

double
sl_reason_value (const SlFrameCoverage *f, SlSubject subject)
{
  switch (subject)
    {
    case SL_SUBJECT_COVERAGE: return f->coverage;
    case SL_SUBJECT_MOIRE: return fmin (f->blur_pitch_ratio_h, f->blur_pitch_ratio_v);
    case SL_SUBJECT_OVERSCAN: return f->overscan_angle_factor;
    case SL_SUBJECT_INCIDENCE: return f->incidence_max_deg;
    case SL_SUBJECT_SCAN: return f->ripple;
    case SL_SUBJECT_EXPOSURE: return f->exposure_stops;
    case SL_SUBJECT_FOCUS: return f->depth_min_m - f->focus_m;
    case SL_N_SUBJECTS: break;
    }
  return NAN;
}

/* `limits` is told the figures at which orange and green end. */
static const struct {
  char       *(*say) (const Case *c, SlGrade grade);
  double      times;
  int         decimals;
  const char *number, *unit, *limits, *lacks;
} subjects[SL_N_SUBJECTS] = {
  [SL_SUBJECT_COVERAGE] = { say_coverage, 100, 1, "%s %%", N_("on LED or set, at least"),
                            N_("green when nothing misses, red over %s %%"), NULL },
  [SL_SUBJECT_MOIRE] = { say_moire, 1, 2, "%s", N_("blur over LED pitch, at least"),
                         N_("green from %2$s, red below %1$s"), NULL },
  [SL_SUBJECT_OVERSCAN] = { say_overscan, 1, 2, "%s ×", N_("the angle to render, at most"),
                            N_("green up to %2$s, red over %1$s"), NULL },
  [SL_SUBJECT_INCIDENCE] = { say_incidence, 1, 0, "%s°", N_("off the LEDs’ axis, at most"),
                             N_("green below %2$s°, red over %1$s°"), NULL },
  [SL_SUBJECT_SCAN] = { say_scan, 100, 1, "%s %%", N_("ripple of brightness, at most"),
                        N_("green without any, red over %s %%"), "refresh_hz" },
  [SL_SUBJECT_EXPOSURE] = { say_exposure, 1, 1, N_("%s stops"), N_("over mid-grey, at least"),
                            N_("green from %2$s, red below %1$s"), "nits" },
  [SL_SUBJECT_FOCUS] = { say_focus, 1, 2, "%s m", N_("from the focus to the wall, at least"),
                         N_("green when nothing of the wall is sharp, red with the focus in it"), NULL },
};

char *
sl_reason_number (SlSubject subject, double value, gboolean imperial)
{
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup (isnan (value) ? "–" : value < 0 ? "−∞" : "∞");
  if (subject == SL_SUBJECT_FOCUS && imperial)
    return sl_length_to_feet (value);
  number = sl_number_fixed (value * subjects[subject].times, subjects[subject].decimals);
  return g_strdup_printf (_(subjects[subject].number), number);
}

static void
set_known (SlReason *reason, const Case *c)
{
  const SlSubject s = reason->subject;
  double green = sl_grade_limit (s, SL_GRADE_GREEN), orange = sl_grade_limit (s, SL_GRADE_ORANGE);
  g_autofree char *fact = subjects[s].say (c, reason->grade), *limits = NULL;
  g_autofree char *at_best = isnan (green) ? g_strdup ("") : sl_number_brief (round (green * 1e4) / 1e4);
  g_autofree char *at_worst = isnan (orange) ? g_strdup ("") : sl_number_brief (orange * subjects[s].times);

  reason->frame = (gint64) c->f->frame;
  reason->value = sl_reason_value (c->f, s);
  reason->wall = s == SL_SUBJECT_COVERAGE ? c->coverage->leaves.wall : c->place->wall;
  reason->number = sl_reason_number (s, reason->value, c->imperial);
  reason->unit = g_strdup (_(subjects[s].unit));
  limits = g_strdup_printf (_(subjects[s].limits), at_worst, at_best);
  reason->sentence = g_strdup_printf (_("%s (%s)."), fact, limits);
}

/* What to do so that it is known. */
static void
set_unknown (SlReason *reason, const Case *c)
{
  const char *field = subjects[reason->subject].lacks;
  g_autofree char *panel = NULL;

  reason->number = g_strdup ("–");
  reason->unit = g_strdup (_("not known"));
  if (c->coverage == NULL)
    reason->sentence = g_strdup (_("Not measured yet."));
  else if (field == NULL || c->place->panel == NULL)
    reason->sentence = g_strdup (_("Not known: no LED is in the picture."));
  else
    {
      reason->wall = c->place->wall;
      reason->lacks = c->place->panel;
      reason->field = field;
      panel = panel_text (c, reason->lacks);
      reason->sentence = g_strdup_printf (reason->subject == SL_SUBJECT_SCAN
                                          ? _("Not known: enter the refresh rate of %s.")
                                          : _("Not known: enter the brightness of %s, or the level of its wall."),
                                          panel);
    }
}

void
sl_reason_init (SlReason *reason, const SlPlan *plan, const SlCoverage *coverage, SlSubject subject,
                gboolean imperial)
{
  const SlFrameCoverage *f = coverage != NULL ? &coverage->worst[subject] : NULL;
  const Case c = { plan, coverage, f, f != NULL ? &f->place[subject] : NULL, imperial };

  *reason = (SlReason) { .subject = subject, .known = coverage != NULL && coverage->graded[subject], .frame = -1,
                         .value = NAN };
  if (reason->known)
    {
      reason->grade = coverage->grades[subject];
      set_known (reason, &c);
    }
  else
    set_unknown (reason, &c);
}

void
sl_reason_clear (SlReason *reason)
{
  g_clear_pointer (&reason->number, g_free);
  g_clear_pointer (&reason->unit, g_free);
  g_clear_pointer (&reason->sentence, g_free);
}

char *
sl_reason_spoken (const SlReason *reason)
{
  if (!reason->known)
    return g_strdup_printf ("%s: %s", sl_subject_label (reason->subject), reason->sentence);
  return g_strdup_printf (_("%s, %s: %s"), sl_subject_label (reason->subject), sl_grade_label (reason->grade),
                          reason->sentence);
}

char *
sl_reason_leaves (const SlPlan *plan, const SlMissPlace *at, gboolean imperial)
{
  const Case c = { .plan = plan, .imperial = imperial };

  return place_text (&c, at);
}

SlSubject
sl_reason_headline (const SlCoverage *coverage)
{
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    if (coverage->graded[s] && coverage->grades[s] == coverage->grade)
      return s;
  return SL_SUBJECT_COVERAGE;
}
