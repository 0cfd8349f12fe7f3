#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-recovery.h"

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

  if (w == NULL || w->editor == NULL || g_str_equal (answer, "later"))
    return;
  if (g_str_equal (answer, "recover"))
    bring_back (w, 0);
  else if (g_str_equal (answer, "fewer"))
    bring_back (w, left_out (sl_editor_document (w->editor)));
  else
    sl_document_forget_journal (sl_editor_document (w->editor));
  sl_editor_document_changed (w->editor);
}

void
sl_window_offer_recovery (SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  guint steps = sl_document_recoverable (document), leave_out = left_out (document);
  g_autofree char *fewer = sl_recovery_fewer_label (leave_out), *body = sl_recovery_body (steps, leave_out);
  SlAnswer answers[4];

  if (steps == 0)
    return;
  sl_recovery_answers (answers, leave_out > 0 ? fewer : NULL);
  sl_window_ask (w, _("Bring back unsaved work?"), body, answers, "later", on_answer);
}
