/* A shot's camera for what takes tracking: one sample, one a frame, or packets. */
#include "sl-export-private.h"
#include "sl-i18n.h"
#include "sl-tracking-export.h"

enum { FORM_NDJSON, FORM_JSON, FORM_OTRK };
enum { ENCODING_JSON, ENCODING_CBOR };

/* --- OpenTrackIO --- */

typedef struct {
  SlRecord    record;
  const char *shot;
  gint64      frame, source;
  int         form, encoding;
} OpenTrackIO;

static const SlEnumValue forms[] = {
  { "ndjson", N_("A line a frame (.ndjson)") }, { "json", N_("One frame (.json)") },
  { "otrk", N_("Packets (.otrk)") }, { NULL },
};
static const SlEnumValue encodings[] = { { "json", "JSON" }, { "cbor", "CBOR" }, { NULL } };

static const SlField opentrackio_fields[] = {
  OPTION (OpenTrackIO, shot, N_("Shot"), REF, .refs = "shot", .help = N_("The plan's first where none is named")),
  OPTION (OpenTrackIO, form, N_("Form"), ENUM, .values = forms, .def = "ndjson",
          .help = N_("What the file is where its suffix does not say")),
  OPTION (OpenTrackIO, frame, N_("Frame"), INTEGER, .max = 1e9, .def = "0",
          .help = N_("Of a single sample, from 0")),
  OPTION (OpenTrackIO, encoding, N_("Encoding"), ENUM, .values = encodings, .def = "json", .help = N_("In packets")),
  OPTION (OpenTrackIO, source, N_("Source number"), INTEGER, .min = 1, .max = 200, .def = "1",
          .help = N_("Which of several trackers this is")),
};
OPTIONS (opentrackio_options, "opentrackio", N_("Camera tracking"), OpenTrackIO, opentrackio_fields);

static const char *
suffix_of (gconstpointer data)
{
  const OpenTrackIO *options = data;

  return options->form == FORM_JSON ? ".json" : options->form == FORM_OTRK ? ".otrk" : ".ndjson";
}

static gboolean
write_opentrackio (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
                   GError **error)
{
  const OpenTrackIO *options = data;
  const SlExportInput input = { .plan = source->plan, .watch = source->watch, .omissions = source->omissions };
  const SlTrackingOptions tracking = { options->shot != NULL ? options->shot : source->shot, options->frame,
                                       options->encoding == ENCODING_CBOR, (int) options->source };

  return sl_opentrackio_export (&input, &tracking, path, &result->frames, error);
}

const SlExportKind sl_export_opentrackio = {
  "opentrackio", "export", N_("Camera tracking (OpenTrackIO)…"), N_("Camera tracking (OpenTrackIO)"), ".ndjson",
  &opentrackio_options, .suffix_of = suffix_of, .write = write_opentrackio,
  .group = SL_EXPORT_TRACKING,
};

/* --- FreeD --- */

typedef struct {
  SlRecord    record;
  const char *shot;
  gint64      camera;
} FreeD;

static const SlField freed_fields[] = {
  OPTION (FreeD, shot, N_("Shot"), REF, .refs = "shot", .help = N_("The plan's first where none is named")),
  OPTION (FreeD, camera, N_("Camera number"), INTEGER, .max = 255, .def = "1", .help = N_("In each message")),
};
OPTIONS (freed_options, "freed", N_("Camera tracking"), FreeD, freed_fields);

static gboolean
write_freed (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const FreeD *options = data;
  const SlExportInput input = { .plan = source->plan, .watch = source->watch, .omissions = source->omissions };
  const SlTrackingOptions tracking = { .shot = options->shot != NULL ? options->shot : source->shot,
                                       .source = (int) options->camera };

  return sl_freed_export (&input, &tracking, path, &result->frames, error);
}

const SlExportKind sl_export_freed = {
  "freed", "export", N_("Camera tracking (FreeD)…"), N_("Camera tracking (FreeD)"), ".bin", &freed_options,
  .write = write_freed,
  .group = SL_EXPORT_TRACKING,
};

/* --- a table --- */

typedef struct {
  SlRecord    record;
  const char *shot;
} Camera;

static const SlField camera_fields[] = {
  OPTION (Camera, shot, N_("Shot"), REF, .refs = "shot", .help = N_("The plan's first where none is named")),
};
OPTIONS (camera_options, "camera", N_("Camera moves"), Camera, camera_fields);

static gboolean
write_camera (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
              GError **error)
{
  const Camera *options = data;
  const SlExportInput input = { .plan = source->plan, .watch = source->watch, .omissions = source->omissions };

  return sl_camera_table_export (&input, options->shot != NULL ? options->shot : source->shot, path, &result->frames,
                                 error);
}

const SlExportKind sl_export_camera = {
  "camera", "export", N_("Camera moves as a table (.csv)…"), N_("Camera moves as a table (.csv)"), ".csv",
  &camera_options, .write = write_camera, .group = SL_EXPORT_TRACKING,
};
