/* What the tests of boards share: plans in a few words, of a production that begins on Monday, 5 October 2026. */
#pragma once

#include "../sl-test.h"
#include "sl-board.h"
#include "sl-board-breaches.h"

#define SCENE(n, more) "<scene id=\"s" n "\" production=\"p\" number=\"" n "\" " more "/>"
#define ON(n) "<strip scene=\"s" n "\"/>"
#define DAY "<strip is=\"day\"/>"
#define BOARD(strips) "<board id=\"b\" production=\"p\">" strips "</board>"
#define HEAD "<production id=\"p\" start=\"2026-10-05\"/><unit id=\"u\" production=\"p\" day_hours=\"10\"/>"

/* A plan of these elements. Free with sl_plan_unref(). */
SlPlan           *plan_of        (const char *content);
/* What the production's board says. Free with sl_board_read_free(). */
SlBoardRead      *read_of        (const SlPlan *plan);
/* One of its days; borrowed. */
const SlBoardDay *day_at         (const SlBoardRead *read, guint i);
void              assert_date    (guint32 julian, const char *text);
/* Whether a day has a breach of that form, and how many there are on all days. */
gboolean          has_breach     (const SlBoardRead *read, SlBreachForm form, guint day);
guint             count_breaches (const SlBoardRead *read, SlBreachForm form);

void add_breach_tests (void); /* test-board-breaches.c */
void add_drift_tests  (void); /* test-board-drift.c */
void add_needs_tests  (void); /* test-stage-needs.c */
