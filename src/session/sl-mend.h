/* What mends what `check` finds: one table of codes (sl-check.h) and what to do about each. */
#pragma once

#include "sl-check.h"
#include "sl-edit.h"

G_BEGIN_DECLS

typedef struct {
  char       *label;   /* of a button, translated: "Use Camera A" */
  SlCommand  *command; /* goes, and the finding with it; NULL where a person has to choose something */
  const char *action;  /* then the window's action that asks, "missing-files"; static, else NULL */
} SlMend;

/* All borrowed. */
typedef struct {
  const SlPlan *plan, *catalogue;
  guint32       today; /* Julian: where new days begin */
} SlMendInput;

/* Every way that is known, the best first: SlMend, free with g_ptr_array_unref(). Empty when there is none. */
GPtrArray *sl_mends (const SlMendInput *input, const SlFinding *finding);

G_END_DECLS
