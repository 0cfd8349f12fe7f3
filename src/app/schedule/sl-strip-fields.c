/* The fields of what stands between scenes, in a popover on its row; a scene has its own in the inspector. */
#include "sl-stripboard-private.h"

#include "sl-i18n.h"

enum { GAP = 8, MARGIN = 12, WIDTH_CHARS = 18 };

/* A line of the popover. */
typedef struct {
  SlBoardDesk *desk;
  guint        place;
  const char  *field;
} Line;

static void
on_entered (GtkWidget *entry, Line *line)
{
  g_autoptr (GError) error = NULL;

  if (sl_board_desk_set_strip (line->desk, line->place, line->field, gtk_editable_get_text (GTK_EDITABLE (entry)),
                               &error))
    {
      gtk_widget_remove_css_class (entry, "error");
      sl_set_tooltip (entry, NULL);
      g_object_set_data_full (G_OBJECT (entry), "text", g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))),
                              g_free);
      return;
    }
  gtk_widget_add_css_class (entry, "error");
  sl_set_tooltip (entry, error->message);
}

static void
on_left (GtkEventControllerFocus *focus, gpointer data)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), g_object_get_data (G_OBJECT (entry), "text")) != 0)
    on_entered (entry, data);
}

static const SlRecordType *
strip_type (void)
{
  return sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips")->record;
}

static Line *
new_line (SlStripboard *b, const SlBoardRow *row, const char *field)
{
  Line *line = g_new (Line, 1);

  *line = (Line) { b->desk, row->place, field };
  return line;
}

static void
attach (GtkWidget *grid, int at, const SlField *field, GtkWidget *control)
{
  GtkWidget *label = sl_label (_(field->label), "sl-dim");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  sl_set_name (control, _(field->label));
  if (!GTK_IS_EDITABLE (control))
    sl_set_tooltip (control, _(field->help));
  gtk_grid_attach (GTK_GRID (grid), label, 0, at, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, at, 1, 1);
}

static void
add_entry (GtkWidget *grid, int at, SlStripboard *b, const SlBoardRow *row, const char *name)
{
  const SlField *field = sl_record_field (strip_type (), name);
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  Line *line = new_line (b, row, name);

  sl_field_print (field, (const guint8 *) row->strip + field->offset, text);
  gtk_editable_set_text (GTK_EDITABLE (entry), text->str);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), WIDTH_CHARS);
  g_object_set_data_full (G_OBJECT (entry), "line", line, g_free);
  g_object_set_data_full (G_OBJECT (entry), "text", g_strdup (text->str), g_free);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entered), line);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), line);
  gtk_widget_add_controller (entry, focus);
  attach (grid, at, field, entry);
}

static void
on_unit (GtkDropDown *choice, GParamSpec *spec, Line *line)
{
  const GPtrArray *ids = g_object_get_data (G_OBJECT (choice), "ids");
  const guint at = gtk_drop_down_get_selected (choice);

  if (at < ids->len)
    sl_board_desk_set_strip (line->desk, line->place, line->field, ids->pdata[at], NULL);
}

static void
add_units (GtkWidget *grid, int at, SlStripboard *b, const SlBoardRow *row)
{
  const SlBoardRead *read = sl_board_desk_read (b->desk);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *choice;
  guint chosen = 0;

  g_ptr_array_add (ids, g_strdup (""));
  gtk_string_list_append (names, _("Main unit"));
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_UNIT); i++)
    {
      const SlUnitEntity *unit = (const SlUnitEntity *) sl_plan_at (read->plan, SL_KIND_UNIT, i);

      if (g_strcmp0 (unit->production, read->production->entity.id) != 0)
        continue;
      if (g_strcmp0 (unit->entity.id, row->strip->unit) == 0)
        chosen = ids->len;
      g_ptr_array_add (ids, g_strdup (unit->entity.id));
      gtk_string_list_append (names, sl_entity_title (&unit->entity));
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  g_object_set_data_full (G_OBJECT (choice), "ids", ids, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (choice), "line", new_line (b, row, "unit"), g_free);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_unit), g_object_get_data (G_OBJECT (choice), "line"));
  attach (grid, at, sl_record_field (strip_type (), "unit"), choice);
}

static gboolean
drop_popover (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkWidget *popover, SlStripboard *b)
{
  g_idle_add (drop_popover, popover);
  sl_stripboard_focus (b);
}

static void
open_fields (SlStripboard *b, const SlBoardRow *row)
{
  GtkWidget *popover = gtk_popover_new (), *grid = gtk_grid_new ();
  graphene_rect_t place;

  gtk_grid_set_row_spacing (GTK_GRID (grid), GAP);
  gtk_grid_set_column_spacing (GTK_GRID (grid), GAP);
  gtk_widget_set_margin_start (grid, MARGIN);
  gtk_widget_set_margin_end (grid, MARGIN);
  gtk_widget_set_margin_top (grid, MARGIN);
  gtk_widget_set_margin_bottom (grid, MARGIN);
  if (row->form == SL_BOARD_ROW_DAY)
    {
      add_entry (grid, 0, b, row, "date");
      add_units (grid, 1, b, row);
      add_entry (grid, 2, b, row, "call");
    }
  if (row->form == SL_BOARD_ROW_BANNER)
    add_entry (grid, 0, b, row, "minutes");
  add_entry (grid, 3, b, row, "text");
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  gtk_widget_set_parent (popover, GTK_WIDGET (b));
  if (sl_stripboard_place (b, GTK_WIDGET (b), &place))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) place.origin.x, (int) place.origin.y,
                                                                          (int) place.size.width,
                                                                          (int) place.size.height });
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), b);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
sl_stripboard_edit (SlStripboard *b, const char *id, gboolean sheet)
{
  const SlBoardRow *row = sl_board_desk_row (b->desk, id);
  const gboolean scene = row != NULL && (row->form == SL_BOARD_ROW_SCENE || row->form == SL_BOARD_ROW_BONE);

  if (row == NULL || b->reads)
    return;
  if (scene && sheet)
    gtk_widget_activate_action (GTK_WIDGET (b), "win.breakdown", NULL);
  else if (scene)
    gtk_widget_activate_action (GTK_WIDGET (b), "win.edit-field", "s", "number");
  else if (row->strip != NULL)
    open_fields (b, row);
}
