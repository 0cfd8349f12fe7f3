#include "sl-field-spot.h"

#include "sl-i18n.h"

/* --- places --- */

SlFieldPlace *
sl_field_place_new (SlFieldHost *host, const char *path, const char *title)
{
  SlFieldPlace *place = g_new0 (SlFieldPlace, 1);

  *place = (SlFieldPlace) { .host = host, .path = g_strdup (path), .title = g_strdup (title) };
  g_atomic_ref_count_init (&place->refs);
  return place;
}

SlFieldPlace *
sl_field_place_ref (SlFieldPlace *place)
{
  g_atomic_ref_count_inc (&place->refs);
  return place;
}

void
sl_field_place_unref (SlFieldPlace *place)
{
  if (place == NULL || !g_atomic_ref_count_dec (&place->refs))
    return;
  g_free (place->path);
  g_free (place->title);
  g_free (place);
}

void
sl_field_place_move (SlFieldPlace *place, const char *path, const char *title)
{
  char *old_path = place->path, *old_title = place->title;

  place->path = g_strdup (path);
  place->title = g_strdup (title);
  g_free (old_path);
  g_free (old_title);
}

/* --- spots --- */

static void
spot_free (gpointer data)
{
  SlFieldSpot *spot = data;

  sl_field_place_unref (spot->place);
  g_free (spot);
}

SlFieldSpot *
sl_field_spot_attach (GtkWidget *widget, SlFieldPlace *place, const SlField *field, char axis)
{
  SlFieldSpot *spot = g_new0 (SlFieldSpot, 1);
  g_autofree char *name = NULL;

  *spot = (SlFieldSpot) { .place = sl_field_place_ref (place), .field = field, .axis = axis };
  g_object_set_data_full (G_OBJECT (widget), "spot", spot, spot_free);
  name = sl_field_spot_name (spot);
  sl_set_name (widget, name);
  sl_set_tooltip (widget, _(field->help));
  return spot;
}

SlFieldSpot *
sl_field_spot_of (GtkWidget *widget)
{
  SlFieldSpot *spot = NULL;

  for (GtkWidget *w = widget; w != NULL && spot == NULL; w = gtk_widget_get_parent (w))
    spot = g_object_get_data (G_OBJECT (w), "spot");
  return spot;
}

char *
sl_field_spot_path (const SlFieldSpot *spot)
{
  g_autoptr (GString) path = g_string_new (spot->place->path);

  if (path->len > 0)
    g_string_append_c (path, '.');
  g_string_append (path, spot->field->name);
  if (spot->axis != 0)
    g_string_append_printf (path, ".%c", spot->axis);
  return g_strdup (path->str);
}

char *
sl_field_spot_name (const SlFieldSpot *spot)
{
  g_autoptr (GString) name = g_string_new (spot->place->title);

  if (name->len > 0)
    g_string_append (name, ", ");
  g_string_append (name, _(spot->field->label));
  if (spot->axis != 0)
    g_string_append_printf (name, " %c", g_ascii_toupper (spot->axis));
  return g_strdup (name->str);
}

/* --- values --- */

static const SlEntity *
entity_of (const SlFieldSpot *spot, const char *id)
{
  return sl_plan_find (sl_editor_plan (spot->place->host->editor), id);
}

char *
sl_field_spot_text_of (const SlFieldSpot *spot, const char *id)
{
  g_autofree char *path = sl_field_spot_path (spot);

  return sl_editor_text_now (spot->place->host->editor, id, path);
}

char *
sl_field_spot_text (const SlFieldSpot *spot, gboolean *mixed)
{
  const GPtrArray *ids = spot->place->host->ids;
  char *text = ids->len > 0 ? sl_field_spot_text_of (spot, ids->pdata[ids->len - 1]) : NULL;

  if (mixed == NULL)
    return text;
  *mixed = FALSE;
  for (guint i = 0; i + 1 < ids->len && !*mixed; i++)
    {
      g_autofree char *other = sl_field_spot_text_of (spot, ids->pdata[i]);
      *mixed = g_strcmp0 (text, other) != 0;
    }
  return text;
}

/* Keys and values of setups may be others than the thing's own. */
static gboolean
is_held_otherwise (const SlFieldSpot *spot, const SlEntity *entity, const char *path)
{
  SlEditor *editor = spot->place->host->editor;
  const SlWhen when = sl_editor_when (editor);
  const char *owner;
  const SlGoes goes = sl_keyed_goes (sl_editor_plan (editor), &when, entity->id, path, &owner);

  return sl_editor_is_seen (editor, entity->id, path)
         && (goes == SL_GOES_KEY || goes == SL_GOES_NEW_KEY || goes == SL_GOES_SETUP);
}

static gboolean
is_default (const SlFieldSpot *spot, const SlEntity *own)
{
  g_autofree char *path = sl_field_spot_path (spot);
  g_autofree char *now = is_held_otherwise (spot, own, path) ? sl_field_spot_text_of (spot, own->id) : NULL;
  g_autoptr (SlEntity) entity = now != NULL ? sl_entity_edit (own) : sl_entity_ref (own);
  SlField field;
  gconstpointer value;

  if (g_str_equal (path, "name"))
    return entity->name == NULL;
  if (now != NULL)
    sl_entity_set (entity, path, now, FALSE, NULL);
  value = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);
  return value == NULL || sl_field_is_default (&field, value);
}

gboolean
sl_field_spot_is_default (const SlFieldSpot *spot)
{
  const GPtrArray *ids = spot->place->host->ids;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = entity_of (spot, ids->pdata[i]);
      if (entity != NULL && !is_default (spot, entity))
        return FALSE;
    }
  return TRUE;
}

/* --- writing --- */

void
sl_field_spot_unmark (const SlFieldSpot *spot, GtkWidget *widget)
{
  if (!gtk_widget_has_css_class (widget, "error"))
    return;
  gtk_widget_remove_css_class (widget, "error");
  sl_set_tooltip (widget, _(spot->field->help));
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
sl_field_spot_write_each (const SlFieldSpot *spot, GtkWidget *widget, const char *const *texts, const char *fold)
{
  SlFieldHost *host = spot->place->host;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  host->settle (host->data);
  if (spot->place->gone)
    return TRUE;
  path = sl_field_spot_path (spot);
  if (sl_editor_set_fields (host->editor, (const char *const *) host->ids->pdata, host->ids->len, path, texts, fold,
                            &error))
    {
      sl_field_spot_unmark (spot, widget);
      return TRUE;
    }
  gtk_widget_add_css_class (widget, "error");
  sl_set_tooltip (widget, error->message);
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  sl_editor_message (host->editor, error->message);
  return FALSE;
}

gboolean
sl_field_spot_write (const SlFieldSpot *spot, GtkWidget *widget, const char *text, const char *fold)
{
  const guint n = spot->place->host->ids->len;
  g_autofree const char **texts = g_new (const char *, MAX (1, n));

  for (guint i = 0; i < n; i++)
    texts[i] = text;
  return sl_field_spot_write_each (spot, widget, texts, fold);
}

char *
sl_field_spot_fold (const SlFieldSpot *spot, const char *what)
{
  const GPtrArray *ids = spot->place->host->ids;
  g_autofree char *path = sl_field_spot_path (spot);

  return g_strdup_printf ("%s %s %s", what, ids->len > 0 ? (const char *) ids->pdata[ids->len - 1] : "", path);
}

/* --- renewing --- */

typedef struct {
  SlFieldRenew renew;
  gpointer     data;
} Renewal;

void
sl_field_on_renew (GtkWidget *widget, SlFieldRenew renew, gpointer data)
{
  Renewal *renewal = g_new (Renewal, 1);

  *renewal = (Renewal) { renew, data };
  g_object_set_data_full (G_OBJECT (widget), "renewal", renewal, g_free);
}

/* Records move in their lists, and their names with them. */
static void
rename_widget (GtkWidget *widget)
{
  SlFieldSpot *spot = g_object_get_data (G_OBJECT (widget), "spot");
  g_autofree char *name = NULL;

  if (spot == NULL || *spot->place->path == '\0')
    return;
  name = sl_field_spot_name (spot);
  sl_set_name (widget, name);
}

void
sl_field_renew (GtkWidget *widget)
{
  Renewal *renewal = g_object_get_data (G_OBJECT (widget), "renewal");

  rename_widget (widget);
  if (renewal != NULL)
    renewal->renew (widget, renewal->data);
  if (GTK_IS_EDITABLE (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sl_field_renew (child);
}

/* --- finding --- */

GtkWidget *
sl_field_find (GtkWidget *widget, const char *path)
{
  const SlFieldSpot *spot = g_object_get_data (G_OBJECT (widget), "spot");
  g_autofree char *own = spot != NULL && gtk_widget_get_focusable (widget) ? sl_field_spot_path (spot) : NULL;

  if (own == NULL && spot != NULL && GTK_IS_ENTRY (widget)) /* whose text takes the focus */
    own = sl_field_spot_path (spot);
  if (own != NULL)
    return g_str_equal (own, path) ? widget : NULL;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = sl_field_find (w, path);
      if (found != NULL)
        return found;
    }
  return NULL;
}
