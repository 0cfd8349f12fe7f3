/* Words and figures that several of the schedule's reports have. Of this room's sl-schedule-*.c alone. */
#pragma once

#include "sl-schedule-sheets.h"

G_BEGIN_DECLS

/* The label of an enum's value ("Props"), translated; "" for none. Static. */
const char  *sl_words_value   (SlKind kind, const char *field, int value);
/* "Mon 2026-10-05"; "" for no date. Free with g_free(), as all below. */
char        *sl_words_date    (guint32 julian);
/* "Mon"; static. */
const char  *sl_words_weekday (guint32 julian);
/* "08:30" of minutes after midnight, "01:15 +1" on the day after. */
char        *sl_words_clock   (gint32 minutes);
/* What is neither NULL nor "" of texts up to a NULL that ends them, with " · " between. */
char        *sl_words_join    (const char *first, const char *second, ...) G_GNUC_NULL_TERMINATED;
/* "INT · Day". */
char        *sl_words_place   (const SlSceneEntity *scene);
/* "12", "3-12" in an episode. */
char        *sl_words_scene   (const SlSceneEntity *scene);
/* Numbers of the scene's cast, names where they have none: "1, 2, 5". */
char        *sl_words_cast    (const SlPlan *plan, const SlSceneEntity *scene);
/* Stage and environment of a scene on a board. */
char        *sl_words_stage   (const SlPlan *plan, const SlBoardScene *scene);
/* "Extras 40". */
char        *sl_words_extras  (const SlSceneEntity *scene);
/* Names of what the ids name, of one category alone where it is not negative. */
char        *sl_words_names   (const SlPlan *plan, const SlList *ids, int category);
/* "Props: a lamp; Vehicles: two cars"; "" without elements. */
char        *sl_words_elements (const SlPlan *plan, const SlSceneEntity *scene);
/* What that id names, "" for nothing. Borrowed. */
const char  *sl_words_name    (const SlPlan *plan, const char *id);
/* "Load 20 min · Wall change 45 min": what comes before the scene. */
char        *sl_words_changes (const SlBoardScene *scene);
/* "3 4/8 pages · 5 scenes · 9:20 h". */
char        *sl_words_sums    (const SlBoardDay *day);
/* The strip's colour. */
SlReportTone sl_words_tone    (const SlSceneEntity *scene);
/* A cell of pages, which a spreadsheet takes for a number. */
void         sl_words_pages   (SlReportTable *table, gint64 eighths);
/* A cell of hours, "9:20"; minutes in the spreadsheet. */
void         sl_words_hours   (SlReportTable *table, gint32 minutes);
/* A cell of money: whole, in groups of three; plain in the spreadsheet; empty for NAN. */
void         sl_words_money   (SlReportTable *table, double amount);
/* A cell of a date; as files have it in the spreadsheet. */
void         sl_words_day     (SlReportTable *table, guint32 julian);
/* A cell of a text that is the caller's to free, and is freed. */
SlReportCell *sl_words_take   (SlReportTable *table, char *text);
/* Whether the day is shown. */
gboolean     sl_words_shows   (const SlScheduleAsk *ask, const SlBoardDay *day);
/* Says whose report it is, which board's, and what its hours rest on. */
void         sl_words_of_board (SlReport *report, const SlScheduleAsk *ask);

G_END_DECLS
