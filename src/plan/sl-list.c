/* Values without records in them as text: single ones, and lists of them, which are separated by spaces, of vectors by
 * commas. */
#include <string.h>

#include "sl-i18n.h"
#include "sl-types.h"

/* The next item between separators, without blanks around it, in `token`; NULL after the last, else where to go on. */
static const char *
next_item (const char *text, char separator, GString *token)
{
  while (*text == separator || g_ascii_isspace (*text))
    text++;
  if (*text == '\0')
    return NULL;
  const char *end = strchr (text, separator), *last;
  if (end == NULL)
    end = text + strlen (text);
  for (last = end; g_ascii_isspace (last[-1]); last--)
    ;
  g_string_truncate (token, 0);
  g_string_append_len (token, text, last - text);
  return end;
}

static gboolean
parse_list (const SlField *field, const char *text, gboolean formula, SlList **value, GError **error)
{
  SlField item = sl_field_of_items (field);
  const SlType *type = sl_scalar_type (item.type);
  char separator = field->item == SL_TYPE_VECTOR ? ',' : ' ';
  g_autoptr (GString) token = g_string_new (NULL);
  SlList *list = NULL;
  guint n = 0;

  for (const char *at = text; (at = next_item (at, separator, token)) != NULL;)
    if (++n > SL_LIST_MAX)
      return sl_type_expected (field, "…", _("at most a million values"), error);
  if (n > 0)
    list = sl_list_new (field, n);
  for (guint i = 0; i < n; i++)
    {
      text = next_item (text, separator, token);
      if (type->parse (&item, token->str, formula, list->data + i * list->item_size, error))
        continue;
      sl_list_unref (list);
      return FALSE;
    }
  sl_list_unref (*value);
  *value = list;
  return TRUE;
}

static void
print_list (const SlField *field, const SlList *list, GString *out)
{
  SlField item = sl_field_of_items (field);

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      if (i > 0)
        g_string_append (out, field->item == SL_TYPE_VECTOR ? ", " : " ");
      sl_scalar_type (item.type)->print (&item, list->data + i * list->item_size, out);
    }
}

gboolean
sl_value_parse (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  if (field->type == SL_TYPE_LIST)
    return parse_list (field, text, formula, value, error);
  return sl_scalar_type (field->type)->parse (field, text, formula, value, error);
}

void
sl_value_print (const SlField *field, gconstpointer value, GString *out)
{
  if (field->type == SL_TYPE_LIST)
    print_list (field, *(SlList *const *) value, out);
  else
    sl_scalar_type (field->type)->print (field, value, out);
}
