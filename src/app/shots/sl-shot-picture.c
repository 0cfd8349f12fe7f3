#include "sl-shot-picture.h"

#include "sl-badge.h"
#include "sl-frame-lines.h"
#include "sl-i18n.h"
#include "sl-legend-lines.h"
#include "sl-shot-slate.h"

enum { PICTURE_W = 960 /* px */, MARGIN = 12, CORNER = 14, CHIP_INSET = 14 };

typedef struct {
  SlBench      *bench;
  SlEditor     *editor;  /* the bench’s */
  GActionGroup *actions; /* borrowed */
  GtkWidget    *box, *slate, *overlay, *picture, *lines, *chip, *miss, *mark, *legend, *lens;
  guint         edge;    /* SL_EDGE_… of the picture, where most of it misses */
} Picture;

/* Modes of the picture: shadings, by other names. */
static const struct {
  SlShading   shading;
  const char *label;
} modes[] = {
  { SL_SHADING_PREVIS, NC_("picture mode", "Picture") },
  { SL_SHADING_COVERAGE, NC_("picture mode", "Miss") },
  { SL_SHADING_INCIDENCE, NC_("picture mode", "Incidence") },
  { SL_SHADING_DISTANCE, NC_("picture mode", "Distance") },
  { SL_SHADING_FOCUS, NC_("picture mode", "Focus") },
  { SL_SHADING_MOIRE, NC_("picture mode", "Moiré") },
};

/* --- what the actions say --- */

static gboolean
is_on (Picture *p, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (p->actions, action);

  return state != NULL && g_variant_get_boolean (state);
}

static SlShading
shading_of (Picture *p)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (p->actions, "picture-mode");

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (sl_shading_id (modes[i].shading), g_variant_get_string (state, NULL)))
      return modes[i].shading;
  return SL_SHADING_PREVIS;
}

static const SlFrameRatio *
second_ratio (Picture *p)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (p->actions, "second-ratio");

  return state != NULL ? sl_frame_ratio_find (g_variant_get_string (state, NULL)) : NULL;
}

/* --- frame lines --- */

/* Where the picture lies in the widget; empty without one. */
static SlFrameBox
picture_box (Picture *p)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (p->picture));
  const SlFrameBox all = { 0, 0, gtk_widget_get_width (p->picture), gtk_widget_get_height (p->picture) };

  if (paintable == NULL)
    return (SlFrameBox) { 0 };
  return sl_frame_box_within (all, gdk_paintable_get_intrinsic_aspect_ratio (paintable));
}

static void
stroke_box (cairo_t *cr, SlFrameBox box, double alpha, double width)
{
  cairo_set_source_rgba (cr, 1, 1, 1, alpha);
  cairo_set_line_width (cr, width);
  cairo_rectangle (cr, box.x + width / 2, box.y + width / 2, box.width - width, box.height - width);
  cairo_stroke (cr);
}

/* Right-bottom inside the box. */
static void
write_in_corner (GtkWidget *widget, cairo_t *cr, SlFrameBox box, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, box.x + box.width - width - 8, box.y + box.height - height - 5);
  cairo_set_source_rgba (cr, 1, 1, 1, .8);
  pango_cairo_show_layout (cr, layout);
}

/* Corners alone, as monitors mark what is safe. */
static void
stroke_corners (cairo_t *cr, SlFrameBox box)
{
  for (int i = 0; i < 4; i++)
    {
      const double x = box.x + (i % 2) * box.width, y = box.y + (double) (i / 2) * box.height;
      const double in_x = i % 2 ? -CORNER : CORNER, in_y = i / 2 ? -CORNER : CORNER;

      cairo_move_to (cr, x + in_x, y);
      cairo_line_to (cr, x, y);
      cairo_line_to (cr, x, y + in_y);
    }
  cairo_set_source_rgba (cr, 1, 1, 1, .7);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
stroke_cross (cairo_t *cr, SlFrameBox box)
{
  const double x = box.x + box.width / 2, y = box.y + box.height / 2;

  cairo_move_to (cr, x - CORNER, y);
  cairo_rel_line_to (cr, 2 * CORNER, 0);
  cairo_move_to (cr, x, y - CORNER);
  cairo_rel_line_to (cr, 0, 2 * CORNER);
  cairo_set_source_rgba (cr, 1, 1, 1, .7);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_second (Picture *p, cairo_t *cr, SlFrameBox frame, const SlFrameRatio *second)
{
  static const double dashes[] = { 6, 5 };
  const SlFrameBox box = sl_frame_box_within (frame, second->ratio);

  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  stroke_box (cr, box, .75, 1);
  cairo_restore (cr);
  write_in_corner (p->lines, cr, box, second->label);
}

static void
draw_lines (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Picture *p = data;
  const SlFrameBox frame = picture_box (p);
  const SlFrameRatio *second = second_ratio (p);

  if (frame.width <= 0)
    return;
  g_autofree char *ratio = sl_frame_ratio_text (frame.width / frame.height);
  if (is_on (p, "frame-lines"))
    {
      stroke_box (cr, frame, .9, 1.5);
      write_in_corner (p->lines, cr, frame, ratio);
    }
  if (is_on (p, "safe-areas"))
    {
      stroke_box (cr, sl_frame_box_share (frame, SL_SAFE_ACTION), .35, 1);
      stroke_corners (cr, sl_frame_box_share (frame, SL_SAFE_TITLE));
      stroke_cross (cr, frame);
    }
  if (second != NULL)
    draw_second (p, cr, frame, second);
}

/* --- what misses --- */

/* Inside the picture, at the edge where it misses most. */
static gboolean
place_child (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *at, Picture *p)
{
  const SlFrameBox box = picture_box (p);
  int width, height;

  if (child != p->chip)
    return FALSE;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  width = MIN (width, MAX (0, gtk_widget_get_width (p->overlay) - 2 * MARGIN));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  *at = (GdkRectangle) { (int) (box.x + (box.width - width) / 2), (int) (box.y + CHIP_INSET), width, height };
  if (p->edge == SL_EDGE_BOTTOM)
    at->y = (int) (box.y + box.height) - height - CHIP_INSET;
  if (p->edge == SL_EDGE_LEFT)
    at->x = (int) box.x + CHIP_INSET;
  if (p->edge == SL_EDGE_RIGHT)
    at->x = (int) (box.x + box.width) - width - CHIP_INSET;
  at->x = CLAMP (at->x, 0, MAX (0, gtk_widget_get_width (p->overlay) - width));
  return TRUE;
}

static guint
worst_edge (const SlFrameCoverage *f)
{
  guint worst = 0;

  for (guint i = 1; i < SL_N_EDGES; i++)
    if (f->miss_edge[i] > f->miss_edge[worst])
      worst = i;
  return worst;
}

static void
show_mark (Picture *p, SlGrade grade)
{
  static const char *const marks[SL_N_GRADES] = { "○", "■", "⬟", "◆" };
  const GdkRGBA *colour = sl_grade_colour (grade);
  g_autofree char *markup = g_strdup_printf ("<span foreground=\"#%02x%02x%02x\">%s</span>",
                                             (guint) (colour->red * 255), (guint) (colour->green * 255),
                                             (guint) (colour->blue * 255), marks[grade]);

  gtk_label_set_markup (GTK_LABEL (p->mark), markup);
}

static void
show_miss (Picture *p)
{
  const SlFrameCoverage *f = sl_analysis_live (p->bench->analysis);
  g_autofree char *text = sl_analysis_miss (p->bench->analysis);

  gtk_widget_set_visible (p->chip, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (p->miss), text);
  show_mark (p, f->grades[SL_SUBJECT_COVERAGE]);
  p->edge = worst_edge (f);
  gtk_widget_queue_allocate (p->overlay);
}

/* --- the picture --- */

static void
drawn (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  Picture *p = data;
  g_autoptr (GdkTexture) texture = rgba != NULL ? sl_texture (rgba, width, height) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (owner), texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  gtk_widget_queue_draw (p->lines);
  gtk_widget_queue_allocate (p->overlay);
}

void
sl_shot_picture_show_grades (GtkWidget *widget)
{
  Picture *p = g_object_get_data (G_OBJECT (widget), "shot-picture");

  sl_shot_lens_show (p->lens, p->bench);
  show_miss (p);
}

void
sl_shot_picture_show (GtkWidget *widget)
{
  Picture *p = g_object_get_data (G_OBJECT (widget), "shot-picture");
  const SlShot *shot = sl_editor_shot (p->editor);

  if (shot == NULL)
    return;
  sl_pictures_ask_shaded (p->bench->pictures, G_OBJECT (p->picture), shot->entity.id, sl_editor_frame (p->editor),
                          shading_of (p), PICTURE_W, drawn, p);
  sl_shot_slate_show (p->slate, p->editor);
  sl_shot_picture_show_grades (widget);
}

static void
show_looks (Picture *p)
{
  gtk_widget_set_visible (p->slate, is_on (p, "slate"));
  gtk_widget_set_visible (p->lens, is_on (p, "lens-line"));
  gtk_widget_set_visible (p->legend, sl_shading_needs_shot (shading_of (p)));
  sl_legend_lines_fill (p->legend, shading_of (p), NULL);
  gtk_widget_queue_draw (p->lines);
}

static void
on_look (GActionGroup *actions, const char *name, GVariant *state, Picture *p)
{
  show_looks (p);
  if (g_str_equal (name, "picture-mode") && gtk_widget_get_mapped (p->box))
    sl_shot_picture_show (p->box);
}

static void
picture_free (gpointer data)
{
  Picture *p = data;

  g_signal_handlers_disconnect_by_data (p->actions, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static void
build_overlay (Picture *p)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  p->overlay = gtk_overlay_new ();
  p->picture = gtk_picture_new ();
  p->lines = gtk_drawing_area_new ();
  p->mark = gtk_label_new (NULL);
  p->miss = sl_label ("", NULL);
  p->legend = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  p->chip = chip;
  gtk_widget_set_vexpand (p->picture, TRUE);
  gtk_widget_set_hexpand (p->picture, TRUE);
  sl_set_name (p->picture, _("Picture of the shot’s camera"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (p->lines), draw_lines, p, NULL);
  gtk_widget_set_can_target (p->lines, FALSE);
  gtk_widget_add_css_class (p->lines, "sl-frame-lines");
  gtk_box_append (GTK_BOX (chip), p->mark);
  gtk_box_append (GTK_BOX (chip), p->miss);
  gtk_widget_add_css_class (chip, "sl-miss-chip");
  gtk_widget_set_can_target (chip, FALSE);
  gtk_widget_set_visible (chip, FALSE);
  gtk_widget_add_css_class (p->legend, "sl-legend");
  gtk_widget_set_halign (p->legend, GTK_ALIGN_START);
  gtk_widget_set_valign (p->legend, GTK_ALIGN_END);
  gtk_widget_set_margin_start (p->legend, MARGIN);
  gtk_widget_set_margin_bottom (p->legend, MARGIN);
  gtk_widget_set_can_target (p->legend, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (p->overlay), p->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (p->overlay), p->lines);
  gtk_overlay_add_overlay (GTK_OVERLAY (p->overlay), p->legend);
  gtk_overlay_add_overlay (GTK_OVERLAY (p->overlay), chip);
  g_signal_connect (p->overlay, "get-child-position", G_CALLBACK (place_child), p);
}

GtkWidget *
sl_shot_picture_new (SlBench *bench, GActionGroup *actions)
{
  static const char *const looks[] = { "picture-mode", "frame-lines", "safe-areas", "second-ratio", "slate",
                                       "lens-line" };
  Picture *p = g_new0 (Picture, 1);

  *p = (Picture) { .bench = sl_bench_ref (bench), .editor = bench->editor, .actions = actions };
  p->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  p->slate = sl_shot_slate_new ();
  p->lens = sl_shot_lens_new ();
  build_overlay (p);
  gtk_widget_add_css_class (p->box, "sl-canvas");
  gtk_box_append (GTK_BOX (p->box), p->slate);
  gtk_box_append (GTK_BOX (p->box), p->overlay);
  gtk_box_append (GTK_BOX (p->box), p->lens);
  g_object_set_data_full (G_OBJECT (p->box), "shot-picture", p, picture_free);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *signal = g_strconcat ("action-state-changed::", looks[i], NULL);
      g_signal_connect (actions, signal, G_CALLBACK (on_look), p);
    }
  show_looks (p);
  return p->box;
}

/* --- the buttons --- */

static GtkWidget *
mode_toggles (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (C_ ("picture mode", modes[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.picture-mode");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sl_shading_id (modes[i].shading));
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
menu_button (const char *name, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), name);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_unref (menu);
  return button;
}

static void
add_choice (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
mode_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    add_choice (menu, C_ ("picture mode", modes[i].label), "win.picture-mode", sl_shading_id (modes[i].shading));
  return menu_button (_("Mode"), menu);
}

static GtkWidget *
lines_menu (void)
{
  GMenu *menu = g_menu_new (), *shown = g_menu_new (), *second = g_menu_new ();

  g_menu_append (shown, _("Frame lines"), "win.frame-lines");
  g_menu_append (shown, _("Safe areas"), "win.safe-areas");
  g_menu_append (shown, _("Slate"), "win.slate");
  g_menu_append (shown, _("Lens line"), "win.lens-line");
  add_choice (second, _("None"), "win.second-ratio", "none");
  for (guint i = 0; sl_frame_ratio_at (i) != NULL; i++)
    add_choice (second, sl_frame_ratio_at (i)->label, "win.second-ratio", sl_frame_ratio_at (i)->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (menu, _("Second delivery"), G_MENU_MODEL (second));
  g_object_unref (shown);
  g_object_unref (second);
  return menu_button (_("Lines"), menu);
}

GtkWidget *
sl_shot_picture_bar (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *squeezer = adw_squeezer_new ();

  /* buttons side by side, or a menu where they do not fit: small windows, large text */
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), mode_toggles ());
  adw_squeezer_add (ADW_SQUEEZER (squeezer), mode_menu ());
  gtk_widget_set_valign (squeezer, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), squeezer);
  gtk_box_append (GTK_BOX (bar), lines_menu ());
  return bar;
}
