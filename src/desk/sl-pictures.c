#include "sl-pictures.h"

#include "sl-render.h"

typedef struct {
  GWeakRef      owner;
  SlPlan       *plan;
  SlAssets     *assets;
  SlSceneMaker *maker; /* of the shot as it is seen now; NULL for another shot */
  char         *shot_id;
  double        frame;
  SlView        view;
  gboolean      from_view;
  SlShading     shading;
  int           width;
  SlPictureDone done;
  gpointer      data;
  SlPictures   *pictures; /* borrowed: it goes after the queue, whose work this is */
  guint8       *rgba;
  int           out_width, out_height;
} Wish;

struct SlPictures {
  SlEditor    *editor; /* borrowed */
  SlQueue     *queue;  /* borrowed; NULL after sl_pictures_stop() */
  GQueue       wishes; /* Wish, oldest first */
  gboolean     running, broken;
  SlOffscreen *offscreen; /* used by the running thread alone */
  char        *trouble;   /* why there is none, until it was said */
};

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_weak_ref_clear (&wish->owner);
  sl_plan_unref (wish->plan);
  sl_assets_unref (wish->assets);
  sl_scene_maker_free (wish->maker);
  g_free (wish->shot_id);
  g_free (wish->rgba);
  g_free (wish);
}

static void
make_offscreen (SlPictures *p)
{
  g_autoptr (GError) trouble = NULL;

  if (p->offscreen != NULL || p->broken)
    return;
  p->offscreen = sl_offscreen_new (SL_GL_ANY, &trouble);
  p->broken = p->offscreen == NULL;
  if (p->broken)
    p->trouble = g_strdup (trouble->message);
}

/* Width over height of the shot's framing; as a screen's where the shot has no camera. */
static double
framing_of (const Wish *wish)
{
  g_autoptr (SlSceneMaker) own = NULL;
  const SlSceneMaker *maker = wish->maker;
  SlSceneCamera camera;

  if (maker == NULL)
    maker = own = sl_scene_maker_new_shot (wish->plan, NULL, wish->shot_id, NULL);
  if (maker == NULL || !sl_scene_maker_camera (maker, wish->frame, &camera, NULL))
    return 16. / 9;
  return camera.tan_h / camera.tan_v;
}

static gboolean
draw (SlWatch *watch, gpointer data, GError **error)
{
  Wish *wish = data;
  SlPictures *p = wish->pictures;
  SlPictureOptions options = { .shot_id = wish->shot_id, .frame = wish->frame, .maker = wish->maker,
                               .from = wish->from_view ? &wish->view : NULL, .shading = wish->shading,
                               .samples = 2 };

  if (sl_watch_stops (watch, error))
    return FALSE;
  make_offscreen (p);
  if (p->offscreen == NULL)
    return TRUE;
  double ratio = wish->from_view ? 16. / 9 : framing_of (wish);
  options.width = ratio >= 1 ? wish->width : (int) (wish->width * ratio);
  options.height = MAX (16, (int) (options.width / ratio));
  wish->rgba = sl_render_picture (p->offscreen, wish->plan, wish->assets, &options, &wish->out_width, &wish->out_height,
                                  NULL);
  return TRUE;
}

static void start_next (SlPictures *p);

static void
drawn (const GError *error, gpointer data)
{
  Wish *wish = data;
  SlPictures *p = wish->pictures;
  g_autoptr (GObject) owner = g_weak_ref_get (&wish->owner);

  p->running = FALSE;
  if (p->queue == NULL)
    return;
  if (p->trouble != NULL)
    sl_editor_message (p->editor, p->trouble);
  g_clear_pointer (&p->trouble, g_free);
  if (owner != NULL)
    wish->done (owner, g_steal_pointer (&wish->rgba), wish->out_width, wish->out_height, wish->data);
  start_next (p);
}

/* Those whose owner is gone: a list that is scrolled wishes for much that nobody waits for. */
static void
forget_unowned (SlPictures *p)
{
  GList *next;

  for (GList *l = p->wishes.head; l != NULL; l = next)
    {
      g_autoptr (GObject) owner = g_weak_ref_get (&((Wish *) l->data)->owner);

      next = l->next;
      if (owner != NULL)
        continue;
      wish_free (l->data);
      g_queue_delete_link (&p->wishes, l);
    }
}

/* The oldest of the large ones, else the oldest. */
static Wish *
next_wish (SlPictures *p)
{
  forget_unowned (p);
  for (GList *l = p->wishes.head; l != NULL; l = l->next)
    {
      Wish *wish = l->data;

      if (wish->width <= SL_PICTURE_SMALL)
        continue;
      g_queue_delete_link (&p->wishes, l);
      return wish;
    }
  return g_queue_pop_head (&p->wishes);
}

static void
start_next (SlPictures *p)
{
  Wish *wish = p->running || p->queue == NULL ? NULL : next_wish (p);

  if (wish == NULL)
    return;
  p->running = TRUE;
  sl_queue_add (p->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .work = draw, .done = drawn, .data = wish,
                                         .free_data = wish_free });
}

/* An owner's older wish is forgotten. */
static void
forget_wish_of (SlPictures *p, GObject *owner)
{
  for (GList *l = p->wishes.head; l != NULL; l = l->next)
    {
      g_autoptr (GObject) other = g_weak_ref_get (&((Wish *) l->data)->owner);
      if (other == owner)
        {
          wish_free (l->data);
          g_queue_delete_link (&p->wishes, l);
          return;
        }
    }
}

/* The editor's own for the shot that it shows: with what a hand lays over it, and already made. */
static SlSceneMaker *
maker_of (SlEditor *editor, const char *shot_id)
{
  const SlShot *shown = sl_editor_shot (editor);
  const SlSceneMaker *maker = NULL;

  if (shown != NULL && g_str_equal (shown->entity.id, shot_id))
    maker = sl_editor_maker (editor);
  if (maker == NULL || sl_scene_maker_shot (maker) == NULL) /* an unfinished shot shows its stage alone */
    return NULL;
  return sl_scene_maker_new_overlaid (maker, NULL, 0, NULL);
}

static void
ask (SlPictures *p, GObject *owner, const char *shot_id, double frame, const SlView *from, SlShading shading, int width,
     SlPictureDone done, gpointer data)
{
  Wish *wish;

  if (p->queue == NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->shading = shading;
  g_weak_ref_init (&wish->owner, owner);
  wish->plan = sl_plan_ref (sl_editor_plan (p->editor));
  wish->assets = sl_assets_ref (sl_document_assets (sl_editor_document (p->editor)));
  wish->maker = maker_of (p->editor, shot_id);
  wish->shot_id = g_strdup (shot_id);
  wish->frame = frame;
  wish->from_view = from != NULL;
  if (from != NULL)
    wish->view = *from;
  wish->width = width;
  wish->done = done;
  wish->data = data;
  wish->pictures = p;
  forget_wish_of (p, owner);
  g_queue_push_tail (&p->wishes, wish);
  start_next (p);
}

void
sl_pictures_ask (SlPictures *p, GObject *owner, const char *shot_id, double frame, const SlView *from, int width,
                 SlPictureDone done, gpointer data)
{
  ask (p, owner, shot_id, frame, from, SL_SHADING_PREVIS, width, done, data);
}

void
sl_pictures_ask_shaded (SlPictures *p, GObject *owner, const char *shot_id, double frame, SlShading shading, int width,
                        SlPictureDone done, gpointer data)
{
  ask (p, owner, shot_id, frame, NULL, shading, width, done, data);
}

SlPictures *
sl_pictures_new (SlEditor *editor, SlQueue *queue)
{
  SlPictures *p = g_new0 (SlPictures, 1);

  p->editor = editor;
  p->queue = queue;
  g_queue_init (&p->wishes);
  return p;
}

void
sl_pictures_stop (SlPictures *p)
{
  g_queue_clear_full (&p->wishes, wish_free);
  p->queue = NULL;
}

void
sl_pictures_free (SlPictures *p)
{
  if (p == NULL)
    return;
  sl_pictures_stop (p);
  sl_offscreen_free (p->offscreen);
  g_free (p->trouble);
  g_free (p);
}
