/* new, set, add, remove */
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

static char *out;
static char *template_id = NULL;

static int
run_new (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template_id, N_("A facility's stage, or “empty”"), "ID" }, { NULL }
  };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!cli_parse (&cli_new, entries, &argc, &argv, 1, 1, &code))
    return code;
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return cli_fail_text (_("%s: there is a file of that name already; choose another"), argv[1]);
  document = sl_document_new_from_template (template_id != NULL ? template_id : "empty", SL_OPEN_PLAIN, &error);
  return document != NULL ? cli_save (document, argv[1]) : cli_fail (error);
}

/* Adds the edits FIELD=VALUE…; FALSE with an error for a word without "=". */
static gboolean
add_settings (SlCommand *command, const char *id, char **words, GError **error)
{
  for (; *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      if (equals == NULL || equals == *words)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no setting; write FIELD=VALUE"), *words);
          return FALSE;
        }
      g_autofree char *path = g_strndup (*words, (gsize) (equals - *words));
      sl_command_set (command, id, path, equals + 1);
    }
  return TRUE;
}

static int
apply_and_save (SlDocument *document, const char *path, SlCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_apply (document, command, &error))
    {
      g_prefix_error (&error, "%s: ", path);
      return cli_fail (error);
    }
  return cli_save (document, out);
}

static const GOptionEntry out_entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write there instead of in place"), "OUT" }, { NULL }
};

static int
run_set (int argc, char **argv)
{
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!cli_parse (&cli_set, out_entries, &argc, &argv, 3, -1, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  command = sl_command_new (_("Set fields"));
  if (!add_settings (command, argv[2], argv + 3, &error))
    return cli_fail (error);
  return apply_and_save (document, argv[1], command);
}

/* The word of the setting `name`, taken out of `words`; NULL without one. */
static char *
take_setting (char **words, const char *name)
{
  gsize length = strlen (name);

  for (; *words != NULL; words++)
    if (strncmp (*words, name, length) == 0 && (*words)[length] == '=')
      {
        char *value = g_strdup (*words + length + 1);
        do
          words[0] = words[1];
        while (*words++ != NULL);
        return value;
      }
  return NULL;
}

static int
run_add (int argc, char **argv)
{
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  SlKind kind;
  int code;

  if (!cli_parse (&cli_add, out_entries, &argc, &argv, 2, -1, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  kind = sl_kind_from_name (argv[2]);
  if (kind == SL_N_KINDS)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (guint i = 0; i < SL_N_KINDS; i++)
        g_string_append_printf (names, " %s", sl_kind_info (i)->record.name);
      return cli_fail_text (_("“%s” is no kind; use one of%s"), argv[2], names->str);
    }
  id = take_setting (argv + 3, "id");
  if (id == NULL)
    id = sl_plan_free_id (sl_document_plan (document), argv[2]);
  command = sl_command_new (_("Add"));
  sl_command_add (command, kind, id);
  if (!add_settings (command, id, argv + 3, &error))
    return cli_fail (error);
  code = apply_and_save (document, argv[1], command);
  if (code == EXIT_DONE)
    g_print ("%s\n", id);
  return code;
}

static int
run_remove (int argc, char **argv)
{
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  int code;

  if (!cli_parse (&cli_remove, out_entries, &argc, &argv, 2, -1, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  command = sl_command_new (_("Remove"));
  for (char **id = argv + 2; *id != NULL; id++)
    sl_command_remove (command, *id);
  return apply_and_save (document, argv[1], command);
}

const CliCommand cli_new = { "new", "PLAN [--template ID]", N_("A new plan from a template"), run_new };
const CliCommand cli_set = { "set", "PLAN ID FIELD=VALUE… [-o OUT]", N_("Change fields; values may hold units and formulas"), run_set };
const CliCommand cli_add = { "add", "PLAN KIND [id=ID] FIELD=VALUE… [-o OUT]", N_("Add an entity and print its id"), run_add };
const CliCommand cli_remove = { "remove", "PLAN ID… [-o OUT]", N_("Remove entities that nothing else uses"), run_remove };
