#include "cli.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-i18n.h"

const char *const cli_json_help = N_("Write the result for machines; - for standard output");
const char *const cli_out_help = N_("Write there instead of in place");

static const GOptionEntry *known_options; /* of the command that runs */

gboolean
cli_parse (const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int least, int most,
           int *exit_code)
{
  g_autofree char *about = g_strdup_printf ("%s %s", command->name, command->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  known_options = entries;
  g_option_context_set_summary (context, _(command->help));
  if (command->describe != NULL)
    {
      g_autofree char *description = command->describe ();
      g_option_context_set_description (context, description);
    }
  g_option_context_set_help_enabled (context, TRUE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *exit_code = cli_fail_text ("%s; %s: sightline-cli %s", error->message, _("write"), about);
      return FALSE;
    }
  int n = *argc - 1;
  if (n > 0 && g_str_equal ((*argv)[1], "--")) /* everything after it is an argument */
    {
      memmove (*argv + 1, *argv + 2, (gsize) n * sizeof **argv);
      (*argc)--, n--;
    }
  if (n < least || (most >= 0 && n > most))
    {
      *exit_code = cli_fail_text (_("%s arguments; write: sightline-cli %s"),
                                  n < least ? _("too few") : _("too many"), about);
      return FALSE;
    }
  return TRUE;
}

int
cli_fail (const GError *error)
{
  cli_say ("%s", error->message);
  return sl_error_is_service (error) ? EXIT_SERVICE : EXIT_BAD_INPUT;
}

int
cli_fail_text (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  cli_say ("%s", text);
  return EXIT_BAD_INPUT;
}

/* --- opening --- */

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf one, other;

  return g_stat (a, &one) == 0 && g_stat (b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* What the plan reads beside itself that `target` would overwrite; NULL for nothing. */
static char *
asset_at (SlDocument *document, const char *target)
{
  g_autoptr (GPtrArray) names = sl_plan_asset_names (sl_document_plan (document));
  g_autofree char *folder = g_canonicalize_filename (sl_document_folder (document), NULL);

  for (guint i = 0; i < names->len; i++)
    {
      char *path = g_canonicalize_filename (names->pdata[i], folder);
      if (is_same_file (path, target))
        return path;
      g_free (path);
    }
  return NULL;
}

/* No result replaces what it was made of. */
static gboolean
check_outputs (SlDocument *document, const char *path, int *exit_code)
{
  for (const GOptionEntry *o = known_options; o != NULL && o->long_name != NULL; o++)
    {
      const char *target = o->arg == G_OPTION_ARG_FILENAME ? *(char **) o->arg_data : NULL;
      const gboolean in_place = o->description == cli_out_help;
      g_autofree char *asset = NULL;

      if (target == NULL || g_str_equal (target, "-"))
        continue;
      if (!in_place && is_same_file (target, path))
        {
          *exit_code = cli_fail_text (_("%s: --%s would replace the plan; name another file"), target, o->long_name);
          return FALSE;
        }
      if ((asset = asset_at (document, target)) != NULL)
        {
          *exit_code = cli_fail_text (_("%s: --%s would replace a model or picture of the plan; name another file"),
                                      asset, o->long_name);
          return FALSE;
        }
    }
  return TRUE;
}

static SlDocument *
open_in (const char *path, SlOpenMode mode, int *exit_code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlWatch) quiet = sl_watch_new_part (cli_watch (), 0, 0); /* what follows has the progress */
  g_autoptr (SlDocument) document = sl_document_open_watched (path, mode, quiet, &error);

  if (document == NULL)
    *exit_code = cli_fail (error);
  return document != NULL && check_outputs (document, path, exit_code) ? g_steal_pointer (&document) : NULL;
}

SlDocument *
cli_open (const char *path, int *exit_code)
{
  return open_in (path, SL_OPEN_PLAIN, exit_code);
}

SlDocument *
cli_open_to_edit (const char *path, const char *out, int *exit_code)
{
  return open_in (path, out == NULL ? SL_OPEN_IN_PLACE : SL_OPEN_PLAIN, exit_code);
}

void
cli_load_assets (SlDocument *document, GPtrArray *findings)
{
  g_autoptr (SlWatch) quiet = sl_watch_new_part (cli_watch (), 0, 0); /* what follows has the progress */

  sl_document_load_assets (document, quiet, findings);
}

int
cli_save (SlDocument *document, const char *out)
{
  g_autoptr (GError) error = NULL;

  return sl_document_save (document, out, &error) ? EXIT_DONE : cli_fail (error);
}

gboolean
cli_add_settings (SlCommand *command, const char *id, char **words, GError **error)
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

int
cli_apply (SlDocument *document, const char *path, SlCommand *command, const char *out)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_apply (document, command, &error))
    {
      g_prefix_error (&error, "%s: ", path);
      return cli_fail (error);
    }
  const GPtrArray *said = sl_document_said (document);
  for (guint i = 0; i < said->len; i++)
    cli_say ("%s: %s", path, (char *) said->pdata[i]);
  return cli_save (document, out);
}

const char *
cli_first_stage (const SlPlan *plan)
{
  return sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : "";
}

gboolean
cli_parse_size (const char *text, int *width, int *height, int *exit_code)
{
  int end = 0;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%dx%d%n", width, height, &end) == 2 && text[end] == '\0' && *width > 0 && *height > 0)
    return TRUE;
  *exit_code = cli_fail_text (_("“%s” is no size; write WIDTHxHEIGHT such as 1920x1080"), text);
  return FALSE;
}
