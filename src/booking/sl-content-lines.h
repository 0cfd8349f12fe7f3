/* The lines of an iCalendar object (RFC 5545, 3.1): read under limits, without folds, and written as they were. What is
 * not understood stays as it stands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one line may hold once it is unfolded, in bytes, and how deep components may stand in each other. */
#define SL_CONTENT_MAX_LINE    (64u << 10)
#define SL_CONTENT_MAX_NESTING 4u

typedef struct {
  char *name;   /* upper case: "DTSTART"; "" for what is no line of the standard */
  char *rest;   /* as it stands, with ";" or ":" before it: ";VALUE=DATE:20261124" */
  guint number; /* of the line in what was read that it begins in, from 1; 0 for one that was made */
} SlContentLine;

/* Copies. Free with sl_content_line_free(). */
SlContentLine *sl_content_line_new   (const char *name, const char *rest);
void           sl_content_line_free  (gpointer line); /* an SlContentLine */
/* What stands after the parameters; borrowed. */
const char    *sl_content_line_value (const SlContentLine *line);
/* A parameter's value without quotation marks; NULL for none. Free with g_free(). */
char          *sl_content_line_param (const SlContentLine *line, const char *name);
/* The value as people read it: without escapes, in one line, no control characters. Free with g_free(). */
char          *sl_content_line_text  (const SlContentLine *line);
/* `text` as a value. Free with g_free(). */
char          *sl_content_escape     (const char *text);

/* SlContentLine elements of `length` bytes: UTF-8 once it is unfolded, with or without a mark of byte order, each BEGIN
 * with its END. NULL with SL_ERROR_INPUT. Free with g_ptr_array_unref(). */
GPtrArray     *sl_content_lines_read  (const char *text, gsize length, GError **error);
/* Folded, with CRLF. Free with g_free(). */
char          *sl_content_lines_print (const GPtrArray *lines);

/* Whether a line begins, or ends, a component of that name. */
gboolean       sl_content_line_begins (const SlContentLine *line, const char *component);
gboolean       sl_content_line_ends   (const SlContentLine *line, const char *component); /* likewise */

G_END_DECLS
