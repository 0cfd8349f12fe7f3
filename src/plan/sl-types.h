/* What every type of a single value can do: one constant a type, one row each in the table of sl-types.c. Lists and
 * records of them stand on top (sl-record.c, sl-list.c). Of this room alone. */
#pragma once

#include "sl-field.h"

typedef struct {
  const char *name;
  gsize       size;
  gboolean (*parse) (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error);
  void     (*print) (const SlField *field, gconstpointer value, GString *out);
  /* NULL for values that own nothing and are equal when their bytes are */
  gboolean (*equal) (gconstpointer a, gconstpointer b);
  void     (*copy)  (gpointer to, gconstpointer from);
  void     (*clear) (gpointer value);
} SlType;

/* sl-type-numbers.c */
extern const SlType sl_type_bool, sl_type_integer, sl_type_real, sl_type_rational, sl_type_enum, sl_type_vector;
extern const SlType sl_type_colour;
/* sl-type-texts.c */
extern const SlType sl_type_text, sl_type_date, sl_type_time, sl_type_ref, sl_type_device, sl_type_asset;

/* "“text” is no value for “field”; write `what`." Returns FALSE. In sl-type-numbers.c. */
gboolean      sl_type_expected (const SlField *field, const char *text, const char *what, GError **error);
/* Pages as a script breakdown writes them: "1 4/8" is 12, "3/4" is 6, "12/8" is 12. FALSE for anything else, whole
 * numbers too; `eighths` is then as it was. In sl-type-typed.c. */
gboolean      sl_eighths_typed (const char *text, gint64 *eighths);
/* NULL for lists and records. */
const SlType *sl_scalar_type   (SlFieldType type);

/* Values without records in them, which are what XML attributes hold; in sl-list.c. As sl_field_parse(). */
gboolean      sl_value_parse   (const SlField *field, const char *text, gboolean formula, gpointer value,
                                GError **error);
/* As sl_field_print(). */
void          sl_value_print   (const SlField *field, gconstpointer value, GString *out);

/* A list's items seen as a field of their own, with their default. In sl-record.c. */
SlField       sl_field_of_items (const SlField *list);
