/* The kinds of the schedule: what is shot, with whom and with what, in which order, on which days, by which rules. A
 * part of sl-kinds.h, which goes before it. */
#pragma once

#include "sl-field.h"

G_BEGIN_DECLS

typedef enum { SL_CREW_MAIN, SL_CREW_SECOND, SL_CREW_SPLINTER } SlUnitRole;

typedef struct {
  SlEntity entity;
  char    *production;
  int      role;      /* SlUnitRole */
  guint32  colour;
  double   day_hours;
  gint32   call;      /* minutes after midnight */
  char    *calendar;  /* NULL: the production's */
  double   day_rate;  /* NAN: not known */
  char    *notes;
} SlUnitEntity;

typedef enum { SL_PLACE_INT, SL_PLACE_EXT, SL_PLACE_BOTH } SlPlace;
typedef enum { SL_HOUR_DAY, SL_HOUR_NIGHT, SL_HOUR_DAWN, SL_HOUR_DUSK } SlHour;

typedef struct {
  SlEntity entity;
  char    *production, *number;
  gint64   episode;                    /* 0: none */
  int      place, light;               /* SlPlace, SlHour */
  gboolean light_taken;                /* from the scenes before, as the heading says no time of its own */
  char    *heading;                    /* as in the script */
  char    *set, *synopsis, *script_day;
  gint64   eighths;
  SlList  *cast, *elements;            /* ids */
  gint64   extras;
  double   minutes, minutes_low, minutes_high; /* NAN: derived */
  gint64   setups;                     /* 0: those of its shots */
  char    *stage, *environment, *setup;
  SlList  *after;                      /* ids of scenes */
  guint32  earliest, latest;
  gboolean omitted;
  char    *script;                     /* checksum of its text */
  guint32  shot_on;                    /* 0: not yet */
  double   shot_minutes;               /* NAN: not known */
  gint64   shot_setups, shot_eighths;  /* 0: not known; all of it */
  char    *origin;                     /* its id in the file that it is from */
  char    *notes;
} SlSceneEntity;

typedef struct {
  SlEntity entity;
  char    *production;
  gint64   number;
  char    *actor;
  double   day_rate;
  char    *calendar;
  guint32  from, to;
  gboolean minor;
  char    *origin, *notes;
} SlCast;

typedef enum {
  SL_CATEGORY_PROPS, SL_CATEGORY_EXTRAS, SL_CATEGORY_STUNTS, SL_CATEGORY_VEHICLES, SL_CATEGORY_ANIMALS,
  SL_CATEGORY_WARDROBE, SL_CATEGORY_MAKEUP, SL_CATEGORY_DRESSING, SL_CATEGORY_GREENERY, SL_CATEGORY_CAMERA,
  SL_CATEGORY_EQUIPMENT, SL_CATEGORY_EFFECTS, SL_CATEGORY_VISUAL_EFFECTS, SL_CATEGORY_SOUND, SL_CATEGORY_MUSIC,
  SL_CATEGORY_LABOUR, SL_CATEGORY_SECURITY, SL_CATEGORY_OTHER,
} SlCategory;

/* What a scene needs beside cast. */
typedef struct {
  SlEntity entity;
  char    *production; /* NULL: the facility's, for all */
  int      category;   /* SlCategory */
  gint64   count;
  double   day_rate;
  char    *calendar, *origin, *notes;
} SlElement;

typedef struct {
  SlEntity entity;
  char    *production; /* NULL: the facility's, for all */
  char    *department, *role, *unit;
  double   day_rate;
  char    *calendar, *notes;
} SlCrew;

typedef enum { SL_STRIP_SCENE, SL_STRIP_DAY, SL_STRIP_WEEK, SL_STRIP_BANNER } SlStripForm;

/* One line of a board. A day ends the day that the strips before it make. */
typedef struct {
  SlRecord record;
  int      is;      /* SlStripForm */
  char    *scene;
  char    *text;
  double   minutes; /* of a banner; NAN: none */
  char    *unit;    /* of a day: who shoots it */
  guint32  date;    /* of a day: fixed; 0: the next one that is worked */
  gint32   call;    /* of a day: minutes after midnight; −1: the unit's */
} SlStrip;

typedef struct {
  SlEntity entity;
  char    *production;
  guint32  start;    /* 0: the production's */
  guint32  locked;   /* 0: not locked */
  char    *baseline; /* board that it is held against */
  SlList  *strips;   /* SlStrip */
  char    *origin, *notes;
} SlBoard;

typedef enum { SL_DAY_OFF, SL_DAY_HOLIDAY, SL_DAY_WORKED, SL_DAY_TRAVEL, SL_DAY_REHEARSAL, SL_DAY_FITTING } SlDayUse;

typedef struct {
  SlRecord record;
  guint32  from, to; /* both included; to 0: one day */
  int      is;       /* SlDayUse */
  char    *name;
} SlCalendarSpan;

typedef struct {
  SlEntity entity;
  SlList  *week;  /* int: days that are off each week, 0 Monday … 6 Sunday */
  SlList  *spans; /* SlCalendarSpan: later ones count */
  char    *source, *origin, *notes;
} SlCalendar;

typedef enum {
  SL_RULE_REST, SL_RULE_DAY, SL_RULE_MEAL, SL_RULE_MEAL_LENGTH, SL_RULE_MEAL_PENALTY, SL_RULE_OVERTIME,
  SL_RULE_SIXTH_DAY, SL_RULE_SEVENTH_DAY, SL_RULE_DAYS_RUNNING, SL_RULE_NIGHT, SL_RULE_MINOR_DAY, SL_RULE_MINOR_LATEST,
  SL_RULE_DROP,
} SlRuleForm;

typedef struct {
  SlEntity entity;
  int      is;       /* SlRuleForm */
  double   time;     /* minutes, of forms that are about a length; NAN: none */
  gint32   clock;    /* minutes after midnight, of forms that are about an hour of the day; −1: none */
  gint64   days;     /* of forms that count days; 0: none */
  double   factor;   /* of pay from there on; 1: none more */
  double   amount;   /* money each time; 0: none */
  char    *of;       /* production, unit, cast or crew; NULL: all */
  guint32  from, to; /* 0: without end */
  gboolean advice;   /* breaking it is a warning, no error */
  char    *source, *notes;
} SlRule;

typedef enum { SL_RISK_SCENE, SL_RISK_DAY, SL_RISK_PRODUCTION } SlRiskPer;

typedef struct {
  SlEntity entity;
  char    *production;
  double   chance;       /* 0…1 */
  double   low, likely, high; /* minutes */
  int      per;          /* SlRiskPer */
  SlList  *of;           /* ids of scenes, environments, stages, cast; empty: all */
  char    *notes;
} SlRisk;

typedef struct { SlEntity entity; int per; double amount; char *of; char *notes; } SlRate;

typedef enum {
  SL_BOOKING_HOLD, SL_BOOKING_CHALLENGED, SL_BOOKING_CONFIRMED, SL_BOOKING_RELEASED, SL_BOOKING_EXPIRED,
} SlBookingState;

typedef enum {
  SL_PHASE_PREP, SL_PHASE_BUILD, SL_PHASE_CALIBRATION, SL_PHASE_PRELIGHT, SL_PHASE_SHOOT, SL_PHASE_STRIKE,
  SL_PHASE_CLOSED, SL_PHASE_LOAD_IN, SL_PHASE_REHEARSE, SL_PHASE_HOT_HOLD, SL_PHASE_LOAD_OUT,
} SlPhase;

typedef struct {
  SlEntity entity;
  char    *stage, *production;
  guint32  from, to; /* both days included */
  int      state, phase;
  gint64   rank;
  guint32  expires;
  gint32   expires_time; /* minutes after midnight of that day, in the stage's zone; −1: its end */
  char    *contact, *package, *notes;
} SlBooking;

G_END_DECLS
