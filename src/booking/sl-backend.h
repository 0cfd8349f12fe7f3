/* Where calendar objects are kept: the few things that every place can do, each with one condition that holds in the
 * moment of writing. Days, holds and bookings are written once above it and know no server.
 *
 *   sl-backend-folder   a folder of iCalendar objects
 *   sl-caldav           a calendar of a CalDAV server
 *
 * One backend is one calendar: that of a stage. Calls block, and belong to one thread at a time. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

/* What one object may hold, in bytes; more is neither read nor written. */
#define SL_RESOURCE_MAX_BYTES (256u << 10)

typedef struct {
  char *name; /* its file's, or the last part of its address: "day-2026-11-24.ics" */
  char *etag; /* of this version, opaque; NULL where the place gives none */
  char *text; /* NULL: not fetched, or not there */
} SlResource;

SlResource *sl_resource_new  (const char *name, const char *etag, const char *text); /* copies; the latter two: NULL */
/* NULL is fine. */
void        sl_resource_free (SlResource *resource);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlResource, sl_resource_free)

typedef struct {
  GPtrArray *changed; /* SlResource without texts */
  GPtrArray *removed; /* names */
  gboolean   whole;   /* `changed` is all that there is: nothing was known, or the place has forgotten since when */
  char      *token;   /* for the next time; NULL where the place keeps none */
} SlChanges;

/* NULL is fine. */
void        sl_changes_free  (SlChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlChanges, sl_changes_free)

/* What became of something that was to be written. */
typedef enum {
  SL_WRITE_DONE,
  SL_WRITE_REFUSED, /* the condition does not hold: another was first */
  SL_WRITE_UNSURE,  /* nobody can say whether it was; read it again (with an error) */
  SL_WRITE_FAILED,  /* it was not, and trying again is of no use before somebody mends something (with an error) */
} SlWrite;

typedef struct SlBackend SlBackend;

typedef struct {
  SlChanges *(*list)    (SlBackend *backend, const char *since, SlWatch *watch, GError **error);
  gboolean   (*fetch)   (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error);
  SlWrite    (*create)  (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error);
  SlWrite    (*replace) (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch,
                         GError **error);
  SlWrite    (*remove)  (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error);
  gboolean   (*denied)  (SlBackend *backend); /* may be NULL */
  void       (*free)    (SlBackend *backend);
} SlBackendClass;

/* A place begins with this. */
struct SlBackend {
  const SlBackendClass *class;
  char                 *title; /* for messages: its folder or address; owned */
  gboolean              read_only; /* this user may not write there, as far as the place tells beforehand */
};

/* NULL is fine. */
void        sl_backend_free    (SlBackend *backend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBackend, sl_backend_free)

/* What has changed since `since`, a token of before (NULL: everything). Free with sl_changes_free(). NULL with an
 * error where the place cannot be read to its end: then nothing may be taken as free. */
SlChanges  *sl_backend_list    (SlBackend *backend, const char *since, SlWatch *watch, GError **error);
/* Fills texts and etags of SlResource elements; the text of what is not there, or is too large, becomes NULL; of the
 * latter the etag stays. FALSE with an error. */
gboolean    sl_backend_fetch   (SlBackend *backend, GPtrArray *resources, SlWatch *watch, GError **error);
/* One of them, to be freed; its text is NULL where it is not there. NULL with an error. */
SlResource *sl_backend_get     (SlBackend *backend, const char *name, SlWatch *watch, GError **error);
/* Writes where nothing is called so. */
SlWrite     sl_backend_create  (SlBackend *backend, const char *name, const char *text, SlWatch *watch,
                                GError **error);
/* Writes over that version and no other. */
SlWrite     sl_backend_replace (SlBackend *backend, const char *name, const char *etag, const char *text,
                                SlWatch *watch, GError **error);
/* Whether the last write was refused because this user may not write there, as far as the place tells. */
gboolean    sl_backend_was_denied (SlBackend *backend);
/* Removes that version and no other; what is not there any more is done. */
SlWrite     sl_backend_remove  (SlBackend *backend, const char *name, const char *etag, SlWatch *watch,
                                GError **error);

G_END_DECLS
