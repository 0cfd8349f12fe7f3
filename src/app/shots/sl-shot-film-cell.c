/* One shot in the strip: its picture, its number and length, its grade, its remarks, and the playhead. */
#include <math.h>

#include "sl-badge.h"
#include "sl-film-private.h"
#include "sl-i18n.h"
#include "sl-listed.h"

enum { CELL_LEAST = 44, WORDS_LEAST = 84, EDGE_H = 3, REMARK_W = 3, REMARK_H = 7 }; /* px */

static const SlShot *
shot_of_cell (Film *f, GtkWidget *cell)
{
  return sl_plan_get (sl_editor_plan (f->editor), SL_KIND_SHOT, g_object_get_data (G_OBJECT (cell), "id"));
}

static void
darken (cairo_t *cr, double from, double to, int height)
{
  if (to <= from)
    return;
  cairo_set_source_rgba (cr, 0, 0, 0, .6);
  cairo_rectangle (cr, from, 0, to - from, height);
  cairo_fill (cr);
}

/* A flag under the grade's edge at each frame that somebody spoke of. */
static void
draw_remarks (cairo_t *cr, const SlShot *shot, int width)
{
  cairo_set_source_rgb (cr, .47, .68, .93); /* on a picture, which is as dark in either appearance */
  for (guint i = 0; i < sl_list_n (shot->remarks); i++)
    {
      const double at = ((double) sl_list_at (shot->remarks, SlRemark, i)->frame + .5) / (double) shot->frames;

      if (at < 0 || at > 1) /* in what was trimmed off */
        continue;
      cairo_rectangle (cr, round (at * width - REMARK_W / 2.), EDGE_H + 1, REMARK_W, REMARK_H);
    }
  cairo_fill (cr);
}

static void
draw_playhead (cairo_t *cr, double x, int height)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x - .75, 0, 1.5, height);
  cairo_move_to (cr, x - 5, 0);
  cairo_rel_line_to (cr, 10, 0);
  cairo_rel_line_to (cr, -5, 8);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* The grade along the top, what is not played dark, remarks, the playhead. */
static void
draw_over (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Film *f = data;
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (area));
  const SlShot *shot = shot_of_cell (f, cell);
  const SlCoverage *known = shot != NULL ? sl_analysis_grades (f->bench->analysis, shot->entity.id) : NULL;

  if (shot == NULL)
    return;
  if (known != NULL)
    {
      gdk_cairo_set_source_rgba (cr, sl_grade_colour (known->grade));
      cairo_rectangle (cr, 0, 0, width, EDGE_H);
      cairo_fill (cr);
    }
  if (f->in.shot != NULL || f->out.shot != NULL)
    {
      const SlEditSpan span = sl_film_span (f);
      const double start = sl_edit_start (sl_editor_plan (f->editor), shot->entity.id);
      const double px = width / sl_edit_shot_length (shot);

      darken (cr, 0, fmin (width, (span.from - start) * px), height);
      darken (cr, fmax (0, (span.to - start) * px), width, height);
    }
  draw_remarks (cr, shot, width);
  if (shot == sl_editor_shot (f->editor))
    draw_playhead (cr, (sl_editor_frame (f->editor) + .5) / (double) shot->frames * width, height);
}

static void
scrub (Film *f, GtkWidget *cell, double x)
{
  const SlShot *shot = shot_of_cell (f, cell);

  if (shot == NULL)
    return;
  const double frames = (double) shot->frames;
  g_autofree char *id = g_strdup (shot->entity.id);
  sl_editor_set_shot (f->editor, id);
  sl_editor_set_frame (f->editor, CLAMP (floor (x / gtk_widget_get_width (cell) * frames), 0, frames - 1));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, Film *f)
{
  scrub (f, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag)), x);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, Film *f)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  scrub (f, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag)), x + dx);
}

void
sl_film_cell_size (Film *f, GtkWidget *cell)
{
  const SlShot *shot = shot_of_cell (f, cell);
  const int width = shot != NULL ? MAX (CELL_LEAST, (int) (sl_edit_shot_length (shot) * f->scale)) : CELL_LEAST;

  gtk_widget_set_size_request (cell, width, CELL_H);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (cell), "frames"), width >= WORDS_LEAST);
}

static void
on_cell_gone (GtkWidget *cell, Film *f)
{
  g_ptr_array_remove_fast (f->cells, cell);
}

/* Its number and, where there is room, its length. */
static GtkWidget *
make_words (GtkWidget *cell, const SlShot *shot)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *number = gtk_label_new (sl_shot_title (shot)), *frames;
  g_autofree char *length = g_strdup_printf (_("%d f"), (int) shot->frames);

  frames = sl_label (length, "caption");
  gtk_widget_add_css_class (number, "heading");
  gtk_widget_set_hexpand (frames, TRUE);
  gtk_label_set_xalign (GTK_LABEL (frames), 1);
  gtk_box_append (GTK_BOX (words), number);
  gtk_box_append (GTK_BOX (words), frames);
  gtk_widget_add_css_class (words, "sl-film-words");
  g_object_set_data (G_OBJECT (cell), "frames", frames);
  gtk_widget_set_valign (words, GTK_ALIGN_END);
  return words;
}

GtkWidget *
sl_film_cell_new (const char *id, char **spoken, gpointer data)
{
  Film *f = data;
  const SlShot *shot = sl_plan_get (sl_editor_plan (f->editor), SL_KIND_SHOT, id);
  GtkWidget *cell = gtk_overlay_new (), *over = gtk_drawing_area_new (), *thumb;
  GtkGesture *drag = gtk_gesture_drag_new ();

  if (shot == NULL) /* it went, and the strip is about to hear */
    return cell;
  thumb = sl_shot_thumb_new (f->thumbs, id);
  gtk_picture_set_content_fit (GTK_PICTURE (thumb), GTK_CONTENT_FIT_COVER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (over), draw_over, f, NULL);
  gtk_widget_set_can_target (over, FALSE);
  /* as high as all others, whatever its picture is */
  gtk_overlay_set_child (GTK_OVERLAY (cell), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_overlay_add_overlay (GTK_OVERLAY (cell), thumb);
  gtk_overlay_add_overlay (GTK_OVERLAY (cell), make_words (cell, shot));
  gtk_overlay_add_overlay (GTK_OVERLAY (cell), over);
  gtk_widget_add_css_class (cell, "sl-film-cell");
  gtk_widget_set_overflow (cell, GTK_OVERFLOW_HIDDEN);
  g_object_set_data_full (G_OBJECT (cell), "id", g_strdup (id), g_free);
  g_object_set_data (G_OBJECT (cell), "over", over);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), f);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), f);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (drag));
  g_ptr_array_add (f->cells, cell);
  g_signal_connect (cell, "destroy", G_CALLBACK (on_cell_gone), f);
  sl_film_cell_size (f, cell);
  *spoken = g_strdup_printf (_("Shot %s, %d frames"), sl_shot_title (shot), (int) shot->frames);
  return cell;
}
