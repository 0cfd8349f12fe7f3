/* A value is one entry of `values`; what an array or object holds follows it, a member as its name and then its value,
 * and `next` is the entry behind all of that:
 *
 *   {"a": [1, 2]}   →   object(next 5)  text "a"  array(next 5)  number 1  number 2
 */
#include "import-json.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { DEPTH_MOST = 128, VALUES_MOST = 4 << 20, NUMBER_MOST = 512 };

typedef struct {
  guint32 kind;
  guint32 next;
  guint32 start, length; /* in the text: a text without its quotes, a number */
} Value;

struct ImportJson {
  char   *text; /* ends with 0 */
  gsize   length;
  GArray *values; /* Value */
};

typedef struct {
  ImportJson *json;
  const char *at;
  guint32     open[DEPTH_MOST]; /* the arrays and objects around `at` */
  guint       depth;
  const char *problem; /* translated */
} Parser;

void
import_json_free (ImportJson *json)
{
  if (json == NULL)
    return;
  g_array_unref (json->values);
  g_free (json->text);
  g_free (json);
}

static gboolean
bad (Parser *p, const char *problem)
{
  p->problem = problem;
  return FALSE;
}

static void
skip_space (Parser *p)
{
  p->at += strspn (p->at, " \t\r\n");
}

static gboolean
add (Parser *p, ImportJsonKind kind, const char *start, const char *end)
{
  GArray *values = p->json->values;
  Value value = { kind, values->len + 1, (guint32) (start - p->json->text), (guint32) (end - start) };

  if (values->len >= VALUES_MOST)
    return bad (p, _("it holds too many values"));
  g_array_append_val (values, value);
  return TRUE;
}

static gboolean
is_hex4 (const char *text)
{
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* From behind the opening quote to behind the closing one. */
static gboolean
read_text (Parser *p)
{
  const char *start = p->at;

  for (; *p->at != '"'; p->at++)
    {
      if ((guchar) *p->at < 0x20)
        return bad (p, _("a text does not end, or holds a control character"));
      if (*p->at != '\\')
        continue;
      p->at++;
      if (*p->at == 'u' && is_hex4 (p->at + 1))
        p->at += 4;
      else if (*p->at == '\0' || strchr ("\"\\/bfnrt", *p->at) == NULL)
        return bad (p, _("a text holds an unknown escape"));
    }
  return add (p, IMPORT_JSON_TEXT, start, p->at++);
}

static const char *
digits (const char *at)
{
  return at + strspn (at, "0123456789");
}

static gboolean
read_number (Parser *p)
{
  const char *start = p->at, *whole = *start == '-' ? start + 1 : start;
  const char *end = *whole == '0' ? whole + 1 : digits (whole);
  gboolean good = end > whole;

  if (good && *end == '.')
    {
      const char *fraction = end + 1;
      end = digits (fraction);
      good = end > fraction;
    }
  if (good && (*end == 'e' || *end == 'E'))
    {
      const char *power = end + (end[1] == '+' || end[1] == '-' ? 2 : 1);
      end = digits (power);
      good = end > power;
    }
  if (!good || end - start > NUMBER_MOST)
    return bad (p, _("there is no value where one is due"));
  p->at = end;
  return add (p, IMPORT_JSON_NUMBER, start, end);
}

static gboolean
read_word (Parser *p)
{
  static const struct { const char *word; ImportJsonKind kind; } words[] = {
    { "true", IMPORT_JSON_TRUE }, { "false", IMPORT_JSON_FALSE }, { "null", IMPORT_JSON_NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (p->at, words[i].word))
      {
        const char *start = p->at;
        p->at += strlen (words[i].word);
        return add (p, words[i].kind, start, p->at);
      }
  return read_number (p);
}

static gboolean
open_list (Parser *p, ImportJsonKind kind)
{
  if (p->depth >= DEPTH_MOST)
    return bad (p, _("it is nested too deeply"));
  p->open[p->depth++] = p->json->values->len;
  p->at++;
  return add (p, kind, p->at, p->at);
}

/* The innermost array or object. */
static Value *
innermost (Parser *p)
{
  return &g_array_index (p->json->values, Value, p->open[p->depth - 1]);
}

static void
close_list (Parser *p)
{
  innermost (p)->next = p->json->values->len;
  p->depth--;
  p->at++;
}

static gboolean
read_name (Parser *p)
{
  if (*p->at != '"')
    return bad (p, _("a member has no name"));
  p->at++;
  if (!read_text (p))
    return FALSE;
  skip_space (p);
  if (*p->at != ':')
    return bad (p, _("a member has no value"));
  p->at++;
  skip_space (p);
  return TRUE;
}

/* A value that stands where `at` is; of an array or object its opening bracket only. */
static gboolean
read_value (Parser *p)
{
  switch (*p->at)
    {
    case '{': return open_list (p, IMPORT_JSON_OBJECT);
    case '[': return open_list (p, IMPORT_JSON_ARRAY);
    case '"': p->at++; return read_text (p);
    default: return read_word (p);
    }
}

/* One step within the innermost array or object: its end, or its next value. */
static gboolean
step (Parser *p)
{
  const Value *list = innermost (p);
  gboolean in_object = list->kind == IMPORT_JSON_OBJECT;
  gboolean first = p->open[p->depth - 1] == p->json->values->len - 1;

  skip_space (p);
  if (*p->at == (in_object ? '}' : ']'))
    {
      close_list (p);
      return TRUE;
    }
  if (!first)
    {
      if (*p->at != ',')
        return bad (p, _("a comma or a closing bracket is missing"));
      p->at++;
      skip_space (p);
    }
  return (!in_object || read_name (p)) && read_value (p);
}

static gboolean
parse (Parser *p)
{
  skip_space (p);
  if (!read_value (p))
    return FALSE;
  while (p->depth > 0)
    if (!step (p))
      return FALSE;
  skip_space (p);
  if (p->at != p->json->text + p->json->length)
    return bad (p, _("something follows behind its end"));
  return TRUE;
}

ImportJson *
import_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (ImportJson) json = g_new0 (ImportJson, 1);
  Parser parser = { .json = json };

  if (length == 0)
    text = "";
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  json->values = g_array_new (FALSE, FALSE, sizeof (Value));
  json->length = length;
  if (length >= G_MAXUINT32 || !g_utf8_validate_len (text, length, NULL))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the text is no UTF-8"));
      return NULL;
    }
  json->text = g_strndup (text, length);
  parser.at = json->text;
  if (parse (&parser))
    return g_steal_pointer (&json);
  sl_error_set (error, SL_ERROR_INPUT, _("at byte %u: %s"), (guint) (parser.at - json->text), parser.problem);
  return NULL;
}

/* --- what it holds --- */

static const Value *
value_of (ImportValue value)
{
  return value.json != NULL ? &g_array_index (value.json->values, Value, value.at) : NULL;
}

ImportValue
import_json_root (const ImportJson *json)
{
  return (ImportValue) { json, 0 };
}

ImportJsonKind
import_json_kind (ImportValue value)
{
  return value.json != NULL ? value_of (value)->kind : IMPORT_JSON_NOTHING;
}

static gboolean
is_named (ImportValue name, const char *wanted)
{
  const Value *v = value_of (name);
  const char *text = name.json->text + v->start;

  if (memchr (text, '\\', v->length) != NULL)
    {
      g_autofree char *plain = import_json_text (name);
      return g_strcmp0 (plain, wanted) == 0;
    }
  return strlen (wanted) == v->length && memcmp (text, wanted, v->length) == 0;
}

ImportValue
import_json_member (ImportValue object, const char *name)
{
  guint32 end;

  if (import_json_kind (object) != IMPORT_JSON_OBJECT)
    return (ImportValue) { NULL, 0 };
  end = value_of (object)->next;
  for (ImportValue at = { object.json, object.at + 1 }; at.at < end;)
    {
      ImportValue member = { object.json, at.at + 1 };

      if (is_named (at, name))
        return member;
      at.at = value_of (member)->next;
    }
  return (ImportValue) { NULL, 0 };
}

ImportValue *
import_json_items (ImportValue value, guint *n)
{
  ImportJsonKind kind = import_json_kind (value);
  g_autoptr (GArray) items = NULL;
  guint32 end;

  *n = 0;
  if (kind != IMPORT_JSON_ARRAY && kind != IMPORT_JSON_OBJECT)
    return NULL;
  items = g_array_new (FALSE, FALSE, sizeof (ImportValue));
  end = value_of (value)->next;
  for (ImportValue at = { value.json, value.at + 1 }; at.at < end; at.at = value_of (at)->next)
    {
      if (kind == IMPORT_JSON_OBJECT)
        at.at++; /* its name */
      g_array_append_val (items, at);
    }
  *n = items->len;
  return items->len > 0 ? (ImportValue *) (void *) g_array_free (g_steal_pointer (&items), FALSE) : NULL;
}

gboolean
import_json_number (ImportValue value, double *number)
{
  const Value *v = value_of (value);
  double d;

  if (v == NULL || v->kind != IMPORT_JSON_NUMBER)
    return FALSE;
  d = g_ascii_strtod (value.json->text + v->start, NULL);
  if (!isfinite (d))
    return FALSE;
  *number = d;
  return TRUE;
}

static guint32
hex4 (const char *text)
{
  guint32 code = 0;

  for (guint i = 0; i < 4; i++)
    code = code << 4 | (guint32) g_ascii_xdigit_value (text[i]);
  return code;
}

/* `at` stands behind "\u". A pair of halves is one character; a half alone is none. */
static const char *
append_code (GString *out, const char *at, const char *end)
{
  guint32 code = hex4 (at);

  at += 4;
  if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u')
    {
      guint32 low = hex4 (at + 2);
      if (low >= 0xdc00 && low < 0xe000)
        {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
    }
  g_string_append_unichar (out, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
  return at;
}

char *
import_json_text (ImportValue value)
{
  static const char names[] = "bfnrt", meant[] = "\b\f\n\r\t";
  const Value *v = value_of (value);
  const char *at, *end;
  GString *out;

  if (v == NULL || v->kind != IMPORT_JSON_TEXT)
    return NULL;
  at = value.json->text + v->start;
  end = at + v->length;
  out = g_string_sized_new (v->length);
  while (at < end)
    {
      const char *stop = memchr (at, '\\', (gsize) (end - at)), *name;

      g_string_append_len (out, at, (stop != NULL ? stop : end) - at);
      at = stop != NULL ? stop + 2 : end;
      if (stop == NULL)
        break;
      if (stop[1] == 'u')
        at = append_code (out, at, end);
      else
        g_string_append_c (out, (name = strchr (names, stop[1])) != NULL ? meant[name - names] : stop[1]);
    }
  if (strlen (out->str) == out->len)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}
