#include "sl-check-boards.h"

#include "sl-board-breaches.h"
#include "sl-i18n.h"
#include "sl-stage-changes.h"

static void
add_breach (const SlBoardRead *read, const SlBreach *breach, GPtrArray *findings)
{
  const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, breach->day);
  const SlBoardScene *s = breach->scene >= 0 ? &g_array_index (read->scenes, SlBoardScene, breach->scene) : NULL;
  const SlEntity *about = s != NULL ? &s->scene->entity : &read->board->entity;
  const guint strip = s != NULL ? s->strip : day->end >= 0 ? (guint) day->end : day->first;
  g_autofree char *field = s != NULL ? NULL : g_strdup_printf ("strips[%u]", strip);
  g_autofree char *date = sl_date_to_text (day->date);

  sl_findings_add (findings, breach->advice ? SL_SEVERITY_NOTE : SL_SEVERITY_WARNING, about, field, breach->remedy,
                   _("Shooting day %u, %s: %s"), day->number, date, breach->message);
  sl_findings_code (findings, sl_breach_id (breach->form), breach->about);
}

/* Whether the bookings still follow the board; productions that book nothing are left alone. */
static void
check_bookings (const SlBoardRead *read, GPtrArray *findings)
{
  g_autoptr (SlStageChanges) changes = sl_stage_changes_new (read, NULL);
  g_autofree char *text = sl_stage_changes_text (changes);

  if (text == NULL)
    return;
  sl_findings_add (findings, SL_SEVERITY_NOTE, &read->board->entity, NULL,
                   _("Let the bookings follow it: Book these days, or “edit PLAN book-days”"), _("%s: %s"),
                   sl_entity_title (&read->production->entity), text);
  sl_findings_code (findings, "unbooked", read->production->entity.id);
}

void
sl_check_boards (const SlPlan *plan, SlWatch *watch, GPtrArray *findings)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION) && !sl_watch_is_cancelled (watch); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const SlBoardInput input = { .plan = plan, .production = production,
                                   .board = sl_production_board (plan, production) };

      if (input.board == NULL)
        continue;
      g_autoptr (SlBoardRead) read = sl_board_read (&input);
      for (guint k = 0; k < read->breaches->len; k++)
        add_breach (read, read->breaches->pdata[k], findings);
      check_bookings (read, findings);
    }
}
