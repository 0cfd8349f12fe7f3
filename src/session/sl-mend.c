#include "sl-mend.h"

#include <string.h>

#include "sl-catalogue.h"
#include "sl-devices.h"
#include "sl-i18n.h"
#include "sl-operations.h"

enum { DAYS = 5 };

/* One finding, and the field that it is of. */
typedef struct {
  const SlMendInput *in;
  const SlFinding   *finding;
  const SlEntity    *entity;
  const SlField     *field; /* NULL where it is of none */
} Case;

static gboolean
names_one (const Case *c)
{
  return c->field != NULL && (c->field->type == SL_TYPE_REF || c->field->type == SL_TYPE_DEVICE);
}

/* The first kind that the field may name; SL_N_KINDS where it may name any. */
static SlKind
kind_named (const Case *c)
{
  g_auto (GStrv) kinds = g_strsplit (c->field->refs != NULL ? c->field->refs : "*", " ", 2);

  return sl_kind_from_name (kinds[0]);
}

static SlCommand *
set_field (const Case *c, const char *text)
{
  g_autofree char *label = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  SlCommand *command = sl_command_new (label);

  sl_command_set (command, c->entity->id, c->field->name, text);
  return command;
}

/* --- the ways: each gives a command and a label, or NULL where it is none --- */

/* What the catalogue has under that name. */
static SlCommand *
from_catalogue (const Case *c, char **label)
{
  const SlEntity *device = names_one (c) && c->in->catalogue != NULL
                           ? sl_plan_find (c->in->catalogue, c->finding->about) : NULL;

  if (device == NULL || !sl_field_takes_kind (c->field, device->kind))
    return NULL;
  *label = g_strdup_printf (_("Add %s from the catalogue"), sl_entity_title (device));
  return set_field (c, device->id);
}

/* Another of the right kind that the plan has, or the catalogue's usual one. */
static SlCommand *
use_other (const Case *c, char **label)
{
  const SlKind kind = names_one (c) ? kind_named (c) : SL_N_KINDS;
  const SlEntity *other = NULL;

  for (guint i = 0; kind < SL_N_KINDS && other == NULL && i < sl_plan_count (c->in->plan, kind); i++)
    if (sl_plan_at (c->in->plan, kind, i) != c->entity)
      other = sl_plan_at (c->in->plan, kind, i);
  if (other == NULL && kind < SL_N_KINDS && kind >= SL_KIND_FIRST_DEVICE && c->in->catalogue != NULL)
    other = sl_catalogue_default (c->in->catalogue, kind);
  if (other == NULL || g_str_equal (other->id, c->finding->about)) /* which from_catalogue() offers */
    return NULL;
  *label = g_strdup_printf (_("Use %s"), sl_entity_title (other));
  return set_field (c, other->id);
}

/* A new one, where the plan has none of that kind. */
static SlCommand *
add_one (const Case *c, char **label)
{
  const SlKind kind = names_one (c) ? kind_named (c) : SL_N_KINDS;
  g_autofree char *id = NULL;
  SlCommand *command;

  if (kind >= SL_KIND_FIRST_DEVICE || sl_plan_count (c->in->plan, kind) > 0)
    return NULL;
  command = sl_operation_add (c->in->plan, c->in->catalogue, kind, NULL, NULL, &id);
  sl_command_set (command, c->entity->id, c->field->name, id);
  *label = g_strdup_printf (_("Add: %s"), _(sl_kind_info (kind)->record.label));
  return command;
}

/* A list of ids without the one that is not there. */
static SlCommand *
without_id (const Case *c)
{
  g_autofree char *text = sl_entity_get (c->entity, c->field->name, NULL);
  g_auto (GStrv) ids = g_strsplit_set (text != NULL ? text : "", " ,", -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0' && !g_str_equal (ids[i], c->finding->about))
      g_string_append_printf (left, "%s%s", left->len > 0 ? " " : "", ids[i]);
  return set_field (c, left->str);
}

static gboolean
record_names (const Case *c, guint index)
{
  for (guint i = 0; i < c->field->record->n_fields; i++)
    {
      const SlField *part = &c->field->record->fields[i];
      g_autofree char *path = g_strdup_printf ("%s[#%u].%s", c->field->name, index, part->name), *text = NULL;

      if (part->type != SL_TYPE_REF && part->type != SL_TYPE_DEVICE)
        continue;
      text = sl_entity_get (c->entity, path, NULL);
      if (g_strcmp0 (text, c->finding->about) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A list of records without those that name it: the last first, so that places stay. */
static SlCommand *
without_records (const Case *c)
{
  g_autofree char *title = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  SlCommand *command = sl_command_new (title);
  const SlList *list = *(SlList *const *) SL_CONST_MEMBER (c->entity, c->field);

  for (guint i = sl_list_n (list); i > 0; i--)
    if (record_names (c, i - 1))
      {
        g_autofree char *path = g_strdup_printf ("%s[#%u]", c->field->name, i - 1);
        sl_command_set (command, c->entity->id, path, "");
      }
  return command;
}

static SlCommand *
take_out (const Case *c, char **label)
{
  if (c->field == NULL || (c->field->flags & SL_FIELD_REQUIRED) != 0)
    return NULL;
  *label = g_strdup_printf (_("Take out “%s”"), c->finding->about);
  if (c->field->type == SL_TYPE_LIST)
    return without_id (c);
  return c->field->type == SL_TYPE_RECORDS ? without_records (c) : set_field (c, "");
}

/* The record of a list that is at fault. */
static SlCommand *
remove_record (const Case *c, char **label)
{
  g_autofree char *path = g_strdup_printf ("%s[#%s]", c->finding->field, c->finding->about);
  g_autofree char *title = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  SlCommand *command = sl_command_new (title);

  sl_command_set (command, c->entity->id, path, "");
  *label = g_strdup_printf (_("Remove: %s"), _(c->field->record->label));
  return command;
}

/* As many angles as joints: straight ones more, or those beyond cut. */
static SlCommand *
fill_seams (const Case *c, char **label)
{
  g_autofree char *text = sl_entity_get (c->entity, "seams", NULL);
  g_auto (GStrv) angles = g_strsplit_set (text != NULL ? text : "", " ,", -1);
  guint64 joints = g_ascii_strtoull (c->finding->about, NULL, 10), n = 0;
  g_autoptr (GString) seams = g_string_new (NULL);

  for (guint i = 0; angles[i] != NULL && n < joints; i++)
    if (*angles[i] != '\0')
      {
        g_string_append_printf (seams, "%s%s", n > 0 ? " " : "", angles[i]);
        n++;
      }
  for (; n < joints; n++)
    g_string_append_printf (seams, "%s0", n > 0 ? " " : "");
  *label = g_strdup_printf (_("One angle a joint, the rest straight"));
  return set_field (c, seams->str);
}

static void
set_date (SlCommand *command, const SlEntity *entity, const char *field, guint32 julian)
{
  g_autofree char *text = sl_date_to_text (julian);

  sl_command_set (command, entity->id, field, text);
}

/* A booking's first and last day, as far as they are not known. */
static SlCommand *
give_days (const Case *c, char **label)
{
  const SlBooking *booking = (const SlBooking *) c->entity;
  guint32 from = c->in->today;
  g_autofree char *title = NULL;
  SlCommand *command;

  if (c->entity->kind != SL_KIND_BOOKING || c->field == NULL || c->field->type != SL_TYPE_DATE)
    return NULL;
  if (booking->from != 0 || booking->to > DAYS)
    from = booking->from != 0 ? booking->from : booking->to - DAYS + 1;
  title = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  command = sl_command_new (title);
  set_date (command, c->entity, "from", from);
  set_date (command, c->entity, "to", from + DAYS - 1);
  *label = g_strdup_printf (ngettext ("Give it %d day", "Give it %d days", DAYS), DAYS);
  return command;
}

static SlCommand *
swap_dates (const Case *c, char **label)
{
  const SlBooking *booking = (const SlBooking *) c->entity;
  g_autofree char *title = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  SlCommand *command = sl_command_new (title);

  set_date (command, c->entity, "from", booking->to);
  set_date (command, c->entity, "to", booking->from);
  *label = g_strdup (_("Exchange the dates"));
  return command;
}

/* The catalogue's figures, all of them. */
static SlCommand *
as_in_catalogue (const Case *c, char **label)
{
  const SlEntity *known = c->in->catalogue != NULL ? sl_plan_get (c->in->catalogue, c->entity->kind, c->entity->id)
                                                   : NULL;
  g_autoptr (SlEntity) copy = known != NULL ? sl_catalogue_copy (known) : NULL;
  const SlRecordType *type = &sl_kind_info (c->entity->kind)->record;
  g_autofree char *title = g_strdup_printf (_("Mend %s"), sl_entity_title (c->entity));
  SlCommand *command;

  if (copy == NULL)
    return NULL;
  command = sl_command_new (title);
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_equal (&type->fields[i], SL_CONST_MEMBER (c->entity, &type->fields[i]),
                         SL_CONST_MEMBER (copy, &type->fields[i])))
      {
        g_autofree char *text = sl_entity_get (copy, type->fields[i].name, NULL);
        sl_command_set (command, c->entity->id, type->fields[i].name, text != NULL ? text : "");
      }
  *label = g_strdup (_("Take the catalogue’s figures"));
  return command;
}

/* --- the table --- */

static const struct {
  const char  *code;
  SlCommand *(*make) (const Case *c, char **label);
  const char  *label, *action; /* of what a person has to choose */
} mendings[] = {
  { "dangling", from_catalogue },
  { "dangling", take_out },
  { "dangling", use_other },
  { "dangling", add_one },
  { "wrong-kind", use_other },
  { "wrong-kind", add_one },
  { "wrong-kind", take_out },
  { "empty", use_other },
  { "empty", add_one },
  { "empty", give_days },
  { "track", remove_record },
  { "value", remove_record },
  { "patch", remove_record },
  { "seams", fill_seams },
  { "circle", take_out },
  { "dates", swap_dates },
  { "device", as_in_catalogue },
  { "unbooked", NULL, N_("Book these days…"), "book-days" },
  { "file", NULL, N_("Locate…"), "missing-files" },
};

static void
mend_free (gpointer data)
{
  SlMend *mend = data;

  g_free (mend->label);
  sl_command_unref (mend->command);
  g_free (mend);
}

/* Nothing is offered that would be refused. */
static gboolean
goes (const Case *c, const SlCommand *command)
{
  g_autoptr (SlCommand) complete = c->in->catalogue != NULL
                                   ? sl_command_complete (command, c->in->plan, c->in->catalogue)
                                   : sl_command_ref ((SlCommand *) command);
  g_autoptr (SlPlan) after = sl_plan_apply (c->in->plan, complete, NULL);

  return after != NULL && after != c->in->plan;
}

static void
add_mend (GPtrArray *mends, char *label, SlCommand *command, const char *action)
{
  SlMend *mend = g_new (SlMend, 1);

  *mend = (SlMend) { label, command, action };
  g_ptr_array_add (mends, mend);
}

GPtrArray *
sl_mends (const SlMendInput *input, const SlFinding *finding)
{
  GPtrArray *mends = g_ptr_array_new_with_free_func (mend_free);
  const SlEntity *entity = sl_plan_find (input->plan, finding->id);
  const Case c = {
    .in = input, .finding = finding, .entity = entity,
    .field = entity != NULL ? sl_record_field (&sl_kind_info (entity->kind)->record, finding->field) : NULL,
  };

  for (guint i = 0; entity != NULL && i < G_N_ELEMENTS (mendings); i++)
    {
      g_autofree char *label = NULL;
      g_autoptr (SlCommand) command = NULL;

      if (!g_str_equal (mendings[i].code, finding->code))
        continue;
      if (mendings[i].make == NULL)
        add_mend (mends, g_strdup (_(mendings[i].label)), NULL, mendings[i].action);
      else if ((command = mendings[i].make (&c, &label)) != NULL && goes (&c, command))
        add_mend (mends, g_steal_pointer (&label), g_steal_pointer (&command), NULL);
    }
  return mends;
}
