/* What the files of the facility's view share. */
#pragma once

#include "sl-calendar-paint.h"
#include "sl-calendar.h"
#include "sl-gantt.h"

typedef struct {
  SlBench       *bench;
  SlEditor      *editor;   /* the bench’s */
  SlLanes       *lanes;    /* of the plan as it was filled; NULL before */
  GPtrArray     *beside;   /* of its stages */
  GHashTable    *clashing; /* id → 2 for a conflict, 1 for a warning */
  GHashTable    *open;     /* ids of productions that are opened */
  char          *other;    /* id of the booking of others that is chosen; NULL for none */
  GArray        *rows;     /* SlGanttRow; NULL: to be made */
  SlHeat        *heat;     /* of the days in sight; NULL: to be made */
  const SlCalendarPainter *painter;
  SlBookingHand  hand;
  double         x, y;     /* px, where the button went down */
  GtkAdjustment *days;     /* Julian days; the page is what is in sight */
  GtkAdjustment *lines;    /* of the picture's height (px) */
  GtkWidget     *box, *stack, *area, *range, *list, *bookings, *chosen, *deadlines, *slots, *clashes, *levels, *menu;
  gboolean       keeps_list, folding; /* a person opened the list; it opens or closes by itself now */
  guint          idle, clock, synced; /* the latter: sl_sync_serial() of what is shown */
} SlCalendarPage;

/* --- sl-calendar.c --- */

/* What is drawn now. */
SlCalendarView sl_calendar_view     (SlCalendarPage *page);
/* Opens a production's rows, or closes them. */
void           sl_calendar_open     (SlCalendarPage *page, const char *production);
/* "stages", "gantt", "capacity"; nothing for others. */
void           sl_calendar_show_as  (SlCalendarPage *page, const char *name);

/* Chooses the booking of that id, the plan's or others'; NULL for none. */
void           sl_calendar_choose   (SlCalendarPage *page, const char *id);
/* The id of what is chosen; NULL for nothing. Borrowed. */
const char    *sl_calendar_chosen   (SlCalendarPage *page);

/* --- sl-store-bar.c: the booking store --- */

/* Which it is, how it stands, and what can be done. Floating. */
GtkWidget     *sl_store_bar_new     (SlCalendarPage *page);
/* "Salt Line · Hold 2 · 3–5 Nov · until …": a booking of others in words. Free with g_free(). */
char          *sl_others_text       (const SlPlan *seen, const SlBooking *booking);

/* --- sl-deadline-bar.c --- */

/* Holds that lapse soon; not shown before a fill finds one. Floating. */
GtkWidget     *sl_deadline_bar_new  (SlCalendarPage *page);
/* As it is now. */
void           sl_deadline_bar_fill (SlCalendarPage *page);

/* --- sl-calendar-range.c: which days are in sight --- */

/* From `from` on, `days` days; kept within what can be reached. */
void           sl_calendar_go       (SlCalendarPage *page, double from, double days);
/* By days; − is earlier. */
void           sl_calendar_go_by    (SlCalendarPage *page, double days);
/* Keeps the day at `share` (0…1) of the width where it is. */
void           sl_calendar_zoom     (SlCalendarPage *page, double factor, double share);
/* A little before today. */
void           sl_calendar_go_today (SlCalendarPage *page);
/* All bookings. */
void           sl_calendar_go_all   (SlCalendarPage *page);
/* These days, as they are in sight already or else at the left. */
void           sl_calendar_reveal   (SlCalendarPage *page, guint32 from, guint32 to);
/* After a fill: what can be reached. The first time it chooses what is in sight. */
void           sl_calendar_fit      (SlCalendarPage *page);
/* Those of the zoom. Floating. */
GtkWidget     *sl_calendar_zoom_buttons (SlCalendarPage *page);
/* The bar above: views, range, +. Floating. */
GtkWidget     *sl_calendar_bar      (SlCalendarPage *page);

/* --- sl-calendar-hands.c: pointer and keys --- */

/* To the picture, once. */
void           sl_calendar_add_hands (SlCalendarPage *page);

/* --- sl-calendar-list.c: the twin of the picture for those who don't see it --- */

/* Floating. */
GtkWidget     *sl_calendar_list_new (SlCalendarPage *page);
/* From the plan as it is. */
void           sl_calendar_list_fill (SlCalendarPage *page);
/* Open while a booking is picked, or who opened it wants it to be. */
void           sl_calendar_list_fold (SlCalendarPage *page, gboolean picked);

/* --- sl-booking-card.c: the booking that is chosen, and what would become of others --- */

/* Floating. */
GtkWidget     *sl_booking_card_new  (SlCalendarPage *page);
/* From what is selected. */
void           sl_booking_card_fill (SlCalendarPage *page);
/* --- sl-clash-list.c --- */

/* Floating. */
GtkWidget     *sl_clash_list_new    (SlCalendarPage *page);
/* After the figures changed. */
void           sl_clash_list_fill   (SlCalendarPage *page);

/* --- sl-level-list.c: what levelling would move --- */

/* Floating. */
GtkWidget     *sl_level_list_new    (SlCalendarPage *page);
/* After the levelling or the plan changed. */
void           sl_level_list_fill   (SlCalendarPage *page);

/* --- sl-slot-bar.c --- */

/* Floating. */
GtkWidget     *sl_slot_bar_new      (SlCalendarPage *page);
/* After the plan changed. */
void           sl_slot_bar_fill     (SlCalendarPage *page);

/* --- sl-booking-card.c --- */

/* The actions on bookings as a menu. A new reference. */
GMenuModel    *sl_booking_menu      (void);
