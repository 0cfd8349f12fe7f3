/* What the files of the window share. */
#pragma once

#include "sl-deadlines.h"
#include "sl-viewport.h"
#include "sl-window.h"

struct _SlWindow {
  AdwApplicationWindow parent;
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GSettings *settings;
  GtkWidget *notices, *stack, *title, *panes, *viewport, *inspector, *shots, *undo, *redo, *play, *jobs, *header;
  GtkWidget *problems;
  /* viewport: the active one of the panes */
  GPtrArray *menus;   /* GMenuModel: what the search over actions finds */
  gboolean   discards; /* its changes, when it closes */
  gboolean   saving;  /* a job writes the plan */
  GQueue     saves;   /* asked for meanwhile, in order */
  gboolean   keeps_take; /* and closes when it is in the plan */
  SlTakeLeft *take_left; /* that is asked about; NULL: none */
  gboolean   closes;  /* as soon as what is being written is written */
  gboolean   closing; /* nothing is asked any more */
  gboolean   read_only; /* the plan's file, as it was opened or saved last */
  guint      sends;   /* that were told of */
  SlReminders *reminders;
  guint      reminder_clock;
  guint      closing_listener; /* of the queue, while `closes` */
};

/* --- sl-window.c --- */

/* Says `text` of a file or folder that was written, with ways to it ("win.open-file", "win.show-file"). */
void        sl_window_toast_file (SlWindow *window, const char *text, const char *path);
/* Whether the plan's file can be written over, which the title says. */
void        sl_window_look_at_file (SlWindow *window);
/* Title, undo, redo. */
void        sl_window_show_state (SlWindow *window);

/* --- sl-window-actions.c: the actions "win.…" --- */

/* Adds them all; returns the menu of the exports. */
GMenuModel *sl_window_add_actions (SlWindow *window);

/* Another of the panes that show the stage is the active one: the actions tell its state. A SlPaneChosen. */
void        sl_window_choose_pane (SlViewport *pane, gpointer window);

/* --- sl-window-book-days.c --- */

/* Asks which bookings follow the board that is shown, and lets them, as one step. */
void        sl_window_book_days (SlWindow *window);

/* --- sl-window-shots.c --- */

/* What is done to shots, and "shot-sort" and the other ways to show them, which the settings keep. */
void        sl_window_add_shot_actions (SlWindow *window);

/* --- sl-window-board.c --- */

/* "board-…". */
void        sl_window_add_board_actions (SlWindow *window);
/* --- sl-window-schedule.c --- */

/* "schedule-view" (facility, breakdown, compare, places), "breakdown", "breakdown-by" (scenes), "board-compare",
 * "compare-view", "places" (a kind): what the middle of the schedule shows. After those of the board. */
void        sl_window_add_schedule_actions (SlWindow *window);

/* --- sl-window-bookings.c --- */

/* "booking-…" for the selected one, and "facility-…": how the calendar is looked at. After the selection can change. */
void        sl_window_add_booking_actions (SlWindow *window);
/* Those for the search over actions. A new reference. */
GMenuModel *sl_window_booking_menu (void);

/* --- sl-window-store.c --- */

/* "book-sync", "book-send", "book-connect", "book-conflicts", "book-requests": the booking store. */
void        sl_window_add_store_actions (SlWindow *window);
/* Those for the search over actions. A new reference. */
GMenuModel *sl_window_store_menu    (void);

/* --- sl-window-clipboard.c --- */

/* "copy", "cut", "paste", "paste-in-place". */
void        sl_window_add_clipboard_actions (SlWindow *window);

/* --- sl-window-tools.c --- */

/* "tool", "magnet", "snap-grid" (m), "snap-angle" (deg), "auto-key", "drag". */
void        sl_window_add_tool_actions (SlWindow *window);
/* Steps and navigation as the window's settings, which it must have, say now and whenever they change. */
void        sl_window_follow_hands     (SlWindow *window);

/* --- sl-window-space.c --- */

/* From now on a 3D mouse looks about in the active pane while the window has the focus; nothing where the program is
 * built without. */
void        sl_window_follow_space_mouse (SlWindow *window);
/* Before it goes. */
void        sl_window_leave_space_mouse (SlWindow *window);

/* --- sl-window-reminders.c --- */

/* From now on the desktop tells of holds that are about to lapse. */
void        sl_window_start_reminders (SlWindow *window);
/* Before it goes. */
void        sl_window_stop_reminders  (SlWindow *window);

/* --- sl-window-camera.c --- */

/* "steer", "lock-horizon" (toggles), "camera-from-view", "aim-camera", "follow-camera" (what is selected),
 * "give-camera" (to a shot that has none). */
void        sl_window_add_camera_actions (SlWindow *window);

/* --- sl-window-live.c --- */

/* "play-on-stage" (asks, or ends it), "play-on-stage-to" (an address, and whether again and again). */
void        sl_window_add_live_actions (SlWindow *window);

/* --- sl-window-tracking.c --- */

/* "listen-to-stage" (asks, or ends it), "listen-to-stage-at" (an address, a network interface, which may be "", and
 * whether FreeD's zoom and focus are lengths), "record-take" (on or off, while it listens). */
void        sl_window_add_tracking_actions (SlWindow *window);

/* --- sl-window-keys.c --- */

/* "keys-choose" ("cam-a.position@30 …"), "keys-move" (frames), "keys-scale" (factor of the time between them),
 * "keys-ease" ("smooth"), "keys-copy", "keys-cut", "keys-paste" (at the frame that is shown), "keys-remove". */
void        sl_window_add_key_actions  (SlWindow *window);

/* --- sl-window-files.c: saving, dropped files --- */

/* To `path`, or where it came from when NULL, in the background, behind those asked for before; says how it went, asks
 * when another program changed the file. With `close`, the window closes when that is done. */
void        sl_window_save_to      (SlWindow *window, const char *path, gboolean close);
/* Of those asked for, what has not begun. */
void        sl_window_forget_saves (SlWindow *window);
/* Asks where the plan goes, and saves it there; `close` afterwards. */
void        sl_window_choose_file  (SlWindow *window, const char *title, gboolean close);
/* Plans, models and pictures may be dropped on the window. */
void        sl_window_accept_files (SlWindow *window);
/* Opens plans and imports all others (GFile, borrowed) as sl_window_import() does. */
void        sl_window_take_files   (SlWindow *window, const GPtrArray *files, const SlVec3 *at, gboolean asks);

/* --- sl-window-export.c --- */

/* Asks for the options of the export `id` (sl-exports.h), those in `texts` ("a{ss}", may be NULL) being as it says,
 * then where to, and does it. */
void        sl_window_ask_export   (SlWindow *window, const char *id, GVariant *texts);
/* Does it at once with the options of last time, and those in `texts` ("a{ss}", may be NULL). */
void        sl_window_export       (SlWindow *window, const char *id, const char *path, GVariant *texts);
/* The actions "export-…"; their menu, a new reference. */
GMenuModel *sl_window_add_exports  (SlWindow *window);
/* Opens what was written in the program that the desktop has for it. */
void        sl_window_open_file    (SlWindow *window, const char *path);
/* Shows it in the file manager. */
void        sl_window_show_file    (SlWindow *window, const char *path);

/* --- sl-window-panes.c --- */

/* Puts the focus into the next (1) or previous (−1) pane of the workspace, the header being the last. */
void        sl_window_next_pane    (SlWindow *window, int by);

/* --- sl-window-import.c --- */

/* Brings files in, onto the stage that is seen and to `at` (m; NULL: where the view looks), or beside it where
 * something is, each as soon as it is read and all in one step; says why one cannot be read. Asks first, with a look
 * at what would come in, where something of a file would be lost, where it has things of several kinds, or where its
 * options do not fit; or where a size looks wrong; or, with `asks`, in any case. `paths` ends with NULL. */
void        sl_window_import        (SlWindow *window, const char *const *paths, const SlVec3 *at, gboolean asks);
/* Asks for files that can be imported, and imports them likewise. */
void        sl_window_choose_import (SlWindow *window, gboolean asks);

/* --- sl-window-close.c --- */

/* Writes what is typed in a field and not entered yet; the focus stays. Before the plan is saved, written or closed. */
void        sl_window_take_typed   (SlWindow *window);
/* TRUE when it may close now; else a dialog asks, and closes it later. */
gboolean    sl_window_may_close    (SlWindow *window);
/* Closes without asking. */
void        sl_window_close_now    (SlWindow *window);
/* As sl_ask(); `answered` gets a GWeakRef of the window, which may be gone by then. */
void        sl_window_ask          (SlWindow *window, const char *title, const char *body, const SlAnswer *answers,
                                    const char *escape, SlAnswered answered);

/* --- sl-window-recovery.c --- */

/* Asks whether to bring back what a crash left, if it left anything. */
void        sl_window_offer_recovery (SlWindow *window);
