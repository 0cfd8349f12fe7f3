/* JSON from strangers: one flat list of values over the text itself, made without recursion and within limits on depth
 * and count, so that no text can take more than a few times its own size. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct ImportJson ImportJson;

/* A value of a document, borrowed from it; `json` is NULL for a value that is not there. Every function takes such a
 * one and finds nothing in it. */
typedef struct {
  const ImportJson *json;
  guint32           at;
} ImportValue;

typedef enum {
  IMPORT_JSON_NOTHING,
  IMPORT_JSON_NULL,
  IMPORT_JSON_FALSE,
  IMPORT_JSON_TRUE,
  IMPORT_JSON_NUMBER,
  IMPORT_JSON_TEXT,
  IMPORT_JSON_ARRAY,
  IMPORT_JSON_OBJECT,
} ImportJsonKind;

/* Reads a whole document (RFC 8259, UTF-8; a byte order mark is skipped). The text is copied. NULL with an error
 * (SL_ERROR_INPUT) that says what is wrong and at which byte. */
ImportJson     *import_json_parse  (const char *text, gsize length, GError **error);
/* NULL is fine; the document's values end with it. */
void            import_json_free   (ImportJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportJson, import_json_free)

/* The outermost value, borrowed. */
ImportValue     import_json_root   (const ImportJson *json);
/* IMPORT_JSON_NOTHING for a value that is not there. */
ImportJsonKind  import_json_kind   (ImportValue value);
/* The first member of an object by that name, or nothing. */
ImportValue     import_json_member (ImportValue object, const char *name);
/* The values of an array, or of an object's members, in their order; `n` is 0 and the result NULL for all else. Free
 * with g_free(). */
ImportValue    *import_json_items  (ImportValue value, guint *n);
/* FALSE when it is no number, or one that a double cannot hold. */
gboolean        import_json_number (ImportValue value, double *number);
/* A text, unescaped; NULL when it is none, or holds a character 0. Free with g_free(). */
char           *import_json_text   (ImportValue value);

G_END_DECLS
