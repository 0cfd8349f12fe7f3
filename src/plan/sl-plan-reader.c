/* A stack machine over SAX events:
 *
 *   <sightline>            root
 *     <wall id=… …>        entity: attributes are its fields
 *       <patch …/>         record: appended to the field whose record has that name
 *     <anything-else>      unknown: kept as text with everything in it
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"
#include "sl-plan-xml.h"

enum { MAX_DEPTH = 64 };

/* An open element that this version knows. */
typedef struct {
  const SlRecordType *type;   /* NULL at the root */
  gpointer            record; /* the entity, or the record being filled; not owned */
  SlEntity           *entity; /* owned, NULL for records */
  GArray            **lists;  /* one a field, NULL until something is in it */
  GString            *attributes, *children; /* unknown content */
  GString            *text;   /* between known elements; blanks do not count */
} Open;

typedef struct {
  xmlParserCtxt  *xml;
  const char     *file;
  const char     *root;       /* the root's name */
  const SlField  *fragment;   /* when only this field's records are read, into stack[0] */
  SlPlan         *plan;       /* NULL for a fragment */
  GHashTable     *lines;      /* id → line of the first use */
  Open            stack[MAX_DEPTH];
  guint           depth;
  guint           unknown;    /* how deep in an unknown element */
  gboolean        started;    /* the root element was seen */
  GError         *error;
} Reader;

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
      sl_error_set_at (&reader->error, code, reader->file, reader->fragment != NULL ? 0 : current_line (reader), "%s",
          message);
    }
  xmlStopParser (reader->xml);
}

/* The text of an attribute. libxml2 leaves "&#38;" for "&" unless it substitutes entities, which is off. */
static char *
attribute_value (const xmlChar *begin, const xmlChar *end)
{
  GString *text = g_string_new_len ((const char *) begin, end - begin);

  g_string_replace (text, "&#38;", "&", 0);
  return g_string_free (text, FALSE);
}

static void
append_name (GString *out, const xmlChar *prefix, const xmlChar *name)
{
  if (prefix != NULL)
    g_string_append_printf (out, "%s:", (const char *) prefix);
  g_string_append (out, (const char *) name);
}

static void
append_unknown_attribute (GString *out, const xmlChar **attribute)
{
  g_autofree char *value = attribute_value (attribute[3], attribute[4]);

  g_string_append_c (out, ' ');
  append_name (out, attribute[1], attribute[0]);
  g_string_append (out, "=\"");
  sl_xml_append_escaped (out, value, strlen (value));
  g_string_append_c (out, '"');
}

static void
append_namespaces (GString *out, int n, const xmlChar **namespaces)
{
  for (int i = 0; i < n; i++)
    {
      const xmlChar *begin = namespaces[2 * i + 1] != NULL ? namespaces[2 * i + 1] : (const xmlChar *) ""; /* NULL: xmlns="" */
      g_autofree char *uri = attribute_value (begin, begin + strlen ((const char *) begin));
      g_string_append_printf (out, " xmlns%s%s=\"", namespaces[2 * i] != NULL ? ":" : "",
                              namespaces[2 * i] != NULL ? (const char *) namespaces[2 * i] : "");
      sl_xml_append_escaped (out, uri, strlen (uri));
      g_string_append_c (out, '"');
    }
}

static Open *
top (Reader *reader)
{
  return reader->depth > 0 ? &reader->stack[reader->depth - 1] : NULL;
}

static Open *
push (Reader *reader, const SlRecordType *type, gpointer record, SlEntity *entity)
{
  Open *open = &reader->stack[reader->depth++];

  *open = (Open) { type, record, entity, NULL, g_string_new (NULL), g_string_new (NULL), g_string_new (NULL) };
  if (type != NULL)
    open->lists = g_new0 (GArray *, type->n_fields);
  return open;
}

static void
read_attributes (Reader *reader, Open *open, int n, const xmlChar **attributes)
{
  for (int i = 0; i < n && reader->error == NULL; i++, attributes += 5)
    {
      const char *name = (const char *) attributes[0];
      const SlField *field = attributes[1] == NULL && open->type != NULL ? sl_record_field (open->type, name) : NULL;
      g_autofree char *value = attribute_value (attributes[3], attributes[4]);
      g_autoptr (GError) error = NULL;
      gboolean ok = TRUE;

      if (open->entity != NULL && attributes[1] == NULL && g_str_equal (name, "id"))
        continue;
      if (open->entity != NULL && attributes[1] == NULL && g_str_equal (name, "name"))
        ok = sl_entity_set (open->entity, name, value, FALSE, &error);
      else if (field != NULL && field->type != SL_TYPE_RECORDS)
        ok = sl_field_parse (field, value, FALSE, SL_MEMBER (open->record, field), &error);
      else
        append_unknown_attribute (open->attributes, attributes);
      if (!ok)
        fail (reader, SL_ERROR_INPUT, "%s", error->message);
    }
}

static const char *
find_attribute (int n, const xmlChar **attributes, const char *name, char **owner)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (attributes[1] == NULL && g_str_equal (attributes[0], name))
      return *owner = attribute_value (attributes[3], attributes[4]);
  return NULL;
}

static void
start_root (Reader *reader, const char *name, const char *prefix, int n, const xmlChar **attributes)
{
  g_autofree char *version = NULL;
  Open *open;

  if (!g_str_equal (name, reader->root) || prefix != NULL)
    {
      fail (reader, SL_ERROR_INPUT, _("this is XML of another kind (<%s>, not <%s>); choose a Sightline plan"), name,
          reader->root);
      return;
    }
  if (reader->fragment != NULL)
    return;
  find_attribute (n, attributes, "version", &version);
  if (version == NULL || !g_ascii_isdigit (*version))
    {
      fail (reader, SL_ERROR_INPUT, _("the version is missing; the first element must read <sightline version=\"%s\">"),
          SL_PLAN_VERSION);
      return;
    }
  if (g_ascii_strtoll (version, NULL, 10) > SL_PLAN_VERSION_MAJOR)
    {
      fail (reader, SL_ERROR_VERSION,
          _("the plan was made by a newer version (%s; this one reads %d.x); update Sightline to open it"), version,
          SL_PLAN_VERSION_MAJOR);
      return;
    }
  open = push (reader, NULL, NULL, NULL);
  for (int i = 0; i < n; i++, attributes += 5)
    if (!g_str_equal (attributes[0], "version"))
      append_unknown_attribute (open->attributes, attributes);
}

static void
start_entity (Reader *reader, SlKind kind, int n, const xmlChar **attributes)
{
  g_autofree char *id = NULL;
  gpointer first;

  if (find_attribute (n, attributes, "id", &id) == NULL || !sl_id_is_valid (id))
    {
      fail (reader, SL_ERROR_INPUT, _("“%s” is no id for a %s; use letters, digits, “-”, “_” and “.”"),
          id != NULL ? id : "", sl_kind_info (kind)->record.name);
      return;
    }
  if (g_hash_table_lookup_extended (reader->lines, id, NULL, &first))
    {
      fail (reader, SL_ERROR_INPUT, _("the id “%s” is used twice, first in line %u; give one of them another id"), id,
          GPOINTER_TO_UINT (first));
      return;
    }
  SlEntity *entity = sl_entity_new (kind, id);
  entity->line = current_line (reader);
  g_hash_table_insert (reader->lines, g_strdup (id), GUINT_TO_POINTER (entity->line));
  read_attributes (reader, push (reader, &sl_kind_info (kind)->record, entity, entity), n, attributes);
}

/* The field of `open` whose records are called `name`, or NULL. */
static const SlField *
find_records (const Open *open, const char *name)
{
  for (guint i = 0; open->type != NULL && i < open->type->n_fields; i++)
    if (open->type->fields[i].type == SL_TYPE_RECORDS && g_str_equal (open->type->fields[i].record->name, name))
      return &open->type->fields[i];
  return NULL;
}

static void
start_record (Reader *reader, const SlField *field, int n, const xmlChar **attributes)
{
  gpointer record = g_malloc0 (field->record->size);

  sl_record_init (field->record, record);
  read_attributes (reader, push (reader, field->record, record, NULL), n, attributes);
}

static void
start_unknown (Reader *reader, const xmlChar *name, const xmlChar *prefix, int n_namespaces,
               const xmlChar **namespaces, int n, const xmlChar **attributes)
{
  GString *out = top (reader)->children;

  g_string_append_c (out, '<');
  append_name (out, prefix, name);
  append_namespaces (out, n_namespaces, namespaces);
  for (int i = 0; i < n; i++)
    append_unknown_attribute (out, attributes + 5 * i);
  g_string_append_c (out, '>');
  reader->unknown++;
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
  Reader *reader = data;
  const char *id = (const char *) name;
  const SlField *field;
  SlKind kind;

  if (reader->error != NULL)
    return;
  if (reader->depth + reader->unknown + 1 >= MAX_DEPTH)
    {
      fail (reader, SL_ERROR_INPUT, _("elements are nested more than %d deep; this is no plan"), MAX_DEPTH);
      return;
    }
  if (!reader->started)
    {
      reader->started = TRUE;
      start_root (reader, id, (const char *) prefix, n, attributes);
      if (reader->error == NULL && reader->fragment == NULL)
        append_namespaces (top (reader)->attributes, n_namespaces, namespaces);
      return;
    }
  if (reader->unknown == 0 && prefix == NULL && reader->depth == 1 && reader->fragment == NULL
      && (kind = sl_kind_from_name (id)) != SL_N_KINDS)
    start_entity (reader, kind, n, attributes);
  else if (reader->unknown == 0 && prefix == NULL && (field = find_records (top (reader), id)) != NULL)
    start_record (reader, field, n, attributes);
  else if (reader->fragment == NULL || reader->depth > 1)
    start_unknown (reader, name, prefix, n_namespaces, namespaces, n, attributes);
  else
    fail (reader, SL_ERROR_INPUT, _("<%s> is not known here; write <%s> elements"), id, reader->fragment->record->name);
}

/* Moves what was collected for each field into immutable lists. */
static void
finish_lists (Open *open)
{
  for (guint i = 0; i < open->type->n_fields; i++)
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
discard (Open *open)
{
  if (open->lists != NULL)
    finish_lists (open); /* their items are owned by then */
  if (open->entity != NULL)
    sl_entity_unref (open->entity);
  else if (open->record != NULL)
    {
      sl_record_clear (open->type, open->record);
      g_free (open->record);
    }
  g_string_free (open->attributes, TRUE);
  g_string_free (open->children, TRUE);
  g_string_free (open->text, TRUE);
}

static void
add_to_parent (Reader *reader, Open *closed)
{
  Open *parent = top (reader);
  const SlField *field = find_records (parent, closed->type->name);
  gsize at = (gsize) (field - parent->type->fields);

  if (parent->lists[at] == NULL)
    parent->lists[at] = g_array_new (FALSE, FALSE, (guint) closed->type->size);
  g_array_append_vals (parent->lists[at], closed->record, 1);
  g_free (closed->record); /* its members live on in the array */
  closed->record = NULL;
}

/* Text has no meaning beside known elements; it is kept behind the unknown ones. */
static void
keep_text (Open *open)
{
  g_strstrip (open->text->str);
  sl_xml_append_escaped (open->children, open->text->str, strlen (open->text->str));
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *reader = data;
  Open *open = top (reader);

  if (reader->error != NULL || open == NULL)
    return;
  if (reader->unknown > 0)
    {
      g_string_append (open->children, "</");
      append_name (open->children, prefix, name);
      g_string_append_c (open->children, '>');
      reader->unknown--;
      return;
    }
  if (reader->depth == 1) /* the root, closed after parsing */
    return;
  reader->depth--;
  finish_lists (open);
  keep_text (open);
  ((SlRecord *) open->record)->extra = sl_extra_new (open->attributes->str, open->children->str);
  if (open->entity != NULL)
    {
      sl_plan_put (reader->plan, g_steal_pointer (&open->entity));
      open->record = NULL;
    }
  else
    add_to_parent (reader, open);
  discard (open);
}

static void
on_characters (void *data, const xmlChar *text, int length)
{
  Reader *reader = data;

  if (reader->error != NULL || top (reader) == NULL)
    return;
  if (reader->unknown > 0)
    sl_xml_append_escaped (top (reader)->children, (const char *) text, (gsize) length);
  else
    g_string_append_len (top (reader)->text, (const char *) text, length);
}

/* A comment stays with the entity that it stands in, behind what is known of it. */
static void
on_comment (void *data, const xmlChar *text)
{
  Reader *reader = data;

  if (reader->error == NULL && top (reader) != NULL)
    g_string_append_printf (top (reader)->children, "<!--%s-->", (const char *) text);
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
  fail (reader, SL_ERROR_INPUT, _("this is not well-formed XML (%s); open a plan, or its last backup"), message);
}

/* libxml2 prints some troubles by itself; ours are errors that name the file. */
static void
on_chatter (void *data, const char *format, ...)
{
}

static gboolean
run (Reader *reader, const char *data, gsize length)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_characters,
    .cdataBlock = on_characters,
    .comment = on_comment,
    .internalSubset = on_doctype,
    .serror = on_error,
  };
  int trouble = XML_ERR_OK; /* what alone tells of text that is not in its encoding */

  xmlSetGenericErrorFunc (NULL, on_chatter); /* of this thread */
  reader->xml = xmlCreatePushParserCtxt (&sax, reader, NULL, 0, NULL);
  xmlCtxtUseOptions (reader->xml, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_HUGE);
  for (gsize at = 0; at < length && reader->error == NULL && trouble == XML_ERR_OK; at += 1 << 20)
    trouble = xmlParseChunk (reader->xml, data + at, (int) MIN (length - at, (gsize) 1 << 20), 0);
  if (reader->error == NULL && trouble == XML_ERR_OK)
    trouble = xmlParseChunk (reader->xml, NULL, 0, 1);
  if (reader->error == NULL && (trouble != XML_ERR_OK || !reader->xml->wellFormed))
    fail (reader, SL_ERROR_INPUT, _("the file is cut short or not XML; open a plan, or its last backup"));
  xmlFreeParserCtxt (reader->xml);
  xmlSetGenericErrorFunc (NULL, NULL);
  return reader->error == NULL;
}

SlPlan *
sl_plan_parse (const char *data, gsize length, const char *file, GError **error)
{
  g_autoptr (SlPlan) plan = sl_plan_new ();
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .file = file, .root = "sightline", .plan = plan, .lines = lines };
  const SlEntity *culprit = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean ok;

  if (length == 0)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("the file is empty; open a plan, or make one with “new”"));
      return NULL;
    }
  ok = run (&reader, data, length);
  if (ok)
    keep_text (&reader.stack[0]);
  if (ok)
    sl_plan_set_extra (plan, sl_extra_new (reader.stack[0].attributes->str, reader.stack[0].children->str));
  while (reader.depth > 0)
    discard (&reader.stack[--reader.depth]);
  if (!ok)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }
  if (!sl_plan_check_limits (plan, &culprit, &problem))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, culprit->line, "%s", problem->message);
      return NULL;
    }
  return g_steal_pointer (&plan);
}

gboolean
sl_records_from_xml (const SlField *field, const char *text, SlList **list, GError **error)
{
  struct { SlRecord record; SlList *list; } holder = { { NULL }, NULL };
  SlField slot = *field;
  SlRecordType type = { "list", NULL, sizeof holder, &slot, 1 };
  g_autofree char *document = g_strdup_printf ("<list>%s</list>", text);
  Reader reader = { .root = "list", .fragment = field };
  Open *root;
  gboolean ok;

  slot.offset = offsetof (__typeof__ (holder), list);
  root = push (&reader, &type, &holder, NULL);
  ok = run (&reader, document, strlen (document));
  keep_text (root);
  if (ok && root->children->len > 0)
    {
      ok = FALSE;
      sl_error_set (&reader.error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write <%s> elements"), text,
          field->name,
                    field->record->name);
    }
  while (reader.depth > 1)
    discard (&reader.stack[--reader.depth]);
  finish_lists (root);
  g_string_free (root->attributes, TRUE);
  g_string_free (root->children, TRUE);
  g_string_free (root->text, TRUE);
  if (holder.list != NULL)
    holder.list->field = field; /* lists point at the field that made them, which must outlive them */
  if (ok)
    {
      *list = holder.list;
      return TRUE;
    }
  sl_list_unref (holder.list);
  g_propagate_error (error, reader.error);
  return FALSE;
}
