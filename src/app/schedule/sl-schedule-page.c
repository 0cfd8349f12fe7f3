#include "sl-schedule-page.h"

#include <math.h>

#include "sl-calendar.h"
#include "sl-i18n.h"
#include "sl-inspector.h"

static const double LARGE = 1.3;
enum { BOARD_W = 520, BOARD_LEAST_W = 440, LEAST_W = 320, LONG_CELL = 60 }; /* px */

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *page, *strips, *sums, *board; /* board: a stack, of the strips or of what stands where there are none */
  guint      idle;
} Page;

static void
on_pick (GtkButton *button, Page *p)
{
  sl_editor_select (p->editor, g_object_get_data (G_OBJECT (button), "id"));
}

static GtkWidget *
pick_button (Page *p, const char *id, GtkWidget *child, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  sl_set_name (button, name);
  sl_set_tooltip (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_pick), p);
  return button;
}

/* Marks the button of what is selected, wherever below `widget` it is. */
static void
mark_selection (Page *p, GtkWidget *widget)
{
  const char *id = g_object_get_data (G_OBJECT (widget), "id");

  if (id != NULL && g_str_equal (id, sl_editor_selected (p->editor) != NULL ? sl_editor_selected (p->editor) : ""))
    gtk_widget_add_css_class (widget, "sl-selected");
  else if (id != NULL)
    gtk_widget_remove_css_class (widget, "sl-selected");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && id == NULL;
       child = gtk_widget_get_next_sibling (child))
    mark_selection (p, child);
}

static void
show_selection (Page *p)
{
  mark_selection (p, p->strips);
}

/* --- strips --- */

static const char *
strip_class (const SlSceneEntity *scene)
{
  static const char *const by_light[] = { NULL, NULL, "sl-dawn", "sl-dusk" };
  gboolean exterior = scene->place == 1, night = scene->light == 1;

  if (by_light[scene->light] != NULL)
    return by_light[scene->light];
  return exterior ? (night ? "sl-ext-night" : "sl-ext-day") : night ? "sl-int-night" : "sl-int-day";
}

/* `width` is of letters of the usual size: short things are whole at any size. */
static GtkWidget *
cell (const char *text, int width, gboolean expand)
{
  GtkWidget *label = sl_label (text, NULL);

  if (width < LONG_CELL)
    width = (int) (width * sl_text_scale ());
  gtk_widget_set_size_request (label, width, -1);
  gtk_widget_set_hexpand (label, expand);
  return label;
}

static char *
eighths_text (gint64 eighths)
{
  if (eighths % 8 == 0)
    return g_strdup_printf ("%d", (int) (eighths / 8));
  return eighths >= 8 ? g_strdup_printf ("%d %d/8", (int) (eighths / 8), (int) (eighths % 8))
                      : g_strdup_printf ("%d/8", (int) eighths);
}

static double
estimate_minutes (const SlSceneEntity *scene)
{
  return isnan (scene->minutes) ? 20. * (double) scene->eighths : scene->minutes;
}

/* One line of the board; a heading where all is text. */
static GtkWidget *
strip_box (const char *number, const char *place, const char *light, const char *set, const char *synopsis,
           const char *pages, const char *minutes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), cell (number, 40, FALSE));
  gtk_box_append (GTK_BOX (box), cell (place, 42, FALSE));
  gtk_box_append (GTK_BOX (box), cell (light, 48, FALSE));
  gtk_box_append (GTK_BOX (box), cell (set, 110, FALSE));
  gtk_box_append (GTK_BOX (box), cell (synopsis, 60, TRUE));
  gtk_box_append (GTK_BOX (box), cell (pages, 44, FALSE));
  gtk_box_append (GTK_BOX (box), cell (minutes, 36, FALSE));
  return box;
}

static GtkWidget *
make_strip (guint index, gpointer data)
{
  Page *p = data;
  const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (sl_editor_plan (p->editor), SL_KIND_SCENE, index);
  const SlRecordType *type = &sl_kind_info (SL_KIND_SCENE)->record;
  const char *number = scene->number != NULL ? scene->number : scene->entity.id;
  const char *set = scene->set != NULL ? scene->set : "";
  const char *place = _(sl_record_field (type, "place")->values[scene->place].label);
  const char *light = _(sl_record_field (type, "light")->values[scene->light].label);
  g_autofree char *pages = eighths_text (scene->eighths), *minutes = g_strdup_printf ("%.0f", estimate_minutes (scene));
  g_autofree char *name = g_strdup_printf (_("Scene %s, %s %s, %s"), number, place, set, light);
  GtkWidget *strip = pick_button (p, scene->entity.id,
                                  strip_box (number, place, light, set, scene->synopsis != NULL ? scene->synopsis : "",
                                             pages, minutes), name);

  gtk_widget_add_css_class (strip, "sl-strip");
  gtk_widget_add_css_class (strip, strip_class (scene));
  return strip;
}

static void
fill_strips (Page *p)
{
  const SlPlan *plan = sl_editor_plan (p->editor);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gint64 eighths = 0;
  double minutes = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (plan, SL_KIND_SCENE, i);
      g_ptr_array_add (keys, g_strdup_printf ("%" G_GUINT64_FORMAT, scene->entity.stamp));
      eighths += scene->eighths;
      minutes += estimate_minutes (scene);
    }
  sl_sync_children (p->strips, keys, make_strip, p);
  g_autofree char *pages = eighths_text (eighths);
  g_autofree char *sums = g_strdup_printf (_("%u strips · %s pages · %d:%02d hours"), keys->len, pages,
                                           (int) minutes / 60, (int) minutes % 60);
  gtk_label_set_text (GTK_LABEL (p->sums), keys->len > 0 ? sums : "");
  gtk_stack_set_visible_child_name (GTK_STACK (p->board), keys->len > 0 ? "strips" : "none");
}

/* --- the page --- */

static gboolean
fill_idle (gpointer data)
{
  Page *p = data;

  p->idle = 0;
  if (gtk_widget_get_mapped (p->page))
    {
      fill_strips (p);
      show_selection (p);
    }
  return G_SOURCE_REMOVE;
}

/* An edit of many things fills once. */
static void
fill_later (Page *p)
{
  if (p->idle == 0)
    p->idle = sl_before_redraw (fill_idle, p);
}

static GtkWidget *
strip_heading (void)
{
  GtkWidget *heading = strip_box (_("Scene"), "", "", _("Set"), "", _("Pages"), _("Min"));

  for (GtkWidget *label = gtk_widget_get_first_child (heading); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    gtk_widget_add_css_class (label, "sl-heading");
  gtk_widget_set_margin_start (heading, 16);
  gtk_widget_set_margin_end (heading, 16);
  gtk_widget_set_margin_top (heading, 10);
  return heading;
}

static GMenuModel *
add_menu (void)
{
  static const SlKind kinds[] = { SL_KIND_SCENE, SL_KIND_BOOKING, SL_KIND_CAST, SL_KIND_PRODUCTION, SL_KIND_RATE,
                                  SL_KIND_UNIT };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.add::%s", sl_kind_info (kinds[i])->record.name);
      g_menu_append (menu, _(sl_kind_info (kinds[i])->record.label), action);
    }
  return G_MENU_MODEL (menu);
}

/* The sums, and what adds to them. */
static GtkWidget *
build_foot (Page *p)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *add = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = add_menu ();

  p->sums = sl_label ("", "sl-number");
  gtk_widget_set_hexpand (p->sums, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), menu);
  sl_set_tooltip (add, _("Add to the schedule"));
  sl_set_name (add, _("Add to the schedule"));
  gtk_box_append (GTK_BOX (foot), p->sums);
  gtk_box_append (GTK_BOX (foot), add);
  gtk_widget_set_margin_start (foot, 12);
  gtk_widget_set_margin_end (foot, 12);
  gtk_widget_set_margin_top (foot, 8);
  gtk_widget_set_margin_bottom (foot, 8);
  return foot;
}

static void
page_free (gpointer data)
{
  Page *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->editor, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

/* With large letters it is scrolled rather than wider than the screen. */
static GtkWidget *
sideways (GtkWidget *board)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll),
                                  sl_text_scale () > LARGE ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), board);
  gtk_widget_set_size_request (scroll, LEAST_W, -1);
  return scroll;
}

GtkWidget *
sl_schedule_page_new (SlBench *bench)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroll = gtk_scrolled_window_new ();
  GtkWidget *strips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inspector = sl_inspector_new (bench, FALSE);
  GtkWidget *calendar = sl_calendar_new (bench);

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->page = outer;
  p->strips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  sl_set_name (p->strips, _("Strips"));
  gtk_widget_set_margin_start (p->strips, 8);
  gtk_widget_set_margin_end (p->strips, 8);
  gtk_widget_set_margin_top (p->strips, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->strips);
  gtk_widget_set_vexpand (scroll, TRUE);
  p->board = gtk_stack_new ();
  gtk_box_append (GTK_BOX (strips), strip_heading ());
  gtk_box_append (GTK_BOX (strips), scroll);
  gtk_stack_add_named (GTK_STACK (p->board), strips, "strips");
  gtk_stack_add_named (GTK_STACK (p->board),
                       sl_empty_page ("accessories-text-editor-symbolic", _("No scenes yet"),
                                      _("A scene is a strip of the board: its pages, its place and its time."),
                                      _("Add a scene"), "scene"), "none");
  gtk_box_append (GTK_BOX (left), p->board);
  gtk_box_append (GTK_BOX (left), build_foot (p));
  gtk_widget_set_size_request (left, BOARD_LEAST_W, -1);
  gtk_paned_set_position (GTK_PANED (outer), BOARD_W);
  gtk_widget_set_hexpand (calendar, TRUE);
  gtk_paned_set_start_child (GTK_PANED (outer), sideways (left));
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), calendar);
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), inspector);
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  sl_add_list_keys (p->strips);
  g_object_set_data (G_OBJECT (outer), "inspector", inspector);
  g_object_set_data_full (G_OBJECT (outer), "page", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (show_selection), p);
  g_signal_connect_swapped (outer, "map", G_CALLBACK (fill_later), p);
  return outer;
}

GtkWidget *
sl_schedule_page_inspector (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "inspector");
}
