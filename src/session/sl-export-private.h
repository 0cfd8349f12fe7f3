/* What the exports share. Of this room's sl-export*.c and sl-package.c alone. */
#pragma once

#include "sl-board.h"
#include "sl-exports.h"

G_BEGIN_DECLS

/* One field of an export's options, a record struct. */
#define OPTION(Struct, id, text, t, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_##t, .offset = offsetof (Struct, id), __VA_ARGS__ }
#define OPTIONS(var, id, text, Struct, table) \
  static const SlRecordType var = { id, text, sizeof (Struct), table, G_N_ELEMENTS (table) }

/* In the order of the table. */
extern const SlExportKind sl_export_clip, sl_export_ground_plan, sl_export_boards, sl_export_stripboard,
                          sl_export_one_liner, sl_export_dood, sl_export_call_sheet, sl_export_breakdown,
                          sl_export_calendar, sl_export_gantt, sl_export_capacity, sl_export_cost, sl_export_gltf,
                          sl_export_usd, sl_export_ndisplay, sl_export_screens, sl_export_mvr, sl_export_opentrackio,
                          sl_export_freed, sl_export_calibration, sl_export_camera, sl_export_uss, sl_export_csv,
                          sl_export_ics, sl_export_package, sl_export_bookings, sl_export_survey;
/* In the order of the enum of the sheets; both end with a NULL id. */
extern const SlEnumValue sl_export_papers[], sl_export_orientations[];

/* The order in which shots stand, in that of sl_export_shot_orders[]. */
enum { SL_SHOTS_BY_EDIT, SL_SHOTS_BY_BOARD };
extern const SlEnumValue sl_export_shot_orders[];
/* The board that is named, else the one that counts for the first production that has one; NULL for none. Borrowed. */
const SlBoard *sl_export_board (const SlPlan *plan, const char *board);
/* FALSE with an error where there is no board to take the order from. */
gboolean    sl_export_check_order (const SlPlan *plan, int order, const char *board, GError **error);

/* The stage that is asked for, looked at, or the plan's first; "" without any. Borrowed. */
const char *sl_export_stage (const SlExportSource *source, const char *wanted);

/* Of what is a folder, or all of it in one zip file. */
#define SL_EXPORT_ZIP_HELP N_("All of it in one zip file, and not in a folder")
/* ".zip" or "". Static. */
const char *sl_export_zip_suffix (gboolean zip);
/* FALSE with an error where a zip file is asked for and the name is none's. */
gboolean    sl_export_check_zip  (gboolean zip, const char *path, GError **error);

G_END_DECLS
