/* The shown shot's camera, played on the stage as a tracker would send it, by a job in a lane of its own. */
#include "sl-window-private.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-dialog.h"
#include "sl-tracking-play.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

static const char *const key = "play-on-stage"; /* one shot at a time */

/* A snapshot, so that editing goes on meanwhile. */
typedef struct {
  SlEditor     *editor;    /* borrowed: it outlives the queue */
  SlPlan       *plan;      /* owned, as all below */
  char         *shot;
  SlPlayOptions options;
  SlPlayReport  report;
  GPtrArray    *omissions; /* SlFinding */
} Play;

static void
play_free (gpointer data)
{
  Play *p = data;

  sl_tracking_address_clear (&p->options.address);
  g_ptr_array_unref (p->omissions);
  sl_plan_unref (p->plan);
  g_free (p->shot);
  g_free (p);
}

static gboolean
play (SlWatch *watch, gpointer data, GError **error)
{
  Play *p = data;

  return sl_tracking_play (p->plan, &p->options, watch, p->omissions, &p->report, error);
}

static void
played (const GError *error, gpointer data)
{
  Play *p = data;
  const SlFinding *left_out = p->omissions->len > 0 ? p->omissions->pdata[0] : NULL;
  g_autofree char *samples = g_strdup_printf ("%" G_GUINT64_FORMAT, p->report.samples);
  g_autofree char *text = NULL;

  if (error != NULL && !g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    text = g_strdup (error->message);
  else if (left_out != NULL)
    text = g_strdup (left_out->message);
  else
    text = g_strdup_printf (_("Played on stage: %s samples, %.2f ms off on average"), samples,
                            p->report.error_mean_ms);
  sl_editor_message (p->editor, text);
}

/* The address, and whether it goes on until it is stopped. */
ACTION (act_play_to)
{
  SlWindow *w = data;
  const SlShot *shot = sl_editor_shot (w->editor);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  const char *address;
  gboolean again;
  Play *p;

  if (shot == NULL)
    {
      sl_editor_message (w->editor, _("there is no shot to play; add one"));
      return;
    }
  p = g_new0 (Play, 1);
  p->editor = w->editor;
  p->plan = sl_plan_ref (sl_editor_plan (w->editor));
  p->shot = g_strdup (shot->entity.id);
  p->omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_variant_get (value, "(&sb)", &address, &again);
  p->options.shot = p->shot;
  p->options.loops = again ? 0 : 1;
  if (!sl_tracking_address_parse (address, &p->options.address, &error))
    {
      sl_editor_message (w->editor, error->message);
      play_free (p);
      return;
    }
  name = g_strdup_printf (_("%s on stage"), sl_entity_title (&shot->entity));
  sl_queue_add (w->bench->queue, &(SlJobSpec) { .lane = SL_LANE_STAGE, .name = name, .key = key, .work = play,
                                                .done = played, .data = p, .free_data = play_free });
}

static gboolean
is_playing (SlWindow *w)
{
  g_autoptr (GPtrArray) jobs = sl_queue_list (w->bench->queue);

  for (guint i = 0; i < jobs->len; i++)
    if (sl_job_lane (jobs->pdata[i]) == SL_LANE_STAGE)
      return TRUE;
  return FALSE;
}

/* Asks where to; while it plays, it ends that. */
ACTION (act_play_on_stage)
{
  SlWindow *w = data;

  if (is_playing (w))
    sl_queue_cancel (w->bench->queue, key);
  else if (sl_editor_shot (w->editor) != NULL)
    sl_stage_dialog_show (GTK_WINDOW (w), w->settings, SL_STAGE_PLAY);
  else
    sl_editor_message (w->editor, _("there is no shot to play; add one"));
}

void
sl_window_add_live_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "play-on-stage", act_play_on_stage }, { "play-on-stage-to", act_play_to, "(sb)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
