/* More of the same: copies with ids and names of their own. */
#include <string.h>

#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-refs.h"

struct SlCopier {
  const SlPlan *plan;
  SlCommand    *command;
  GPtrArray    *added;
  GHashTable   *ids, *names; /* taken by this command, or by the plan */
  GHashTable   *next;        /* of a name or id without its number → the number to try next */
};

static void
take_names (SlCopier *copier)
{
  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (copier->plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (copier->plan, kind, i);

        g_hash_table_add (copier->ids, g_strdup (entity->id));
        if (entity->name != NULL)
          g_hash_table_add (copier->names, g_strdup (entity->name));
      }
}

SlCopier *
sl_copier_new (const SlPlan *plan, SlCommand *command, GPtrArray *added)
{
  SlCopier *copier = g_new0 (SlCopier, 1);

  copier->plan = plan;
  copier->command = command;
  copier->added = added;
  copier->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copier->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copier->next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  take_names (copier);
  return copier;
}

void
sl_copier_free (SlCopier *copier)
{
  if (copier == NULL)
    return;
  g_hash_table_unref (copier->ids);
  g_hash_table_unref (copier->names);
  g_hash_table_unref (copier->next);
  g_free (copier);
}

/* Without the number that an earlier copy got: "crate-12" is "crate", "Take 2" is "Take". */
static char *
stem_of (const char *text, char gap)
{
  gsize length = strlen (text), end = length;

  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  return end > 1 && end < length && text[end - 1] == gap ? g_strndup (text, end - 1) : g_strdup (text);
}

/* `wanted` if nobody has it, else its stem with the next free number. Now taken. Borrowed. */
static const char *
take_free (SlCopier *copier, GHashTable *taken, const char *wanted, char gap)
{
  g_autofree char *stem = stem_of (wanted, gap), *key = g_strdup_printf ("%c%s", gap, stem);
  char *text = g_strdup (wanted);

  for (guint n = MAX (2, GPOINTER_TO_UINT (g_hash_table_lookup (copier->next, key)));
       g_hash_table_contains (taken, text); n++)
    {
      g_free (text);
      text = g_strdup_printf ("%s%c%u", stem, gap, n);
      g_hash_table_insert (copier->next, g_strdup (key), GUINT_TO_POINTER (n + 1));
    }
  g_hash_table_add (taken, text);
  return text;
}

const char *
sl_copier_add (SlCopier *copier, SlKind kind, const char *wanted, const char *title)
{
  const char *id = take_free (copier, copier->ids, wanted, '-');

  sl_command_add (copier->command, kind, id);
  if (title != NULL)
    sl_command_set (copier->command, id, "name", take_free (copier, copier->names, title, ' '));
  g_ptr_array_add (copier->added, g_strdup (id));
  return id;
}

const char *
sl_copier_copy (SlCopier *copier, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  const char *id = sl_copier_add (copier, entity->kind, entity->id, entity->name);

  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (entity, &type->fields[i]))
        && !g_str_equal (type->fields[i].name, "uid"))
      {
        g_autofree char *text = sl_entity_get (entity, type->fields[i].name, NULL);
        sl_command_set (copier->command, id, type->fields[i].name, text);
      }
  return id;
}

/* --- duplicate --- */

typedef struct {
  SlRecord record;
  SlVec3   by;
} Copies;

static const SlField copies_fields[] = {
  OPTION (Copies, by, N_("By"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000, .def = "0.5 0 0",
          .help = N_("How far from the originals the copies stand")),
};
OPTIONS (copies_options, "duplicate", N_("Duplicate"), Copies, copies_fields);

/* What a copy names, when it was copied too, is the copy of it. */
typedef struct {
  GHashTable *copies; /* id → id */
  gboolean    changed;
} Rename;

static char *
to_copy (const SlField *field, const char *id, gpointer data)
{
  Rename *rename = data;
  const char *copy = g_hash_table_lookup (rename->copies, id);

  rename->changed |= copy != NULL;
  return g_strdup (copy);
}

static void
name_copies (SlCommand *command, const SlPlan *plan, const SlEntity *entity, GHashTable *copies)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  const char *id = g_hash_table_lookup (copies, entity->id);
  g_autoptr (SlEntity) copy = sl_entity_edit (entity);

  for (guint i = 0; i < type->n_fields; i++)
    {
      Rename rename = { copies, FALSE };

      sl_entity_visit_field_refs (plan, copy, &type->fields[i], TRUE, to_copy, &rename);
      if (!rename.changed)
        continue;
      g_autofree char *text = sl_entity_get (copy, type->fields[i].name, NULL);
      sl_command_set (command, id, type->fields[i].name, text);
    }
}

static void
move_copy (SlCommand *command, const SlEntity *entity, const char *id, SlVec3 by)
{
  static const char *const paths[] = { "position.x", "position.y", "position.z" };
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  for (int axis = 0; sl_entity_placed (entity) != NULL && axis < 3; axis++)
    {
      SlField field;
      const double *number = sl_record_find (type, entity, paths[axis], &field, NULL);

      if (number != NULL && sl_vec3_axis (by, axis) != 0)
        sl_command_set_number (command, id, paths[axis], *number + sl_vec3_axis (by, axis));
    }
}

static gboolean
copies (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Copies *options = data;
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = sl_groups_expand (input->plan, input->ids, input->n_ids, TRUE);

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (input->plan, ids->pdata[i]);
      const char *id = sl_copier_copy (copier, entity);
      g_hash_table_insert (made, entity->id, (gpointer) id);
      move_copy (command, entity, id, options->by);
    }
  for (guint i = 0; ids->len > 1 && i < ids->len; i++)
    name_copies (command, input->plan, sl_plan_find (input->plan, ids->pdata[i]), made);
  return TRUE;
}

const SlOperation sl_operation_copies = {
  "duplicate", N_("Duplicate %s"), N_("Makes copies; what they name of each other, the copies name too"), "THING…", 1,
  G_MAXUINT, &copies_options, copies, TRUE,
};
