/* What of a document is not known, written back with the namespaces that it needs. Of this room alone. */
#pragma once

#include "sl-xml-parser.h"

G_BEGIN_DECLS

#define SL_XML_MAX_DEPTH      64
#define SL_XML_MAX_NAMESPACES 256 /* declared around an element */

/* Levels count open elements, the root's being 1. From `alone` on, what is written must declare its namespaces
 * itself. */
typedef struct {
  guint   level;
  guint   alone; /* level from which on it is; G_MAXUINT: not now */
  GArray *known; /* what is declared where it counts */
  guint   declared[SL_XML_MAX_DEPTH], n_declared; /* by each open element, and by all */
} SlXmlScope;

void     sl_xml_scope_init   (SlXmlScope *scope);  /* before the root */
void     sl_xml_scope_finish (SlXmlScope *scope);  /* gives back what it owns */
/* Another element is open; FALSE when it is nested too deep or declares too much. */
gboolean sl_xml_scope_enter  (SlXmlScope *scope, const SlXmlTag *tag);
/* It is closed. */
void     sl_xml_scope_leave  (SlXmlScope *scope);

/* "prefix:name", or the name alone. */
void     sl_xml_append_name  (GString *out, const xmlChar *prefix, const xmlChar *name);
/* The tag's own declarations. The last element entered is the tag's. */
void     sl_xml_scope_declare (SlXmlScope *scope, const SlXmlTag *tag, GString *out);
/* A declaration of a prefix that is used on the element (NULL for none), where it must be written and is not yet. */
void     sl_xml_scope_need    (SlXmlScope *scope, const xmlChar *prefix, const xmlChar *uri, GString *out);
/* ' name="value"' of the tag's attribute at `index`. Returns the bytes of the value. */
gsize    sl_xml_append_tag_attribute (const SlXmlTag *tag, int index, GString *out);

G_END_DECLS
