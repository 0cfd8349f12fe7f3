#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-recovery.h"

/* --- what was recorded of the tracked camera --- */

static void offer_take (SlWindow *w);

static void
on_take_answer (const char *answer, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);
  SlTakeLeft *left;

  if (w == NULL || w->editor == NULL || (left = g_steal_pointer (&w->take_left)) == NULL)
    return;
  if (g_str_equal (answer, "recover"))
    sl_tracked_bring_back (w->bench->tracked, g_steal_pointer (&left));
  else if (g_str_equal (answer, "discard"))
    sl_take_log_remove (left->log);
  if (!g_str_equal (answer, "later"))
    offer_take (w);
  sl_take_left_free (left);
}

/* Free with g_free(). */
static char *
take_body (const SlTakeLeft *left, const SlPlan *plan)
{
  const SlEntity *shot = sl_plan_find (plan, left->shot);
  g_autoptr (GDateTime) began = g_date_time_new_from_unix_local (left->began);
  g_autoptr (GDateTime) ended = g_date_time_new_from_unix_local (left->ended);
  g_autofree char *from = g_date_time_format (began, _("%-d %b %Y, %H:%M:%S"));
  g_autofree char *to = g_date_time_format (ended, "%H:%M:%S");

  return g_strdup_printf (_("Sightline ended while it recorded a take of %s, from %s to %s. It can still become a shot "
                            "of the plan."),
                          shot != NULL ? sl_entity_title (shot) : left->shot, from, to);
}

/* The newest that a crash left, if there is one. */
static void
offer_take (SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  const SlPlan *plan = sl_editor_plan (w->editor);
  g_autofree char *body = NULL;
  SlAnswer answers[4];

  if (w->take_left != NULL || (w->take_left = sl_take_left_find (sl_document_path (document), plan)) == NULL)
    return;
  body = take_body (w->take_left, plan);
  sl_recovery_answers (answers, NULL);
  sl_window_ask (w, _("Bring back a recording?"), body, answers, "later", on_take_answer);
}

/* --- steps --- */

static guint
left_out (SlDocument *document)
{
  return sl_recovery_leaves_out (sl_document_recoverable (document), sl_document_recovery_attempts (document));
}

static void
bring_back (SlWindow *w, guint leave_out)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GError) error = NULL;
  guint steps = sl_document_recover (sl_editor_document (w->editor), leave_out, findings, &error);
  g_autofree char *done = g_strdup_printf (ngettext ("%u step brought back", "%u steps brought back", steps), steps);

  sl_window_toast (w, error != NULL ? error->message : done);
  if (findings->len > 0)
    sl_window_toast (w, ((SlFinding *) findings->pdata[0])->message);
}

static void
on_answer (const char *answer, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);

  if (w == NULL || w->editor == NULL)
    return;
  if (g_str_equal (answer, "recover"))
    bring_back (w, 0);
  else if (g_str_equal (answer, "fewer"))
    bring_back (w, left_out (sl_editor_document (w->editor)));
  else if (g_str_equal (answer, "discard"))
    sl_document_forget_journal (sl_editor_document (w->editor));
  if (!g_str_equal (answer, "later"))
    sl_editor_document_changed (w->editor);
  offer_take (w);
}

void
sl_window_offer_recovery (SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  guint steps = sl_document_recoverable (document), leave_out = left_out (document);
  g_autofree char *fewer = sl_recovery_fewer_label (leave_out), *body = sl_recovery_body (steps, leave_out);
  SlAnswer answers[4];

  if (steps == 0)
    {
      offer_take (w);
      return;
    }
  sl_recovery_answers (answers, leave_out > 0 ? fewer : NULL);
  sl_window_ask (w, _("Bring back unsaved work?"), body, answers, "later", on_answer);
}
