/* bench-sync URL: reads a stage's calendar from a server, then what has changed since; prints "name value" lines for
 * tests/bench/run. */
#include <stdio.h>

#include "sl-caldav.h"
#include "sl-stage-calendar.h"

enum { TODAY = 739617 }; /* 2026-01-01 */

static void
read_stage (SlStageCalendar *calendar, const char *name)
{
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = NULL;

  if (!sl_stage_calendar_sync (calendar, NULL, &error))
    g_error ("%s", error->message);
  days = sl_stage_calendar_days (calendar, NULL);
  printf ("%s_s %.9g\n%s_days %u\n", name,
          (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC, name, days->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  SlHttp *http = argc == 2 ? sl_http_new (argv[1], NULL, &error) : NULL;
  SlBackend *backend = http != NULL ? sl_caldav_new (http, "/stage-1/", &error) : NULL;
  g_autoptr (SlStageCalendar) calendar = NULL;

  if (backend == NULL)
    g_error ("%s", error != NULL ? error->message : "bench-sync URL");
  calendar = sl_stage_calendar_new (backend, "stage-1", "Asia/Shanghai", TODAY);
  read_stage (calendar, "first");
  read_stage (calendar, "next");
  return 0;
}
