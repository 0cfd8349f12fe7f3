/* Binary: "Kaydara FBX Binary  \0\x1a\0" | version, 4 bytes | nodes
 *   node: end offset, number of values, bytes of values (4 bytes each, 8 from version 7500 on) | length of name, 1 |
 *         name | values | nodes, and then an empty one
 *   value: type, 1 byte | Y 2, C 1, I 4, F 4, D 8, L 8 bytes | S R: length, 4 bytes, and that many |
 *          f d l i b: count, encoding, bytes (4 each), and those
 * Text: lines of `Name: value, value {`, with nodes until `}`; arrays are `*3 {`, `a: 1,2,3`, `}`; `;` begins comments.
 * All little endian. */
#include "import-fbx-nodes.h"

#include <string.h>

enum { DEPTH_MOST = 2, VALUES_MOST = 64, TEXT_MOST = 4096, BINARY_HEAD = 27 };

typedef struct {
  ImportFbxVisit visit;
  gpointer       data;
  GArray        *values; /* ImportFbxValue */
} Reader;

static void
clear_value (gpointer value)
{
  g_free (((ImportFbxValue *) value)->text);
}

static void
add_number (Reader *r, gint64 integer, double real)
{
  const ImportFbxValue value = { integer, real, NULL };

  if (r->values->len < VALUES_MOST)
    g_array_append_val (r->values, value);
}

static void
add_text (Reader *r, const char *text, gsize length)
{
  const ImportFbxValue value = { 0, 0, g_strndup (text, MIN (length, TEXT_MOST)) };

  if (r->values->len < VALUES_MOST)
    g_array_append_val (r->values, value);
  else
    g_free (value.text);
}

static void
tell (Reader *r, const char *name, guint depth)
{
  const ImportFbxNode node = { name, depth, (ImportFbxValue *) (void *) r->values->data, r->values->len };

  r->visit (&node, r->data);
}

/* --- binary --- */

typedef struct {
  const guint8 *data;
  gsize         length, at;
  guint         word; /* bytes of an offset */
} Bytes;

static guint64
take (Bytes *b, guint n)
{
  guint64 value = 0;

  if (n > b->length - b->at)
    {
      b->at = b->length;
      return 0;
    }
  for (guint i = 0; i < n; i++)
    value |= (guint64) b->data[b->at + i] << (8 * i);
  b->at += n;
  return value;
}

static double
as_real (guint64 bits, gboolean wide)
{
  double wide_value;
  float narrow;
  const guint32 low = (guint32) bits;

  memcpy (&wide_value, &bits, sizeof wide_value);
  memcpy (&narrow, &low, sizeof narrow);
  return wide ? wide_value : (double) narrow;
}

/* The numbers of a short plain array of doubles or floats; others are passed over. */
static void
read_array (Reader *r, Bytes *b, char type)
{
  const guint64 n = take (b, 4), encoding = take (b, 4), size = take (b, 4);
  const guint bytes = type == 'd' ? 8 : 4;
  const gsize end = b->at + MIN (size, b->length - b->at);

  if ((type == 'd' || type == 'f') && encoding == 0 && n <= VALUES_MOST && size == n * bytes)
    for (guint64 i = 0; i < n; i++)
      {
        const double value = as_real (take (b, bytes), type == 'd');
        add_number (r, 0, value);
      }
  b->at = end;
}

static gboolean
read_value (Reader *r, Bytes *b)
{
  const char type = (char) take (b, 1);
  guint64 n;

  switch (type)
    {
    case 'C': n = take (b, 1); add_number (r, (gint64) n, (double) n); return TRUE;
    case 'Y': n = take (b, 2); add_number (r, (gint16) n, (gint16) n); return TRUE;
    case 'I': n = take (b, 4); add_number (r, (gint32) n, (gint32) n); return TRUE;
    case 'L': n = take (b, 8); add_number (r, (gint64) n, (double) (gint64) n); return TRUE;
    case 'F': n = take (b, 4); add_number (r, 0, as_real (n, FALSE)); return TRUE;
    case 'D': n = take (b, 8); add_number (r, 0, as_real (n, TRUE)); return TRUE;
    case 'S': case 'R':
      n = take (b, 4);
      n = MIN (n, b->length - b->at);
      add_text (r, (const char *) b->data + b->at, n);
      b->at += n;
      return TRUE;
    case 'f': case 'd': case 'l': case 'i': case 'b':
      read_array (r, b, type);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
read_nodes (Reader *r, Bytes *b, gsize end, guint depth)
{
  while (b->at + 3 * b->word + 1 <= end)
    {
      const guint64 stop = take (b, b->word), n = take (b, b->word), size = take (b, b->word);
      char name[256] = "";
      const gsize length = (gsize) take (b, 1);

      if (stop == 0) /* the empty one */
        return TRUE;
      if (stop > end || length > end - b->at || size > end - b->at - length || stop < b->at + length + size)
        return FALSE;
      memcpy (name, b->data + b->at, length);
      b->at += length;
      const gsize below = b->at + size;
      g_array_set_size (r->values, 0);
      for (guint64 i = 0; i < MIN (n, VALUES_MOST); i++)
        if (b->at > below || !read_value (r, b))
          return FALSE;
      tell (r, name, depth);
      b->at = below;
      if (depth < DEPTH_MOST && below < stop && !read_nodes (r, b, stop, depth + 1))
        return FALSE;
      b->at = stop;
    }
  return TRUE;
}

static gboolean
read_binary (Reader *r, const guint8 *data, gsize length)
{
  Bytes b = { data, length, BINARY_HEAD - 4, 4 };

  b.word = take (&b, 4) >= 7500 ? 8 : 4;
  return read_nodes (r, &b, length, 0);
}

/* --- text --- */

/* The values between commas; a comma or brace in quotes is a letter. */
static void
read_values (Reader *r, const char *text)
{
  while (*(text += strspn (text, " \t,")) != '\0' && *text != '{')
    if (*text == '"')
      {
        const char *end = strchr (text + 1, '"');
        const gsize length = end != NULL ? (gsize) (end - text) - 1 : strlen (text + 1);
        add_text (r, text + 1, length);
        text += length + (end != NULL ? 2 : 1);
      }
    else
      {
        char *end;
        const double value = g_ascii_strtod (text, &end);
        const gint64 integer = g_ascii_strtoll (text, NULL, 10);
        if (end == text)
          text += strcspn (text, ",");
        else
          {
            add_number (r, integer, value);
            text = end;
          }
      }
}

static gboolean
opens (const char *line)
{
  gboolean quoted = FALSE, open = FALSE;

  for (; *line != '\0'; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (!quoted && *line == '{')
      open = TRUE;
  return open;
}

static void
read_line (Reader *r, char *line, guint *depth, char held[64])
{
  const gboolean open = opens (line);
  char *colon = strchr (line, ':');

  if (*line == '}')
    *depth -= *depth > 0;
  if (*line == '}' || colon == NULL || *line == ';')
    return;
  *colon = '\0';
  g_array_set_size (r->values, 0);
  read_values (r, colon + 1);
  if (*depth <= DEPTH_MOST && !open)
    tell (r, line, *depth);
  else if (*depth <= DEPTH_MOST && strchr (colon + 1, '*') == NULL)
    tell (r, line, *depth);
  else if (*depth == DEPTH_MOST + 1 && g_str_equal (line, "a")) /* an array's numbers, told as its node's */
    tell (r, held, DEPTH_MOST);
  if (open)
    {
      g_strlcpy (held, line, 64);
      (*depth)++;
    }
}

static gboolean
read_text (Reader *r, const char *data, gsize length)
{
  const char *at = data, *end = data + length;
  char held[64] = "";
  guint depth = 0;

  while (at < end)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      const gsize n = (gsize) ((stop != NULL ? stop : end) - at);

      if (n <= TEXT_MOST) /* the long ones are arrays */
        {
          g_autofree char *line = g_strndup (at, n);
          read_line (r, g_strstrip (line), &depth, held);
        }
      at += n + 1;
    }
  return TRUE;
}

gboolean
import_fbx_nodes (GBytes *fbx, ImportFbxVisit visit, gpointer data)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (fbx, &length);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (ImportFbxValue));
  Reader reader = { visit, data, values };

  g_array_set_clear_func (values, clear_value);
  if (length > BINARY_HEAD && memcmp (bytes, "Kaydara FBX Binary", 18) == 0)
    return read_binary (&reader, bytes, length);
  return read_text (&reader, (const char *) bytes, length);
}
