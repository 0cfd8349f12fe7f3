/* Which shots a list shows for what is typed into its filter, and in what order. */
#pragma once

#include "sl-coverage.h"

G_BEGIN_DECLS

typedef enum {
  SL_SHOT_SORT_EDIT, /* as they stand in the plan */
  SL_SHOT_SORT_NUMBER,
  SL_SHOT_SORT_SCENE,
  SL_SHOT_SORT_LENS,   /* wide ones first */
  SL_SHOT_SORT_LENGTH, /* short ones first */
  SL_SHOT_SORT_GRADE,  /* the worst first, those that are not known last */
  SL_N_SHOT_SORTS,
} SlShotSort;

/* In actions and settings. Static. */
const char *sl_shot_sort_id    (SlShotSort sort);
/* For people, translated. */
const char *sl_shot_sort_label (SlShotSort sort);
/* The one of that id; SL_SHOT_SORT_EDIT for any other text. */
SlShotSort  sl_shot_sort_find  (const char *id);

/* What is known of a shot; NULL for nothing. */
typedef const SlCoverage *(*SlShotKnown) (const char *shot_id, gpointer data);

/* Ids of the shots in which every word of `filter` occurs (NULL or "": all of them), whatever its letters' case: in
 * number, name, size, lens ("29 mm"), action, notes, in the number and name of scene and camera, or as the worst grade
 * ("red"). Of equal ones the earlier in the plan comes first. Borrowed from `plan`; free with g_ptr_array_unref(). */
GPtrArray  *sl_shots_listed    (const SlPlan *plan, const char *filter, SlShotSort sort, SlShotKnown known,
                                gpointer data);
/* The shot's number, or its id where it has none. Borrowed. */
const char *sl_shot_title      (const SlShot *shot);
/* A length as cuts are told: "09:00", minutes, seconds and frames as far as there are any. Free with g_free(). */
char       *sl_shot_length     (const SlShot *shot);
/* "11 shots · 01:18": how many, and minutes and seconds of all of them. Free with g_free(). */
char       *sl_shots_sum       (const SlPlan *plan);

G_END_DECLS
