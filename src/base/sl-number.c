#include "sl-number.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

static const char *const symbols[SL_N_UNITS] = {
  [SL_UNIT_NONE] = "",       [SL_UNIT_METRE] = "m",    [SL_UNIT_MILLIMETRE] = "mm", [SL_UNIT_DEGREE] = "°",
  [SL_UNIT_SECOND] = "s",    [SL_UNIT_MINUTE] = "min", [SL_UNIT_KILOGRAM] = "kg",   [SL_UNIT_WATT] = "W",
  [SL_UNIT_NIT] = "nit",     [SL_UNIT_HERTZ] = "Hz",   [SL_UNIT_FPS] = "fps",       [SL_UNIT_FRAME] = "f",
  [SL_UNIT_PIXEL] = "px",    [SL_UNIT_PERCENT] = "%",  [SL_UNIT_STOP] = "T",        [SL_UNIT_KELVIN] = "K",
  [SL_UNIT_MONEY] = "",      [SL_UNIT_DAY] = "d",      [SL_UNIT_BIT] = "bit",       [SL_UNIT_MICROMETRE] = "µm",
};

typedef struct {
  const char *suffix;
  SlUnit      unit;  /* the unit that `scale` leads to */
  double      scale;
} Suffix;

/* Longer spellings first: "mm" must not be read as "m". */
static const Suffix suffixes[] = {
  { "mm", SL_UNIT_METRE, 0.001 },      { "cm", SL_UNIT_METRE, 0.01 },        { "ft", SL_UNIT_METRE, 0.3048 },
  { "in", SL_UNIT_METRE, 0.0254 },     { "米", SL_UNIT_METRE, 1 },           { "毫米", SL_UNIT_METRE, 0.001 },
  { "m", SL_UNIT_METRE, 1 },           { "deg", SL_UNIT_DEGREE, 1 },         { "°", SL_UNIT_DEGREE, 1 },
  { "度", SL_UNIT_DEGREE, 1 },         { "rad", SL_UNIT_DEGREE, 180 / G_PI }, { "min", SL_UNIT_MINUTE, 1 },
  { "ms", SL_UNIT_SECOND, 0.001 },     { "s", SL_UNIT_SECOND, 1 },           { "h", SL_UNIT_MINUTE, 60 },
  { "kg", SL_UNIT_KILOGRAM, 1 },       { "lb", SL_UNIT_KILOGRAM, 0.45359237 }, { "kW", SL_UNIT_WATT, 1000 },
  { "W", SL_UNIT_WATT, 1 },            { "nit", SL_UNIT_NIT, 1 },            { "kHz", SL_UNIT_HERTZ, 1000 },
  { "Hz", SL_UNIT_HERTZ, 1 },          { "fps", SL_UNIT_FPS, 1 },            { "px", SL_UNIT_PIXEL, 1 },
  { "%", SL_UNIT_PERCENT, 1 },         { "K", SL_UNIT_KELVIN, 1 },           { "f", SL_UNIT_FRAME, 1 },
  { "bit", SL_UNIT_BIT, 1 },           { "d", SL_UNIT_DAY, 1 },
};

const char *
sl_unit_symbol (SlUnit unit)
{
  g_return_val_if_fail (unit < SL_N_UNITS, "");
  return symbols[unit];
}

void
sl_number_print (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0) /* also -0 */
    {
      g_string_append_c (out, '0');
      return;
    }
  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  g_string_append (out, text);
}

char *
sl_number_to_text (double value)
{
  GString *out = g_string_new (NULL);
  sl_number_print (out, value);
  return g_string_free (out, FALSE);
}

char *
sl_number_grouped (double value)
{
  GString *out = g_string_new (NULL);

  g_string_printf (out, "%.0f", round (value) + 0.); /* no "-0" */
  for (gssize at = (gssize) out->len - 3; at > (out->str[0] == '-'); at -= 3)
    g_string_insert_c (out, at, ',');
  return g_string_free (out, FALSE);
}

gboolean
sl_number_parse (const char *text, double *value)
{
  char *end;
  double number;

  /* strtod would take spaces, hexadecimal, "inf" and "nan" */
  if (text == NULL || strspn (text, "0123456789+-.eE") != strlen (text) || *text == '\0')
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || end == text || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

/* A recursive descent over: sum = product {(+|-) product}; product = factor {(*|/) factor};
 * factor = (+|-) factor | '(' sum ')' | quantity {quantity}. "8'2\"" is two quantities side by side. */
typedef struct {
  const char *at;
  SlUnit      unit;
  int         depth;
  gboolean    has_unit; /* of the quantity just read */
  gboolean    failed;
} Formula;

static double parse_sum (Formula *f);

static void
skip_spaces (Formula *f)
{
  while (g_ascii_isspace (*f->at))
    f->at++;
}

/* The factor from the length base (metres) into the wanted unit, 0 where the dimension differs. */
static double
suffix_scale (SlUnit from, double scale, SlUnit wanted)
{
  if (from == wanted)
    return scale;
  if (from == SL_UNIT_METRE && wanted == SL_UNIT_MILLIMETRE)
    return scale * 1000;
  if (from == SL_UNIT_METRE && wanted == SL_UNIT_MICROMETRE)
    return scale * 1e6;
  if (from == SL_UNIT_SECOND && wanted == SL_UNIT_MINUTE)
    return scale / 60;
  if (from == SL_UNIT_MINUTE && wanted == SL_UNIT_SECOND)
    return scale * 60;
  return 0;
}

static double
parse_suffix (Formula *f)
{
  double scale = 0;

  f->has_unit = TRUE;
  if (*f->at == '\'' || *f->at == '"')
    {
      scale = suffix_scale (SL_UNIT_METRE, *f->at == '\'' ? 0.3048 : 0.0254, f->unit);
      f->at++;
      f->failed |= scale == 0;
      return scale;
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_prefix (f->at, suffixes[i].suffix))
      {
        f->at += strlen (suffixes[i].suffix);
        scale = suffix_scale (suffixes[i].unit, suffixes[i].scale, f->unit);
        f->failed |= scale == 0;
        return scale;
      }
  if (g_ascii_isalpha (*f->at) || (guchar) *f->at >= 0x80)
    f->failed = TRUE;
  f->has_unit = FALSE;
  return 1;
}

static double
parse_quantity (Formula *f)
{
  char *end;
  double number;

  if (!g_ascii_isdigit (*f->at) && *f->at != '.')
    {
      f->failed = TRUE;
      return 0;
    }
  number = g_ascii_strtod (f->at, &end);
  if (end == f->at || (f->at[0] == '0' && (f->at[1] == 'x' || f->at[1] == 'X')))
    {
      f->failed = TRUE;
      return 0;
    }
  f->at = end;
  skip_spaces (f);
  return number * parse_suffix (f);
}

static double
parse_factor (Formula *f)
{
  double value;

  skip_spaces (f);
  if (f->failed || ++f->depth > 64)
    {
      f->failed = TRUE;
      return 0;
    }
  if (*f->at == '-' || *f->at == '+')
    {
      double sign = *f->at++ == '-' ? -1 : 1;
      value = sign * parse_factor (f);
    }
  else if (*f->at == '(')
    {
      f->at++;
      value = parse_sum (f);
      f->failed |= *f->at != ')';
      f->at += *f->at == ')';
    }
  else
    {
      value = parse_quantity (f);
      skip_spaces (f);
      while (!f->failed && f->has_unit && (g_ascii_isdigit (*f->at) || *f->at == '.')) /* feet, then inches */
        {
          value += parse_quantity (f);
          skip_spaces (f);
        }
    }
  f->depth--;
  skip_spaces (f);
  return value;
}

static double
parse_product (Formula *f)
{
  double value = parse_factor (f);

  while (!f->failed && (*f->at == '*' || *f->at == '/'))
    {
      char operator = *f->at++;
      double right = parse_factor (f);
      value = operator == '*' ? value * right : value / right;
    }
  return value;
}

static double
parse_sum (Formula *f)
{
  double value = parse_product (f);

  while (!f->failed && (*f->at == '+' || *f->at == '-'))
    {
      char operator = *f->at++;
      double right = parse_product (f);
      value = operator == '+' ? value + right : value - right;
    }
  return value;
}

gboolean
sl_number_parse_formula (const char *text, SlUnit unit, double *value, GError **error)
{
  g_autofree char *plain = NULL;
  Formula f = { .unit = unit };
  double number;

  /* typographic minus and primes come from other programs' text */
  plain = g_strdup (text);
  for (char *p; (p = strstr (plain, "\u2212")) != NULL;)
    {
      *p = '-';
      memmove (p + 1, p + 3, strlen (p + 3) + 1);
    }
  f.at = plain;
  number = parse_sum (&f);
  if (f.failed || *f.at != '\0' || !isfinite (number))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("“%s” is not a number that can be read here; write something like “2.5%s”"),
                    text, sl_unit_symbol (unit));
      return FALSE;
    }
  /* twelve digits: what people type has no more, and 8'2" is 2.4892 */
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  *value = g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, "%.12g", number), NULL);
  return TRUE;
}

char *
sl_length_to_feet (double metres)
{
  double hundredths = round (fabs (metres) / 0.0254 * 100), feet = floor (hundredths / 1200), inches = (hundredths - feet * 1200) / 100;
  g_autofree char *number = sl_number_to_text (inches);
  const char *sign = metres < 0 && hundredths > 0 ? "-" : "";

  return feet > 0 && inches > 0 ? g_strdup_printf ("%s%.0f'%s\"", sign, feet, number)
         : feet > 0 ? g_strdup_printf ("%s%.0f'", sign, feet) : g_strdup_printf ("%s%s\"", sign, number);
}
