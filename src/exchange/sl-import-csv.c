#include "sl-check.h"
#include "sl-csv-breakdown.h"
#include "sl-i18n.h"
#include "sl-script-import.h"
#include "sl-script-text.h"

static const SlImportFormat formats[] = {
  { ".csv", "text/csv" }, { ".tsv", "text/tab-separated-values" }, { NULL },
};

static gpointer
read_table (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *text = sl_script_text_file (path, FALSE, error);

  return text != NULL ? sl_csv_breakdown_read (text, path, error) : NULL;
}

static void
free_table (gpointer content)
{
  sl_csv_content_free (content);
}

static SlCommand *
make (const SlImportInput *input, gconstpointer options, char **id, GError **error)
{
  const SlCsvContent *content = input->content;
  SlImportInput script = *input;

  for (guint i = 0; i < content->remarks->len; i++)
    sl_findings_add (input->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Correct the table and import it again"), "%s",
                     (const char *) content->remarks->pdata[i]);
  script.content = content->script;
  if (content->script != NULL)
    return sl_script_make (&script, options, id, error);
  return sl_csv_shots_merge (input->plan, sl_script_option_production (options), content->shots, input->findings, id,
                             error);
}

const SlImporter sl_import_csv = {
  .id = "csv", .label = N_("Breakdowns and shot lists as tables"), .formats = formats, .options = &sl_script_options,
  .read = read_table, .free_content = free_table, .make = make,
};
