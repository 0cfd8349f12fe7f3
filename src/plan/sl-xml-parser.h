/* libxml2's SAX interface as plans need it: nothing but UTF-8 without document types, in chunks under a watch, with
 * errors that name file and line. Of this room alone. */
#pragma once

#include <libxml/xmlstring.h>

#include "sl-error.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlXmlParser SlXmlParser;

/* A start tag as libxml2 gives it, which keeps one copy of each name, prefix and URI. */
typedef struct {
  const xmlChar  *name, *prefix, *uri; /* the last two may be NULL */
  int             n_namespaces, n_attributes;
  const xmlChar **namespaces; /* prefix and URI of each that is declared here */
  const xmlChar **attributes; /* five of each: name, prefix, URI, begin and end of the value */
} SlXmlTag;

/* Called in document order until one fails. */
typedef struct {
  void (*start) (const SlXmlTag *tag, gpointer data);
  void (*end)   (const xmlChar *name, const xmlChar *prefix, gpointer data);
  void (*text)  (const char *text, gsize length, gpointer data); /* not terminated */
  void (*aside) (const char *markup, gpointer data); /* a comment or an instruction, whole */
} SlXmlEvents;

/* Parses a whole document. `file` is for messages, NULL for text that has none; the watch may be NULL. `parser`
 * receives the parser before the first event; it lives until this returns. FALSE with an error. */
gboolean sl_xml_parse       (const SlXmlEvents *events, const char *text, gsize length, const char *file,
                             SlWatch *watch, SlXmlParser **parser, gpointer data, GError **error);
/* Of what is parsed now, exact beyond line 65,535. */
guint    sl_xml_parser_line (const SlXmlParser *parser);
/* Stops the parsing with this error, unless there is one already. */
void     sl_xml_parser_fail (SlXmlParser *parser, SlErrorCode code, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* TRUE when an event has failed, or the text is no XML. */
gboolean sl_xml_parser_has_failed (const SlXmlParser *parser);

G_END_DECLS
