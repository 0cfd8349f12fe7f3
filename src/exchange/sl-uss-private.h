/* A .uss file that is being read. Of its reader alone. */
#pragma once

#include "sl-json.h"
#include "sl-script.h"

G_BEGIN_DECLS

/* What an element is beside an SlCategory, which these stand behind, and what a breakdown is. */
enum {
  USS_PLACE = 1000, USS_LIGHT, USS_SCRIPT_DAY, USS_REMARK, USS_SET, USS_CAST, USS_SCENE, USS_BANNER,
};

typedef struct {
  int         is;       /* as above */
  int         at;       /* position in the script, −1: none */
  JsonObject *object;   /* borrowed */
  JsonObject *category; /* of an element; borrowed, may be NULL */
} UssItem;

typedef struct {
  JsonObject *file, *root;
  SlScript   *script;
  GHashTable *categories, *elements, *breakdowns, *calendars; /* id → UssItem */
} Uss;

/* Reads all of it; as sl_uss_read(). Free with sl_uss_close(). */
Uss     *sl_uss_open          (const char *text, const char *file, GError **error);
/* NULL is fine. */
void     sl_uss_close         (Uss *u);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Uss, sl_uss_close)
/* What a category is: an SlCategory, or USS_PLACE… */
int      sl_uss_category      (const char *name, double ucid);
/* A file's text as a plan keeps it, and back; NULL where it is none. Free with g_free(). */
char    *sl_uss_pack          (const char *text);
char    *sl_uss_unpack        (const char *packed); /* back */

/* The days off and events of an object as a calendar of the script; −1 where it has neither, unless `always`. */
int      sl_uss_read_calendar (Uss *u, JsonObject *object, gboolean always);
/* Calendars and boards; FALSE where there are too many strips. */
gboolean sl_uss_read_boards   (Uss *u);

G_END_DECLS
