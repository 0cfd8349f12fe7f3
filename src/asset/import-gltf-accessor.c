#include "import-gltf-private.h"

#include <string.h>

#include "sl-i18n.h"

enum {
  BYTE = 5120, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT, UNSIGNED_INT = 5125, FLOAT,
  STRIDE_MOST = 1 << 16,
  MADE_MOST = 32 << 20, /* numbers that take no bytes in the file, in all */
};

/* Elements somewhere in a view. */
typedef struct {
  gint     view; /* −1: zeros */
  guint64  offset, stride;
  guint    count;
  guint    type;  /* of each component */
  guint    parts; /* components an element */
  gboolean normalised;
} Run;

static guint
bytes_of (guint type)
{
  return type <= UNSIGNED_BYTE ? 1 : type <= UNSIGNED_SHORT ? 2 : 4;
}

/* What an element takes; columns of matrices begin at multiples of four. */
static guint
element_bytes (const Run *run)
{
  guint bytes = bytes_of (run->type);

  if (run->parts == 9)
    return 2 * ((3 * bytes + 3) & ~3u) + 3 * bytes;
  return run->parts * bytes;
}

static guint
parts_of (ImportValue accessor)
{
  static const struct { const char *name; guint parts; } types[] = {
    { "SCALAR", 1 }, { "VEC2", 2 }, { "VEC3", 3 }, { "VEC4", 4 }, { "MAT2", 4 }, { "MAT3", 9 }, { "MAT4", 16 },
  };
  g_autofree char *type = import_json_text (import_json_member (accessor, "type"));

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].name))
      return types[i].parts;
  return 0;
}

guint
gltf_parts (const Gltf *g, gint accessor)
{
  return parts_of (gltf_at (g, GLTF_ACCESSORS, accessor));
}

static gboolean
is_component_type (gint64 type)
{
  return type >= BYTE && type <= FLOAT && type != 5124;
}

/* Fails when the run leaves its view. All factors are below 2^32, their sums far below 2^64. */
static void
check_run (Gltf *g, const Run *run, gint accessor)
{
  ImportValue view = gltf_at (g, GLTF_VIEWS, run->view);
  guint64 length = (guint64) gltf_integer (g, view, "byteLength", 0, 1, G_MAXINT64 / 2);
  guint element = element_bytes (run);

  if (g->error != NULL || run->view < 0)
    return;
  if (run->stride < element)
    gltf_fail (g, _("elements of accessor %d overlap"), accessor);
  else if (run->count > 0 && run->offset + run->stride * (run->count - 1) + element > length)
    gltf_fail (g, _("accessor %d leaves its bufferView"), accessor);
}

static void
read_place (Gltf *g, ImportValue object, Run *run)
{
  run->view = gltf_index (g, object, "bufferView", GLTF_VIEWS);
  run->offset = (guint64) gltf_integer (g, object, "byteOffset", 0, 0, G_MAXINT64 / 4);
  run->stride = (guint64) gltf_integer (g, gltf_at (g, GLTF_VIEWS, run->view), "byteStride", element_bytes (run), 1,
                                        STRIDE_MOST);
}

static gboolean
read_run (Gltf *g, gint index, Run *run)
{
  ImportValue accessor = gltf_at (g, GLTF_ACCESSORS, index);
  gint64 type = gltf_integer (g, accessor, "componentType", 0, 0, G_MAXUINT16);

  run->count = (guint) gltf_integer (g, accessor, "count", -1, 0, G_MAXINT32);
  run->parts = parts_of (accessor);
  run->type = (guint) type;
  run->normalised = gltf_flag (accessor, "normalized");
  if (g->error != NULL)
    return FALSE;
  if (run->parts == 0 || !is_component_type (type) || run->count > G_MAXINT32)
    {
      gltf_fail (g, _("accessor %d has no valid type or count"), index);
      return FALSE;
    }
  read_place (g, accessor, run);
  check_run (g, run, index);
  return g->error == NULL;
}

/* The elements that replace those of an accessor. Their count is 0 when it has none. */
static gboolean
read_sparse (Gltf *g, gint index, const Run *run, Run *places, Run *values)
{
  ImportValue sparse = import_json_member (gltf_at (g, GLTF_ACCESSORS, index), "sparse");
  ImportValue at = import_json_member (sparse, "indices");

  *places = *values = *run;
  places->count = values->count = 0;
  if (import_json_kind (sparse) == IMPORT_JSON_NOTHING)
    return TRUE;
  places->count = values->count = (guint) gltf_integer (g, sparse, "count", 0, 1, run->count);
  places->type = (guint) gltf_integer (g, at, "componentType", 0, UNSIGNED_BYTE, UNSIGNED_INT);
  places->parts = 1;
  places->normalised = FALSE;
  read_place (g, at, places);
  read_place (g, import_json_member (sparse, "values"), values);
  values->stride = element_bytes (values);
  places->stride = element_bytes (places);
  if (places->type == SHORT || places->count == 0 || places->view < 0 || values->view < 0)
    gltf_fail (g, _("accessor %d has no valid sparse part"), index);
  check_run (g, places, index);
  check_run (g, values, index);
  return g->error == NULL;
}

void
gltf_check_accessors (Gltf *g)
{
  for (guint i = 0; i < g->lists[GLTF_ACCESSORS].n && g->error == NULL; i++)
    {
      Run run, places, values;

      if (read_run (g, (gint) i, &run))
        read_sparse (g, (gint) i, &run, &places, &values);
    }
}

/* --- decoding --- */

static guint32
unsigned_at (const guint8 *data, guint type)
{
  guint16 word;
  guint32 wide;

  switch (type)
    {
    case UNSIGNED_BYTE: return *data;
    case UNSIGNED_SHORT: memcpy (&word, data, sizeof word); return GUINT16_FROM_LE (word);
    default: memcpy (&wide, data, sizeof wide); return GUINT32_FROM_LE (wide);
    }
}

static gint32
signed_at (const guint8 *data, guint type)
{
  guint16 word;

  if (type == BYTE)
    return *data < 0x80 ? *data : *data - 0x100;
  memcpy (&word, data, sizeof word);
  word = GUINT16_FROM_LE (word);
  return word < 0x8000 ? word : word - 0x10000;
}

static float
float_at (const guint8 *data, guint type, gboolean normalised)
{
  union { guint32 bits; float number; } raw;

  switch (type)
    {
    case BYTE:
    case SHORT:
      {
        float most = type == BYTE ? 127 : 32767, number = (float) signed_at (data, type);
        return normalised ? MAX (number / most, -1) : number;
      }
    case UNSIGNED_BYTE: return (float) *data / (normalised ? 255 : 1);
    case UNSIGNED_SHORT: return (float) unsigned_at (data, type) / (normalised ? 65535 : 1);
    case UNSIGNED_INT: return (float) unsigned_at (data, type);
    default: raw.bits = unsigned_at (data, type); return raw.number;
    }
}

/* Where elements go: as floats or as integers, the other NULL. */
typedef struct {
  float   *floats;
  guint32 *integers;
} Out;

static void
decode_element (const Run *run, const guint8 *data, Out out, gsize at)
{
  guint bytes = bytes_of (run->type);

  for (guint k = 0; k < run->parts; k++, data += bytes)
    if (out.floats != NULL)
      out.floats[at * run->parts + k] = float_at (data, run->type, run->normalised);
    else
      out.integers[at * run->parts + k] = unsigned_at (data, run->type);
}

static void
decode_dense (Gltf *g, const Run *run, Out out)
{
  GltfBytes bytes;

  if (run->view < 0 || !gltf_view (g, run->view, &bytes))
    return;
  for (gsize i = 0; i < run->count; i++)
    decode_element (run, bytes.data + run->offset + i * run->stride, out, i);
}

static void
decode_sparse (Gltf *g, gint index, const Run *run, const Run *places, const Run *values, Out out)
{
  GltfBytes where, what;
  gint64 last = -1;

  if (places->count == 0 || !gltf_view (g, places->view, &where) || !gltf_view (g, values->view, &what))
    return;
  for (gsize i = 0; i < places->count; i++)
    {
      guint32 at = unsigned_at (where.data + places->offset + i * places->stride, places->type);

      if (at >= run->count || (gint64) at <= last)
        {
          gltf_fail (g, _("the sparse part of accessor %d points outside"), index);
          return;
        }
      decode_element (values, what.data + values->offset + i * values->stride, out, at);
      last = at;
    }
}

/* Room for an accessor's elements; NULL when it cannot be. */
static gpointer
make_room (Gltf *g, const Run *run)
{
  if (run->view < 0)
    g->made += (guint64) run->count * run->parts;
  if (g->made > MADE_MOST)
    {
      gltf_fail (g, _("it makes too many numbers out of nothing"));
      return NULL;
    }
  return g_malloc0_n (MAX (run->count, 1), run->parts * sizeof (float));
}

static gpointer
read_accessor (Gltf *g, gint index, guint parts, gboolean integers, guint *count)
{
  Run run, places, values;
  g_autofree gpointer room = NULL;
  Out out = { NULL, NULL };

  *count = 0;
  if (!read_run (g, index, &run) || !read_sparse (g, index, &run, &places, &values))
    return NULL;
  if (run.parts != parts
      || (integers && run.type != UNSIGNED_BYTE && run.type != UNSIGNED_SHORT && run.type != UNSIGNED_INT))
    gltf_fail (g, _("accessor %d is of another type than its use"), index);
  if (g->error != NULL || (room = make_room (g, &run)) == NULL)
    return NULL;
  if (integers)
    out.integers = room;
  else
    out.floats = room;
  decode_dense (g, &run, out);
  decode_sparse (g, index, &run, &places, &values, out);
  if (g->error != NULL)
    return NULL;
  *count = run.count;
  return g_steal_pointer (&room);
}

float *
gltf_floats (Gltf *g, gint accessor, guint parts, guint *count)
{
  return read_accessor (g, accessor, parts, FALSE, count);
}

guint32 *
gltf_unsigned (Gltf *g, gint accessor, guint parts, guint *count)
{
  return read_accessor (g, accessor, parts, TRUE, count);
}
