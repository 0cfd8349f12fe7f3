/* What hands do to the keys of a shot: moved in time, scaled, eased, taken out. */
#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-key-set.h"
#include "sl-operation-private.h"

#define KEYS_HELP N_("Which, as thing.field@frame with spaces between; unset: all of the shot")

static const SlEnumValue parts[] = { { "all", N_("All") }, { "x", "X" }, { "y", "Y" }, { "z", "Z" }, { NULL, NULL } };

typedef struct { SlRecord record; const char *keys; gint64 by; double raise; int part; } Move;

static const SlField move_fields[] = {
  OPTION (Move, keys, N_("Keys"), TEXT, .help = KEYS_HELP),
  OPTION (Move, by, N_("By"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "1",
          .help = N_("How many frames later, − for earlier")),
  OPTION (Move, raise, N_("Raise"), REAL, .min = -1e9, .max = 1e9, .def = "0",
          .help = N_("How much more their values are, − for less; of numbers alone")),
  OPTION (Move, part, N_("Part"), ENUM, .values = parts, .def = "all",
          .help = N_("Which number of a vector is raised")),
};
OPTIONS (move_options, "keys-move", N_("Move keys"), Move, move_fields);

typedef struct { const Move *options; const SlPlan *plan; SlKeySet *keys; } Moving;

/* Each number of "1 2.5 -3", or one of them, that much more; NULL where that is no number. */
static char *
raised (const char *text, double by, int part)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  const guint n = g_strv_length (words);
  double number;

  if (n == 0 || (n > 1 && n != 3))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      if (!sl_number_parse (words[i], &number))
        return NULL;
      if (n > 1 && part > 0 && (int) i != part - 1)
        continue;
      g_free (words[i]);
      words[i] = sl_number_to_text (round ((number + by) * 1e6) / 1e6);
    }
  return g_strjoinv (" ", words);
}

/* What is chosen may be of several fields: all go in time, and those up that can. */
static gboolean
has_numbers (const SlPlan *plan, const SlKeyWay *way)
{
  const SlEntity *target = sl_plan_find (plan, way->target);
  SlField field;

  return target != NULL && sl_record_resolve (&sl_kind_info (target->kind)->record, way->path, &field, NULL)
         && (field.type == SL_TYPE_REAL || field.type == SL_TYPE_INTEGER || field.type == SL_TYPE_VECTOR);
}

static void
move_one (SlKeyWay *way, SlKeyItem *item, gconstpointer data)
{
  const Moving *m = data;
  char *value;

  item->frame += m->options->by;
  if (m->options->raise == 0 || !has_numbers (m->plan, way))
    return;
  value = raised (item->was->value, m->options->raise, m->options->part);
  if (value == NULL)
    return;
  g_ptr_array_add (m->keys->texts, value);
  item->value = value;
}

static gboolean
move (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Move *options = data;
  g_auto (SlKeySet) keys = { 0 };

  if (!sl_key_set_take (&keys, input, error) || !sl_key_set_choose (&keys, options->keys, error))
    return FALSE;
  const Moving moving = { options, input->plan, &keys };
  sl_key_set_each (&keys, move_one, &moving);
  return sl_key_set_write (command, &keys, error);
}

const SlOperation sl_operation_keys_move = {
  "keys-move", N_("Move keys of %s"),
  N_("Moves keys of a shot in time, or up; they take the place of keys that stand there"),
  "SHOT", 1, 1, &move_options, move,
};

typedef struct { SlRecord record; const char *keys; double factor; gint64 about; } Scale;

static const SlField scale_fields[] = {
  OPTION (Scale, keys, N_("Keys"), TEXT, .help = KEYS_HELP),
  OPTION (Scale, factor, N_("Factor"), REAL, .min = .001, .max = 1000, .def = "2",
          .help = N_("Of the time between them; they land on whole frames")),
  OPTION (Scale, about, N_("About"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "-1",
          .help = N_("The frame that stays; −1: that of the first of them")),
};
OPTIONS (scale_options, "keys-scale", N_("Scale keys in time"), Scale, scale_fields);

static void
scale_one (SlKeyWay *way, SlKeyItem *item, gconstpointer data)
{
  const Scale *options = data;
  const double about = (double) options->about;

  item->frame = llround (about + ((double) item->frame - about) * options->factor);
}

static gboolean
scale (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  Scale options = *(const Scale *) data;
  g_auto (SlKeySet) keys = { 0 };

  if (!sl_key_set_take (&keys, input, error) || !sl_key_set_choose (&keys, options.keys, error))
    return FALSE;
  if (options.about < 0)
    options.about = sl_key_set_first (&keys);
  sl_key_set_each (&keys, scale_one, &options);
  return sl_key_set_write (command, &keys, error);
}

const SlOperation sl_operation_keys_scale = {
  "keys-scale", N_("Scale keys of %s"), N_("Stretches the time between keys of a shot"), "SHOT", 1, 1, &scale_options,
  scale,
};

static const SlEnumValue eases[] = {
  { "linear", N_("Linear") }, { "smooth", N_("Smooth") }, { "hold", N_("Hold") }, { "bezier", N_("Bézier") },
  { NULL, NULL },
};

typedef struct { SlRecord record; const char *keys; int ease; SlList *bend; } Ease;

static const SlField ease_fields[] = {
  OPTION (Ease, keys, N_("Keys"), TEXT, .help = KEYS_HELP),
  OPTION (Ease, ease, N_("Curve"), ENUM, .values = eases, .def = "smooth", .help = N_("How it goes to the next key")),
  OPTION (Ease, bend, N_("Bend"), LIST, .item = SL_TYPE_REAL, .min = -10, .max = 10,
          .help = N_("Of a Bézier curve: x1 y1 x2 y2 of its two handles; unset: as they are")),
};
OPTIONS (ease_options, "keys-ease", N_("Ease keys"), Ease, ease_fields);

typedef struct { int ease; const char *bend; /* NULL: as it is */ } Bend;

static void
ease_one (SlKeyWay *way, SlKeyItem *item, gconstpointer data)
{
  const Bend *how = data;

  item->ease = how->ease;
  item->bend = how->bend != NULL ? how->bend : item->bend;
}

static gboolean
ease (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Ease *options = data;
  g_autofree char *bend = sl_record_get (&ease_options, data, "bend", NULL);
  g_auto (SlKeySet) keys = { 0 };

  if (!sl_key_set_take (&keys, input, error) || !sl_key_set_choose (&keys, options->keys, error))
    return FALSE;
  if (sl_list_n (options->bend) != 0 && sl_list_n (options->bend) != 4)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the bend of a curve is four numbers, x1 y1 x2 y2; give all of them"));
      return FALSE;
    }
  const Bend how = { options->ease, sl_list_n (options->bend) > 0 ? bend : NULL };
  sl_key_set_each (&keys, ease_one, &how);
  return sl_key_set_write (command, &keys, error);
}

const SlOperation sl_operation_keys_ease = {
  "keys-ease", N_("Ease keys of %s"), N_("Says how keys of a shot go to the next one"), "SHOT", 1, 1, &ease_options,
  ease,
};

typedef struct { SlRecord record; const char *keys; } Remove;

static const SlField remove_fields[] = { OPTION (Remove, keys, N_("Keys"), TEXT, .help = KEYS_HELP) };
OPTIONS (remove_options, "keys-remove", N_("Take out keys"), Remove, remove_fields);

static gboolean
take_out (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_auto (SlKeySet) keys = { 0 };

  if (!sl_key_set_take (&keys, input, error) || !sl_key_set_choose (&keys, ((const Remove *) data)->keys, error))
    return FALSE;
  for (guint i = 0; i < keys.ways->len; i++)
    {
      GArray *items = ((SlKeyWay *) keys.ways->pdata[i])->items;

      for (guint k = items->len; k-- > 0;)
        if (g_array_index (items, SlKeyItem, k).chosen)
          g_array_remove_index (items, k);
    }
  return sl_key_set_write (command, &keys, error);
}

const SlOperation sl_operation_keys_remove = {
  "keys-remove", N_("Take out keys of %s"), N_("Takes keys out of a shot; a track goes with its last"), "SHOT", 1, 1,
  &remove_options, take_out,
};
