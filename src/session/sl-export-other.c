/* Exports with few options: the scene for other programs, bookings into a calendar. */
#include "sl-book.h"
#include "sl-export-private.h"
#include "sl-exporter.h"
#include "sl-i18n.h"

/* --- the scene --- */

static SlExportInput
scene_of (const SlExportSource *source, const char *stage)
{
  return (SlExportInput) { source->plan, source->assets, sl_export_stage (source, stage), source->watch,
                           source->omissions };
}

/* --- glTF --- */

typedef struct {
  SlRecord    record;
  const char *stage;
  gboolean    frustums;
} Gltf;

static const SlField gltf_fields[] = {
  OPTION (Gltf, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
  OPTION (Gltf, frustums, N_("Frustums"), BOOL, .def = "true",
          .help = N_("What each shot sees at first and over its move, as meshes to build around")),
};
OPTIONS (gltf_options, "gltf", N_("3D scene"), Gltf, gltf_fields);

static gboolean
write_gltf (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Gltf *options = data;
  SlExportInput input = scene_of (source, options->stage);

  input.frustums = options->frustums;
  return sl_gltf_export (&input, path, error);
}

const SlExportKind sl_export_gltf = {
  "gltf", "export", N_("3D scene (glTF)…"), N_("3D scene (glTF)"), ".glb", &gltf_options, .write = write_gltf,
  .group = SL_EXPORT_SCENES,
};

/* --- OpenUSD --- */

typedef struct {
  SlRecord    record;
  const char *stage;
} Usd;

static const SlField usd_fields[] = {
  OPTION (Usd, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
};
OPTIONS (usd_options, "usd", N_("3D scene"), Usd, usd_fields);

static gboolean
write_usd (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Usd *options = data;
  const SlExportInput input = scene_of (source, options->stage);

  return sl_usd_export (&input, path, error);
}

const SlExportKind sl_export_usd = {
  "usd", "export", N_("3D scene (OpenUSD)…"), N_("3D scene (OpenUSD)"), ".usdz", &usd_options, .write = write_usd,
  .group = SL_EXPORT_SCENES,
};

/* --- bookings --- */

typedef struct {
  SlRecord record;
} Bookings;

static const SlRecordType bookings_options = { "bookings", N_("Bookings"), sizeof (Bookings), NULL, 0 };

static gboolean
write_bookings (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
                GError **error)
{
  g_autoptr (SlBookingStore) store = sl_book_open_folder (source->plan, path);
  const SlBookOptions push = { .file = source->file };
  SlBookResult booked;
  gboolean ok = sl_book_push (source->plan, store, &push, &booked, error);

  if (ok && booked.remarks->len > 0)
    result->text = g_strdup (booked.remarks->pdata[0]);
  else if (ok && booked.conflicts->len > 0)
    {
      const SlStageDay *day = booked.conflicts->pdata[0];
      g_autofree char *date = sl_date_to_text (day->day);
      result->text = g_strdup_printf (_("%s has %s on %s already; that booking was left out"), day->owner, day->stage,
                                      date);
    }
  else if (ok && booked.strangers->len > 0)
    {
      const SlStageDay *day = booked.strangers->pdata[0];
      g_autofree char *date = sl_date_to_text (day->day);
      result->text = g_strdup_printf (_("stored, but “%s” stands over %s on %s; ask the stage whose day it is"),
                                      day->title, day->stage, date);
    }
  else if (ok)
    result->text = g_strdup_printf (_("%u days confirmed, %u held"), booked.confirmed, booked.held);
  sl_book_result_clear (&booked);
  return ok;
}

const SlExportKind sl_export_bookings = {
  "bookings", "book", N_("Bookings to a calendar folder…"), N_("Bookings to a calendar folder"), "",
  &bookings_options, .write = write_bookings,
  .group = SL_EXPORT_DATES,
};
