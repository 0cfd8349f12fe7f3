/* What a new plan starts from: the facilities of data/facilities, or an empty stage. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Template ids, "empty" first; free with g_strfreev(). */
GStrv   sl_templates      (void);
/* What people call it: the facility's name. Free with g_free(). */
char   *sl_template_title (const char *id);
/* A plan of its own: productions that come from one template are told apart by their marks. NULL with an error when
 * there is no such template, or it cannot be read. */
SlPlan *sl_template_plan  (const char *id, GError **error);

G_END_DECLS
