#include "import-gltf-private.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"

void
gltf_fail_with (Gltf *g, GError *error)
{
  if (g->error == NULL)
    g->error = error;
  else
    g_error_free (error);
}

void
gltf_fail (Gltf *g, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list list;

  va_start (list, format);
  what = g_strdup_vprintf (format, list);
  va_end (list);
  if (g->error == NULL)
    sl_error_set (&g->error, SL_ERROR_INPUT, _("the glTF file is broken (%s); export it again"), what);
}

ImportValue
gltf_at (const Gltf *g, GltfListKind list, gint index)
{
  if (index < 0 || (guint) index >= g->lists[list].n)
    return (ImportValue) { NULL, 0 };
  return g->lists[list].items[index];
}

/* FALSE, after failing, unless `value` is a whole number between `least` and `most`. */
static gboolean
read_integer (Gltf *g, ImportValue value, const char *name, gint64 least, gint64 most, gint64 *integer)
{
  double number;

  if (!import_json_number (value, &number) || number != floor (number))
    gltf_fail (g, _("%s is no whole number"), name);
  else if (!(number >= (double) least && number <= (double) most))
    gltf_fail (g, _("%s is %.0f, which cannot be"), name, number);
  else
    {
      *integer = (gint64) number;
      return TRUE;
    }
  return FALSE;
}

gint
gltf_index_of (Gltf *g, ImportValue value, GltfListKind list)
{
  static const char *const names[GLTF_N_LISTS] = {
    [GLTF_ACCESSORS] = "accessor", [GLTF_BUFFERS] = "buffer", [GLTF_IMAGES] = "image", [GLTF_MATERIALS] = "material",
    [GLTF_MESHES] = "mesh", [GLTF_NODES] = "node", [GLTF_SAMPLERS] = "sampler", [GLTF_SCENES] = "scene",
    [GLTF_SKINS] = "skin", [GLTF_TEXTURES] = "texture", [GLTF_VIEWS] = "bufferView",
  };
  double number;

  if (import_json_number (value, &number) && number >= 0 && number < g->lists[list].n && number == floor (number))
    return (gint) number;
  gltf_fail (g, _("it names a %s that is not there"), names[list]);
  return -1;
}

gint
gltf_index (Gltf *g, ImportValue object, const char *name, GltfListKind list)
{
  ImportValue value = import_json_member (object, name);

  return import_json_kind (value) == IMPORT_JSON_NOTHING ? -1 : gltf_index_of (g, value, list);
}

gint64
gltf_integer (Gltf *g, ImportValue object, const char *name, gint64 otherwise, gint64 least, gint64 most)
{
  ImportValue value = import_json_member (object, name);
  gint64 integer = otherwise;

  if (import_json_kind (value) != IMPORT_JSON_NOTHING)
    read_integer (g, value, name, least, most, &integer);
  return integer;
}

double
gltf_number (Gltf *g, ImportValue object, const char *name, double otherwise)
{
  ImportValue value = import_json_member (object, name);
  double number = otherwise;

  if (import_json_kind (value) != IMPORT_JSON_NOTHING && !import_json_number (value, &number))
    gltf_fail (g, _("%s is no number"), name);
  return number;
}

gboolean
gltf_numbers (Gltf *g, ImportValue object, const char *name, double *numbers, guint n)
{
  ImportValue value = import_json_member (object, name);
  guint n_items;
  g_autofree ImportValue *items = import_json_items (value, &n_items);
  gboolean good = n_items == n && import_json_kind (value) == IMPORT_JSON_ARRAY;
  double read[16];

  g_return_val_if_fail (n <= G_N_ELEMENTS (read), FALSE);
  if (import_json_kind (value) == IMPORT_JSON_NOTHING)
    return FALSE;
  for (guint i = 0; good && i < n; i++)
    good = import_json_number (items[i], &read[i]);
  if (!good)
    {
      gltf_fail (g, _("%s is no list of %u numbers"), name, n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    numbers[i] = read[i];
  return TRUE;
}

gboolean
gltf_flag (ImportValue object, const char *name)
{
  return import_json_kind (import_json_member (object, name)) == IMPORT_JSON_TRUE;
}

ImportValue
gltf_extension (ImportValue object, const char *name)
{
  return import_json_member (import_json_member (object, "extensions"), name);
}
