#include "sl-book-seen.h"

#include <string.h>

#include "sl-edit.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

enum { MOST_TEXT = 120, SUM_CHARS = 16, LAST_RANK = 9 }; /* characters */

typedef struct {
  const SlPlan *plan;
  SlCommand    *command;
  GHashTable   *own;    /* ids of the plan's bookings in the store */
  GHashTable   *owners; /* id of the production by owner */
  GHashTable   *ids;    /* that were given; a set, owned */
} Seen;

/* What others wrote, as one line that a plan can hold. */
static char *
plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0' && n < MOST_TEXT; p = g_utf8_next_char (p), n++)
    g_string_append_unichar (out, g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : ' ');
  g_strstrip (out->str);
  return g_string_free (out, FALSE);
}

static char *
id_of (Seen *s, const char *prefix, const char *what)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);
  char *id = g_strdup_printf ("%s-%.*s", prefix, SUM_CHARS, sum);

  for (guint k = 2; g_hash_table_contains (s->ids, id) || sl_plan_find (s->plan, id) != NULL; k++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%.*s-%u", prefix, SUM_CHARS, sum, k);
    }
  g_hash_table_add (s->ids, g_strdup (id));
  return id;
}

/* Owners keep their colours, which are apart from each other and from the plan's own blue. */
static const char *
colour_of (const char *owner)
{
  static const char *const colours[] = { "#8a6f3c", "#6d5a8c", "#3f7a6e", "#8c5563", "#5f7440", "#7a5a48" };

  return colours[g_str_hash (owner) % G_N_ELEMENTS (colours)];
}

/* The plan's own of that name, or a new one. Borrowed; NULL for nobody. */
static const char *
production_of (Seen *s, const char *owner)
{
  g_autofree char *name = plain (owner);
  char *id = g_hash_table_lookup (s->owners, name);

  if (id != NULL || *name == '\0')
    return id;
  id = id_of (s, "owner", name);
  sl_command_add (s->command, SL_KIND_PRODUCTION, id);
  sl_command_set (s->command, id, "name", name);
  sl_command_set (s->command, id, "colour", colour_of (name));
  g_hash_table_insert (s->owners, g_strdup (name), id);
  return id;
}

static gboolean
is_alike (const SlStageDay *a, const SlStageDay *b)
{
  return g_strcmp0 (a->booking, b->booking) == 0 && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->owner, b->owner) == 0 && g_str_equal (sl_stage_day_stands (a), sl_stage_day_stands (b))
         && g_strcmp0 (a->phase, b->phase) == 0 && a->rank == b->rank && a->ends == b->ends;
}

static void
set_day (Seen *s, const char *id, const char *path, guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);

  sl_command_set (s->command, id, path, text);
}

/* An enum's value, where the plan knows it. */
static void
set_known (Seen *s, const char *id, const char *path, const char *value)
{
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, path);

  for (const SlEnumValue *v = field->values; value != NULL && v->id != NULL; v++)
    if (g_str_equal (v->id, value))
      sl_command_set (s->command, id, path, value);
}

static void
set_end (Seen *s, const char *id, const SlStageDay *day)
{
  const SlStage *stage = sl_plan_get (s->plan, SL_KIND_STAGE, day->stage);
  SlStageMoment moment;

  if (day->ends == 0)
    return;
  sl_stage_moment_of (day->ends, stage->timezone, &moment);
  set_day (s, id, "expires", moment.day);
  if (moment.minutes >= 0)
    {
      g_autofree char *time = g_strdup_printf ("%02d:%02d", moment.minutes / 60, moment.minutes % 60);
      sl_command_set (s->command, id, "expires_time", time);
    }
}

static void
add_run (Seen *s, const SlStageDay *first, guint32 last)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s\n%u\n%d", first->booking != NULL ? first->booking : "",
                                          first->title != NULL ? first->title : "", first->stage, first->day,
                                          first->rank);
  g_autofree char *id = id_of (s, "others", key), *title = plain (first->title);
  g_autofree char *rank = g_strdup_printf ("%d", CLAMP (first->rank, 1, LAST_RANK));
  const gboolean unreadable = g_str_equal (first->state, SL_STAGE_DAY_UNREADABLE);
  const char *production = unreadable ? NULL : production_of (s, first->owner);
  g_autofree char *why = unreadable ? g_strdup_printf (_("Cannot be read: %s"), title) : NULL;

  sl_command_add (s->command, SL_KIND_BOOKING, id);
  sl_command_set (s->command, id, "name", why != NULL ? why : *title != '\0' ? title : _("Taken"));
  sl_command_set (s->command, id, "stage", first->stage);
  if (production != NULL)
    sl_command_set (s->command, id, "production", production);
  set_day (s, id, "from", first->day);
  set_day (s, id, "to", last);
  set_known (s, id, "state", unreadable ? "confirmed" : sl_stage_day_stands (first));
  set_known (s, id, "phase", first->phase);
  sl_command_set (s->command, id, "rank", rank);
  set_end (s, id, first);
}

static gboolean
is_shown (const Seen *s, const SlStageDay *day)
{
  return !day->lapsed && sl_plan_get (s->plan, SL_KIND_STAGE, day->stage) != NULL && day->day > 0
         && (day->booking == NULL || !g_hash_table_contains (s->own, day->booking));
}

/* Each run from its first day on; days of a run that were met are marked. */
static void
add_runs (Seen *s, const GPtrArray *days)
{
  g_autofree gboolean *met = g_new0 (gboolean, days->len + 1);

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *first = days->pdata[i];
      guint32 last = first->day;

      if (met[i] || !is_shown (s, first))
        continue;
      for (guint k = i + 1; k < days->len; k++)
        {
          const SlStageDay *day = days->pdata[k];

          if (!g_str_equal (day->stage, first->stage) || day->day > last + 1)
            break;
          if (met[k] || !is_alike (first, day))
            continue;
          last = day->day; /* or another slot of the day */
          met[k] = TRUE;
        }
      add_run (s, first, last);
    }
}

SlPlan *
sl_book_seen (const SlPlan *plan, const GPtrArray *days)
{
  g_autoptr (SlCommand) command = sl_command_new ("");
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Seen s = { plan, command, own, owners, ids };
  SlPlan *seen;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    g_hash_table_add (own, sl_book_id (plan, (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i)));
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlEntity *production = sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      g_hash_table_insert (owners, g_strdup (sl_entity_title (production)), g_strdup (production->id));
    }
  add_runs (&s, days);
  seen = sl_command_count (command) > 0 ? sl_plan_apply (plan, command, NULL) : NULL;
  return seen != NULL ? seen : sl_plan_ref (plan);
}
