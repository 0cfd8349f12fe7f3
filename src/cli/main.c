#include "cli.h"
#include "sl-config.h"
#include "sl-i18n.h"
#include "sl-places.h"
#include "sl-supplies.h"

static const CliCommand *const commands[] = {
  &cli_new,    &cli_check, &cli_show,  &cli_set,    &cli_add,    &cli_edit,     &cli_remove, &cli_coverage,
  &cli_render, &cli_clip,  &cli_sheet, &cli_import, &cli_export, &cli_live,     &cli_schedule, &cli_book,
};

static void
print_help (void)
{
  g_print (_("Usage: sightline-cli COMMAND PLAN [options]\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n            %s\n", commands[i]->name, commands[i]->arguments, _(commands[i]->help));
  g_print (_("\n“sightline-cli COMMAND --help” lists a command's options.\n"));
}

static int
run (int argc, char **argv)
{
  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? EXIT_BAD_INPUT : EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("sightline-cli %s\n", SL_VERSION);
      return EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return commands[i]->run (argc - 1, argv + 1);
  return cli_fail_text (_("“%s” is no command; “sightline-cli help” lists them"), argv[1]);
}

int
main (int argc, char **argv)
{
  sl_places_init (argv[0]);
  sl_places_init_language ();
  sl_supplies_init ();
  sl_field_titles_with_names ();
  g_set_prgname ("sightline-cli");
  cli_begin ();
  return cli_end (run (argc, argv));
}
