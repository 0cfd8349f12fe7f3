/* Field tables: every kind of entity is a plain struct described by one table. The XML reader and writer, the
 * inspector, undo, `set`, the schema and the documentation all read that table. */
#pragma once

#include <glib.h>

#include "sl-number.h"
#include "sl-rational.h"
#include "sl-vec.h"

G_BEGIN_DECLS

typedef struct SlField      SlField;
typedef struct SlRecordType SlRecordType;

/* The C type of a field's member stands behind each. Real and vector fields without a default may be unset (NAN). */
typedef enum {
  SL_TYPE_BOOL,     /* gboolean */
  SL_TYPE_INTEGER,  /* gint64 */
  SL_TYPE_REAL,     /* double, in the field's unit */
  SL_TYPE_RATIONAL, /* SlRational */
  SL_TYPE_ENUM,     /* int, index into `values` */
  SL_TYPE_TEXT,     /* const char *, a GRefString, NULL for empty */
  SL_TYPE_DATE,     /* guint32 Julian day, 0 for none */
  SL_TYPE_TIME,     /* gint32 minutes after midnight, −1 for none */
  SL_TYPE_VECTOR,   /* SlVec3 */
  SL_TYPE_COLOUR,   /* guint32 0xRRGGBB */
  SL_TYPE_REF,      /* const char * id of a kind in `refs` */
  SL_TYPE_DEVICE,   /* const char * id of a device in the plan */
  SL_TYPE_ASSET,    /* const char * path, relative to the plan's folder, or "builtin:NAME" */
  SL_TYPE_LIST,     /* SlList * of scalars of type `item` */
  SL_TYPE_RECORDS,  /* SlList * of records of type `record` */
  SL_N_TYPES,
} SlFieldType;

typedef enum {
  SL_FIELD_KEY = 1 << 0,       /* addresses its record inside brackets */
  SL_FIELD_REQUIRED = 1 << 1,  /* `check` reports it when empty */
  SL_FIELD_MULTILINE = 1 << 2, /* long text */
  SL_FIELD_STRUCTURAL = 1 << 3, /* shapes a grid or a count: a setup may overlay it, a track may not move it */
  SL_FIELD_HIDDEN = 1 << 10,   /* for programs only: the window does not show it */
  SL_FIELD_EIGHTHS = 1 << 8,   /* of a page: people may type "1 4/8" */
  SL_FIELD_WORDS = 1 << 9,     /* for people only: neither measures nor pictures of the set depend on it */
  SL_FIELD_WHOLE = 1 << 7, /* one for the whole shot, which scenes are made by: neither setup nor track may change it */
  SL_FIELD_CATALOGUE = 1 << 6, /* of the catalogue alone: a plan's copy of a device lacks it */
  SL_FIELD_TARGET_PATH = 1 << 4, /* a path into what the record's `target` names */
  SL_FIELD_TARGET_VALUE = 1 << 5, /* a value of the field that `target` and `path` name, here or in the record around */
} SlFieldFlags;

typedef struct {
  const char *id, *label; /* in files; for people, to be translated */
} SlEnumValue;

struct SlField {
  const char         *name;    /* in files and on the command line */
  const char         *label;   /* for people, to be translated */
  SlFieldType         type;
  gsize               offset;  /* of the member in its struct */
  SlUnit              unit;
  double              min, max; /* both 0 for no limit */
  const char         *def;     /* default in file notation, NULL for unset */
  const char         *help;    /* one sentence, to be translated */
  const char         *section; /* heading in the inspector, to be translated */
  const SlEnumValue  *values;  /* ends with a NULL id */
  const char         *refs;    /* kinds that may be named, separated by spaces; "*" for any */
  SlFieldType         item;    /* of a list */
  const SlRecordType *record;  /* of records */
  const char         *choices; /* of a text that is the key of a record of what another field names: "body.modes" */
  SlFieldFlags        flags;
};

struct SlRecordType {
  const char    *name;  /* element name */
  const char    *label; /* to be translated */
  gsize          size;
  const SlField *fields;
  guint          n_fields;
};

/* What a file held that this version does not know, as XML text that is written back. Immutable, shared. */
typedef struct SlExtra SlExtra;

typedef enum {
  SL_EXTRA_ATTRIBUTES, /* ' name="value"…' */
  SL_EXTRA_CHILDREN,   /* whole elements, comments and instructions, and text behind them */
  SL_EXTRA_BEFORE,     /* comments and instructions around the root, one a line */
  SL_EXTRA_AFTER,
  SL_EXTRA_N,
} SlExtraPart;

/* A new reference; NULL when all parts are NULL or empty. */
SlExtra    *sl_extra_new   (const char *const parts[SL_EXTRA_N]);
SlExtra    *sl_extra_ref   (SlExtra *extra);   /* NULL is fine */
void        sl_extra_unref (SlExtra *extra);   /* NULL is fine */
/* "" for nothing, and for NULL. Borrowed. */
const char *sl_extra_part  (const SlExtra *extra, SlExtraPart part);
/* By what they hold; NULL is fine. */
gboolean    sl_extra_equal (const SlExtra *a, const SlExtra *b);

/* Every record struct starts with this. */
typedef struct {
  SlExtra *extra;
} SlRecord;

/* An immutable, shared list of values, laid out one after another. NULL is the empty list. */
typedef struct {
  gatomicrefcount     refs;
  guint               n;
  SlFieldType         item;   /* of single values */
  const SlRecordType *record; /* of records, else NULL */
  gsize               item_size;
  guint8              data[] __attribute__ ((aligned (16)));
} SlList;

#define SL_LIST_MAX 1000000 /* values that a list read from text may hold */

#define sl_list_n(list)           ((list) != NULL ? (list)->n : 0u)
#define sl_list_at(list, type, i) (((const type *) (const void *) (list)->data) + (i))

/* For a field of type list or records: zeroed items, to be filled before sharing. A new reference. */
SlList *sl_list_new   (const SlField *field, guint n);
SlList *sl_list_ref   (SlList *list); /* NULL is fine */
void    sl_list_unref (SlList *list); /* NULL is fine */
/* A private copy with room for `n` items; those beyond the old ones hold defaults. A new reference. */
SlList *sl_list_resized (const SlField *field, const SlList *list, guint n);
/* A private copy that lacks the item at `index`; NULL when it was the only one. A new reference. */
SlList *sl_list_without (const SlField *field, const SlList *list, guint index);

/* As the documentation calls it: "real", "list". Static. */
const char *sl_type_name (SlFieldType type);

/* One value at `value`, which belongs to `field`. */

/* Replaces an initialised value and leaves it alone on error, which says what was expected. With `formula`, numbers
 * also take units and arithmetic. */
gboolean sl_field_parse    (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error);
/* Appends it in file notation, which sl_field_parse() reads as the same value; nothing for an unset one. */
void     sl_field_print    (const SlField *field, gconstpointer value, GString *out);
/* By what they hold; unset numbers are equal. */
gboolean sl_field_equal    (const SlField *field, gconstpointer a, gconstpointer b);
/* `to` is uninitialised; texts and lists are shared. */
void     sl_field_copy     (const SlField *field, gpointer to, gconstpointer from);
/* Gives back what the value owns; texts and lists are NULL after it. */
void     sl_field_clear    (const SlField *field, gpointer value);
gboolean sl_field_is_unset (const SlField *field, gconstpointer value); /* no text, no number, no item */
gboolean sl_field_is_default (const SlField *field, gconstpointer value); /* files leave it out */
gsize    sl_field_size     (const SlField *field); /* bytes of the member, SL_VALUE_MAX at most */
/* Bytes of the largest scalar value. */
enum { SL_VALUE_MAX = 32 };

#define SL_MEMBER(record, field) ((gpointer) ((guint8 *) (record) + (field)->offset))
#define SL_CONST_MEMBER(record, field) ((gconstpointer) ((const guint8 *) (record) + (field)->offset))

/* Puts the defaults into zeroed memory. */
void     sl_record_init  (const SlRecordType *type, gpointer record);
/* Copies fields and extra into uninitialised memory. */
void     sl_record_copy  (const SlRecordType *type, gpointer to, gconstpointer from);
/* Gives back what the record owns, but not its memory. */
void     sl_record_clear (const SlRecordType *type, gpointer record);
/* By what they hold, unknown content included. */
gboolean sl_record_equal (const SlRecordType *type, gconstpointer a, gconstpointer b);

/* About how many bytes the texts and lists of a record take beside its struct. */
gsize    sl_record_bytes (const SlRecordType *type, gconstpointer record);
/* The field called `name`, or NULL. Static. */
const SlField *sl_record_field (const SlRecordType *type, const char *name);

/* How messages call a field: by its label, translated. Free with g_free(). */
char    *sl_field_title  (const SlField *field);
/* The same of a kind of record. */
char    *sl_record_title (const SlRecordType *type);
/* From now on by the name too, "Focal length (focal_mm)": for a program in which names are typed, at its start. */
void     sl_field_titles_with_names (void);
/* `title`, and that name where names are said too. Free with g_free(). */
char    *sl_title_with_name (const char *title, const char *name);

/* Paths reach inside: "position.x", "seams[3]", "tracks[cam-a.position].keys[2].value". In brackets stands a
 * record's key (its key fields joined by ".", which may hold brackets in pairs), else a position from 0, which "#"
 * before it makes one even where a key reads the same; "[+]" appends, and a whole item that is set to nothing is taken
 * out ("[+]" to nothing appends a record of defaults). */

/* The value that a path ends at, in file notation; free with g_free(). NULL with SL_ERROR_INPUT for a bad path. */
char    *sl_record_get (const SlRecordType *type, gconstpointer record, const char *path, GError **error);
/* Parses `text` into the place that a path ends at, in a record that the caller owns alone; `formula` as in
 * sl_field_parse(). FALSE with SL_ERROR_INPUT leaves the record as it was. */
gboolean sl_record_set (const SlRecordType *type, gpointer record, const char *path, const char *text,
                        gboolean formula, GError **error);
/* Describes the value that a path ends at: a field, an item of a list or one number of a vector. Needs no record, so it
 * does not tell whether the items are there. What lies in a structural field is structural. */
gboolean sl_record_resolve (const SlRecordType *type, const char *path, SlField *field, GError **error);
/* The value that a path ends at, inside `record`, and its field; NULL with an error. Borrowed. */
gconstpointer sl_record_find (const SlRecordType *type, gconstpointer record, const char *path, SlField *field,
                              GError **error);
/* The "]" that belongs to the "[" at `open`; NULL when there is none. */
const char *sl_path_closing_bracket (const char *open);
/* As people read a path: "Position Z", "Seams 4", "Doors 2 · Width". What the table does not know stays as it is; ""
 * for NULL. Free with g_free(). */
char    *sl_path_title    (const SlRecordType *type, const char *path);
/* How messages call a place in what has that id: "cam-a · Position"; the path alone when `id` is NULL. With the path
 * as it is typed too, where names are said. Free with g_free(). */
char    *sl_path_title_of (const SlRecordType *type, const char *id, const char *path);
/* The path of a list's item by its position, whatever the keys in the list are. Free with g_free(). */
char    *sl_record_item_path (const char *list_path, const SlField *field, const SlList *list, guint index);

/* Told each id that a value names, and the field that names it. A non-NULL return replaces the id (full transfer). */
typedef char *(*SlRefVisit) (const SlField *field, const char *id, gpointer data);
/* Calls `visit` for the ids of references and devices in a value, in lists and records too. `replace` needs a value
 * that the caller owns alone. Ids that stand in texts are seen by sl_entity_visit_refs(). */
void     sl_field_visit_refs  (const SlField *field, gpointer value, gboolean replace, SlRefVisit visit, gpointer data);
/* The same for all fields of a record. */
void     sl_record_visit_refs (const SlRecordType *type, gpointer record, gboolean replace, SlRefVisit visit,
                               gpointer data);

/* Dates in files are "2026-11-21", of these years; anything else is a slip of the hand. */
#define SL_DATE_FIRST_YEAR 1900
#define SL_DATE_LAST_YEAR  2999
/* FALSE for anything but such a date; `julian` is then as it was. */
gboolean sl_date_parse (const char *text, guint32 *julian);
/* A date as people type it: "28 Nov", "28/11", "28.11.2026", "Nov 28, 2026", "11月28日", or as files have it. Without a
 * year it is the one nearest to `near` (a valid julian day). FALSE for anything else; `julian` is then as it was. */
gboolean sl_date_typed (const char *text, guint32 near, guint32 *julian);
/* The day that it is here. */
guint32  sl_date_today (void);
/* "" for no date; free with g_free(). */
char    *sl_date_to_text (guint32 julian);

G_END_DECLS
