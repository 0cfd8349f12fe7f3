#include "sl-field-diamond.h"

#include "sl-i18n.h"

typedef struct {
  GtkWidget   *button, *image;
  SlFieldPlace *place;
  const SlField *field;
} Diamond;

static void
diamond_free (gpointer data)
{
  Diamond *d = data;

  sl_field_place_unref (d->place);
  g_free (d);
}

/* Of all things together: here when each has a key here. */
static SlKeys
keys_of (const Diamond *d)
{
  SlEditor *editor = d->place->host->editor;
  const GPtrArray *ids = d->place->host->ids;
  const SlWhen when = sl_editor_when (editor);
  SlKeys all = SL_KEYS_NONE;
  guint here = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlKeys keys = sl_keyed_keys (sl_editor_plan (editor), &when, ids->pdata[i], d->field->name);

      here += keys == SL_KEYS_HERE;
      all = MAX (all, keys);
    }
  return all == SL_KEYS_HERE && here < ids->len ? SL_KEYS_ELSEWHERE : all;
}

/* What it shows, and what a click does. */
static char *
help_text (SlKeys keys, const char *label, const SlShot *shot, int frame)
{
  static const char *const formats[] = {
    N_("%s does not move in this shot; make its first key at frame %d (Alt+K)"),
    N_("%s has keys at other frames; make one at frame %d (Alt+K)"),
    N_("%s has a key here; take it out of frame %d (Alt+K)"),
  };

  return shot != NULL ? g_strdup_printf (_(formats[keys]), label, frame)
                      : g_strdup (_("A key belongs to a shot: add one first"));
}

static void
set_action (Diamond *d, SlKeys keys)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&options, "{ss}", "fields", d->field->name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (d->button), "(sa{ss})", keys == SL_KEYS_HERE ? "unkey" : "key",
                                    &options);
}

static void
renew (GtkWidget *button, gpointer data)
{
  static const char *const icons[] = { "sl-key-symbolic", "sl-key-half-symbolic", "sl-key-full-symbolic" };
  Diamond *d = data;
  SlEditor *editor = d->place->host->editor;
  const SlShot *shot = sl_editor_shot (editor);
  const SlKeys keys = keys_of (d);
  g_autofree char *help = help_text (keys, _(d->field->label), shot, (int) sl_editor_frame (editor));

  gtk_image_set_from_icon_name (GTK_IMAGE (d->image), icons[keys]);
  gtk_widget_remove_css_class (button, keys == SL_KEYS_NONE ? "sl-changed" : "sl-dim");
  gtk_widget_add_css_class (button, keys == SL_KEYS_NONE ? "sl-dim" : "sl-changed");
  set_action (d, keys);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), shot != NULL ? "win.operate" : NULL);
  gtk_widget_set_sensitive (button, shot != NULL);
  sl_set_tooltip (button, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
}

/* Whether any field of that kind is keyed: then all its lines leave room for it. */
static gboolean
any_can (SlKind kind)
{
  const SlRecordType *type = &sl_kind_info (kind)->record;

  for (guint i = 0; i < type->n_fields; i++)
    if (sl_keyed_can (kind, &type->fields[i]))
      return TRUE;
  return FALSE;
}

static const SlEntity *
primary (SlFieldHost *host)
{
  return host->ids->len > 0 ? sl_plan_find (sl_editor_plan (host->editor), host->ids->pdata[host->ids->len - 1]) : NULL;
}

GtkWidget *
sl_field_diamond_new (SlFieldPlace *place, const SlField *field)
{
  const SlEntity *entity = primary (place->host);
  Diamond *d;

  if (*place->path != '\0' || entity == NULL || !any_can (entity->kind))
    return NULL;
  if (!sl_keyed_can (entity->kind, field))
    {
      GtkWidget *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (room, "sl-diamond");
      return room;
    }
  g_autofree char *name = g_strdup_printf (_("Key %s"), _(field->label));
  d = g_new0 (Diamond, 1);
  *d = (Diamond) { gtk_button_new (), gtk_image_new (), sl_field_place_ref (place), field };
  gtk_image_set_pixel_size (GTK_IMAGE (d->image), 12);
  gtk_button_set_child (GTK_BUTTON (d->button), d->image);
  g_object_set_data_full (G_OBJECT (d->button), "diamond", d, diamond_free);
  gtk_widget_add_css_class (d->button, "flat");
  gtk_widget_add_css_class (d->button, "sl-diamond");
  gtk_widget_set_valign (d->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (d->button, FALSE);
  gtk_widget_set_focus_on_click (d->button, FALSE);
  sl_set_name (d->button, name);
  sl_field_on_renew (d->button, renew, d);
  return d->button;
}

static gboolean
on_shortcut (GtkWidget *line, GVariant *arguments, gpointer diamond)
{
  return gtk_widget_activate (diamond);
}

void
sl_field_diamond_add_keys (GtkWidget *diamond, GtkWidget *line)
{
  GtkEventController *controller;

  if (!GTK_IS_BUTTON (diamond))
    return;
  controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Alt>k"),
                                                          gtk_callback_action_new (on_shortcut, diamond, NULL)));
  gtk_widget_add_controller (line, controller);
}
