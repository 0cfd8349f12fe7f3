/* What is found: said, coded for who mends it, and brought together. */
#include "sl-check.h"

#include <string.h>

void
sl_finding_free (SlFinding *finding)
{
  g_free (finding->id);
  g_free (finding->field);
  g_free (finding->message);
  g_free (finding->remedy);
  g_free (finding->about);
  g_free (finding);
}

const char *
sl_severity_id (SlSeverity severity)
{
  static const char *const ids[] = { "note", "warning", "error" };
  return ids[severity];
}

void
sl_findings_add (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                 const char *remedy, const char *format, ...)
{
  SlFinding *finding;
  va_list args;

  if (findings == NULL)
    return;
  finding = g_new0 (SlFinding, 1);
  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->severity = severity;
  finding->id = g_strdup (entity != NULL ? entity->id : "");
  finding->field = g_strdup (field != NULL ? field : "");
  finding->line = entity != NULL ? entity->line : 0;
  finding->remedy = g_strdup (remedy);
  finding->code = "";
  finding->about = g_strdup ("");
  g_ptr_array_add (findings, finding);
}

void
sl_findings_code (GPtrArray *findings, const char *code, const char *about)
{
  SlFinding *last = findings != NULL && findings->len > 0 ? findings->pdata[findings->len - 1] : NULL;

  if (last == NULL)
    return;
  last->code = code;
  g_free (last->about);
  last->about = g_strdup (about != NULL ? about : "");
}

/* Behind the last semicolon of the text, in the script of either language; NULL when there is none. `end` receives
 * where what is wrong ends. */
static const char *
remedy_of (const char *text, const char **end)
{
  static const char *const semicolons[] = { "; ", "；" };
  const char *remedy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (semicolons); i++)
    {
      const char *last = g_strrstr (text, semicolons[i]);
      const char *behind = last != NULL ? last + strlen (semicolons[i]) : NULL;

      if (behind != NULL && *behind != '\0' && (remedy == NULL || behind > remedy))
        {
          remedy = behind;
          *end = last;
        }
    }
  return remedy;
}

void
sl_findings_add_error (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                       const char *remedy, const GError *error)
{
  const char *end = NULL, *own = remedy_of (error->message, &end);
  g_autofree char *wrong = NULL, *todo = NULL;

  if (own == NULL)
    {
      sl_findings_add (findings, severity, entity, field, remedy, "%s", error->message);
      return;
    }
  wrong = g_strndup (error->message, (gsize) (end - error->message));
  todo = g_strdup (own);
  *todo = g_ascii_toupper (*todo); /* it stands alone now; other scripts have no capitals here */
  sl_findings_add (findings, severity, entity, field, todo, "%s", wrong);
}

static guint
finding_hash (gconstpointer key)
{
  const SlFinding *f = key;

  return (g_str_hash (f->id) * 31 + g_str_hash (f->field)) * 31 + g_str_hash (f->message);
}

static gboolean
is_same_finding (gconstpointer first, gconstpointer second)
{
  const SlFinding *a = first, *b = second;

  return g_str_equal (a->id, b->id) && g_str_equal (a->field, b->field) && g_str_equal (a->message, b->message);
}

static SlFinding *
finding_copy (const SlFinding *from)
{
  SlFinding *copy = g_memdup2 (from, sizeof *from);

  copy->id = g_strdup (from->id);
  copy->field = g_strdup (from->field);
  copy->message = g_strdup (from->message);
  copy->remedy = g_strdup (from->remedy);
  copy->about = g_strdup (from->about);
  return copy;
}

struct SlFindingMerger {
  GPtrArray  *findings; /* borrowed, may be NULL */
  GHashTable *known;    /* SlFinding of the array, borrowed from it */
};

SlFindingMerger *
sl_finding_merger_new (GPtrArray *findings)
{
  SlFindingMerger *merger = g_new (SlFindingMerger, 1);

  *merger = (SlFindingMerger) { findings, g_hash_table_new (finding_hash, is_same_finding) };
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    g_hash_table_add (merger->known, findings->pdata[i]);
  return merger;
}

void
sl_finding_merger_add (SlFindingMerger *merger, const GPtrArray *more)
{
  for (guint i = 0; merger->findings != NULL && i < more->len; i++)
    if (!g_hash_table_contains (merger->known, more->pdata[i]))
      {
        SlFinding *copy = finding_copy (more->pdata[i]);
        g_hash_table_add (merger->known, copy);
        g_ptr_array_add (merger->findings, copy);
      }
}

void
sl_finding_merger_free (SlFindingMerger *merger)
{
  if (merger == NULL)
    return;
  g_hash_table_unref (merger->known);
  g_free (merger);
}

void
sl_findings_merge (GPtrArray *findings, const GPtrArray *more)
{
  g_autoptr (SlFindingMerger) merger = findings != NULL && more->len > 0 ? sl_finding_merger_new (findings) : NULL;

  if (merger != NULL)
    sl_finding_merger_add (merger, more);
}
