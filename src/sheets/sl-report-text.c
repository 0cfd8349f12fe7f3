#include "sl-report-private.h"

static const double POINTS_A_MM = 72 / 25.4;
/* Of a text's em. */
static const double sizes_mm[SL_N_SIZES] = { 2.5, 2.9, 3.5, 5.2 };
static const double LINE = 1.55; /* of a line, in ems: Noto's CJK letters stand highest */

void
sl_typesetter_init (SlTypesetter *s, cairo_t *cr)
{
  cairo_font_options_t *exact = cairo_font_options_create (); /* lines break alike on paper and in coarse pictures */
  PangoContext *context;

  s->cr = cr;
  s->layout = pango_cairo_create_layout (cr);
  context = pango_layout_get_context (s->layout);
  cairo_font_options_set_hint_metrics (exact, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (exact, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, exact);
  cairo_font_options_destroy (exact);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_set_wrap (s->layout, PANGO_WRAP_WORD_CHAR);
  for (guint i = 0; i < SL_N_SIZES; i++)
    for (guint bold = 0; bold < 2; bold++)
      {
        PangoFontDescription *font = pango_font_description_from_string ("Inter, Noto Sans CJK SC, Sans");

        pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size (font, sizes_mm[i] * POINTS_A_MM * PANGO_SCALE);
        s->fonts[i][bold] = font;
      }
}

void
sl_typesetter_finish (SlTypesetter *s)
{
  for (guint i = 0; i < SL_N_SIZES; i++)
    for (guint bold = 0; bold < 2; bold++)
      pango_font_description_free (s->fonts[i][bold]);
  g_clear_object (&s->layout);
}

/* Surely in one line: without a look at the letters, which takes most of the time of a long report. */
static gboolean
is_short (const SlSetText *t)
{
  const double em = sizes_mm[t->size];
  double width = 0;

  for (const char *c = t->text; *c != '\0' && width <= t->width; c = g_utf8_next_char (c))
    {
      if (*c == '\n' || *c == '\t')
        return FALSE;
      width += g_ascii_islower (*c) && *c != 'm' && *c != 'w' ? .7 * em : 1.1 * em;
    }
  return width <= t->width;
}

static void
set (SlTypesetter *s, const SlSetText *t)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };

  pango_layout_set_font_description (s->layout, s->fonts[t->size][t->bold ? 1 : 0]);
  pango_layout_set_width (s->layout, (int) (MAX (t->width, .1) * POINTS_A_MM * PANGO_SCALE));
  pango_layout_set_height (s->layout, t->most > 0 ? (int) (t->most * POINTS_A_MM * PANGO_SCALE) : 0);
  pango_layout_set_ellipsize (s->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (s->layout, alignments[t->align]);
  pango_layout_set_text (s->layout, t->text, -1);
}

static double
laid_height (SlTypesetter *s)
{
  int height;

  pango_layout_get_size (s->layout, NULL, &height);
  return (double) height / PANGO_SCALE / POINTS_A_MM;
}

double
sl_typesetter_height (SlTypesetter *s, const SlSetText *t)
{
  if (*t->text == '\0')
    return 0;
  if (t->most <= 0 || is_short (t))
    return sizes_mm[t->size] * LINE;
  set (s, t);
  return MAX (laid_height (s), sizes_mm[t->size] * LINE);
}

double
sl_typesetter_put (SlTypesetter *s, const SlSetText *t, double x, double y)
{
  double height, air;

  if (*t->text == '\0')
    return 0;
  cairo_save (s->cr);
  set (s, t);
  height = laid_height (s);
  air = MAX (0, sizes_mm[t->size] * LINE - height) / 2; /* letters that stand lower come to the line's middle */
  cairo_translate (s->cr, x, y + air);
  cairo_scale (s->cr, 1 / POINTS_A_MM, 1 / POINTS_A_MM);
  cairo_move_to (s->cr, 0, 0);
  pango_cairo_update_layout (s->cr, s->layout);
  pango_cairo_show_layout (s->cr, s->layout);
  cairo_restore (s->cr);
  return height + 2 * air;
}
