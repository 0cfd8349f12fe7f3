/* Applying commands. */
#include "sl-edit.h"

#include <string.h>

#include "sl-barred.h"
#include "sl-curve.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"
#include "sl-refs.h"

static const SlEntity *
find (const SlPlan *plan, const char *id, GError **error)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  return entity;
}

static gboolean
apply_add (SlPlan *plan, const SlEdit *edit, GError **error)
{
  SlKind kind = sl_kind_from_name (edit->what);

  if (kind == SL_N_KINDS)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (guint i = 0; i < SL_N_KINDS; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? " " : "", sl_kind_info (i)->record.name);
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no kind; use one of %s"), edit->what, names->str);
      return FALSE;
    }
  if (!sl_id_is_valid (edit->id))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no id; use letters, digits, “-”, “_” and “.”"), edit->id);
      return FALSE;
    }
  if (sl_plan_find (plan, edit->id) != NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan already has “%s”; choose another id"), edit->id);
      return FALSE;
    }
  sl_plan_put (plan, sl_entity_new (kind, edit->id));
  return TRUE;
}

static const SlList *
tracks_of (const SlEntity *entity)
{
  return entity->kind == SL_KIND_SHOT ? ((const SlShot *) entity)->tracks : NULL;
}

static const SlList *
values_of (const SlEntity *entity)
{
  return entity->kind == SL_KIND_SETUP ? ((const SlSetup *) entity)->values : NULL;
}

/* How many tracks and values would change what they may not. */
static guint
count_barred (const SlPlan *plan, const SlEntity *entity)
{
  guint n = 0;

  for (guint i = 0; i < sl_list_n (tracks_of (entity)); i++)
    n += sl_track_is_barred (plan, sl_list_at (tracks_of (entity), SlTrack, i));
  for (guint i = 0; i < sl_list_n (values_of (entity)); i++)
    n += sl_override_is_barred (plan, sl_list_at (values_of (entity), SlOverride, i));
  return n;
}

/* What is wrong with a value that is barred. */
static gboolean
try_value (const SlPlan *plan, const SlOverride *value, GError **error)
{
  g_autoptr (SlEntity) trial = sl_entity_edit (sl_plan_find (plan, value->target));

  return sl_override_apply (value, trial, error);
}

/* A shot or a setup that was read with such tracks or values can still be edited, and rid of them one by one. */
static gboolean
check_barred (const SlPlan *plan, const SlEntity *before, const SlEntity *after, GError **error)
{
  if (count_barred (plan, after) <= count_barred (plan, before))
    return TRUE;
  for (guint i = sl_list_n (tracks_of (after)); i-- > 0;)
    if (sl_track_is_barred (plan, sl_list_at (tracks_of (after), SlTrack, i)))
      return sl_track_check (plan, sl_list_at (tracks_of (after), SlTrack, i), error);
  for (guint i = sl_list_n (values_of (after)); i-- > 0;)
    if (sl_override_is_barred (plan, sl_list_at (values_of (after), SlOverride, i)))
      return try_value (plan, sl_list_at (values_of (after), SlOverride, i), error);
  return TRUE;
}

/* Whether nothing but words changes with what `path` names. */
static gboolean
is_words (const SlEntity *entity, const char *path)
{
  g_autofree char *first = g_strndup (path, strcspn (path, ".["));
  const SlField *field = sl_record_field (&sl_kind_info (entity->kind)->record, first);

  return g_str_equal (path, "name") || (field != NULL && (field->flags & SL_FIELD_WORDS) != 0);
}

static gboolean
apply_set (SlPlan *plan, const SlEdit *edit, GError **error)
{
  const SlEntity *entity = find (plan, edit->id, error);
  g_autoptr (SlEntity) changed = NULL;

  if (entity == NULL)
    return FALSE;
  changed = sl_entity_edit (entity);
  if (!sl_entity_set (changed, edit->what, edit->text, TRUE, error) || !check_barred (plan, entity, changed, error))
    {
      g_prefix_error (error, "%s: ", edit->id);
      return FALSE;
    }
  if (is_words (changed, edit->what))
    changed->facts = entity->facts;
  if (!sl_entity_equal (entity, changed))
    sl_plan_put (plan, g_steal_pointer (&changed));
  return TRUE;
}

typedef struct {
  const char *from, *to;
  gboolean    found;
} Renaming;

static char *
rename_ref (const SlField *field, const char *id, gpointer data)
{
  Renaming *renaming = data;

  if (!g_str_equal (id, renaming->from))
    return NULL;
  renaming->found = TRUE;
  return g_strdup (renaming->to);
}

/* `before` still has the old id, which tells what the texts of tracks and values mean. */
static void
rename_in_users (SlPlan *plan, const SlPlan *before, const SlEdit *edit)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        SlEntity *entity = (SlEntity *) sl_plan_at (plan, kind, i);
        Renaming renaming = { edit->id, edit->what, FALSE };

        sl_entity_visit_refs (before, entity, FALSE, rename_ref, &renaming);
        if (!renaming.found)
          continue;
        SlEntity *user = sl_entity_edit (entity);
        sl_entity_visit_refs (before, user, TRUE, rename_ref, &renaming);
        sl_plan_put (plan, user);
      }
}

static gboolean
apply_rename (SlPlan *plan, const SlEdit *edit, GError **error)
{
  g_autoptr (SlPlan) before = sl_plan_fork (plan);

  if (find (plan, edit->id, error) == NULL)
    return FALSE;
  if (g_str_equal (edit->id, edit->what))
    return TRUE;
  if (!sl_id_is_valid (edit->what) || sl_plan_find (plan, edit->what) != NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("“%s” cannot be the new id; it is taken or holds other signs than letters, digits, “-”, “_” and "
                      "“.”"),
                    edit->what);
      return FALSE;
    }
  sl_plan_rename (plan, edit->id, edit->what);
  rename_in_users (plan, before, edit);
  return TRUE;
}

static gboolean
apply_edit (SlPlan *plan, const SlEdit *edit, GError **error)
{
  guint64 index;

  switch (edit->type)
    {
    case SL_EDIT_ADD:
      return apply_add (plan, edit, error);
    case SL_EDIT_SET:
      return apply_set (plan, edit, error);
    case SL_EDIT_RENAME:
      return apply_rename (plan, edit, error);
    case SL_EDIT_REMOVE:
      if (find (plan, edit->id, error) == NULL)
        return FALSE;
      sl_plan_take_out (plan, edit->id);
      return TRUE;
    case SL_EDIT_ORDER:
      if (find (plan, edit->id, error) == NULL)
        return FALSE;
      if (!g_ascii_string_to_unsigned (edit->what, 10, 0, G_MAXUINT, &index, error))
        return FALSE;
      sl_plan_move (plan, edit->id, (guint) index);
      return TRUE;
    }
  g_assert_not_reached ();
}

/* --- what commands leave behind --- */

typedef struct {
  const SlPlan   *plan;
  const SlEntity *user;
  GError        **error;
  gboolean        bad;
} RefCheck;

static char *
check_ref (const SlField *field, const char *id, gpointer data)
{
  RefCheck *check = data;
  const SlEntity *named = sl_plan_find (check->plan, id);

  if (check->bad || (named != NULL && sl_field_takes_kind (field, named->kind)))
    return NULL;
  check->bad = TRUE;
  g_autofree char *title = sl_field_title (field);
  if (named == NULL)
    sl_error_set (check->error, SL_ERROR_REFERENCE,
                  _("%s: “%s” names “%s”, which the plan does not have; add it first"),
                  check->user->id, title, id);
  else
    {
      g_autofree char *kinds = sl_kind_labels (field->refs);
      sl_error_set (check->error, SL_ERROR_REFERENCE,
                    _("%s: “%s” names “%s”, which is of the kind “%s”; name one of the kind “%s”"), check->user->id,
                    title, id, _(sl_kind_info (named->kind)->record.label), kinds);
    }
  return NULL;
}

/* Everything that the command touched must name what is there. */
static gboolean
check_touched (const SlPlan *plan, GHashTable *touched, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const SlEntity *entity = sl_plan_find (plan, id);
      RefCheck check = { plan, entity, error, FALSE };

      if (entity != NULL)
        sl_entity_visit_refs (plan, (SlEntity *) entity, FALSE, check_ref, &check);
      if (check.bad)
        return FALSE;
    }
  return TRUE;
}

typedef struct {
  const SlPlan *plan;
  GHashTable   *ids;
  const char   *found; /* one that is named */
} Named;

static char *
look_for_removed (const SlField *field, const char *id, gpointer data)
{
  Named *named = data;
  const SlEntity *now = sl_plan_find (named->plan, id);
  gpointer removed;

  if (named->found == NULL && g_hash_table_lookup_extended (named->ids, id, &removed, NULL)
      && (now == NULL || !sl_field_takes_kind (field, now->kind)))
    named->found = removed;
  return NULL;
}

/* Nothing may name what the command removed, unless something fit has its id now. */
static gboolean
check_removed (const SlPlan *plan, GHashTable *removed, GError **error)
{
  Named named = { plan, removed, NULL };

  if (g_hash_table_size (removed) == 0)
    return TRUE;
  for (guint kind = 0; kind < SL_N_KINDS && named.found == NULL; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind) && named.found == NULL; i++)
      sl_entity_visit_refs (plan, (SlEntity *) sl_plan_at (plan, kind, i), FALSE, look_for_removed, &named);
  if (named.found == NULL)
    return TRUE;
  g_auto (GStrv) users = sl_plan_users (plan, named.found);
  g_autofree char *names = g_strjoinv (", ", users);
  sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is still used by %s; change or remove those first"), named.found,
                names);
  return FALSE;
}

static gboolean
check_refs (const SlPlan *plan, const SlCommand *command, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) removed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);

      if (edit->type == SL_EDIT_SET || edit->type == SL_EDIT_ADD)
        g_hash_table_add (touched, edit->id);
      else if (edit->type == SL_EDIT_REMOVE)
        g_hash_table_add (removed, edit->id);
    }
  return check_touched (plan, touched, error) && check_removed (plan, removed, error);
}

SlPlan *
sl_plan_apply (const SlPlan *plan, const SlCommand *command, GError **error)
{
  g_autoptr (SlPlan) next = sl_plan_fork (plan);

  for (guint i = 0; i < sl_command_count (command); i++)
    if (!apply_edit (next, sl_command_edit (command, i), error))
      return NULL;
  if (!check_refs (next, command, error))
    return NULL;
  if ((!sl_plan_same_kind (plan, next, SL_KIND_WALL) || !sl_plan_same_kind (plan, next, SL_KIND_SETUP))
      && !sl_plan_check_limits (next, NULL, error))
    return NULL;
  return sl_plan_same (plan, next) ? sl_plan_ref (plan) : g_steal_pointer (&next);
}
