/* Numbers as text: shortest form that reads back the same, strict reading, units and formulas. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a number measures. Files hold the plain number in this unit; people may type others. */
typedef enum {
  SL_UNIT_NONE,
  SL_UNIT_METRE,
  SL_UNIT_MILLIMETRE,
  SL_UNIT_DEGREE,
  SL_UNIT_SECOND,
  SL_UNIT_MINUTE,
  SL_UNIT_KILOGRAM,
  SL_UNIT_WATT,
  SL_UNIT_NIT,
  SL_UNIT_HERTZ,
  SL_UNIT_FPS,
  SL_UNIT_FRAME,
  SL_UNIT_PIXEL,
  SL_UNIT_PERCENT,
  SL_UNIT_STOP,
  SL_UNIT_KELVIN,
  SL_UNIT_MONEY,
  SL_UNIT_DAY,
  SL_UNIT_BIT,
  SL_UNIT_MICROMETRE,
  SL_N_UNITS,
} SlUnit;

/* The unit's symbol for a person ("m", "°"), "" for none. Static. */
const char *sl_unit_symbol     (SlUnit unit);

/* The shortest text that reads back as the same double; never "-0". `value` must be finite. */
void        sl_number_print    (GString *out, double value);
/* The same as a text of its own; free with g_free(). */
char       *sl_number_to_text  (double value);
/* Rounded to a whole one, in groups of three: "1,786,000". `value` must be finite; free with g_free(). */
char       *sl_number_grouped  (double value);

/* With so many decimals ("2.50"), whatever the locale says: for pictures, drawings and files. `value` must be finite;
 * free with g_free(). */
char       *sl_number_fixed    (double value, int decimals);
/* With at most six significant digits and no trailing zeros ("37.2667", "50"), whatever the locale says. `value` must
 * be finite; free with g_free(). */
char       *sl_number_brief    (double value);

/* Reads one number in C notation and nothing after it; FALSE on anything else, infinities included. */
gboolean    sl_number_parse    (const char *text, double *value);

/* Reads what a person types for a quantity: numbers with + - * / and brackets, each with an optional unit of
 * the same dimension ("2.5m", "8'2\"", "42/2", "250 cm"). The result is in `unit`. */
gboolean    sl_number_parse_formula (const char *text, SlUnit unit, double *value, GError **error);
/* Metres as feet and inches that `sl_number_parse_formula` reads again: 8'2.5". Inches to a hundredth. */
char       *sl_length_to_feet  (double metres);

G_END_DECLS
