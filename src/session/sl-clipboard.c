#include "sl-clipboard.h"

#include <string.h>

#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-plan-assets.h"
#include "sl-refs.h"

/* --- copying --- */

static void
say_thing (SlCommand *command, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  sl_command_add (command, entity->kind, entity->id);
  if (entity->name != NULL)
    sl_command_set (command, entity->id, "name", entity->name);
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (entity, &type->fields[i]))
        && !g_str_equal (type->fields[i].name, "uid"))
      {
        g_autofree char *text = sl_entity_get (entity, type->fields[i].name, NULL);
        sl_command_set (command, entity->id, type->fields[i].name, text);
      }
}

/* A file by its whole path: the plan it is pasted into lies elsewhere. */
static void
say_files (SlCommand *command, const SlPlan *plan, const char *folder, GHashTable *said)
{
  g_autoptr (GArray) places = sl_plan_asset_places (plan);

  for (guint i = 0; i < places->len; i++)
    {
      const SlAssetPlace *place = &g_array_index (places, SlAssetPlace, i);

      if (!g_hash_table_contains (said, place->entity->id) || g_str_has_prefix (place->name, "builtin:"))
        continue;
      g_autofree char *path = g_canonicalize_filename (place->name, folder != NULL ? folder : "/");
      sl_command_set (command, place->entity->id, place->path, path);
    }
}

typedef struct {
  const SlPlan *plan;
  SlCommand    *command;
  GHashTable   *said;
} Devices;

static char *
say_device (const SlField *field, const char *id, gpointer data)
{
  Devices *d = data;
  const SlEntity *entity = sl_plan_find (d->plan, id);

  if (entity != NULL && entity->kind >= SL_KIND_FIRST_DEVICE && g_hash_table_add (d->said, entity->id))
    say_thing (d->command, entity);
  return NULL;
}

char *
sl_clipboard_copy (const SlPlan *plan, const char *folder, const char *const *ids, guint n)
{
  g_autoptr (GPtrArray) things = sl_groups_expand (plan, ids, n, TRUE);
  g_autoptr (SlCommand) command = sl_command_new ("");
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  Devices devices = { plan, command, said };

  for (guint i = 0; i < things->len; i++)
    {
      const SlEntity *entity = sl_plan_find (plan, things->pdata[i]);

      g_hash_table_add (said, entity->id);
      say_thing (command, entity);
    }
  for (guint i = 0; i < things->len; i++)
    sl_entity_visit_refs (plan, (SlEntity *) sl_plan_find (plan, things->pdata[i]), FALSE, say_device, &devices);
  say_files (command, plan, folder, said);
  g_autofree char *text = sl_command_print (command);
  return g_strconcat (SL_CLIPBOARD_HEAD, text, NULL);
}

/* --- pasting --- */

/* One edit of the text, which adds a thing or says something of it. */
static gboolean
take_edit (const SlEdit *edit, GHashTable *by_id, GPtrArray *in_order, GError **error)
{
  const SlKind kind = edit->type == SL_EDIT_ADD ? sl_kind_from_name (edit->what) : SL_N_KINDS;
  SlEntity *entity = g_hash_table_lookup (by_id, edit->id);

  if (edit->type == SL_EDIT_SET && entity != NULL)
    return sl_entity_set (entity, edit->what, edit->text, FALSE, error);
  if (edit->type == SL_EDIT_ADD && entity == NULL && kind < SL_N_KINDS && sl_id_is_valid (edit->id))
    {
      entity = sl_entity_new (kind, edit->id);
      g_hash_table_insert (by_id, entity->id, entity);
      g_ptr_array_add (in_order, entity);
      return TRUE;
    }
  sl_error_set (error, SL_ERROR_INPUT, _("what was copied is no part of a plan; copy things in Sightline"));
  return FALSE;
}

static gboolean
take_all (const GPtrArray *commands, GPtrArray *in_order, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < commands->len; i++)
    for (guint k = 0; k < sl_command_count (commands->pdata[i]); k++)
      if (!take_edit (sl_command_edit (commands->pdata[i], k), by_id, in_order, error))
        return FALSE;
  return TRUE;
}

SlPlan *
sl_clipboard_things (const char *head, const char *text, GError **error)
{
  g_autoptr (GPtrArray) commands = NULL, in_order = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entity_unref);
  g_autoptr (SlPlan) none = sl_plan_new ();
  const char *rest = NULL;
  SlPlan *things;

  if (strlen (text) > SL_CLIPBOARD_MOST || !g_str_has_prefix (text, head))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("what was copied is no part of a plan; copy things in Sightline"));
      return NULL;
    }
  if ((commands = sl_commands_parse (text + strlen (head), &rest, error)) == NULL
      || !take_all (commands, in_order, error))
    return NULL;
  if (*rest != '\0' || in_order->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("what was copied is cut short; copy it again"));
      return NULL;
    }
  things = sl_plan_fork (none);
  for (guint i = 0; i < in_order->len; i++)
    sl_plan_put (things, sl_entity_ref (in_order->pdata[i]));
  return things;
}

typedef struct {
  const SlPlan *plan;
  GHashTable   *made;     /* id in the text → id in the plan; both borrowed */
  const char   *of;       /* whose field is looked at */
  const char   *stage;
  GPtrArray    *left_out;
} Naming;

/* "" takes a reference out. */
static char *
name_anew (const SlField *field, const char *id, gpointer data)
{
  Naming *n = data;
  const char *made = g_hash_table_lookup (n->made, id);
  const gboolean is_stage = g_strcmp0 (field->name, "stage") == 0;

  if (made != NULL)
    return g_strdup (made);
  if (is_stage && n->stage != NULL)
    return g_strdup (n->stage);
  if (sl_plan_find (n->plan, id) != NULL)
    return NULL;
  if (n->left_out != NULL && g_strcmp0 (field->name, "group") != 0) /* that it was in one is no loss */
    g_ptr_array_add (n->left_out, g_strdup_printf ("%s: %s", n->of, id));
  return g_strdup ("");
}

static void
put_fields (SlCommand *command, const SlPlan *things, const SlEntity *entity, const char *id, const char *folder,
            Naming *naming)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  g_autoptr (SlEntity) named = sl_entity_edit (entity);

  naming->of = id;
  sl_entity_visit_refs (things, named, TRUE, name_anew, naming);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      g_autofree char *text = NULL, *relative = NULL;

      if (sl_field_is_default (field, SL_CONST_MEMBER (named, field)))
        continue;
      text = sl_entity_get (named, field->name, NULL);
      if (field->type == SL_TYPE_ASSET && folder != NULL && g_path_is_absolute (text))
        relative = sl_asset_relative (folder, text);
      sl_command_set (command, id, field->name, relative != NULL ? relative : text);
    }
}

/* x and y of where it stands; FALSE for what stands nowhere. */
static gboolean
find_place (const SlEntity *entity, double *x, double *y)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  SlField field;

  if (sl_entity_placed (entity) == NULL)
    return FALSE;
  const double *px = sl_record_find (type, entity, "position.x", &field, NULL);
  const double *py = sl_record_find (type, entity, "position.y", &field, NULL);
  *x = px != NULL ? *px : 0;
  *y = py != NULL ? *py : 0;
  return px != NULL && py != NULL;
}

/* From the middle of all that stands. */
static SlVec3
way_to (const SlPlan *things, SlVec3 at)
{
  SlBox box = sl_box_empty ();
  double x, y;

  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (things, kind); i++)
      if (find_place (sl_plan_at (things, kind, i), &x, &y))
        sl_box_add (&box, sl_vec3 (x, y, 0));
  return sl_box_is_empty (&box) ? sl_vec3 (0, 0, 0) : sl_vec3_sub (at, sl_box_middle (&box));
}

static void
shift (SlCommand *command, const SlEntity *entity, const char *id, SlVec3 by)
{
  double x, y;

  if ((by.x == 0 && by.y == 0) || !find_place (entity, &x, &y))
    return;
  sl_command_set_number (command, id, "position.x", x + by.x);
  sl_command_set_number (command, id, "position.y", y + by.y);
}

/* Ids for all first, since they name each other. A device that the plan has is the plan's own. */
static void
make_ids (SlCopier *copier, const SlPlan *plan, const SlPlan *things, GHashTable *made)
{
  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (things, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (things, kind, i);
        const SlEntity *own = kind >= SL_KIND_FIRST_DEVICE ? sl_plan_get (plan, kind, entity->id) : NULL;

        g_hash_table_insert (made, entity->id,
                             (gpointer) (own != NULL ? own->id
                                                     : sl_copier_add (copier, kind, entity->id, entity->name)));
      }
}

SlCommand *
sl_clipboard_paste (const SlPlan *plan, const char *folder, const char *text, const char *stage, const SlVec3 *at,
                    GPtrArray *added, GPtrArray *left_out, GError **error)
{
  g_autoptr (SlPlan) things = sl_clipboard_things (SL_CLIPBOARD_HEAD, text, error);
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (SlCopier) copier = NULL;
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);
  Naming naming = { plan, made, NULL, stage, left_out };
  guint n = 0;

  if (things == NULL)
    return NULL;
  const SlVec3 by = at != NULL ? way_to (things, *at) : sl_vec3 (0, 0, 0);
  for (SlKind kind = 0; kind < SL_KIND_FIRST_DEVICE; kind++)
    n += sl_plan_count (things, kind);
  g_autofree char *label = g_strdup_printf (ngettext ("Paste %u thing", "Paste %u things", n), n);
  command = sl_command_new (label);
  copier = sl_copier_new (plan, command, added);
  make_ids (copier, plan, things, made);
  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (things, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (things, kind, i);

        const char *id = g_hash_table_lookup (made, entity->id);

        if (kind >= SL_KIND_FIRST_DEVICE && sl_plan_get (plan, kind, entity->id) != NULL)
          continue;
        put_fields (command, things, entity, id, folder, &naming);
        shift (command, entity, id, by);
      }
  return g_steal_pointer (&command);
}
