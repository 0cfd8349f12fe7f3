/* What may stand in a field that takes one of several values: those of an enumeration, things of the plan and
 * devices of the catalogue, or the records of a device, such as a body's modes. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

typedef struct {
  char *id;    /* the value in file notation, "" for none */
  char *name;  /* translated */
  char *facts; /* of a device, else NULL */
  const char *trust; /* of a device, else NULL; static */
} SlFieldChoice;

/* SlFieldChoice elements in the order to show them; free with g_ptr_array_unref(). `value` is one of them, though it be
 * the name of nothing; of a list, its items are not among them. */
GPtrArray *sl_field_choices     (const SlFieldSpot *spot, const char *value);
/* How the value is called, translated, and a list's items with commas between; free with g_free(). */
char      *sl_field_choice_name (const SlFieldSpot *spot, const char *value);
/* Whether a field is chosen, not typed. */
gboolean   sl_field_is_chosen   (const SlField *field);
/* Whether it is a list of such. */
gboolean   sl_field_is_many     (const SlField *field);

G_END_DECLS
