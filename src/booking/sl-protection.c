#include "sl-protection.h"

#include <string.h>

#include "sl-day-object.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* Before 2106, where servers' seconds in 32 bits end. */
enum { FAR_YEAR = 2099, CANDIDATES = 300, TIDY_TRIES = 6, TIDY_MS = 50, LAPSES_S = 3600 };

typedef struct {
  SlBackend *backend;
  SlWatch   *watch;
  SlRivals  *rivals;
  char      *mark;   /* in every text of ours, and nowhere else */
  char      *name;   /* of the slot, once there is one */
  char      *sent;   /* the text that it was made of */
  guint32    day;
  guint      count;  /* texts made so far */
  gboolean   unsure; /* something that was sent may still arrive */
} Trial;

void
sl_protection_clear (SlProtection *protection)
{
  g_clear_pointer (&protection->why, g_free);
}

/* --- texts --- */

/* "check-UUID/7": short enough that its line is not folded. */
static char *
next_token (Trial *t)
{
  return g_strdup_printf ("%s/%u", t->mark, ++t->count);
}

/* An object of the slot; one `uid` is one object. It lapses by itself, in case that the machine dies now. */
static char *
text_of (const Trial *t, const char *uid, const char *token)
{
  const SlStageDay day = {
    .day = t->day, .rank = 1, .booking = (char *) token, .state = (char *) "hold", .owner = (char *) "Sightline",
    .title = (char *) _("Sightline checks the server"), .lapses = g_get_real_time () / G_USEC_PER_SEC + LAPSES_S,
  };

  return sl_day_object_text (&day, uid);
}

/* Whether what is there has been written under that token. */
static gboolean
holds (const SlResource *there, const char *token)
{
  const gsize length = strlen (token);

  for (const char *at = there->text; at != NULL && (at = strstr (at, token)) != NULL; at += length)
    if (!g_ascii_isdigit (at[length]))
      return TRUE;
  return FALSE;
}

/* Writes over a version; TRUE where that was done. */
static gboolean
change (Trial *t, const char *etag, const char *text, GError **error)
{
  const SlWrite write = sl_backend_replace (t->backend, t->name, etag, text, NULL, error);

  t->unsure |= write == SL_WRITE_UNSURE;
  return write == SL_WRITE_DONE;
}

/* --- nothing stays --- */

/* What may still arrive has a moment to do so. */
static gboolean
is_quiet (Trial *t, guint tries)
{
  if (t->unsure && tries + 1 < TIDY_TRIES)
    return FALSE;
  t->unsure = FALSE;
  return TRUE;
}

/* Takes back what we made, whoever has cancelled; of others nothing. */
static gboolean
tidy (Trial *t, GError **error)
{
  g_autoptr (GError) inner = NULL;
  gboolean removed = FALSE;

  for (guint tries = 0; t->name != NULL && tries < TIDY_TRIES; tries++)
    {
      g_autoptr (SlResource) there = NULL;
      g_clear_error (&inner);
      if (tries > 0)
        g_usleep (TIDY_MS * 1000 * tries);
      there = sl_backend_get (t->backend, t->name, NULL, &inner);
      if (there == NULL)
        continue;
      if (there->text == NULL || strstr (there->text, t->mark) == NULL)
        {
          if (is_quiet (t, tries))
            return TRUE;
        }
      else
        removed = sl_backend_remove (t->backend, t->name, there->etag, NULL, &inner) == SL_WRITE_DONE;
      if (removed && !t->unsure)
        return TRUE;
    }
  if (t->name == NULL || removed)
    return TRUE;
  sl_error_set (error, SL_ERROR_SERVICE, _("the test slot “%s” of %s could not be taken back (%s); delete it by hand"),
                t->name, t->backend->title, inner != NULL ? inner->message : "412");
  return FALSE;
}

/* --- one write after the other --- */

typedef enum { MADE, TAKEN, DENIED, FAILED } Made;

/* Makes the object where the slot is free; what comes of a lost answer is read. */
static Made
make (Trial *t, const char *token, const char *text, GError **error)
{
  g_autoptr (GError) inner = NULL;
  const SlWrite write = sl_backend_create (t->backend, t->name, text, NULL, &inner);
  const gboolean denied = write != SL_WRITE_DONE && sl_backend_was_denied (t->backend);

  t->unsure |= write == SL_WRITE_UNSURE && !denied;
  if (write == SL_WRITE_DONE)
    return MADE;
  if (write == SL_WRITE_REFUSED)
    return TAKEN;
  g_autoptr (SlResource) there = sl_backend_get (t->backend, t->name, t->watch, error);
  if (there == NULL)
    return FAILED;
  if (holds (there, token))
    return MADE;
  if (there->text != NULL)
    return TAKEN;
  g_propagate_error (error, g_steal_pointer (&inner));
  return denied ? DENIED : FAILED;
}

/* The first day of the far year that nobody has. */
static Made
find_slot (Trial *t, char **uid, GError **error)
{
  GDate first;

  g_date_set_dmy (&first, 1, G_DATE_JANUARY, FAR_YEAR);
  for (guint i = 0; i < CANDIDATES; i++)
    {
      g_autofree char *token = next_token (t), *text = NULL, *name = NULL;
      g_autoptr (SlResource) there = NULL;
      Made made;

      if (sl_watch_stops (t->watch, error))
        return FAILED;
      t->day = g_date_get_julian (&first) + i;
      name = sl_day_object_name (t->day, NULL, 1);
      if ((there = sl_backend_get (t->backend, name, t->watch, error)) == NULL)
        return FAILED;
      if (there->text != NULL || there->etag != NULL)
        continue;
      g_free (t->name);
      t->name = g_steal_pointer (&name);
      text = text_of (t, token, token);
      g_free (t->sent);
      t->sent = g_strdup (text);
      if ((made = make (t, token, text, error)) != TAKEN)
        {
          *uid = g_steal_pointer (&token);
          return made;
        }
    }
  sl_error_set (error, SL_ERROR_SERVICE, _("%s: no day of %d is free for the test; is it a stage's calendar?"),
                t->backend->title, FAR_YEAR);
  return FAILED;
}

static gboolean
lists (const SlChanges *changes, const char *name)
{
  for (guint i = 0; i < changes->changed->len; i++)
    if (g_str_equal (((const SlResource *) changes->changed->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/* Whether only what has changed since `token` is listed. */
static gboolean
does_sync (Trial *t, const char *token, gboolean *syncs, GError **error)
{
  g_autoptr (SlChanges) changes = token != NULL ? sl_backend_list (t->backend, token, t->watch, error) : NULL;

  *syncs = changes != NULL && !changes->whole && changes->token != NULL && lists (changes, t->name);
  return token == NULL || changes != NULL;
}

/* Neither a change nor a removal of an old version may come through; `new_token` is what is there. */
static gboolean
does_match (Trial *t, const char *uid, const char *old, const char *new_token, gboolean *honours, GError **error)
{
  g_autofree char *token = next_token (t), *text = text_of (t, uid, token);
  g_autoptr (GError) ignored = NULL;
  const gboolean changed = change (t, old, text, &ignored);
  const gboolean removed = sl_backend_remove (t->backend, t->name, old, NULL, NULL) == SL_WRITE_DONE;
  g_autoptr (SlResource) there = sl_backend_get (t->backend, t->name, t->watch, error);

  *honours = there != NULL && !changed && !removed && holds (there, new_token);
  return there != NULL;
}

/* What the place does with the slot that was made under `uid` and nobody else touches. */
static gboolean
try_alone (Trial *t, const char *uid, SlProtection *p, GError **error)
{
  g_autoptr (SlResource) first = sl_backend_get (t->backend, t->name, t->watch, error), again = NULL, last = NULL;
  g_autoptr (SlChanges) all = NULL;
  g_autofree char *token = next_token (t), *text = text_of (t, uid, token);

  if (first == NULL || (again = sl_backend_get (t->backend, t->name, t->watch, error)) == NULL
      || (all = sl_backend_list (t->backend, NULL, t->watch, error)) == NULL)
    return FALSE;
  p->keeps_text = g_strcmp0 (first->text, t->sent) == 0;
  p->etag_stays = first->etag != NULL && g_strcmp0 (first->etag, again->etag) == 0;
  if (!change (t, again->etag, text, error))
    {
      if (error != NULL && *error == NULL)
        sl_error_set (error, SL_ERROR_SERVICE, _("%s refuses to change what it has just stored; ask who runs it"),
                      t->backend->title);
      return FALSE;
    }
  if ((last = sl_backend_get (t->backend, t->name, t->watch, error)) == NULL)
    return FALSE;
  p->etag_changes = g_strcmp0 (again->etag, last->etag) != 0;
  return does_sync (t, all->token, &p->syncs, error)
         && does_match (t, uid, again->etag, token, &p->honours_match, error);
}

/* --- races --- */

typedef struct {
  char   *tokens[SL_PROTECTION_WRITERS], *texts[SL_PROTECTION_WRITERS];
  SlWrite results[SL_PROTECTION_WRITERS];
} Race;

/* `uid` NULL: each makes an object of its own. */
static void
race_init (Race *race, Trial *t, const char *uid)
{
  for (guint i = 0; i < SL_PROTECTION_WRITERS; i++)
    {
      race->tokens[i] = next_token (t);
      race->texts[i] = text_of (t, uid != NULL ? uid : race->tokens[i], race->tokens[i]);
    }
}

static void
race_finish (Race *race)
{
  for (guint i = 0; i < SL_PROTECTION_WRITERS; i++)
    {
      g_free (race->tokens[i]);
      g_free (race->texts[i]);
    }
}

typedef enum { ONE_WON, SEVERAL_WON, NOBODY_WON } Outcome;

/* Who was told that the slot is his must find it there, and nobody else. */
static gboolean
run_race (Trial *t, const char *uid, const char *etag, Outcome *outcome, GError **error)
{
  Race race;
  guint won = 0;
  gboolean kept = FALSE, ours = FALSE;

  race_init (&race, t, uid);
  sl_rivals_race (t->rivals, t->name, etag, race.texts, race.results);
  g_autoptr (SlResource) there = sl_backend_get (t->backend, t->name, NULL, error);
  for (guint i = 0; i < SL_PROTECTION_WRITERS; i++)
    {
      const gboolean done = race.results[i] == SL_WRITE_DONE;
      const gboolean found = there != NULL && holds (there, race.tokens[i]);
      won += done;
      kept |= done && found;
      ours |= found;
      t->unsure |= race.results[i] == SL_WRITE_UNSURE;
    }
  race_finish (&race);
  *outcome = won > 1 || (won == 1 && !kept) ? SEVERAL_WON : won == 1 || ours ? ONE_WON : NOBODY_WON;
  return there != NULL;
}

static gboolean
race_to_make (Trial *t, SlProtection *p, GError **error)
{
  Outcome outcome;

  if (!run_race (t, NULL, NULL, &outcome, error))
    return FALSE;
  p->races += outcome != NOBODY_WON;
  p->doubled += outcome == SEVERAL_WON;
  return TRUE;
}

static gboolean
race_to_change (Trial *t, SlProtection *p, GError **error)
{
  g_autofree char *uid = next_token (t), *text = text_of (t, uid, uid);
  g_autoptr (SlResource) there = NULL;
  Outcome outcome;
  const Made made = make (t, uid, text, error);

  if (made == TAKEN) /* somebody else came; the days before were raced for */
    return TRUE;
  if (made != MADE || (there = sl_backend_get (t->backend, t->name, t->watch, error)) == NULL
      || !run_race (t, uid, there->etag, &outcome, error))
    return FALSE;
  p->edits += outcome != NOBODY_WON;
  p->lost += outcome == SEVERAL_WON;
  return TRUE;
}

static gboolean
run_races (Trial *t, SlProtection *p, GError **error)
{
  const guint all = SL_PROTECTION_RACES + SL_PROTECTION_EDITS;

  for (guint i = 0; i < all; i++)
    {
      gboolean (*const race) (Trial *, SlProtection *, GError **) = i < SL_PROTECTION_RACES ? race_to_make
                                                                                           : race_to_change;
      if (sl_watch_stops (t->watch, error) || !race (t, p, error) || !tidy (t, error))
        return FALSE;
      sl_watch_tell (t->watch, (i + 2.0) / (all + 1));
    }
  if (p->races > 0)
    return TRUE;
  sl_error_set (error, SL_ERROR_SERVICE, _("%s did not answer in any of %u races, so nothing is known; try again "
                                           "later"), t->backend->title, SL_PROTECTION_RACES);
  return FALSE;
}

/* --- all of it --- */

static gboolean
find (Trial *t, SlRivalOpen open, gpointer data, SlProtection *p, GError **error)
{
  g_autofree char *uid = NULL;
  g_autoptr (GError) inner = NULL;

  switch (find_slot (t, &uid, &inner))
    {
    case DENIED:
      p->level = SL_PROTECTION_READ_ONLY;
      p->why = g_strdup (inner->message);
      return TRUE;
    case MADE:
      break;
    default:
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (!try_alone (t, uid, p, error) || !tidy (t, error))
    return FALSE;
  sl_watch_tell (t->watch, 1.0 / (SL_PROTECTION_RACES + SL_PROTECTION_EDITS + 1));
  t->rivals = sl_rivals_new (SL_PROTECTION_WRITERS, open, data, error);
  if (t->rivals == NULL || !run_races (t, p, error))
    return FALSE;
  p->level = p->doubled > 0 ? SL_PROTECTION_DETECTS : SL_PROTECTION_PREVENTS;
  return TRUE;
}

gboolean
sl_protection_find (SlRivalOpen open, gpointer data, SlProtection *p, SlWatch *watch, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  Trial t = { .backend = open (data, error), .watch = watch };
  g_autoptr (GError) inner = NULL, left = NULL;
  gboolean found = FALSE;

  *p = (SlProtection) { 0 };
  if (t.backend == NULL)
    return FALSE;
  t.mark = g_strconcat ("check-", uuid, NULL);
  found = find (&t, open, data, p, &inner);
  sl_rivals_free (t.rivals);
  found = tidy (&t, &left) && found;
  if (left != NULL) /* what somebody must do goes before why it came about */
    g_propagate_error (error, g_steal_pointer (&left));
  else if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  sl_backend_free (t.backend);
  g_free (t.mark);
  g_free (t.name);
  g_free (t.sent);
  if (!found)
    sl_protection_clear (p);
  return found;
}
