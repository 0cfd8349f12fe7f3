/* edit */
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"

typedef struct {
  char *out, *json, *shot;
  int   frame;
} Arguments;

/* One operation and what can be said to it, in lines for --help. */
static void
describe (GString *text, const SlOperation *operation)
{
  g_string_append_printf (text, "  %s%s%s\n      %s\n", operation->id, *operation->ids != '\0' ? " " : "",
                          operation->ids, _(operation->help));
  for (guint i = 0; i < operation->options->n_fields; i++)
    {
      const SlField *field = &operation->options->fields[i];
      const char *unit = sl_unit_symbol (field->unit);

      g_string_append_printf (text, "      %s=%s%s%s%s  %s", field->name, field->def != NULL ? field->def : "",
                              *unit != '\0' ? " (" : "", unit, *unit != '\0' ? ")" : "", _(field->help));
      for (const SlEnumValue *value = field->values; value != NULL && value->id != NULL; value++)
        g_string_append_printf (text, "%s%s", value == field->values ? ": " : ", ", value->id);
      g_string_append_c (text, '\n');
    }
}

static char *
describe_all (void)
{
  g_autoptr (GString) text = g_string_new (_("Operations:\n"));

  for (guint i = 0; sl_operation_at (i) != NULL; i++)
    describe (text, sl_operation_at (i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const SlOperation *
choose (const char *id, int *code)
{
  const SlOperation *operation = sl_operation_find (id);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; operation == NULL && sl_operation_at (i) != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sl_operation_at (i)->id);
  if (operation == NULL)
    *code = cli_fail_text (_("“%s” is no operation; use one of %s"), id, names->str);
  return operation;
}

/* Words with "=" are options, the others are ids, put into `ids`; the exit code. */
static int
take_words (const SlOperation *operation, char **words, gpointer options, GPtrArray *ids)
{
  for (; *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      g_autofree char *name = equals != NULL ? g_strndup (*words, (gsize) (equals - *words)) : NULL;
      g_autoptr (GError) error = NULL;

      if (equals == NULL)
        g_ptr_array_add (ids, *words);
      else if (!sl_record_set (operation->options, options, name, equals + 1, TRUE, &error))
        return cli_fail (error);
    }
  return EXIT_DONE;
}

static int
report (const Arguments *a, const SlOperation *operation, const SlCommand *command, const GPtrArray *added,
        gint64 started)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (a->json == NULL)
    {
      for (guint i = 0; i < added->len; i++)
        g_print ("%s\n", (char *) added->pdata[i]);
      return EXIT_DONE;
    }
  json_builder_begin_object (b);
  cli_json_text (b, "operation", operation->id);
  cli_json_text (b, "label", sl_command_label (command));
  cli_json_count (b, "edits", sl_command_count (command));
  json_builder_set_member_name (b, "added");
  json_builder_begin_array (b);
  for (guint i = 0; i < added->len; i++)
    json_builder_add_string_value (b, added->pdata[i]);
  json_builder_end_array (b);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, a->json);
}

static int
edit (SlDocument *document, const Arguments *a, const char *path, const SlOperation *operation, gconstpointer options,
      const GPtrArray *ids, gint64 started)
{
  const SlOperationInput input = { sl_document_plan (document), sl_document_catalogue (document),
                                   sl_document_assets (document), (const char *const *) ids->pdata, ids->len,
                                   { a->shot, a->frame, FALSE }, NULL, FALSE };
  g_autoptr (GPtrArray) findings = cli_findings_new (), added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (a->shot != NULL && sl_plan_get (sl_document_plan (document), SL_KIND_SHOT, a->shot) == NULL)
    return cli_fail_text (_("the plan has no shot “%s”; “show” lists them"), a->shot);
  cli_load_assets (document, findings); /* how large models are */
  if ((command = sl_operation_run (operation, &input, options, added, &error)) == NULL)
    return cli_fail (error);
  if ((code = cli_apply (document, path, command, a->out)) != EXIT_DONE)
    return code;
  return report (a, operation, command, added, started);
}

static int
run_edit (int argc, char **argv)
{
  static Arguments a;
  const GOptionEntry entries[] = {
    CLI_OUT_OPTION (&a.out), CLI_JSON_OPTION (&a.json),
    { "shot", 0, 0, G_OPTION_ARG_STRING, &a.shot, N_("Where things stand in this shot, and so that it shows there"),
      "ID" },
    { "frame", 0, 0, G_OPTION_ARG_INT, &a.frame, N_("At this frame of it, from 0"), "N" },
    { NULL },
  };
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const SlOperation *operation;
  gpointer options;
  int code;

  if (!cli_parse (&cli_edit, entries, &argc, &argv, 2, -1, &code) || (operation = choose (argv[2], &code)) == NULL)
    return code;
  options = sl_operation_options_new (operation);
  if ((code = take_words (operation, argv + 3, options, ids)) == EXIT_DONE
      && (document = cli_open_to_edit (argv[1], a.out, &code)) != NULL)
    code = edit (document, &a, argv[1], operation, options, ids, started);
  sl_operation_options_free (operation, options);
  return code;
}

const CliCommand cli_edit = { "edit", "PLAN OPERATION ID… NAME=VALUE… [-o OUT]",
                              N_("Do what the window's tools do: move, align, array, shape walls"), run_edit,
                              describe_all };
