/* Small pieces that several panels use. */
#pragma once

#include <adwaita.h>

#include "sl-bench.h"
#include "sl-compat.h"

G_BEGIN_DECLS

/* For screen readers and tests; before the widget is shown, so that it may get a role that can have a name. */
void       sl_set_name     (gpointer widget, const char *name);
/* What is shown while the pointer rests on it; NULL for nothing. Unlike GTK's own, setting it does not ask the display
 * where the pointer is: a panel of fields would ask a hundred times. */
void       sl_set_tooltip  (GtkWidget *widget, const char *text);
/* A length as people of this window read it; free with g_free(). */
char      *sl_length_text  (SlEditor *editor, double metres);
/* "-2.6281664380429812 0.5" as "-2.63 0.5"; free with g_free(). */
char      *sl_rounded_text (const char *text);
/* Plain text from the left, cut where there is no room; `css_class` may be NULL. Floating. */
GtkWidget *sl_label        (const char *text, const char *css_class);
/* How large the person had letters when the program started: 1 for the usual size, 2 for twice that; never less. */
double     sl_text_scale   (void);
/* Flat; `name` is its tooltip and is read aloud, `action` ("win.undo") may be NULL. Floating. */
GtkWidget *sl_button       (const char *icon, const char *name, const char *action);
/* What stands where there is nothing of `kind` yet: a title, what it is for, and a button that adds the first.
 * Floating. */
GtkWidget *sl_empty_page   (const char *icon, const char *title, const char *text, const char *add, const char *kind);
/* Adds one of `kind` ("win.add"); as wide as it must be. Floating. */
GtkWidget *sl_add_button   (const char *label, const char *kind);
/* The seven marks of a shot; `coverage` may be NULL for not known yet. Floating. */
GtkWidget *sl_badges       (SlEditor *editor, const SlCoverage *coverage);
/* The one mark that decides the shot. Floating. */
GtkWidget *sl_worst_badge  (SlEditor *editor, const SlCoverage *coverage);
/* What rows of a list show of its grades, for keys of rows: changes when a mark or what it says may change. */
void       sl_badges_key   (GString *key, const SlCoverage *coverage);
/* Single keys while the widget has the focus, since they must not act while typing: F2, Delete, comma and period for
 * lists, Ctrl+A and Ctrl+I, which select, Ctrl+X, C and V, and Alt+L, which locks. */
void       sl_add_list_keys (GtkWidget *widget);
/* The same, and F, 1, 3, 5, 7, 0, and the tools' Q, G, R, S, M, W, C, N, where the stage is seen. */
void       sl_add_view_keys (GtkWidget *widget);
/* The target of "win.operate" that makes keys of the pose. Floating. */
GVariant  *sl_key_target   (void);
/* Arrows, Page Up and Page Down move what is selected; ten times as far with Shift. */
void       sl_add_nudge_keys (GtkWidget *widget);
/* As the window's own close button. */
void       sl_close_on_escape (GtkWidget *window);
/* As high as the higher of the two. */
void       sl_same_height  (GtkWidget *one, GtkWidget *other);
/* As g_idle_add(), but before the window is drawn again: an idle would wait as long as something keeps moving in it. */
guint      sl_before_redraw (GSourceFunc function, gpointer data);
/* Selects the row (may be NULL), and scrolls to it, while the focus stays elsewhere. */
void       sl_select_row   (GtkWidget *list, GtkListBoxRow *row, GtkWidget *scrolled);
/* Removes all children of a GtkBox. */
void       sl_clear_box    (GtkWidget *box);
/* The child for the key at `index`; floating. */
typedef GtkWidget *(*SlMakeChild) (guint index, gpointer data);
/* Makes the children of a GtkBox those that `make` gives for `keys`: children whose key is the same stay. */
void       sl_sync_children (GtkWidget *parent, const GPtrArray *keys, SlMakeChild make, gpointer data);
/* What the program remembers; NULL where it is not installed. A new reference. */
GSettings *sl_settings_new (void);
GdkTexture *sl_texture     (guint8 *rgba, int width, int height); /* takes the pixels */

G_END_DECLS
