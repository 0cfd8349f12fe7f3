/* What of a stage a surveyor can measure or set out, by names: marks, the corners and bends of walls, corners of the
 * floor, doors, ends of camera tracks, the origin. What is written under a name is known by it when it comes back. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

typedef struct {
  char           *name;   /* "wall-main.BL", a mark's own */
  char           *code;   /* what it is, in words for the list */
  SlVec3          at;     /* m, plan */
  const SlEntity *entity; /* borrowed from the scene */
} SlSurveyNamed;

/* SlSurveyNamed elements in the scene's order; with `columns` each column's foot of every wall, else those where it
 * bends. Names are unique. The scene must outlive it. Free with g_ptr_array_unref(). */
GPtrArray *sl_survey_places (const SlScene *scene, gboolean columns);

/* The same by what people call them. */
typedef struct SlSurveyIndex SlSurveyIndex;

/* `places` (borrowed) must outlive it. Free with sl_survey_index_free(). */
SlSurveyIndex       *sl_survey_index_new  (const GPtrArray *places);
/* NULL is fine. */
void                 sl_survey_index_free (SlSurveyIndex *index);
/* The place of that name, whatever its case and the marks in it: "Wall main, bottom left" is "wall-main.BL". NULL for
 * none, and for a name that several places have, which sets `several`. Borrowed. */
const SlSurveyNamed *sl_survey_index_find (const SlSurveyIndex *index, const char *name, gboolean *several);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSurveyIndex, sl_survey_index_free)

G_END_DECLS
