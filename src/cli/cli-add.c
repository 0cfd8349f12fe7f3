/* add */
#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"

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
  static char *out;
  const GOptionEntry entries[] = { CLI_OUT_OPTION (&out), { NULL } };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  SlKind kind;
  int code;

  if (!cli_parse (&cli_add, entries, &argc, &argv, 2, -1, &code)
      || (document = cli_open_to_edit (argv[1], out, &code)) == NULL)
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
  if (!cli_add_settings (command, id, argv + 3, &error))
    return cli_fail (error);
  code = cli_apply (document, argv[1], command, out);
  if (code == EXIT_DONE)
    g_print ("%s\n", id);
  return code;
}

const CliCommand cli_add = { "add", "PLAN KIND [id=ID] FIELD=VALUE… [-o OUT]", N_("Add an entity and print its id"),
                             run_add };
