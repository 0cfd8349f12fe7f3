/* Where a control of a panel reads and writes: one field of all the things that the panel shows. Widgets stay
 * while plan and selection change; what they show is renewed in place. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* What the controls of one panel share. */
typedef struct {
  SlEditor   *editor;
  GPtrArray  *ids;      /* char *: things of one kind, the primary last; owned by the panel */
  guint       showing;  /* another number whenever other things are shown */
  GHashTable *open;     /* "id path" of the records that stand open; owned by the panel */
  gboolean    filling;  /* values are being shown: no signal of a widget is a person's doing */
  void      (*settle) (gpointer data); /* renews the panel now if it is to be renewed: places are right after it */
  gpointer    data;
} SlFieldHost;

/* The record whose fields stand together: the things themselves, or a record in one of their lists. Records move
 * in their lists, so paths are made when they are needed. */
typedef struct {
  gatomicrefcount refs;
  SlFieldHost *host;   /* borrowed, outlives it */
  char        *path;   /* from the things, "" for the things themselves */
  char        *title;  /* what a screen reader says of it, "" for the things themselves */
  gboolean     gone;   /* the record is not there any more, nor is it written to */
} SlFieldPlace;

/* A new reference. */
SlFieldPlace *sl_field_place_new   (SlFieldHost *host, const char *path, const char *title);
/* A new reference. */
SlFieldPlace *sl_field_place_ref   (SlFieldPlace *place);
/* NULL is fine. */
void          sl_field_place_unref (SlFieldPlace *place);
/* The record stands elsewhere in its list now, or is called otherwise. */
void          sl_field_place_move  (SlFieldPlace *place, const char *path, const char *title);

/* A value that a control shows. */
typedef struct {
  SlFieldPlace  *place; /* owned */
  const SlField *field; /* static */
  char           axis;  /* 'x', 'y' or 'z' of a vector, else 0 */
} SlFieldSpot;

/* The widget's own spot, which is freed with it; it is named after it. */
SlFieldSpot  *sl_field_spot_attach  (GtkWidget *widget, SlFieldPlace *place, const SlField *field, char axis);
/* That of the widget or of the nearest one around it; NULL when there is none. Borrowed. */
SlFieldSpot  *sl_field_spot_of      (GtkWidget *widget);
/* "doors[0].position.x"; free with g_free(). */
char         *sl_field_spot_path    (const SlFieldSpot *spot);
/* What a screen reader says, translated: "Door 1, Position X". Free with g_free(). */
char         *sl_field_spot_name    (const SlFieldSpot *spot);
/* The value of the primary thing in file notation, as it is at the frame that is shown, NULL when there is none;
 * `mixed` (may be NULL) tells whether the others have other values. Free with g_free(). */
char         *sl_field_spot_text    (const SlFieldSpot *spot, gboolean *mixed);
/* The same of the thing `id`. */
char         *sl_field_spot_text_of (const SlFieldSpot *spot, const char *id);
/* Whether none of the things has another value than the table's default. */
gboolean      sl_field_spot_is_default (const SlFieldSpot *spot);
/* Sets it for all things in one step, `text` in a person's notation; steps with the same `fold` (NULL for none)
 * are one. What is wrong is told, and marks the widget until something right is written. FALSE then. */
gboolean      sl_field_spot_write   (const SlFieldSpot *spot, GtkWidget *widget, const char *text, const char *fold);
/* The same with a text for each thing. */
gboolean      sl_field_spot_write_each (const SlFieldSpot *spot, GtkWidget *widget, const char *const *texts,
                                        const char *fold);
/* Takes the mark of what is wrong away. */
void          sl_field_spot_unmark  (const SlFieldSpot *spot, GtkWidget *widget);
/* One fold for all edits of this value by the hand that `what` names; free with g_free(). */
char         *sl_field_spot_fold    (const SlFieldSpot *spot, const char *what);

/* Shows the present value; called by sl_field_renew(). */
typedef void (*SlFieldRenew) (GtkWidget *widget, gpointer data);
/* `data` lives as long as the widget. */
void          sl_field_on_renew     (GtkWidget *widget, SlFieldRenew renew, gpointer data);
/* Renews the widget and all in it, from above to below. */
void          sl_field_renew        (GtkWidget *widget);
/* The control in `root` that shows the value at a path ("number"), and takes the focus; NULL for none. Borrowed. */
GtkWidget    *sl_field_find         (GtkWidget *root, const char *path);

G_END_DECLS
