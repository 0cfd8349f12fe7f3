#include "sl-shading.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-optics.h"

/* sRGB of the grades, as in the palette of data/style.css. */
static const guint32 grade_colours[SL_N_GRADES] = { 0x4fc07f, 0xe5b83a, 0xf08a3c, 0xf0525a };
static const guint32 not_seen = 0x202226;

/* m at which the next colour begins; from near and light to far and dark. */
static const struct {
  double  upto;
  guint32 colour;
} bands[] = {
  { 3, 0xfff2a8 }, { 6, 0xb8e6a0 }, { 9, 0x6fcfa8 }, { 12, 0x45a8c8 }, { 16, 0x3a7fd0 }, { 24, 0x4a55b8 },
  { 0, 0x3b2a80 },
};

static const struct {
  const char *id, *label;
} shadings[SL_N_SHADINGS] = {
  { "previs", N_("Previs") },       { "panels", N_("Panels") }, { "coverage", N_("Coverage") },
  { "incidence", N_("Incidence") }, { "moire", N_("Moiré") },   { "distance", N_("Distance") },
  { "focus", N_("Focus") },
};

const char *sl_shading_id (SlShading shading) { return shadings[shading].id; }
const char *sl_shading_label (SlShading shading) { return _(shadings[shading].label); }
gboolean sl_shading_needs_shot (SlShading shading) { return shading >= SL_SHADING_COVERAGE; }
guint32 sl_shading_grade_colour (guint grade) { return grade_colours[grade]; }

guint32
sl_shading_seen_colour (gboolean seen)
{
  return seen ? grade_colours[SL_GRADE_GREEN] : not_seen;
}

guint32
sl_shading_distance_colour (double distance_m)
{
  guint band = 0;

  while (band + 1 < G_N_ELEMENTS (bands) && distance_m >= bands[band].upto)
    band++;
  return bands[band].colour;
}

static void
entry_free (gpointer data)
{
  SlLegendEntry *entry = data;

  g_free (entry->text);
  g_free (entry);
}

/* Takes the text. */
static void
add (GPtrArray *legend, guint32 colour, char *text)
{
  SlLegendEntry *entry = g_new (SlLegendEntry, 1);

  *entry = (SlLegendEntry) { colour, text };
  g_ptr_array_add (legend, entry);
}

/* The grades of a subject with the figures at which they end. */
static void
add_grades (GPtrArray *legend, SlSubject subject, const char *first, const char *between, const char *last)
{
  for (guint grade = SL_GRADE_GREEN; grade < SL_N_GRADES; grade++)
    {
      double best = grade > SL_GRADE_GREEN ? sl_grade_limit (subject, grade - 1) : NAN;
      double worst = sl_grade_limit (subject, grade);
      char *text = grade == SL_GRADE_GREEN ? g_strdup_printf (first, worst)
                   : grade == SL_GRADE_RED ? g_strdup_printf (last, best) : g_strdup_printf (between, best, worst);

      add (legend, grade_colours[grade], text);
    }
}

static void
add_bands (GPtrArray *legend)
{
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    add (legend, bands[i].colour,
         i == 0 ? g_strdup_printf (_("nearer than %g m"), bands[i].upto)
         : i + 1 < G_N_ELEMENTS (bands) ? g_strdup_printf (_("%g to %g m"), bands[i - 1].upto, bands[i].upto)
                                        : g_strdup_printf (_("beyond %g m"), bands[i - 1].upto));
}

static void
add_focus (GPtrArray *legend)
{
  static const char *const texts[SL_N_GRADES] = {
    N_("beyond what is sharp"), N_("within what is sharp"), N_("so near to the focus that moiré threatens"),
    N_("in the focus, or before it"),
  };

  for (guint grade = SL_GRADE_GREEN; grade < SL_N_GRADES; grade++)
    add (legend, grade_colours[grade], g_strdup (_(texts[grade])));
}

GPtrArray *
sl_shading_legend (SlShading shading)
{
  GPtrArray *legend = g_ptr_array_new_with_free_func (entry_free);

  switch (shading)
    {
    case SL_SHADING_COVERAGE:
      add (legend, sl_shading_seen_colour (TRUE), g_strdup (_("seen by the camera")));
      add (legend, sl_shading_seen_colour (FALSE), g_strdup (_("not seen")));
      break;
    case SL_SHADING_INCIDENCE:
      add_grades (legend, SL_SUBJECT_INCIDENCE, _("below %g° off the axis"), _("%g° to %g°"), _("over %g°"));
      break;
    case SL_SHADING_MOIRE:
      add_grades (legend, SL_SUBJECT_MOIRE, _("blur from %.2f of the pitch"), _("below %.2f, from %.2f"),
                  _("below %.2f: moiré"));
      break;
    case SL_SHADING_DISTANCE:
      add_bands (legend);
      break;
    case SL_SHADING_FOCUS:
      add_focus (legend);
      break;
    default:
      break;
    }
  return legend;
}
