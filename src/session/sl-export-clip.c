#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-i18n.h"
#include "sl-render.h"
#include "sl-strip-list.h"

enum { RANGE_SHOT, RANGE_SELECTED, RANGE_ALL };

typedef struct {
  SlRecord    record;
  int         range, order, codec, quality;
  const char *board;
  SlList     *shot; /* char * */
  const char *frames, *size;
  gint64      samples;
  gboolean    production, number, lens, grade, day, timecode, frame;
  guint32     date;
} Clip;

static const SlEnumValue ranges[] = {
  { "shot", N_("This shot") }, { "selected", N_("The selected shots") }, { "all", N_("All shots") }, { NULL },
};
const SlEnumValue sl_export_shot_orders[] = {
  { "edit", N_("As in the edit") }, { "board", N_("As they are shot, by the board") }, { NULL },
};
static const SlEnumValue sizes[] = {
  { "720p", "720p" }, { "1080p", "1080p" }, { "2160p", "2160p (4K)" }, { NULL },
};
/* In the order of SlCodec. */
static const SlEnumValue codecs[] = {
  { "automatic", N_("By the file’s name") }, { "h264", "H.264 (.mp4)" }, { "h265", "H.265 (.mp4)" },
  { "mjpeg", N_("Motion JPEG, for cutting (.mov)") }, { "vp9", "VP9 (.webm)" },
  { "png", N_("Pictures (.png)") }, { NULL },
};
static const SlEnumValue qualities[] = {
  { "small", N_("Small file") }, { "good", N_("Good") }, { "best", N_("Best") }, { NULL },
};
static const SlEnumValue samples_values[] = { { "1", N_("Draft") }, { "4", N_("Fine") }, { NULL } };

#define BURN_IN N_("Burn-in")
#define BURNED(id, text, d, h) OPTION (Clip, id, text, BOOL, .def = d, .section = BURN_IN, .help = h)

static const SlField fields[] = {
  OPTION (Clip, range, N_("Shots"), ENUM, .values = ranges, .def = "shot", .help = N_("What is in the clip")),
  OPTION (Clip, shot, N_("Shot"), LIST, .item = SL_TYPE_REF, .refs = "shot",
          .help = N_("A shot; may be given several times")),
  OPTION (Clip, order, N_("Order"), ENUM, .values = sl_export_shot_orders, .def = "edit",
          .help = N_("By the board: the scenes of its strips one after the other, then shots of no strip")),
  OPTION (Clip, board, N_("Board"), REF, .refs = "board", .help = N_("Which board; else the one that counts")),
  OPTION (Clip, frames, N_("Frames"), TEXT, .help = N_("Such as 24-72, of each shot; all when empty")),
  OPTION (Clip, size, N_("Size"), TEXT, .values = sizes, .def = "720p",
          .help = N_("Pixels on the shorter side in the shot’s own shape, such as 1080p; or 1920x1080")),
  OPTION (Clip, codec, N_("Codec"), ENUM, .values = codecs, .def = "automatic", .help = N_("How it is written")),
  OPTION (Clip, quality, N_("Quality"), ENUM, .values = qualities, .def = "good",
          .help = N_("Of the coding; the best takes the most room")),
  OPTION (Clip, samples, N_("Pictures"), INTEGER, .min = 1, .max = 64, .def = "4", .values = samples_values,
          .help = N_("Samples a pixel: 1 is fast and has jagged edges, 4 is smooth")),
  BURNED (production, N_("Production"), "true", N_("Its name")),
  BURNED (number, N_("Shot number"), "true", N_("As on the slate")),
  BURNED (lens, N_("Lens"), "true", N_("Focal length and stop")),
  BURNED (grade, N_("Coverage"), "false", N_("How much of the picture lands on LED, and its grade")),
  BURNED (day, N_("Date"), "false", N_("The date below, or when the plan was saved")),
  BURNED (timecode, N_("Timecode"), "true", N_("In the shot")),
  BURNED (frame, N_("Frame number"), "true", N_("And how many there are")),
  OPTION (Clip, date, N_("Burned-in date"), DATE, .section = BURN_IN,
          .help = N_("The day that the plan was saved when empty")),
};
OPTIONS (options_type, "clip", N_("Clip"), Clip, fields);

static const SlExportShort shorts[] = {
  { "all", "range=all", N_("All shots in order") },
  { "plain", "production=no number=no lens=no grade=no day=no timecode=no frame=no", N_("Without the burn-in line") },
  { NULL },
};

/* "24-72", "24–72": the first, and behind the last; both 0 for none. */
static gboolean
read_frames (const char *text, gint64 *first, gint64 *end_frame)
{
  int end = 0, from, to;

  *first = *end_frame = 0;
  if (text == NULL)
    return TRUE;
  if ((sscanf (text, "%d-%d%n", &from, &to, &end) != 2 && sscanf (text, "%d–%d%n", &from, &to, &end) != 2)
      || text[end] != '\0' || from < 0 || to < from)
    return FALSE;
  *first = from;
  *end_frame = (gint64) to + 1;
  return TRUE;
}

/* "1080p", "1080" into the shorter side; "1920x1080" into the two others. */
static gboolean
read_size (const char *text, int *shorter, int *width, int *height)
{
  int end = 0;

  *shorter = *width = *height = 0;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%dx%d%n", width, height, &end) == 2 && text[end] == '\0' && *width > 0 && *height > 0)
    return TRUE;
  *width = *height = end = 0;
  return sscanf (text, "%d%n", shorter, &end) == 1 && (text[end] == '\0' || g_str_equal (text + end, "p"))
         && *shorter >= 16 && *shorter <= 8640;
}

/* --- order --- */

const SlBoard *
sl_export_board (const SlPlan *plan, const char *named)
{
  const SlBoard *board = named != NULL ? sl_plan_get (plan, SL_KIND_BOARD, named) : NULL;

  for (guint i = 0; board == NULL && named == NULL && i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    board = sl_production_board (plan, (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i));
  return board;
}

gboolean
sl_export_check_order (const SlPlan *plan, int order, const char *board, GError **error)
{
  if (order != SL_SHOTS_BY_BOARD || sl_export_board (plan, board) != NULL)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the plan has no board to take the order from; make one, or take that of "
                                         "the edit"));
  return FALSE;
}

/* The ids, NULL-terminated, borrowed; free the array. */
static GPtrArray *
chosen_shots (const SlExportSource *source, const Clip *o)
{
  const SlPlan *plan = source->plan;
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; o->range == RANGE_ALL && i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    g_ptr_array_add (ids, sl_plan_at (plan, SL_KIND_SHOT, i)->id);
  for (guint i = 0; o->range != RANGE_ALL && i < sl_list_n (o->shot); i++)
    g_ptr_array_add (ids, (gpointer) *sl_list_at (o->shot, char *, i));
  if (o->range == RANGE_SELECTED && ids->len == 0)
    for (const char *const *id = source->selected; id != NULL && *id != NULL; id++)
      if (sl_plan_get (plan, SL_KIND_SHOT, *id) != NULL)
        g_ptr_array_add (ids, (gpointer) *id);
  if (o->range == RANGE_SHOT && ids->len == 0 && source->shot != NULL)
    g_ptr_array_add (ids, (gpointer) source->shot);
  if (o->order == SL_SHOTS_BY_BOARD && sl_export_board (plan, o->board) != NULL)
    {
      GPtrArray *order = sl_strips_shots (plan, sl_export_board (plan, o->board)->strips, ids);

      g_ptr_array_unref (ids);
      ids = order;
    }
  g_ptr_array_add (ids, NULL);
  return ids;
}

static gboolean
check_shots (const SlExportSource *source, const Clip *o, GError **error)
{
  g_autoptr (GPtrArray) ids = chosen_shots (source, o);

  if (o->range == RANGE_ALL && sl_list_n (o->shot) > 0)
    sl_error_set (error, SL_ERROR_INPUT, _("all shots, or the named ones; leave one of the two out"));
  else if (ids->pdata[0] != NULL)
    return TRUE;
  else if (sl_plan_count (source->plan, SL_KIND_SHOT) == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("the plan has no shot to make a clip of; add one"));
  else if (o->range == RANGE_SELECTED)
    sl_error_set (error, SL_ERROR_INPUT, _("no shot is selected; select some, or take all of them"));
  else
    sl_error_set (error, SL_ERROR_INPUT, _("no shot is named; name some, or take all of them"));
  return FALSE;
}

static gboolean
check (const SlExportSource *source, gconstpointer data, const char **field, GError **error)
{
  const Clip *o = data;
  gint64 first, end;
  int shorter, width, height;

  *field = sl_plan_count (source->plan, SL_KIND_SHOT) > 0 ? "range" : NULL; /* else no row is to blame */
  if (!check_shots (source, o, error))
    return FALSE;
  *field = "order";
  if (!sl_export_check_order (source->plan, o->order, o->board, error))
    return FALSE;
  *field = "frames";
  if (!read_frames (o->frames, &first, &end))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” are no frames; write the first and the last such as 24-72"),
                    o->frames);
      return FALSE;
    }
  *field = "size";
  if (!read_size (o->size, &shorter, &width, &height))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("“%s” is no size; write the shorter side from 16 to 8640 such as 1080p, or WIDTHxHEIGHT"),
                    o->size);
      return FALSE;
    }
  *field = "codec";
  return sl_codec_check ((SlCodec) o->codec, error);
}

static const char *
suffix_of (gconstpointer data)
{
  return sl_codec_suffix ((SlCodec) ((const Clip *) data)->codec);
}

static guint
burned (const Clip *o)
{
  return (o->production ? SL_BURN_PRODUCTION : 0u) | (o->number ? SL_BURN_NUMBER : 0u) | (o->lens ? SL_BURN_LENS : 0u)
         | (o->grade ? SL_BURN_GRADE : 0u) | (o->day ? SL_BURN_DATE : 0u) | (o->timecode ? SL_BURN_TIMECODE : 0u)
         | (o->frame ? SL_BURN_FRAME : 0u);
}

static gboolean
write_clip (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Clip *o = data;
  g_autoptr (GPtrArray) ids = chosen_shots (source, o);
  SlClipOptions options = { .shots = (const char *const *) ids->pdata, .path = path, .samples = (int) o->samples,
                            .codec = (SlCodec) o->codec, .quality = (SlClipQuality) o->quality, .burn = burned (o),
                            .day = o->date != 0 ? o->date : source->day, .watch = source->watch,
                            .omissions = source->omissions };

  read_frames (o->frames, &options.first, &options.end);
  read_size (o->size, &options.shorter, &options.width, &options.height);
  return sl_render_clip (source->plan, source->assets, &options, &result->frames, error);
}

const SlExportKind sl_export_clip = {
  "clip", "clip", N_("Clip…"), N_("Clip"), ".mp4", &options_type, shorts, check, suffix_of, write_clip,
  .slow = TRUE,
};
