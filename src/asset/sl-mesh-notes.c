/* What importers leave out, in words. */
#include <string.h>

#include "sl-i18n.h"
#include "sl-mesh.h"

typedef struct {
  gboolean    warns;
  const char *message; /* with one %s, or with none */
  const char *remedy;
} Words;

static const Words words[SL_N_NOTES] = {
  [SL_NOTE_PICTURE_MISSING] = { TRUE, N_("The model's picture “%s” is missing"),
                                N_("Put it where the model names it, or export the model again with its pictures") },
  [SL_NOTE_PICTURE_OUTSIDE] = { TRUE, N_("The model's picture “%s” lies outside of the model's folder"),
                                N_("Put it beside the model, and export the model again") },
  [SL_NOTE_PICTURE_UNREADABLE] = { TRUE, N_("The model's picture “%s” cannot be read"),
                                   N_("Save it as PNG or JPEG, and export the model again") },
  [SL_NOTE_TEXTURE_OPTIONS] = { FALSE, N_("How the model places its picture “%s” is left out"),
                                N_("Put scale and offset into the texture coordinates when exporting") },
  [SL_NOTE_EXTENSION] = { FALSE, N_("The model uses %s, which is left out"),
                          N_("Look whether that shows; if so, export the model without") },
  [SL_NOTE_VERTEX_COLOURS] = { FALSE, N_("The colours of the model's single vertices are left out"),
                               N_("Bake them into a picture, where they show") },
  [SL_NOTE_GLOW] = { FALSE,
    N_("The light that the model gives off itself is left out"),
    N_("Stand lights where it is to light others, and make its colour bright where it is to be seen") },
  [SL_NOTE_POINTS_AND_LINES] = { FALSE, N_("Points and lines of the model are left out"),
                                 N_("Give them a surface, where they are to be seen") },
  [SL_NOTE_ANIMATION] = { FALSE, N_("The model is animated and stands still, as its file poses it"),
                          N_("Export it in the pose that it is to have") },
  [SL_NOTE_NO_NUMBERS] = { TRUE, N_("Parts of the model are left out: their coordinates are no numbers"),
                           N_("Mend the model where it was made, and export it again") },
  [SL_NOTE_MORE] = { FALSE, N_("More of the model is left out than is listed here"),
                     N_("Mend what is listed, and check again") },
};

/* Names from outside, safe to print on a terminal. */
static char *
printable (const char *what)
{
  g_autofree char *valid = g_utf8_make_valid (what, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_unichar_iscntrl (g_utf8_get_char (p)) ? 0xfffd : g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
append (SlMeshBuilder *builder, SlNoteKind kind, const char *what)
{
  g_autofree char *valid = printable (what);
  SlMeshNote note = { .kind = kind };

  if (strlen (valid) >= sizeof note.what) /* cut between two characters */
    *g_utf8_find_prev_char (valid, valid + sizeof note.what) = '\0';
  g_strlcpy (note.what, valid, sizeof note.what);
  for (guint i = 0; i < builder->notes->len; i++)
    {
      const SlMeshNote *other = &g_array_index (builder->notes, SlMeshNote, i);
      if (other->kind == kind && g_str_equal (other->what, note.what))
        return;
    }
  g_array_append_val (builder->notes, note);
}

void
sl_mesh_builder_note (SlMeshBuilder *builder, SlNoteKind kind, const char *what)
{
  if (builder->notes->len < SL_MESH_NOTES_MAX - 1)
    append (builder, kind, what != NULL ? what : "");
  else if (builder->notes->len < SL_MESH_NOTES_MAX)
    append (builder, SL_NOTE_MORE, "");
}

char *
sl_mesh_note_message (const SlMeshNote *note)
{
  return g_strdup_printf (_(words[note->kind].message), note->what);
}

const char *
sl_mesh_note_remedy (const SlMeshNote *note)
{
  return _(words[note->kind].remedy);
}

gboolean
sl_mesh_note_warns (const SlMeshNote *note)
{
  return words[note->kind].warns;
}
