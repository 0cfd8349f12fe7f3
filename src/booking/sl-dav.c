#include "sl-dav.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_DEPTH = 24, PROP_DEPTH = 4 };

/*  depth  0 multistatus
 *         1   response                     sync-token
 *         2     href, status, propstat
 *         3       status, prop
 *         4         what is asked for
 *         5 …         what it is made of                                                                            */
typedef struct {
  SlDavAnswer   *answer;
  SlDavResponse *response;      /* the one that is read, borrowed */
  GHashTable    *found;         /* props of the propstat that is read */
  guint          status;        /* its status, which may stand before or after them; 0 for none */
  char          *prop;          /* "{namespace}name", while in one */
  GString       *text;
  char          *names[MAX_DEPTH];
  GError       **error;
  const char    *url;
} Reader;

static void
response_free (SlDavResponse *response)
{
  g_free (response->href);
  g_hash_table_unref (response->props);
  g_free (response);
}

void
sl_dav_answer_free (SlDavAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->responses);
  g_free (answer->sync_token);
  g_free (answer);
}

const char *
sl_dav_prop (const SlDavResponse *response, const char *name)
{
  return g_hash_table_lookup (response->props, name);
}

gboolean
sl_dav_prop_has (const SlDavResponse *response, const char *prop, const char *name)
{
  const char *text = sl_dav_prop (response, prop);
  g_auto (GStrv) names = text != NULL ? g_strsplit (text, " ", -1) : NULL;

  return names != NULL && g_strv_contains ((const char *const *) names, name);
}

char *
sl_dav_escape (const char *text)
{
  return g_markup_escape_text (text, -1);
}

/* --- reading --- */

static gboolean
refuse (Reader *r, const char *why)
{
  sl_error_set (r->error, SL_ERROR_SERVICE, _("%s does not answer as a calendar server does (%s); check its address"),
                r->url, why);
  return FALSE;
}

static GHashTable *
new_props (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* "HTTP/1.1 200 OK"; 0 where it says nothing. */
static guint
status_of (const char *line)
{
  const char *blank = strchr (line, ' ');
  guint64 status;
  g_autofree char *digits = blank != NULL ? g_strndup (blank + 1, 3) : NULL;

  return digits != NULL && g_ascii_string_to_unsigned (digits, 10, 100, 599, &status, NULL) ? (guint) status : 0;
}

static gboolean
is_at (const Reader *r, int depth, const char *name, const char *parent)
{
  return g_strcmp0 (r->names[depth], name) == 0 && (depth == 0 || g_strcmp0 (r->names[depth - 1], parent) == 0);
}

static gboolean
begin_response (Reader *r)
{
  if (r->answer->responses->len >= SL_DAV_MAX_RESPONSES)
    return refuse (r, _("too many entries"));
  r->response = g_new0 (SlDavResponse, 1);
  r->response->props = new_props ();
  g_ptr_array_add (r->answer->responses, r->response);
  return TRUE;
}

/* What a property is made of is told by its names; addresses stand on lines of their own. */
static void
begin_part (Reader *r, xmlTextReaderPtr xml, const char *name)
{
  g_autofree xmlChar *kind = NULL;

  if (g_str_equal (name, "href"))
    {
      if (r->text->len > 0)
        g_string_append_c (r->text, '\n');
      return;
    }
  if (r->text->len > 0)
    g_string_append_c (r->text, ' ');
  if (g_str_equal (name, "comp"))
    {
      xmlChar *value = xmlTextReaderGetAttribute (xml, BAD_CAST "name");
      g_string_append (r->text, value != NULL ? (const char *) value : name);
      xmlFree (value);
    }
  else
    g_string_append (r->text, name);
}

static gboolean
begin (Reader *r, xmlTextReaderPtr xml, int depth)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (xml);
  const char *space = (const char *) xmlTextReaderConstNamespaceUri (xml);

  g_free (r->names[depth]);
  r->names[depth] = g_strdup (name);
  if (depth == 0 && !g_str_equal (name, "multistatus"))
    return refuse (r, name);
  if (depth == 1 && g_str_equal (name, "response"))
    return begin_response (r);
  if (depth == 2 && g_str_equal (name, "propstat"))
    {
      g_hash_table_remove_all (r->found);
      r->status = 0;
    }
  if (depth == PROP_DEPTH && is_at (r, 3, "prop", "propstat"))
    {
      g_free (r->prop);
      r->prop = g_strdup_printf ("{%s}%s", space != NULL ? space : "", name);
    }
  if (depth > PROP_DEPTH && r->prop != NULL)
    begin_part (r, xml, name);
  else
    g_string_truncate (r->text, 0);
  return TRUE;
}

/* What the server does not have is named too, under another status than 2xx. */
static void
commit (Reader *r)
{
  const gboolean fine = r->response != NULL && (r->status == 0 || r->status / 100 == 2);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, r->found);
  while (fine && g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_replace (r->response->props, g_strdup (name), g_strdup (text));
  g_hash_table_remove_all (r->found);
}

static void
end (Reader *r, int depth)
{
  const gboolean within = depth > 1 && r->response != NULL && g_strcmp0 (r->names[1], "response") == 0;

  if (depth == 1 && is_at (r, 1, "sync-token", "multistatus"))
    {
      g_free (r->answer->sync_token);
      r->answer->sync_token = g_strstrip (g_strdup (r->text->str));
    }
  else if (within && is_at (r, 2, "href", "response") && depth == 2)
    {
      g_free (r->response->href);
      r->response->href = g_strstrip (g_strdup (r->text->str));
    }
  else if (within && is_at (r, 2, "status", "response") && depth == 2)
    r->response->status = status_of (g_strstrip (r->text->str));
  else if (within && depth == PROP_DEPTH && r->prop != NULL)
    g_hash_table_replace (r->found, g_steal_pointer (&r->prop), g_strdup (r->text->str));
  else if (within && depth == 3 && is_at (r, 3, "status", "propstat"))
    r->status = status_of (g_strstrip (r->text->str));
  else if (within && depth == 2 && is_at (r, 2, "propstat", "response"))
    commit (r);
  if (depth == 1)
    r->response = NULL;
}

static gboolean
take (Reader *r, xmlTextReaderPtr xml)
{
  const int depth = xmlTextReaderDepth (xml);
  gboolean fine = TRUE;

  if (depth >= MAX_DEPTH)
    return refuse (r, _("nested too deep"));
  switch (xmlTextReaderNodeType (xml))
    {
    case XML_READER_TYPE_DOCUMENT_TYPE:
      return refuse (r, _("a document type"));
    case XML_READER_TYPE_ELEMENT:
      fine = begin (r, xml, depth);
      if (fine && xmlTextReaderIsEmptyElement (xml))
        end (r, depth);
      return fine;
    case XML_READER_TYPE_END_ELEMENT:
      end (r, depth);
      return TRUE;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      g_string_append (r->text, (const char *) xmlTextReaderConstValue (xml));
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
read_all (Reader *r, xmlTextReaderPtr xml)
{
  int state;

  while ((state = xmlTextReaderRead (xml)) == 1)
    if (!take (r, xml))
      return FALSE;
  if (state < 0 || r->names[0] == NULL)
    return refuse (r, _("no XML, or not all of it"));
  return TRUE;
}

static void
keep_quiet (void *data, xmlErrorPtr error)
{
  (void) data;
  (void) error;
}

SlDavAnswer *
sl_dav_read (const char *bytes, gsize length, const char *url, GError **error)
{
  g_autoptr (SlDavAnswer) answer = g_new0 (SlDavAnswer, 1);
  Reader r = { .answer = answer, .error = error, .url = url, .found = new_props (), .text = g_string_new (NULL) };
  xmlTextReaderPtr xml = length <= G_MAXINT ? xmlReaderForMemory (bytes, (int) length, NULL, NULL,
                                                                  XML_PARSE_NONET | XML_PARSE_NOCDATA) : NULL;
  gboolean fine;

  answer->responses = g_ptr_array_new_with_free_func ((GDestroyNotify) response_free);
  if (xml != NULL)
    xmlTextReaderSetStructuredErrorHandler (xml, (xmlStructuredErrorFunc) keep_quiet, NULL);
  fine = xml != NULL ? read_all (&r, xml) : refuse (&r, _("no XML, or not all of it"));
  xmlFreeTextReader (xml);
  for (guint i = 0; i < MAX_DEPTH; i++)
    g_free (r.names[i]);
  g_free (r.prop);
  g_hash_table_unref (r.found);
  g_string_free (r.text, TRUE);
  return fine ? g_steal_pointer (&answer) : NULL;
}
