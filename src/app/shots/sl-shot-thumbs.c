#include "sl-shot-thumbs.h"

enum { WIDTH = 144 /* px */, KEPT_MAX = 1000 };
G_STATIC_ASSERT (WIDTH <= SL_PICTURE_SMALL);

struct SlShotThumbs {
  SlBench    *bench;
  GHashTable *known; /* shot id → Thumb */
  GPtrArray  *shown; /* the pictures that are widgets now, borrowed */
};

/* A picture and the plan that it shows. */
typedef struct {
  guint64     key; /* of what it shows */
  GdkTexture *texture;
} Thumb;

static void
thumb_free (gpointer data)
{
  Thumb *thumb = data;

  g_object_unref (thumb->texture);
  g_free (thumb);
}

static void
keep (SlShotThumbs *t, const char *id, guint64 key, GdkTexture *texture)
{
  Thumb *thumb = g_new (Thumb, 1);

  if (g_hash_table_size (t->known) >= KEPT_MAX)
    g_hash_table_remove_all (t->known); /* they are soon drawn again */
  *thumb = (Thumb) { key, g_object_ref (texture) };
  g_hash_table_replace (t->known, g_strdup (id), thumb);
}

static void
drawn (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  const guint64 *asked = g_object_get_data (owner, "asked");
  g_autoptr (GdkTexture) texture = rgba != NULL ? sl_texture (rgba, width, height) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (owner), texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  if (texture != NULL && asked != NULL)
    keep (data, g_object_get_data (owner, "id"), *asked, texture);
}

/* Asks for a new one unless there is one of the shot as it is, or it is on its way. */
static void
update (SlShotThumbs *t, GtkWidget *picture)
{
  SlEditor *editor = t->bench->editor;
  const char *id = g_object_get_data (G_OBJECT (picture), "id");
  const SlShot *shot = sl_plan_get (sl_editor_plan (editor), SL_KIND_SHOT, id);
  const Thumb *known = g_hash_table_lookup (t->known, id);
  const guint64 *asked = g_object_get_data (G_OBJECT (picture), "asked");
  guint64 key = sl_scene_reads_picture (sl_editor_reads (editor), id);

  if (known != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (known->texture));
  if (shot == NULL || (known != NULL && known->key == key) || (asked != NULL && *asked == key))
    return;
  g_object_set_data_full (G_OBJECT (picture), "asked", g_memdup2 (&key, sizeof key), g_free);
  sl_pictures_ask (t->bench->pictures, G_OBJECT (picture), id, (double) (shot->frames / 2), NULL, WIDTH, drawn, t);
}

void
sl_shot_thumbs_renew (SlShotThumbs *t)
{
  for (guint i = 0; i < t->shown->len; i++)
    update (t, t->shown->pdata[i]);
}

static void
on_gone (GtkWidget *picture, SlShotThumbs *t)
{
  g_ptr_array_remove_fast (t->shown, picture);
}

GtkWidget *
sl_shot_thumb_new (SlShotThumbs *t, const char *shot_id)
{
  GtkWidget *picture = gtk_picture_new ();

  g_object_set_data_full (G_OBJECT (picture), "id", g_strdup (shot_id), g_free);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_add_css_class (picture, "sl-thumb");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  g_ptr_array_add (t->shown, picture);
  g_signal_connect (picture, "destroy", G_CALLBACK (on_gone), t);
  update (t, picture);
  return picture;
}

SlShotThumbs *
sl_shot_thumbs_new (SlBench *bench)
{
  SlShotThumbs *t = g_new0 (SlShotThumbs, 1);

  t->bench = sl_bench_ref (bench);
  t->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, thumb_free);
  t->shown = g_ptr_array_new ();
  return t;
}

void
sl_shot_thumbs_free (SlShotThumbs *t)
{
  if (t == NULL)
    return;
  for (guint i = 0; i < t->shown->len; i++)
    g_signal_handlers_disconnect_by_data (t->shown->pdata[i], t);
  g_ptr_array_unref (t->shown);
  g_hash_table_unref (t->known);
  sl_bench_unref (t->bench);
  g_free (t);
}
