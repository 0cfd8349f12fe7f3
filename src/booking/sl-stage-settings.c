#include "sl-stage-settings.h"

#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-event-lines.h"
#include "sl-i18n.h"

enum { MAX_SLOTS = 8, MAX_NAME = 200 };

static const char slots_name[] = "X-SIGHTLINE-SLOTS", begins_name[] = "X-SIGHTLINE-DAY-BEGINS";
static const char requests_name[] = "X-SIGHTLINE-REQUESTS";

void
sl_stage_settings_init (SlStageSettings *s)
{
  *s = (SlStageSettings) { .slots = g_ptr_array_new_with_free_func (g_free) };
  g_ptr_array_add (s->slots, NULL);
}

void
sl_stage_settings_clear (SlStageSettings *s)
{
  g_clear_pointer (&s->slots, g_ptr_array_unref);
  g_clear_pointer (&s->requests, g_free);
}

/* --- what it says: these are FALSE for what cannot be --- */

static gboolean
is_slot (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p))
      return FALSE;
  return *name != '\0' && strlen (name) <= 20 && !g_str_has_prefix (name, "hold");
}

static gboolean
read_slots (SlStageSettings *s, const char *value)
{
  g_auto (GStrv) slots = g_strsplit (value, ",", -1);
  const guint n = g_strv_length (slots);

  g_ptr_array_set_size (s->slots, 0);
  for (guint i = 0; i < n && i < MAX_SLOTS; i++)
    {
      if (!is_slot (g_strstrip (slots[i])))
        return FALSE;
      for (guint k = 0; k < i; k++)
        if (g_str_equal (slots[k], slots[i]))
          return FALSE;
      g_ptr_array_add (s->slots, n > 1 ? g_strdup (slots[i]) : NULL); /* one slot is the whole day */
    }
  return n > 0 && n <= MAX_SLOTS;
}

static gboolean
read_begins (SlStageSettings *s, const char *value)
{
  int hours, minutes, end = 0;

  if (sscanf (value, "%2d:%2d%n", &hours, &minutes, &end) != 2 || value[end] != '\0' || hours < 0 || hours > 23
      || minutes < 0 || minutes > 59)
    return FALSE;
  s->begins_s = hours * 3600 + minutes * 60;
  return TRUE;
}

/* A name beside the stage's own, and nowhere else. */
static gboolean
read_requests (SlStageSettings *s, const char *value)
{
  if (*value == '.' || strlen (value) > MAX_NAME || strpbrk (value, "/\\?#%") != NULL
      || !g_str_has_suffix (value, SL_STAGE_REQUESTS_END) || g_str_equal (value, SL_STAGE_REQUESTS_END))
    return FALSE;
  g_free (s->requests);
  s->requests = g_strdup (value);
  return TRUE;
}

static const struct {
  const char *name;
  gboolean  (*read) (SlStageSettings *settings, const char *value);
} settings_table[] = {
  { slots_name, read_slots }, { begins_name, read_begins }, { requests_name, read_requests },
};

gboolean
sl_stage_settings_read (SlStageSettings *s, const char *text)
{
  g_autoptr (GPtrArray) lines = text != NULL ? sl_content_lines_read (text, strlen (text), NULL) : NULL;
  gboolean fine = lines != NULL;

  for (guint i = 0; fine && i < lines->len; i++)
    for (guint k = 0; fine && k < G_N_ELEMENTS (settings_table); k++)
      if (g_str_equal (((SlContentLine *) lines->pdata[i])->name, settings_table[k].name))
        {
          g_autofree char *value = sl_content_line_text (lines->pdata[i]);
          fine = settings_table[k].read (s, value);
        }
  return fine;
}

/* --- changes --- */

/* FALSE with an error for what cannot be. */
static gboolean
check_change (const SlSettingsChange *change, GError **error)
{
  SlStageSettings s;
  gboolean fine = FALSE;

  sl_stage_settings_init (&s);
  if (change->slots != NULL && !read_slots (&s, change->slots))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” are no slots of a day; write names of small letters and digits, such "
                                           "as --slots day,night, or --slots all"), change->slots);
  else if (change->begins != NULL && !read_begins (&s, change->begins))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no time of day; write --begins 06:00"), change->begins);
  else if (change->requests != NULL && *change->requests != '\0' && !read_requests (&s, change->requests))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” cannot be the name of a calendar of requests; call it after the "
                                           "stage, with “-requests” at the end"), change->requests);
  else
    fine = TRUE;
  sl_stage_settings_clear (&s);
  return fine;
}

/* An object that takes nobody's time. Free with g_ptr_array_unref(). */
static GPtrArray *
new_lines (void)
{
  g_autofree char *uid = g_uuid_string_random ();
  g_autofree char *text = g_strdup_printf (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sightline//Stage bookings//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
    "DTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20200102\r\nSUMMARY:Stage settings\r\n"
    "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", uid);

  return sl_content_lines_read (text, strlen (text), NULL);
}

/* Wherever it stands, since it is read wherever it stands; else in the first event, or at the object's beginning. */
static void
set_line (GPtrArray *lines, const char *name, const char *value)
{
  guint from, to;

  for (guint i = lines->len; i > 0; i--)
    if (g_str_equal (((SlContentLine *) lines->pdata[i - 1])->name, name))
      g_ptr_array_remove_index (lines, i - 1);
  if (value == NULL)
    return;
  if (!sl_event_lines_find (lines, &from, &to))
    from = MIN (1, lines->len);
  g_autofree char *escaped = sl_content_escape (value); /* Radicale keeps only what stands before a bare comma */
  g_autofree char *rest = g_strconcat (":", escaped, NULL);
  g_ptr_array_insert (lines, (int) from, sl_content_line_new (name, rest));
}

char *
sl_stage_settings_edit (const char *text, const SlSettingsChange *change, GError **error)
{
  g_autoptr (GPtrArray) lines = text != NULL ? sl_content_lines_read (text, strlen (text), error) : new_lines ();

  if (lines == NULL || !check_change (change, error))
    return NULL;
  if (change->slots != NULL)
    set_line (lines, slots_name, g_str_equal (change->slots, "all") ? NULL : change->slots);
  if (change->begins != NULL)
    set_line (lines, begins_name, change->begins);
  if (change->requests != NULL)
    set_line (lines, requests_name, *change->requests != '\0' ? change->requests : NULL);
  return sl_content_lines_print (lines);
}
