#include "sl-fdx.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-script-builder.h"

enum { MAX_DEPTH = 64, MAX_PARAGRAPH = 1 << 20 };

/* What an element is, by its name and what it stands in. */
typedef enum {
  OTHER, ROOT, CONTENT, PARAGRAPH, TEXT, PROPERTIES, SUMMARY, DUAL, OMITTED, TITLE_PAGE,
} Part;

typedef struct {
  SlScriptBuilder *builder;
  SlScript        *script;
  Part             parts[MAX_DEPTH + 1];
  GString         *text, *summary;    /* of the paragraph that is open */
  char            *type, *number;
  gint64           eighths;
  guint            line, cues;        /* cues: in the dual dialogue that is open */
  gboolean         omitted, replaces; /* replaces: the heading of an omitted scene, for the one that stands for it */
  gboolean         is_fdx;
  char            *trouble;
  guint            trouble_line;
} Reader;

/* "3/8", "1 4/8", "2" of a page; 0 for anything else. */
static gint64
eighths_of (const char *text)
{
  char *end;
  gint64 pages = text != NULL ? g_ascii_strtoll (text, &end, 10) : 0, eighths = 0;

  if (text == NULL || end == text || pages < 0 || pages > 1000)
    return 0;
  if (*end == '/')
    {
      eighths = pages;
      pages = 0;
    }
  else if (*end == ' ')
    eighths = g_ascii_strtoll (end, &end, 10);
  if (*end == '/' && g_ascii_strtoll (end + 1, NULL, 10) != 8)
    return 0;
  return eighths >= 0 && eighths < 10000 - pages * 8 ? pages * 8 + eighths : 0;
}

/* --- paragraphs --- */

static void
read_heading (Reader *r, const char *text)
{
  SlScriptScene *before = sl_script_builder_scene (r->builder), *scene;

  if (r->replaces && before != NULL && before->set == NULL)
    {
      sl_script_builder_was (r->builder, text);
      r->replaces = FALSE;
      return;
    }
  sl_script_builder_heading (r->builder, text, TRUE, r->number, r->line);
  if ((scene = sl_script_builder_scene (r->builder)) == NULL)
    return;
  if (r->eighths > 0)
    scene->eighths = r->eighths;
  scene->omitted |= r->omitted;
  sl_script_builder_gap (r->builder);
  sl_script_builder_synopsis (r->builder, r->summary->str);
}

/* What the open paragraph has said until now. */
static void
flush (Reader *r)
{
  g_autofree char *text = sl_script_tidy (r->text->str), *type = g_steal_pointer (&r->type);

  if (type != NULL && text != NULL && g_str_equal (type, "Scene Heading"))
    read_heading (r, text);
  else if (type != NULL && text != NULL && !r->omitted)
    {
      if (g_str_equal (type, "Character"))
        sl_script_builder_cue (r->builder, text, r->cues++ == 1);
      else if (g_str_equal (type, "Dialogue"))
        sl_script_builder_text (r->builder, SL_PART_SPEECH, text);
      else if (g_str_equal (type, "Parenthetical"))
        sl_script_builder_text (r->builder, SL_PART_DIRECTION, text);
      else
        sl_script_builder_text (r->builder, SL_PART_ACTION, text);
      if (g_str_equal (type, "Dialogue") || (!g_str_equal (type, "Character") && !g_str_equal (type, "Parenthetical")))
        sl_script_builder_gap (r->builder);
    }
  g_clear_pointer (&r->number, g_free);
  g_string_truncate (r->text, 0);
  g_string_truncate (r->summary, 0);
  r->eighths = 0;
}

static char *
attribute (xmlTextReaderPtr xml, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (xml, (const xmlChar *) name);
  char *text = g_strdup ((const char *) value);

  xmlFree (value);
  return text;
}

/* --- elements --- */

static Part
part_of (const char *name, Part in, int depth)
{
  static const struct { const char *name; Part in, is; } parts[] = {
    { "Content", ROOT, CONTENT },        { "Paragraph", CONTENT, PARAGRAPH },      { "Paragraph", DUAL, PARAGRAPH },
    { "Paragraph", OMITTED, PARAGRAPH }, { "DualDialogue", PARAGRAPH, DUAL },      { "DualDialogue", CONTENT, DUAL },
    { "Text", PARAGRAPH, TEXT },         { "OmittedScene", PARAGRAPH, OMITTED },   { "OmittedScene", CONTENT, OMITTED },
    { "TitlePage", ROOT, TITLE_PAGE },   { "SceneProperties", PARAGRAPH, PROPERTIES },
    { "Summary", PROPERTIES, SUMMARY },
  };

  if (depth == 0)
    return g_str_equal (name, "FinalDraft") ? ROOT : OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].in == in && g_str_equal (name, parts[i].name))
      return parts[i].is;
  return in == SUMMARY || in == TITLE_PAGE ? in : OTHER; /* all that stands in these is theirs */
}

static void
begin (Reader *r, xmlTextReaderPtr xml, int depth)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (xml);
  const Part part = part_of (name, depth > 0 ? r->parts[depth - 1] : OTHER, depth);

  r->parts[depth] = part;
  r->is_fdx |= part == ROOT;
  if (part == PARAGRAPH || part == DUAL || part == OMITTED)
    flush (r);
  if (part == PARAGRAPH)
    {
      r->type = attribute (xml, "Type");
      r->number = attribute (xml, "Number");
      r->line = (guint) MAX (0, xmlTextReaderGetParserLineNumber (xml));
    }
  else if (part == PROPERTIES)
    {
      g_autofree char *length = attribute (xml, "Length");
      r->eighths = eighths_of (length);
    }
  else if (part == DUAL)
    r->cues = 0;
  else if (part == OMITTED)
    {
      const SlScriptScene *scene = sl_script_builder_scene (r->builder);
      r->omitted = TRUE;
      r->replaces = scene != NULL && scene->omitted;
    }
}

static void
end (Reader *r, int depth)
{
  const Part part = r->parts[depth];

  if (part == PARAGRAPH || part == DUAL || part == OMITTED)
    flush (r);
  if (part == DUAL)
    r->cues = 2; /* the next cue is beside none */
  else if (part == OMITTED)
    r->omitted = r->replaces = FALSE;
}

static void
take_text (Reader *r, xmlTextReaderPtr xml, int depth)
{
  const char *value = (const char *) xmlTextReaderConstValue (xml);
  const Part part = depth > 0 ? r->parts[depth - 1] : OTHER;
  GString *to = part == TEXT ? r->text : part == SUMMARY ? r->summary : NULL;

  if (value == NULL)
    return;
  if (part == TITLE_PAGE && r->script->title == NULL)
    r->script->title = sl_script_tidy (value);
  if (to != NULL && to->len + strlen (value) <= MAX_PARAGRAPH)
    g_string_append (to, value);
}

static void
on_trouble (void *data, xmlErrorPtr trouble)
{
  Reader *r = data;

  if (r->trouble != NULL || trouble->level < XML_ERR_ERROR)
    return;
  r->trouble = sl_script_tidy (trouble->message != NULL ? trouble->message : "");
  r->trouble_line = (guint) MAX (0, trouble->line);
}

/* FALSE when the whole is to end here. */
static gboolean
read_node (Reader *r, xmlTextReaderPtr xml)
{
  const int depth = xmlTextReaderDepth (xml), type = xmlTextReaderNodeType (xml);

  if (type == XML_READER_TYPE_DOCUMENT_TYPE || depth > MAX_DEPTH - 1)
    {
      r->trouble = g_strdup (depth > MAX_DEPTH - 1 ? _("elements are nested too deep")
                                                   : _("document types are not read"));
      r->trouble_line = (guint) MAX (0, xmlTextReaderGetParserLineNumber (xml));
      return FALSE;
    }
  if (type == XML_READER_TYPE_ELEMENT)
    {
      begin (r, xml, depth);
      if (xmlTextReaderIsEmptyElement (xml))
        end (r, depth);
    }
  else if (type == XML_READER_TYPE_END_ELEMENT)
    end (r, depth);
  else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
           || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
    take_text (r, xml, depth);
  return TRUE;
}

static void
read_all (Reader *r, const char *bytes, gsize length)
{
  xmlTextReaderPtr xml = xmlReaderForMemory (bytes, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);
  int more = -1;

  if (xml != NULL)
    {
      xmlTextReaderSetStructuredErrorHandler (xml, (xmlStructuredErrorFunc) on_trouble, r);
      while ((more = xmlTextReaderRead (xml)) == 1 && read_node (r, xml))
        ;
      xmlFreeTextReader (xml);
    }
  if (more != 0 && r->trouble == NULL)
    r->trouble = g_strdup (_("this is no XML"));
}

SlScript *
sl_fdx_read (const char *bytes, gsize length, const char *file, GError **error)
{
  g_autoptr (SlScript) script = sl_script_new ();
  g_autoptr (GString) text = g_string_new (NULL), summary = g_string_new (NULL);
  Reader r = { .builder = sl_script_builder_new (script), .script = script, .text = text, .summary = summary,
               .cues = 2 };

  read_all (&r, bytes, length);
  g_free (r.type);
  g_free (r.number);
  if (r.trouble == NULL && r.is_fdx)
    return sl_script_builder_end (r.builder, file, error) ? g_steal_pointer (&script) : NULL;
  sl_script_builder_free (r.builder);
  sl_error_set_at (error, SL_ERROR_INPUT, file, r.trouble_line,
                   _("this is no script of Final Draft: %s; save it again as .fdx"),
                   r.trouble != NULL ? r.trouble : _("its root is not FinalDraft"));
  g_free (r.trouble);
  return NULL;
}
