/* A stage laid on a survey by the points that both know, and what there is to say of how well they agree. Of this room
 * alone. */
#pragma once

#include "sl-check.h"
#include "sl-site.h"
#include "sl-survey-places.h"
#include "sl-survey.h"

G_BEGIN_DECLS

/* A point of the survey; all borrowed. */
typedef struct {
  const SlSurveyPoint *point;
  SlVec3               grid;  /* m: east, north, height or NAN */
  const SlSurveyNamed *place; /* what the plan knows by that name; NULL for nothing */
  gboolean             used;  /* it says where the stage is */
} SlSurveyMatch;

typedef struct {
  const GArray *matches;      /* SlSurveyMatch */
  SlSurveyOrder order;        /* as they were read */
  double        unit_m;       /* likewise */
  double        tolerance_m;
  GPtrArray    *findings;     /* may be NULL */
} SlSurveyAlign;

/* A survey that a stage is laid on; all borrowed. What a person says of it may be NULL. */
typedef struct {
  const SlSurvey      *survey;
  const SlSurveyIndex *index;   /* NULL where the plan has nothing there */
  const SlStage       *stage;   /* likewise */
  const char          *match;   /* "CP1 = wall-main.BL; CP2 = origin" */
  const char          *without; /* "CP3, CP4" */
  const char          *origin, *toward; /* the point that is the plan's origin, and one straight upstage */
  gboolean             keep;    /* the stage's own survey counts */
  GArray              *matches; /* SlSurveyMatch; filled */
  SlSurveyAlign        align;
  SlSite               site;    /* found */
} SlSurveyLaying;

/* Finds what the plan knows of the points, and where the stage is. FALSE with an error that says what to do. */
gboolean sl_survey_lay        (SlSurveyLaying *laying, GError **error);
/* What the stage has by itself; FALSE for none, and for a NULL stage. */
gboolean sl_survey_own_site   (const SlStage *stage, SlSite *site);
/* How many say where the stage is. */
guint    sl_survey_count_used (const GArray *matches);

/* Lays the stage on those that are used. FALSE with SL_ERROR_INPUT, which says what to do, for fewer than two, all in
 * one place, another unit, and east and north exchanged. */
gboolean sl_survey_fit    (const SlSurveyAlign *align, SlSiteFit *fit, GError **error);
/* How far the used ones are off (m), the farthest in plan view; 0 without any. */
double   sl_survey_worst  (const SlSurveyAlign *align, const SlSite *site, guint *which);
/* Warns of another scale, of points that disagree, of those that cannot tell; `fit` may be NULL where the site comes
 * from elsewhere. */
void     sl_survey_warn   (const SlSurveyAlign *align, const SlSite *site, const SlSiteFit *fit);
/* A note for each point that the plan knows: how far it lies from where it is planned. */
void     sl_survey_tell   (const SlSurveyAlign *align, const SlSite *site);

G_END_DECLS
