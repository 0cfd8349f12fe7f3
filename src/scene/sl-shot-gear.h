/* What a shot is taken with, without making a scene of it: for who counts gear over a whole schedule. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* All borrowed from the plan; NULL where it says nothing. */
typedef struct {
  const char *stage, *environment;
  const char *body, *lenses; /* as the shot's setup has them */
  GPtrArray  *walls;         /* ids (char *) of the walls of LED that stand there; borrowed from the plan */
} SlShotGear;

/* As of the shot's first setting; what a track changes on the way does not count. Free with sl_shot_gear_clear(). */
void sl_shot_gear       (const SlPlan *plan, const SlShot *shot, SlShotGear *gear);
/* Frees what it owns, not itself. */
void sl_shot_gear_clear (SlShotGear *gear);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlShotGear, sl_shot_gear_clear)

G_END_DECLS
