#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-kinds.h"

static guint64
next_stamp (void)
{
  static guint64 last;
  return __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
}

gboolean
sl_id_is_valid (const char *id)
{
  gsize length = strlen (id);

  if (length < 1 || length > 64 || *id == '-' || *id == '.' || !g_utf8_validate (id, -1, NULL))
    return FALSE;
  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && strchr ("-_.", *p) == NULL)
      return FALSE;
  return TRUE;
}

const SlRecordType *
sl_entity_head (void)
{
  static const SlField fields[] = {
    { .name = "id", .type = SL_TYPE_TEXT, .offset = offsetof (SlEntity, id) },
    { .name = "name", .type = SL_TYPE_TEXT, .offset = offsetof (SlEntity, name) },
  };
  static const SlRecordType head = { "entity", NULL, sizeof (SlEntity), fields, G_N_ELEMENTS (fields) };

  return &head;
}

SlEntity *
sl_entity_adopt (SlKind kind, gpointer record, guint line)
{
  SlEntity *entity = record;

  g_atomic_ref_count_init (&entity->refs);
  entity->kind = kind;
  entity->line = line;
  entity->stamp = entity->facts = next_stamp ();
  return entity;
}

SlEntity *
sl_entity_new (SlKind kind, const char *id)
{
  const SlRecordType *type = &sl_kind_info (kind)->record;
  SlEntity *entity = sl_entity_adopt (kind, g_malloc0 (type->size), 0);

  entity->id = g_ref_string_new (id);
  sl_record_init (type, entity);
  return entity;
}

gboolean
sl_entity_equal (const SlEntity *a, const SlEntity *b)
{
  return a == b || (a->kind == b->kind && g_str_equal (a->id, b->id) && g_strcmp0 (a->name, b->name) == 0
                    && sl_record_equal (&sl_kind_info (a->kind)->record, a, b));
}

SlEntity *
sl_entity_edit (const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  SlEntity *copy = g_malloc0 (type->size);

  g_atomic_ref_count_init (&copy->refs);
  copy->kind = entity->kind;
  copy->line = entity->line;
  copy->stamp = copy->facts = next_stamp ();
  copy->id = g_ref_string_acquire (entity->id);
  copy->name = entity->name != NULL ? g_ref_string_acquire (entity->name) : NULL;
  sl_record_copy (type, copy, entity);
  return copy;
}

SlEntity *
sl_entity_ref (const SlEntity *entity)
{
  SlEntity *shared = (SlEntity *) entity;

  g_atomic_ref_count_inc (&shared->refs);
  return shared;
}

void
sl_entity_unref (SlEntity *entity)
{
  if (entity == NULL || !g_atomic_ref_count_dec (&entity->refs))
    return;
  sl_record_clear (&sl_kind_info (entity->kind)->record, entity);
  g_ref_string_release (entity->id);
  g_clear_pointer (&entity->name, g_ref_string_release);
  g_free (entity);
}

const char *
sl_entity_title (const SlEntity *entity)
{
  return entity->name != NULL ? entity->name : entity->id;
}

char *
sl_kind_labels (const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, " ", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    {
      SlKind kind = sl_kind_from_name (each[i]);
      g_string_append_printf (out, "%s%s", i > 0 ? " | " : "",
                              kind < SL_N_KINDS ? _(sl_kind_info (kind)->record.label) : each[i]);
    }
  return g_string_free (out, FALSE);
}

const SlPlaced *
sl_entity_placed (const SlEntity *entity)
{
  switch (entity->kind)
    {
    case SL_KIND_WALL: return &((const SlWall *) entity)->placed;
    case SL_KIND_PROP: return &((const SlProp *) entity)->placed;
    case SL_KIND_PERSON: return &((const SlPerson *) entity)->placed;
    case SL_KIND_LIGHT: return &((const SlLight *) entity)->placed;
    case SL_KIND_CAMERA: return &((const SlCamera *) entity)->placed;
    case SL_KIND_RIG: return &((const SlRig *) entity)->placed;
    case SL_KIND_MARK: return &((const SlMark *) entity)->placed;
    default: return NULL;
    }
}

char *
sl_entity_get (const SlEntity *entity, const char *path, GError **error)
{
  if (g_str_equal (path, "name"))
    return g_strdup (entity->name != NULL ? entity->name : "");
  return sl_record_get (&sl_kind_info (entity->kind)->record, entity, path, error);
}

gboolean
sl_entity_set (SlEntity *entity, const char *path, const char *text, gboolean formula, GError **error)
{
  if (g_str_equal (path, "name"))
    return sl_field_parse (sl_record_field (sl_entity_head (), "name"), text, FALSE, &entity->name, error);
  if (g_str_equal (path, "id"))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("an id is changed by renaming, not by setting a field"));
      return FALSE;
    }
  return sl_record_set (&sl_kind_info (entity->kind)->record, entity, path, text, formula, error);
}
