#include "sl-number.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* Signs are the same in every language; words are not. */
static const char *const symbols[SL_N_UNITS] = {
  [SL_UNIT_NONE] = "",          [SL_UNIT_METRE] = "m",         [SL_UNIT_MILLIMETRE] = "mm",
  [SL_UNIT_DEGREE] = "°",       [SL_UNIT_SECOND] = "s",        [SL_UNIT_MINUTE] = N_("min"),
  [SL_UNIT_KILOGRAM] = "kg",    [SL_UNIT_WATT] = "W",          [SL_UNIT_NIT] = N_("nit"),
  [SL_UNIT_HERTZ] = "Hz",       [SL_UNIT_FPS] = N_("fps"),     [SL_UNIT_FRAME] = N_("f"),
  [SL_UNIT_PIXEL] = "px",       [SL_UNIT_PERCENT] = "%",       [SL_UNIT_STOP] = "T",
  [SL_UNIT_KELVIN] = "K",       [SL_UNIT_MONEY] = "",          [SL_UNIT_DAY] = N_("d"),
  [SL_UNIT_BIT] = N_("bit"),    [SL_UNIT_MICROMETRE] = "µm",
};

#define FOOT 0.3048
#define INCH 0.0254

typedef struct {
  const char *suffix;
  SlUnit      unit;  /* the unit that `scale` leads to */
  double      scale;
} Suffix;

/* The longest that fits counts: "mm" and "min" are not "m". */
static const Suffix suffixes[] = {
  { "mm", SL_UNIT_METRE, 0.001 },      { "cm", SL_UNIT_METRE, 0.01 },        { "ft", SL_UNIT_METRE, FOOT },
  { "in", SL_UNIT_METRE, INCH },       { "米", SL_UNIT_METRE, 1 },           { "毫米", SL_UNIT_METRE, 0.001 },
  { "m", SL_UNIT_METRE, 1 },           { "deg", SL_UNIT_DEGREE, 1 },         { "°", SL_UNIT_DEGREE, 1 },
  { "度", SL_UNIT_DEGREE, 1 },         { "rad", SL_UNIT_DEGREE, 180 / G_PI }, { "min", SL_UNIT_MINUTE, 1 },
  { "ms", SL_UNIT_SECOND, 0.001 },     { "s", SL_UNIT_SECOND, 1 },           { "h", SL_UNIT_MINUTE, 60 },
  { "kg", SL_UNIT_KILOGRAM, 1 },       { "lb", SL_UNIT_KILOGRAM, 0.45359237 }, { "kW", SL_UNIT_WATT, 1000 },
  { "W", SL_UNIT_WATT, 1 },            { "nit", SL_UNIT_NIT, 1 },            { "kHz", SL_UNIT_HERTZ, 1000 },
  { "Hz", SL_UNIT_HERTZ, 1 },          { "fps", SL_UNIT_FPS, 1 },            { "px", SL_UNIT_PIXEL, 1 },
  { "%", SL_UNIT_PERCENT, 1 },         { "K", SL_UNIT_KELVIN, 1 },           { "f", SL_UNIT_FRAME, 1 },
  { "bit", SL_UNIT_BIT, 1 },           { "d", SL_UNIT_DAY, 1 },              { "分钟", SL_UNIT_MINUTE, 1 },
  { "秒", SL_UNIT_SECOND, 1 },         { "小时", SL_UNIT_MINUTE, 60 },       { "尼特", SL_UNIT_NIT, 1 },
  { "帧/秒", SL_UNIT_FPS, 1 },         { "帧", SL_UNIT_FRAME, 1 },           { "天", SL_UNIT_DAY, 1 },
  { "位", SL_UNIT_BIT, 1 },            { "像素", SL_UNIT_PIXEL, 1 },
  { "'", SL_UNIT_METRE, FOOT },        { "\"", SL_UNIT_METRE, INCH },       { "′", SL_UNIT_METRE, FOOT },
  { "″", SL_UNIT_METRE, INCH },        { "’", SL_UNIT_METRE, FOOT },         { "”", SL_UNIT_METRE, INCH },
};

const char *
sl_unit_symbol (SlUnit unit)
{
  g_return_val_if_fail (unit < SL_N_UNITS, "");
  return *symbols[unit] != '\0' ? _(symbols[unit]) : "";
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

/* "-0" and "-0.00" say nothing that "0" does not. */
static char *
print_ascii (const char *format, double value)
{
  char text[512]; /* DBL_MAX has 309 digits before its point */

  g_ascii_formatd (text, sizeof text, format, value);
  return g_strdup (text[0] == '-' && strpbrk (text, "123456789") == NULL ? text + 1 : text);
}

char *
sl_number_fixed (double value, int decimals)
{
  g_autofree char *format = g_strdup_printf ("%%.%df", CLAMP (decimals, 0, 17));

  return print_ascii (format, value);
}

char *
sl_number_brief (double value)
{
  return print_ascii ("%.6g", value);
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
 * factor = (+|-) factor | '(' sum ')' | quantity {quantity}. Quantities side by side, such as 8'2" and 1h 30min, each
 * have their unit; only the last behind feet may lack it and is inches. */
typedef enum { TAIL_NONE, TAIL_UNIT, TAIL_FEET } Tail; /* what stood behind the number just read */

typedef struct {
  const char *at;
  SlUnit      unit;
  int         depth;
  Tail        tail;
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

/* Reads the unit behind a number and gives its factor, 1 without one. */
static double
parse_suffix (Formula *f)
{
  const Suffix *suffix = NULL;
  gsize length = 0;
  double scale;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strlen (suffixes[i].suffix) > length && g_str_has_prefix (f->at, suffixes[i].suffix))
      {
        suffix = &suffixes[i];
        length = strlen (suffix->suffix);
      }
  f->tail = TAIL_NONE;
  if (suffix == NULL)
    {
      f->failed |= g_ascii_isalpha (*f->at) || (guchar) *f->at >= 0x80;
      return 1;
    }
  f->at += length;
  f->tail = suffix->unit == SL_UNIT_METRE && suffix->scale == FOOT ? TAIL_FEET : TAIL_UNIT;
  scale = suffix_scale (suffix->unit, suffix->scale, f->unit);
  f->failed |= scale == 0;
  return scale;
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
parse_quantities (Formula *f)
{
  double value = parse_quantity (f);

  skip_spaces (f);
  while (!f->failed && f->tail != TAIL_NONE && (g_ascii_isdigit (*f->at) || *f->at == '.'))
    {
      Tail before = f->tail;
      double more = parse_quantity (f);

      if (f->tail == TAIL_NONE)
        {
          more *= suffix_scale (SL_UNIT_METRE, INCH, f->unit);
          f->failed |= before != TAIL_FEET;
        }
      value += more;
      skip_spaces (f);
    }
  return value;
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
      value = parse_quantities (f);
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

  /* a typographic minus comes from other programs' text */
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
  double hundredths = round (fabs (metres) / INCH * 100), feet = floor (hundredths / 1200);
  double inches = (hundredths - feet * 1200) / 100;
  g_autofree char *number = sl_number_to_text (inches);
  const char *sign = metres < 0 && hundredths > 0 ? "-" : "";

  return feet > 0 && inches > 0 ? g_strdup_printf ("%s%.0f'%s\"", sign, feet, number)
         : feet > 0 ? g_strdup_printf ("%s%.0f'", sign, feet) : g_strdup_printf ("%s%s\"", sign, number);
}
