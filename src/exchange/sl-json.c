#include "sl-json.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_DEPTH = 64 };

/* The line where it is nested too deep; 0 where it is not. */
static guint
too_deep_at (const char *text)
{
  guint line = 1, depth = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      line += *p == '\n';
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '[' || *p == '{') && ++depth > MAX_DEPTH)
        return line;
      else if (!quoted && (*p == ']' || *p == '}') && depth > 0)
        depth--;
    }
  return 0;
}

/* The line of a number that none can be, such as 1e999, which would be written as no JSON; 0 where there is none. */
static guint
too_large_at (const char *text)
{
  guint line = 1;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      line += *p == '\n';
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && g_ascii_isdigit (*p))
        {
          char *end;
          if (isinf (g_ascii_strtod (p, &end)))
            return line;
          p = end - 1;
        }
    }
  return 0;
}

/* A message of the parser without the "<data>:3:6: " before it, whose line is given. */
static const char *
without_place (const char *message, guint *line)
{
  const char *place = "<data>:", *end = g_str_has_prefix (message, place) ? strstr (message, ": ") : NULL;

  *line = end != NULL ? (guint) g_ascii_strtoull (message + strlen (place), NULL, 10) : 0;
  return end != NULL ? end + 2 : message;
}

JsonObject *
sl_json_parse (const char *text, const char *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) trouble = NULL;
  const guint deep = too_deep_at (text), large = too_large_at (text);
  JsonNode *root;

  if (deep > 0)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, deep, _("lists are nested too deep; look what this file is"));
      return NULL;
    }
  if (large > 0)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, large, _("this number is too large; correct it in the program that "
                                                             "the file is of"));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, -1, &trouble))
    {
      guint line;
      const char *what = without_place (trouble->message, &line);
      sl_error_set_at (error, SL_ERROR_INPUT, file, line,
                       _("this is no JSON: %s; save it again from the program that it is of"), what);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this JSON is no object; look what this file is"));
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}

static JsonNode *
member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

JsonObject *
sl_json_object (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
sl_json_array (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
sl_json_item (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

double
sl_json_item_number (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);
  const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : NAN;
}

const char *
sl_json_text (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

double
sl_json_number (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);
  const GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
}

guint
sl_json_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonArray *
sl_json_numbers (const double *values, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  return array;
}
