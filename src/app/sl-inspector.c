#include "sl-inspector.h"

#include <math.h>

#include "sl-i18n.h"

typedef struct {
  SlEditor  *editor;
  GtkWidget *verdict, *title, *subtitle, *fields;
  gboolean   filling, dragging;
} Inspector;

/* What a row needs to write its value; owned by the row's widget. */
typedef struct {
  Inspector *inspector;
  char      *id, *path;
  GtkWidget *editor;  /* entry, switch or drop-down */
  const SlField *field;
  GStrv      choices; /* ids of a drop-down, "" for none */
  char      *shown;   /* text that was shown or written last: only what a person changed is written */
  double     start;   /* value where a drag began */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->path);
  g_free (row->shown);
  g_strfreev (row->choices);
  g_free (row);
}

/* --- writing values --- */

static void fill_later (Inspector *in);

static void
write_value (Row *row, const char *text, const char *fold)
{
  g_autoptr (GError) error = NULL;

  if (row->inspector->filling)
    return;
  if (sl_editor_set_field (row->inspector->editor, row->id, row->path, text, fold, &error))
    {
      gtk_widget_remove_css_class (row->editor, "error");
      gtk_widget_set_tooltip_text (row->editor, _(row->field->help));
      return;
    }
  gtk_widget_add_css_class (row->editor, "error");
  gtk_widget_set_tooltip_text (row->editor, error->message);
  sl_editor_message (row->inspector->editor, error->message);
}

/* Also called late, for an entry that loses the focus because the rows are being renewed. */
static void
on_entry_done (Row *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row->editor));

  if (g_strcmp0 (text, row->shown) == 0)
    return;
  g_free (row->shown);
  row->shown = g_strdup (text);
  write_value (row, row->shown, NULL);
}

static void
on_entry_activate (GtkEntry *entry, Row *row)
{
  on_entry_done (row);
}

static void
on_entry_leave (GtkEventControllerFocus *focus, Row *row)
{
  on_entry_done (row);
}

static void
on_switch (GObject *object, GParamSpec *spec, Row *row)
{
  write_value (row, gtk_switch_get_active (GTK_SWITCH (row->editor)) ? "true" : "false", NULL);
}

static void
on_choice (GObject *object, GParamSpec *spec, Row *row)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->editor));
  if (at != GTK_INVALID_LIST_POSITION)
    write_value (row, row->choices[at], NULL);
}

/* A number is dragged by its label: a hundredth of its size a pixel, at least a hundredth of its unit. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, Row *row)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (row->inspector->editor), row->id);
  g_autofree char *text = entity != NULL ? sl_entity_get (entity, row->path, NULL) : NULL;

  row->start = NAN;
  row->inspector->dragging = TRUE; /* its row must live */
  if (text != NULL)
    sl_number_parse (text, &row->start);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, Row *row)
{
  double step = fmax (.01, fabs (row->start) / 100), value;
  g_autofree char *text = NULL, *fold = NULL;

  if (isnan (row->start))
    return;
  value = row->start + dx * step;
  value = row->field->type == SL_TYPE_INTEGER ? round (value) : round (value * 100) / 100;
  if (row->field->min != row->field->max)
    value = CLAMP (value, row->field->min, row->field->max);
  text = sl_number_to_text (value);
  fold = g_strdup_printf ("drag %s %s", row->id, row->path);
  gtk_editable_set_text (GTK_EDITABLE (row->editor), text);
  g_free (row->shown);
  row->shown = g_strdup (text);
  write_value (row, text, fold);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, Row *row)
{
  row->inspector->dragging = FALSE;
  fill_later (row->inspector);
  sl_document_break_fold (sl_editor_document (row->inspector->editor));
}

static void
on_reset (GtkButton *button, Row *row)
{
  write_value (row, row->field->def != NULL ? row->field->def : "", NULL);
}

/* --- rows --- */

static void
add_choice (GPtrArray *ids, GPtrArray *names, const char *id, const char *name)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_str_equal (ids->pdata[i], id))
      return;
  g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_add (names, g_strdup (name));
}

static void
add_choices_of (const SlPlan *plan, const SlField *field, GPtrArray *ids, GPtrArray *names)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    if (sl_field_takes_kind (field, kind))
      for (guint i = 0; i < sl_plan_count (plan, kind); i++)
        {
          const SlEntity *entity = sl_plan_at (plan, kind, i);
          g_autofree char *maker = kind >= SL_KIND_FIRST_DEVICE ? sl_entity_get (entity, "manufacturer", NULL) : NULL;
          g_autofree char *model = kind >= SL_KIND_FIRST_DEVICE ? sl_entity_get (entity, "model", NULL) : NULL;
          g_autofree char *device = model != NULL ? g_strdup_printf ("%s %s", maker, model) : NULL;
          add_choice (ids, names, entity->id, device != NULL ? device : sl_entity_title (entity));
        }
}

static GtkWidget *
make_choice (Row *row, const char *value)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *ids = g_ptr_array_new ();
  SlEditor *editor = row->inspector->editor;
  guint at = 0;

  if (row->field->type == SL_TYPE_ENUM)
    for (const SlEnumValue *v = row->field->values; v->id != NULL; v++)
      add_choice (ids, names, v->id, _(v->label));
  else
    {
      add_choice (ids, names, "", _("None"));
      add_choices_of (sl_editor_plan (editor), row->field, ids, names);
      if (row->field->type == SL_TYPE_DEVICE)
        add_choices_of (sl_document_catalogue (sl_editor_document (editor)), row->field, ids, names);
      add_choice (ids, names, value, value); /* a name that is not there is shown, not changed */
    }
  for (guint i = 0; i < ids->len; i++)
    if (g_str_equal (ids->pdata[i], value))
      at = i;
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (names, NULL);
  row->choices = (GStrv) g_ptr_array_free (ids, FALSE);
  GtkWidget *drop = gtk_drop_down_new_from_strings ((const char *const *) names->pdata);
  if (row->field->type != SL_TYPE_ENUM)
    {
      gtk_drop_down_set_expression (GTK_DROP_DOWN (drop), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
      gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), at);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_choice), row);
  return drop;
}

static GtkWidget *
make_entry (Row *row, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->shown = g_strdup (value);
  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_add_css_class (entry, "sl-entry");
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate), row);
  g_signal_connect (focus, "leave", G_CALLBACK (on_entry_leave), row);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static GtkWidget *
make_editor (Row *row, const char *value)
{
  GtkWidget *toggle;

  switch (row->field->type)
    {
    case SL_TYPE_BOOL:
      toggle = gtk_switch_new ();
      gtk_switch_set_active (GTK_SWITCH (toggle), g_str_equal (value, "true"));
      gtk_widget_set_halign (toggle, GTK_ALIGN_START);
      g_signal_connect (toggle, "notify::active", G_CALLBACK (on_switch), row);
      return toggle;
    case SL_TYPE_ENUM:
    case SL_TYPE_REF:
    case SL_TYPE_DEVICE:
      return make_choice (row, value);
    default:
      return make_entry (row, value);
    }
}

static void
make_draggable (GtkWidget *label, Row *row)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), row);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), row);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), row);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (label, "ew-resize");
}

static Row *
row_new (Inspector *in, const SlEntity *entity, const SlField *field, const char *path)
{
  Row *row = g_new0 (Row, 1);

  row->inspector = in;
  row->id = g_strdup (entity->id);
  row->path = g_strdup (path);
  row->field = field;
  return row;
}

/* One control for a field, or for one number of a vector; `name` is its accessible name. */
static GtkWidget *
make_control (Inspector *in, const SlEntity *entity, const SlField *field, const char *path, const char *name, Row **out)
{
  Row *row = row_new (in, entity, field, path);
  g_autofree char *value = sl_entity_get (entity, path, NULL);

  row->editor = make_editor (row, value != NULL ? value : "");
  sl_set_name (row->editor, name);
  gtk_widget_set_tooltip_text (row->editor, _(field->help));
  gtk_widget_set_hexpand (row->editor, TRUE);
  g_object_set_data_full (G_OBJECT (row->editor), "row", row, row_free);
  *out = row;
  return row->editor;
}

static GtkWidget *
make_label (const SlField *field)
{
  g_autofree char *text = *sl_unit_symbol (field->unit) != '\0' ? g_strdup_printf ("%s  %s", _(field->label), sl_unit_symbol (field->unit)) : g_strdup (_(field->label));
  GtkWidget *label = sl_label (text, "sl-dim");

  gtk_widget_set_size_request (label, 104, -1);
  gtk_widget_set_tooltip_text (label, _(field->help));
  return label;
}

static void
add_vector (Inspector *in, GtkWidget *line, const SlEntity *entity, const SlField *field)
{
  static const char *const axes[] = { "x", "y", "z" };
  Row *row;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s", field->name, axes[i]);
      g_autofree char *name = g_strdup_printf ("%s %c", _(field->label), g_ascii_toupper (*axes[i]));
      gtk_box_append (GTK_BOX (line), make_control (in, entity, field, path, name, &row));
    }
}

/* Records are shown as what they hold; their text form can be edited. */
static char *
summary (const SlField *field, const SlList *list)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (sl_list_n (list) == 0)
    return g_strdup (_("None"));
  for (guint i = 0; i < list->n && i < 6; i++)
    {
      gconstpointer record = list->data + i * list->item_size;
      gsize before = out->len;
      for (guint f = 0; f < field->record->n_fields; f++)
        if (field->record->fields[f].flags & SL_FIELD_KEY)
          {
            if (out->len > before)
              g_string_append (out, ".");
            sl_field_print (&field->record->fields[f], SL_CONST_MEMBER (record, &field->record->fields[f]), out);
          }
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, ngettext ("%u entry", "%u entries", list->n), list->n);
  return g_strdup (out->str);
}

static GtkWidget *
make_line (Inspector *in, const SlEntity *entity, const SlField *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = make_label (field);
  Row *row;

  gtk_box_append (GTK_BOX (line), label);
  if (field->type == SL_TYPE_RECORDS)
    {
      g_autofree char *text = summary (field, *(SlList *const *) SL_CONST_MEMBER (entity, field));
      GtkWidget *what = sl_label (text, NULL);
      gtk_label_set_lines (GTK_LABEL (what), 8);
      gtk_label_set_wrap (GTK_LABEL (what), TRUE);
      gtk_box_append (GTK_BOX (line), what);
    }
  else if (field->type == SL_TYPE_VECTOR)
    add_vector (in, line, entity, field);
  else
    {
      gboolean changed = !sl_field_is_default (field, SL_CONST_MEMBER (entity, field));
      gtk_box_append (GTK_BOX (line), make_control (in, entity, field, field->name, _(field->label), &row));
      if (field->type == SL_TYPE_REAL || field->type == SL_TYPE_INTEGER)
        make_draggable (label, row);
      GtkWidget *reset = gtk_button_new_with_label (changed ? "●" : "○");
      g_autofree char *name = g_strdup_printf (_("Reset %s"), _(field->label));
      gtk_widget_add_css_class (reset, "flat");
      gtk_widget_add_css_class (reset, changed ? "sl-changed" : "sl-dim");
      gtk_widget_set_tooltip_text (reset, name);
      sl_set_name (reset, name);
      gtk_widget_set_sensitive (reset, changed);
      g_signal_connect (reset, "clicked", G_CALLBACK (on_reset), row);
      gtk_box_append (GTK_BOX (line), reset);
    }
  return line;
}

static void
add_name (Inspector *in, const SlEntity *entity)
{
  static const SlField name_field = { .name = "name", .label = N_("Name"), .type = SL_TYPE_TEXT, .help = N_("Free text in any script") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Row *row;

  gtk_box_append (GTK_BOX (line), make_label (&name_field));
  gtk_box_append (GTK_BOX (line), make_control (in, entity, &name_field, "name", _("Name"), &row));
  gtk_box_append (GTK_BOX (in->fields), line);
}

static void
add_fields (Inspector *in, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  add_name (in, entity);
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (type->fields[i].section != NULL)
        {
          GtkWidget *heading = sl_label (_(type->fields[i].section), "sl-heading");
          gtk_widget_set_margin_top (heading, 10);
          gtk_box_append (GTK_BOX (in->fields), heading);
        }
      gtk_box_append (GTK_BOX (in->fields), make_line (in, entity, &type->fields[i]));
    }
}

/* --- the verdict --- */

static char *
where_it_misses (const SlFrameCoverage *f)
{
  static const char *const edges[] = { N_("left"), N_("right"), N_("top"), N_("bottom") };
  guint worst = 0;

  if (f->miss <= 5e-4)
    return g_strdup (_("The whole picture lands on LED or set."));
  for (guint i = 1; i < SL_N_EDGES; i++)
    if (f->miss_edge[i] > f->miss_edge[worst])
      worst = i;
  return g_strdup_printf (_("%.1f %% misses, most of it at the %s."), f->miss * 100, _(edges[worst]));
}

static void
show_verdict (Inspector *in)
{
  const SlShot *shot = sl_editor_shot (in->editor);
  const SlCoverage *live = sl_editor_live (in->editor);
  GtkWidget *top;

  sl_clear_box (in->verdict);
  gtk_widget_set_visible (in->verdict, shot != NULL);
  if (shot == NULL)
    return;
  if (live == NULL)
    {
      g_autoptr (GError) error = NULL;
      sl_editor_scene (in->editor, &error);
      GtkWidget *why = sl_label (error != NULL ? error->message : _("Add an LED wall to see what the camera covers."), NULL);
      gtk_label_set_wrap (GTK_LABEL (why), TRUE);
      gtk_box_append (GTK_BOX (in->verdict), why);
      return;
    }
  const SlFrameCoverage *f = &live->frames[0];
  const SlCoverage *whole = sl_editor_coverage (in->editor, shot->entity.id);
  g_autofree char *number = g_strdup_printf ("%.1f %%", f->coverage * 100), *why = where_it_misses (f);
  g_autofree char *caption = g_strdup_printf (_("%s at frame %d: %.1f %% on LED"), shot->number != NULL ? shot->number : shot->entity.id, (int) f->frame, f->led * 100);
  g_autofree char *spoken = g_strdup_printf (_("Coverage %.1f %%"), f->coverage * 100);
  GtkWidget *verdict = sl_label (number, "sl-verdict");
  top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  sl_set_name (verdict, spoken);
  gtk_box_append (GTK_BOX (top), verdict);
  gtk_box_append (GTK_BOX (top), sl_label (caption, "sl-dim"));
  gtk_box_append (GTK_BOX (in->verdict), top);
  GtkWidget *reason = sl_label (why, f->miss > 5e-4 ? "sl-miss" : NULL);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_box_append (GTK_BOX (in->verdict), reason);
  if (whole != NULL && whole->min < f->coverage - 1e-4)
    {
      g_autofree char *least = g_strdup_printf (_("Least in this shot: %.1f %% at frame %d"), whole->min * 100, (int) whole->frames[whole->worst_frame].frame);
      gtk_box_append (GTK_BOX (in->verdict), sl_label (least, "sl-dim"));
    }
  gtk_box_append (GTK_BOX (in->verdict), sl_badges (whole != NULL ? whole : live));
  if (whole != NULL && whole->min < 1)
    {
      GtkWidget *go = gtk_button_new_with_label (_("Go to worst frame"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (go), "win.worst-frame");
      gtk_box_append (GTK_BOX (in->verdict), go);
    }
}

static void
show_title (Inspector *in, const SlEntity *entity)
{
  g_autofree char *text = entity != NULL ? g_strdup_printf ("%s · %s", _(sl_kind_info (entity->kind)->record.label), entity->id) : NULL;

  gtk_label_set_text (GTK_LABEL (in->title), entity != NULL ? sl_entity_title (entity) : _("Nothing selected"));
  gtk_label_set_text (GTK_LABEL (in->subtitle), text != NULL ? text : _("Pick a thing in the view or in the list."));
}

static gboolean
focus_field (Inspector *in, const char *path)
{
  for (GtkWidget *line = gtk_widget_get_first_child (in->fields); line != NULL; line = gtk_widget_get_next_sibling (line))
    for (GtkWidget *w = gtk_widget_get_first_child (line); w != NULL; w = gtk_widget_get_next_sibling (w))
      {
        const Row *row = g_object_get_data (G_OBJECT (w), "row");
        if (row != NULL && g_str_equal (row->path, path))
          return gtk_widget_grab_focus (w);
      }
  return FALSE;
}

gboolean
sl_inspector_focus (GtkWidget *inspector, const char *path)
{
  return focus_field (g_object_get_data (G_OBJECT (inspector), "inspector"), path);
}

/* While something in here has the focus, rows are renewed in place, so that typing goes on. */
static void
fill (Inspector *in)
{
  const char *id = sl_editor_selected (in->editor);
  const SlEntity *entity = sl_plan_find (sl_editor_plan (in->editor), id);
  GtkWidget *focus = gtk_widget_get_root (in->fields) != NULL ? gtk_root_get_focus (gtk_widget_get_root (in->fields)) : NULL;
  const Row *row = NULL;
  g_autofree char *path = NULL;

  for (GtkWidget *w = focus; w != NULL && row == NULL && w != in->fields; w = gtk_widget_get_parent (w))
    row = g_object_get_data (G_OBJECT (w), "row");
  if (row != NULL && g_strcmp0 (row->id, id) == 0)
    path = g_strdup (row->path);
  in->filling = TRUE;
  sl_clear_box (in->fields);
  show_title (in, entity);
  if (entity != NULL)
    add_fields (in, entity);
  if (path != NULL)
    focus_field (in, path);
  in->filling = FALSE;
}

static gboolean
fill_idle (gpointer data)
{
  Inspector *in = data;

  g_object_set_data (G_OBJECT (in->fields), "idle", NULL);
  fill (in);
  return G_SOURCE_REMOVE;
}

/* Rows may not vanish while one of them is being handled. */
static void
fill_later (Inspector *in)
{
  if (!in->dragging && g_object_get_data (G_OBJECT (in->fields), "idle") == NULL)
    g_object_set_data (G_OBJECT (in->fields), "idle", GUINT_TO_POINTER (g_idle_add (fill_idle, in)));
}

static void
inspector_free (gpointer data)
{
  Inspector *in = data;
  guint source = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (in->fields), "idle"));

  if (source != 0)
    g_source_remove (source);
  g_signal_handlers_disconnect_by_data (in->editor, in);
  g_object_unref (in->fields);
  g_object_unref (in->editor);
  g_free (in);
}

GtkWidget *
sl_inspector_new (SlEditor *editor, gboolean verdict)
{
  Inspector *in = g_new0 (Inspector, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroll = gtk_scrolled_window_new ();

  in->editor = g_object_ref (editor);
  in->title = sl_label ("", "title-4");
  in->subtitle = sl_label ("", "sl-dim");
  in->verdict = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (in->verdict, "sl-card");
  in->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_box_append (GTK_BOX (box), in->title);
  gtk_box_append (GTK_BOX (box), in->subtitle);
  gtk_box_append (GTK_BOX (box), in->verdict);
  gtk_box_append (GTK_BOX (box), in->fields);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_size_request (scroll, 320, -1);
  g_object_set_data_full (G_OBJECT (scroll), "inspector", in, inspector_free);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (fill_later), in);
  g_signal_connect_swapped (editor, "selection-changed", G_CALLBACK (fill_later), in);
  gtk_widget_set_visible (in->verdict, verdict);
  fill (in);
  if (verdict)
    {
      g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (show_verdict), in);
      g_signal_connect_swapped (editor, "results-changed", G_CALLBACK (show_verdict), in);
      show_verdict (in);
    }
  return scroll;
}
