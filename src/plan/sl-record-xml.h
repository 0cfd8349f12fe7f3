/* Records as XML, whatever they are records of: attributes are fields, child elements the records of a field,
    and what a
 * program does not know rides along. Of this room alone; plans are read and written with it (sl-plan-xml.h). */
#pragma once

#include "sl-field.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* What an XML document is read into. */
typedef struct {
  const SlRecordType *root;   /* of the root element */
  gpointer            record; /* of that type, initialised, that the root's attributes and records go to; borrowed */
  /* What an element under the root is that is in none of the root's own fields, NULL when not known. May be NULL. */
  const SlRecordType *(*find) (const char *element, gpointer data);
  const SlRecordType *head;   /* attributes that each of these has beside its own; the same memory */
  /* Called when the attributes of the root, or of one of these, are there. FALSE with an error stops the reading. */
  gboolean          (*begun)  (const SlRecordType *type, gpointer record, guint line, gpointer data, GError **error);
  /* Takes one of these, of type->size bytes from g_malloc0(), when it is whole. */
  void              (*take)   (const SlRecordType *type, gpointer record, guint line, gpointer data);
  gpointer            data;
  gboolean            closed; /* nothing rides along under the root itself */
} SlRecordSource;

/* `file` is for messages,
    NULL for text that has none. FALSE with an error; what was read until then is the caller's. */
gboolean sl_record_read      (const SlRecordSource *source, const char *text, gsize length, const char *file,
                              SlWatch *watch, GError **error);
/* One element and a line end; `head` as above, or NULL. `indent` counts steps of two blanks; all stands on one line
 * without a line end for SL_XML_ONE_LINE. */
void     sl_record_to_xml    (const SlRecordType *type, gconstpointer record, const SlRecordType *head, int indent,
                              GString *out);
/* The records of a list, one after another. */
void     sl_records_to_xml   (const SlField *field, const SlList *list, int indent, GString *out);
/* Reads what sl_records_to_xml() wrote; the list is the caller's, NULL for none. */
gboolean sl_records_from_xml (const SlField *field, const char *text, SlList **list, GError **error);

#define SL_XML_ONE_LINE (-1)
/* How much memory all that is read from one document may take. */
#define SL_RECORD_MAX_BYTES (192u << 20)

G_END_DECLS
