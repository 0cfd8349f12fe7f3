#include "sl-plan-xml.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"
#include "sl-record-xml.h"

/* --- reading --- */

typedef struct {
  SlRecord record;
  char    *version;
} Root;

static const SlField root_fields[] = {
  { .name = "version", .type = SL_TYPE_TEXT, .offset = offsetof (Root, version) },
};
static const SlRecordType root_type = { "sightline", NULL, sizeof (Root), root_fields, G_N_ELEMENTS (root_fields) };

typedef struct {
  SlPlan     *plan;
  GHashTable *lines; /* id → line of the first use; ids are the entities' */
  GPtrArray  *ids;   /* keeps them */
} Reading;

static const SlRecordType *
find_kind (const char *element, gpointer data)
{
  SlKind kind = sl_kind_from_name (element);

  return kind != SL_N_KINDS ? &sl_kind_info (kind)->record : NULL;
}

static gboolean
check_version (const char *version, GError **error)
{
  if (version == NULL || !g_ascii_isdigit (*version))
    sl_error_set (error, SL_ERROR_INPUT,
                  _("the version is missing; the first element must read <sightline version=\"%s\">"), SL_PLAN_VERSION);
  else if (g_ascii_strtoll (version, NULL, 10) > SL_PLAN_VERSION_MAJOR)
    sl_error_set (error, SL_ERROR_VERSION,
                  _("the plan was made by a newer version (%s; this one reads %d.x); update Sightline to open it"),
                  version,
                  SL_PLAN_VERSION_MAJOR);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_id (const SlRecordType *type, const char *id, guint line, Reading *reading, GError **error)
{
  g_autofree char *title = sl_record_title (type);
  gpointer first;

  if (id == NULL || !sl_id_is_valid (id))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no id for “%s”; use letters, digits, “-”, “_” and “.”"),
                  id != NULL ? id : "", title);
  else if (g_hash_table_lookup_extended (reading->lines, id, NULL, &first))
    sl_error_set (error, SL_ERROR_INPUT, _("the id “%s” is used twice, first in line %u; give one of them another id"),
                  id,
                  GPOINTER_TO_UINT (first));
  else
    {
      char *kept = g_ref_string_acquire ((char *) id);
      g_ptr_array_add (reading->ids, kept);
      g_hash_table_insert (reading->lines, kept, GUINT_TO_POINTER (line));
      return TRUE;
    }
  return FALSE;
}

static gboolean
begun (const SlRecordType *type, gpointer record, guint line, gpointer data, GError **error)
{
  if (type == &root_type)
    return check_version (((Root *) record)->version, error);
  return check_id (type, ((SlEntity *) record)->id, line, data, error);
}

static void
take (const SlRecordType *type, gpointer record, guint line, gpointer data)
{
  sl_plan_put (((Reading *) data)->plan, sl_entity_adopt (sl_kind_from_name (type->name), record, line));
}

static gboolean
read_into (SlPlan *plan, const char *text, gsize length, const char *file, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { plan, lines, ids };
  Root root = { { NULL }, NULL };
  const SlRecordSource source = {
    .root = &root_type, .record = &root, .find = find_kind, .head = sl_entity_head (), .begun = begun, .take = take,
        .data = &reading,
  };
  gboolean ok = sl_record_read (&source, text, length, file, watch, error);

  sl_plan_set_extra (plan, g_steal_pointer (&root.record.extra));
  sl_record_clear (&root_type, &root);
  return ok;
}

SlPlan *
sl_plan_parse (const char *data, gsize length, const char *file, SlWatch *watch, GError **error)
{
  g_autoptr (SlPlan) plan = sl_plan_new ();
  const SlEntity *culprit = NULL;
  g_autoptr (GError) problem = NULL;

  if (length == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("the file is empty; open a plan, or make one with “new”"));
  else if (length > SL_PLAN_MAX_BYTES)
    sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("the plan is larger than %u MB; split it"),
                     SL_PLAN_MAX_BYTES >> 20);
  else if (read_into (plan, data, length, file, watch, error))
    {
      if (sl_plan_check_limits (plan, &culprit, &problem))
        return g_steal_pointer (&plan);
      sl_error_set_at (error, SL_ERROR_INPUT, file, culprit->line, "%s", problem->message);
    }
  return NULL;
}

/* --- writing --- */

char *
sl_plan_print (const SlPlan *plan, gsize *length)
{
  const SlExtra *extra = sl_plan_extra (plan);
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (out, "%s<%s version=\"%s\"%s>\n", sl_extra_part (extra, SL_EXTRA_BEFORE), root_type.name,
                          SL_PLAN_VERSION, sl_extra_part (extra, SL_EXTRA_ATTRIBUTES));
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      sl_record_to_xml (&sl_kind_info (kind)->record, sl_plan_at (plan, kind, i), sl_entity_head (), 1, out);
  if (*sl_extra_part (extra, SL_EXTRA_CHILDREN) != '\0')
    g_string_append_printf (out, "  %s\n", sl_extra_part (extra, SL_EXTRA_CHILDREN));
  g_string_append_printf (out, "</%s>\n%s", root_type.name, sl_extra_part (extra, SL_EXTRA_AFTER));
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}

char *
sl_plan_print_checked (const SlPlan *plan, gsize *length, GError **error)
{
  gsize n;
  g_autofree char *text = sl_plan_print (plan, &n);
  g_autoptr (GError) problem = NULL;
  g_autoptr (SlPlan) again = sl_plan_parse (text, n, NULL, NULL, &problem);

  if (again == NULL || !sl_plan_equal (plan, again))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("the plan was not saved: what would be written cannot be opened again (%s); undo the last step"),
                    problem != NULL ? problem->message : _("it is not the same plan"));
      return NULL;
    }
  if (length != NULL)
    *length = n;
  return g_steal_pointer (&text);
}
