/* What the files of the window share. */
#pragma once

#include "sl-window.h"

struct _SlWindow {
  AdwApplicationWindow parent;
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GSettings *settings;
  GtkWidget *toasts, *stack, *title, *viewport, *inspector, *undo, *redo, *play;
  GPtrArray *menus;   /* GMenuModel: what the search over actions finds */
  gboolean   closing;
};

/* --- sl-window.c --- */

void        sl_window_show_state (SlWindow *window); /* title, undo, redo */

/* --- sl-window-actions.c: the actions "win.…" --- */

/* Adds them all; returns the menu of the exports. */
GMenuModel *sl_window_add_actions (SlWindow *window);

/* --- sl-window-files.c: saving, closing, recovery, dropped files --- */

/* To `path`, or where it came from when NULL; says how it went. */
gboolean    sl_window_save_to      (SlWindow *window, const char *path);
/* Asks where an export goes (`action`, `suffix`, "" for a folder) or, with NULL, the plan, and does it; `close` afterwards. */
void        sl_window_choose_file  (SlWindow *window, const char *title, const char *action, const char *suffix, gboolean close);
/* TRUE when it may close now; else a dialog asks, and closes it later. */
gboolean    sl_window_may_close    (SlWindow *window);
void        sl_window_offer_recovery (SlWindow *window);
void        sl_window_accept_files (SlWindow *window);
