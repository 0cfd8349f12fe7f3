#include "sl-stripboard-paint.h"

#include <math.h>

#include "sl-badge.h"
#include "sl-i18n.h"
#include "sl-strip-marks.h"

/* px, at the usual size of letters */
enum { STRIP = 27, GAP = 2, SIDE = 8, RADIUS = 4, PAD = 8, EDGE = 9, NUMBER = 50, PLACE = 40, LIGHT = 24, CAST = 66,
       ENVIRONMENT = 108, PAGES = 54, MINUTES = 46, MARK = 22, SET_LEAST = 120, KEPT_MOST = 3000 };

struct SlStripPainter {
  GtkWidget         *widget;
  const SlBoardRead *read;  /* borrowed, of the frame */
  GHashTable        *nodes; /* what a row says → GskRenderNode */
  GdkRGBA            text;  /* of the window */
  int                width;
  double             scale;
};

/* Where the columns begin, from the row's left edge (px); an end of 0 leaves one out. */
typedef struct {
  double number, place, light, set, environment, cast, pages, minutes, mark, end;
  double set_width, environment_width, cast_width;
} Columns;

static const GdkRGBA ink = { .082f, .090f, .102f, 1 }, pale = { .93f, .93f, .93f, 1 };
static const GdkRGBA accent = { .208f, .518f, .894f, 1 }, amber = { .898f, .722f, .227f, 1 };
static const GdkRGBA orange = { .941f, .541f, .235f, 1 };

int
sl_strip_row_height (void)
{
  return (int) round ((STRIP + GAP) * sl_text_scale ());
}

SlStripPainter *
sl_strip_painter_new (GtkWidget *widget)
{
  SlStripPainter *p = g_new0 (SlStripPainter, 1);

  p->widget = widget;
  p->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gsk_render_node_unref);
  return p;
}

void
sl_strip_painter_free (SlStripPainter *p)
{
  if (p == NULL)
    return;
  g_hash_table_unref (p->nodes);
  g_free (p);
}

void
sl_strip_painter_begin (SlStripPainter *p, const SlBoardRead *read, int width)
{
  GdkRGBA text;

  sl_text_colour (p->widget, &text);
  if (width != p->width || !gdk_rgba_equal (&text, &p->text) || g_hash_table_size (p->nodes) > KEPT_MOST)
    g_hash_table_remove_all (p->nodes);
  p->read = read;
  p->width = width;
  p->text = text;
  p->scale = sl_text_scale ();
}

/* --- places --- */

/* What there is no room for is left out: the environment first, then the cast. */
static Columns
columns_of (const SlStripPainter *p)
{
  const double s = p->scale;
  Columns c = { .number = EDGE * s + 4, .end = p->width - SIDE };

  c.place = c.number + NUMBER * s;
  c.light = c.place + PLACE * s;
  c.set = c.light + LIGHT * s;
  c.mark = c.end - MARK * s;
  c.minutes = c.mark - MINUTES * s;
  c.pages = c.minutes - PAGES * s;
  const double room = c.pages - SIDE - c.set;
  c.cast_width = room > (CAST + SET_LEAST) * s ? CAST * s : 0;
  c.environment_width = room > (CAST + ENVIRONMENT + SET_LEAST) * s ? ENVIRONMENT * s : 0;
  c.cast = c.pages - c.cast_width;
  c.environment = c.cast - c.environment_width;
  c.set_width = c.environment - c.set - 6;
  return c;
}

/* --- words --- */

typedef struct {
  GdkRGBA  colour;
  double   size;  /* of the usual letters */
  gboolean bold, right, struck;
} Style;

static PangoLayout *
layout_of (SlStripPainter *p, const char *text, const Style *style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (p->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (style->size > 0 ? style->size : .86));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (style->bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style->struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* From x on (or up to x + width), in the middle of the row's height; how wide it is. */
static double
put (SlStripPainter *p, GtkSnapshot *snapshot, const char *text, double x, double width, const Style *style)
{
  g_autoptr (PangoLayout) layout = layout_of (p, text, style);
  int w, h;

  if (width < 1 || text == NULL || *text == '\0')
    return 0;
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, &w, &h);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (style->right ? x + width - w : x),
                                                          (float) round ((STRIP * p->scale - h) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &style->colour);
  gtk_snapshot_restore (snapshot);
  return w;
}

static GdkRGBA
faded (GdkRGBA colour, float alpha)
{
  colour.alpha *= alpha;
  return colour;
}

/* --- boxes --- */

static graphene_rect_t
strip_box (const SlStripPainter *p)
{
  return GRAPHENE_RECT_INIT (SIDE, 0, (float) p->width - 2 * SIDE, (float) round (STRIP * p->scale));
}

static void
fill_round (GtkSnapshot *snapshot, const graphene_rect_t *box, float radius, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, box, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, box);
  gtk_snapshot_pop (snapshot);
}

static void
outline (GtkSnapshot *snapshot, const graphene_rect_t *box, float width, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, box, RADIUS);
  gtk_snapshot_append_border (snapshot, &round, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *colour, *colour, *colour, *colour });
}

/* --- scenes --- */

static GdkRGBA
colour_of (const SlSceneEntity *scene)
{
  static const char *const colours[2][4] = { { "#d6d4ce", "#8fb2dd", "#dba7b2", "#dba06a" },
                                             { "#d9c56f", "#8cc29a", "#dba7b2", "#dba06a" } };
  GdkRGBA colour;

  gdk_rgba_parse (&colour, scene->omitted ? "#8b8d90" : colours[scene->place == SL_PLACE_EXT][scene->light]);
  return colour;
}

/* A darker edge, hatched where it is outside, and a darker field for the number. */
static void
put_ground (SlStripPainter *p, GtkSnapshot *snapshot, const SlSceneEntity *scene, const Columns *c)
{
  const graphene_rect_t box = strip_box (p);
  const GdkRGBA colour = colour_of (scene), shade = faded (ink, .10f), edge = faded (ink, .16f);
  const graphene_rect_t number = GRAPHENE_RECT_INIT (SIDE, 0, (float) c->place - SIDE - 4, box.size.height);
  const graphene_rect_t left = GRAPHENE_RECT_INIT (SIDE, 0, (float) (EDGE * p->scale), box.size.height);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &colour, &box);
  gtk_snapshot_append_color (snapshot, &shade, &number);
  gtk_snapshot_append_color (snapshot, &edge, &left);
  if (scene->place != SL_PLACE_INT)
    sl_strip_hatch (snapshot, &left, &(GdkRGBA) { .082f, .090f, .102f, .45f });
  gtk_snapshot_pop (snapshot);
}

static const char *
place_text (const SlSceneEntity *scene)
{
  return _(sl_record_field (&sl_kind_info (SL_KIND_SCENE)->record, "place")->values[scene->place].label);
}

static const char *
environment_of (const SlStripPainter *p, const SlSceneEntity *scene, const SlBoardScene *at)
{
  const SlEntity *environment = sl_plan_find (p->read->plan, at != NULL ? at->environment : scene->environment);

  return environment != NULL ? sl_entity_title (environment) : "";
}

static double
minutes_of (const SlStripPainter *p, const SlSceneEntity *scene, const SlBoardScene *at)
{
  double minutes[3];

  if (at != NULL)
    return at->minutes;
  sl_scene_minutes (scene, p->read->production, minutes);
  return minutes[1];
}

static void
put_scene (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const SlSceneEntity *scene = row->scene;
  const Columns c = columns_of (p);
  const Style bold = { .colour = ink, .bold = TRUE, .struck = scene->omitted }, plain = { .colour = ink };
  const Style small = { .colour = ink, .bold = TRUE, .size = .72 }, dim = { .colour = faded (ink, .66f), .size = .8 };
  const Style cast = { .colour = ink, .size = .8 };
  const Style right = { .colour = ink, .bold = TRUE, .right = TRUE }, number = { .colour = ink, .right = TRUE };
  g_autofree char *pages = sl_pages_text (scene->eighths), *who = sl_scene_cast_numbers (p->read->plan, scene);
  g_autofree char *minutes = g_strdup_printf ("%.0f", minutes_of (p, scene, row->at));
  const double mark = row->errors + row->warnings > 0 ? 20 * p->scale : 0;
  double used;

  put_ground (p, snapshot, scene, &c);
  used = put (p, snapshot, sl_scene_number (scene), c.number + SIDE, c.place - c.number - SIDE - 4, &bold);
  if (scene->shot_on != 0)
    put (p, snapshot, "✓", c.number + SIDE + used + 3, c.place - c.number - SIDE - used - 3, &bold);
  put (p, snapshot, place_text (scene), c.place + 2, c.light - c.place - 2, &small);
  sl_strip_light (snapshot, scene->light, c.light + 8 * p->scale, STRIP * p->scale / 2, 5.5 * p->scale, &ink);
  used = put (p, snapshot, scene->set != NULL ? scene->set : scene->entity.name, c.set, c.set_width - mark, &bold);
  put (p, snapshot, scene->synopsis, c.set + used + 10, c.set_width - used - 10 - mark, &dim);
  if (mark > 0)
    sl_strip_warning (snapshot, c.set + c.set_width - mark / 2, STRIP * p->scale / 2, 7 * p->scale, row->errors > 0);
  put (p, snapshot, environment_of (p, scene, row->at), c.environment, c.environment_width - 8, &plain);
  put (p, snapshot, who, c.cast, c.cast_width - 6, &cast);
  put (p, snapshot, pages, c.pages, c.minutes - c.pages - 6, &right);
  put (p, snapshot, minutes, c.minutes, c.mark - c.minutes - 4, &number);
  if (row->at != NULL && row->at->graded)
    sl_strip_grade (snapshot, row->at->grade, c.mark + 10 * p->scale, STRIP * p->scale / 2, 6 * p->scale);
}

/* --- what stands between scenes --- */

/* Beside what stands left; `errors` weigh more than warnings. */
static void
put_badge (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, double x, double end)
{
  const char *breach = sl_board_row_breach (p->read, row);
  const GdkRGBA colour = row->errors > 0 ? orange : amber, ground = faded (colour, .2f);
  const Style style = { .colour = colour, .bold = TRUE, .size = .76 };
  const guint more = row->errors + row->warnings - 1;
  g_autofree char *text = breach == NULL ? NULL
                          : more > 0     ? g_strdup_printf ("%s  +%u", breach, more) : g_strdup (breach);
  g_autoptr (PangoLayout) layout = text != NULL ? layout_of (p, text, &style) : NULL;
  const double sign = 20 * p->scale, most = end - x - sign - 12;
  int w;

  if (layout == NULL || most < 30)
    return;
  pango_layout_get_pixel_size (layout, &w, NULL);
  const double width = MIN (w + 2, most), left = end - width - sign - 10;
  const graphene_rect_t pill = GRAPHENE_RECT_INIT ((float) left, (float) (4 * p->scale), (float) (width + sign + 8),
                                                   (float) ((STRIP - 8) * p->scale));
  fill_round (snapshot, &pill, pill.size.height / 2, &ground);
  sl_strip_warning (snapshot, left + 12 * p->scale, STRIP * p->scale / 2, 6.5 * p->scale, row->errors > 0);
  put (p, snapshot, text, left + sign, width, &style);
}

static void
put_day_words (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, const GdkRGBA *colour)
{
  const Columns c = columns_of (p);
  const SlBoardDay *day = row->day;
  const Style bold = { .colour = *colour, .bold = TRUE }, dim = { .colour = faded (*colour, .68f), .size = .8 };
  const Style right = { .colour = *colour, .bold = TRUE, .right = TRUE };
  const Style hours = { .colour = day->overtime > 0 ? amber : *colour, .bold = TRUE, .right = TRUE };
  const SlUnitEntity *main = p->read->days->len > 0 ? g_array_index (p->read->days, SlBoardDay, 0).unit : NULL;
  g_autofree char *date = sl_short_date (day->date), *pages = sl_pages_text (day->eighths);
  g_autofree char *time = sl_hours_text (day->minutes);
  g_autofree char *title = g_strdup_printf (row->form == SL_BOARD_ROW_OPEN ? _("Day %u goes on") : _("End of day %u"),
                                            day->number);
  const char *unit = day->unit != main && day->unit != NULL ? sl_entity_title (&day->unit->entity) : "";
  const char *words = row->strip != NULL && row->strip->text != NULL ? row->strip->text : "";
  g_autofree char *beside = g_strdup_printf ("%s%s%s%s%s", date, *unit != '\0' ? "  ·  " : "", unit,
                                             *words != '\0' ? "  ·  " : "", words);
  double x = SIDE + 12;

  x += put (p, snapshot, title, x, c.pages - x, &bold) + 12;
  x += put (p, snapshot, beside, x, c.pages - x - 8, &dim) + 12;
  put_badge (p, snapshot, row, x, c.pages - 2);
  put (p, snapshot, pages, c.pages, c.minutes - c.pages - 6, &right);
  put (p, snapshot, time, c.minutes - 6, c.mark - c.minutes + 2, &hours);
}

static void
put_day (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const graphene_rect_t box = strip_box (p);
  const graphene_rect_t edge = GRAPHENE_RECT_INIT (SIDE, 0, (float) (4 * p->scale), box.size.height);
  const Style bold = { .colour = pale, .bold = TRUE };
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { .03f, .03f, .035f, 1 }, &box);
  if (row->errors > 0)
    gtk_snapshot_append_color (snapshot, &orange, &edge);
  gtk_snapshot_pop (snapshot);
  if (row->day != NULL)
    put_day_words (p, snapshot, row, &pale);
  else
    put (p, snapshot, _("End of a day without scenes"), SIDE + 12, box.size.width - 24, &bold);
}

static void
put_open (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const graphene_rect_t box = strip_box (p);
  const GdkRGBA line = faded (p->text, .16f), words = faded (p->text, .75f);

  outline (snapshot, &box, 1, &line);
  put_day_words (p, snapshot, row, &words);
}

static void
put_line (SlStripPainter *p, GtkSnapshot *snapshot, const char *text, double minutes, const char *ground,
          const GdkRGBA *colour)
{
  const graphene_rect_t box = strip_box (p);
  const Columns c = columns_of (p);
  const Style bold = { .colour = *colour, .bold = TRUE }, right = { .colour = *colour, .bold = TRUE, .right = TRUE };
  g_autofree char *time = isnan (minutes) ? g_strdup ("") : sl_hours_text ((gint32) lround (minutes));
  GdkRGBA fill;

  gdk_rgba_parse (&fill, ground);
  fill_round (snapshot, &box, RADIUS, &fill);
  put (p, snapshot, text, SIDE + 12, c.minutes - SIDE - 24, &bold);
  put (p, snapshot, time, c.minutes - 6, c.mark - c.minutes + 2, &right);
}

static void
put_week (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const char *text = row->strip->text;
  g_autofree char *title = text != NULL ? g_strdup_printf ("%s  ·  %s", _("End of the week"), text)
                                        : g_strdup (_("End of the week"));

  put_line (p, snapshot, title, NAN, "#e08a3a", &ink);
}

static void
put_ghost (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const Columns c = columns_of (p);
  const graphene_rect_t box = strip_box (p);
  const GdkRGBA faint = faded (p->text, .42f);
  const Style plain = { .colour = faint };
  const char *what = row->scene != NULL ? sl_scene_number (row->scene)
                     : row->strip->is == SL_STRIP_DAY ? _("End of a day") : row->strip->text;

  sl_strip_dashes (snapshot, &box, &faint);
  put (p, snapshot, what, c.number + SIDE, row->scene != NULL ? c.place - c.number : c.set_width, &plain);
  if (row->scene != NULL)
    put (p, snapshot, row->scene->set, c.set, c.set_width, &plain);
}

/* --- rows --- */

static void
make_row (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  switch (row->form)
    {
    case SL_BOARD_ROW_SCENE:
    case SL_BOARD_ROW_BONE:
      if (row->scene != NULL)
        put_scene (p, snapshot, row);
      else
        put_line (p, snapshot, _("A strip without a scene"), NAN, "#8b8d90", &ink);
      break;
    case SL_BOARD_ROW_DAY:
      put_day (p, snapshot, row);
      break;
    case SL_BOARD_ROW_OPEN:
      put_open (p, snapshot, row);
      break;
    case SL_BOARD_ROW_WEEK:
      put_week (p, snapshot, row);
      break;
    case SL_BOARD_ROW_BANNER:
      put_line (p, snapshot, row->strip->text, row->strip->minutes, "#4a5566", &pale);
      break;
    case SL_BOARD_ROW_GHOST:
      put_ghost (p, snapshot, row);
      break;
    }
}

/* All that the row shows: of a scene its version in the plan stands for most. */
static char *
key_of (const SlStripPainter *p, const SlBoardRow *row)
{
  const char *breach = sl_board_row_breach (p->read, row);
  const SlBoardDay *day = row->day;
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%d %u %u %s", (int) row->form, row->errors, row->warnings, breach != NULL ? breach : "");
  if (row->scene != NULL)
    {
      g_autofree char *who = sl_scene_cast_numbers (p->read->plan, row->scene);

      g_string_append_printf (key, "|%" G_GUINT64_FORMAT "|%s|%s|%.0f|%d", row->scene->entity.stamp, who,
                              environment_of (p, row->scene, row->at), minutes_of (p, row->scene, row->at),
                              row->at != NULL && row->at->graded ? (int) row->at->grade : -1);
    }
  if (row->strip != NULL)
    g_string_append_printf (key, "|%d %s %g", row->strip->is, row->strip->text != NULL ? row->strip->text : "",
                            row->strip->minutes);
  if (day != NULL)
    g_string_append_printf (key, "|%u %u %s %d %d %d", day->number, day->date,
                            day->unit != NULL ? sl_entity_title (&day->unit->entity) : "", (int) day->eighths,
                            day->minutes, day->overtime);
  return g_string_free (key, FALSE);
}

void
sl_strip_painter_row (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  char *key = key_of (p, row);
  GskRenderNode *node = g_hash_table_lookup (p->nodes, key);

  if (node == NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();

      make_row (p, own, row);
      node = gtk_snapshot_free_to_node (own);
      if (node != NULL)
        g_hash_table_insert (p->nodes, g_steal_pointer (&key), node);
    }
  g_free (key);
  if (node == NULL)
    return;
  if (!row->found)
    gtk_snapshot_push_opacity (snapshot, .3);
  gtk_snapshot_append_node (snapshot, node);
  if (!row->found)
    gtk_snapshot_pop (snapshot);
}

void
sl_strip_painter_chosen (SlStripPainter *p, GtkSnapshot *snapshot, gboolean strong)
{
  graphene_rect_t box = strip_box (p);
  const GdkRGBA light = { 1, 1, 1, .75f };

  graphene_rect_inset (&box, -1, -1);
  outline (snapshot, &box, strong ? 3 : 2, &accent);
  graphene_rect_inset (&box, strong ? 3 : 2, strong ? 3 : 2);
  if (strong)
    outline (snapshot, &box, 1, &light);
}

void
sl_strip_painter_heading (SlStripPainter *p, GtkSnapshot *snapshot)
{
  const Columns c = columns_of (p);
  const Style dim = { .colour = faded (p->text, .65f), .size = .8, .bold = TRUE };
  const Style right = { .colour = faded (p->text, .65f), .size = .8, .bold = TRUE, .right = TRUE };

  put (p, snapshot, _("Scene"), SIDE + PAD, c.light - SIDE - PAD, &dim);
  put (p, snapshot, _("Set"), c.set, c.set_width, &dim);
  put (p, snapshot, _("Environment"), c.environment, c.environment_width, &dim);
  put (p, snapshot, _("Cast"), c.cast, c.cast_width, &dim);
  put (p, snapshot, _("Pages"), c.pages, c.minutes - c.pages - 6, &right);
  put (p, snapshot, _("Min"), c.minutes - 10, c.mark - c.minutes + 6, &right);
}
