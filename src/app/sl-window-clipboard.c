/* The actions "win.…" of copying and pasting things, within a plan and between plans. */
#include "sl-window-private.h"

#include "sl-clipboard.h"
#include "sl-i18n.h"
#include "sl-viewport.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

ACTION (act_copy)
{
  SlWindow *w = data;
  SlEditor *editor = w->editor;
  const GPtrArray *ids = sl_editor_selection (editor);

  if (ids->len == 0)
    return;
  g_autofree char *text = sl_clipboard_copy (sl_editor_plan (editor), sl_document_folder (sl_editor_document (editor)),
                                             (const char *const *) ids->pdata, ids->len);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (w)), text);
}

ACTION (act_cut)
{
  act_copy (action, value, data);
  g_action_group_activate_action (G_ACTION_GROUP (data), "remove", NULL);
}

typedef struct {
  SlEditor *editor;
  gboolean  seen; /* `at` is a place */
  SlVec3    at;
} Pasting;

/* "3 things name what this plan has not got: …" */
static void
say_left_out (SlEditor *editor, const GPtrArray *left_out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (left_out->len == 0)
    return;
  g_string_append_printf (text, ngettext ("%u name is of nothing in this plan and was left out",
                                          "%u names are of nothing in this plan and were left out", left_out->len),
                          left_out->len);
  for (guint i = 0; i < left_out->len && i < 4; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : " · ", (char *) left_out->pdata[i]);
  sl_editor_message (editor, text->str);
}

static void
paste (Pasting *p, const char *text, GError **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free), ids = g_ptr_array_new ();
  const SlScene *scene = sl_editor_scene (p->editor, NULL);
  g_autoptr (SlCommand) command =
    sl_clipboard_paste (sl_editor_plan (p->editor), sl_document_folder (sl_editor_document (p->editor)), text,
                        scene != NULL ? scene->stage.entity->id : NULL, p->seen ? &p->at : NULL, added, left_out,
                        error);

  if (command == NULL || !sl_editor_apply (p->editor, command))
    return;
  for (guint i = 0; i < added->len; i++)
    if (sl_plan_find (sl_editor_plan (p->editor), added->pdata[i])->kind < SL_KIND_FIRST_DEVICE)
      g_ptr_array_add (ids, added->pdata[i]);
  sl_editor_select_set (p->editor, (const char *const *) ids->pdata, ids->len);
  say_left_out (p->editor, left_out);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Pasting *p = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  paste (p, text != NULL ? text : "", &error);
  if (error != NULL)
    sl_editor_message (p->editor, error->message);
  g_object_unref (p->editor);
  g_free (p);
}

static void
read_clipboard (SlWindow *w, gboolean in_place)
{
  Pasting *p = g_new0 (Pasting, 1);

  p->editor = g_object_ref (w->editor);
  p->seen = !in_place && sl_viewport_pointed (SL_VIEWPORT (w->viewport), &p->at);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (w)), NULL, on_text, p);
}

ACTION (act_paste) { read_clipboard (data, FALSE); }
ACTION (act_paste_in_place) { read_clipboard (data, TRUE); }

void
sl_window_add_clipboard_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "copy", act_copy }, { "cut", act_cut }, { "paste", act_paste }, { "paste-in-place", act_paste_in_place },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
