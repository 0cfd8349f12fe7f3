/* Text as XML holds it, and a look at a document before libxml2 reads it. Of this room alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much one start tag may hold: libxml2 compares each attribute with each other. */
#define SL_XML_MAX_ATTRIBUTES 256
#define SL_XML_MAX_VALUE      (8u << 20)
#define SL_XML_MAX_NAMES      (64u << 10) /* bytes of a tag beside its values */

/* In an attribute; white space but the blank as references, so that a reader keeps it. */
void     sl_xml_append_attribute (GString *out, const char *text, gsize length);
/* Between tags. */
void     sl_xml_append_text      (GString *out, const char *text, gsize length);
/* An attribute as libxml2 hands it on, which leaves "&#38;" for "&" unless it substitutes entities; g_free() it. */
char    *sl_xml_attribute_value  (const char *begin, const char *end);
/* FALSE with SL_ERROR_INPUT, which names `file` (may be NULL) and the line, when the text is not UTF-8 or a start tag
 * holds more than the limits above. Whether it is XML at all is left to the parser. */
gboolean sl_xml_scan             (const char *text, gsize length, const char *file, GError **error);

G_END_DECLS
