#include "sl-gdtf.h"

#include <libxml/xmlreader.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-zip.h"

enum { MOST_BYTES = 64 << 20, MOST_MODES = 10000 };

static void
ignore (void *data, xmlErrorPtr trouble)
{
}

/* The modes that it gets to before anything is wrong. */
static void
read_modes (GBytes *text, GPtrArray *modes)
{
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  xmlTextReaderPtr xml = xmlReaderForMemory (bytes, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);

  if (xml == NULL)
    return;
  xmlTextReaderSetStructuredErrorHandler (xml, (xmlStructuredErrorFunc) ignore, NULL);
  while (modes->len < MOST_MODES && xmlTextReaderRead (xml) == 1
         && xmlTextReaderNodeType (xml) != XML_READER_TYPE_DOCUMENT_TYPE)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (xml);
      xmlChar *mode;

      if (xmlTextReaderNodeType (xml) != XML_READER_TYPE_ELEMENT || g_strcmp0 (name, "DMXMode") != 0)
        continue;
      mode = xmlTextReaderGetAttribute (xml, (const xmlChar *) "Name");
      if (mode != NULL && *mode != '\0')
        g_ptr_array_add (modes, g_strdup ((const char *) mode));
      xmlFree (mode);
    }
  xmlFreeTextReader (xml);
}

GPtrArray *
sl_gdtf_modes (GBytes *data, const char *file, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_read (data, file, error);
  g_autoptr (GBytes) text = zip != NULL ? sl_zip_get (zip, "description.xml", MOST_BYTES, error) : NULL;
  g_autoptr (GPtrArray) modes = g_ptr_array_new_with_free_func (g_free);

  if (text == NULL)
    return NULL;
  read_modes (text, modes);
  if (modes->len > 0)
    return g_steal_pointer (&modes);
  sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("it names no DMX mode; fetch the fixture's GDTF file again"));
  return NULL;
}
