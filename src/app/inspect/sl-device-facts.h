/* What tells devices of the catalogue apart when one is chosen. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* "ROE Visual Ruby 2.3"; NULL when it is no device. Free with g_free(). */
char *sl_device_name  (const SlEntity *device);
/* Of a cabinet pitch, size and light, of a camera body its largest sensor and its modes, of a lens set focal lengths,
 * widest stop and mount, of a processor what it drives; translated. NULL when it is no device. Free with g_free(). */
char *sl_device_facts (const SlEntity *device);
/* Whether its figures have a public source, translated; `verified` (may be NULL) tells the same. Static, NULL when
 * it is no device. */
const char *sl_device_trust (const SlEntity *device, gboolean *verified);

G_END_DECLS
