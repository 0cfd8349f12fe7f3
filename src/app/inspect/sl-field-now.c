#include "sl-field-now.h"

#include "sl-field-row.h"
#include "sl-i18n.h"

static const char *
number_of (const SlShot *shot)
{
  return shot->number != NULL ? shot->number : shot->entity.id;
}

static char *
text_of_setup (const SlPlan *plan, const SlShot *shot)
{
  const SlEntity *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);

  return g_strdup_printf (_("Edits the value of setup %s"), setup != NULL ? sl_entity_title (setup) : "");
}

/* Of a pose that is the shot's or its camera's, while the other is shown. */
static char *
text_of_other (const SlPlan *plan, const SlShot *shot, const char *id, const char *owner, const char *path)
{
  g_autofree char *own = g_str_equal (id, shot->entity.id) ? sl_entity_get (&shot->entity, path, NULL) : NULL;

  if (g_str_equal (id, owner))
    return own != NULL && *own == '\0' ? g_strdup (_("From the camera; editing gives the shot its own")) : NULL;
  return g_str_equal (owner, shot->entity.id) ? g_strdup_printf (_("Edits the pose of shot %s"), number_of (shot))
                                              : g_strdup_printf (_("Edits %s"),
                                                                 sl_entity_title (sl_plan_find (plan, owner)));
}

/* NULL where editing sets the value of what is shown. */
static char *
text_of (const SlFieldSpot *spot)
{
  SlEditor *editor = spot->place->host->editor;
  const GPtrArray *ids = spot->place->host->ids;
  const char *id = ids->len > 0 ? ids->pdata[ids->len - 1] : NULL, *path = spot->field->name, *owner;
  const SlWhen when = sl_editor_when (editor);

  if (id == NULL || !sl_editor_is_seen (editor, id, path))
    return NULL;
  switch (sl_keyed_goes (sl_editor_plan (editor), &when, id, path, &owner))
    {
    case SL_GOES_KEY: return g_strdup_printf (_("Edits the key at frame %d"), (int) when.frame);
    case SL_GOES_NEW_KEY: return g_strdup_printf (_("Editing makes a key at frame %d"), (int) when.frame);
    case SL_GOES_SETUP: return text_of_setup (sl_editor_plan (editor), sl_editor_shot (editor));
    default: return text_of_other (sl_editor_plan (editor), sl_editor_shot (editor), id, owner, path);
    }
}

static void
renew (GtkWidget *line, gpointer data)
{
  g_autofree char *text = text_of (sl_field_spot_of (line));

  gtk_widget_set_visible (line, text != NULL);
  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (line)), text);
}

GtkWidget *
sl_field_now_new (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);
  GtkWidget *label = sl_label ("", "sl-changed");

  gtk_label_set_width_chars (GTK_LABEL (space), SL_FIELD_LABEL_CHARS);
  gtk_widget_add_css_class (label, "caption");
  sl_field_spot_attach (line, place, field, 0);
  gtk_box_append (GTK_BOX (line), space);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_set_visible (line, FALSE);
  sl_field_on_renew (line, renew, NULL);
  return line;
}
