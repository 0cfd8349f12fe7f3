/* A stack machine over libxml2's SAX events:
 *
 *   <root>                 the source's record: its attributes and, in a fragment, the records of its field
 *     <wall id=… …>        what the source finds under the root: attributes are its fields
 *       <patch …/>         record: appended to the field whose record has that name
 *     <anything-else>      unknown: kept as text with everything in it
 *
 * Elements in another namespace than the root's are unknown. A record inside what stands under the root is also written
 * alone, as the value of a field; what rides along in it therefore declares its namespaces itself. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-record-xml.h"
#include "sl-types.h"
#include "sl-xml-text.h"

enum {
  MAX_DEPTH = 64,
  MAX_NAMESPACES = 256,  /* declared around an element */
  ROOT_DEPTH = 1,
  ALONE_DEPTH = 3,       /* from here on records are also written alone */
  CHUNK_BYTES = 1 << 20, /* between two looks at the watch */
  RECORD_COST = 128,     /* bytes of a record beside its struct and texts */
};

/* An open element that is known. */
typedef struct {
  const SlRecordType *type;
  const SlRecordType *head;   /* of what stands under the root */
  gpointer            record; /* owned but for the root */
  guint               line;
  GArray            **lists;  /* one a field, NULL until something is in it */
  GString            *attributes, *children; /* unknown content, NULL for none */
  GString            *text;   /* between known elements; blanks do not count */
} Open;

typedef struct {
  const xmlChar *prefix, *uri; /* libxml2's, which keeps one copy of each */
  guint          level;        /* of the element that declares it */
} Namespace;

typedef struct {
  const SlRecordSource *source;
  xmlParserCtxt  *xml;
  const char     *file;
  const xmlChar  *uri;     /* the root's namespace */
  Open            stack[MAX_DEPTH];
  guint           depth;
  guint           unknown; /* how deep in an unknown element */
  GArray         *scope;   /* Namespace: declared where records are written alone */
  guint           declared[MAX_DEPTH]; /* how many namespaces each open element declares */
  guint           n_declared;
  GString        *before, *after; /* the root */
  gboolean        started, ended; /* the root */
  gsize           bytes;   /* that what was read takes */
  GError         *error;
} Reader;

/* --- errors and limits --- */

static guint
current_line (Reader *reader)
{
  /* xmlGetLineNo() stops at 65,535; the input's own counter does not */
  return reader->xml->input != NULL ? (guint) reader->xml->input->line : 0;
}

static void G_GNUC_PRINTF (3, 4)
fail (Reader *reader, SlErrorCode code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (reader->error == NULL)
    {
      va_start (args, format);
      message = g_strdup_vprintf (format, args);
      va_end (args);
      sl_error_set_at (&reader->error, code, reader->file, reader->file != NULL ? current_line (reader) : 0, "%s",
                       message);
    }
  xmlStopParser (reader->xml);
}

static void
spend (Reader *reader, gsize bytes)
{
  reader->bytes += bytes;
  if (reader->bytes > SL_RECORD_MAX_BYTES)
    fail (reader, SL_ERROR_INPUT, _("the plan takes more than %u MB of memory; split it"), SL_RECORD_MAX_BYTES >> 20);
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

/* --- what is not known --- */

static void
append_name (GString *out, const xmlChar *prefix, const xmlChar *name)
{
  if (prefix != NULL)
    g_string_append_printf (out, "%s:", (const char *) prefix);
  g_string_append (out, (const char *) name);
}

static void
append_attribute (Reader *reader, GString *out, const xmlChar **attribute)
{
  g_autofree char *value = sl_xml_attribute_value ((const char *) attribute[3], (const char *) attribute[4]);

  g_string_append_c (out, ' ');
  append_name (out, attribute[1], attribute[0]);
  g_string_append (out, "=\"");
  sl_xml_append_attribute (out, value, strlen (value));
  g_string_append_c (out, '"');
  spend (reader, strlen (value));
}

static guint
level (const Reader *reader)
{
  return reader->depth + reader->unknown;
}

/* Whether this is part of a record that is also written alone. */
static gboolean
is_alone (const Reader *reader)
{
  return reader->depth >= ALONE_DEPTH;
}

static void
append_namespace (Reader *reader, GString *out, const xmlChar *prefix, const xmlChar *uri)
{
  const char *begin = uri != NULL ? (const char *) uri : ""; /* xmlns="" */
  g_autofree char *value = sl_xml_attribute_value (begin, begin + strlen (begin));
  Namespace declared = { prefix, uri, level (reader) };

  g_string_append_printf (out, " xmlns%s%s=\"", prefix != NULL ? ":" : "", prefix != NULL ? (const char *) prefix : "");
  sl_xml_append_attribute (out, value, strlen (value));
  g_string_append_c (out, '"');
  if (is_alone (reader))
    g_array_append_val (reader->scope, declared);
}

/* Declares a prefix that is used here but declared outside of what is written alone. */
static void
need_namespace (Reader *reader, GString **out, const xmlChar *prefix, const xmlChar *uri)
{
  if (prefix == NULL || !is_alone (reader) || xmlStrEqual (prefix, (const xmlChar *) "xml"))
    return;
  for (guint i = reader->scope->len; i-- > 0;)
    {
      const Namespace *known = &g_array_index (reader->scope, Namespace, i);
      if (xmlStrEqual (known->prefix, prefix))
        {
          if (xmlStrEqual (known->uri, uri))
            return;
          break;
        }
    }
  append_namespace (reader, use (out), prefix, uri);
}

/* --- elements that begin --- */

static Open *
top (Reader *reader)
{
  return reader->depth > 0 ? &reader->stack[reader->depth - 1] : NULL;
}

static Open *
push (Reader *reader, const SlRecordType *type, const SlRecordType *head, gpointer record)
{
  Open *open = &reader->stack[reader->depth++];

  *open = (Open) { .type = type, .head = head, .record = record, .line = current_line (reader) };
  return open;
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

static void
read_field (Reader *reader, Open *open, const SlField *field, const xmlChar **attribute)
{
  g_autofree char *value = sl_xml_attribute_value ((const char *) attribute[3], (const char *) attribute[4]);
  gpointer member = SL_MEMBER (open->record, field);
  g_autoptr (GError) error = NULL;

  if (!sl_value_parse (field, value, FALSE, member, &error))
    fail (reader, SL_ERROR_INPUT, "%s", error->message);
  else if (field->type == SL_TYPE_LIST && *(SlList **) member != NULL)
    {
      const SlList *list = *(SlList **) member;
      spend (reader,
             strlen (value) + list->n * (list->item_size + (sl_scalar_type (list->item)->clear != NULL ? 32 : 0)));
    }
  else
    spend (reader, strlen (value));
}

static void
read_attributes (Reader *reader, Open *open, int n_namespaces, const xmlChar **namespaces, int n,
                 const xmlChar **attributes)
{
  for (int i = 0; i < n_namespaces; i++)
    append_namespace (reader, use (&open->attributes), namespaces[2 * i], namespaces[2 * i + 1]);
  for (int i = 0; i < n; i++)
    if (find_field (open, attributes + 5 * i) == NULL)
      need_namespace (reader, &open->attributes, attributes[5 * i + 1], attributes[5 * i + 2]);
  for (int i = 0; i < n && reader->error == NULL; i++, attributes += 5)
    {
      const SlField *field = find_field (open, attributes);

      if (field != NULL)
        read_field (reader, open, field, attributes);
      else
        append_attribute (reader, use (&open->attributes), attributes);
    }
}

static void
begun (Reader *reader, const Open *open)
{
  const SlRecordSource *source = reader->source;

  if (reader->error == NULL && source->begun != NULL
      && !source->begun (open->type, open->record, open->line, source->data, &reader->error))
    {
      g_autoptr (GError) error = g_steal_pointer (&reader->error);
      fail (reader, (SlErrorCode) error->code, "%s", error->message);
    }
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
find_type (Reader *reader, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, gboolean *is_top)
{
  const SlRecordSource *source = reader->source;
  const SlRecordType *type = NULL;
  const SlField *field;

  *is_top = FALSE;
  if (reader->unknown > 0 || prefix != NULL || !xmlStrEqual (uri, reader->uri))
    return NULL;
  if ((field = find_records (top (reader), (const char *) name)) != NULL)
    return field->record;
  if (reader->depth == ROOT_DEPTH && source->find != NULL)
    type = source->find ((const char *) name, source->data);
  *is_top = type != NULL;
  return type;
}

static void
start_root (Reader *reader, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  const SlRecordSource *source = reader->source;

  reader->started = TRUE;
  reader->uri = uri;
  if (prefix != NULL || !g_str_equal ((const char *) name, source->root->name))
    fail (reader, SL_ERROR_INPUT, _("this is XML of another kind (<%s>, not <%s>); choose a Sightline plan"), name,
          source->root->name);
  else
    push (reader, source->root, NULL, source->record);
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
start_unknown (Reader *reader, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
               const xmlChar **namespaces, int n, const xmlChar **attributes)
{
  GString *out = use (&top (reader)->children);

  reader->unknown++;
  g_string_append_c (out, '<');
  append_name (out, prefix, name);
  for (int i = 0; i < n_namespaces; i++)
    append_namespace (reader, out, namespaces[2 * i], namespaces[2 * i + 1]);
  need_namespace (reader, &out, prefix, uri);
  for (int i = 0; i < n; i++)
    need_namespace (reader, &out, attributes[5 * i + 1], attributes[5 * i + 2]);
  for (int i = 0; i < n; i++)
    append_attribute (reader, out, attributes + 5 * i);
  g_string_append_c (out, '>');
  spend (reader, 2 * strlen ((const char *) name) + RECORD_COST / 8);
}

static gboolean
may_start (Reader *reader, int n_namespaces)
{
  if (reader->error != NULL)
    return FALSE;
  if (level (reader) + 1 >= MAX_DEPTH)
    fail (reader, SL_ERROR_INPUT, _("elements are nested more than %d deep; this is no plan"), MAX_DEPTH);
  else if (reader->n_declared + (guint) n_namespaces > MAX_NAMESPACES)
    fail (reader, SL_ERROR_INPUT, _("more than %d namespaces are declared; this is no plan"), MAX_NAMESPACES);
  else
    {
      reader->declared[level (reader)] = (guint) n_namespaces;
      reader->n_declared += (guint) n_namespaces;
    }
  return reader->error == NULL;
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
  Reader *reader = data;
  const SlRecordType *type = NULL;
  gboolean is_root = !reader->started, is_top = FALSE;

  if (!may_start (reader, n_namespaces))
    return;
  if (is_root)
    start_root (reader, name, prefix, uri);
  else if ((type = find_type (reader, name, prefix, uri, &is_top)) != NULL)
    start_known (reader, type, is_top);
  else if (reader->source->closed && reader->depth == ROOT_DEPTH)
    fail (reader, SL_ERROR_INPUT, _("<%s> is not known here; write <%s> elements"), name,
          reader->source->root->fields[0].record->name);
  else
    start_unknown (reader, name, prefix, uri, n_namespaces, namespaces, n, attributes);
  if (reader->error != NULL || (!is_root && type == NULL))
    return;
  read_attributes (reader, top (reader), n_namespaces, namespaces, n, attributes);
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
      sl_xml_append_text (use (&open->children), open->text->str, strlen (open->text->str));
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
  finish_lists (open);
  keep_unknown (reader, open, FALSE);
  if (reader->depth == ROOT_DEPTH && find_records (top (reader), open->type->name) == NULL)
    reader->source->take (open->type, open->record, open->line, reader->source->data);
  else
    add_to_parent (reader, open);
  open->record = NULL;
  release (open);
}

/* What the element that ends has declared is no longer known. */
static void
leave_scope (Reader *reader)
{
  guint n = reader->scope->len;

  while (n > 0 && g_array_index (reader->scope, Namespace, n - 1).level >= level (reader))
    n--;
  g_array_set_size (reader->scope, n);
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *reader = data;

  if (reader->error != NULL || reader->depth == 0)
    return;
  leave_scope (reader);
  reader->n_declared -= reader->declared[level (reader) - 1];
  if (reader->unknown > 0)
    {
      GString *out = top (reader)->children;
      g_string_append (out, "</");
      append_name (out, prefix, name);
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
on_characters (void *data, const xmlChar *text, int length)
{
  Reader *reader = data;
  Open *open = top (reader);

  if (reader->error != NULL || open == NULL)
    return;
  if (reader->unknown > 0)
    sl_xml_append_text (open->children, (const char *) text, (gsize) length);
  else
    g_string_append_len (use (&open->text), (const char *) text, length);
  spend (reader, (gsize) length);
}

/* A comment or an instruction stays with the record that it stands in, behind what is known of it,
    or around the root. */
static void
keep_aside (Reader *reader, const char *open, const xmlChar *what, const char *between, const xmlChar *text,
            const char *close)
{
  GString **out = !reader->started ? &reader->before : reader->ended ? &reader->after : &top (reader)->children;

  g_string_append_printf (use (out), "%s%s%s%s%s", open, what != NULL ? (const char *) what : "", between,
                          text != NULL ? (const char *) text : "", close);
  if (!reader->started || reader->ended)
    g_string_append_c (*out, '\n');
  spend (reader, text != NULL ? strlen ((const char *) text) : 0);
}

static void
on_comment (void *data, const xmlChar *text)
{
  Reader *reader = data;

  if (reader->error == NULL)
    keep_aside (reader, "<!--", NULL, "", text, "-->");
}

static void
on_instruction (void *data, const xmlChar *target, const xmlChar *text)
{
  Reader *reader = data;

  if (reader->error == NULL)
    keep_aside (reader, "<?", target, text != NULL ? " " : "", text, "?>");
}

static void
on_doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  fail (data, SL_ERROR_INPUT, _("a document type is not allowed in a plan; remove the <!DOCTYPE>"));
}

static void
on_error (void *data, xmlErrorPtr problem)
{
  Reader *reader = data;
  g_autofree char *message = NULL;

  if (reader->error != NULL || problem->level < XML_ERR_ERROR)
    return;
  message = g_strstrip (g_strdup (problem->message != NULL ? problem->message : ""));
  fail (reader, SL_ERROR_INPUT,
        _("this is not well-formed XML (%s); open a plan, or the copy of the last save, whose name ends in “~”"),
        message);
}

/* libxml2 prints some troubles by itself; ours are errors that name the file. */
static void
on_chatter (void *data, const char *format, ...)
{
}

/* --- reading --- */

static void
parse_chunks (Reader *reader, const char *text, gsize length, SlWatch *watch)
{
  int trouble = XML_ERR_OK; /* what alone tells of text that is not in its encoding */

  for (gsize at = 0; at < length && reader->error == NULL && trouble == XML_ERR_OK; at += CHUNK_BYTES)
    {
      if (sl_watch_stops (watch, &reader->error))
        return;
      trouble = xmlParseChunk (reader->xml, text + at, (int) MIN (length - at, (gsize) CHUNK_BYTES), 0);
      sl_watch_tell (watch, (double) at / (double) length);
    }
  if (reader->error == NULL && trouble == XML_ERR_OK)
    trouble = xmlParseChunk (reader->xml, NULL, 0, 1);
  if (reader->error == NULL && (trouble != XML_ERR_OK || !reader->xml->wellFormed))
    fail (reader, SL_ERROR_INPUT,
          _("the file is cut short or not XML; open a plan, or the copy of the last save, whose name ends in “~”"));
}

static void
run (Reader *reader, const char *text, gsize length, SlWatch *watch)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_characters,
    .cdataBlock = on_characters,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .internalSubset = on_doctype,
    .serror = on_error,
  };

  xmlSetGenericErrorFunc (NULL, on_chatter); /* of this thread */
  reader->xml = xmlCreatePushParserCtxt (&sax, reader, NULL, 0, NULL);
  xmlCtxtUseOptions (reader->xml, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_HUGE
                     | XML_PARSE_IGNORE_ENC /* it is UTF-8, which sl_xml_scan() has seen */);
  parse_chunks (reader, text, length, watch);
  if (reader->error == NULL)
    {
      finish_lists (&reader->stack[0]);
      keep_unknown (reader, &reader->stack[0], TRUE);
    }
  while (reader->depth > 0)
    {
      reader->depth--;
      discard (&reader->stack[reader->depth], reader->depth == 0);
    }
  xmlFreeParserCtxt (reader->xml);
  xmlSetGenericErrorFunc (NULL, NULL);
}

gboolean
sl_record_read (const SlRecordSource *source, const char *text, gsize length, const char *file, SlWatch *watch,
                GError **error)
{
  g_autoptr (GArray) scope = g_array_new (FALSE, FALSE, sizeof (Namespace));
  Reader reader = { .source = source, .file = file, .scope = scope };

  if (!sl_xml_scan (text, length, file, error))
    return FALSE;
  run (&reader, text, length, watch);
  if (reader.before != NULL)
    g_string_free (reader.before, TRUE);
  if (reader.after != NULL)
    g_string_free (reader.after, TRUE);
  if (reader.error == NULL)
    return TRUE;
  g_propagate_error (error, reader.error);
  return FALSE;
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
      ok = FALSE;
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write <%s> elements"), text, field->name,
                    field->record->name);
    }
  sl_extra_unref (holder.record.extra);
  if (ok)
    *list = holder.list;
  else
    sl_list_unref (holder.list);
  return ok;
}
