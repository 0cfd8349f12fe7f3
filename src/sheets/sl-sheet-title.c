/* The frame of a sheet, its title block and what its lines mean. */
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-sheet-private.h"

#define BLOCK_MM   23.
#define SCALE_MM   74. /* width of the part with scale and scale bar */
#define FACTS_MM   70. /* of the part with date and revision */
#define LEGEND_MM  6.5 /* of a row */
#define SWATCH_MM  9.
#define PAD_MM     4.
#define LEAST_MM   2.5 /* letters of what has to fit into little room */
#define FOOT_M     .3048

static const struct {
  SlLayer     layer;
  const char *label;
} meanings[] = {
  { SL_LAYER_WALL, N_("LED wall") }, { SL_LAYER_LED_FLOOR, N_("LED floor") },
  { SL_LAYER_LED_CEILING, N_("LED ceiling, overhead") }, { SL_LAYER_SET, N_("Set") },
  { SL_LAYER_PEOPLE, N_("People") }, { SL_LAYER_CAMERA, N_("Camera") }, { SL_LAYER_MOVE, N_("Camera’s path") },
  { SL_LAYER_FRUSTUM, N_("View") }, { SL_LAYER_MARK, N_("Mark") }, { SL_LAYER_ZONE, N_("Safe zone") },
};

/* --- what the lines mean --- */

static gboolean
is_drawn (const SlDrawing *drawing, const SlLayout *l, SlLayer layer)
{
  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const SlStroke *shape = drawing->shapes->pdata[i];
      if (shape->layer == layer && shape->kind != SL_STROKE_TEXT && sl_sheet_shows (l, shape))
        return TRUE;
    }
  return FALSE;
}

static void
paint_swatch (const SlPaper *p, SlLayer layer, double x, double y)
{
  const SlArea area = { x, y + 1, SWATCH_MM, 3.2 };
  const gboolean flat = layer == SL_LAYER_WALL || layer == SL_LAYER_MOVE;

  cairo_new_path (p->cr);
  if (flat)
    {
      cairo_move_to (p->cr, area.x, area.y + area.h / 2);
      cairo_line_to (p->cr, area.x + area.w, area.y + area.h / 2);
    }
  else if (layer == SL_LAYER_MARK)
    {
      cairo_move_to (p->cr, area.x + area.w / 2 - 1.6, area.y + area.h / 2);
      cairo_rel_line_to (p->cr, 3.2, 0);
      cairo_move_to (p->cr, area.x + area.w / 2, area.y);
      cairo_rel_line_to (p->cr, 0, area.h);
    }
  else if (layer == SL_LAYER_PEOPLE)
    cairo_arc (p->cr, area.x + area.w / 2, area.y + area.h / 2, area.h / 2, 0, 2 * G_PI);
  else
    cairo_rectangle (p->cr, area.x, area.y, area.w, area.h);
  if (layer == SL_LAYER_LED_FLOOR)
    sl_paper_hatch (p, layer, area);
  else if (layer == SL_LAYER_FRUSTUM || layer == SL_LAYER_SET || layer == SL_LAYER_PEOPLE)
    {
      sl_paper_set_ink (p, layer, .14);
      cairo_fill_preserve (p->cr);
    }
  sl_paper_set_line (p, layer, layer == SL_LAYER_LED_CEILING || layer == SL_LAYER_ZONE);
  cairo_stroke (p->cr);
}

/* Entries from left to right in rows; their number. Paints them from `y` down when it is not negative. */
static int
legend (const SlPaper *p, const SlDrawing *drawing, const SlLayout *l, double y)
{
  const double left = SL_SHEET_MARGIN_MM + PAD_MM, right = l->width - SL_SHEET_MARGIN_MM - PAD_MM;
  double x = left, w, h;
  int rows = 0;

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      const char *label = _(meanings[i].label);
      if (!is_drawn (drawing, l, meanings[i].layer))
        continue;
      sl_paper_measure (p, SL_SHEET_TEXT_MM, FALSE, label, &w, &h);
      if (rows == 0 || x + SWATCH_MM + 2 + w > right)
        {
          rows++;
          x = left;
        }
      if (y >= 0)
        {
          const double top = y + (rows - 1) * LEGEND_MM + (LEGEND_MM - 5.2) / 2;
          paint_swatch (p, meanings[i].layer, x, top);
          cairo_set_source_rgb (p->cr, 0, 0, 0);
          sl_paper_text (p, x + SWATCH_MM + 2, top + 2.6 - h / 2, 0, SL_SHEET_TEXT_MM, FALSE, FALSE, label);
        }
      x += SWATCH_MM + 2 + w + 7;
    }
  return rows;
}

double
sl_sheet_title_height (const SlDrawing *drawing, const SlLayout *l)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  const SlPaper paper = { .cr = cairo_create (nowhere), .mm = 1 };
  const int rows = legend (&paper, drawing, l, -1);

  cairo_destroy (paper.cr);
  cairo_surface_destroy (nowhere);
  return BLOCK_MM + rows * LEGEND_MM;
}

/* --- the block --- */

/* Smaller where it is too long, and cut where that is not enough. */
static void
fit_text (const SlPaper *p, SlArea room, double size, gboolean bold, const char *text)
{
  double w, h;

  if (text == NULL || *text == '\0')
    return;
  sl_paper_measure (p, size, bold, text, &w, &h);
  if (w > room.w)
    size = fmax (LEAST_MM, size * room.w / w);
  cairo_save (p->cr);
  cairo_rectangle (p->cr, room.x, room.y - 2, room.w, room.h + 4);
  cairo_clip (p->cr);
  cairo_set_source_rgb (p->cr, 0, 0, 0);
  sl_paper_text (p, room.x, room.y, 0, size, bold, FALSE, text);
  cairo_restore (p->cr);
}

/* A bar of five equal parts of a round length. */
static void
paint_scale_bar (const SlPaper *p, const SlLayout *l, double x, double y)
{
  static const double lengths[] = { .1, .2, .5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000 };
  const gboolean feet = l->options->feet;
  const double unit = (feet ? FOOT_M : 1) * p->per_metre;
  double part = lengths[0];

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (lengths[i] * unit <= 11)
      part = lengths[i];
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .2);
  for (int i = 0; i < 5; i++)
    {
      cairo_set_source_rgb (p->cr, 0, 0, 0);
      cairo_rectangle (p->cr, x + i * part * unit, y, part * unit, 1.6);
      if (i % 2 == 0)
        cairo_fill_preserve (p->cr);
      cairo_stroke (p->cr);
    }
  g_autofree char *length = sl_number_brief (part * 5), *end = g_strconcat (length, feet ? "′" : " m", NULL);
  sl_paper_text (p, x, y + 2.4, 0, SL_SHEET_TEXT_MM, FALSE, FALSE, "0");
  sl_paper_text (p, x + 5 * part * unit - 2, y + 2.4, 0, SL_SHEET_TEXT_MM, FALSE, FALSE, end);
}

/* A small heading with what belongs to it below. */
static void
paint_fact (const SlPaper *p, SlArea room, const char *heading, const char *text)
{
  cairo_set_source_rgb (p->cr, .35, .35, .35);
  sl_paper_text (p, room.x, room.y, 0, 3, FALSE, FALSE, heading);
  fit_text (p, (SlArea) { room.x, room.y + 4, room.w, room.h }, SL_SHEET_TEXT_MM, FALSE,
            text != NULL && *text != '\0' ? text : "–");
}

static void
paint_facts (const SlPaper *p, const SlLayout *l, double x, double y)
{
  const double w = FACTS_MM / 2 - PAD_MM, row = BLOCK_MM / 2 - .5;
  const SlSheetOptions *o = l->options;

  paint_fact (p, (SlArea) { x, y, w, 5 }, _("Date"), o->date);
  paint_fact (p, (SlArea) { x + FACTS_MM / 2, y, w, 5 }, _("Revision"), o->revision);
  paint_fact (p, (SlArea) { x, y + row, w, 5 }, _("Drawn by"), o->author);
  paint_fact (p, (SlArea) { x + FACTS_MM / 2, y + row, w, 5 }, _("Unit"),
              o->feet ? _("Feet and inches") : _("Metres"));
}

void
sl_sheet_title (const SlPaper *p, const SlDrawing *drawing, const SlLayout *l)
{
  const double left = SL_SHEET_MARGIN_MM, right = l->width - SL_SHEET_MARGIN_MM;
  const double bottom = l->height - SL_SHEET_MARGIN_MM, top = bottom - BLOCK_MM, legend_top = bottom - l->title;
  const double scale_x = right - FACTS_MM - SCALE_MM, facts_x = right - FACTS_MM;
  g_autofree char *scale = sl_number_brief (l->scale), *ratio = g_strconcat ("1:", scale, NULL);
  const char *name = l->options->name != NULL && *l->options->name != '\0' ? l->options->name : drawing->name;

  cairo_set_source_rgb (p->cr, 0, 0, 0);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .35);
  cairo_rectangle (p->cr, left, SL_SHEET_MARGIN_MM, right - left, bottom - SL_SHEET_MARGIN_MM);
  cairo_move_to (p->cr, left, legend_top);
  cairo_line_to (p->cr, right, legend_top);
  cairo_move_to (p->cr, left, top);
  cairo_line_to (p->cr, right, top);
  cairo_move_to (p->cr, scale_x, top);
  cairo_line_to (p->cr, scale_x, bottom);
  cairo_move_to (p->cr, facts_x, top);
  cairo_line_to (p->cr, facts_x, bottom);
  cairo_stroke (p->cr);
  legend (p, drawing, l, legend_top);
  const double w = scale_x - left - 2 * PAD_MM;
  fit_text (p, (SlArea) { left + PAD_MM, top + 2.2, w, 6 }, 5, TRUE, drawing->title);
  fit_text (p, (SlArea) { left + PAD_MM, top + 9.2, w, 5 }, 4, FALSE, drawing->subtitle);
  fit_text (p, (SlArea) { left + PAD_MM, top + 15.6, w, 5 }, 4, FALSE, name);
  fit_text (p, (SlArea) { scale_x + PAD_MM, top + 2.2, 30, 6 }, 5, TRUE, ratio);
  fit_text (p, (SlArea) { scale_x + 34, top + 3, SCALE_MM - 36, 6 }, SL_SHEET_TEXT_MM, FALSE, _("Upstage ↑"));
  paint_scale_bar (p, l, scale_x + PAD_MM, top + 12.5);
  paint_facts (p, l, facts_x + PAD_MM, top + 2);
}
