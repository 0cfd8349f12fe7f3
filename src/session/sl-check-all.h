/* Everything that `check` says, of a snapshot: in any thread. */
#pragma once

#include "sl-document.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct {
  const SlPlan    *plan, *catalogue;
  const GPtrArray *problems; /* GError: catalogue files that cannot be read; may be NULL */
  SlAssets        *assets;   /* to be loaded into */
  const char      *folder;   /* that the plan's files are named from */
} SlCheckInput;

/* The plan's own findings, devices that differ from the catalogue, models and pictures, scenes, and bookings in each
 * other's way. SlFinding elements; free with g_ptr_array_unref(). After a cancel the rest is missing. */
GPtrArray *sl_check_all (const SlCheckInput *input, SlWatch *watch);

G_END_DECLS
