#include "sl-shot-slate.h"

#include "sl-i18n.h"
#include "sl-pace.h"
#include "sl-listed.h"

enum { GAP = 20 };

/* --- the slate --- */

typedef struct {
  GtkWidget *production, *shot, *camera, *time, *frame;
} Slate;

static GtkWidget *
pair (GtkWidget *above, GtkWidget *below, GtkAlign align)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_halign (above, align);
  gtk_widget_set_halign (below, align);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

GtkWidget *
sl_shot_slate_new (void)
{
  Slate *s = g_new0 (Slate, 1);
  GtkWidget *box = gtk_center_box_new ();

  s->production = sl_label ("", "heading");
  s->shot = sl_label ("", NULL);
  s->camera = sl_label ("", NULL);
  s->time = sl_label ("", "heading");
  s->frame = sl_label ("", "sl-number");
  gtk_widget_add_css_class (s->time, "sl-number");
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (box), pair (s->production, s->shot, GTK_ALIGN_START));
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (box), s->camera);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (box), pair (s->time, s->frame, GTK_ALIGN_END));
  gtk_widget_add_css_class (box, "sl-slate");
  sl_set_name (box, _("Slate"));
  g_object_set_data_full (G_OBJECT (box), "slate", s, g_free);
  return box;
}

/* "Scene 12   Shot 12A". */
static char *
shot_text (const SlPlan *plan, const SlShot *shot)
{
  const SlSceneEntity *scene = sl_plan_get (plan, SL_KIND_SCENE, shot->scene);

  if (scene == NULL)
    return g_strdup_printf (_("Shot %s"), sl_shot_title (shot));
  return g_strdup_printf (_("Scene %s   Shot %s"),
                          scene->number != NULL ? scene->number : sl_entity_title (&scene->entity),
                          sl_shot_title (shot));
}

/* The production of the shot's scene, else the first. */
static const char *
production_title (const SlPlan *plan, const SlShot *shot)
{
  const SlSceneEntity *scene = sl_plan_get (plan, SL_KIND_SCENE, shot->scene);
  const SlEntity *production = scene != NULL ? sl_plan_find (plan, scene->production) : NULL;

  if (production == NULL && sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    production = sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  return production != NULL ? sl_entity_title (production) : "";
}

void
sl_shot_slate_show (GtkWidget *slate, SlEditor *editor)
{
  const Slate *s = g_object_get_data (G_OBJECT (slate), "slate");
  const SlShot *shot = sl_editor_shot (editor);
  const SlScene *scene = sl_editor_scene (editor, NULL);
  const int frame = (int) sl_editor_frame (editor);

  if (shot == NULL)
    return;
  g_autofree char *which = shot_text (sl_editor_plan (editor), shot), *time = sl_rational_timecode (shot->fps, frame);
  g_autofree char *of = g_strdup_printf (_("frame %d / %d"), frame, (int) shot->frames);
  gtk_label_set_text (GTK_LABEL (s->production), production_title (sl_editor_plan (editor), shot));
  gtk_label_set_text (GTK_LABEL (s->shot), which);
  gtk_label_set_text (GTK_LABEL (s->camera), scene != NULL && scene->has_camera ? scene->camera.title : "");
  gtk_label_set_text (GTK_LABEL (s->time), time);
  gtk_label_set_text (GTK_LABEL (s->frame), of);
}

/* --- how it is taken --- */

typedef enum { LENS, STOP, FOCUS, HEIGHT, TILT, SPEED, N_FACTS } Fact;

typedef struct {
  GtkWidget *values[N_FACTS], *badges;
} Lens;

GtkWidget *
sl_shot_lens_new (void)
{
  const char *const names[N_FACTS] = { _("Lens"), _("Stop"), _("Focus"), _("Height"), _("Tilt"), _("Speed") };
  Lens *l = g_new0 (Lens, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *scroll = gtk_scrolled_window_new ();

  for (Fact i = 0; i < N_FACTS; i++)
    {
      GtkWidget *name = sl_label (names[i], "caption");

      gtk_widget_add_css_class (name, "dim-label");
      l->values[i] = sl_label ("", "heading");
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_ellipsize (GTK_LABEL (l->values[i]), PANGO_ELLIPSIZE_NONE);
      gtk_widget_add_css_class (l->values[i], "sl-number");
      gtk_box_append (GTK_BOX (box), pair (name, l->values[i], GTK_ALIGN_START));
    }
  l->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (l->badges, TRUE);
  gtk_widget_set_halign (l->badges, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), l->badges);
  gtk_widget_add_css_class (box, "sl-slate");
  /* as narrow as need be: what has no room is scrolled to */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  sl_set_name (box, _("How it is taken"));
  g_object_set_data_full (G_OBJECT (scroll), "lens", l, g_free);
  return scroll;
}

/* Takes the text. */
static void
set_value (const Lens *l, Fact fact, char *text)
{
  gtk_label_set_text (GTK_LABEL (l->values[fact]), text);
  g_free (text);
}

static void
show_camera (const Lens *l, SlEditor *editor, const SlSceneCamera *camera)
{
  const SlSceneMaker *maker = sl_editor_maker (editor);
  SlPace pace = { { 0 } };
  const gboolean known = maker != NULL && sl_pace_at (maker, (gint64) sl_editor_frame (editor), &pace);
  const double speed = known ? pace.numbers[SL_PACE_SPEED] : 0;
  g_autofree char *metres = sl_length_text (editor, speed);

  set_value (l, LENS, g_strdup_printf ("%.4g mm", camera->focal_mm));
  set_value (l, STOP, g_strdup_printf ("T%.3g", camera->stop));
  set_value (l, FOCUS, isfinite (camera->focus_m) ? sl_length_text (editor, camera->focus_m) : g_strdup ("∞"));
  set_value (l, HEIGHT, sl_length_text (editor, camera->frame.o.z));
  set_value (l, TILT, g_strdup_printf ("%+.1f°", camera->tilt));
  set_value (l, SPEED, speed < .005 ? g_strdup (_("still")) : g_strdup_printf (_("%s/s"), metres));
}

void
sl_shot_lens_show (GtkWidget *lens, SlBench *bench)
{
  const Lens *l = g_object_get_data (G_OBJECT (lens), "lens");
  const SlShot *shot = sl_editor_shot (bench->editor);
  const SlScene *scene = sl_editor_scene (bench->editor, NULL);

  sl_clear_box (l->badges);
  if (shot == NULL)
    return;
  gtk_box_append (GTK_BOX (l->badges),
                  sl_badges (bench->editor, sl_analysis_grades (bench->analysis, shot->entity.id)));
  for (Fact i = 0; (scene == NULL || !scene->has_camera) && i < N_FACTS; i++)
    gtk_label_set_text (GTK_LABEL (l->values[i]), "–");
  if (scene != NULL && scene->has_camera)
    show_camera (l, bench->editor, &scene->camera);
}
