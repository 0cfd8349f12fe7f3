/* import */
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-import-look.h"

typedef struct {
  char *into, *out, *json, *stage, *as;
  gboolean look;
} Arguments;

static Arguments arguments;

/* A callback, and no file name of the common kind: those must not name the plan. */
static gboolean
take_into (const char *option, const char *value, gpointer data, GError **error)
{
  g_free (arguments.into);
  arguments.into = g_strdup (value);
  return TRUE;
}

/* NULL after saying why. */
static const SlImporter *
choose (const Arguments *a, const char *file, int *code)
{
  const SlImporter *importer = a->as != NULL ? sl_importer_find (a->as) : sl_importer_for (file);
  g_autofree char *suffixes = NULL;

  if (importer != NULL)
    return importer;
  if (a->as != NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (guint i = 0; sl_importer_at (i) != NULL; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sl_importer_at (i)->id);
      *code = cli_fail_text (_("“%s” is nothing that can be imported; use %s"), a->as, names->str);
      return NULL;
    }
  suffixes = sl_importer_suffixes ();
  *code = cli_fail_text (_("%s: neither the suffix nor what is in it says what can be imported; use one of %s, or "
                           "say --as"), file, suffixes);
  return NULL;
}

/* The words NAME=VALUE; the exit code. */
static int
take_options (const SlImporter *importer, gpointer options, char **words)
{
  for (; *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      g_autofree char *name = equals != NULL ? g_strndup (*words, (gsize) (equals - *words)) : NULL;
      g_autoptr (GError) error = NULL;

      if (equals == NULL)
        return cli_fail_text (_("“%s” is no option; write NAME=VALUE"), *words);
      if (!sl_record_set (importer->options, options, name, equals + 1, TRUE, &error))
        return cli_fail (error);
    }
  return EXIT_DONE;
}

/* The finding's own, of all that the plan's files have. */
static void
keep_own (GPtrArray *findings, const char *id)
{
  for (guint i = findings->len; i-- > 0;)
    if (g_strcmp0 (((SlFinding *) findings->pdata[i])->id, id) != 0)
      g_ptr_array_remove_index (findings, i);
}

/* "wall: its face has a hole …; take out the cabinets that stand there" */
static void
print_told (const SlFinding *finding)
{
  g_autofree char *todo = cli_todo (finding->remedy != NULL ? finding->remedy : "");

  if (*todo != '\0')
    g_print ("%s; %s\n", finding->message, todo);
  else
    g_print ("%s\n", finding->message);
}

/* `told` is the importer's own report, `findings` holds it too. */
static int
report (const Arguments *a, const SlImporter *importer, const SlEntity *entity, const GPtrArray *told,
        const GPtrArray *findings, gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (a->json == NULL)
    {
      g_print ("%s\n", entity->id);
      for (guint i = 0; i < told->len; i++)
        print_told (told->pdata[i]);
      return EXIT_DONE;
    }
  json_builder_begin_object (b);
  cli_json_text (b, "importer", importer->id);
  json_builder_set_member_name (b, "added");
  json_builder_begin_array (b);
  json_builder_begin_object (b);
  cli_json_text (b, "id", entity->id);
  cli_json_text (b, "kind", sl_kind_info (entity->kind)->record.name);
  cli_json_text (b, "name", entity->name);
  json_builder_end_object (b);
  json_builder_end_array (b);
  cli_json_findings (b, findings);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

/* Nothing is written: what would come in, a line each, and what there is to tell of it. */
static int
show_look (const Arguments *a, const SlImporter *importer, const SlImportLook *look, gint64 started)
{
  g_autoptr (GPtrArray) lines = sl_export_changes_lines (&look->changes);
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (a->json == NULL)
    {
      for (guint i = 0; i < lines->len; i++)
        g_print ("%s\n", (const char *) lines->pdata[i]);
      for (guint i = 0; i < look->findings->len; i++)
        print_told (look->findings->pdata[i]);
      return EXIT_DONE;
    }
  json_builder_begin_object (b);
  cli_json_text (b, "importer", importer->id);
  json_builder_set_member_name (b, "would");
  json_builder_begin_array (b);
  for (guint i = 0; i < lines->len; i++)
    json_builder_add_string_value (b, lines->pdata[i]);
  json_builder_end_array (b);
  cli_json_findings (b, look->findings);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static int
import_into (SlDocument *document, const Arguments *a, const SlImporter *importer, gconstpointer options,
             const char *file, gint64 started)
{
  g_autofree char *name = sl_document_relative (document, file), *id = NULL;
  g_autoptr (GPtrArray) findings = cli_findings_new (), told = cli_findings_new ();
  gpointer content;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (a->stage != NULL && sl_plan_get (sl_document_plan (document), SL_KIND_STAGE, a->stage) == NULL)
    return cli_fail_text (_("the plan has no stage “%s”; “show” lists what it has"), a->stage);
  cli_progress_name (_("Import"));
  if (!sl_importer_load (importer, sl_document_assets (document), sl_document_folder (document), name, cli_watch (),
                         &content, &error))
    return cli_fail (error);
  const SlImportInput input = { sl_document_plan (document), name, a->stage, sl_document_assets (document), content,
                                told };
  if (a->look)
    {
      g_autoptr (SlImportLook) look = sl_import_look (importer, &input, options, FALSE, &error);
      sl_importer_free_content (importer, content);
      return look != NULL ? show_look (a, importer, look, started) : cli_fail (error);
    }
  command = importer->make (&input, options, &id, &error);
  sl_importer_free_content (importer, content);
  if (command == NULL)
    return cli_fail (error);
  if ((code = cli_apply (document, a->into, command, a->out)) != EXIT_DONE)
    return code;
  cli_load_assets (document, findings);
  keep_own (findings, id);
  cli_say_omissions (a->out != NULL ? a->out : a->into, findings);
  sl_findings_merge (findings, told);
  return report (a, importer, sl_plan_find (sl_document_plan (document), id), told, findings, started);
}

static int
run_import (int argc, char **argv)
{
  Arguments *a = &arguments;
  const GOptionEntry entries[] = {
    { "into", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, take_into, N_("The plan that takes it"), "PLAN" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &arguments.as, N_("What it is, where the suffix does not say"), "KIND" },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &arguments.stage, N_("Which stage"), "ID" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &arguments.look, N_("Write nothing, and tell what would come in"), NULL },
    CLI_OUT_OPTION (&arguments.out),
    CLI_JSON_OPTION (&arguments.json),
    { NULL },
  };
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (SlDocument) document = NULL;
  const SlImporter *importer;
  gpointer options;
  int code;

  if (!cli_parse (&cli_import, entries, &argc, &argv, 1, -1, &code))
    return code;
  if (a->into == NULL)
    return cli_fail_text (_("name the plan with --into"));
  if ((importer = choose (a, argv[1], &code)) == NULL)
    return code;
  options = sl_import_options_new (importer);
  if ((code = take_options (importer, options, argv + 2)) == EXIT_DONE
      && (document = cli_open_to_edit (a->into, a->out, &code)) != NULL)
    code = import_into (document, a, importer, options, argv[1], started);
  sl_import_options_free (importer, options);
  return code;
}

const CliCommand cli_import = { "import", "FILE --into PLAN [NAME=VALUE…] [-o OUT]",
                                N_("Bring in a screenplay, a schedule, a model as a prop, or a picture for the walls"),
                                run_import };
