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
  JsonObject *root;
  SlScript   *script;
  GHashTable *categories, *elements, *breakdowns, *calendars; /* id → UssItem */
} Uss;

/* The days off and events of an object as a calendar of the script; −1 where it has neither, unless `always`. */
int      sl_uss_read_calendar (Uss *u, JsonObject *object, gboolean always);
/* Calendars and boards; FALSE where there are too many strips. */
gboolean sl_uss_read_boards   (Uss *u);

G_END_DECLS
