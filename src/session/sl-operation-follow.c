/* A camera, a light or a person that keeps looking at what moves: keys of its pan and tilt every few frames. */
#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-key-set.h"
#include "sl-operation-private.h"

#define DEG (G_PI / 180)
enum { MOST_KEYS = 10000 };

typedef struct {
  SlRecord    record;
  const char *target;
  gint64      from, to, step;
} Follow;

#define FRAMES(id, text, least, standard, words) \
  OPTION (Follow, id, text, INTEGER, .unit = SL_UNIT_FRAME, .min = least, .max = 1e6, .def = standard, .help = words)

static const SlField follow_fields[] = {
  OPTION (Follow, target, N_("Target"), TEXT, .help = N_("What it looks at: the middle of that thing")),
  FRAMES (from, N_("From"), 0, "0", N_("The first frame")),
  FRAMES (to, N_("To"), -1, "-1", N_("The last frame; −1: the shot's last")),
  FRAMES (step, N_("Step"), 1, "12", N_("Frames from key to key; fewer follow more closely")),
};
OPTIONS (follow_options, "follow", N_("Follow"), Follow, follow_fields);

/* The keys that are made. */
typedef struct {
  GArray    *keys;  /* SlKey: borrowed by items, so of its full length from the start */
  GPtrArray *texts; /* char *: their values */
} Made;

/* Where `id` would look at that frame (deg); FALSE with an error when one of the two stands nowhere, or both at one
 * place. */
static gboolean
look (const SlOperationInput *input, const SlSceneMaker *maker, const char *id, const char *target, gint64 frame,
      double angles[2], GError **error)
{
  const char *const ids[] = { id, target };
  const SlWhen when = { input->when.shot, frame, FALSE };
  const SlOperationInput here = { input->plan, input->catalogue, input->assets, ids, 2, when, maker };
  g_autoptr (GArray) pieces = sl_pieces_new (&here, error);

  if (pieces != NULL && pieces->len < 2) /* each is there once */
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” cannot follow itself; name another target"), id);
  if (pieces == NULL || pieces->len < 2)
    return FALSE;
  const SlVec3 d = sl_vec3_sub (sl_box_middle (&g_array_index (pieces, SlPiece, 1).box),
                                g_array_index (pieces, SlPiece, 0).position);
  const double level = hypot (d.x, d.y);
  if (sl_vec3_length (d) < 1e-6)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands where it should look at frame %d; move one of the two"), id,
                    (int) frame);
      return FALSE;
    }
  if (level > 1e-9) /* straight up or down any direction is as good as the last */
    angles[0] += remainder (atan2 (-d.x, d.y) / DEG - angles[0], 360);
  angles[1] = atan2 (d.z, level) / DEG;
  return TRUE;
}

/* What stood between is replaced. */
static void
clear_way (SlKeyWay *way, gint64 from, gint64 to)
{
  for (guint k = way->items->len; k-- > 0;)
    {
      const gint64 frame = g_array_index (way->items, SlKeyItem, k).frame;

      if (frame >= from && frame <= to)
        g_array_remove_index (way->items, k);
    }
}

static void
add_key (Made *made, SlKeyWay *way, gint64 frame, double degrees)
{
  const SlKey key = { .frame = frame, .value = sl_number_to_text (round (degrees * 1e3) / 1e3) };

  g_ptr_array_add (made->texts, key.value);
  g_array_append_val (made->keys, key);
  const SlKeyItem item = { &g_array_index (made->keys, SlKey, made->keys->len - 1), "", NULL, frame, SL_EASE_LINEAR,
                           TRUE };
  g_array_append_val (way->items, item);
}

static gboolean
follow_one (const SlOperationInput *input, const SlSceneMaker *maker, const Follow *options, const char *id,
            gint64 last, SlKeySet *set, Made *made, GError **error)
{
  static const char *const paths[] = { "pan", "tilt" };
  double angles[2] = { 0 };
  SlKeyWay *ways[2];

  for (guint i = 0; i < 2; i++)
    {
      const char *owner;

      sl_keyed_goes (input->plan, &input->when, id, paths[i], &owner);
      ways[i] = sl_key_set_way (set, owner, paths[i]);
      clear_way (ways[i], options->from, last);
    }
  for (gint64 frame = options->from;; frame = MIN (frame + options->step, last))
    {
      if (!look (input, maker, id, options->target, frame, angles, error))
        return FALSE;
      for (guint i = 0; i < 2; i++)
        add_key (made, ways[i], frame, angles[i]);
      if (frame >= last)
        return TRUE;
    }
}

static gboolean
check (const SlOperationInput *input, const Follow *options, const SlShot *shot, gint64 last, GError **error)
{
  if (shot == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("a key belongs to a shot; name one"));
  else if (options->target == NULL || sl_plan_find (input->plan, options->target) == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("there is nothing to follow; name a “target” of the plan"));
  else if (last < options->from)
    sl_error_set (error, SL_ERROR_INPUT, _("it would end at frame %d before it begins at %d; give later frames"),
                  (int) last, (int) options->from);
  else if ((last - options->from) / options->step + 2 > MOST_KEYS / input->n_ids)
    sl_error_set (error, SL_ERROR_INPUT, _("that would be more than %d keys; take longer steps"), MOST_KEYS);
  else
    return TRUE;
  return FALSE;
}

static gboolean
follow (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Follow *options = data;
  const SlShot *shot = sl_plan_get (input->plan, SL_KIND_SHOT, input->when.shot);
  const gint64 last = options->to >= 0 || shot == NULL ? options->to : shot->frames - 1;
  SlOperationInput of_shot = { .plan = input->plan, .ids = &input->when.shot, .n_ids = 1 };
  g_autoptr (SlSceneMaker) maker = NULL;
  g_auto (SlKeySet) set = { 0 };

  if (!check (input, options, shot, last, error) || !sl_key_set_take (&set, &of_shot, error)
      || (maker = sl_scene_maker_new_shot (input->plan, input->assets, input->when.shot, error)) == NULL)
    return FALSE;
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, TRUE, sizeof (SlKey), 2 * MOST_KEYS);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Made made = { keys, texts };
  for (guint i = 0; i < input->n_ids; i++)
    if (!follow_one (input, maker, options, input->ids[i], last, &set, &made, error))
      return FALSE;
  return sl_key_set_write (command, &set, error);
}

const SlOperation sl_operation_follow = {
  "follow", N_("Have %s follow"),
  N_("Keys pan and tilt of cameras, lights and persons so that they follow a thing through a shot: name it by --shot"),
  "THING…", 1, G_MAXUINT, &follow_options, follow,
};
