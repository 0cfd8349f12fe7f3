#include "sl-field-now.h"

#include <string.h>

#include "sl-field-row.h"
#include "sl-i18n.h"

GtkWidget *
sl_field_now_new (SlFieldPlace *place, const SlField *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (space), SL_FIELD_LABEL_CHARS);
  sl_field_spot_attach (line, place, field, 0);
  gtk_box_append (GTK_BOX (line), space);
  gtk_box_append (GTK_BOX (line), sl_label ("", "sl-changed"));
  gtk_widget_set_visible (line, FALSE);
  return line;
}

/* "position" and "position.x" are of "position". */
static gboolean
is_of (const char *path, const char *field)
{
  gsize n = strlen (field);

  return path != NULL && strncmp (path, field, n) == 0 && (path[n] == '\0' || path[n] == '.');
}

/* A line that stands there as long as something moves the field does not come and go with the frames. */
static gboolean
is_moved (const SlShot *shot, const char *id, const char *field)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);
      if (g_strcmp0 (track->target, id) == 0 && is_of (track->path, field))
        return TRUE;
    }
  return FALSE;
}

void
sl_field_now_show (GtkWidget *line, const SlEntity *now)
{
  const SlFieldSpot *spot = sl_field_spot_of (line);
  SlEditor *editor = spot->place->host->editor;
  const SlShot *shot = sl_editor_shot (editor);
  g_autofree char *own = now != NULL ? sl_field_spot_text_of (spot, now->id) : NULL;
  g_autofree char *value = now != NULL ? sl_entity_get (now, spot->field->name, NULL) : NULL;
  gboolean shows = shot != NULL && own != NULL && value != NULL
                   && (!g_str_equal (own, value) || is_moved (shot, now->id, spot->field->name));

  gtk_widget_set_visible (line, shows);
  if (!shows)
    return;
  g_autofree char *short_value = sl_rounded_text (value);
  g_autofree char *text = g_strdup_printf (_("%s here"), short_value);
  g_autofree char *where = g_strdup_printf (_("In %s at frame %d: what the shot’s tracks and its setup make of it"),
                                            shot->number != NULL ? shot->number : shot->entity.id,
                                            (int) sl_editor_frame (editor));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (line)), text);
  sl_set_tooltip (line, where);
}
