/* Shooting days as events by the clock of the stage that they are on. */
#include <string.h>

#include "sl-board.h"
#include "sl-i18n.h"
#include "sl-ics-private.h"

/* A time zone that events use. */
typedef struct {
  GTimeZone *zone;     /* NULL: unknown here */
  gint64     from, to; /* s since 1970: of the first and the last event */
} Use;

static void
use_free (gpointer data)
{
  Use *use = data;

  g_clear_pointer (&use->zone, g_time_zone_unref);
  g_free (use);
}

GHashTable *
sl_ics_zones_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, use_free);
}

typedef struct {
  IcsOut             *out;
  const SlBoardRead  *read;
  const SlBoardDay   *day;
  const SlProduction *production;
} Day;

static const SlBoardScene *
scene_at (const Day *d, guint i)
{
  return &g_array_index (d->read->scenes, SlBoardScene, d->day->first_scene + i);
}

/* --- texts --- */

/* Cast by number and name: "1 Captain, 4 Girl". */
static char *
cast_of (const SlPlan *plan, const SlSceneEntity *scene)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *one = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));
      g_autofree char *number = one != NULL && one->number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT " ", one->number)
                                                              : NULL;
      g_autofree char *name = one != NULL ? g_strconcat (number != NULL ? number : "", sl_entity_title (&one->entity),
                                                         NULL) : NULL;
      sl_ics_join (text, ", ", name);
    }
  return g_string_free (text, FALSE);
}

static char *
clock_of (gint32 minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60 % 24, minutes % 60);
}

/* "08:40 · 12A · INT · Night · Bridge of the ship · N1 · 1 4/8 pages · 1 Captain". */
static void
describe_scene (const Day *d, const SlBoardScene *s, GString *about)
{
  const SlSceneEntity *scene = s->scene;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *clock = clock_of (d->day->call + s->begins), *count = sl_pages_text (scene->eighths);
  g_autofree char *pages = g_strdup_printf (_("%s pages"), count), *cast = cast_of (d->out->export->plan, scene);
  g_autofree char *episode = scene->episode > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "-", scene->episode) : NULL;
  const char *own = scene->number != NULL ? scene->number : sl_entity_title (&scene->entity);
  g_autofree char *number = g_strconcat (episode != NULL ? episode : "", own, NULL);
  const char *const parts[] = { clock, number, sl_ics_value (&scene->entity, "place", scene->place),
                                sl_ics_value (&scene->entity, "light", scene->light), scene->set, scene->script_day,
                                pages, cast };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sl_ics_join (line, " · ", parts[i]);
  sl_ics_join (about, "\n", line->str);
}

static char *
describe_day (const Day *d)
{
  GString *about = g_string_new (NULL);
  g_autofree char *clock = clock_of (d->day->call), *pages = sl_pages_text (d->day->eighths);
  g_autofree char *hours = sl_hours_text (d->day->minutes), *call = g_strdup_printf (_("call %s"), clock);
  g_autofree char *sums = g_strdup_printf (_("%s pages · %u scenes · %s h"), pages, d->day->n_scenes, hours);

  sl_ics_join (about, "", call);
  sl_ics_join (about, " · ", sums);
  for (guint i = 0; i < d->day->n_scenes; i++)
    describe_scene (d, scene_at (d, i), about);
  return g_string_free (about, FALSE);
}

/* Titles of the stages of the day, each once, in their order. */
static char *
stages_of (const Day *d)
{
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < d->day->n_scenes; i++)
    {
      const SlStage *stage = scene_at (d, i)->stage;

      if (stage != NULL && g_hash_table_add (said, (gpointer) stage))
        sl_ics_join (text, ", ", sl_entity_title (&stage->entity));
    }
  return g_string_free (text, FALSE);
}

static char *
summarise (const Day *d)
{
  guint last = 0;
  GString *text = g_string_new (NULL);
  g_autofree char *number = NULL;

  for (guint i = 0; i < d->read->days->len; i++)
    {
      const SlBoardDay *other = &g_array_index (d->read->days, SlBoardDay, i);
      if (other->unit == d->day->unit && other->number > last)
        last = other->number;
    }
  number = g_strdup_printf (_("Day %u of %u"), d->day->number, last);
  sl_ics_join (text, " · ", sl_entity_title (&d->production->entity));
  sl_ics_join (text, " · ", number);
  sl_ics_join (text, " · ", d->day->unit != NULL ? sl_entity_title (&d->day->unit->entity) : NULL);
  return g_string_free (text, FALSE);
}

/* --- times --- */

/* The zone of the day's first stage, NULL for a time that is the same wherever it is read. */
static Use *
zone_of (const Day *d, const char **name)
{
  const SlStage *stage = NULL;
  Use *use;

  for (guint i = 0; stage == NULL && i < d->day->n_scenes; i++)
    stage = scene_at (d, i)->stage;
  if (stage == NULL || stage->timezone == NULL || *stage->timezone == '\0')
    return NULL;
  *name = stage->timezone;
  use = g_hash_table_lookup (d->out->zones, stage->timezone);
  if (use == NULL)
    {
      use = g_new0 (Use, 1);
      use->zone = sl_ics_zone_find (stage->timezone);
      g_hash_table_insert (d->out->zones, g_strdup (stage->timezone), use);
      if (use->zone == NULL)
        sl_findings_add (d->out->export->omissions, SL_SEVERITY_WARNING, &stage->entity, "timezone",
                         _("set it to a name such as Asia/Shanghai"),
                         _("“%s” is no time zone that is known here; its days are in the calendar without one"),
                         stage->timezone);
    }
  return use->zone != NULL ? use : NULL;
}

static void
write_time (const Day *d, const char *name, const char *zone, GDateTime *when)
{
  g_autofree char *text = g_date_time_format (when, "%Y%m%dT%H%M%S");
  g_autofree char *with = zone != NULL ? g_strdup_printf ("%s;TZID=%s", name, zone) : g_strdup (name);

  sl_ics_line (d->out->events, with, text);
}

/* From the call until the work and its meals are done, of a day without any as long as usual. */
static void
write_times (const Day *d)
{
  const char *name = NULL;
  Use *use = zone_of (d, &name);
  g_autoptr (GTimeZone) floating = g_time_zone_new_utc ();
  gint32 minutes = d->day->minutes + d->day->meals;
  GDate date;

  if (minutes <= 0)
    minutes = d->day->length > 0 ? d->day->length : 60;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, d->day->date + (guint32) (d->day->call / 1440));
  g_autoptr (GDateTime) start = g_date_time_new (use != NULL ? use->zone : floating, g_date_get_year (&date),
                                                 g_date_get_month (&date), g_date_get_day (&date),
                                                 d->day->call / 60 % 24, d->day->call % 60, 0);
  g_autoptr (GDateTime) end = g_date_time_add_minutes (start, minutes);
  write_time (d, "DTSTART", use != NULL ? name : NULL, start);
  write_time (d, "DTEND", use != NULL ? name : NULL, end);
  if (use == NULL)
    return;
  const gint64 from = g_date_time_to_unix (start), to = g_date_time_to_unix (end);
  use->from = use->to == 0 || from < use->from ? from : use->from;
  use->to = use->to == 0 || to > use->to ? to : use->to;
}

/* --- days --- */

static void
write_day (const Day *d)
{
  const char *unit = d->day->unit != NULL ? d->day->unit->entity.id : "unit";
  g_autofree char *id = g_strdup_printf ("day-%u.%s", d->day->number, unit);
  g_autofree char *number = g_strdup_printf ("%u", d->day->number), *summary = summarise (d), *about = describe_day (d);
  g_autofree char *stages = stages_of (d);
  const gboolean firm = d->day->shot || d->read->board->locked != 0;

  sl_ics_begin (d->out, d->production, id);
  write_times (d);
  sl_ics_text (d->out->events, "SUMMARY", summary);
  sl_ics_text (d->out->events, "LOCATION", stages);
  sl_ics_text (d->out->events, "DESCRIPTION", about);
  sl_ics_line (d->out->events, "CATEGORIES", "shooting-day");
  sl_ics_line (d->out->events, "STATUS", firm ? "CONFIRMED" : "TENTATIVE");
  sl_ics_text (d->out->events, "X-SIGHTLINE-BOARD", d->read->board->entity.id);
  sl_ics_line (d->out->events, "X-SIGHTLINE-DAY", number);
  sl_ics_text (d->out->events, "X-SIGHTLINE-UNIT", d->day->unit != NULL ? unit : NULL);
  sl_ics_end (d->out);
}

void
sl_ics_days (IcsOut *out, const SlProduction *production)
{
  const SlBoard *board = sl_production_board (out->export->plan, production);
  const SlBoardInput input = { .plan = out->export->plan, .production = production, .board = board };
  g_autoptr (SlBoardRead) read = board != NULL ? sl_board_read (&input) : NULL;

  for (guint i = 0; read != NULL && i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);
      const Day d = { out, read, day, production };

      if (day->date != 0)
        write_day (&d);
      else
        sl_findings_add (out->export->omissions, SL_SEVERITY_WARNING, &board->entity, "start",
                         _("set the first day of the board or of the production, or free days of the calendar"),
                         _("shooting day %u has no date and was left out of the calendar"), day->number);
    }
}

void
sl_ics_zones (const IcsOut *out, GString *text)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (out->zones), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const Use *use = g_hash_table_lookup (out->zones, l->data);

      if (use->zone != NULL)
        sl_ics_zone (text, l->data, use->zone, use->from, use->to);
    }
}
