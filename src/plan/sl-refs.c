#include "sl-refs.h"

#include <string.h>

typedef struct {
  const SlPlan *plan;
  gboolean      replace;
  SlRefVisit    visit;
  gpointer      data;
  gboolean      replaced; /* since it was last cleared */
} Visit;

static char *
note_replaced (const SlField *field, const char *id, gpointer data)
{
  Visit *v = data;
  char *other = v->visit (field, id, v->data);

  v->replaced |= other != NULL;
  return other;
}

static void
set_text (char **slot, const char *text)
{
  g_ref_string_release (*slot);
  *slot = g_ref_string_new (text);
}

/* A text that holds a value of `field` as files have it. */
static void
visit_value (Visit *v, const SlField *field, char **slot)
{
  guint8 value[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };

  if (!sl_field_parse (field, *slot, FALSE, value, NULL)) /* the check says so elsewhere */
    return;
  v->replaced = FALSE;
  sl_field_visit_refs (field, value, v->replace, note_replaced, v);
  if (v->replace && v->replaced)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      sl_field_print (field, value, text);
      set_text (slot, text->str);
    }
  sl_field_clear (field, value);
}

/* The id that a record's key begins with, and its field; NULL when the key holds none. */
static const char *
id_of_key (const SlRecordType *type, gconstpointer record, const SlField **field)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & SL_FIELD_KEY) != 0)
      {
        *field = &type->fields[i];
        return (*field)->type == SL_TYPE_REF ? *(const char *const *) SL_CONST_MEMBER (record, *field) : NULL;
      }
  return NULL;
}

/* What stands instead of the key between the brackets that end `upto`, a path into `target` such as
 * "tracks[cam-a.pan]"; NULL to leave it. */
static char *
visit_key (Visit *v, const SlEntity *target, const char *upto, const char *key, gsize length)
{
  SlField records;
  gconstpointer record = sl_record_find (&sl_kind_info (target->kind)->record, target, upto, &records, NULL);
  gboolean is_record = record != NULL && records.type == SL_TYPE_RECORDS;
  const SlField *field = NULL;
  const char *id = is_record ? id_of_key (records.record, record, &field) : NULL;
  g_autofree char *other = NULL;

  if (id == NULL || strncmp (key, id, strlen (id)) != 0 || strlen (id) > length)
    return NULL;
  other = v->visit (field, id, v->data);
  return other != NULL ? g_strdup_printf ("%s%.*s", other, (int) (length - strlen (id)), key + strlen (id)) : NULL;
}

/* A path whose brackets may hold keys that begin with an id. */
static void
visit_path (Visit *v, const SlEntity *target, char **slot)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *path = *slot, *from = path;
  gboolean replaced = FALSE;

  for (const char *open; (open = strchr (from, '[')) != NULL;)
    {
      const char *close = sl_path_closing_bracket (open);
      if (close == NULL)
        return;
      g_autofree char *upto = g_strndup (path, (gsize) (close + 1 - path));
      g_autofree char *other = visit_key (v, target, upto, open + 1, (gsize) (close - open - 1));
      g_string_append_len (out, from, open + 1 - from);
      if (other != NULL)
        g_string_append (out, other);
      else
        g_string_append_len (out, open + 1, close - open - 1);
      replaced |= other != NULL;
      from = close;
    }
  g_string_append (out, from);
  if (v->replace && replaced)
    set_text (slot, out->str);
}

/* What the texts of a record speak of: its own target and path, or those of the record around it. */
typedef struct {
  const SlEntity *target;
  const char     *path;
} Subject;

static void
visit_text (Visit *v, const SlField *field, char **slot, const Subject *subject)
{
  SlField leaf;

  if (*slot == NULL || subject->target == NULL)
    return;
  if ((field->flags & SL_FIELD_TARGET_PATH) != 0)
    visit_path (v, subject->target, slot);
  else if ((field->flags & SL_FIELD_TARGET_VALUE) != 0 && subject->path != NULL
           && sl_record_resolve (&sl_kind_info (subject->target->kind)->record, subject->path, &leaf, NULL))
    visit_value (v, &leaf, slot);
}

static void visit_records (Visit *v, const SlField *field, SlList **list, Subject subject);

static void
visit_record (Visit *v, const SlRecordType *type, gpointer record, Subject subject)
{
  const SlField *target = sl_record_field (type, "target"), *path = sl_record_field (type, "path");
  g_autofree char *own_path = NULL; /* the record's may be replaced below */

  if (target != NULL && path != NULL)
    {
      own_path = g_strdup (*(char *const *) SL_MEMBER (record, path));
      subject = (Subject) { sl_plan_find (v->plan, *(char *const *) SL_MEMBER (record, target)), own_path };
    }
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == SL_TYPE_RECORDS)
      visit_records (v, &type->fields[i], SL_MEMBER (record, &type->fields[i]), subject);
    else if (type->fields[i].type == SL_TYPE_TEXT)
      visit_text (v, &type->fields[i], SL_MEMBER (record, &type->fields[i]), &subject);
}

static void
visit_records (Visit *v, const SlField *field, SlList **list, Subject subject)
{
  if (sl_list_n (*list) == 0)
    return;
  if (v->replace) /* lists are shared: change a copy */
    {
      SlList *copy = sl_list_resized (field, *list, (*list)->n);
      sl_list_unref (*list);
      *list = copy;
    }
  for (guint i = 0; i < (*list)->n; i++)
    visit_record (v, field->record, (*list)->data + i * (*list)->item_size, subject);
}

void
sl_entity_visit_field_refs (const SlPlan *plan, SlEntity *entity, const SlField *field, gboolean replace,
                            SlRefVisit visit, gpointer data)
{
  Visit v = { plan, replace, visit, data, FALSE };

  if (field->type == SL_TYPE_RECORDS) /* texts first, while the targets are what they were */
    visit_records (&v, field, SL_MEMBER (entity, field), (Subject) { NULL, NULL });
  sl_field_visit_refs (field, SL_MEMBER (entity, field), replace, visit, data);
}

void
sl_entity_visit_refs (const SlPlan *plan, SlEntity *entity, gboolean replace, SlRefVisit visit, gpointer data)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  for (guint i = 0; i < type->n_fields; i++)
    sl_entity_visit_field_refs (plan, entity, &type->fields[i], replace, visit, data);
}

typedef struct {
  const char *id;
  gboolean    found;
} Search;

static char *
compare_id (const SlField *field, const char *id, gpointer data)
{
  Search *search = data;

  search->found |= g_str_equal (id, search->id);
  return NULL;
}

GStrv
sl_plan_users (const SlPlan *plan, const char *id)
{
  GPtrArray *users = g_ptr_array_new ();

  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        Search search = { id, FALSE };

        sl_entity_visit_refs (plan, (SlEntity *) entity, FALSE, compare_id, &search);
        if (search.found && !g_str_equal (entity->id, id))
          g_ptr_array_add (users, g_strdup (entity->id));
      }
  g_ptr_array_add (users, NULL);
  return (GStrv) g_ptr_array_free (users, FALSE);
}
