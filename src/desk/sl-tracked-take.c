/* What was recorded of the tracked camera becomes a shot of the plan. */
#include "sl-tracked-private.h"

#include "sl-check.h"
#include "sl-i18n.h"

/* One that is being made of the plan as it was then; edits go on meanwhile. */
typedef struct {
  SlTracked  *tracked; /* borrowed: the queue ends its jobs before it goes */
  SlPlan     *plan;    /* owned, as all below */
  SlTake     *take;    /* NULL: it is read from what was left */
  SlTakeLeft *left;    /* NULL: it was recorded now */
  SlTakeLog  *log;     /* of either; NULL: there is none */
  char       *shot, *name, *id;
  SlCommand  *command;
  GPtrArray  *findings; /* SlFinding */
} Making;

static void
making_free (gpointer data)
{
  Making *m = data;

  g_clear_pointer (&m->command, sl_command_unref);
  sl_take_free (m->take);
  sl_take_left_free (m->left);
  sl_take_log_unref (m->log);
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

  if (m->take == NULL && (m->take = sl_take_left_read (m->left, watch, error)) == NULL)
    return FALSE;
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

/* What cannot become a shot now stays on disk. */
static void
say_failed (const Making *m, const GError *error)
{
  sl_editor_message (m->tracked->editor, error->message);
  if (m->log != NULL)
    sl_editor_message (m->tracked->editor, _("The recording is kept: it is offered again when the plan is opened"));
}

static void begin (Making *m, const char *shot);

static void
begin_again (Making *old)
{
  Making *m = g_new0 (Making, 1);

  m->tracked = old->tracked;
  m->take = g_steal_pointer (&old->take);
  m->left = g_steal_pointer (&old->left);
  m->log = g_steal_pointer (&old->log);
  begin (m, old->shot);
}

static void
made (const GError *error, gpointer data)
{
  Making *m = data;
  SlTracked *tracked = m->tracked;

  tracked->making--;
  if (m->plan != sl_editor_plan (tracked->editor))
    begin_again (m);
  else if (error != NULL)
    say_failed (m, error);
  else if (sl_editor_apply (tracked->editor, m->command))
    {
      say_made (m);
      if (m->log != NULL)
        sl_take_log_remove (m->log); /* the plan's own journal has it from here on */
    }
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

/* Takes what has a take. The shot may have been taken out of the plan since it began: then it is one of the shown
 * one. */
static void
begin (Making *m, const char *shot)
{
  SlTracked *tracked = m->tracked;
  const SlPlan *plan = sl_editor_plan (tracked->editor);
  const SlShot *shown = sl_editor_shot (tracked->editor);

  if (sl_plan_get (plan, SL_KIND_SHOT, shot) == NULL && shown != NULL)
    shot = shown->entity.id;
  m->plan = sl_plan_ref (plan);
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
  SlTakeLog *log = g_steal_pointer (&tracked->log);

  tracked->now.records = FALSE;
  if (shot == NULL)
    return;
  if (take != NULL && tracked->queue != NULL)
    {
      Making *m = g_new0 (Making, 1);
      *m = (Making) { .tracked = tracked, .take = take, .log = log };
      begin (m, shot);
      return;
    }
  if (take == NULL && log != NULL)
    sl_take_log_remove (log);
  sl_take_log_unref (log);
  sl_take_free (take);
  if (take != NULL) /* the window goes */
    return;
  text = g_strdup_printf (_("nothing came, so there is no take; look whether the tracker sends to %s"),
                          tracked->address);
  sl_editor_message (tracked->editor, text);
}

/* Of the shot that is recorded; NULL where there is no place for it, which is said. */
static SlTakeLog *
log_of (SlTracked *tracked)
{
  g_autoptr (GError) error = NULL;
  SlTakeLog *log = sl_take_log_new (sl_document_path (sl_editor_document (tracked->editor)), tracked->shot, &error);
  g_autofree char *text = log == NULL ? g_strdup_printf (_("The recording is not kept for a crash: %s"),
                                                         error->message) : NULL;

  if (text != NULL)
    sl_editor_message (tracked->editor, text);
  return log;
}

void
sl_tracked_bring_back (SlTracked *tracked, SlTakeLeft *left)
{
  Making *m;

  if (tracked->queue == NULL)
    {
      sl_take_left_free (left);
      return;
    }
  m = g_new0 (Making, 1);
  *m = (Making) { .tracked = tracked, .left = left, .log = sl_take_log_ref (left->log) };
  begin (m, left->shot);
  sl_tracked_tell (tracked);
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
      tracked->log = log_of (tracked);
      sl_ear_record (tracked->ear, tracked->most, tracked->log);
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
  const int trouble = tracked->log != NULL ? sl_take_log_trouble (tracked->log) : 0;
  g_autofree char *line = NULL;

  if (!sl_tracked_is_recording (tracked))
    return NULL;
  line = g_strdup_printf (_("Recording %u:%02u, %s samples"), seconds / 60, seconds % 60, samples);
  if (trouble == 0)
    return g_steal_pointer (&line);
  return g_strdup_printf (_("%s, not kept for a crash (%s)"), line, g_strerror (trouble));
}

void
sl_tracked_set_most (SlTracked *tracked, guint most)
{
  tracked->most = CLAMP (most, 1, SL_TAKE_MAX);
}
