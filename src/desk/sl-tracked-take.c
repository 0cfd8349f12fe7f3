/* What was recorded of the tracked camera becomes a shot of the plan. */
#include "sl-tracked-private.h"

#include "sl-check.h"
#include "sl-i18n.h"

/* One that is being made of the plan as it was then; edits go on meanwhile. */
typedef struct {
  SlTracked *tracked; /* borrowed: the queue ends its jobs before it goes */
  SlPlan    *plan;    /* owned, as all below */
  SlTake    *take;
  char      *shot, *name, *id;
  SlCommand *command;
  GPtrArray *findings; /* SlFinding */
} Making;

static void
making_free (gpointer data)
{
  Making *m = data;

  g_clear_pointer (&m->command, sl_command_unref);
  sl_take_free (m->take);
  sl_plan_unref (m->plan);
  g_ptr_array_unref (m->findings);
  g_free (m->shot);
  g_free (m->name);
  g_free (m->id);
  g_free (m);
}

static gboolean
make (SlWatch *watch, gpointer data, GError **error)
{
  Making *m = data;
  const SlTakeOptions options = { .shot = m->shot, .name = m->name };

  m->command = sl_take_command (m->plan, m->take, &options, m->findings, &m->id, error);
  return m->command != NULL;
}

static void
say_made (const Making *m)
{
  g_autofree char *samples = g_strdup_printf ("%u", m->take->samples->len);
  g_autofree char *text = g_strdup_printf (_("%s is a new shot, of %s samples"), m->name, samples);

  for (guint i = 0; i < m->findings->len; i++)
    if (((const SlFinding *) m->findings->pdata[i])->severity != SL_SEVERITY_NOTE)
      sl_editor_message (m->tracked->editor, ((const SlFinding *) m->findings->pdata[i])->message);
  sl_editor_message (m->tracked->editor, text);
}

static void begin (SlTracked *tracked, SlTake *take, const char *shot);

static void
made (const GError *error, gpointer data)
{
  Making *m = data;
  SlTracked *tracked = m->tracked;

  tracked->making--;
  if (m->plan != sl_editor_plan (tracked->editor))
    begin (tracked, g_steal_pointer (&m->take), m->shot);
  else if (error != NULL)
    sl_editor_message (tracked->editor, error->message);
  else if (sl_editor_apply (tracked->editor, m->command))
    say_made (m);
  sl_tracked_tell (tracked);
}

static gboolean
is_taken (const SlPlan *plan, const char *name)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (g_str_equal (sl_entity_title (sl_plan_at (plan, SL_KIND_SHOT, i)), name))
      return TRUE;
  return FALSE;
}

/* "12A, take 3": the first that no shot has. Free with g_free(). */
static char *
free_name (const SlPlan *plan, const char *shot)
{
  char *name = NULL;
  guint n = 0;

  do
    {
      g_free (name);
      name = g_strdup_printf (_("%s, take %u"), sl_entity_title (sl_plan_find (plan, shot)), ++n);
    }
  while (is_taken (plan, name));
  return name;
}

/* Takes the take. The shot may have been taken out of the plan since it began: then it is one of the shown one. */
static void
begin (SlTracked *tracked, SlTake *take, const char *shot)
{
  const SlPlan *plan = sl_editor_plan (tracked->editor);
  const SlShot *shown = sl_editor_shot (tracked->editor);
  Making *m = g_new0 (Making, 1);

  if (sl_plan_get (plan, SL_KIND_SHOT, shot) == NULL && shown != NULL)
    shot = shown->entity.id;
  m->tracked = tracked;
  m->plan = sl_plan_ref (plan);
  m->take = take;
  m->shot = g_strdup (shot);
  m->name = sl_plan_get (plan, SL_KIND_SHOT, shot) != NULL ? free_name (plan, shot) : NULL;
  m->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  tracked->making++;
  sl_queue_add (tracked->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .work = make,
                                               .done = made, .data = m, .free_data = making_free });
}

void
sl_tracked_make_take (SlTracked *tracked)
{
  g_autofree char *shot = g_steal_pointer (&tracked->shot), *text = NULL;
  SlTake *take = shot != NULL ? sl_ear_take (tracked->ear) : NULL;

  tracked->now.records = FALSE;
  if (shot == NULL)
    return;
  if (take != NULL && tracked->queue != NULL)
    {
      begin (tracked, take, shot);
      return;
    }
  sl_take_free (take);
  text = g_strdup_printf (_("nothing came, so there is no take; look whether the tracker sends to %s"),
                          tracked->address);
  sl_editor_message (tracked->editor, text);
}

void
sl_tracked_record (SlTracked *tracked, gboolean record)
{
  const SlShot *shot = sl_editor_shot (tracked->editor);

  if (record == sl_tracked_is_recording (tracked) || tracked->ear == NULL)
    return;
  if (!record)
    sl_tracked_make_take (tracked);
  else if (shot == NULL || shot->camera == NULL)
    sl_editor_message (tracked->editor, shot == NULL ? _("there is no shot that this could be a take of; add one")
                                                     : _("the shot has no camera that this could move; give it one"));
  else
    {
      tracked->shot = g_strdup (shot->entity.id);
      sl_ear_record (tracked->ear, tracked->most);
      sl_ear_look (tracked->ear, &tracked->now);
    }
  sl_tracked_tell (tracked);
}

gboolean
sl_tracked_is_recording (SlTracked *tracked)
{
  return tracked->shot != NULL;
}

gboolean
sl_tracked_holds (SlTracked *tracked)
{
  return tracked->shot != NULL || tracked->making > 0;
}

char *
sl_tracked_recorded (SlTracked *tracked)
{
  g_autofree char *samples = g_strdup_printf ("%u", tracked->now.recorded);
  const guint seconds = (guint) (tracked->now.recorded_us / G_USEC_PER_SEC);

  if (!sl_tracked_is_recording (tracked))
    return NULL;
  return g_strdup_printf (_("Recording %u:%02u, %s samples"), seconds / 60, seconds % 60, samples);
}

void
sl_tracked_set_most (SlTracked *tracked, guint most)
{
  tracked->most = CLAMP (most, 1, SL_TAKE_MAX);
}
