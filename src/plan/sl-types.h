/* What every field type can do: one constant a type, one row each in the table in sl-field.c. Of this room alone. */
#pragma once

#include "sl-field.h"

typedef struct {
  const char *name;
  gsize       size;
  gboolean (*parse) (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error);
  void     (*print) (const SlField *field, gconstpointer value, GString *out);
  gboolean (*equal) (const SlField *field, gconstpointer a, gconstpointer b);
  void     (*copy)  (const SlField *field, gpointer to, gconstpointer from);
  void     (*clear) (const SlField *field, gpointer value);
  void     (*interpolate) (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to);
} SlType;

/* sl-type-numbers.c */
extern const SlType sl_type_bool, sl_type_integer, sl_type_real, sl_type_rational, sl_type_enum, sl_type_vector,
    sl_type_colour;
/* sl-type-texts.c */
extern const SlType sl_type_text, sl_type_date, sl_type_time, sl_type_ref, sl_type_device, sl_type_asset;
/* sl-list.c */
extern const SlType sl_type_list, sl_type_records;

/* "“text” is no value for “field”; write `what`." Returns FALSE. */
gboolean sl_type_expected (const SlField *field, const char *text, const char *what, GError **error);
/* Of values that own nothing. */
gboolean sl_type_equal_flat (const SlField *field, gconstpointer a, gconstpointer b);
void     sl_type_copy_flat  (const SlField *field, gpointer to, gconstpointer from);
void     sl_type_clear_flat (const SlField *field, gpointer value);
/* Of values between which there is nothing: the first one up to the end. */
void     sl_type_interpolate_hold (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to);
