/* The strip of a scene. */
#include "sl-strip-paint-private.h"

#include "sl-i18n.h"
#include "sl-strip-marks.h"

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
put_ground (SlStripPainter *p, GtkSnapshot *snapshot, const SlSceneEntity *scene, const SlStripColumns *c)
{
  const graphene_rect_t box = sl_strip_box (p);
  const GdkRGBA colour = colour_of (scene);
  const GdkRGBA shade = sl_strip_faded (sl_strip_ink, .10f), edge = sl_strip_faded (sl_strip_ink, .16f);
  graphene_rect_t number = box, left = box;
  GskRoundedRect round;

  number.size.width = (float) c->place - SL_STRIP_SIDE - 4;
  left.size.width = (float) (SL_STRIP_EDGE * p->scale);
  gsk_rounded_rect_init_from_rect (&round, &box, SL_STRIP_RADIUS);
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

const char *
sl_strip_environment (const SlStripPainter *p, const SlSceneEntity *scene, const SlBoardScene *at)
{
  const SlEntity *environment = sl_plan_find (p->read->plan, at != NULL ? at->environment : scene->environment);

  return environment != NULL ? sl_entity_title (environment) : "";
}

double
sl_strip_minutes (const SlStripPainter *p, const SlSceneEntity *scene, const SlBoardScene *at)
{
  double minutes[3];

  if (at != NULL)
    return at->minutes;
  sl_scene_minutes (scene, p->read->production, minutes);
  return minutes[1];
}

/* With a check where it is shot. */
static void
put_number (SlStripPainter *p, GtkSnapshot *snapshot, const SlSceneEntity *scene, const SlStripColumns *c)
{
  const SlStripStyle bold = { .colour = sl_strip_ink, .bold = TRUE, .struck = scene->omitted };
  const double x = c->number + SL_STRIP_SIDE, width = c->place - x - 4;
  const double used = sl_strip_put (p, snapshot, sl_scene_number (scene), x, width, &bold);

  if (scene->shot_on != 0)
    sl_strip_put (p, snapshot, "✓", x + used + 3, width - used - 3, &bold);
}

/* "8 →": from that day, "+": added, "− 8": taken off it. Up to `right`; how wide it is. */
static double
put_drift (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, double right)
{
  const SlStripStyle pale = { .colour = sl_strip_pale, .bold = TRUE, .size = .76 };
  g_autofree char *text = row->drift == SL_DRIFT_MOVED ? g_strdup_printf ("%u →", row->was_day)
                          : row->drift == SL_DRIFT_ADDED ? g_strdup ("+")
                          : row->drift == SL_DRIFT_TAKEN_OFF ? g_strdup_printf ("− %u", row->was_day) : NULL;
  const float height = (float) (16 * p->scale), y = (float) (SL_STRIP_H * p->scale - height) / 2;
  int width, ignored;

  if (text == NULL)
    return 0;
  g_autoptr (PangoLayout) layout = sl_strip_layout (p, text, &pale);
  pango_layout_get_pixel_size (layout, &width, &ignored);
  const double whole = width + 12 * p->scale, x = right - whole;
  sl_strip_fill (snapshot, &GRAPHENE_RECT_INIT ((float) x, y, (float) whole, height), height / 2,
                 &(GdkRGBA) { .082f, .090f, .102f, .85f });
  sl_strip_put (p, snapshot, text, x + 6 * p->scale, width + 1, &pale);
  return whole + 6;
}

static void
put_set (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row, const SlStripColumns *c)
{
  const SlSceneEntity *scene = row->scene;
  const SlStripStyle bold = { .colour = sl_strip_ink, .bold = TRUE, .struck = scene->omitted };
  const SlStripStyle dim = { .colour = sl_strip_faded (sl_strip_ink, .66f), .size = .8 };
  const double mark = row->errors + row->warnings > 0 ? 20 * p->scale : 0, all = c->set_width - mark;
  const double width = all - put_drift (p, snapshot, row, c->set + all);
  const char *set = scene->set != NULL ? scene->set : scene->entity.name;
  const double used = sl_strip_put (p, snapshot, set, c->set, width, &bold);

  sl_strip_put (p, snapshot, scene->synopsis, c->set + used + 10, width - used - 10, &dim);
  if (mark > 0)
    sl_strip_warning (snapshot, c->set + all + mark / 2, SL_STRIP_H * p->scale / 2, 7 * p->scale, row->errors > 0);
}

void
sl_strip_scene (SlStripPainter *p, GtkSnapshot *snapshot, const SlBoardRow *row)
{
  const SlSceneEntity *scene = row->scene;
  const SlBoardScene *at = row->at;
  const SlStripColumns c = sl_strip_columns (p);
  const SlStripStyle plain = { .colour = sl_strip_ink }, small = { .colour = sl_strip_ink, .bold = TRUE, .size = .72 };
  const SlStripStyle cast = { .colour = sl_strip_ink, .size = .8 }, number = { .colour = sl_strip_ink, .right = TRUE };
  const SlStripStyle right = { .colour = sl_strip_ink, .bold = TRUE, .right = TRUE };
  g_autofree char *pages = sl_pages_text (scene->eighths), *who = sl_scene_cast_numbers (p->read->plan, scene);
  g_autofree char *minutes = g_strdup_printf ("%.0f", sl_strip_minutes (p, scene, at));
  const double middle = SL_STRIP_H * p->scale / 2;

  put_ground (p, snapshot, scene, &c);
  put_number (p, snapshot, scene, &c);
  sl_strip_put (p, snapshot, place_text (scene), c.place + 2, c.light - c.place - 2, &small);
  if (c.light_width > 0)
    sl_strip_light (snapshot, scene->light, c.light + 8 * p->scale, middle, 5.5 * p->scale, &sl_strip_ink);
  put_set (p, snapshot, row, &c);
  sl_strip_put (p, snapshot, sl_strip_environment (p, scene, at), c.environment, c.environment_width - 8, &plain);
  sl_strip_put (p, snapshot, who, c.cast, c.cast_width - 6, &cast);
  sl_strip_put (p, snapshot, pages, c.pages, c.minutes - c.pages - 6, &right);
  sl_strip_put (p, snapshot, minutes, c.minutes, c.mark - c.minutes - 4, &number);
  if (at != NULL && at->graded)
    sl_strip_grade (snapshot, at->grade, c.mark + 10 * p->scale, middle, 6 * p->scale);
}
