#include "sl-shot-remarks.h"

#include "sl-field-control.h"
#include "sl-field-entry.h"
#include "sl-i18n.h"

typedef struct {
  SlBench      *bench;
  SlFieldHost   host;     /* of the shown shot */
  GActionGroup *actions;  /* borrowed */
  GtkWidget    *box, *title, *cards, *entry;
  GPtrArray    *places;   /* SlFieldPlace of each card, owned */
  SlList       *shown;    /* the remarks that the cards stand for */
} Remarks;

static const SlShot *
shot_of (const Remarks *r)
{
  return r->host.ids->len > 0
         ? sl_plan_get (sl_editor_plan (r->host.editor), SL_KIND_SHOT, r->host.ids->pdata[0]) : NULL;
}

/* --- a card --- */

static guint
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "remark"));
}

static void
on_frame (GtkWidget *button, Remarks *r)
{
  const SlShot *shot = shot_of (r);

  if (shot == NULL || index_of (button) >= sl_list_n (shot->remarks))
    return;
  const gint64 frame = sl_list_at (shot->remarks, SlRemark, index_of (button))->frame;
  sl_editor_set_frame (r->host.editor, (double) CLAMP (frame, 0, shot->frames - 1));
}

static void
on_take_out (GtkWidget *button, Remarks *r)
{
  g_autofree char *path = g_strdup_printf ("remarks[#%u]", index_of (button));

  if (shot_of (r) != NULL)
    sl_editor_take_out (r->host.editor, (const char *const *) r->host.ids->pdata, 1, path);
}

static void
connect_at (GtkWidget *button, guint at, GCallback callback, Remarks *r)
{
  g_object_set_data (G_OBJECT (button), "remark", GUINT_TO_POINTER (at));
  g_signal_connect (button, "clicked", callback, r);
}

/* Who, at which frame, and a way to take it out. */
static GtkWidget *
make_head (Remarks *r, const SlRemark *remark, guint at)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *frame, *remove;
  GtkWidget *author = sl_label (remark->author != NULL ? remark->author : _("Nobody named"), "heading");
  g_autofree char *label = g_strdup_printf (_("f %d"), (int) remark->frame);
  g_autofree char *go = g_strdup_printf (_("Go to frame %d"), (int) remark->frame);

  frame = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (frame, "sl-pill");
  gtk_widget_set_valign (frame, GTK_ALIGN_CENTER);
  sl_set_name (frame, go);
  sl_set_tooltip (frame, go);
  connect_at (frame, at, G_CALLBACK (on_frame), r);
  remove = sl_button ("user-trash-symbolic", _("Take out the remark"), NULL);
  connect_at (remove, at, G_CALLBACK (on_take_out), r);
  gtk_widget_set_hexpand (author, TRUE);
  gtk_box_append (GTK_BOX (head), author);
  gtk_box_append (GTK_BOX (head), frame);
  gtk_box_append (GTK_BOX (head), remove);
  return head;
}

static GtkWidget *
make_card (Remarks *r, const SlRemark *remark, guint at)
{
  const SlField *list = sl_record_field (&sl_kind_info (SL_KIND_SHOT)->record, "remarks");
  g_autofree char *path = g_strdup_printf ("remarks[#%u]", at);
  g_autofree char *title = g_strdup_printf (_("Remark %u"), at + 1);
  SlFieldPlace *place = sl_field_place_new (&r->host, path, title);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *text = sl_field_control_new (place, sl_record_field (list->record, "text"), 0);

  g_ptr_array_add (r->places, place);
  gtk_widget_set_size_request (text, -1, -1);
  gtk_widget_add_css_class (text, "sl-remark-text");
  gtk_widget_add_css_class (card, "sl-remark");
  gtk_box_append (GTK_BOX (card), make_head (r, remark, at));
  gtk_box_append (GTK_BOX (card), text);
  return card;
}

/* --- keeping up --- */

static int
by_frame (gconstpointer a, gconstpointer b, gpointer list)
{
  const SlRemark *one = sl_list_at ((SlList *) list, SlRemark, *(const guint *) a);
  const SlRemark *other = sl_list_at ((SlList *) list, SlRemark, *(const guint *) b);

  return one->frame != other->frame ? (one->frame < other->frame ? -1 : 1)
                                    : (int) *(const guint *) a - (int) *(const guint *) b;
}

static void
forget_cards (Remarks *r)
{
  for (guint i = 0; i < r->places->len; i++)
    ((SlFieldPlace *) r->places->pdata[i])->gone = TRUE;
  g_ptr_array_set_size (r->places, 0);
  sl_clear_box (r->cards);
}

/* A text knows how high it is only once it has its width, which is given in the frame that shows it first: in the next
 * one it is asked again. */
static gboolean
measure_again (GtkWidget *cards, GdkFrameClock *clock, gpointer data)
{
  const int made = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cards), "made"));

  if ((int) gdk_frame_clock_get_frame_counter (clock) <= made + 1)
    return G_SOURCE_CONTINUE;
  for (GtkWidget *card = gtk_widget_get_first_child (cards); card != NULL; card = gtk_widget_get_next_sibling (card))
    gtk_widget_queue_resize (gtk_widget_get_last_child (card));
  return G_SOURCE_REMOVE;
}

/* In the order of their frames, whatever the file has. */
static void
make_cards (Remarks *r)
{
  const guint n = sl_list_n (r->shown);
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, by_frame, r->shown);
  for (guint i = 0; i < n; i++)
    {
      const guint at = g_array_index (order, guint, i);
      gtk_box_append (GTK_BOX (r->cards), make_card (r, sl_list_at (r->shown, SlRemark, at), at));
    }
  GdkFrameClock *clock = gtk_widget_get_frame_clock (r->cards);
  if (n == 0 || clock == NULL)
    return;
  g_object_set_data (G_OBJECT (r->cards), "made", GINT_TO_POINTER ((int) gdk_frame_clock_get_frame_counter (clock)));
  gtk_widget_add_tick_callback (r->cards, measure_again, NULL, NULL);
}

/* Whether the cards are of the same remarks but for what is said. */
static gboolean
same_heads (const SlList *a, const SlList *b)
{
  gboolean same = sl_list_n (a) == sl_list_n (b);

  for (guint i = 0; same && i < sl_list_n (a); i++)
    {
      const SlRemark *one = sl_list_at (a, SlRemark, i), *other = sl_list_at (b, SlRemark, i);

      same = one->frame == other->frame && g_strcmp0 (one->author, other->author) == 0;
    }
  return same;
}

static void
commit_focus (Remarks *r)
{
  GtkRoot *root = gtk_widget_get_root (r->box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, r->cards))
    sl_field_entry_commit (focus);
}

static void
show_shot (Remarks *r, const SlShot *shot)
{
  const gboolean other = r->host.ids->len == 0 || g_strcmp0 (r->host.ids->pdata[0], shot->entity.id) != 0;
  SlList *now;

  if (other)
    {
      commit_focus (r);
      g_ptr_array_set_size (r->host.ids, 0);
      g_ptr_array_add (r->host.ids, g_strdup (shot->entity.id));
      r->host.showing++;
    }
  now = shot_of (r)->remarks; /* as what was written left them */
  if (other || !same_heads (r->shown, now))
    {
      forget_cards (r);
      sl_list_unref (r->shown);
      r->shown = sl_list_ref (now);
      make_cards (r);
    }
  sl_field_renew (r->cards);
}

void
sl_shot_remarks_follow (GtkWidget *remarks)
{
  Remarks *r = g_object_get_data (G_OBJECT (remarks), "remarks");
  const SlShot *shot = sl_editor_shot (r->host.editor);

  const gboolean free = shot != NULL && !sl_editor_is_locked (r->host.editor, shot->entity.id);

  gtk_widget_set_sensitive (r->cards, free);
  gtk_widget_set_sensitive (r->entry, free);
  if (shot == NULL)
    return;
  show_shot (r, shot);
  g_autofree char *title = g_strdup_printf (_("Remarks  %u"), sl_list_n (r->shown));
  g_autofree char *add = g_strdup_printf (_("Say something at frame %d"), (int) sl_editor_frame (r->host.editor));
  gtk_label_set_text (GTK_LABEL (r->title), title);
  gtk_widget_set_visible (r->box, sl_list_n (r->shown) > 0);
  gtk_entry_set_placeholder_text (GTK_ENTRY (r->entry), add);
}

/* --- one more --- */

static void
on_said (Remarks *r)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (r->entry));
  const guint before = sl_list_n (r->shown);

  if (*text == '\0' || shot_of (r) == NULL)
    return;
  g_action_group_activate_action (r->actions, "shot-remark", g_variant_new_string (text));
  sl_shot_remarks_follow (r->box);
  if (sl_list_n (r->shown) > before) /* what was refused stays */
    gtk_editable_set_text (GTK_EDITABLE (r->entry), "");
}

static void
settle (gpointer data)
{
  sl_shot_remarks_follow (((Remarks *) data)->box);
}

static void
remarks_free (gpointer data)
{
  Remarks *r = data;

  g_signal_handlers_disconnect_by_data (r->entry, r);
  g_object_unref (r->entry);
  g_hash_table_unref (r->host.open);
  g_ptr_array_unref (r->host.ids);
  g_ptr_array_unref (r->places);
  sl_list_unref (r->shown);
  sl_bench_unref (r->bench);
  g_free (r);
}

GtkWidget *
sl_shot_remarks_new (SlBench *bench, GActionGroup *actions)
{
  Remarks *r = g_new0 (Remarks, 1);

  r->bench = sl_bench_ref (bench);
  r->actions = actions;
  r->host = (SlFieldHost) { .editor = bench->editor, .settle = settle, .data = r,
                            .ids = g_ptr_array_new_with_free_func (g_free),
                            .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  r->places = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_field_place_unref);
  r->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  r->title = sl_label (_("Remarks"), "heading");
  r->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  r->entry = g_object_ref_sink (gtk_entry_new ());
  sl_set_name (r->entry, _("A new remark"));
  gtk_box_append (GTK_BOX (r->box), r->title);
  gtk_box_append (GTK_BOX (r->box), r->cards);
  g_signal_connect_swapped (r->entry, "activate", G_CALLBACK (on_said), r);
  g_object_set_data_full (G_OBJECT (r->box), "remarks", r, remarks_free);
  return r->box;
}

GtkWidget *
sl_shot_remarks_entry (GtkWidget *remarks)
{
  return ((const Remarks *) g_object_get_data (G_OBJECT (remarks), "remarks"))->entry;
}
