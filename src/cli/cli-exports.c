#include <string.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-exports.h"
#include "sl-i18n.h"

static GPtrArray *said; /* char *: "paper=A2", what the options of the command line say, in their order */

/* A field's name as an option, "safe-zones". Static. */
static const char *
option_name (const char *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field), "_", '-');

  return g_intern_string (name);
}

static gboolean
take_option (const char *option, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (said, g_strdup_printf ("%s=%s", option + strlen ("--"), value != NULL ? value : "true"));
  return TRUE;
}

/* Not those that stand there already: several exports may have an option of that name. */
static void
add_entry (GArray *entries, const char *name, int flags, const char *help, const char *value)
{
  const GOptionEntry entry = { name, 0, flags, G_OPTION_ARG_CALLBACK, (gpointer) take_option, help, value };

  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (g_array_index (entries, GOptionEntry, i).long_name, name) == 0)
      return;
  g_array_append_val (entries, entry);
}

static const char *
value_word (const SlField *field)
{
  if (field->type == SL_TYPE_REF || field->type == SL_TYPE_LIST)
    return "ID";
  return field->type == SL_TYPE_INTEGER || field->type == SL_TYPE_REAL ? "N" : "VALUE";
}

static void
add_kind (GArray *entries, const SlExportKind *kind)
{
  for (guint i = 0; i < kind->options->n_fields; i++)
    {
      const SlField *field = &kind->options->fields[i];
      const gboolean plain = field->type == SL_TYPE_BOOL;

      add_entry (entries, option_name (field->name), plain ? G_OPTION_FLAG_OPTIONAL_ARG : 0, field->help,
                 plain ? "yes|no" : value_word (field));
    }
  for (const SlExportShort *s = kind->shorts; s != NULL && s->name != NULL; s++)
    add_entry (entries, s->name, G_OPTION_FLAG_NO_ARG, s->help, NULL);
}

/* The first of the command's exports, or the next one behind `index`. */
static const SlExportKind *
next_kind (const CliCommand *command, guint *index)
{
  const SlExportKind *kind;

  while ((kind = sl_export_kind_at ((*index)++)) != NULL)
    if (g_str_equal (kind->command, command->name))
      return kind;
  return NULL;
}

char *
cli_describe_exports (const CliCommand *command)
{
  g_autoptr (GString) text = g_string_new (_("Every option may also be written as NAME=VALUE.\n"));
  const SlExportKind *kind;

  for (guint at = 0; (kind = next_kind (command, &at)) != NULL;)
    {
      g_string_append_printf (text, "\n  %s\n", kind->id);
      for (guint i = 0; i < kind->options->n_fields; i++)
        {
          const SlField *field = &kind->options->fields[i];

          g_string_append_printf (text, "      %s=%s  %s", field->name, field->def != NULL ? field->def : "",
                                  _(field->help));
          for (const SlEnumValue *value = field->values; value != NULL && value->id != NULL; value++)
            g_string_append_printf (text, "%s%s", value == field->values ? ": " : ", ", value->id);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
say_unknown (const CliCommand *command, const char *id)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const SlExportKind *kind;

  for (guint at = 0; (kind = next_kind (command, &at)) != NULL;)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", kind->id);
  if (g_str_equal (command->name, "sheet"))
    return cli_fail_text (_("“%s” is no sheet; use %s"), id, names->str);
  return cli_fail_text (_("“%s” is no format; use %s"), id, names->str);
}

/* --- what is said of one export --- */

static gboolean set_word (const SlExportKind *kind, gpointer options, const char *word, GError **error);

static gboolean
set_short (const SlExportKind *kind, gpointer options, const SlExportShort *s, GError **error)
{
  g_auto (GStrv) words = g_strsplit (s->settings, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!set_word (kind, options, words[i], error))
      return FALSE;
  return TRUE;
}

/* "shot=a" adds to those that are named already. */
static gboolean
add_to_list (const SlExportKind *kind, gpointer options, const char *name, const char *text, GError **error)
{
  g_autofree char *before = sl_record_get (kind->options, options, name, error);
  g_autofree char *all = g_strdup_printf ("%s %s", before, text);

  return sl_export_options_set (kind, options, name, g_strstrip (all), error);
}

static gboolean
set_word (const SlExportKind *kind, gpointer options, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : NULL;
  const SlField *field = name != NULL ? sl_record_field (kind->options, name) : NULL;

  if (name == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no setting; write NAME=VALUE"), word);
      return FALSE;
    }
  for (const SlExportShort *s = kind->shorts; s != NULL && s->name != NULL; s++)
    if (g_str_equal (s->name, name))
      return set_short (kind, options, s, error);
  if (field != NULL && field->type == SL_TYPE_LIST)
    return add_to_list (kind, options, name, equals + 1, error);
  return sl_export_options_set (kind, options, name, equals + 1, error);
}

/* The options of the command line, then NAME=VALUE behind the plan. */
static gboolean
set_all (const SlExportKind *kind, gpointer options, char **words, GError **error)
{
  for (guint i = 0; i < said->len; i++)
    if (!set_word (kind, options, said->pdata[i], error))
      return FALSE;
  for (; *words != NULL; words++)
    if (!set_word (kind, options, *words, error))
      return FALSE;
  return TRUE;
}

/* --- running --- */

/* Of several files, and of a look, which are another than before. */
static void
print_changes (const SlExportChanges *changes, const GPtrArray *lines, gboolean look)
{
  g_autofree char *text = sl_export_changes_text (changes);

  if (!look && sl_export_changes_count (changes) <= 1)
    return;
  for (guint i = 0; i < lines->len; i++)
    g_print ("%s\n", (char *) lines->pdata[i]);
  g_print ("%s\n", text);
}

static int
run_kind (const SlExportKind *kind, const char *path, gconstpointer options, const char *out, const char *json,
          gboolean look, gint64 started)
{
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new (), lines = NULL;
  g_autoptr (GError) error = NULL;
  SlExportResult result = { 0 };
  gboolean ok;
  int code;

  if ((document = cli_open (path, &code)) == NULL)
    return code;
  cli_load_assets (document, omissions);
  cli_progress_name (_(kind->title));
  const SlExportSource source = { .plan = sl_document_plan (document), .assets = sl_document_assets (document),
                                  .file = sl_document_path (document), .day = sl_export_day_of_file (path),
                                  .watch = cli_watch (), .omissions = omissions, .dry = look };
  ok = sl_export_write (kind, &source, options, out, &result, &error);
  cli_say_omissions (path, omissions);
  if (!ok)
    return cli_fail (error);
  lines = sl_export_changes_lines (&result.changes);
  if (json == NULL)
    print_changes (&result.changes, lines, look);
  code = cli_report_file (json, &(CliFile) { .path = out, .frames = result.frames, .scale = result.scale,
                                             .lines = lines, .findings = omissions }, started);
  sl_export_result_clear (&result);
  return code;
}

int
cli_run_exports (const CliCommand *command, int argc, char **argv)
{
  static char *out, *json;
  static gboolean look;
  const GOptionEntry own[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("The file to write"), "FILE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &look, N_("Write nothing, and tell what would be another"), NULL },
    CLI_JSON_OPTION (&json),
  };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const gint64 started = g_get_monotonic_time ();
  const gboolean named = !g_str_equal (command->name, "clip"); /* the only one of its kind */
  const SlExportKind *kind;
  gpointer options;
  int code;

  said = words;
  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  for (guint at = 0; (kind = next_kind (command, &at)) != NULL;)
    add_kind (entries, kind);
  if (!cli_parse (command, (const GOptionEntry *) (const void *) entries->data, &argc, &argv, named ? 2 : 1, -1, &code))
    return code;
  kind = sl_export_kind_find (named ? argv[2] : command->name);
  if (kind == NULL || !g_str_equal (kind->command, command->name))
    return say_unknown (command, argv[2]);
  options = sl_export_options_new (kind);
  if (!set_all (kind, options, argv + (named ? 3 : 2), &error))
    code = cli_fail (error);
  else if (out == NULL)
    code = cli_fail_text (_("name the file with -o"));
  else
    code = run_kind (kind, argv[1], options, out, json, look, started);
  sl_export_options_free (kind, options);
  return code;
}
