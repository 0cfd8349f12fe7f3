#include "sl-recovery.h"

#include "sl-i18n.h"
#include "sl-journal.h"
#include "sl-open.h"

guint
sl_recovery_leaves_out (guint steps, guint attempts)
{
  return attempts == 0 ? 0 : MIN (steps, 1u << MIN (attempts - 1, 20));
}

char *
sl_recovery_body (guint steps, guint leave_out)
{
  if (leave_out > 0)
    return g_strdup_printf (ngettext ("Sightline ended while it brought back %u step. The last ones may be why: they "
                                      "can be left out.",
                                      "Sightline ended while it brought back %u steps. The last ones may be why: they "
                                      "can be left out.", steps), steps);
  return g_strdup_printf (ngettext ("Sightline ended unexpectedly. %u step after the last save can be brought back.",
                                    "Sightline ended unexpectedly. %u steps after the last save can be brought back.",
                                    steps), steps);
}

char *
sl_recovery_fewer_label (guint leave_out)
{
  return g_strdup_printf (ngettext ("Bring back without the last", "Bring back without the last %u", leave_out),
                          leave_out);
}

void
sl_recovery_answers (SlAnswer answers[static 4], const char *fewer)
{
  answers[0] = (SlAnswer) { "later", _("Decide later"), SL_ANSWER_PLAIN };
  answers[1] = (SlAnswer) { "discard", _("Discard"), SL_ANSWER_PLAIN };
  answers[2] = fewer != NULL ? (SlAnswer) { "fewer", fewer, SL_ANSWER_SUGGESTED }
                             : (SlAnswer) { "recover", _("Bring back"), SL_ANSWER_SUGGESTED };
  answers[3] = (SlAnswer) { NULL };
}

/* --- plans without a file --- */

typedef struct {
  AdwApplication *application; /* borrowed: it outlives its questions */
  GPtrArray      *left;        /* SlLeftBehind */
  guint           index;       /* the one that is asked about */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_ptr_array_unref (offer->left);
  g_free (offer);
}

static void ask_about (AdwApplication *application, GPtrArray *left, guint index);

static void
forget (const char *log)
{
  SlJournal *journal = sl_journal_new_from_log (log);

  if (journal == NULL) /* another program has it open by now */
    return;
  sl_journal_forget (journal);
  sl_journal_close (journal);
}

static void
on_answer (const char *answer, gpointer data)
{
  const Offer *offer = data;
  const SlLeftBehind *left = offer->left->pdata[offer->index];

  if (g_str_equal (answer, "recover"))
    sl_open_left_behind (offer->application, left->log, 0);
  else if (g_str_equal (answer, "fewer"))
    sl_open_left_behind (offer->application, left->log, sl_recovery_leaves_out (left->steps, left->attempts));
  else if (g_str_equal (answer, "discard"))
    forget (left->log);
  ask_about (offer->application, offer->left, offer->index + 1);
}

/* The next plan without a file from `index` on; those of files are asked about when they are opened. */
static void
ask_about (AdwApplication *application, GPtrArray *left, guint index)
{
  Offer *offer;

  while (index < left->len && ((SlLeftBehind *) left->pdata[index])->path != NULL)
    index++;
  if (index >= left->len)
    return;
  const SlLeftBehind *l = left->pdata[index];
  guint leave_out = sl_recovery_leaves_out (l->steps, l->attempts);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (l->time);
  g_autofree char *when = g_date_time_format (time, _("%-d %b %Y, %H:%M"));
  g_autofree char *fewer = sl_recovery_fewer_label (leave_out);
  g_autofree char *steps = sl_recovery_body (l->steps, leave_out);
  g_autofree char *body = g_strdup_printf (_("It was edited last on %s. %s"), when, steps);
  SlAnswer answers[4];

  offer = g_new0 (Offer, 1);
  *offer = (Offer) { application, g_ptr_array_ref (left), index };
  sl_recovery_answers (answers, leave_out > 0 ? fewer : NULL);
  sl_ask (GTK_APPLICATION (application), gtk_application_get_active_window (GTK_APPLICATION (application)),
          _("Bring back a plan that was never saved?"), body, answers, "later", on_answer, offer, offer_free);
}

void
sl_recovery_offer_untitled (AdwApplication *application)
{
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();

  ask_about (application, left, 0);
}
