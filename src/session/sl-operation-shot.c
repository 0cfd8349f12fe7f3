/* What a director does to a list of shots: one more between two, numbers, order, length. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-shot-number.h"

/* The input's shots in the order of the edit, each once (SlShot, borrowed); NULL with an error where one is none. */
static GPtrArray *
shots_of (const SlOperationInput *input, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *shots;

  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlEntity *entity = sl_plan_find (input->plan, input->ids[i]);

      if (entity->kind != SL_KIND_SHOT)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no shot; name shots"), entity->id);
          return NULL;
        }
      g_hash_table_add (wanted, entity->id);
    }
  shots = g_ptr_array_new ();
  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_SHOT); i++)
    if (g_hash_table_contains (wanted, sl_plan_at (input->plan, SL_KIND_SHOT, i)->id))
      g_ptr_array_add (shots, (gpointer) sl_plan_at (input->plan, SL_KIND_SHOT, i));
  return shots;
}

/* --- insert --- */

typedef struct {
  SlRecord    record;
  gboolean    copy;
  const char *name;
} Insert;

static const SlField insert_fields[] = {
  OPTION (Insert, copy, N_("Copy"), BOOL, .def = "false",
          .help = N_("With its move, length and notes; else with its setup, camera and lens alone")),
  OPTION (Insert, name, N_("Name"), TEXT, .help = N_("Of the new shot")),
};
OPTIONS (insert_options, "shot-insert", N_("Another shot"), Insert, insert_fields);

/* Numbers in use, in the scene of the shot that the new one follows. */
static GHashTable *
numbers_of_scene (const SlPlan *plan, const char *scene)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);

      if (shot->number != NULL && g_strcmp0 (shot->scene, scene) == 0)
        g_hash_table_add (taken, g_strdup (shot->number));
    }
  return taken;
}

/* Between two shots a letter more, behind the last one the next number where it has one. */
static char *
free_number (GHashTable *taken, const char *number, gboolean is_last)
{
  char *next = is_last ? sl_shot_number_count (number, 1) : NULL;

  if (next == NULL)
    next = sl_shot_number_letter (number);
  while (g_hash_table_contains (taken, next))
    {
      g_autofree char *busy = next;
      next = sl_shot_number_letter (busy);
    }
  return next;
}

/* "shot-12a", which the copier makes free; ids hold plain letters and figures only. */
static char *
wanted_id (const char *number)
{
  g_autofree char *low = number != NULL ? g_ascii_strdown (number, -1) : NULL;

  for (const char *c = low; c != NULL && *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return g_strdup ("shot");
  return low != NULL && *low != '\0' ? g_strconcat ("shot-", low, NULL) : g_strdup ("shot");
}

static void
copy_fields (SlCommand *command, const SlShot *shot, const char *id, gboolean all)
{
  static const char *const own[] = { "number", "uid", "with", NULL };
  static const char *const taken_over[] = { "scene", "setup", "camera", "position", "pan", "tilt", "roll", "focal_mm",
                                            "stop", "focus", "shutter", "fps", "ratio", NULL };
  const SlRecordType *type = &sl_kind_info (SL_KIND_SHOT)->record;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];

      if (g_strv_contains (own, field->name) || (!all && !g_strv_contains (taken_over, field->name))
          || sl_field_is_default (field, SL_CONST_MEMBER (shot, field)))
        continue;
      g_autofree char *text = sl_entity_get (&shot->entity, field->name, NULL);
      sl_command_set (command, id, field->name, text);
    }
}

static gboolean
insert (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Insert *options = data;
  g_autoptr (GPtrArray) shots = shots_of (input, error);
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);

  for (guint i = 0; shots != NULL && i < shots->len; i++)
    {
      const SlShot *shot = shots->pdata[i];
      g_autoptr (GHashTable) taken = numbers_of_scene (input->plan, shot->scene);
      const guint at = (guint) sl_plan_index (input->plan, shot->entity.id) + 1;
      const gboolean is_last = at == sl_plan_count (input->plan, SL_KIND_SHOT) && !options->copy;
      g_autofree char *number = shot->number != NULL ? free_number (taken, shot->number, is_last) : NULL;
      g_autofree char *wanted = wanted_id (number);
      const char *name = options->name != NULL ? options->name : options->copy ? shot->entity.name : NULL;
      const char *id = sl_copier_add (copier, SL_KIND_SHOT, wanted, name);

      copy_fields (command, shot, id, options->copy);
      if (number != NULL)
        sl_command_set (command, id, "number", number);
      sl_command_order (command, id, at + i);
    }
  return shots != NULL;
}

const SlOperation sl_operation_shot_insert = {
  "shot-insert", N_("Add a shot after %s"),
  N_("One more shot behind each, of its scene and setup, with the next free letter: 12A behind 12; 13 at the end"),
  "SHOT…", 1, SL_OPERATION_MAX_COPIES, &insert_options, insert,
};

/* --- number --- */

typedef enum { STYLE_LETTERS, STYLE_NUMBERS } Style;

static const SlEnumValue styles[] = {
  { "letters", N_("12, 12A, 12B") }, { "numbers", N_("12, 13, 14") }, { NULL, NULL },
};

typedef struct {
  SlRecord    record;
  const char *first;
  int         style;
  gint64      step;
} Number;

static const SlField number_fields[] = {
  OPTION (Number, first, N_("First number"), TEXT, .help = N_("Of the first of them; unset: the one it has")),
  OPTION (Number, style, N_("Then"), ENUM, .values = styles, .def = "numbers", .help = N_("How it goes on")),
  OPTION (Number, step, N_("Step"), INTEGER, .min = 1, .max = 1000, .def = "1", .help = N_("From number to number")),
};
OPTIONS (number_options, "shot-number", N_("Renumber"), Number, number_fields);

/* The number behind `number`; NULL with an error. */
static char *
next_number (const Number *options, const char *number, GError **error)
{
  char *next = options->style == STYLE_LETTERS ? sl_shot_number_letter (number)
                                               : sl_shot_number_count (number, (guint) options->step);

  if (next == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” cannot be counted on from; end it with a figure, or choose letters"),
                  number);
  return next;
}

/* FALSE with an error where a shot of the same scene that keeps its number has this one. */
static gboolean
is_free (const SlPlan *plan, const GPtrArray *renumbered, const SlShot *shot, const char *number, GError **error)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *other = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);

      if (g_strcmp0 (other->number, number) != 0 || g_strcmp0 (other->scene, shot->scene) != 0
          || g_ptr_array_find ((GPtrArray *) renumbered, other, NULL))
        continue;
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is the number of %s; begin with another, or renumber that too"),
                    number, sl_entity_title (&other->entity));
      return FALSE;
    }
  return TRUE;
}

static gboolean
renumber (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Number *options = data;
  g_autoptr (GPtrArray) shots = shots_of (input, error);
  g_autofree char *number = NULL;

  if (shots == NULL)
    return FALSE;
  number = g_strdup (options->first != NULL ? options->first : ((const SlShot *) shots->pdata[0])->number);
  if (number == NULL || *number == '\0')
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s has no number; say which one to begin with"),
                    sl_entity_title (shots->pdata[0]));
      return FALSE;
    }
  for (guint i = 0; i < shots->len; i++)
    {
      const SlShot *shot = shots->pdata[i];

      if (i > 0)
        {
          g_autofree char *before = g_steal_pointer (&number);
          if ((number = next_number (options, before, error)) == NULL)
            return FALSE;
        }
      if (!is_free (input->plan, shots, shot, number, error))
        return FALSE;
      sl_command_set (command, shot->entity.id, "number", number);
    }
  return TRUE;
}

const SlOperation sl_operation_shot_number = {
  "shot-number", N_("Renumber %s"), N_("Gives shots numbers in the order of the edit"), "SHOT…", 1, G_MAXUINT,
  &number_options, renumber,
};

/* --- order --- */

typedef struct {
  SlRecord    record;
  gint64      by;
  const char *before, *after;
} Order;

static const SlField order_fields[] = {
  OPTION (Order, by, N_("By"), INTEGER, .min = -1e6, .max = 1e6, .def = "0",
          .help = N_("So many places later; earlier below 0")),
  OPTION (Order, before, N_("Before"), REF, .refs = "shot", .help = N_("The shot that they come before")),
  OPTION (Order, after, N_("After"), REF, .refs = "shot", .help = N_("The shot that they come after")),
};
OPTIONS (order_options, "shot-order", N_("Reorder"), Order, order_fields);

/* How many of the others stand before the place in the edit that `index` is. */
static guint
others_before (const SlPlan *plan, const GPtrArray *shots, guint index)
{
  guint n = index;

  for (guint i = 0; i < shots->len; i++)
    n -= (guint) sl_plan_index (plan, ((const SlShot *) shots->pdata[i])->entity.id) < index;
  return n;
}

/* Into `place`: how many others come before them then. FALSE with an error. */
static gboolean
place_by_neighbour (const SlPlan *plan, const GPtrArray *shots, const Order *options, guint *place, GError **error)
{
  const char *id = options->before != NULL ? options->before : options->after;
  const SlEntity *neighbour = sl_plan_get (plan, SL_KIND_SHOT, id);

  if (options->before != NULL && options->after != NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("before %s or after %s; say one of the two"), options->before,
                  options->after);
  else if (neighbour == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no shot “%s”; “show” lists what it has"), id);
  else if (g_ptr_array_find ((GPtrArray *) shots, neighbour, NULL))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” cannot be moved next to itself; name another shot"), id);
  else
    {
      const guint at = others_before (plan, shots, (guint) sl_plan_index (plan, id));
      *place = options->before != NULL ? at : at + 1;
      return TRUE;
    }
  return FALSE;
}

static guint
place_by_steps (const SlPlan *plan, const GPtrArray *shots, gint64 by)
{
  const SlShot *edge = shots->pdata[by < 0 ? 0 : shots->len - 1];
  const gint64 others = sl_plan_count (plan, SL_KIND_SHOT) - shots->len;
  const guint at = others_before (plan, shots, (guint) sl_plan_index (plan, edge->entity.id));

  return (guint) CLAMP (at + by, 0, others);
}

/* Those that go back come first, from the last on, then those that go forward: each edit leaves where it belongs what
 * was placed before. */
static void
put_in_order (SlCommand *command, const SlPlan *plan, const GPtrArray *shots, guint place)
{
  guint n_back = 0;

  while (n_back < shots->len
         && (guint) sl_plan_index (plan, ((const SlShot *) shots->pdata[n_back])->entity.id) < place + n_back)
    n_back++;
  for (guint i = n_back; i > 0; i--)
    sl_command_order (command, ((const SlShot *) shots->pdata[i - 1])->entity.id, place + i - 1);
  for (guint i = n_back; i < shots->len; i++)
    sl_command_order (command, ((const SlShot *) shots->pdata[i])->entity.id, place + i);
}

static gboolean
order (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Order *options = data;
  g_autoptr (GPtrArray) shots = shots_of (input, error);
  guint place;

  if (shots == NULL)
    return FALSE;
  if (options->before == NULL && options->after == NULL)
    place = place_by_steps (input->plan, shots, options->by);
  else if (!place_by_neighbour (input->plan, shots, options, &place, error))
    return FALSE;
  put_in_order (command, input->plan, shots, place);
  return TRUE;
}

const SlOperation sl_operation_shot_order = {
  "shot-order", N_("Reorder %s"), N_("Puts shots elsewhere in the edit, one behind the other"), "SHOT…", 1, G_MAXUINT,
  &order_options, order,
};

/* --- trim --- */

typedef struct {
  SlRecord record;
  gint64   head, tail;
} Trim;

static const SlField trim_fields[] = {
  OPTION (Trim, head, N_("At the beginning"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "0",
          .help = N_("Frames that are taken off; below 0 they are added")),
  OPTION (Trim, tail, N_("At the end"), INTEGER, .unit = SL_UNIT_FRAME, .min = -1e6, .max = 1e6, .def = "0",
          .help = N_("Frames that are taken off; below 0 they are added")),
};
OPTIONS (trim_options, "shot-trim", N_("Trim"), Trim, trim_fields);

/* Keys keep their place in the picture: those of what was taken off come to lie before the first frame, so that the
 * move is the same, and comes back whole when the frames do. */
static void
shift_keys (SlCommand *command, const SlShot *shot, gint64 by)
{
  for (guint t = 0; by != 0 && t < sl_list_n (shot->tracks); t++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, t);

      for (guint k = 0; k < sl_list_n (track->keys); k++)
        {
          g_autofree char *path = g_strdup_printf ("tracks[#%u].keys[#%u].frame", t, k);
          g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sl_list_at (track->keys, SlKey, k)->frame + by);

          sl_command_set (command, shot->entity.id, path, text);
        }
    }
}

/* So do remarks. */
static void
shift_remarks (SlCommand *command, const SlShot *shot, gint64 by)
{
  for (guint i = 0; by != 0 && i < sl_list_n (shot->remarks); i++)
    {
      const gint64 frame = sl_list_at (shot->remarks, SlRemark, i)->frame + by;
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, frame);

      sl_command_set_item (command, shot->entity.id, "remarks", i, "frame", text);
    }
}

static gboolean
trim (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Trim *options = data;
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_SHOT)->record, "frames");
  g_autoptr (GPtrArray) shots = shots_of (input, error);

  for (guint i = 0; shots != NULL && i < shots->len; i++)
    {
      const SlShot *shot = shots->pdata[i];
      const gint64 frames = shot->frames - options->head - options->tail;

      if (frames < 1 || frames > (gint64) field->max)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("%s has %d frames; of a shot 1 to %d stay"),
                        sl_entity_title (&shot->entity), (int) shot->frames, (int) field->max);
          return FALSE;
        }
      sl_command_set_count (command, shot->entity.id, "frames", frames);
      shift_keys (command, shot, -options->head);
      shift_remarks (command, shot, -options->head);
    }
  return shots != NULL;
}

const SlOperation sl_operation_shot_trim = {
  "shot-trim", N_("Trim %s"), N_("Takes frames off shots, or adds some; the move stays as it is"), "SHOT…", 1,
  G_MAXUINT, &trim_options, trim,
};
