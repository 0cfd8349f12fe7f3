/* One control that shows and writes one value of an entity: an entry, a switch or a drop-down, made from the field's
 * line in its table. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* What the controls of one panel share. `changed` is called when rows are to be renewed: after a drag, and when a
 * record was opened or closed. */
typedef struct {
  SlEditor   *editor;
  GHashTable *open;              /* "id path" of the records that stand open; owned by the panel */
  gboolean    filling, dragging; /* set while rows are made, and while one of them must live */
  void      (*changed) (gpointer data);
  gpointer    data;
} SlFieldHost;

/* `path` ends at the value ("position.x", "doors[0].width") and `field` describes it; both tables and host outlive the
 * control. `name` is what a screen reader says. */
GtkWidget  *sl_field_control_new   (SlFieldHost *host, const SlEntity *entity, const SlField *field,
                                   const char *path, const char *name);
/* The path of the control that holds or is `widget`, and the entity's id; NULL when none does. Borrowed. */
const char *sl_field_control_path  (GtkWidget *widget, const char **id);
/* A number is dragged by its label. */
void        sl_field_control_drag  (GtkWidget *control, GtkWidget *label);
/* A button that brings the default back. */
GtkWidget  *sl_field_control_reset (SlFieldHost *host, const SlEntity *entity, const SlField *field,
                                   const char *path, gboolean changed);
/* The control with its unit at its end. */
GtkWidget  *sl_field_control_with_unit (GtkWidget *control, const char *unit);

G_END_DECLS
