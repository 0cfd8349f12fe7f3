/* What a heading of a script says: interior or exterior, where, when, and which number.
 *
 *   INT. HOUSE - KITCHEN - NIGHT #12A#     INT EXT EST INT./EXT I/E, behind a number or none
 *   EXT. PARK--DAY     INT. ROAD, DAWN     the time stands behind a dash, a comma or a full stop
 *   1-3 内 码头仓库 夜                       episode and scene, place, set, time of day, in any order
 *   第3场 日 外 江边     3. 夜内 仓库         内 外 内外 (景); 日 夜 晨 黄昏 and their like; blanks or marks between
 *   第12集第3场 …       场景3 …              with the number so, place and time may be left out
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strings are owned, NULL for none. */
typedef struct {
  char    *text, *number, *set; /* text: without its number */
  gint64   episode;             /* 0: none */
  int      place, light;        /* SlPlace, SlHour; −1: not said */
  gboolean chinese;
} SlHeading;

/* FALSE for a line that is no heading, which `forced` says it is anyway. Clear with sl_heading_clear(). */
gboolean sl_heading_read    (const char *line, gboolean forced, SlHeading *heading);
/* Frees what it owns. */
void     sl_heading_clear   (SlHeading *heading);
/* The episode that a title or a section names ("Episode 12", "第12集", "EP 3"); 0 for none. */
gint64   sl_heading_episode (const char *text);

/* A heading of Chinese scripts; `text` is tidy. Of sl_heading_read() alone. */
gboolean sl_heading_read_chinese (const char *text, SlHeading *heading);
/* A number in figures, full-width ones too, or in Chinese numerals up to 999; 0 for none. `end` receives what stands
 * behind it. */
gint64   sl_heading_figure (const char *text, const char **end);

G_END_DECLS
