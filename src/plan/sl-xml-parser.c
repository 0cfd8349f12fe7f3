#include "sl-xml-parser.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "sl-i18n.h"
#include "sl-xml-text.h"

enum { CHUNK_BYTES = 1 << 20 }; /* between two looks at the watch */

struct SlXmlParser {
  const SlXmlEvents *events;
  gpointer           data;
  xmlParserCtxt     *xml;
  const char        *file;
  GError            *error;
};

guint
sl_xml_parser_line (const SlXmlParser *parser)
{
  /* xmlGetLineNo() stops at 65,535; the input's own counter does not */
  return parser->xml->input != NULL ? (guint) parser->xml->input->line : 0;
}

void
sl_xml_parser_fail (SlXmlParser *parser, SlErrorCode code, const char *format, ...)
{
  g_autofree char *message = NULL;
  guint line = parser->file != NULL ? sl_xml_parser_line (parser) : 0;
  va_list args;

  if (parser->error == NULL)
    {
      va_start (args, format);
      message = g_strdup_vprintf (format, args);
      va_end (args);
      sl_error_set_at (&parser->error, code, parser->file, line, "%s", message);
    }
  xmlStopParser (parser->xml);
}

gboolean
sl_xml_parser_has_failed (const SlXmlParser *parser)
{
  return parser->error != NULL;
}

/* --- libxml2's events --- */

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
  SlXmlParser *parser = data;
  const SlXmlTag tag = { name, prefix, uri, n_namespaces, n, namespaces, attributes };

  if (parser->error == NULL)
    parser->events->start (&tag, parser->data);
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  SlXmlParser *parser = data;

  if (parser->error == NULL)
    parser->events->end (name, prefix, parser->data);
}

static void
on_characters (void *data, const xmlChar *text, int length)
{
  SlXmlParser *parser = data;

  if (parser->error == NULL)
    parser->events->text ((const char *) text, (gsize) length, parser->data);
}

static void
on_comment (void *data, const xmlChar *text)
{
  SlXmlParser *parser = data;
  g_autofree char *markup = g_strdup_printf ("<!--%s-->", (const char *) text);

  if (parser->error == NULL)
    parser->events->aside (markup, parser->data);
}

static void
on_instruction (void *data, const xmlChar *target, const xmlChar *text)
{
  SlXmlParser *parser = data;
  g_autofree char *markup = g_strdup_printf ("<?%s%s%s?>", (const char *) target, text != NULL ? " " : "",
                                             text != NULL ? (const char *) text : "");

  if (parser->error == NULL)
    parser->events->aside (markup, parser->data);
}

static void
on_doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  sl_xml_parser_fail (data, SL_ERROR_INPUT, _("a document type is not allowed in a plan; remove the <!DOCTYPE>"));
}

static void
on_error (void *data, xmlErrorPtr problem)
{
  SlXmlParser *parser = data;
  g_autofree char *message = NULL;

  if (parser->error != NULL || problem->level < XML_ERR_ERROR)
    return;
  message = g_strstrip (g_strdup (problem->message != NULL ? problem->message : ""));
  sl_xml_parser_fail (parser, SL_ERROR_INPUT,
                      _("this is not well-formed XML (%s); open a plan, or the copy of the last save, whose name ends "
                        "in “~”"), message);
}

/* libxml2 prints some troubles by itself; ours are errors that name the file. */
static void
on_chatter (void *data, const char *format, ...)
{
}

/* --- parsing --- */

static void
parse_chunks (SlXmlParser *parser, const char *text, gsize length, SlWatch *watch)
{
  int trouble = XML_ERR_OK; /* what alone tells of some damage */

  for (gsize at = 0; at < length && parser->error == NULL && trouble == XML_ERR_OK; at += CHUNK_BYTES)
    {
      if (sl_watch_stops (watch, &parser->error))
        return;
      trouble = xmlParseChunk (parser->xml, text + at, (int) MIN (length - at, (gsize) CHUNK_BYTES), 0);
      sl_watch_tell (watch, (double) at / (double) length);
    }
  if (parser->error == NULL && trouble == XML_ERR_OK)
    trouble = xmlParseChunk (parser->xml, NULL, 0, 1);
  if (parser->error == NULL && (trouble != XML_ERR_OK || !parser->xml->wellFormed))
    sl_xml_parser_fail (parser, SL_ERROR_INPUT,
                        _("the file is cut short or not XML; open a plan, or the copy of the last save, whose name "
                          "ends in “~”"));
}

gboolean
sl_xml_parse (const SlXmlEvents *events, const char *text, gsize length, const char *file, SlWatch *watch,
              SlXmlParser **handed, gpointer data, GError **error)
{
  SlXmlParser parser = { .events = events, .data = data, .file = file };
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

  *handed = &parser;
  if (!sl_xml_scan (text, length, file, error))
    return FALSE;
  xmlSetGenericErrorFunc (NULL, on_chatter); /* of this thread */
  parser.xml = xmlCreatePushParserCtxt (&sax, &parser, NULL, 0, NULL);
  /* it is UTF-8, which sl_xml_scan() has seen, whatever it says */
  xmlCtxtUseOptions (parser.xml, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_HUGE
                                   | XML_PARSE_IGNORE_ENC);
  parse_chunks (&parser, text, length, watch);
  xmlFreeParserCtxt (parser.xml);
  xmlSetGenericErrorFunc (NULL, NULL);
  if (parser.error == NULL)
    return TRUE;
  g_propagate_error (error, parser.error);
  return FALSE;
}
