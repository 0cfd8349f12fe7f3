#include "sl-monitor.h"

#include "sl-i18n.h"

enum { WIDTH = 320 /* px */, MARGIN = 16 };

typedef struct {
  SlBench  *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *title, *picture;
  gboolean   closed, of_stage;
} Monitor;

static void
monitor_free (gpointer data)
{
  Monitor *m = data;

  sl_bench_unref (m->bench);
  g_free (m);
}

static char *
title_of (const Monitor *m, const SlShot *shot)
{
  g_autofree char *time = sl_rational_timecode (shot->fps, (gint64) sl_editor_frame (m->editor));
  const char *number = shot->number != NULL ? shot->number : shot->entity.id;

  const SlScene *scene = sl_editor_scene (m->editor, NULL);

  if (m->of_stage)
    return g_strdup_printf ("%s  ·  %s", number, _("Stage"));
  if (scene == NULL || !scene->has_camera)
    return g_strdup_printf ("%s  ·  %s", number, time);
  return g_strdup_printf ("%s  ·  %g mm  T%g  ·  %s", number, scene->camera.focal_mm, scene->camera.stop, time);
}

static void
show_picture (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  Monitor *m = data;
  const SlShot *shot = sl_editor_shot (m->editor);

  gtk_widget_set_visible (GTK_WIDGET (owner), rgba != NULL && shot != NULL && !m->closed);
  if (rgba == NULL || shot == NULL)
    {
      g_free (rgba);
      return;
    }
  g_autoptr (GdkTexture) texture = sl_texture (rgba, width, height);
  g_autofree char *title = title_of (m, shot);
  gtk_picture_set_paintable (GTK_PICTURE (m->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (m->picture, width, height);
  gtk_label_set_text (GTK_LABEL (m->title), title);
  sl_set_name (m->picture, m->of_stage ? _("Picture of the stage") : _("Picture of the shot’s camera"));
}

void
sl_monitor_show (GtkWidget *monitor, const SlView *stage)
{
  Monitor *m = g_object_get_data (G_OBJECT (monitor), "monitor");
  const SlShot *shot = sl_editor_shot (m->editor);

  m->of_stage = stage != NULL;
  if (shot == NULL || m->closed)
    gtk_widget_set_visible (monitor, FALSE);
  else
    sl_pictures_ask (m->bench->pictures, G_OBJECT (monitor), shot->entity.id, sl_editor_frame (m->editor), stage, WIDTH,
                     show_picture, m);
}

void
sl_monitor_set_shown (GtkWidget *monitor, gboolean shown)
{
  ((Monitor *) g_object_get_data (G_OBJECT (monitor), "monitor"))->closed = !shown;
}

static GtkWidget *
small_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = sl_button (icon, name, action);

  gtk_widget_add_css_class (button, "sl-toggle");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

GtkWidget *
sl_monitor_new (SlBench *bench)
{
  Monitor *m = g_new0 (Monitor, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  m->bench = sl_bench_ref (bench);
  m->editor = bench->editor;
  m->title = sl_label ("", NULL);
  m->picture = gtk_picture_new ();
  gtk_widget_set_hexpand (m->title, TRUE);
  gtk_box_append (GTK_BOX (header), m->title);
  gtk_box_append (GTK_BOX (header),
                  small_button ("media-playlist-repeat-symbolic", _("Swap with the view"), "win.swap-view"));
  gtk_box_append (GTK_BOX (header), small_button ("window-close-symbolic", _("Close the monitor"), "win.show-monitor"));
  gtk_widget_add_css_class (header, "sl-monitor-title");
  gtk_picture_set_can_shrink (GTK_PICTURE (m->picture), FALSE);
  gtk_widget_set_can_target (m->picture, FALSE);
  gtk_widget_add_css_class (box, "sl-monitor");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), m->picture);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_visible (box, FALSE);
  g_object_set_data_full (G_OBJECT (box), "monitor", m, monitor_free);
  return box;
}
