/* What WebDAV servers answer (RFC 4918, "multistatus"), read without trust: no document types, no entities, counts and
 * depth limited. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_DAV_NS    "{DAV:}"
#define SL_CALDAV_NS "{urn:ietf:params:xml:ns:caldav}"
#define SL_DAV_MAX_RESPONSES 100000u

/* One resource of an answer. */
typedef struct {
  char       *href;   /* as the server writes it */
  guint       status; /* of the whole resource; 0 where only its properties have one */
  GHashTable *props;  /* "{namespace}name" → text, of those that were found. Elements within are their names with
                       * blanks between, such as "collection calendar"; addresses within are lines */
} SlDavResponse;

typedef struct {
  GPtrArray *responses;  /* SlDavResponse; owned */
  char      *sync_token; /* NULL for none */
} SlDavAnswer;

/* Reads `length` bytes from `url` (for messages). NULL with SL_ERROR_SERVICE where they are no multistatus. Free with
 * sl_dav_answer_free(). */
SlDavAnswer *sl_dav_read        (const char *bytes, gsize length, const char *url, GError **error);
/* NULL is fine. */
void         sl_dav_answer_free (SlDavAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDavAnswer, sl_dav_answer_free)

/* A property's text; NULL where the resource has none. Borrowed. */
const char  *sl_dav_prop        (const SlDavResponse *response, const char *name);
/* Whether a property's names hold `name`. */
gboolean     sl_dav_prop_has    (const SlDavResponse *response, const char *prop, const char *name);
/* `text` as it may stand in XML. Free with g_free(). */
char        *sl_dav_escape      (const char *text);

G_END_DECLS
