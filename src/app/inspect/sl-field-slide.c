#include "sl-field-slide.h"

#include <math.h>

#include "sl-field-entry.h"
#include "sl-i18n.h"
#include "sl-range.h"

/* One hand on one number. */
typedef struct {
  GtkWidget   *entry;  /* borrowed */
  SlFieldSpot *spot;   /* the entry's */
  GPtrArray   *ids;    /* what is slid, NULL while nothing is */
  GArray      *starts; /* double, one for each */
  double       last;   /* pixels, at the last motion */
  double       by;     /* what is added to each */
  gboolean     wrote;
} Slide;

static void
forget (Slide *s)
{
  g_clear_pointer (&s->ids, g_ptr_array_unref);
  g_clear_pointer (&s->starts, g_array_unref);
}

static void
slide_free (gpointer data)
{
  forget (data);
  g_free (data);
}

static void
begin (Slide *s)
{
  SlFieldHost *host = s->spot->place->host;

  host->settle (host->data);
  forget (s);
  s->ids = g_ptr_array_ref (host->ids);
  s->starts = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < s->ids->len; i++)
    {
      g_autofree char *text = sl_field_spot_text_of (s->spot, s->ids->pdata[i]);
      double value = 0; /* unset begins there */
      if (text != NULL)
        sl_number_parse (text, &value);
      g_array_append_val (s->starts, value);
    }
  s->last = s->by = 0;
  s->wrote = FALSE;
}

static double
primary (const Slide *s)
{
  return s->starts->len > 0 ? g_array_index (s->starts, double, s->starts->len - 1) : 0;
}

/* A hundredth of a number's size, as a round one. */
static double
fine_step (const SlField *field, double value)
{
  double step = pow (10, floor (log10 (fmax (fabs (value), 1)) + 1e-9) - 2);

  return field->type == SL_TYPE_INTEGER ? fmax (step, 1) : step;
}

/* To a whole number of `grain`, within what the field takes. */
static double
settle_value (const SlField *field, double value, double grain)
{
  if (field->type == SL_TYPE_INTEGER)
    grain = fmax (grain, 1);
  value = round (value / grain) * grain;
  value = round (value * 1e6) / 1e6;
  return field->min != field->max ? CLAMP (value, field->min, field->max) : value;
}

/* Where a lens has its ends, sliding ends. */
static double
kept (const Slide *s, const char *id, double value)
{
  g_autofree char *path = sl_field_spot_path (s->spot);
  g_autoptr (SlRange) range = sl_range_new (s->spot->place->host->editor, id, path);

  return range != NULL ? sl_range_keep (range, value) : value;
}

static void
put (Slide *s, double grain, const char *hand)
{
  const SlField *field = s->spot->field;
  SlFieldHost *host = s->spot->place->host;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *fold = sl_field_spot_fold (s->spot, hand);

  for (guint i = 0; i < s->starts->len; i++)
    {
      double value = g_array_index (s->starts, double, i) + s->by;
      g_ptr_array_add (texts, sl_number_to_text (kept (s, s->ids->pdata[i], settle_value (field, value, grain))));
    }
  if (s->ids != host->ids || texts->len == 0)
    return; /* other things are shown by now */
  s->wrote |= sl_field_spot_write_each (s->spot, s->entry, (const char *const *) texts->pdata, fold);
  sl_field_entry_refresh (s->entry);
}

/* --- with the pointer --- */

static GdkModifierType
modifiers (GtkGesture *gesture)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

static void
break_fold (Slide *s)
{
  sl_document_break_fold (sl_editor_document (s->spot->place->host->editor));
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, Slide *s)
{
  break_fold (s);
  begin (s);
  gtk_widget_grab_focus (s->entry);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The hand may change its mind about Shift and Ctrl on the way; letting them go before the button moves nothing. */
static void
on_update (GtkGestureDrag *gesture, double dx, double dy, Slide *s)
{
  GdkModifierType held = modifiers (GTK_GESTURE (gesture));
  double step, grain;

  if (s->ids == NULL || dx == s->last)
    return;
  grain = step = fine_step (s->spot->field, primary (s));
  if (held & GDK_SHIFT_MASK)
    grain = step /= 10;
  if (held & GDK_CONTROL_MASK)
    {
      step *= 5;
      grain *= 25; /* 0.25 m, 25 mm */
    }
  s->by += (dx - s->last) * step * (s->spot->field->type == SL_TYPE_INTEGER ? .25 : 1);
  s->last = dx;
  put (s, grain, "slide");
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, Slide *s)
{
  forget (s);
  break_fold (s);
}

static gboolean
on_escape (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Slide *s)
{
  if (keyval != GDK_KEY_Escape || s->ids == NULL)
    return FALSE;
  forget (s);
  break_fold (s);
  if (s->wrote)
    sl_editor_undo (s->spot->place->host->editor);
  return TRUE;
}

static Slide *
slide_new (GtkWidget *entry)
{
  Slide *s = g_new0 (Slide, 1);

  s->entry = entry;
  s->spot = sl_field_spot_of (entry);
  return s;
}

void
sl_field_slide_add (GtkWidget *handle, GtkWidget *entry)
{
  Slide *s = slide_new (entry);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *help = g_strdup_printf (_("%s\nDrag to slide it: Shift finely, Ctrl in coarse steps"),
                                           _(s->spot->field->help));

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), s);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), s);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), s);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_escape), s);
  gtk_widget_add_controller (entry, keys); /* which has the focus while it is slid */
  gtk_widget_set_cursor_from_name (handle, "ew-resize");
  gtk_widget_set_tooltip_text (handle, help);
  g_object_set_data_full (G_OBJECT (entry), "slide", s, slide_free);
}

/* --- by keys --- */

/* TRUE where there are stops and nothing between them. */
static gboolean
put_next_stop (Slide *s, gboolean above)
{
  g_autofree char *path = sl_field_spot_path (s->spot);
  g_autoptr (SlRange) range = s->ids->len > 0 ? sl_range_new (s->spot->place->host->editor,
                                                              s->ids->pdata[s->ids->len - 1], path) : NULL;

  if (range == NULL || !range->only_stops)
    return FALSE;
  s->by = sl_range_next (range, primary (s), above) - primary (s);
  put (s, 1e-3, "step");
  forget (s);
  gtk_editable_select_region (GTK_EDITABLE (s->entry), 0, -1);
  return TRUE;
}

/* What is typed already is written first. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Slide *s)
{
  double step;

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || (state & GDK_ALT_MASK))
    return FALSE;
  sl_field_entry_commit (s->entry);
  if (gtk_widget_has_css_class (s->entry, "error"))
    return TRUE;
  begin (s);
  if (put_next_stop (s, keyval == GDK_KEY_Up))
    return TRUE;
  step = s->spot->field->type == SL_TYPE_INTEGER ? 1 : fine_step (s->spot->field, primary (s)) * 10;
  if (s->spot->field->type != SL_TYPE_INTEGER && (state & GDK_SHIFT_MASK))
    step /= 10;
  if (state & GDK_CONTROL_MASK)
    step *= 10;
  s->by = keyval == GDK_KEY_Up ? step : -step;
  put (s, step / 10, "step");
  forget (s);
  gtk_editable_select_region (GTK_EDITABLE (s->entry), 0, -1);
  return TRUE;
}

void
sl_field_slide_add_keys (GtkWidget *entry)
{
  Slide *s = slide_new (entry);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), s);
  gtk_widget_add_controller (entry, keys);
  g_object_set_data_full (G_OBJECT (entry), "steps", s, slide_free);
}
