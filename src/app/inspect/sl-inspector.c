#include "sl-inspector.h"

#include <string.h>

#include "sl-field-entry.h"
#include "sl-field-now.h"
#include "sl-field-row.h"
#include "sl-i18n.h"
#include "sl-needs-card.h"
#include "sl-pace-card.h"
#include "sl-record-rows.h"
#include "sl-section.h"
#include "sl-title.h"
#include "sl-verdict.h"
#include "sl-wall-views.h"

typedef struct {
  SlBench      *bench;
  SlFieldHost   host;
  SlFieldPlace *place;    /* of what is shown itself; NULL while there is nothing */
  GSettings    *settings; /* may be NULL */
  GtkWidget    *scroll, *title, *subtitle, *fields;
  GPtrArray    *seen;     /* rows, and lines under them, of what may change from frame to frame; borrowed */
  SlKind        kind;     /* that the rows are of; SL_N_KINDS for none */
  gboolean      imperial; /* that they are made for */
  gboolean      settling;
  guint         idle;
} Inspector;

/* --- what is shown --- */

static gboolean
same_ids (const GPtrArray *a, const GPtrArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = g_str_equal (a->pdata[i], b->pdata[i]);
  return same;
}

/* The one kind of all that is selected, else SL_N_KINDS. */
static SlKind
common_kind (Inspector *in, const GPtrArray *ids)
{
  const SlPlan *plan = sl_editor_plan (in->host.editor);
  SlKind kind = SL_N_KINDS;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (plan, ids->pdata[i]);
      if (entity == NULL || (i > 0 && entity->kind != kind))
        return SL_N_KINDS;
      kind = entity->kind;
    }
  return kind;
}

static gboolean
all_there (Inspector *in)
{
  for (guint i = 0; i < in->host.ids->len; i++)
    if (sl_plan_find (sl_editor_plan (in->host.editor), in->host.ids->pdata[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What was typed belongs to what was shown. */
static void
commit_focus (Inspector *in)
{
  GtkRoot *root = gtk_widget_get_root (in->fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, in->fields) && all_there (in))
    sl_field_entry_commit (focus);
}

/* --- the rows of a kind --- */

static void
add_row (Inspector *in, GtkWidget *box, const SlField *field)
{
  GtkWidget *row, *now;

  if (field->type == SL_TYPE_RECORDS)
    {
      gtk_box_append (GTK_BOX (box), sl_record_rows_new (in->place, field));
      return;
    }
  row = sl_field_row_new (in->place, field);
  gtk_box_append (GTK_BOX (box), row);
  if (!sl_keyed_can (in->kind, field))
    return;
  now = sl_field_now_new (in->place, field);
  gtk_box_append (GTK_BOX (box), now);
  g_ptr_array_add (in->seen, row);
  g_ptr_array_add (in->seen, now);
}

/* What columns, rows and seams come to, to be given instead of them. */
static void
add_views (Inspector *in, GtkWidget *box)
{
  for (guint i = 0; sl_wall_view_at (i) != NULL; i++)
    gtk_box_append (GTK_BOX (box), sl_field_row_new (in->place, sl_wall_view_at (i)));
}

static GtkWidget *
add_section (Inspector *in, const SlRecordType *type, const char *title)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", type->name, title);
  GtkWidget *section = sl_section_new (_(title), key, in->settings);

  gtk_box_append (GTK_BOX (in->fields), section);
  return sl_section_content (section);
}

static void
add_rows (Inspector *in, const SlRecordType *type)
{
  static const SlField name_field = { .name = "name", .label = N_("Name"), .type = SL_TYPE_TEXT,
                                      .help = N_("Free text in any script") };
  GtkWidget *box = in->fields;

  gtk_box_append (GTK_BOX (box), sl_field_row_new (in->place, &name_field));
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (type->fields[i].flags & (SL_FIELD_CATALOGUE | SL_FIELD_HIDDEN))
        continue;
      if (type->fields[i].section != NULL)
        box = add_section (in, type, type->fields[i].section);
      if (in->kind == SL_KIND_WALL && g_str_equal (type->fields[i].name, "columns"))
        add_views (in, box);
      add_row (in, box, &type->fields[i]);
    }
}

static void
build (Inspector *in, SlKind kind)
{
  if (in->place != NULL)
    in->place->gone = TRUE;
  g_clear_pointer (&in->place, sl_field_place_unref);
  g_ptr_array_set_size (in->seen, 0);
  sl_clear_box (in->fields);
  in->kind = kind;
  in->imperial = sl_editor_imperial (in->host.editor);
  if (kind == SL_N_KINDS)
    return;
  in->place = sl_field_place_new (&in->host, "", "");
  add_rows (in, &sl_kind_info (kind)->record);
}

/* --- renewing --- */

/* What moves, at another frame. */
static void
renew_seen (Inspector *in)
{
  for (guint i = 0; i < in->seen->len; i++)
    sl_field_renew (in->seen->pdata[i]);
}

/* Scenes have numbers rather than names. */
static char *
title_of (const SlEntity *entity)
{
  return entity->kind == SL_KIND_SCENE ? sl_title_of_entity (entity) : g_strdup (sl_entity_title (entity));
}

static char *
names_of (Inspector *in)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = in->host.ids->len; i > 0; i--)
    {
      const SlEntity *entity = sl_plan_find (sl_editor_plan (in->host.editor), in->host.ids->pdata[i - 1]);
      g_autofree char *title = entity != NULL ? title_of (entity) : NULL;
      if (entity != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", title);
    }
  return g_strdup (names->str);
}

static void
show_title (Inspector *in)
{
  const guint n = in->host.ids->len;
  const SlEntity *entity = n == 1 ? sl_plan_find (sl_editor_plan (in->host.editor), in->host.ids->pdata[0]) : NULL;
  g_autofree char *title = NULL, *text = NULL;

  if (entity != NULL)
    {
      title = title_of (entity);
      text = g_strdup_printf ("%s · %s", _(sl_kind_info (entity->kind)->record.label), entity->id);
    }
  else if (n > 0)
    {
      title = in->kind != SL_N_KINDS ? g_strdup_printf ("%s · %u", _(sl_kind_info (in->kind)->plural), n)
                                     : g_strdup_printf (ngettext ("%u thing", "%u things", n), n);
      text = names_of (in);
    }
  else
    {
      title = g_strdup (_("Nothing selected"));
      text = g_strdup (sl_plan_count (sl_editor_plan (in->host.editor), SL_KIND_WALL) == 0
                       ? _("Begin with + on the left: a wall, a camera, a shot.")
                       : _("Pick a thing in the view or in the list."));
    }
  gtk_label_set_text (GTK_LABEL (in->title), title);
  gtk_label_set_text (GTK_LABEL (in->subtitle), text);
  sl_set_tooltip (in->subtitle, text);
}

static gboolean
is_locked (Inspector *in)
{
  for (guint i = 0; i < in->host.ids->len; i++)
    if (sl_editor_is_locked (in->host.editor, in->host.ids->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
take_selection (Inspector *in)
{
  GPtrArray *ids = (GPtrArray *) sl_editor_selection (in->host.editor);

  if (same_ids (in->host.ids, ids))
    return;
  commit_focus (in);
  g_ptr_array_unref (in->host.ids);
  in->host.ids = g_ptr_array_ref (ids);
  in->host.showing++;
}

static void
renew (Inspector *in)
{
  SlKind kind;

  if (in->settling)
    return;
  g_clear_handle_id (&in->idle, g_source_remove);
  in->settling = TRUE;
  take_selection (in);
  kind = common_kind (in, in->host.ids);
  if (kind != in->kind || in->imperial != sl_editor_imperial (in->host.editor))
    build (in, kind);
  show_title (in);
  if (kind != SL_N_KINDS)
    sl_field_renew (in->fields);
  gtk_widget_set_sensitive (in->fields, !is_locked (in));
  in->settling = FALSE;
}

static gboolean
renew_idle (gpointer data)
{
  Inspector *in = data;

  in->idle = 0;
  renew (in);
  return G_SOURCE_REMOVE;
}

/* Rows may not vanish while one of them is being handled; what is not seen waits until it is. */
static void
renew_later (Inspector *in)
{
  if (in->idle == 0 && gtk_widget_get_mapped (in->scroll))
    in->idle = sl_before_redraw (renew_idle, in);
}

/* What stands in a field is of what is shown now. */
static void
on_selection_changed (Inspector *in)
{
  if (!in->settling)
    {
      in->settling = TRUE;
      commit_focus (in);
      in->settling = FALSE;
    }
  renew_later (in);
}

static void
on_time_changed (Inspector *in)
{
  if (in->idle == 0 && gtk_widget_get_mapped (in->scroll))
    renew_seen (in);
}

static void
settle (gpointer data)
{
  Inspector *in = data;

  if (in->idle != 0)
    renew (in);
}

/* --- the focus --- */

static gboolean
focus_field (GtkWidget *fields, const char *path)
{
  GtkWidget *control = sl_field_find (fields, path);

  if (control == NULL)
    return FALSE;
  sl_section_reveal (control);
  return gtk_widget_grab_focus (control);
}

/* New rows have no place to scroll to before they were laid out: the second tick is after that. */
static gboolean
focus_on_tick (GtkWidget *fields, GdkFrameClock *clock, gpointer data)
{
  int ticks = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (fields), "ticks"));

  g_object_set_data (G_OBJECT (fields), "ticks", GINT_TO_POINTER (ticks + 1));
  if (ticks < 2)
    return G_SOURCE_CONTINUE;
  focus_field (fields, data);
  return G_SOURCE_REMOVE;
}

gboolean
sl_inspector_focus (GtkWidget *inspector, const char *path)
{
  Inspector *in = g_object_get_data (G_OBJECT (inspector), "inspector");
  const SlKind before = in->kind;

  renew (in);
  if (strchr (path, '[') == NULL && in->kind == before)
    return focus_field (in->fields, path);
  sl_record_rows_open (in->fields, path);
  g_object_set_data (G_OBJECT (in->fields), "ticks", NULL);
  gtk_widget_add_tick_callback (in->fields, focus_on_tick, g_strdup (path), g_free);
  return TRUE;
}

/* --- the panel --- */

static void
inspector_free (gpointer data)
{
  Inspector *in = data;

  g_clear_handle_id (&in->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (in->host.editor, in);
  g_hash_table_unref (in->host.open);
  g_ptr_array_unref (in->host.ids);
  g_ptr_array_unref (in->seen);
  sl_field_place_unref (in->place);
  g_clear_object (&in->settings);
  g_object_unref (in->fields);
  sl_bench_unref (in->bench);
  g_free (in);
}

static GtkWidget *
make_content (Inspector *in, gboolean verdict)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  in->title = sl_label ("", "title-4");
  in->subtitle = sl_label ("", "sl-dim");
  in->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_box_append (GTK_BOX (box), in->title);
  gtk_box_append (GTK_BOX (box), in->subtitle);
  if (verdict)
    gtk_box_append (GTK_BOX (box), sl_verdict_new (in->bench));
  if (verdict)
    gtk_box_append (GTK_BOX (box), sl_needs_card_new (in->bench, in->settings));
  gtk_box_append (GTK_BOX (box), sl_pace_card_new (in->bench, in->settings));
  gtk_box_append (GTK_BOX (box), in->fields);
  gtk_widget_add_css_class (box, "sl-inspector-page");
  gtk_widget_add_css_class (in->fields, "sl-inspector");
  return box;
}

GtkWidget *
sl_inspector_new (SlBench *bench, gboolean verdict)
{
  Inspector *in = g_new0 (Inspector, 1);

  in->bench = sl_bench_ref (bench);
  in->host = (SlFieldHost) { .editor = bench->editor, .settle = settle, .data = in,
                             .ids = g_ptr_array_new_with_free_func (g_free),
                             .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  in->kind = SL_N_KINDS;
  in->settings = sl_settings_new ();
  in->seen = g_ptr_array_new ();
  /* as wide as it is, whatever stands in it */
  in->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (in->scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (in->scroll), make_content (in, verdict));
  gtk_widget_add_css_class (in->scroll, "sl-inspector-pane");
  g_object_set_data_full (G_OBJECT (in->scroll), "inspector", in, inspector_free);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (renew_later), in);
  g_signal_connect_swapped (bench->editor, "selection-changed", G_CALLBACK (on_selection_changed), in);
  g_signal_connect_swapped (bench->editor, "time-changed", G_CALLBACK (on_time_changed), in);
  g_signal_connect_swapped (in->scroll, "map", G_CALLBACK (renew), in);
  renew (in);
  return in->scroll;
}
