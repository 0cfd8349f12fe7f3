/* A stack machine over the events of XML:
 *
 *   <root>                 the source's record: its attributes and, in a fragment, the records of its field
 *     <wall id=… …>        what the source finds under the root: attributes are its fields
 *       <patch …/>         record: appended to the field whose record has that name
 *     <anything-else>      unknown: kept as text with everything in it
 *
 * Elements in another namespace than the root's are unknown. A record inside what stands under the root is also written
 * alone, as the value of a field; what rides along in it therefore declares its namespaces itself. */
#include <string.h>

#include "sl-i18n.h"
#include "sl-record-xml.h"
#include "sl-types.h"
#include "sl-xml-scope.h"
#include "sl-xml-text.h"

enum {
  ROOT_DEPTH = 1,
  ALONE_DEPTH = 3,   /* from here on records are also written alone */
  RECORD_COST = 128, /* bytes of a record beside its struct and texts */
  TEXT_COST = 48,    /* of a text in a list */
};

/* An open element that is known. */
typedef struct {
  const SlRecordType *type;
  const SlRecordType *head;   /* of what stands under the root */
  gpointer            record; /* owned but for the root */
  guint               line;
  GArray            **lists;  /* one a field, NULL until something is in it */
  GString            *attributes, *children; /* unknown content, NULL for none */
  GString            *text;   /* between known elements, escaped; blanks do not count */
} Open;

typedef struct {
  const SlRecordSource *source;
  SlXmlParser    *parser;
  const xmlChar  *uri;     /* the root's namespace */
  Open            stack[SL_XML_MAX_DEPTH];
  guint           depth;   /* of known elements */
  guint           unknown; /* how deep in an unknown element */
  SlXmlScope      scope;
  GString        *before, *after; /* the root */
  gboolean        started, ended; /* the root */
  gsize           bytes;   /* that what was read takes */
} Reader;

static void
spend (Reader *reader, gsize bytes)
{
  reader->bytes += bytes;
  if (reader->bytes > SL_RECORD_MAX_BYTES)
    sl_xml_parser_fail (reader->parser, SL_ERROR_INPUT, _("the plan takes more than %u MB of memory; split it"),
                        SL_RECORD_MAX_BYTES >> 20);
}

static GString *
use (GString **text)
{
  return *text != NULL ? *text : (*text = g_string_new (NULL));
}

static const char *
read_text (const GString *text)
{
  return text != NULL ? text->str : NULL;
}

static Open *
top (Reader *reader)
{
  return reader->depth > 0 ? &reader->stack[reader->depth - 1] : NULL;
}

/* --- elements that begin --- */

static void
push (Reader *reader, const SlRecordType *type, const SlRecordType *head, gpointer record)
{
  guint line = sl_xml_parser_line (reader->parser);

  reader->stack[reader->depth++] = (Open) { .type = type, .head = head, .record = record, .line = line };
  reader->scope.alone = reader->depth >= ALONE_DEPTH ? ALONE_DEPTH : G_MAXUINT;
}

static const SlField *
find_field (const Open *open, const xmlChar **attribute)
{
  const SlField *field = open->head != NULL ? sl_record_field (open->head, (const char *) attribute[0]) : NULL;

  if (attribute[1] != NULL)
    return NULL;
  if (field == NULL)
    field = sl_record_field (open->type, (const char *) attribute[0]);
  return field != NULL && field->type != SL_TYPE_RECORDS ? field : NULL;
}

static gsize
list_bytes (const SlList *list)
{
  return list != NULL ? list->n * (list->item_size + (sl_scalar_type (list->item)->clear != NULL ? TEXT_COST : 0)) : 0;
}

static void
read_field (Reader *reader, Open *open, const SlField *field, const xmlChar **attribute)
{
  g_autofree char *value = sl_xml_attribute_value ((const char *) attribute[3], (const char *) attribute[4]);
  gpointer member = SL_MEMBER (open->record, field);
  g_autoptr (GError) error = NULL;

  if (!sl_value_parse (field, value, FALSE, member, &error))
    sl_xml_parser_fail (reader->parser, SL_ERROR_INPUT, "%s", error->message);
  else
    spend (reader, strlen (value) + (field->type == SL_TYPE_LIST ? list_bytes (*(SlList **) member) : 0));
}

static void
read_attributes (Reader *reader, Open *open, const SlXmlTag *tag)
{
  if (tag->n_namespaces > 0)
    sl_xml_scope_declare (&reader->scope, tag, use (&open->attributes));
  for (int i = 0; i < tag->n_attributes; i++)
    {
      const xmlChar *prefix = tag->attributes[5 * i + 1], *uri = tag->attributes[5 * i + 2];
      if (prefix != NULL)
        sl_xml_scope_need (&reader->scope, prefix, uri, use (&open->attributes));
    }
  for (int i = 0; i < tag->n_attributes && !sl_xml_parser_has_failed (reader->parser); i++)
    {
      const SlField *field = find_field (open, tag->attributes + 5 * i);

      if (field != NULL)
        read_field (reader, open, field, tag->attributes + 5 * i);
      else
        spend (reader, sl_xml_append_tag_attribute (tag, i, use (&open->attributes)));
    }
}

static void
begun (Reader *reader, const Open *open)
{
  const SlRecordSource *source = reader->source;
  g_autoptr (GError) error = NULL;

  if (!sl_xml_parser_has_failed (reader->parser) && source->begun != NULL
      && !source->begun (open->type, open->record, open->line, source->data, &error))
    sl_xml_parser_fail (reader->parser, (SlErrorCode) error->code, "%s", error->message);
}

/* The field of `open` whose records are called `name`, or NULL. */
static const SlField *
find_records (const Open *open, const char *name)
{
  for (guint i = 0; i < open->type->n_fields; i++)
    if (open->type->fields[i].type == SL_TYPE_RECORDS && g_str_equal (open->type->fields[i].record->name, name))
      return &open->type->fields[i];
  return NULL;
}

/* What a known element is a record of; NULL for an unknown one. `is_top` tells what the source takes. */
static const SlRecordType *
find_type (Reader *reader, const SlXmlTag *tag, gboolean *is_top)
{
  const SlRecordSource *source = reader->source;
  const SlRecordType *type = NULL;
  const SlField *field;

  *is_top = FALSE;
  if (reader->unknown > 0 || tag->prefix != NULL || !xmlStrEqual (tag->uri, reader->uri))
    return NULL;
  if ((field = find_records (top (reader), (const char *) tag->name)) != NULL)
    return field->record;
  if (reader->depth == ROOT_DEPTH && source->find != NULL)
    type = source->find ((const char *) tag->name, source->data);
  *is_top = type != NULL;
  return type;
}

static void
start_root (Reader *reader, const SlXmlTag *tag)
{
  const SlRecordSource *source = reader->source;

  reader->started = TRUE;
  reader->uri = tag->uri;
  if (tag->prefix == NULL && g_str_equal ((const char *) tag->name, source->root->name))
    push (reader, source->root, NULL, source->record);
  else
    sl_xml_parser_fail (reader->parser, SL_ERROR_INPUT,
                        _("this is XML of another kind (<%s>, not <%s>); choose a Sightline plan"), tag->name,
                        source->root->name);
}

static void
start_known (Reader *reader, const SlRecordType *type, gboolean is_top)
{
  gpointer record = g_malloc0 (type->size);

  sl_record_init (type, record);
  spend (reader, type->size + RECORD_COST);
  push (reader, type, is_top ? reader->source->head : NULL, record);
}

static void
start_unknown (Reader *reader, const SlXmlTag *tag)
{
  GString *out = use (&top (reader)->children);

  reader->unknown++;
  g_string_append_c (out, '<');
  sl_xml_append_name (out, tag->prefix, tag->name);
  sl_xml_scope_declare (&reader->scope, tag, out);
  sl_xml_scope_need (&reader->scope, tag->prefix, tag->uri, out);
  for (int i = 0; i < tag->n_attributes; i++)
    sl_xml_scope_need (&reader->scope, tag->attributes[5 * i + 1], tag->attributes[5 * i + 2], out);
  for (int i = 0; i < tag->n_attributes; i++)
    spend (reader, sl_xml_append_tag_attribute (tag, i, out));
  g_string_append_c (out, '>');
  spend (reader, 2 * strlen ((const char *) tag->name) + RECORD_COST / 8);
}

static void
on_start (const SlXmlTag *tag, gpointer data)
{
  Reader *reader = data;
  const SlRecordType *type = NULL;
  gboolean is_root = !reader->started, is_top = FALSE;

  if (!sl_xml_scope_enter (&reader->scope, tag))
    {
      sl_xml_parser_fail (reader->parser, SL_ERROR_INPUT,
                          _("elements are nested more than %d deep or declare more than %d namespaces; this is no "
                            "plan"),
                          SL_XML_MAX_DEPTH, SL_XML_MAX_NAMESPACES);
      return;
    }
  if (is_root)
    start_root (reader, tag);
  else if ((type = find_type (reader, tag, &is_top)) != NULL)
    start_known (reader, type, is_top);
  else if (reader->source->closed && reader->depth == ROOT_DEPTH)
    sl_xml_parser_fail (reader->parser, SL_ERROR_INPUT, _("<%s> is not known here; write <%s> elements"), tag->name,
                        reader->source->root->fields[0].record->name);
  else
    start_unknown (reader, tag);
  if (sl_xml_parser_has_failed (reader->parser) || (!is_root && type == NULL))
    return;
  read_attributes (reader, top (reader), tag);
  if (is_root || is_top)
    begun (reader, top (reader));
}

/* --- elements that end --- */

/* Moves what was collected for each field into immutable lists. */
static void
finish_lists (Open *open)
{
  for (guint i = 0; open->lists != NULL && i < open->type->n_fields; i++)
    {
      GArray *items = open->lists[i];
      if (items == NULL)
        continue;
      SlList *list = sl_list_new (&open->type->fields[i], items->len);
      memcpy (list->data, items->data, items->len * list->item_size);
      SlList **slot = SL_MEMBER (open->record, &open->type->fields[i]);
      sl_list_unref (*slot);
      *slot = list;
      g_array_free (items, TRUE);
    }
  g_clear_pointer (&open->lists, g_free);
}

static void
release (Open *open)
{
  finish_lists (open); /* their items are owned by then */
  for (guint i = 0; i < 3; i++)
    {
      GString *text = i == 0 ? open->attributes : i == 1 ? open->children : open->text;
      if (text != NULL)
        g_string_free (text, TRUE);
    }
}

static void
discard (Open *open, gboolean is_root)
{
  release (open);
  if (is_root || open->record == NULL)
    return;
  sl_record_clear (open->type, open->record);
  if (open->head != NULL)
    sl_record_clear (open->head, open->record);
  g_free (open->record);
}

static void
add_to_parent (Reader *reader, Open *closed)
{
  Open *parent = top (reader);
  gsize at = (gsize) (find_records (parent, closed->type->name) - parent->type->fields);

  if (parent->lists == NULL)
    parent->lists = g_new0 (GArray *, parent->type->n_fields);
  if (parent->lists[at] == NULL)
    parent->lists[at] = g_array_new (FALSE, FALSE, (guint) closed->type->size);
  g_array_append_vals (parent->lists[at], closed->record, 1);
  g_free (closed->record); /* its members live on in the array */
}

/* What rides along with a record that is whole. Text has no meaning beside known elements; it is kept behind the
 * unknown ones. */
static void
keep_unknown (Reader *reader, Open *open, gboolean is_root)
{
  const char *parts[SL_EXTRA_N] = { NULL };

  if (open->text != NULL)
    {
      g_strstrip (open->text->str);
      g_string_append (use (&open->children), open->text->str);
    }
  parts[SL_EXTRA_ATTRIBUTES] = read_text (open->attributes);
  parts[SL_EXTRA_CHILDREN] = read_text (open->children);
  parts[SL_EXTRA_BEFORE] = is_root ? read_text (reader->before) : NULL;
  parts[SL_EXTRA_AFTER] = is_root ? read_text (reader->after) : NULL;
  ((SlRecord *) open->record)->extra = sl_extra_new (parts);
}

static void
end_known (Reader *reader)
{
  Open *open = top (reader);

  reader->depth--;
  reader->scope.alone = reader->depth >= ALONE_DEPTH ? ALONE_DEPTH : G_MAXUINT;
  finish_lists (open);
  keep_unknown (reader, open, FALSE);
  if (reader->depth == ROOT_DEPTH && find_records (top (reader), open->type->name) == NULL)
    reader->source->take (open->type, open->record, open->line, reader->source->data);
  else
    add_to_parent (reader, open);
  open->record = NULL;
  release (open);
}

static void
on_end (const xmlChar *name, const xmlChar *prefix, gpointer data)
{
  Reader *reader = data;

  sl_xml_scope_leave (&reader->scope);
  if (reader->unknown > 0)
    {
      GString *out = top (reader)->children;
      g_string_append (out, "</");
      sl_xml_append_name (out, prefix, name);
      g_string_append_c (out, '>');
      reader->unknown--;
    }
  else if (reader->depth > ROOT_DEPTH)
    end_known (reader);
  else
    reader->ended = TRUE; /* closed after parsing */
}

/* --- what else a document holds --- */

static void
on_text (const char *text, gsize length, gpointer data)
{
  Reader *reader = data;
  GString *out = reader->unknown > 0 ? top (reader)->children : use (&top (reader)->text);
  gsize before = out->len;

  sl_xml_append_text (out, text, length);
  spend (reader, out->len - before);
}

/* A comment or an instruction stays with the record that it stands in, behind what is known of it, or around the
 * root. */
static void
on_aside (const char *markup, gpointer data)
{
  Reader *reader = data;
  gboolean around = !reader->started || reader->ended;
  GString **out = !reader->started ? &reader->before : reader->ended ? &reader->after : &top (reader)->children;

  g_string_append_printf (use (out), "%s%s", markup, around ? "\n" : "");
  spend (reader, strlen (markup));
}

/* --- reading --- */

gboolean
sl_record_read (const SlRecordSource *source, const char *text, gsize length, const char *file, SlWatch *watch,
                GError **error)
{
  static const SlXmlEvents events = { on_start, on_end, on_text, on_aside };
  Reader reader = { .source = source };
  gboolean ok;

  sl_xml_scope_init (&reader.scope);
  ok = sl_xml_parse (&events, text, length, file, watch, &reader.parser, &reader, error);
  if (ok)
    {
      finish_lists (&reader.stack[0]);
      keep_unknown (&reader, &reader.stack[0], TRUE);
    }
  while (reader.depth > 0)
    {
      reader.depth--;
      discard (&reader.stack[reader.depth], reader.depth == 0);
    }
  if (reader.before != NULL)
    g_string_free (reader.before, TRUE);
  if (reader.after != NULL)
    g_string_free (reader.after, TRUE);
  sl_xml_scope_finish (&reader.scope);
  return ok;
}

/* A document of its own is made around the records. */
gboolean
sl_records_from_xml (const SlField *field, const char *text, SlList **list, GError **error)
{
  struct { SlRecord record; SlList *list; } holder = { { NULL }, NULL };
  SlField slot = *field;
  SlRecordType type = { "list", NULL, sizeof holder, &slot, 1 };
  SlRecordSource source = { .root = &type, .record = &holder, .closed = TRUE };
  g_autofree char *document = g_strdup_printf ("<list>%s</list>", text);
  gboolean ok;

  slot.offset = offsetof (__typeof__ (holder), list);
  ok = sl_record_read (&source, document, strlen (document), NULL, NULL, error);
  if (ok && holder.record.extra != NULL)
    {
      g_autofree char *title = sl_field_title (field);

      ok = FALSE;
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write <%s> elements"), text, title,
                    field->record->name);
    }
  sl_extra_unref (holder.record.extra);
  if (ok)
    *list = holder.list;
  else
    sl_list_unref (holder.list);
  return ok;
}
