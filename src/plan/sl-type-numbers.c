#include "sl-types.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

gboolean
sl_type_expected (const SlField *field, const char *text, const char *what, GError **error)
{
  g_autofree char *title = sl_field_title (field);

  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write %s"), text, title, what);
  return FALSE;
}

static gboolean
in_range (const SlField *field, double value, GError **error)
{
  if (field->min == field->max || (value >= field->min && value <= field->max))
    return TRUE;
  g_autofree char *min = sl_number_to_text (field->min);
  g_autofree char *max = sl_number_to_text (field->max);
  g_autofree char *given = sl_number_to_text (value);
  g_autofree char *title = sl_field_title (field);
  const char *unit = sl_unit_symbol (field->unit);
  sl_error_set (error, SL_ERROR_INPUT, _("%s is out of range for “%s”; use %s to %s%s%s"), given, title, min, max,
                *unit != '\0' ? " " : "", unit);
  return FALSE;
}

static gboolean
parse_bool (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "yes") || g_str_equal (text, "1"))
    *(gboolean *) value = TRUE;
  else if (g_str_equal (text, "false") || g_str_equal (text, "no") || g_str_equal (text, "0"))
    *(gboolean *) value = FALSE;
  else
    return sl_type_expected (field, text, _("“true” or “false”"), error);
  return TRUE;
}

static void
print_bool (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append (out, *(const gboolean *) value ? "true" : "false");
}

static gboolean
parse_real_in_unit (const SlField *field, const char *text, gboolean formula, double *number, GError **error)
{
  if (sl_number_parse (text, number))
    return TRUE;
  if (formula)
    return sl_number_parse_formula (text, field->unit, number, error);
  return sl_type_expected (field, text, _("a number such as 2.5"), error);
}

static gboolean
parse_integer (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  const gboolean is_pages = formula && (field->flags & SL_FIELD_EIGHTHS) != 0;
  double number;
  gint64 eighths;

  if (is_pages && sl_eighths_typed (text, &eighths))
    number = (double) eighths;
  else if (!parse_real_in_unit (field, text, formula, &number, error))
    return FALSE;
  if (is_pages && number != floor (number))
    return sl_type_expected (field, text, _("eighths such as 12, or pages such as 1 4/8"), error);
  if (number != floor (number) || fabs (number) > 1e15)
    return sl_type_expected (field, text, _("a whole number"), error);
  if (!in_range (field, number, error))
    return FALSE;
  *(gint64 *) value = (gint64) number;
  return TRUE;
}

static void
print_integer (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, *(const gint64 *) value);
}

static gboolean
parse_real (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  double number;

  if (*text == '\0' && field->def == NULL)
    {
      *(double *) value = NAN;
      return TRUE;
    }
  if (!parse_real_in_unit (field, text, formula, &number, error) || !in_range (field, number, error))
    return FALSE;
  *(double *) value = number;
  return TRUE;
}

static void
print_real (const SlField *field, gconstpointer value, GString *out)
{
  double number = *(const double *) value;
  if (!isnan (number))
    sl_number_print (out, number);
}

static gboolean
same_real (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
equal_real (gconstpointer a, gconstpointer b)
{
  return same_real (*(const double *) a, *(const double *) b);
}

static gboolean
parse_rational (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  SlRational rate;

  if (!sl_rational_parse (text, &rate))
    return sl_type_expected (field, text, _("a rate such as 24 or 24000/1001"), error);
  if (!in_range (field, sl_rational_to_real (rate), error))
    return FALSE;
  *(SlRational *) value = rate;
  return TRUE;
}

static void
print_rational (const SlField *field, gconstpointer value, GString *out)
{
  g_autofree char *text = sl_rational_to_text (*(const SlRational *) value);
  g_string_append (out, text);
}

static gboolean
parse_enum (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; field->values[i].id != NULL; i++)
    {
      if (g_str_equal (field->values[i].id, text))
        {
          *(int *) value = i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", field->values[i].id);
    }
  g_autofree char *title = sl_field_title (field);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; use one of %s"), text, title, names->str);
  return FALSE;
}

static void
print_enum (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append (out, field->values[*(const int *) value].id);
}

static gboolean
parse_vector (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *clean = g_strdelimit (g_strdup (text), ",", ' ');
  double n[3];
  guint count = 0;

  if (*text == '\0' && field->def == NULL)
    {
      *(SlVec3 *) value = sl_vec3 (NAN, NAN, NAN);
      return TRUE;
    }
  parts = g_strsplit (clean, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (count == 3)
        return sl_type_expected (field, text, _("three numbers such as 0 2.5 1"), error);
      if (!parse_real_in_unit (field, parts[i], formula, &n[count], error) || !in_range (field, n[count], error))
        return FALSE;
      count++;
    }
  if (count != 3)
    return sl_type_expected (field, text, _("three numbers such as 0 2.5 1"), error);
  *(SlVec3 *) value = sl_vec3 (n[0], n[1], n[2]);
  return TRUE;
}

static void
print_vector (const SlField *field, gconstpointer value, GString *out)
{
  const SlVec3 *v = value;

  if (isnan (v->x))
    return;
  sl_number_print (out, v->x);
  g_string_append_c (out, ' ');
  sl_number_print (out, v->y);
  g_string_append_c (out, ' ');
  sl_number_print (out, v->z);
}

static gboolean
equal_vector (gconstpointer a, gconstpointer b)
{
  const SlVec3 *v = a, *w = b;
  return same_real (v->x, w->x) && same_real (v->y, w->y) && same_real (v->z, w->z);
}

static gboolean
parse_colour (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  guint64 rgb;

  if (text[0] != '#' || strlen (text) != 7 || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &rgb, NULL))
    return sl_type_expected (field, text, _("a colour such as #3584e4"), error);
  *(guint32 *) value = (guint32) rgb;
  return TRUE;
}

static void
print_colour (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append_printf (out, "#%06x", *(const guint32 *) value);
}

const SlType sl_type_bool = { "bool", sizeof (gboolean), parse_bool, print_bool, NULL, NULL, NULL };
const SlType sl_type_integer = { "integer", sizeof (gint64), parse_integer, print_integer, NULL, NULL, NULL };
const SlType sl_type_real = { "real", sizeof (double), parse_real, print_real, equal_real, NULL, NULL };
const SlType sl_type_rational = { "rational", sizeof (SlRational), parse_rational, print_rational, NULL, NULL, NULL };
const SlType sl_type_enum = { "choice", sizeof (int), parse_enum, print_enum, NULL, NULL, NULL };
const SlType sl_type_vector = { "vector", sizeof (SlVec3), parse_vector, print_vector, equal_vector, NULL, NULL };
const SlType sl_type_colour = { "colour", sizeof (guint32), parse_colour, print_colour, NULL, NULL, NULL };
