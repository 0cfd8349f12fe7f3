#include "sl-export-private.h"
#include "sl-ground-plan.h"
#include "sl-i18n.h"
#include "sl-sheet.h"

enum { UNIT_METRES, UNIT_FEET };

typedef struct {
  SlRecord    record;
  const char *stage, *shot;
  int         paper, orientation, unit;
  double      scale, grid, dpi;
  const char *drawing, *revision, *author;
  guint32     date;
  gboolean    led_floors, ceilings, zones, props, people, cameras, views, marks, dimensions, labels;
} GroundPlan;

/* In the order of the enum of the sheets. */
const SlEnumValue sl_export_papers[] = {
  { "A4", "A4" }, { "A3", "A3" }, { "A2", "A2" }, { "A1", "A1" }, { "A0", "A0" }, { "letter", N_("Letter (ANSI A)") },
  { "tabloid", N_("Tabloid (ANSI B)") }, { "ansi-c", "ANSI C" }, { "ansi-d", "ANSI D" }, { "ansi-e", "ANSI E" },
  { "archd", "ARCH D" }, { NULL },
};
const SlEnumValue sl_export_orientations[] = {
  { "automatic", N_("By the drawing") }, { "landscape", N_("Landscape") }, { "portrait", N_("Portrait") }, { NULL },
};
static const SlEnumValue units[] = { { "metres", N_("Metres") }, { "feet", N_("Feet and inches") }, { NULL } };
static const SlEnumValue scales[] = {
  { "", N_("Automatic") }, { "20", "1:20" }, { "25", "1:25" }, { "50", "1:50" }, { "75", "1:75" }, { "100", "1:100" },
  { "150", "1:150" }, { "200", "1:200" }, { "24", N_("1:24 (½″ to the foot)") },
  { "48", N_("1:48 (¼″ to the foot)") }, { "96", N_("1:96 (⅛″ to the foot)") }, { NULL },
};
static const SlEnumValue grids[] = {
  { "", N_("Automatic") }, { "0", N_("None") }, { ".5", "0.5 m" }, { "1", "1 m" }, { "5", "5 m" }, { NULL },
};

#define LAYERS N_("Layers")
#define TITLE_BLOCK N_("Title block")
#define SHOWN(id, text, h) OPTION (GroundPlan, id, text, BOOL, .def = "true", .section = LAYERS, .help = h)

static const SlField fields[] = {
  OPTION (GroundPlan, stage, N_("Stage"), REF, .refs = "stage",
          .help = N_("The one that is shown where none is chosen")),
  OPTION (GroundPlan, shot, N_("Only the shot"), REF, .refs = "shot",
          .help = N_("The stage as its setup has it, and its camera alone")),
  OPTION (GroundPlan, paper, N_("Paper"), ENUM, .values = sl_export_papers, .def = "A3",
          .help = N_("Size of the sheet")),
  OPTION (GroundPlan, orientation, N_("Orientation"), ENUM, .values = sl_export_orientations, .def = "automatic",
          .help = N_("Which way the sheet lies")),
  OPTION (GroundPlan, scale, N_("Scale"), REAL, .min = 1, .max = 100000, .values = scales,
          .help = N_("50 for 1:50; the largest usual one that fits when empty")),
  OPTION (GroundPlan, unit, N_("Unit"), ENUM, .values = units, .def = "metres", .help = N_("Of all lengths")),
  OPTION (GroundPlan, grid, N_("Grid"), REAL, .unit = SL_UNIT_METRE, .max = 10000, .values = grids,
          .help = N_("Distance of its lines; 0 for none")),
  OPTION (GroundPlan, dpi, N_("Resolution"), REAL, .min = 10, .max = 300, .def = "150",
          .help = N_("Dots an inch of a picture (.png)")),
  OPTION (GroundPlan, drawing, N_("Drawing"), TEXT, .section = TITLE_BLOCK, .help = N_("What it is called")),
  OPTION (GroundPlan, revision, N_("Revision"), TEXT, .section = TITLE_BLOCK, .help = N_("Such as A or 2")),
  OPTION (GroundPlan, author, N_("Drawn by"), TEXT, .section = TITLE_BLOCK, .help = N_("Name or initials")),
  OPTION (GroundPlan, date, N_("Date"), DATE, .section = TITLE_BLOCK,
          .help = N_("The day that the plan was saved when empty")),
  SHOWN (led_floors, N_("LED floors"), N_("Walls that lie")),
  SHOWN (ceilings, N_("LED ceilings"), N_("Walls that hang overhead")),
  SHOWN (zones, N_("Safe zones"), N_("Outlines where people may stand")),
  SHOWN (props, N_("Set"), N_("Props and scenery")),
  SHOWN (people, N_("People"), N_("Where they stand and look")),
  SHOWN (cameras, N_("Cameras"), N_("Each shot's camera at its first frame, and its path")),
  SHOWN (views, N_("Views"), N_("What the cameras see")),
  SHOWN (marks, N_("Marks"), N_("Points on the floor")),
  SHOWN (dimensions, N_("Dimensions"), N_("Measured lengths")),
  SHOWN (labels, N_("Names"), N_("What everything is called")),
};
OPTIONS (options_type, "ground-plan", N_("Ground plan"), GroundPlan, fields);

/* One bit a layer that is left out. */
static guint
hidden_layers (const GroundPlan *o)
{
  return (o->led_floors ? 0 : 1u << SL_LAYER_LED_FLOOR) | (o->ceilings ? 0 : 1u << SL_LAYER_LED_CEILING)
         | (o->zones ? 0 : 1u << SL_LAYER_ZONE) | (o->props ? 0 : 1u << SL_LAYER_SET)
         | (o->people ? 0 : 1u << SL_LAYER_PEOPLE) | (o->views ? 0 : 1u << SL_LAYER_FRUSTUM)
         | (o->cameras ? 0 : 1u << SL_LAYER_CAMERA | 1u << SL_LAYER_MOVE) | (o->marks ? 0 : 1u << SL_LAYER_MARK)
         | (o->dimensions ? 0 : 1u << SL_LAYER_DIMENSION);
}

static gboolean
write_plan (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const GroundPlan *o = data;
  g_autofree char *date = sl_date_to_text (o->date != 0 ? o->date : source->day);
  const SlGroundPlanOptions what = { sl_export_stage (source, o->stage), o->shot, o->unit == UNIT_FEET };
  const SlSheetOptions sheet = { .paper = sl_export_papers[o->paper].id, .orientation = (SlOrientation) o->orientation,
                                 .scale = isnan (o->scale) ? 0 : o->scale,
                                 .grid_m = isnan (o->grid) ? SL_GRID_AUTO : o->grid, .dpi = o->dpi,
                                 .feet = o->unit == UNIT_FEET, .hidden = hidden_layers (o), .no_names = !o->labels,
                                 .name = o->drawing, .revision = o->revision, .author = o->author, .date = date,
                                 .watch = source->watch, .omissions = source->omissions };
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (source->plan, source->assets, &what, source->omissions, error);

  return drawing != NULL && sl_sheet_write (drawing, &sheet, path, &result->scale, error);
}

const SlExportKind sl_export_ground_plan = {
  "ground-plan", "sheet", N_("Ground plan…"), N_("Ground plan"), ".pdf", &options_type, .write = write_plan,
};
