/* JSON's values as CBOR (RFC 8949) and back. libcbor reads item by item, so that a length that lies asks for no memory:
 * whatever is opened waits on a stack of our own, which has a limit. */
#include "sl-opentrackio.h"

#include <cbor.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_DEPTH = 32, MAX_HEAD = 16 };

/* --- there --- */

static void
append_text (GByteArray *bytes, const char *text)
{
  const gsize length = strlen (text);
  guint8 head[MAX_HEAD];

  g_byte_array_append (bytes, head, (guint) cbor_encode_string_start (length, head, sizeof head));
  g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}

static gsize
encode_value (JsonNode *node, guint8 head[MAX_HEAD])
{
  const GType type = json_node_get_value_type (node);

  if (type == G_TYPE_BOOLEAN)
    return cbor_encode_bool (json_node_get_boolean (node), head, MAX_HEAD);
  if (type == G_TYPE_INT64)
    {
      const gint64 value = json_node_get_int (node);
      return value >= 0 ? cbor_encode_uint ((guint64) value, head, MAX_HEAD)
                        : cbor_encode_negint ((guint64) (-1 - value), head, MAX_HEAD);
    }
  return cbor_encode_double (json_node_get_double (node), head, MAX_HEAD);
}

void
sl_cbor_append (GByteArray *bytes, JsonNode *node)
{
  guint8 head[MAX_HEAD];
  g_autoptr (GList) items = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      items = json_object_get_members (object);
      g_byte_array_append (bytes, head, (guint) cbor_encode_map_start (json_object_get_size (object), head, MAX_HEAD));
      for (GList *l = items; l != NULL; l = l->next)
        {
          append_text (bytes, l->data);
          sl_cbor_append (bytes, json_object_get_member (object, l->data));
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      items = json_array_get_elements (json_node_get_array (node));
      g_byte_array_append (bytes, head, (guint) cbor_encode_array_start (g_list_length (items), head, MAX_HEAD));
      for (GList *l = items; l != NULL; l = l->next)
        sl_cbor_append (bytes, l->data);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    append_text (bytes, json_node_get_string (node));
  else
    g_byte_array_append (bytes, head, JSON_NODE_HOLDS_NULL (node) ? (guint) cbor_encode_null (head, MAX_HEAD)
                                                                  : (guint) encode_value (node, head));
}

/* --- back --- */

/* A map or a list that is open. */
typedef struct {
  JsonNode *node;   /* owned */
  guint64   left;   /* items that come yet, of a map two a member; G_MAXUINT64: until a break */
  char     *key;    /* of the value that comes next; NULL: a key comes */
} Open;

typedef struct {
  Open      open[MAX_DEPTH];
  guint     depth;
  JsonNode *root;   /* owned; NULL until it is whole */
  gboolean  bad;    /* nothing more is taken */
} Reader;

static void add_node (Reader *reader, JsonNode *node);

/* Closes what has all its items. */
static void
close_full (Reader *reader)
{
  while (reader->depth > 0 && reader->open[reader->depth - 1].left == 0)
    {
      Open *last = &reader->open[--reader->depth];
      JsonNode *node = g_steal_pointer (&last->node);

      if (last->key != NULL)
        reader->bad = TRUE; /* a key without a value */
      g_clear_pointer (&last->key, g_free);
      add_node (reader, node);
    }
}

/* Takes the node. */
static void
add_node (Reader *reader, JsonNode *node)
{
  Open *last = reader->depth > 0 ? &reader->open[reader->depth - 1] : NULL;

  if (reader->bad || (last == NULL && reader->root != NULL))
    {
      reader->bad = TRUE;
      json_node_unref (node);
    }
  else if (last == NULL)
    reader->root = node;
  else if (JSON_NODE_HOLDS_ARRAY (last->node))
    json_array_add_element (json_node_get_array (last->node), node);
  else if (last->key != NULL)
    {
      json_object_set_member (json_node_get_object (last->node), last->key, node); /* the last of equal keys */
      g_clear_pointer (&last->key, g_free);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      last->key = json_node_dup_string (node);
      json_node_unref (node);
    }
  else
    {
      reader->bad = TRUE;
      json_node_unref (node);
    }
}

/* A value is there: one item fewer comes. */
static void
take (Reader *reader, JsonNode *node)
{
  if (reader->depth > 0 && reader->open[reader->depth - 1].left != G_MAXUINT64)
    reader->open[reader->depth - 1].left--;
  add_node (reader, node);
  close_full (reader);
}

static void
open_node (Reader *reader, JsonNode *node, guint64 items)
{
  if (reader->depth > 0 && reader->open[reader->depth - 1].left != G_MAXUINT64)
    reader->open[reader->depth - 1].left--;
  if (reader->depth == MAX_DEPTH || reader->bad)
    {
      reader->bad = TRUE;
      json_node_unref (node);
      return;
    }
  reader->open[reader->depth++] = (Open) { .node = node, .left = items };
  close_full (reader);
}

static void
begin (Reader *reader, gboolean map, guint64 items)
{
  JsonNode *node = json_node_new (map ? JSON_NODE_OBJECT : JSON_NODE_ARRAY);

  if (map)
    json_node_take_object (node, json_object_new ());
  else
    json_node_take_array (node, json_array_new ());
  open_node (reader, node, items);
}

static void
take_integer (Reader *reader, guint64 value, gboolean negative)
{
  if (value > G_MAXINT64)
    take (reader, json_node_init_double (json_node_alloc (), negative ? -1 - (double) value : (double) value));
  else
    take (reader, json_node_init_int (json_node_alloc (), negative ? -1 - (gint64) value : (gint64) value));
}

static void on_u8 (void *r, uint8_t v) { take_integer (r, v, FALSE); }
static void on_u16 (void *r, uint16_t v) { take_integer (r, v, FALSE); }
static void on_u32 (void *r, uint32_t v) { take_integer (r, v, FALSE); }
static void on_u64 (void *r, uint64_t v) { take_integer (r, v, FALSE); }
static void on_n8 (void *r, uint8_t v) { take_integer (r, v, TRUE); }
static void on_n16 (void *r, uint16_t v) { take_integer (r, v, TRUE); }
static void on_n32 (void *r, uint32_t v) { take_integer (r, v, TRUE); }
static void on_n64 (void *r, uint64_t v) { take_integer (r, v, TRUE); }
static void on_float (void *r, float v) { take (r, json_node_init_double (json_node_alloc (), (double) v)); }
static void on_double (void *r, double v) { take (r, json_node_init_double (json_node_alloc (), v)); }
static void on_bool (void *r, bool v) { take (r, json_node_init_boolean (json_node_alloc (), v)); }
static void on_null (void *r) { take (r, json_node_init_null (json_node_alloc ())); }
static void on_array (void *r, size_t n) { begin (r, FALSE, n); }
static void on_map (void *r, size_t n) { begin (r, TRUE, n < G_MAXUINT64 / 2 ? 2 * (guint64) n : G_MAXUINT64 - 1); }
static void on_endless_array (void *r) { begin (r, FALSE, G_MAXUINT64); }
static void on_endless_map (void *r) { begin (r, TRUE, G_MAXUINT64); }
static void on_tag (void *r, uint64_t v) { } /* tells how to look at what follows, which stays what it is */
static void on_bytes (void *r, cbor_data data, size_t n) { on_null (r); }

/* Texts and bytes in pieces have no place in a sample. */
static void
on_pieces (void *r)
{
  ((Reader *) r)->bad = TRUE;
}

static void
on_text (void *r, cbor_data data, size_t n)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) n);

  take (r, json_node_init_string (json_node_alloc (), text));
}

static void
on_break (void *r)
{
  Reader *reader = r;

  if (reader->depth == 0 || reader->open[reader->depth - 1].left != G_MAXUINT64)
    {
      reader->bad = TRUE;
      return;
    }
  reader->open[reader->depth - 1].left = 0;
  close_full (reader);
}

static const struct cbor_callbacks callbacks = {
  .uint8 = on_u8, .uint16 = on_u16, .uint32 = on_u32, .uint64 = on_u64,
  .negint8 = on_n8, .negint16 = on_n16, .negint32 = on_n32, .negint64 = on_n64,
  .byte_string_start = on_pieces, .byte_string = on_bytes, .string = on_text, .string_start = on_pieces,
  .indef_array_start = on_endless_array, .array_start = on_array,
  .indef_map_start = on_endless_map, .map_start = on_map, .tag = on_tag,
  .float2 = on_float, .float4 = on_float, .float8 = on_double,
  .undefined = on_null, .null = on_null, .boolean = on_bool, .indef_break = on_break,
};

JsonObject *
sl_cbor_parse (const guint8 *data, gsize size, GError **error)
{
  Reader reader = { .depth = 0 };
  JsonObject *object = NULL;

  for (gsize at = 0; at < size && !reader.bad;)
    {
      struct cbor_decoder_result step = cbor_stream_decode (data + at, size - at, &callbacks, &reader);

      if (step.status != CBOR_DECODER_FINISHED || step.read == 0)
        reader.bad = TRUE;
      at += step.read;
    }
  if (!reader.bad && reader.depth == 0 && reader.root != NULL && JSON_NODE_HOLDS_OBJECT (reader.root))
    object = json_object_ref (json_node_get_object (reader.root));
  else
    sl_error_set (error, SL_ERROR_INPUT, _("this is no object in CBOR; look what sends it"));
  while (reader.depth-- > 0)
    {
      json_node_unref (reader.open[reader.depth].node);
      g_free (reader.open[reader.depth].key);
    }
  g_clear_pointer (&reader.root, json_node_unref);
  return object;
}
