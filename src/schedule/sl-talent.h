/* Talent scheduling: the order of scenes that holds actors least. An actor is paid from the first to the last of its
 * scenes; what is paid while it waits is to be as little as possible (NP-hard: Cheng, Diamond & Lin, J. Optimization
 * Theory and Applications 79, 1993). On neutral arrays: scenes and actors are numbers from 0 on. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

enum { SL_TALENT_MOST_SCENES = 1000, SL_TALENT_MOST_ACTORS = 1000, SL_TALENT_MOST_RULES = 20000 };

/* Scene `before` stands somewhere before scene `after`. */
typedef struct {
  guint before, after;
} SlTalentPair;

/* The scene's place in the order, 0…n−1, is within `earliest`…`latest`, both included; a fixed place has both alike. */
typedef struct {
  guint scene;
  guint earliest, latest;
} SlTalentWindow;

/* All arrays are borrowed. */
typedef struct {
  guint                 n_scenes, n_actors;
  const gint64         *durations; /* of scenes, 0 or more, in any unit */
  const gint64         *wages;     /* of actors, 0 or more, for that unit */
  const guint64        *cast;      /* sl_talent_words() words a scene; bit a % 64 of word a / 64 is actor a */
  guint                 n_pairs, n_windows;
  const SlTalentPair   *pairs;
  const SlTalentWindow *windows;
} SlTalent;

/* Words that a scene's cast takes. */
guint sl_talent_words (guint n_actors);

typedef struct {
  guint    n_scenes;
  guint   *order;       /* scenes from first to last */
  gint64   total;       /* all that is paid */
  gint64   waiting;     /* of it, what is paid to those who wait */
  gint64   lower_bound; /* no order has a total below */
  gboolean optimal;     /* proved: the total is the lower bound */
  guint64  states;      /* how many partial orders were looked into */
} SlTalentResult;

/* NULL is fine. */
void            sl_talent_result_free (SlTalentResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTalentResult, sl_talent_result_free)

/* The best order that is found within `seconds` (0 or more; the first answer comes in any case). The watch is offered
 * an SlTalentResult whenever a better order is found; cancelled, the call fails with SL_ERROR_CANCELLED. Numbers that
 * could overflow, arrays beyond the limits and rules that cannot all be kept are refused with SL_ERROR_INPUT; the
 * message then names rules in conflict of which each is needed for the conflict. Scenes are counted from 1 there. */
SlTalentResult *sl_talent_solve       (const SlTalent *talent, double seconds, SlWatch *watch, GError **error);

/* What an order costs: all that is paid, and of it what is paid for waiting. `order` holds each scene once; the numbers
 * must be such as sl_talent_solve() takes. */
void            sl_talent_cost        (const SlTalent *talent, const guint *order, gint64 *total, gint64 *waiting);

G_END_DECLS
