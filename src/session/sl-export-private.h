/* What the exports share. Of this room's sl-export*.c alone. */
#pragma once

#include "sl-exports.h"

G_BEGIN_DECLS

/* One field of an export's options, a record struct. */
#define OPTION(Struct, id, text, t, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_##t, .offset = offsetof (Struct, id), __VA_ARGS__ }
#define OPTIONS(var, id, text, Struct, table) \
  static const SlRecordType var = { id, text, sizeof (Struct), table, G_N_ELEMENTS (table) }

/* In the order of the table. */
extern const SlExportKind sl_export_clip, sl_export_ground_plan, sl_export_gltf, sl_export_bookings;

/* The stage that is asked for, looked at, or the plan's first; "" without any. Borrowed. */
const char *sl_export_stage (const SlExportSource *source, const char *wanted);

G_END_DECLS
