#include "sl-title.h"

#include "sl-i18n.h"

char *
sl_title_of_path (SlKind kind, const char *path)
{
  return sl_path_title (&sl_kind_info (kind)->record, path);
}

static const char *
number_of (const SlEntity *entity)
{
  return entity->kind == SL_KIND_SCENE  ? ((const SlSceneEntity *) entity)->number
         : entity->kind == SL_KIND_SHOT ? ((const SlShot *) entity)->number : NULL;
}

char *
sl_title_of_entity (const SlEntity *entity)
{
  const char *number = number_of (entity), *set = NULL;

  if (number == NULL)
    return g_strdup (sl_entity_title (entity));
  if (entity->kind == SL_KIND_SCENE)
    set = ((const SlSceneEntity *) entity)->set;
  if (entity->name != NULL)
    set = entity->name;
  return set != NULL ? g_strdup_printf ("%s · %s", number, set) : g_strdup (number);
}

/* A key field as people read it. `target` receives what it names, and is what a path leads into. */
static char *
title_of_key (const SlPlan *plan, const SlField *field, gconstpointer record, const SlEntity **target)
{
  gconstpointer value = SL_CONST_MEMBER (record, field);
  g_autoptr (GString) out = g_string_new (NULL);

  sl_field_print (field, value, out);
  if (field->type == SL_TYPE_REF && (*target = sl_plan_find (plan, out->str)) != NULL)
    return sl_title_of_entity (*target);
  if ((field->flags & SL_FIELD_TARGET_PATH) != 0 && *target != NULL)
    return sl_title_of_path ((*target)->kind, out->str);
  return g_strdup (out->str);
}

char *
sl_title_of_record (const SlPlan *plan, const SlRecordType *type, gconstpointer record, guint at)
{
  GString *out = g_string_new (NULL);
  const SlEntity *target = NULL;

  for (guint f = 0; f < type->n_fields; f++)
    if ((type->fields[f].flags & SL_FIELD_KEY) != 0)
      {
        g_autofree char *title = title_of_key (plan, &type->fields[f], record, &target);
        g_string_append_printf (out, "%s%s", out->len > 0 && *title != '\0' ? " · " : "", title);
      }
  if (out->len == 0)
    g_string_append_printf (out, "%s %u", _(type->label), at + 1);
  return g_string_free (out, FALSE);
}
