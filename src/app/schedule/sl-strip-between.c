/* What stands between the strips of scenes. */
#include "sl-strip-paint-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-marks.h"

/* Beside what stands left; `errors` weigh more than warnings. */
static void
put_badge (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, double x, double end)
{
  const char *breach = sl_board_row_breach (p->read, row);
  const GdkRGBA colour = row->errors > 0 ? sl_strip_orange : sl_strip_amber, ground = sl_strip_faded (colour, .2f);
  const SlStripStyle style = { .colour = colour, .bold = TRUE, .size = .76 };
  const guint more = row->errors + row->warnings - 1;
  g_autofree char *text = breach == NULL ? NULL
                          : more > 0     ? g_strdup_printf ("%s  +%u", breach, more) : g_strdup (breach);
  g_autoptr (PangoLayout) layout = text != NULL ? sl_strip_layout (p, text, &style) : NULL;
  const double sign = 20 * p->scale, most = end - x - sign - 12;
  int w;

  if (layout == NULL || most < 30)
    return;
  pango_layout_get_pixel_size (layout, &w, NULL);
  const double width = MIN (w + 2, most), left = end - width - sign - 10;
  const graphene_rect_t pill = GRAPHENE_RECT_INIT ((float) left, (float) (4 * p->scale), (float) (width + sign + 8),
                                                   (float) ((SL_STRIP_H - 8) * p->scale));
  sl_strip_fill (snapshot, &pill, pill.size.height / 2, &ground);
  sl_strip_warning (snapshot, left + 12 * p->scale, SL_STRIP_H * p->scale / 2, 6.5 * p->scale, row->errors > 0);
  sl_strip_put (p, snapshot, text, left + sign, width, &style);
}

static void
put_day_words (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, const GdkRGBA *colour)
{
  const SlStripColumns c = sl_strip_columns (p);
  const SlBoardDay *day = row->day;
  const SlStripStyle bold = { .colour = *colour, .bold = TRUE };
  const SlStripStyle dim = { .colour = sl_strip_faded (*colour, .68f), .size = .8 };
  const SlStripStyle right = { .colour = *colour, .bold = TRUE, .right = TRUE };
  const SlStripStyle hours = { .colour = day->overtime > 0 ? sl_strip_amber : *colour, .bold = TRUE, .right = TRUE };
  const SlUnitEntity *main = p->read->days->len > 0 ? g_array_index (p->read->days, SlBoardDay, 0).unit : NULL;
  g_autofree char *date = sl_short_date (day->date), *pages = sl_pages_text (day->eighths);
  g_autofree char *time = sl_hours_text (day->minutes);
  g_autofree char *title = g_strdup_printf (row->form == SL_BOARD_ROW_OPEN ? _("Day %u goes on") : _("End of day %u"),
                                            day->number);
  const char *unit = day->unit != main && day->unit != NULL ? sl_entity_title (&day->unit->entity) : "";
  const char *words = row->strip != NULL && row->strip->text != NULL ? row->strip->text : "";
  g_autofree char *beside = g_strdup_printf ("%s%s%s%s%s", date, *unit != '\0' ? "  ·  " : "", unit,
                                             *words != '\0' ? "  ·  " : "", words);
  double x = SL_STRIP_SIDE + 12;

  x += sl_strip_put (p, snapshot, title, x, c.pages - x, &bold) + 12;
  x += sl_strip_put (p, snapshot, beside, x, c.pages - x - 8, &dim) + 12;
  put_badge (p, snapshot, row, x, c.pages - 2);
  sl_strip_put (p, snapshot, pages, c.pages, c.minutes - c.pages - 6, &right);
  sl_strip_put (p, snapshot, time, c.minutes - 6, c.minutes < c.mark ? c.mark - c.minutes + 2 : 0, &hours);
}

static void
put_day (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const graphene_rect_t box = sl_strip_box (p);
  const graphene_rect_t edge = GRAPHENE_RECT_INIT (SL_STRIP_SIDE, 0, (float) (4 * p->scale), box.size.height);
  const SlStripStyle bold = { .colour = sl_strip_pale, .bold = TRUE };
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, SL_STRIP_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { .03f, .03f, .035f, 1 }, &box);
  if (row->errors > 0)
    gtk_snapshot_append_color (snapshot, &sl_strip_orange, &edge);
  gtk_snapshot_pop (snapshot);
  if (row->day != NULL)
    put_day_words (p, snapshot, row, &sl_strip_pale);
  else
    sl_strip_put (p, snapshot, _("End of a day without scenes"), SL_STRIP_SIDE + 12, box.size.width - 24, &bold);
}

static void
put_open (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const graphene_rect_t box = sl_strip_box (p);
  const GdkRGBA line = sl_strip_faded (p->text, .16f), words = sl_strip_faded (p->text, .75f);

  sl_strip_outline (snapshot, &box, 1, &line);
  put_day_words (p, snapshot, row, &words);
}

static void
put_line (SlStripPainter *p, GtkSnapshot *snapshot, const char *text, double minutes, const char *ground,
          const GdkRGBA *colour)
{
  const graphene_rect_t box = sl_strip_box (p);
  const SlStripColumns c = sl_strip_columns (p);
  const SlStripStyle bold = { .colour = *colour, .bold = TRUE };
  const SlStripStyle right = { .colour = *colour, .bold = TRUE, .right = TRUE };
  g_autofree char *time = isnan (minutes) ? g_strdup ("") : sl_hours_text ((gint32) lround (minutes));
  GdkRGBA fill;

  gdk_rgba_parse (&fill, ground);
  sl_strip_fill (snapshot, &box, SL_STRIP_RADIUS, &fill);
  sl_strip_put (p, snapshot, text, SL_STRIP_SIDE + 12, c.minutes - SL_STRIP_SIDE - 24, &bold);
  sl_strip_put (p, snapshot, time, c.minutes - 6, c.minutes < c.mark ? c.mark - c.minutes + 2 : 0, &right);
}

static void
put_week (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const char *text = row->strip->text;
  g_autofree char *title = text != NULL ? g_strdup_printf ("%s  ·  %s", _("End of the week"), text)
                                        : g_strdup (_("End of the week"));

  put_line (p, snapshot, title, NAN, "#e08a3a", &sl_strip_ink);
}

static void
put_ghost (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const SlStripColumns c = sl_strip_columns (p);
  const graphene_rect_t box = sl_strip_box (p);
  const GdkRGBA faint = sl_strip_faded (p->text, .42f);
  const SlStripStyle plain = { .colour = faint };
  const char *what = row->scene != NULL ? sl_scene_number (row->scene)
                     : row->strip->is == SL_STRIP_DAY ? _("End of a day") : row->strip->text;

  sl_strip_dashes (snapshot, &box, &faint);
  sl_strip_put (p, snapshot, what, c.number + SL_STRIP_SIDE, row->scene != NULL ? c.place - c.number : c.set_width,
                &plain);
  if (row->scene != NULL)
    sl_strip_put (p, snapshot, row->scene->set, c.set, c.set_width, &plain);
}

void
sl_strip_between (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  if (row->form == SL_BOARD_ROW_DAY)
    put_day (p, snapshot, row);
  else if (row->form == SL_BOARD_ROW_OPEN)
    put_open (p, snapshot, row);
  else if (row->form == SL_BOARD_ROW_WEEK)
    put_week (p, snapshot, row);
  else if (row->form == SL_BOARD_ROW_GHOST)
    put_ghost (p, snapshot, row);
  else if (row->form == SL_BOARD_ROW_BANNER)
    put_line (p, snapshot, row->strip->text, row->strip->minutes, "#4a5566", &sl_strip_pale);
  else
    put_line (p, snapshot, _("A strip without a scene"), NAN, "#8b8d90", &sl_strip_ink);
}
