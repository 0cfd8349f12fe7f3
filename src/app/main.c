/* sightline: the window. */
#include "sl-app.h"
#include "sl-places.h"
#include "sl-supplies.h"

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = NULL;

  sl_places_init (argv[0]);
  sl_places_init_language ();
  sl_supplies_init ();
  gtk_disable_setlocale (); /* it would bring back the decimal comma, into burn-ins and drawings too */
  g_set_application_name ("Sightline");
  app = sl_app_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
