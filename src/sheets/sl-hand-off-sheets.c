#include "sl-hand-off-sheets.h"

#include "sl-i18n.h"
#include "sl-number.h"

static void
fixed (SlReportTable *t, double value, int decimals)
{
  g_autofree char *text = sl_number_fixed (value, decimals);

  sl_report_cell (t, text);
}

/* --- feeds --- */

static void
add_column (SlReportTable *t, const char *title, const char *csv, double least)
{
  sl_report_column (t, title, SL_ALIGN_RIGHT, least, .2, SL_BOTH)->csv = csv;
}

static SlReportTable *
feed_table (SlReport *report)
{
  static const char *const sources[] = { "source_x", "source_y", "source_w", "source_h" };
  static const char *const destinations[] = { "destination_x", "destination_y", "destination_w", "destination_h" };
  const char *from[] = { _("From x"), _("From y"), _("Width"), _("Height") };
  const char *to[] = { _("To x"), _("To y"), _("Width"), _("Height") };
  SlReportTable *t = sl_report_table (report, NULL);

  sl_report_column (t, _("Feed"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "feed";
  sl_report_column (t, _("Wall"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "wall_name";
  sl_report_column (t, _("Wall"), SL_ALIGN_LEFT, 20, 1, SL_IN_CSV)->csv = "wall";
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    add_column (t, from[i], sources[i], 16);
  add_column (t, _("Output"), "output", 14);
  add_column (t, _("Node"), "node", 12);
  for (guint i = 0; i < G_N_ELEMENTS (to); i++)
    add_column (t, to[i], destinations[i], 16);
  add_column (t, _("Turned"), "rotation_deg", 14);
  sl_report_column (t, _("Processor"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "processor";
  return t;
}

/* NULL for none. */
static char *
title_of (const SlProcessor *p)
{
  if (p == NULL || p->entity.name != NULL || p->device.model == NULL)
    return p != NULL ? g_strdup (sl_entity_title (&p->entity)) : NULL;
  return g_strdup_printf ("%s %s", p->device.manufacturer != NULL ? p->device.manufacturer : "", p->device.model);
}

static void
add_feed (SlReportTable *t, const SlFeeds *feeds, guint index)
{
  const SlFeed *feed = sl_feeds_at (feeds, index);
  const SlFeedWall *wall = sl_feeds_wall (feeds, feed->wall);
  const gint64 numbers[] = { feed->x, feed->y, feed->w, feed->h, feed->output + 1, feed->node + 1, feed->to_x,
                             feed->to_y, feed->w, feed->h, feed->turned_deg };
  g_autofree char *name = sl_feeds_name (feeds, index), *processor = title_of (wall->processor);

  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, name);
  sl_report_cell (t, sl_entity_title (wall->scene->entity));
  sl_report_cell (t, wall->scene->entity->id);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sl_report_count (t, numbers[i]);
  sl_report_cell (t, processor);
}

SlReport *
sl_report_feeds (const SlFeeds *feeds, const SlEntity *stage)
{
  SlReport *report = sl_report_new (_("Feeds"));
  SlReportTable *t = feed_table (report);

  report->wide = TRUE;
  report->whose = sl_report_keep (report, sl_entity_title (stage));
  report->foot = sl_report_keep (report, _("Pixels from the top left. From: of the wall’s picture, whose LEDs count "
                                           "from the viewer’s left. To: of the node’s picture, whose outputs lie side "
                                           "by side."));
  for (guint i = 0; i < feeds->feeds->len; i++)
    add_feed (t, feeds, i);
  return report;
}

/* --- screens --- */

static SlReportTable *
screen_table (SlReport *report)
{
  const struct { const char *title, *csv; } columns[] = {
    { _("Width"), "resolution_w" }, { _("Height"), "resolution_h" }, { _("To the right (m)"), "offset_x_m" },
    { _("Up (m)"), "offset_y_m" }, { _("Into the screen (m)"), "offset_z_m" }, { _("Turned"), "rotation_deg" },
    { _("Vertices"), "vertices" }, { _("Composition from x"), "composition_x" },
  };
  SlReportTable *t = sl_report_table (report, NULL);

  sl_report_column (t, _("Wall"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "wall_name";
  sl_report_column (t, _("Wall"), SL_ALIGN_LEFT, 20, 1, SL_IN_CSV)->csv = "wall";
  sl_report_column (t, _("Mesh"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "mesh";
  sl_report_column (t, _("Pixel map"), SL_ALIGN_LEFT, 34, 1, SL_BOTH)->csv = "pixel_map";
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (t, columns[i].title, columns[i].csv, 16);
  return t;
}

static void
add_screen (SlReportTable *t, const SlFeeds *feeds, const SlScreenLine *line)
{
  const SlFeedWall *wall = sl_feeds_wall (feeds, line->wall);
  g_autofree char *mesh = g_strconcat (wall->name, ".obj", NULL);
  g_autofree char *map = g_strconcat (wall->name, "-pixel-map.png", NULL);

  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, sl_entity_title (wall->scene->entity));
  sl_report_cell (t, wall->scene->entity->id);
  sl_report_cell (t, mesh);
  sl_report_cell (t, map);
  sl_report_count (t, wall->w);
  sl_report_count (t, wall->h);
  fixed (t, line->offset.x, 6);
  fixed (t, line->offset.y, 6);
  fixed (t, line->offset.z, 6);
  sl_report_count (t, 0); /* the meshes have the stage's axes */
  sl_report_count (t, line->vertices);
  sl_report_count (t, wall->left);
}

SlReport *
sl_report_screens (const SlFeeds *feeds, const GArray *screens, const SlEntity *stage)
{
  SlReport *report = sl_report_new (_("Screens"));
  SlReportTable *t = screen_table (report);

  report->wide = TRUE;
  report->whose = sl_report_keep (report, sl_entity_title (stage));
  for (guint i = 0; i < screens->len; i++)
    add_screen (t, feeds, &g_array_index (screens, SlScreenLine, i));
  return report;
}

/* --- inner frustums --- */

static void
add_span (SlReportTable *t, const SlSpan *span, int decimals)
{
  fixed (t, span->first, decimals);
  fixed (t, span->last, decimals);
  fixed (t, span->least, decimals);
  fixed (t, span->most, decimals);
}

static void
add_span_columns (SlReportTable *t, const char *const csv[4], const char *title)
{
  for (guint i = 0; i < 4; i++)
    sl_report_column (t, title, SL_ALIGN_RIGHT, 14, .2, SL_IN_CSV)->csv = csv[i];
}

static SlReportTable *
frustum_table (SlReport *report)
{
  static const char *const pan[] = { "pan_first_deg", "pan_last_deg", "pan_min_deg", "pan_max_deg" };
  static const char *const tilt[] = { "tilt_first_deg", "tilt_last_deg", "tilt_min_deg", "tilt_max_deg" };
  static const char *const roll[] = { "roll_first_deg", "roll_last_deg", "roll_min_deg", "roll_max_deg" };
  const struct { const char *title, *csv; } columns[] = {
    { _("Frames"), "frames" }, { _("Rate"), "fps" }, { _("Focal length from (mm)"), "focal_min_mm" },
    { _("to (mm)"), "focal_max_mm" }, { _("Angle across (°)"), "hfov_max_deg" },
    { _("Angle high (°)"), "vfov_max_deg" },
    { _("Latency (frames)"), "latency_frames" }, { _("Pan a side (°)"), "overscan_pan_deg" },
    { _("Tilt a side (°)"), "overscan_tilt_deg" }, { _("Roll a side (°)"), "overscan_roll_deg" },
    { _("Overscan across (×)"), "overscan_width_factor" }, { _("Overscan high (×)"), "overscan_height_factor" },
    { _("Rendered width (px)"), "render_w_px" }, { _("Rendered height (px)"), "render_h_px" },
  };
  SlReportTable *t = sl_report_table (report, NULL);

  sl_report_column (t, _("Shot"), SL_ALIGN_LEFT, 20, 1, SL_BOTH)->csv = "shot_name";
  sl_report_column (t, _("Shot"), SL_ALIGN_LEFT, 20, 1, SL_IN_CSV)->csv = "shot";
  sl_report_column (t, _("Camera"), SL_ALIGN_LEFT, 20, 1, SL_BOTH)->csv = "camera";
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (t, columns[i].title, columns[i].csv, 14);
  add_span_columns (t, pan, _("Pan"));
  add_span_columns (t, tilt, _("Tilt"));
  add_span_columns (t, roll, _("Roll"));
  return t;
}

static void
add_frustum (SlReportTable *t, const SlInnerFrustum *f)
{
  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, sl_entity_title (&f->shot->entity));
  sl_report_cell (t, f->shot->entity.id);
  sl_report_cell (t, f->camera);
  sl_report_count (t, f->frames);
  fixed (t, f->fps, 3);
  fixed (t, f->focal_mm.least, 2);
  fixed (t, f->focal_mm.most, 2);
  fixed (t, f->hfov_deg.most, 4);
  fixed (t, f->vfov_deg.most, 4);
  fixed (t, f->latency_s * f->fps, 2);
  fixed (t, f->pan_side_deg, 4);
  fixed (t, f->tilt_side_deg, 4);
  fixed (t, f->roll_side_deg, 4);
  fixed (t, f->width_factor, 4);
  fixed (t, f->height_factor, 4);
  sl_report_count (t, (gint64) ceil ((double) f->recorded_w * f->width_factor - 1e-6));
  sl_report_count (t, (gint64) ceil ((double) f->recorded_h * f->height_factor - 1e-6));
  add_span (t, &f->pan_deg, 4);
  add_span (t, &f->tilt_deg, 4);
  add_span (t, &f->roll_deg, 4);
}

SlReport *
sl_report_inner_frustums (const GArray *frustums, const SlEntity *stage)
{
  SlReport *report = sl_report_new (_("Inner frustums"));
  SlReportTable *t = frustum_table (report);

  report->wide = TRUE;
  report->whose = sl_report_keep (report, sl_entity_title (stage));
  report->foot = sl_report_keep (report, _("The most that a shot’s frames ask for. Rendered: the recorded pixels and "
                                           "the overscan that the wall’s latency takes."));
  for (guint i = 0; i < frustums->len; i++)
    add_frustum (t, &g_array_index (frustums, SlInnerFrustum, i));
  return report;
}
