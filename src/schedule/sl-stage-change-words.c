/* Changes of bookings in words. */
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-stage-changes.h"

static const char *const need_ids[] = { "prep", "shoot", "strike" };

const char *
sl_stage_change_id (SlStageChangeForm form)
{
  static const char *const ids[] = { "keep", "make", "move", "stretch", "cut", "drop" };

  return ids[form];
}

char *
sl_stage_change_key (const SlStageChange *change)
{
  g_autofree char *day = sl_date_to_text (change->from);

  if (change->booking != NULL)
    return g_strdup (change->booking->entity.id);
  return g_strdup_printf ("%s/%s/%s", change->stage->entity.id, need_ids[change->what], day);
}

gboolean
sl_stage_change_goes (const SlStageChange *change)
{
  return change->is != SL_CHANGE_KEEP && !change->firm && !change->gives;
}

/* --- sentences: of holds, and of what is confirmed --- */

static char *
say_new (const SlStageChange *c, const char *days)
{
  static const char *const words[] = {
    N_("%s: hold %s for prep, new"), N_("%s: hold %s, new"), N_("%s: hold %s for strike, new"),
  };

  return g_strdup_printf (_(words[c->what]), sl_entity_title (&c->stage->entity), days);
}

/* Stage, booking, its days and those that it is to have; what only gives back has no more than the first ones. */
static const char *const words[][2] = {
  [SL_CHANGE_KEEP] = { N_("%s: keep “%s”, %s"), N_("%s: keep “%s”, %s") },
  [SL_CHANGE_MOVE] = { N_("%s: move “%s” from %s to %s"),
                       N_("%s: “%s” is confirmed and would have to move from %s to %s") },
  [SL_CHANGE_STRETCH] = { N_("%s: change “%s” from %s to %s"),
                          N_("%s: “%s” is confirmed and would have to change from %s to %s") },
  [SL_CHANGE_CUT] = { N_("%s: cut “%s” from %s to %s"),
                      N_("%s: “%s” is confirmed and would have to be cut from %s to %s") },
  [SL_CHANGE_DROP] = { N_("%s: release “%s”, %s: nothing is shot on these days"),
                       N_("%s: “%s” is confirmed, %s, though nothing is shot on these days") },
};

char *
sl_stage_change_text (const SlStageChange *change)
{
  g_autofree char *span = sl_span_text (change->from, change->to), *days = sl_days_text (change->from, change->to);
  const SlBooking *b = change->booking;

  if (b == NULL)
    return say_new (change, span);
  g_autofree char *was = sl_days_text (b->from, b->to);
  const char *stage = sl_entity_title (&change->stage->entity), *name = sl_entity_title (&b->entity);
  const char *form = _(words[change->is][change->firm]);

  if (change->is == SL_CHANGE_KEEP || change->is == SL_CHANGE_DROP)
    return g_strdup_printf (form, stage, name, span);
  return g_strdup_printf (form, stage, name, was, days);
}

char *
sl_stage_changes_text (const SlStageChanges *changes)
{
  const guint missing = changes->missing, astray = changes->astray;
  g_autofree char *days = g_strdup_printf (ngettext ("the schedule needs %u stage-day that is not booked",
                                                     "the schedule needs %u stage-days that are not booked", missing),
                                           missing);
  g_autofree char *lie = g_strdup_printf (ngettext ("%u booking lies on days on which nothing is shot",
                                                    "%u bookings lie on days on which nothing is shot", astray),
                                          astray);

  if (changes->bookings == 0 || (missing == 0 && astray == 0))
    return NULL;
  if (missing == 0 || astray == 0)
    return g_strdup (missing > 0 ? days : lie);
  return g_strdup_printf (_("%s; %s"), days, lie);
}
