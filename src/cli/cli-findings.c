/* What a command had to leave out: said on standard error, and in the result for machines. */
#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

GPtrArray *
cli_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
}

void
cli_findings_take (GPtrArray *findings, const SlEntity *entity, const char *remedy, const GError *error)
{
  sl_findings_add_error (findings, SL_SEVERITY_ERROR, entity, NULL, remedy, error);
}

char *
cli_todo (const char *remedy)
{
  char *text = g_strdup (remedy);

  if (g_ascii_isupper (text[0]) && !g_ascii_isupper (text[1])) /* no name such as "FBX" */
    text[0] = g_ascii_tolower (text[0]);
  return text;
}

void
cli_say_omissions (const char *plan, const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      g_autofree char *line = f->line > 0 ? g_strdup_printf (":%u", f->line) : g_strdup ("");
      g_autofree char *todo = cli_todo (f->remedy);
      const char *between = *f->id != '\0' ? ": " : "";

      cli_say ("%s%s: %s%s%s%s%s; %s", plan, line, f->id, *f->field != '\0' ? "." : "", f->field, between, f->message,
               todo);
    }
}

void
cli_json_findings (JsonBuilder *b, const GPtrArray *findings)
{
  json_builder_set_member_name (b, "findings");
  json_builder_begin_array (b);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      json_builder_begin_object (b);
      cli_json_text (b, "severity", sl_severity_id (f->severity));
      cli_json_text (b, "id", f->id);
      cli_json_text (b, "field", f->field);
      cli_json_count (b, "line", f->line);
      cli_json_text (b, "message", f->message);
      cli_json_text (b, "remedy", f->remedy);
      if (*f->code != '\0')
        cli_json_text (b, "code", f->code);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

int
cli_findings_exit (const GPtrArray *findings, gboolean done)
{
  return done || findings->len == 0 ? EXIT_DONE : EXIT_BAD_INPUT;
}
