#include "sl-xml-scope.h"

#include <string.h>

#include "sl-xml-text.h"

typedef struct {
  const xmlChar *prefix, *uri;
  guint          level; /* of the element that declares it */
} Namespace;

void
sl_xml_scope_init (SlXmlScope *scope)
{
  *scope = (SlXmlScope) { .alone = G_MAXUINT, .known = g_array_new (FALSE, FALSE, sizeof (Namespace)) };
}

void
sl_xml_scope_finish (SlXmlScope *scope)
{
  g_array_unref (scope->known);
}

gboolean
sl_xml_scope_enter (SlXmlScope *scope, const SlXmlTag *tag)
{
  if (scope->level + 1 >= SL_XML_MAX_DEPTH || scope->n_declared + (guint) tag->n_namespaces > SL_XML_MAX_NAMESPACES)
    return FALSE;
  scope->declared[scope->level++] = (guint) tag->n_namespaces;
  scope->n_declared += (guint) tag->n_namespaces;
  return TRUE;
}

void
sl_xml_scope_leave (SlXmlScope *scope)
{
  guint n = scope->known->len;

  while (n > 0 && g_array_index (scope->known, Namespace, n - 1).level >= scope->level)
    n--;
  g_array_set_size (scope->known, n);
  scope->n_declared -= scope->declared[--scope->level];
}

void
sl_xml_append_name (GString *out, const xmlChar *prefix, const xmlChar *name)
{
  if (prefix != NULL)
    g_string_append_printf (out, "%s:", (const char *) prefix);
  g_string_append (out, (const char *) name);
}

static void
append_namespace (SlXmlScope *scope, const xmlChar *prefix, const xmlChar *uri, GString *out)
{
  const char *begin = uri != NULL ? (const char *) uri : ""; /* xmlns="" */
  g_autofree char *value = sl_xml_attribute_value (begin, begin + strlen (begin));
  Namespace declared = { prefix, uri, scope->level };

  g_string_append_printf (out, " xmlns%s%s=\"", prefix != NULL ? ":" : "", prefix != NULL ? (const char *) prefix : "");
  sl_xml_append_attribute (out, value, strlen (value));
  g_string_append_c (out, '"');
  if (scope->level >= scope->alone)
    g_array_append_val (scope->known, declared);
}

void
sl_xml_scope_declare (SlXmlScope *scope, const SlXmlTag *tag, GString *out)
{
  for (int i = 0; i < tag->n_namespaces; i++)
    append_namespace (scope, tag->namespaces[2 * i], tag->namespaces[2 * i + 1], out);
}

void
sl_xml_scope_need (SlXmlScope *scope, const xmlChar *prefix, const xmlChar *uri, GString *out)
{
  const Namespace *known = NULL;

  if (prefix == NULL || scope->level < scope->alone || xmlStrEqual (prefix, (const xmlChar *) "xml"))
    return;
  for (guint i = scope->known->len; known == NULL && i-- > 0;)
    if (xmlStrEqual (g_array_index (scope->known, Namespace, i).prefix, prefix))
      known = &g_array_index (scope->known, Namespace, i);
  if (known == NULL || !xmlStrEqual (known->uri, uri))
    append_namespace (scope, prefix, uri, out);
}

gsize
sl_xml_append_tag_attribute (const SlXmlTag *tag, int index, GString *out)
{
  const xmlChar **attribute = tag->attributes + 5 * index;
  g_autofree char *value = sl_xml_attribute_value ((const char *) attribute[3], (const char *) attribute[4]);

  g_string_append_c (out, ' ');
  sl_xml_append_name (out, attribute[1], attribute[0]);
  g_string_append (out, "=\"");
  sl_xml_append_attribute (out, value, strlen (value));
  g_string_append_c (out, '"');
  return strlen (value);
}
