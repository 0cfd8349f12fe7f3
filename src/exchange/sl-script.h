/* A breakdown as files hold it, before it meets a plan: scenes in the order of the script with cast and elements, and
 * where a file has them boards and calendars. Readers of screenplays, tables and schedules fill it, sl-script-merge.h
 * brings it into a plan. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file may hold; more is refused. */
#define SL_SCRIPT_MAX_BYTES  (64u << 20)
#define SL_SCRIPT_MAX_SCENES 20000u
#define SL_SCRIPT_MAX_NAMES  20000u      /* of cast, and of elements */
#define SL_SCRIPT_MAX_LINE   (64u << 10) /* bytes */
/* The mark of a scene that has a heading and nothing else. */
#define SL_SCRIPT_NO_TEXT    "empty"

/* Strings are owned, NULL for none. */
typedef struct {
  char    *number, *heading, *set, *synopsis, *script_day, *notes;
  gint64   episode;      /* 0: none */
  int      place, light; /* SlPlace, SlHour; −1: not said */
  gboolean light_taken;  /* from the scenes before */
  gboolean omitted;
  gint64   eighths;      /* 0: not said */
  double   minutes;      /* NAN: not said */
  gint64   setups;       /* 0: not said */
  char    *stage, *environment; /* ids or names of the plan's */
  char    *mark;         /* checksum of its text */
  char    *origin;       /* its id in the file */
  GArray  *cast, *elements; /* guint: positions in the script's lists, each once */
  guint    line;         /* in the file, 0 when unknown */
} SlScriptScene;

typedef struct {
  char  *name, *actor, *origin;
  gint64 number;   /* 0: by how often they speak */
  guint  speeches;
  int    calendar; /* position, −1: none */
} SlScriptCast;

typedef struct {
  char *name, *origin;
  int   category; /* SlCategory */
} SlScriptElement;

typedef struct {
  int     is;    /* SlStripForm */
  guint   scene; /* position */
  char   *text;
  double  minutes; /* NAN: none */
} SlScriptStrip;

typedef struct {
  char   *name, *origin;
  guint32 start;    /* Julian day, 0: not said */
  int     calendar; /* position, −1: none */
  GArray *strips;   /* SlScriptStrip */
} SlScriptBoard;

typedef struct {
  guint32 day;
  int     is; /* SlDayUse */
  char   *name;
} SlScriptDay;

typedef struct {
  char   *name, *origin;
  guint   week;  /* bit n: weekday n is off, 0 Monday … 6 Sunday */
  guint32 start; /* 0: not said */
  GArray *days;  /* SlScriptDay */
} SlScriptCalendar;

typedef struct {
  char       *title, *company;
  char       *origin; /* the whole file, packed, where it holds more than can be read here */
  GPtrArray  *scenes, *cast, *elements, *boards, *calendars; /* of the structs above, owned */
  GHashTable *cast_names, *element_names; /* folded name → position + 1 */
} SlScript;

/* Empty; free with sl_script_free(). */
SlScript         *sl_script_new  (void);
void              sl_script_free (SlScript *script); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlScript, sl_script_free)

/* A scene behind the others, of which nothing is said yet; NULL where there are too many. Borrowed. */
SlScriptScene    *sl_script_add_scene    (SlScript *script);
/* The position of the cast of that name, whatever its case; a new one where there is none. −1 where there are too many
 * or the name says nothing. */
int               sl_script_cast         (SlScript *script, const char *name);
/* The same of an element of a category. */
int               sl_script_element      (SlScript *script, int category, const char *name);
/* Puts a position into a list of a scene, unless it is there; −1 is none. */
void              sl_script_put          (GArray *list, int position);
SlScriptBoard    *sl_script_add_board    (SlScript *script); /* borrowed */
SlScriptCalendar *sl_script_add_calendar (SlScript *script); /* borrowed */
/* `form` and `use` are those of plans; a text may be NULL, minutes NAN. */
void              sl_script_add_strip    (SlScriptBoard *board, int form, guint scene, const char *text,
                                          double minutes);
/* The same of a day. */
void              sl_script_add_day      (SlScriptCalendar *calendar, guint32 day, int use, const char *name);

/* Numbers those of the cast that have none by how often they speak, those that speak as often by who comes first. */
void              sl_script_number_cast  (SlScript *script);
/* Gives scenes that say no time of day that of the scene before, or day to those before the first that says one, and
 * tells so in light_taken. Scenes whose heading says no place take what the set says elsewhere, else interior. */
void              sl_script_take_light   (SlScript *script);
/* Where at least four of five numbers read "12-3", their first part is the episode of scenes that have none. */
void              sl_script_take_episodes (SlScript *script);

/* The text without blanks around it and with single ones in it, NULL for nothing. Free with g_free(). */
char             *sl_script_tidy (const char *text);

G_END_DECLS
