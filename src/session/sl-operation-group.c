/* What belongs together, and what stands in which shot. */
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

/* --- group --- */

typedef struct {
  SlRecord record;
  char    *name, *into;
} Group;

static const SlField group_fields[] = {
  OPTION (Group, name, N_("Name"), TEXT, .help = N_("What the group is called; none: “Group” with a number")),
  OPTION (Group, into, N_("Into"), TEXT, .help = N_("Id of a group that takes them in; none: a new one")),
};
OPTIONS (group_options, "group", N_("Group"), Group, group_fields);

static const char *
stage_of (const SlEntity *entity)
{
  const SlPlaced *placed = sl_entity_placed (entity);

  return placed != NULL ? placed->stage : NULL;
}

/* FALSE with an error for what stands nowhere, and for things of several stages, which are never seen together. */
static gboolean
can_be_grouped (const SlOperationInput *input, const char *into, GError **error)
{
  g_autoptr (GPtrArray) ids = sl_groups_expand (input->plan, input->ids, input->n_ids, FALSE);
  g_autoptr (GPtrArray) others = sl_groups_expand (input->plan, &into, into != NULL ? 1 : 0, FALSE);
  const SlEntity *first = NULL;

  g_ptr_array_extend (ids, others, NULL, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (input->plan, ids->pdata[i]);

      first = first != NULL ? first : entity;
      if (sl_entity_placed (entity) == NULL)
        sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands nowhere, so it cannot be in a group; leave it out"),
                      entity->id);
      else if (g_strcmp0 (stage_of (first), stage_of (entity)) != 0)
        sl_error_set (error, SL_ERROR_INPUT, _("“%s” and “%s” stand on different stages; take those of one stage"),
                      first->id, entity->id);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* FALSE with an error for a group that is none, or that would lie in itself. */
static gboolean
can_take (const SlOperationInput *input, const char *into, GError **error)
{
  if (sl_plan_get (input->plan, SL_KIND_GROUP, into) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no group “%s”; “show” lists what it has"), into);
      return FALSE;
    }
  for (guint i = 0; i < input->n_ids; i++)
    if (sl_group_holds (input->plan, input->ids[i], into))
      {
        sl_error_set (error, SL_ERROR_INPUT, _("the group “%s” would lie in itself; choose another"), input->ids[i]);
        return FALSE;
      }
  return TRUE;
}

/* The group that all of them lie in directly; NULL for none. */
static const char *
common_group (const SlOperationInput *input, const GPtrArray *ids)
{
  const SlGroup *common = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlGroup *group = sl_group_of (input->plan, sl_plan_find (input->plan, ids->pdata[i]));

      if (group == NULL || (common != NULL && group != common))
        return NULL;
      common = group;
    }
  return common != NULL ? common->entity.id : NULL;
}

static gboolean
group (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Group *options = data;
  const gboolean named = options->name != NULL && *options->name != '\0';
  const char *into = options->into != NULL && *options->into != '\0' ? options->into : NULL;
  g_autoptr (GPtrArray) ids = sl_groups_reduce (input->plan, input->ids, input->n_ids);
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  const char *common = common_group (input, ids);

  if (!can_be_grouped (input, into, error) || (into != NULL && !can_take (input, into, error)))
    return FALSE;
  if (into == NULL)
    {
      into = sl_copier_add (copier, SL_KIND_GROUP, "group", named ? options->name : _("Group"));
      if (common != NULL)
        sl_command_set (command, into, "group", common);
    }
  for (guint i = 0; i < ids->len; i++)
    sl_command_set (command, ids->pdata[i], "group", into);
  return TRUE;
}

const SlOperation sl_operation_group = {
  "group", N_("Group %s"), N_("Puts things and groups together, to be taken hold of as one"), "THING…", 1, G_MAXUINT,
  &group_options, group, TRUE,
};

/* --- ungroup --- */

typedef struct {
  SlRecord record;
} Nothing;

static const SlRecordType no_options = { "ungroup", N_("Ungroup"), sizeof (Nothing), NULL, 0 };

/* Groups that are taken apart, all at once: one may lie in another. */
typedef struct {
  const SlPlan *plan;
  SlCommand    *command;
  GHashTable   *groups;  /* their ids, borrowed from the plan */
  GHashTable   *members; /* sl_groups_members() */
} Apart;

/* The nearest group around it that stays; "" for none, and for what lies in itself. */
static const char *
group_left (const Apart *a, const SlEntity *group)
{
  const SlGroup *around = sl_group_of (a->plan, group);

  for (guint left = sl_plan_count (a->plan, SL_KIND_GROUP); around != NULL && left > 0; left--)
    {
      if (!g_hash_table_contains (a->groups, around->entity.id))
        return around->entity.id;
      around = sl_group_of (a->plan, &around->entity);
    }
  return "";
}

/* What lies in the group directly, or in those within it that go too, goes to where the group lies. */
static void
empty_out (const Apart *a, const char *id)
{
  const GPtrArray *inside = g_hash_table_lookup (a->members, id);
  const char *to = group_left (a, sl_plan_find (a->plan, id));

  for (guint i = 0; inside != NULL && i < inside->len; i++)
    if (!g_hash_table_contains (a->groups, inside->pdata[i]))
      sl_command_set (a->command, inside->pdata[i], "group", to);
}

/* Appends what stands for `id` afterwards: it alone, or what was in it. `met` ends circles. */
static void
append_left (const Apart *a, const char *id, GHashTable *met, GString *text)
{
  const GPtrArray *inside = g_hash_table_lookup (a->members, id);

  if (!g_hash_table_add (met, (gpointer) id))
    return;
  if (!g_hash_table_contains (a->groups, id))
    g_string_append_printf (text, "%s ", id);
  else
    for (guint i = 0; inside != NULL && i < inside->len; i++)
      append_left (a, inside->pdata[i], met, text);
}

/* Its list of what is not there, where that has one of the groups. */
static void
name_left (const Apart *a, const SlEntity *owner, const SlList *absent)
{
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has = FALSE;

  for (guint i = 0; i < sl_list_n (absent); i++)
    {
      const char *id = *(char *const *) sl_list_at (absent, char *, i);

      has = has || g_hash_table_contains (a->groups, id);
      append_left (a, id, met, text);
    }
  if (has)
    sl_command_set (a->command, owner->id, "absent", g_strchomp (text->str));
}

static gboolean
ungroup (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) members = sl_groups_members (input->plan);
  const Apart a = { input->plan, command, groups, members };
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlEntity *group = sl_plan_get (input->plan, SL_KIND_GROUP, input->ids[i]);

      if (group == NULL)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no group; name groups"), input->ids[i]);
          return FALSE;
        }
      g_hash_table_add (groups, group->id);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    empty_out (&a, id);
  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_SHOT); i++)
    name_left (&a, sl_plan_at (input->plan, SL_KIND_SHOT, i),
               ((const SlShot *) sl_plan_at (input->plan, SL_KIND_SHOT, i))->absent);
  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_SETUP); i++)
    name_left (&a, sl_plan_at (input->plan, SL_KIND_SETUP, i),
               ((const SlSetup *) sl_plan_at (input->plan, SL_KIND_SETUP, i))->absent);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    sl_command_set (command, id, "group", ""); /* so that none names one that is gone */
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    sl_command_remove (command, id);
  return TRUE;
}

const SlOperation sl_operation_ungroup = {
  "ungroup", N_("Ungroup %s"), N_("Takes groups apart; what lies in them stays where it stands"), "GROUP…", 1,
  G_MAXUINT, &no_options, ungroup, TRUE,
};

/* --- in a shot or not --- */

static gboolean
has_id (const GPtrArray *ids, const char *id, guint *at)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, at);
}

static void
take_out (GPtrArray *absent, const char *id)
{
  if (!has_id (absent, id, NULL))
    g_ptr_array_add (absent, (gpointer) id);
}

/* What is out by way of its group alone leaves the others of that group out. FALSE with an error for what the setup
 * strikes, which is not the shot's to say. */
static gboolean
put_in (const SlOperationInput *input, const SlShot *shot, GPtrArray **absent, const char *id, GError **error)
{
  const SlSetup *setup = sl_plan_get (input->plan, SL_KIND_SETUP, shot->setup);
  g_autoptr (GPtrArray) struck = setup != NULL ? sl_groups_expand_list (input->plan, setup->absent) : NULL;
  g_autoptr (GPtrArray) each = sl_groups_expand (input->plan, (const char *const *) (*absent)->pdata, (*absent)->len,
                                                 FALSE);
  guint at;

  if (!has_id (*absent, id, NULL) && has_id (each, id, NULL))
    {
      g_ptr_array_unref (*absent);
      *absent = g_steal_pointer (&each);
    }
  if (has_id (*absent, id, &at))
    g_ptr_array_remove_index (*absent, at);
  else if (struck != NULL && has_id (struck, id, NULL))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the setup “%s” strikes “%s”; change “Not standing” there"),
                    setup->entity.id, id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
can_be_seen (const SlOperationInput *input, const char *id, GError **error)
{
  const SlEntity *entity = sl_plan_find (input->plan, id);

  if (entity->kind == SL_KIND_GROUP || sl_entity_placed (entity) != NULL)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands nowhere, so no shot sees it; leave it out"), id);
  return FALSE;
}

/* The shot's list of what is not in it, with those ids or without them. */
static gboolean
set_absent (const SlOperationInput *input, SlCommand *command, gboolean absent, GError **error)
{
  const SlShot *shot = sl_plan_get (input->plan, SL_KIND_SHOT, input->when.shot);
  g_autoptr (GPtrArray) now = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (shot == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("what is in the picture belongs to a shot; name one"));
      return FALSE;
    }
  for (guint i = 0; i < sl_list_n (shot->absent); i++)
    g_ptr_array_add (now, *(char *const *) sl_list_at (shot->absent, char *, i));
  for (guint i = 0; i < input->n_ids; i++)
    {
      if (!can_be_seen (input, input->ids[i], error)
          || (!absent && !put_in (input, shot, &now, input->ids[i], error)))
        return FALSE;
      if (absent)
        take_out (now, input->ids[i]);
    }
  for (guint i = 0; i < now->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) now->pdata[i]);
  sl_command_set (command, shot->entity.id, "absent", text->str);
  return TRUE;
}

static gboolean
make_absent (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  return set_absent (input, command, TRUE, error);
}

static gboolean
make_present (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  return set_absent (input, command, FALSE, error);
}

static const SlRecordType absent_options = { "absent", N_("Take out of the shot"), sizeof (Nothing), NULL, 0 };
static const SlRecordType present_options = { "present", N_("Put into the shot"), sizeof (Nothing), NULL, 0 };

const SlOperation sl_operation_absent = {
  "absent", N_("Take %s out of the shot"), N_("Takes things out of a shot's picture and its analysis: name it with "
  "--shot"), "THING…", 1, G_MAXUINT, &absent_options, make_absent, TRUE,
};
const SlOperation sl_operation_present = {
  "present", N_("Put %s into the shot"), N_("Puts back what was taken out of a shot: name it with --shot"), "THING…",
  1, G_MAXUINT, &present_options, make_present, TRUE,
};
