#include "sl-script-merge.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-script-merge-private.h"

/* What templates call a production. */
#define UNTITLED "Untitled production"

/* --- ids --- */

/* `wanted` as an id that neither the plan nor the command has; `otherwise` where nothing of it can stand in one. */
char *
sl_merge_id (Merge *m, const char *wanted, const char *otherwise)
{
  g_autofree char *stem = sl_import_id_stem (wanted, otherwise);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (m->ids, stem));
  char *id = n == 0 ? g_strdup (stem) : g_strdup_printf ("%s-%u", stem, n + 1);

  while (sl_plan_find (m->plan, id) != NULL || g_hash_table_contains (m->ids, id))
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, ++n + 1);
    }
  g_hash_table_replace (m->ids, g_steal_pointer (&stem), GUINT_TO_POINTER (n + 1));
  if (!g_hash_table_contains (m->ids, id))
    g_hash_table_insert (m->ids, g_strdup (id), GUINT_TO_POINTER (1));
  return id;
}

void
sl_merge_set (Merge *m, const char *id, const char *path, const char *text)
{
  if (text != NULL)
    sl_command_set (m->command, id, path, text);
}

void
sl_merge_origin (Merge *m, const char *id, const char *origin)
{
  const SlEntity *was = sl_plan_find (m->plan, id);
  g_autofree char *before = was != NULL ? sl_entity_get (was, "origin", NULL) : NULL;

  if (origin != NULL && g_strcmp0 (before, origin) != 0)
    sl_command_set (m->command, id, "origin", origin);
}

void
sl_merge_set_integer (Merge *m, const char *id, const char *path, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  sl_command_set (m->command, id, path, text);
}

void
sl_merge_set_enum (Merge *m, const char *id, SlKind kind, const char *path, int value)
{
  sl_command_set (m->command, id, path, sl_record_field (&sl_kind_info (kind)->record, path)->values[value].id);
}

void
sl_merge_tell (Merge *m, SlSeverity severity, const char *id, const char *code, const char *remedy,
               const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  sl_findings_add (m->findings, severity, sl_plan_find (m->plan, id), NULL, remedy, "%s", text);
  if (m->findings != NULL && sl_plan_find (m->plan, id) == NULL)
    {
      SlFinding *last = m->findings->pdata[m->findings->len - 1];
      g_free (last->id);
      last->id = g_strdup (id);
    }
  sl_findings_code (m->findings, code, NULL);
}

/* --- production --- */

/* A production that nobody has named or given scenes is named after the first script that comes into it. */
static void
name_production (Merge *m)
{
  const SlProduction *production = sl_plan_get (m->plan, SL_KIND_PRODUCTION, m->production);
  const char *name = production->entity.name;

  for (guint i = 0; i < sl_plan_count (m->plan, SL_KIND_SCENE); i++)
    if (g_strcmp0 (((const SlSceneEntity *) sl_plan_at (m->plan, SL_KIND_SCENE, i))->production, m->production) == 0)
      return;
  if (m->script->title != NULL && (name == NULL || g_str_equal (name, UNTITLED) || g_str_equal (name, _(UNTITLED))))
    sl_merge_set (m, m->production, "name", m->script->title);
  if (production->company == NULL)
    sl_merge_set (m, m->production, "company", m->script->company);
}

static gboolean
find_production (Merge *m, const SlScriptTarget *target, GError **error)
{
  const char *title = m->script->title != NULL ? m->script->title : target->title;

  if (target->production != NULL && sl_plan_get (m->plan, SL_KIND_PRODUCTION, target->production) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no production “%s”; “show” lists what it has"),
                    target->production);
      return FALSE;
    }
  if (target->production != NULL)
    m->production = g_strdup (target->production);
  else if (sl_plan_count (m->plan, SL_KIND_PRODUCTION) > 0)
    m->production = g_strdup (sl_plan_at (m->plan, SL_KIND_PRODUCTION, 0)->id);
  if (m->production != NULL)
    {
      name_production (m);
      return TRUE;
    }
  m->is_new = TRUE;
  m->production = sl_merge_id (m, title, "production");
  sl_command_add (m->command, SL_KIND_PRODUCTION, m->production);
  sl_merge_set (m, m->production, "name", title);
  sl_merge_set (m, m->production, "company", m->script->company);
  return TRUE;
}

/* --- all of it --- */

static void
tell_sum (Merge *m)
{
  sl_merge_tell (m, SL_SEVERITY_NOTE, m->production, "script-sum", NULL,
        _("scenes: %u in the script, %u added, %u changed, %u moved, %u vanished; new cast %u, new elements %u"),
        m->script->scenes->len, m->added, m->changed, m->moved, m->vanished, m->new_cast, m->new_elements);
}

SlCommand *
sl_script_merge (const SlScriptTarget *target, const SlScript *script, char **id, GError **error)
{
  g_autofree char *label = g_strdup_printf (_("Import %s"), script->title != NULL ? script->title : target->title);
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  Merge m = { .plan = target->plan, .script = script, .command = sl_command_new (label), .findings = details,
              .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
              .cast = g_ptr_array_new_with_free_func (g_free), .elements = g_ptr_array_new_with_free_func (g_free),
              .scenes = g_ptr_array_new_with_free_func (g_free) };

  if (find_production (&m, target, error))
    {
      sl_merge_origin (&m, m.production, script->origin);
      sl_merge_cast (&m);
      sl_merge_elements (&m);
      sl_merge_scenes (&m);
      sl_merge_boards (&m);
      m.findings = target->findings;
      tell_sum (&m);
      sl_findings_merge (target->findings, details);
      *id = g_strdup (m.production);
    }
  else
    g_clear_pointer (&m.command, sl_command_unref);
  g_hash_table_unref (m.ids);
  g_ptr_array_unref (m.cast);
  g_ptr_array_unref (m.elements);
  g_ptr_array_unref (m.scenes);
  g_free (m.production);
  return m.command;
}
