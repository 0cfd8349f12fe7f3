#include "sl-ics-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

const char *
sl_ics_value (const SlEntity *entity, const char *field, int value)
{
  const SlField *f = sl_record_field (&sl_kind_info (entity->kind)->record, field);

  for (int i = 0; f != NULL && f->values != NULL && f->values[i].id != NULL; i++)
    if (i == value)
      return _(f->values[i].label);
  return "";
}

const char *
sl_ics_title (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = id != NULL ? sl_plan_find (plan, id) : NULL;

  return entity != NULL ? sl_entity_title (entity) : "";
}

void
sl_ics_join (GString *out, const char *between, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? between : "", text);
}

void
sl_ics_begin (IcsOut *out, const SlProduction *production, const char *id)
{
  const char *mark = production == NULL ? "facility" : production->uid != NULL ? production->uid
                                                                               : production->entity.id;
  g_autofree char *uid = g_strdup_printf ("%s.%s@sightline", id, mark);

  out->n++;
  sl_ics_line (out->events, "BEGIN", "VEVENT");
  sl_ics_text (out->events, "UID", uid);
  sl_ics_line (out->events, "DTSTAMP", out->stamp);
}

void
sl_ics_end (IcsOut *out)
{
  sl_ics_line (out->events, "END", "VEVENT");
}

/* --- bookings --- */

static void
say (GString *about, const char *what, const char *value)
{
  g_autofree char *line = value != NULL && *value != '\0' ? g_strdup_printf (_("%s: %s"), what, value) : NULL;

  sl_ics_join (about, "\n", line);
}

/* All that the event's own fields have no room for, as people read it. */
static char *
describe_booking (const SlBooking *b, const char *rank, const char *expires)
{
  GString *about = g_string_new (NULL);

  say (about, _("State"), sl_ics_value (&b->entity, "state", b->state));
  say (about, _("Phase"), sl_ics_value (&b->entity, "phase", b->phase));
  say (about, _("Rank"), b->state != SL_BOOKING_CONFIRMED ? rank : NULL);
  say (about, _("Expires"), expires);
  say (about, _("Contact"), b->contact);
  say (about, _("Hand-off package"), b->package);
  sl_ics_join (about, "\n", b->notes);
  return g_string_free (about, FALSE);
}

static char *
summarise_booking (const SlPlan *plan, const SlBooking *b, const char *rank)
{
  const char *production = sl_ics_title (plan, b->production), *name = sl_entity_title (&b->entity);
  g_autofree char *hold = b->state != SL_BOOKING_CONFIRMED ? g_strdup_printf (_("hold %s"), rank) : NULL;
  GString *text = g_string_new (NULL);

  sl_ics_join (text, " · ", production);
  sl_ics_join (text, " · ", sl_ics_title (plan, b->stage));
  sl_ics_join (text, " · ", strstr (production, name) != NULL ? NULL : name);
  sl_ics_join (text, " · ", hold);
  return g_string_free (text, FALSE);
}

/* The last moment of a hold: its last day, or the instant where it has an hour by the clock of its stage; NULL for
 * none. */
static char *
expiry_of (const SlPlan *plan, const SlBooking *b)
{
  const SlStage *stage = b->stage != NULL ? sl_plan_get (plan, SL_KIND_STAGE, b->stage) : NULL;
  GDate date;

  if (b->expires == 0)
    return NULL;
  if (b->expires_time < 0)
    return sl_date_to_text (b->expires);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, b->expires);
  g_autoptr (GTimeZone) zone = stage != NULL ? g_time_zone_new_identifier (stage->timezone) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) at =
    g_date_time_new (zone != NULL ? zone : utc, g_date_get_year (&date), g_date_get_month (&date),
                     g_date_get_day (&date), b->expires_time / 60, b->expires_time % 60, 0);
  g_autoptr (GDateTime) instant = at != NULL ? g_date_time_to_utc (at) : NULL;
  return instant != NULL ? g_date_time_format (instant, "%Y-%m-%dT%H:%M:%SZ") : sl_date_to_text (b->expires);
}

/* The same as people at the stage read it. */
static char *
expiry_text (const SlBooking *b)
{
  g_autofree char *day = b->expires != 0 ? sl_date_to_text (b->expires) : NULL;
  g_autofree char *time = sl_entity_get (&b->entity, "expires_time", NULL);

  return day != NULL && b->expires_time >= 0 ? g_strdup_printf ("%s %s", day, time) : g_steal_pointer (&day);
}

static void
write_booking (IcsOut *out, const SlBooking *b)
{
  const SlPlan *plan = out->export->plan;
  const SlProduction *production = b->production != NULL ? sl_plan_get (plan, SL_KIND_PRODUCTION, b->production) : NULL;
  g_autofree char *from = sl_ics_date (b->from), *to = sl_ics_date (b->to + 1);
  g_autofree char *rank = g_strdup_printf ("%" G_GINT64_FORMAT, b->rank);
  g_autofree char *expires = expiry_of (plan, b), *until = expiry_text (b);
  g_autofree char *summary = summarise_booking (plan, b, rank), *about = describe_booking (b, rank, until);
  g_autofree char *state = sl_entity_get (&b->entity, "state", NULL);
  g_autofree char *phase = sl_entity_get (&b->entity, "phase", NULL);
  const gboolean confirmed = b->state == SL_BOOKING_CONFIRMED;

  sl_ics_begin (out, production, b->entity.id);
  sl_ics_line (out->events, "DTSTART;VALUE=DATE", from);
  sl_ics_line (out->events, "DTEND;VALUE=DATE", to); /* the first day that is not part of it */
  sl_ics_text (out->events, "SUMMARY", summary);
  sl_ics_text (out->events, "LOCATION", sl_ics_title (plan, b->stage));
  sl_ics_text (out->events, "DESCRIPTION", about);
  sl_ics_text (out->events, "CATEGORIES", phase);
  sl_ics_line (out->events, "STATUS", confirmed ? "CONFIRMED" : "TENTATIVE");
  sl_ics_text (out->events, "X-SIGHTLINE-BOOKING", b->entity.id);
  sl_ics_text (out->events, "X-SIGHTLINE-STATE", state);
  sl_ics_text (out->events, "X-SIGHTLINE-RANK", confirmed ? NULL : rank);
  sl_ics_text (out->events, "X-SIGHTLINE-EXPIRES", expires);
  sl_ics_end (out);
}

static void
write_bookings (IcsOut *out)
{
  const SlIcsExport *e = out->export;

  for (guint i = 0; i < sl_plan_count (e->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (e->plan, SL_KIND_BOOKING, i);

      if (b->state >= SL_BOOKING_RELEASED || (e->production != NULL && g_strcmp0 (b->production, e->production) != 0))
        continue;
      if (b->from != 0 && b->to >= b->from)
        write_booking (out, b);
      else
        sl_findings_add (e->omissions, SL_SEVERITY_WARNING, &b->entity, "to", _("set its first and its last day"),
                         _("the booking has no days and was left out of the calendar"));
    }
}

/* --- the whole --- */

static void
write_boards (IcsOut *out)
{
  const SlIcsExport *e = out->export;

  for (guint i = 0; i < sl_plan_count (e->plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (e->plan, SL_KIND_PRODUCTION, i);

      if (e->production == NULL || g_str_equal (production->entity.id, e->production))
        sl_ics_days (out, production);
    }
}

static char *
finish (const IcsOut *out)
{
  const SlPlan *plan = out->export->plan;
  GString *text = g_string_new (NULL);

  sl_ics_line (text, "BEGIN", "VCALENDAR");
  sl_ics_line (text, "VERSION", "2.0");
  sl_ics_line (text, "PRODID", "-//Sightline//Schedule//EN");
  sl_ics_line (text, "CALSCALE", "GREGORIAN");
  sl_ics_line (text, "METHOD", "PUBLISH");
  sl_ics_text (text, "X-WR-CALNAME", sl_ics_title (plan, out->export->production));
  sl_ics_zones (out, text);
  g_string_append_len (text, out->events->str, (gssize) out->events->len);
  sl_ics_line (text, "END", "VCALENDAR");
  return g_string_free (text, FALSE);
}

char *
sl_ics_export_text (const SlIcsExport *export, GError **error)
{
  g_autofree char *date = export->day != 0 ? sl_ics_date (export->day) : g_strdup ("19700101");
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GHashTable) zones = sl_ics_zones_new ();
  g_autofree char *stamp = g_strconcat (date, "T000000Z", NULL);
  IcsOut out = { export, events, 0, zones, stamp };

  write_bookings (&out);
  write_boards (&out);
  if (out.n > 0)
    return finish (&out);
  sl_error_set (error, SL_ERROR_INPUT, _("there is no booking that counts and no board with dates; book a stage or put "
                                         "scenes on a board first"));
  return NULL;
}

gboolean
sl_ics_export (const SlIcsExport *export, const char *path, GError **error)
{
  g_autofree char *text = sl_ics_export_text (export, error);

  return text != NULL && sl_file_write (path, text, -1, error);
}
