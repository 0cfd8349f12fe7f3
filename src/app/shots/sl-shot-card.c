#include "sl-shot-card.h"

#include "sl-field-entry.h"
#include "sl-field-now.h"
#include "sl-field-row.h"
#include "sl-i18n.h"

typedef struct {
  SlBench      *bench;
  SlFieldHost   host;
  SlFieldPlace *place;
  GtkWidget    *box, *fields;
  GPtrArray    *seen;     /* rows, and lines under them, of what may change from frame to frame; borrowed */
  gboolean      imperial; /* that the rows are made for */
  gboolean      settling;
  guint         idle;
} Card;

static const char *const shown[] = { "number", "size", "scene", "focal_mm", "stop", "focus", "frames", "description",
                                     "notes" };

/* --- the rows --- */

static void
add_row (Card *c, const SlField *field)
{
  GtkWidget *row = sl_field_row_new (c->place, field), *now;

  gtk_box_append (GTK_BOX (c->fields), row);
  if (!sl_keyed_can (SL_KIND_SHOT, field))
    return;
  now = sl_field_now_new (c->place, field);
  gtk_box_append (GTK_BOX (c->fields), now);
  g_ptr_array_add (c->seen, row);
  g_ptr_array_add (c->seen, now);
}

static GtkWidget *
trim_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_hexpand (button, TRUE);
  sl_set_tooltip (button, tooltip);
  return button;
}

static GtkWidget *
make_trim (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box),
                  trim_button (_("Begin here"), _("Take off what comes before this frame; the move stays as it is"),
                               "win.trim-in"));
  gtk_box_append (GTK_BOX (box),
                  trim_button (_("End here"), _("Take off what comes after this frame; the move stays as it is"),
                               "win.trim-out"));
  return box;
}

static void
build (Card *c)
{
  static const SlField name_field = { .name = "name", .label = N_("Name"), .type = SL_TYPE_TEXT,
                                      .help = N_("Free text in any script") };
  const SlRecordType *type = &sl_kind_info (SL_KIND_SHOT)->record;

  if (c->place != NULL)
    c->place->gone = TRUE;
  g_clear_pointer (&c->place, sl_field_place_unref);
  g_ptr_array_set_size (c->seen, 0);
  sl_clear_box (c->fields);
  c->imperial = sl_editor_imperial (c->host.editor);
  c->place = sl_field_place_new (&c->host, "", "");
  add_row (c, &name_field);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      add_row (c, sl_record_field (type, shown[i]));
      if (g_str_equal (shown[i], "frames"))
        gtk_box_append (GTK_BOX (c->fields), make_trim ());
    }
}

/* --- what is shown --- */

/* The shots that are selected, the shown one last; that alone where something else is selected too. */
static GPtrArray *
wanted_ids (Card *c)
{
  const SlPlan *plan = sl_editor_plan (c->host.editor);
  const GPtrArray *selected = sl_editor_selection (c->host.editor);
  const SlShot *shot = sl_editor_shot (c->host.editor);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  gboolean has_shown = FALSE;

  for (guint i = 0; shot != NULL && i < selected->len; i++)
    if (sl_plan_get (plan, SL_KIND_SHOT, selected->pdata[i]) != NULL)
      {
        has_shown |= g_str_equal (selected->pdata[i], shot->entity.id);
        g_ptr_array_add (ids, g_strdup (selected->pdata[i]));
      }
  if (shot != NULL && !has_shown)
    {
      g_ptr_array_set_size (ids, 0);
      g_ptr_array_add (ids, g_strdup (shot->entity.id));
    }
  return ids;
}

static gboolean
same_ids (const GPtrArray *a, const GPtrArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = g_str_equal (a->pdata[i], b->pdata[i]);
  return same;
}

static gboolean
all_there (Card *c)
{
  for (guint i = 0; i < c->host.ids->len; i++)
    if (sl_plan_find (sl_editor_plan (c->host.editor), c->host.ids->pdata[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What was typed belongs to what was shown. */
static void
commit_focus (Card *c)
{
  GtkRoot *root = gtk_widget_get_root (c->fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, c->fields) && all_there (c))
    sl_field_entry_commit (focus);
}

static void
take_ids (Card *c)
{
  g_autoptr (GPtrArray) ids = wanted_ids (c);

  if (same_ids (ids, c->host.ids))
    return;
  commit_focus (c);
  g_ptr_array_unref (c->host.ids);
  c->host.ids = g_ptr_array_ref (ids);
  c->host.showing++;
}

static gboolean
is_locked (Card *c)
{
  for (guint i = 0; i < c->host.ids->len; i++)
    if (sl_editor_is_locked (c->host.editor, c->host.ids->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
renew (Card *c)
{
  if (c->settling)
    return;
  g_clear_handle_id (&c->idle, g_source_remove);
  c->settling = TRUE;
  take_ids (c);
  if (c->place == NULL || c->imperial != sl_editor_imperial (c->host.editor))
    build (c);
  if (c->host.ids->len > 0)
    sl_field_renew (c->fields);
  gtk_widget_set_sensitive (c->fields, c->host.ids->len > 0 && !is_locked (c));
  c->settling = FALSE;
}

static gboolean
renew_idle (gpointer data)
{
  Card *c = data;

  c->idle = 0;
  renew (c);
  return G_SOURCE_REMOVE;
}

/* Rows may not vanish while one of them is being handled; what is not seen waits until it is. */
static void
renew_later (Card *c)
{
  if (c->idle == 0 && gtk_widget_get_mapped (c->box))
    c->idle = sl_before_redraw (renew_idle, c);
}

static void
on_shown_changed (Card *c)
{
  if (!c->settling)
    {
      g_autoptr (GPtrArray) ids = wanted_ids (c);

      c->settling = TRUE;
      if (!same_ids (ids, c->host.ids))
        commit_focus (c);
      c->settling = FALSE;
    }
  renew_later (c);
}

/* At another frame of the same shot only what moves is renewed. */
static void
on_time_changed (Card *c)
{
  g_autoptr (GPtrArray) ids = wanted_ids (c);

  if (!same_ids (ids, c->host.ids))
    on_shown_changed (c);
  else if (c->idle == 0 && gtk_widget_get_mapped (c->box))
    for (guint i = 0; i < c->seen->len; i++)
      sl_field_renew (c->seen->pdata[i]);
}

static void
settle (gpointer data)
{
  Card *c = data;

  if (c->idle != 0)
    renew (c);
}

/* --- the focus --- */

static GtkWidget *
find_control (GtkWidget *widget, const char *path)
{
  const SlFieldSpot *spot = g_object_get_data (G_OBJECT (widget), "spot");
  g_autofree char *own = spot != NULL && (gtk_widget_get_focusable (widget) || GTK_IS_ENTRY (widget))
                         ? sl_field_spot_path (spot) : NULL;

  if (own != NULL)
    return g_str_equal (own, path) ? widget : NULL;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_control (w, path);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
sl_shot_card_focus (GtkWidget *card, const char *path)
{
  Card *c = g_object_get_data (G_OBJECT (card), "shot-card");
  GtkWidget *control;

  renew (c);
  control = find_control (c->fields, path);
  return control != NULL && gtk_widget_grab_focus (control);
}

/* --- the card --- */

static void
card_free (gpointer data)
{
  Card *c = data;

  g_clear_handle_id (&c->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (c->host.editor, c);
  g_hash_table_unref (c->host.open);
  g_ptr_array_unref (c->host.ids);
  g_ptr_array_unref (c->seen);
  sl_field_place_unref (c->place);
  g_object_unref (c->fields);
  sl_bench_unref (c->bench);
  g_free (c);
}

GtkWidget *
sl_shot_card_new (SlBench *bench)
{
  Card *c = g_new0 (Card, 1);

  c->bench = sl_bench_ref (bench);
  c->host = (SlFieldHost) { .editor = bench->editor, .settle = settle, .data = c,
                            .ids = g_ptr_array_new_with_free_func (g_free),
                            .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  c->seen = g_ptr_array_new ();
  c->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  c->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (c->fields, "sl-inspector");
  sl_set_name (c->box, _("The shot’s fields"));
  gtk_box_append (GTK_BOX (c->box), c->fields);
  g_object_set_data_full (G_OBJECT (c->box), "shot-card", c, card_free);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (renew_later), c);
  g_signal_connect_swapped (bench->editor, "selection-changed", G_CALLBACK (on_shown_changed), c);
  g_signal_connect_swapped (bench->editor, "time-changed", G_CALLBACK (on_time_changed), c);
  g_signal_connect_swapped (c->box, "map", G_CALLBACK (renew), c);
  return c->box;
}
