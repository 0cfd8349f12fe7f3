/* Writing one object of a stage-day: what was refused or not answered is read, and undone when the whole fails. A step
 * goes under no watch: of a request that is cut nobody can say whether it was done, and an undo comes to its end. */
#include <string.h>

#include "sl-day-object.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-take-private.h"

enum { TRIES = 3 };

void
sl_done_free (gpointer data)
{
  SlDone *done = data;

  g_free (done->name);
  g_free (done->uid);
  g_free (done->before);
  g_free (done);
}

static void
add_done (SlTake *t, const char *name, const char *uid, const char *before)
{
  SlDone *done = g_new (SlDone, 1);

  *done = (SlDone) { .name = g_strdup (name), .uid = g_strdup (uid), .before = g_strdup (before) };
  g_ptr_array_add (t->done, done);
}

/* --- reading one object anew --- */

/* FALSE with an error; `entry` NULL where nothing is called so. Free with sl_entry_free(). */
static gboolean
look (SlTake *t, const char *name, SlEntry **entry, GError **error)
{
  g_autoptr (SlResource) r = sl_backend_get (t->c->backend, name, NULL, error);

  *entry = NULL;
  if (r == NULL)
    return FALSE;
  if (r->text != NULL || r->etag != NULL)
    *entry = sl_entry_new (t->c, name, r->etag, r->text);
  return TRUE;
}

gboolean
sl_take_has (const SlTake *t, const SlEntry *entry)
{
  return g_strcmp0 (sl_entry_booking (entry), t->booking) == 0;
}

static const char *
uid_of (const SlEntry *entry)
{
  return entry->object != NULL ? ((SlEvent *) entry->object->events->pdata[0])->uid : NULL;
}

void
sl_add_conflict (GPtrArray *list, const SlStageCalendar *c, const SlEntry *entry, guint32 day)
{
  const gboolean readable = entry->object != NULL && !entry->object->doubtful;

  g_ptr_array_add (list, sl_entry_day (c, entry, readable ? entry->object->events->pdata[0] : NULL, day));
}

void
sl_take_add_unknown (SlTake *t, const SlStageDay *day, const char *name)
{
  g_ptr_array_add (t->taken->conflicts, sl_stage_day_unreadable (t->c->stage, day->day, day->rank, name,
                                                                 _("it changes while it is read")));
}

/* --- one object at a time --- */

/* What stands in the way is no one's any more: it goes, in that version. */
static SlStep
clear_free (SlTake *t, const SlEntry *entry, GError **error)
{
  switch (sl_backend_remove (t->c->backend, entry->name, entry->etag, NULL, error))
    {
    case SL_WRITE_FAILED:
      return SL_STEP_FAILED;
    case SL_WRITE_UNSURE:
      g_clear_error (error);
      return SL_STEP_AGAIN;
    default:
      return SL_STEP_AGAIN;
    }
}

/* What is there after a creation that was refused, or of which no answer came. */
static SlStep
judge_created (SlTake *t, const SlStageDay *day, const char *name, const char *uid, GError **error)
{
  SlEntry *entry;
  SlStep step = SL_STEP_CONFLICT;

  if (!look (t, name, &entry, error))
    return SL_STEP_FAILED;
  if (entry == NULL)
    return SL_STEP_AGAIN;
  if (g_strcmp0 (uid_of (entry), uid) == 0)
    {
      add_done (t, name, uid, NULL);
      step = SL_STEP_DONE;
    }
  else if (sl_entry_is_free (t->c, entry))
    step = clear_free (t, entry, error);
  else if (sl_take_has (t, entry))
    step = SL_STEP_DONE; /* since before, or by another program for the same booking */
  else
    sl_add_conflict (t->taken->conflicts, t->c, entry, day->day);
  sl_entry_free (entry);
  return step;
}

SlStep
sl_take_create (SlTake *t, const SlStageDay *day, const char *name, GError **error)
{
  g_autofree char *uid = g_uuid_string_random (), *text = sl_day_object_text (day, uid);
  g_autoptr (GError) inner = NULL;
  SlStep step = SL_STEP_AGAIN;

  for (guint i = 0; i < TRIES && step == SL_STEP_AGAIN; i++)
    {
      g_clear_error (&inner);
      switch (sl_backend_create (t->c->backend, name, text, NULL, &inner))
        {
        case SL_WRITE_DONE:
          add_done (t, name, uid, NULL);
          t->taken->taken++;
          return SL_STEP_DONE;
        case SL_WRITE_FAILED:
          g_propagate_error (error, g_steal_pointer (&inner));
          return SL_STEP_FAILED;
        default:
          step = judge_created (t, day, name, uid, error);
        }
    }
  if (step == SL_STEP_DONE)
    t->taken->taken++;
  if (step != SL_STEP_AGAIN)
    return step;
  if (inner != NULL) /* no answer, and it is not there */
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return SL_STEP_FAILED;
    }
  sl_take_add_unknown (t, day, name);
  return SL_STEP_CONFLICT;
}

SlStep
sl_take_change (SlTake *t, const SlStageDay *day, const SlEntry *had, GError **error)
{
  g_autofree char *name = g_strdup (had->name), *before = g_strdup (had->text), *etag = g_strdup (had->etag);
  g_autofree char *now = g_strdup (had->text);
  g_autoptr (GError) inner = NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *text = sl_day_object_edit (now, day);
      SlEntry *entry;

      if (text == NULL) /* it says so, perhaps since the time before */
        {
          t->taken->changed += i > 0;
          return SL_STEP_DONE;
        }
      g_clear_error (&inner);
      switch (sl_backend_replace (t->c->backend, name, etag, text, NULL, &inner))
        {
        case SL_WRITE_DONE:
          add_done (t, name, NULL, before);
          t->taken->changed++;
          return SL_STEP_DONE;
        case SL_WRITE_FAILED:
          g_propagate_error (error, g_steal_pointer (&inner));
          return SL_STEP_FAILED;
        default:
          break;
        }
      if (!look (t, name, &entry, error))
        return SL_STEP_FAILED;
      if (entry == NULL)
        return sl_take_create (t, day, name, error);
      if (!sl_take_has (t, entry))
        {
          sl_add_conflict (t->taken->conflicts, t->c, entry, day->day);
          sl_entry_free (entry);
          return SL_STEP_CONFLICT;
        }
      if (i == 0)
        add_done (t, name, NULL, before); /* it may have been changed */
      g_free (now);
      g_free (etag);
      now = g_strdup (entry->text);
      etag = g_strdup (entry->etag);
      sl_entry_free (entry);
    }
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    sl_take_add_unknown (t, day, name);
  return inner != NULL || (error != NULL && *error != NULL) ? SL_STEP_FAILED : SL_STEP_CONFLICT;
}

SlStep
sl_take_remove (SlTake *t, const char *name, const char *first_etag, const char *uid, GError **error)
{
  g_autofree char *etag = g_strdup (first_etag);
  g_autoptr (GError) inner = NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      SlEntry *entry = NULL;

      if (etag != NULL)
        {
          g_clear_error (&inner);
          switch (sl_backend_remove (t->c->backend, name, etag, NULL, &inner))
            {
            case SL_WRITE_DONE:
              return SL_STEP_DONE;
            case SL_WRITE_FAILED:
              g_propagate_error (error, g_steal_pointer (&inner));
              return SL_STEP_FAILED;
            default:
              break;
            }
        }
      if (!look (t, name, &entry, error))
        return SL_STEP_FAILED;
      if (entry == NULL || !sl_take_has (t, entry) || (uid != NULL && g_strcmp0 (uid_of (entry), uid) != 0))
        {
          g_clear_pointer (&entry, sl_entry_free);
          return SL_STEP_DONE;
        }
      g_free (etag);
      etag = g_strdup (entry->etag);
      sl_entry_free (entry);
    }
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: “%s” changes while it is given back; try again"),
                  t->c->backend->title, name);
  return SL_STEP_FAILED;
}

/* --- undoing --- */

/* Back to the text of before, if it is still the booking's. */
static gboolean
restore (SlTake *t, const SlDone *done, GError **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      SlEntry *entry;
      SlWrite result;

      if (!look (t, done->name, &entry, error))
        return FALSE;
      if (entry == NULL || !sl_take_has (t, entry) || g_str_equal (entry->text, done->before))
        {
          g_clear_pointer (&entry, sl_entry_free);
          return TRUE;
        }
      g_clear_error (error);
      result = sl_backend_replace (t->c->backend, done->name, entry->etag, done->before, NULL, error);
      sl_entry_free (entry);
      if (result == SL_WRITE_DONE)
        return TRUE;
    }
  return FALSE;
}

gboolean
sl_take_undo (SlTake *t, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = t->done->len; i > 0; i--)
    {
      const SlDone *done = t->done->pdata[i - 1];
      g_autoptr (GError) inner = NULL;
      const gboolean fine = done->uid != NULL ? sl_take_remove (t, done->name, NULL, done->uid, &inner) == SL_STEP_DONE
                                              : restore (t, done, &inner);

      if (!fine && first == NULL && inner != NULL)
        first = g_steal_pointer (&inner);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}
