/* JSON from outside: refused when it nests deeper than a parser that calls itself should go, and read without trusting
 * the types of members. Of this room alone. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The root object of a text. Free with json_object_unref(). NULL with SL_ERROR_INPUT, which names file and line. */
JsonObject *sl_json_parse  (const char *text, const char *file, GError **error);
/* A member that is an object; NULL for none. Borrowed, as all below. */
JsonObject *sl_json_object (JsonObject *object, const char *name);
/* A member that is a list; NULL for none. */
JsonArray  *sl_json_array  (JsonObject *object, const char *name);
/* An item that is an object; NULL for another. */
JsonObject *sl_json_item   (JsonArray *array, guint index);
/* An item that is a number; NAN for another. */
double      sl_json_item_number (JsonArray *array, guint index);
/* A member that is a text; NULL for none. */
const char *sl_json_text   (JsonObject *object, const char *name);
/* A member that is a number; NAN for none. */
double      sl_json_number (JsonObject *object, const char *name);
/* A new list of numbers. */
JsonArray  *sl_json_numbers (const double *values, guint n);
/* 0 for NULL. */
guint       sl_json_length (JsonArray *array);

G_END_DECLS
