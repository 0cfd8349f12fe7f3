/* The tables: one field a line. A new field is one line here and one member in sl-kinds.h. */
#include "sl-kinds.h"

#include "sl-field-macros.h"
#include "sl-i18n.h"

/* What ties an entity to the file that it came from. */
#define ORIGIN(Struct) \
  TEXT (Struct, origin, N_("Origin"), N_("Its id in the file that it was imported from"), \
        .flags = SL_FIELD_WORDS | SL_FIELD_HIDDEN)
#define NOTES(Struct) \
  TEXT (Struct, notes, N_("Notes"), N_("Free text"), .section = N_("Notes"), \
        .flags = SL_FIELD_MULTILINE | SL_FIELD_WORDS)
/* A pose at `member` (empty, or "placed."), with the defaults of position and angles. */
#define POSE(Struct, member, p_def, a_def) \
  { .name = "position", .label = N_("Position"), .type = SL_TYPE_VECTOR, AT (Struct, member position), \
    .unit = SL_UNIT_METRE, .min = -10000, .max = 10000, .def = p_def, \
    .help = N_("Right, upstage and up from the stage's origin"), .section = N_("Pose") }, \
  { .name = "pan", .label = N_("Pan"), .type = SL_TYPE_REAL, AT (Struct, member pan), \
    .unit = SL_UNIT_DEGREE, .min = -3600, .max = 3600, .def = a_def, \
    .help = N_("Turn about the vertical, + to the left") }, \
  { .name = "tilt", .label = N_("Tilt"), .type = SL_TYPE_REAL, AT (Struct, member tilt), \
    .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, .def = a_def, .help = N_("Up or down, + up") }, \
  { .name = "roll", .label = N_("Roll"), .type = SL_TYPE_REAL, AT (Struct, member roll), \
    .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, .def = a_def, \
    .help = N_("About the line of sight, + clockwise from behind") }
#define PLACED(Struct) \
  { .name = "stage", .label = N_("Stage"), .type = SL_TYPE_REF, AT (Struct, placed.stage), .refs = "stage", \
    .help = N_("The stage it stands on"), .flags = SL_FIELD_REQUIRED }, \
  { .name = "group", .label = N_("Group"), .type = SL_TYPE_REF, AT (Struct, placed.group), .refs = "group", \
    .help = N_("The group it lies in, which is taken hold of as one"), .flags = SL_FIELD_WHOLE }, \
  POSE (Struct, placed., "0 0 0", "0")

static const SlEnumValue eases[] = {
  { "linear", N_("Linear") }, { "smooth", N_("Smooth") }, { "hold", N_("Hold") }, { "bezier", N_("Bézier") },
  { NULL, NULL },
};
static const SlEnumValue floors[] = {
  { "practical", N_("Practical set") }, { "bare", N_("Bare stage") }, { NULL, NULL },
};
static const SlEnumValue contents[] = {
  { "grid", N_("Test grid") }, { "sky", N_("Dusk sky") }, { "colour", N_("Plain colour") },
  { "picture", N_("Picture") }, { NULL, NULL },
};
static const SlEnumValue wall_roles[] = {
  { "wall", N_("Wall") }, { "wild", N_("Wild wall") }, { "ceiling", N_("Ceiling") }, { "floor", N_("LED floor") },
  { NULL, NULL },
};
static const SlEnumValue corners[] = {
  { "top-left", N_("Top left") }, { "top-right", N_("Top right") }, { "bottom-left", N_("Bottom left") },
  { "bottom-right", N_("Bottom right") }, { NULL, NULL },
};
static const SlEnumValue runs[] = { { "rows", N_("By rows") }, { "columns", N_("By columns") }, { NULL, NULL } };
static const SlEnumValue shapes[] = {
  { "box", N_("Box") }, { "cylinder", N_("Cylinder") }, { "sphere", N_("Sphere") }, { "flat", N_("Flat") },
  { "model", N_("Model") }, { NULL, NULL },
};
static const SlEnumValue roles[] = {
  { "set", N_("Set") }, { "practical-floor", N_("Practical floor") }, { "talent", N_("Talent") },
  { "obstacle", N_("Obstacle") }, { "truss", N_("Truss") }, { NULL, NULL },
};
static const SlEnumValue light_forms[] = {
  { "spot", N_("Spot") }, { "point", N_("Point") }, { "soft", N_("Soft box") }, { NULL, NULL },
};
static const SlEnumValue rig_forms[] = {
  { "dolly", N_("Dolly on a track") }, { "slider", N_("Slider") }, { "crane", N_("Crane") }, { "jib", N_("Jib") },
  { "steadicam", N_("Steadicam") }, { "drone", N_("Drone") }, { "static", N_("Static") }, { NULL, NULL },
};
static const SlEnumValue calibrations[] = {
  { "body", N_("Each camera body") }, { "body-lens", N_("Each body and lens set") },
  { "body-white", N_("Each body and white point") }, { "body-lens-white", N_("Each body, lens set and white point") },
  { NULL, NULL },
};
static const SlEnumValue stage_uses[] = {
  { "volume", N_("LED volume") }, { "capture", N_("Motion capture") }, { "green", N_("Green screen") },
  { "underwater", N_("Underwater") }, { "practical", N_("Practical set") }, { "location", N_("Location") },
  { "workshop", N_("Workshop") }, { NULL, NULL },
};
static const SlEnumValue bends[] = {
  { "undistort", N_("From the lens's picture to a straight one (D-U)") },
  { "distort", N_("From a straight picture to the lens's (U-D)") }, { NULL, NULL },
};
static const SlEnumValue relations[] = { { "at-most", "≤" }, { "at-least", "≥" }, { "equals", "=" }, { NULL, NULL } };
static const SlEnumValue confidences[] = {
  { "high", N_("High") }, { "medium", N_("Medium") }, { "low", N_("Low") }, { "assumed", N_("Assumed") },
  { NULL, NULL },
};
static const SlEnumValue laws[] = {
  { "novastar", "NovaStar" }, { "brompton", "Brompton" }, { "helios", "Helios" }, { NULL, NULL },
};

/* --- records inside entities --- */

static const SlField key_fields[] = {
  INTEGER (SlKey, frame, N_("Frame"), FRAME, -1e6, 1e7, "0", N_("The frame it holds at")),
  TEXT (SlKey, value, N_("Value"), N_("The field's value at that frame"), .flags = SL_FIELD_TARGET_VALUE),
  ENUM (SlKey, ease, N_("Curve"), eases, "linear", N_("How it goes to the next key")),
  LIST (SlKey, bend, N_("Bend"), REAL, NONE, -10, 10, NULL,
        N_("Of a Bézier curve: x1 y1 x2 y2 of its two handles, in shares of the time and of the way; none: smooth")),
};
RECORD_TYPE (key_record, "key", N_("Key"), SlKey, key_fields);

static const SlField track_fields[] = {
  REF (SlTrack, target, N_("Target"), "*", N_("What moves"), .flags = SL_FIELD_KEY),
  TEXT (SlTrack, path, N_("Field"), N_("Its field that moves"), .flags = SL_FIELD_KEY | SL_FIELD_TARGET_PATH),
  RECORDS (SlTrack, keys, N_("Keys"), key_record, N_("Values at frames")),
};
RECORD_TYPE (track_record, "track", N_("Track"), SlTrack, track_fields);

static const SlField remark_fields[] = {
  INTEGER (SlRemark, frame, N_("Frame"), FRAME, -1e6, 1e7, "0", N_("The frame it speaks of")),
  TEXT (SlRemark, author, N_("Author"), N_("Who says it")),
  TEXT (SlRemark, text, N_("Text"), N_("What is said"), .flags = SL_FIELD_MULTILINE),
};
RECORD_TYPE (remark_record, "remark", N_("Remark"), SlRemark, remark_fields);

static const SlField override_fields[] = {
  REF (SlOverride, target, N_("Target"), "*", N_("What differs in this setup"), .flags = SL_FIELD_KEY),
  TEXT (SlOverride, path, N_("Field"), N_("Its field that differs"), .flags = SL_FIELD_KEY | SL_FIELD_TARGET_PATH),
  TEXT (SlOverride, value, N_("Value"), N_("The value in this setup"), .flags = SL_FIELD_TARGET_VALUE),
};
RECORD_TYPE (override_record, "value", N_("Value"), SlOverride, override_fields);

static const SlField latency_fields[] = {
  TEXT (SlLatency, name, N_("Part"), N_("Tracker, network, engine, processor, panel"), .flags = SL_FIELD_KEY),
  REAL (SlLatency, frames, N_("Frames"), FRAME, 0, 100, "1", N_("Delay that this part adds")),
};
RECORD_TYPE (latency_record, "delay", N_("Delay"), SlLatency, latency_fields);

static const SlField door_fields[] = {
  TEXT (SlDoor, name, N_("Name"), N_("What the door is called"), .flags = SL_FIELD_KEY),
  VECTOR (SlDoor, position, N_("Position"), METRE, -10000, 10000, "0 0 0", N_("Middle of the sill")),
  REAL (SlDoor, pan, N_("Pan"), DEGREE, -360, 360, "0", N_("Direction through the door, + to the left of upstage")),
  REAL (SlDoor, width, N_("Width"), METRE, 0.1, 100, "4", N_("Clear width")),
  REAL (SlDoor, height, N_("Height"), METRE, 0.1, 100, "4", N_("Clear height")),
};
RECORD_TYPE (door_record, "door", N_("Door"), SlDoor, door_fields);

static const SlField zone_fields[] = {
  TEXT (SlZone, name, N_("Name"), N_("What stays clear here"), .flags = SL_FIELD_KEY),
  LIST (SlZone, outline, N_("Outline"), VECTOR, METRE, -10000, 10000, NULL,
        N_("Corners on the floor, separated by commas")),
};
RECORD_TYPE (zone_record, "zone", N_("Safe zone"), SlZone, zone_fields);

static const SlField patch_fields[] = {
  INTEGER (SlPatch, column, N_("First column"), NONE, 0, 100000, "0", N_("From the viewer's left, counted from 0")),
  INTEGER (SlPatch, row, N_("First row"), NONE, 0, 100000, "0", N_("From the top, counted from 0")),
  INTEGER (SlPatch, columns, N_("Columns"), NONE, 1, 100000, "1", N_("How many columns")),
  INTEGER (SlPatch, rows, N_("Rows"), NONE, 1, 100000, "1", N_("How many rows")),
  DEVICE (SlPatch, cabinet, N_("Cabinet"), "panel", N_("The cabinet that stands here instead; none: left out")),
};
RECORD_TYPE (patch_record, "patch", N_("Patch"), SlPatch, patch_fields);

static const SlField mode_fields[] = {
  TEXT (SlMode, name, N_("Mode"), N_("As the camera's menu calls it"), .flags = SL_FIELD_KEY),
  INTEGER (SlMode, photosites_w, N_("Photosites across"), PIXEL, 1, 100000, "4096", N_("Recorded width")),
  INTEGER (SlMode, photosites_h, N_("Photosites down"), PIXEL, 1, 100000, "2160", N_("Recorded height")),
  REAL (SlMode, sensor_w_mm, N_("Sensor width"), MILLIMETRE, 0.5, 200, "24.9", N_("Recorded width on the sensor")),
  REAL (SlMode, sensor_h_mm, N_("Sensor height"), MILLIMETRE, 0.5, 200, "14", N_("Recorded height on the sensor")),
  REAL (SlMode, photosite_um, N_("Photosite pitch"), MICROMETRE, 0.1, 1000, NULL, N_("Distance of photosites")),
  TEXT (SlMode, notes, N_("Notes"), N_("Source and remarks")),
  { .name = "default", .label = N_("Default"), .type = SL_TYPE_BOOL, AT (SlMode, is_default), .def = "false",
    .help = N_("What a new camera records in"), .flags = SL_FIELD_CATALOGUE },
};
RECORD_TYPE (mode_record, "mode", N_("Mode"), SlMode, mode_fields);

static const SlField lens_fields[] = {
  REAL (SlLens, focal_mm, N_("Focal length"), MILLIMETRE, 1, 5000, "50", N_("Marked, or the short end of a zoom"),
        .flags = SL_FIELD_KEY),
  TEXT (SlLens, name, N_("Engraving"), N_("Where it is more than the number, such as “65 Macro”")),
  REAL (SlLens, focal_max_mm, N_("Long end"), MILLIMETRE, 1, 5000, NULL, N_("Of a zoom; unset for a prime")),
  REAL (SlLens, t_stop, N_("Widest stop"), STOP, 0.5, 64, NULL, N_("T-stop")),
  REAL (SlLens, close_focus, N_("Close focus"), METRE, 0, 1000, NULL, N_("From the sensor")),
  REAL (SlLens, image_circle_mm, N_("Image circle"), MILLIMETRE, 1, 1000, NULL, N_("Diameter")),
  REAL (SlLens, corner, N_("Corner pupil"), NONE, 0.05, 1, NULL,
        N_("Share of the pupil's diameter that the picture's corner sees, wide open; unset: all of it")),
  LIST (SlLens, radial, N_("Radial distortion"), REAL, NONE, -1e6, 1e6, NULL,
        N_("Up to six numbers as OpenLensIO has them, of a picture in mm on the sensor: the 1st, 3rd and 5th make the "
           "numerator of r², r⁴ and r⁶, those between them the denominator; none: not known")),
  LIST (SlLens, tangential, N_("Tangential distortion"), REAL, NONE, -1e6, 1e6, NULL,
        N_("Two numbers that go with them")),
  ENUM (SlLens, bends, N_("Direction"), bends, "undistort", N_("Which way those numbers lead")),
  REAL (SlLens, overscan, N_("Overscan"), NONE, 1, 10, NULL,
        N_("How much larger than the picture what is rendered must be for it; unset: as those numbers say")),
};
RECORD_TYPE (lens_record, "lens", N_("Lens"), SlLens, lens_fields);

/* --- kinds --- */

static const SlField production_fields[] = {
  TEXT (SlProduction, company, N_("Company"), N_("Who produces")),
  RATE (SlProduction, fps, N_("Frame rate"), "24", N_("Of the delivery")),
  TEXT (SlProduction, currency, N_("Currency"), N_("ISO code of all amounts"), .def = "CNY"),
  DATE (SlProduction, start, N_("First day"), N_("First day of photography")),
  DATE (SlProduction, wrap, N_("Planned wrap"), N_("Last day of photography as planned")),
  COLOUR (SlProduction, colour, N_("Colour"), "#3584e4", N_("In calendars")),
  TEXT (SlProduction, uid, N_("Booking mark"),
    N_("Tells this production's bookings from all others on a shared store, whatever it is called; leave it as it is")),
  REF (SlProduction, calendar, N_("Calendar"), "calendar", N_("Days off and holidays"), .section = N_("Schedule")),
  REF (SlProduction, board, N_("Board"), "board", N_("The board that counts; none: its first")),
  REAL (SlProduction, eighth_minutes, N_("An eighth takes"), MINUTE, 0, 1000, "20",
        N_("Shooting time of an eighth of a page, for scenes without an estimate")),
  REAL (SlProduction, setup_minutes, N_("A set-up takes"), MINUTE, 0, 1000, "15",
        N_("What a bad grade of coverage lengthens")),
  REAL (SlProduction, amber_factor, N_("Amber set-ups"), NONE, 1, 100, "1.15",
        N_("How much longer a set-up takes whose shot is amber; an assumption, to be replaced by your own")),
  REAL (SlProduction, orange_factor, N_("Orange set-ups"), NONE, 1, 100, "1.4",
        N_("How much longer a set-up takes whose shot is orange; an assumption, to be replaced by your own")),
  REAL (SlProduction, red_factor, N_("Red set-ups"), NONE, 1, 100, "2",
        N_("How much longer a set-up takes whose shot is red; an assumption, to be replaced by your own")),
  REAL (SlProduction, pace_loading, N_("Common pace"), NONE, 0, .9, ".6",
        N_("How much the scenes of a production go well or badly together: two of them correlate by its square")),
  REAL (SlProduction, stage_loading, N_("Common stage"), NONE, 0, .4, ".3",
        N_("How much more scenes on one stage do so; an assumption, to be replaced by your own")),
  ENUM (SlProduction, calibration, N_("Calibrated for"), calibrations, "body",
        N_("What a wall is calibrated anew for")),
  TEXT (SlProduction, origin, N_("Origin"),
        N_("The schedule that it was imported from, packed, so that an export gives back what else it held"),
        .flags = SL_FIELD_WORDS | SL_FIELD_HIDDEN),
  NOTES (SlProduction),
};

static const SlField stage_fields[] = {
  TEXT (SlStage, facility, N_("Facility"), N_("Who runs the stage")),
  LIST (SlStage, outline, N_("Outline"), VECTOR, METRE, -10000, 10000, NULL,
        N_("Corners of the floor, separated by commas")),
  REAL (SlStage, clear_height, N_("Clear height"), METRE, 0.5, 200, "8",
        N_("From the floor to the lowest obstruction")),
  REAL (SlStage, grid_height, N_("Grid height"), METRE, 0, 1000, NULL, N_("Of the lighting grid")),
  REAL (SlStage, grid, N_("Floor grid"), METRE, 0.05, 100, "1", N_("Distance of the lines")),
  ENUM (SlStage, floor, N_("Floor in picture"), floors, "practical",
        N_("Whether the floor counts as set or as a miss")),
  REAL (SlStage, safe_distance, N_("Safe distance"), METRE, 0, 100, "0", N_("To keep from walls")),
  RECORDS (SlStage, doors, N_("Doors"), door_record, N_("Ways in")),
  RECORDS (SlStage, zones, N_("Safe zones"), zone_record, N_("Areas that stay clear")),
  RECORDS (SlStage, latency, N_("Latency chain"), latency_record,
           N_("Delays from tracker to panel; their sum widens the inner frustum"), .section = N_("System")),
  RATE (SlStage, fps, N_("Wall rate"), "24", N_("Rate that the wall runs at")),
  INTEGER (SlStage, bits, N_("Bit depth"), BIT, 8, 16, "10", N_("A channel, to the panels")),
  BOOL (SlStage, ultra_low_latency, N_("Ultra-low latency"), "false", N_("Halves what a port carries")),
  TEXT (SlStage, timezone, N_("Time zone"), N_("IANA zone of its calendar"), .def = "Asia/Shanghai"),
  REAL (SlStage, day_rate, N_("Day rate"), MONEY, 0, 1e12, NULL, N_("What a day costs")),
  ENUM (SlStage, use, N_("Use"), stage_uses, "volume", N_("What the stage is for"), .section = N_("Schedule")),
  REF (SlStage, calendar, N_("Calendar"), "calendar", N_("Days on which it is closed")),
  REAL (SlStage, change_minutes, N_("Wall change"), MINUTE, 0, 10000, "60",
        N_("From one setup to another whose walls or set differ, unless the setup says")),
  REAL (SlStage, mode_minutes, N_("Mode change"), MINUTE, 0, 10000, "15",
        N_("To another rate, bit depth or latency of the processors")),
  REAL (SlStage, calibration_minutes, N_("Colour calibration"), MINUTE, 0, 10000, "45",
        N_("Of one wall for one camera body, panels warm")),
  REAL (SlStage, warmup_minutes, N_("Warm-up"), MINUTE, 0, 1000, "30",
        N_("Panels on grey before they are calibrated: 20 to 40 minutes")),
  REAL (SlStage, move_minutes, N_("Company move"), MINUTE, 0, 10000, "60", N_("From another stage to this one")),
  VECTOR (SlStage, survey_origin, N_("Survey origin"), METRE, -1e8, 1e8, NULL,
          N_("Where the stage's origin is in the facility's survey: east, north and height; unset: not surveyed"),
          .section = N_("Survey"), .flags = SL_FIELD_WHOLE),
  REAL (SlStage, survey_bearing, N_("Survey bearing"), DEGREE, -360, 360, "0",
        N_("Of upstage in the facility's survey, clockwise from its north"), .flags = SL_FIELD_WHOLE),
  TEXT (SlStage, assumed, N_("Assumed"), N_("What is not public and was assumed"), .section = N_("Notes"),
        .flags = SL_FIELD_MULTILINE),
  NOTES (SlStage),
};

static const SlField setup_fields[] = {
  REF (SlSetup, stage, N_("Stage"), "stage", N_("Where it is shot"), .flags = SL_FIELD_REQUIRED | SL_FIELD_WHOLE),
  REF (SlSetup, environment, N_("Environment"), "environment", N_("What the wall shows"), .flags = SL_FIELD_WHOLE),
  LIST (SlSetup, absent, N_("Not standing"), REF, NONE, 0, 0, "*",
        N_("What of the stage is struck here, groups with all that lies in them"),
        .flags = SL_FIELD_WHOLE),
  RECORDS (SlSetup, values, N_("Values that differ"), override_record, N_("Fields with another value in this setup"),
           .flags = SL_FIELD_WHOLE),
  REAL (SlSetup, change_minutes, N_("Change time"), MINUTE, 0, 10000, NULL,
        N_("From another setup of the stage to this one; unset: the stage's"), .flags = SL_FIELD_WHOLE),
  NOTES (SlSetup),
};

static const SlField environment_fields[] = {
  ENUM (SlEnvironment, content, N_("Content"), contents, "grid", N_("What the wall shows")),
  ASSET (SlEnvironment, picture, N_("Picture"), N_("PNG or JPEG stretched over the wall")),
  COLOUR (SlEnvironment, colour, N_("Colour"), "#406080", N_("Of a plain wall")),
  REAL (SlEnvironment, depth, N_("Virtual depth"), METRE, 0.01, 1e7, NULL,
        N_("Of what moves against the wall; unset: infinity")),
  REAL (SlEnvironment, load_minutes, N_("Load time"), MINUTE, 0, 10000, "10", N_("To bring it up on the wall")),
  DATE (SlEnvironment, ready, N_("Content ready"), N_("When it can be loaded; unset: it can")),
  TEXT (SlEnvironment, white, N_("White point"), N_("Of the content, such as D65, where walls are calibrated for it")),
  NOTES (SlEnvironment),
};

static const SlField wall_fields[] = {
  PLACED (SlWall),
  ENUM (SlWall, role, N_("Role"), wall_roles, "wall", N_("What the LED surface serves as"),
        .section = N_("LED surface")),
  DEVICE (SlWall, cabinet, N_("Cabinet"), "panel", N_("The LED panel it is built of"),
          .flags = SL_FIELD_REQUIRED | SL_FIELD_STRUCTURAL),
  DEVICE (SlWall, processor, N_("Processor"), "processor", N_("What drives it")),
  INTEGER (SlWall, columns, N_("Columns"), NONE, 1, 5000, "10", N_("Cabinets across"), .flags = SL_FIELD_STRUCTURAL),
  INTEGER (SlWall, rows, N_("Rows"), NONE, 1, 2000, "5", N_("Cabinets high"), .flags = SL_FIELD_STRUCTURAL),
  LIST (SlWall, seams, N_("Seam angles"), REAL, DEGREE, -90, 90, NULL,
        N_("One for all, or one a seam from the viewer's left; + brings the ends toward the viewer"),
        .flags = SL_FIELD_STRUCTURAL),
  RECORDS (SlWall, patches, N_("Left out or mixed in"), patch_record, N_("Rectangles of other or no cabinets"),
           .flags = SL_FIELD_STRUCTURAL),
  REAL (SlWall, level_nit, N_("Level"), NIT, 0, 1e6, NULL, N_("Peak white it runs at; unset: the panel's peak")),
  TEXT (SlWall, gamut, N_("Target gamut"),
        N_("What its processor takes pictures in, as calibration programs call it: ITU-R BT 2020"),
        .flags = SL_FIELD_WHOLE),
  TEXT (SlWall, eotf, N_("EOTF"), N_("Likewise, the curve of its pictures: ST 2084"), .flags = SL_FIELD_WHOLE),
  REF (SlWall, docks, N_("Docked to"), "wall",
       N_("The wall that this floor or ceiling goes with: it is laid anew where that wall, as it is built, changes"),
       .section = N_("Docking"), .flags = SL_FIELD_WHOLE),
  REAL (SlWall, dock_gap, N_("Gap"), METRE, -10, 100, NULL,
        N_("Between the wall's foot and the floor, or its top and the ceiling; unset: none, or 0.1 m"),
        .flags = SL_FIELD_WHOLE),
  BOOL (SlWall, dock_fits_width, N_("As wide as the wall"), "false",
        N_("Its columns reach from end to end of the wall"), .flags = SL_FIELD_WHOLE),
  BOOL (SlWall, dock_fits_depth, N_("As deep as the wall"), "false",
        N_("Its rows reach up to the wall's ends, three metres at least"), .flags = SL_FIELD_WHOLE),
  ENUM (SlWall, number_from, N_("Starts"), corners, "top-left", N_("The corner of the first, as the viewer sees it"),
        .section = N_("Cabinet numbers"), .flags = SL_FIELD_WHOLE),
  ENUM (SlWall, number_run, N_("Runs"), runs, "rows", N_("Along the rows, or up and down the columns"),
        .flags = SL_FIELD_WHOLE),
  BOOL (SlWall, number_serpentine, N_("Serpentine"), "false", N_("Every other row or column runs back"),
        .flags = SL_FIELD_WHOLE),
  INTEGER (SlWall, number_first, N_("First number"), NONE, 0, 1e6, "1", N_("Of the cabinet where it starts"),
           .flags = SL_FIELD_WHOLE),
  BOOL (SlWall, number_left_out, N_("Left-out places count"), "false", N_("A place without a cabinet keeps its number"),
        .flags = SL_FIELD_WHOLE),
  NOTES (SlWall),
};

static const SlField prop_fields[] = {
  PLACED (SlProp),
  ENUM (SlProp, shape, N_("Shape"), shapes, "box", N_("A primitive, or a model file"), .section = N_("Form")),
  ASSET (SlProp, model, N_("Model"), N_("glTF, OBJ, FBX or DAE file")),
  VECTOR (SlProp, size, N_("Size"), METRE, 0.001, 1000, "1 1 1", N_("Width, depth and height of a primitive")),
  REAL (SlProp, scale, N_("Scale"), NONE, 1e-6, 1e6, "1", N_("Of a model")),
  COLOUR (SlProp, colour, N_("Colour"), "#8a8078", N_("Of a primitive")),
  ENUM (SlProp, role, N_("Role"), roles, "set", N_("What it counts as in coverage")),
  REAL (SlProp, price, N_("Price"), MONEY, 0, 1e12, NULL, N_("Of hire or build")),
  NOTES (SlProp),
};

static const SlField person_fields[] = {
  PLACED (SlPerson),
  REAL (SlPerson, height, N_("Height"), METRE, 0.3, 3, "1.7", N_("Of the stand-in"), .section = N_("Form")),
  COLOUR (SlPerson, colour, N_("Colour"), "#a33b32", N_("Of the costume")),
  REF (SlPerson, cast, N_("Cast member"), "cast", N_("Whom it stands for")),
  NOTES (SlPerson),
};

static const SlField light_fields[] = {
  PLACED (SlLight),
  ENUM (SlLight, form, N_("Form"), light_forms, "spot", N_("How it radiates"), .section = N_("Light")),
  REAL (SlLight, beam, N_("Beam"), DEGREE, 1, 180, "40", N_("Full angle at half intensity")),
  REAL (SlLight, kelvin, N_("Colour temperature"), KELVIN, 1000, 20000, "5600", N_("Correlated colour temperature")),
  REAL (SlLight, candela, N_("Intensity"), NONE, 0, 1e8, "20000", N_("Candela on the axis")),
  ASSET (SlLight, gdtf, N_("GDTF file"), N_("The fixture's own description, which a lighting desk is handed as it is"),
         .section = N_("Fixture"), .flags = SL_FIELD_WHOLE),
  TEXT (SlLight, gdtf_mode, N_("DMX mode"), N_("As its GDTF file calls it; unset: the first one there"),
        .flags = SL_FIELD_WHOLE),
  INTEGER (SlLight, dmx_universe, N_("DMX universe"), NONE, 1, 65535, "1", N_("Counted from 1"),
           .flags = SL_FIELD_WHOLE),
  INTEGER (SlLight, dmx_address, N_("DMX address"), NONE, 0, 512, "0",
           N_("Its first channel in the universe, counted from 1; 0: the lighting desk gives it one"),
           .flags = SL_FIELD_WHOLE),
  NOTES (SlLight),
};

static const SlField camera_fields[] = {
  PLACED (SlCamera),
  DEVICE (SlCamera, body, N_("Body"), "body", N_("Camera body"), .section = N_("Camera and lens"),
          .flags = SL_FIELD_REQUIRED),
  TEXT (SlCamera, mode, N_("Mode"), N_("Recording mode of the body"), .choices = "body.modes"),
  DEVICE (SlCamera, lenses, N_("Lens set"), "lens-set", N_("The lenses it takes")),
  REF (SlCamera, rig, N_("Rig"), "rig",
       N_("What carries it: it stands on that where neither keys nor the shot place it, and its moves are checked"),
       .flags = SL_FIELD_WHOLE),
  REAL (SlCamera, iso, N_("Exposure index"), NONE, 25, 409600, "800", N_("ISO")),
  REAL (SlCamera, pupil_offset_mm, N_("Entrance pupil"), MILLIMETRE, -2000, 2000, "0",
        N_("How far the sensor lies behind the pupil")),
  NOTES (SlCamera),
};

static const SlField rig_fields[] = {
  PLACED (SlRig),
  ENUM (SlRig, form, N_("Form"), rig_forms, "dolly", N_("How it carries the camera"), .section = N_("Rig"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, reach, N_("Reach"), METRE, 0.01, 1000, NULL,
        N_("Length of a track or slider, to both sides alike; of others how far from their foot; unset: no limit"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, low, N_("Lowest"), METRE, -100, 1000, NULL, N_("Of the camera above its foot; unset: no limit"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, high, N_("Highest"), METRE, -100, 1000, NULL, N_("Of the camera above its foot; unset: no limit"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, aside, N_("Aside"), METRE, 0, 100, "0.5", N_("How far beside its track or place a camera may stand"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, speed, N_("Top speed"), NONE, 0, 1000, NULL, N_("Metres a second; unset: no limit"),
        .flags = SL_FIELD_WHOLE),
  REAL (SlRig, acceleration, N_("Acceleration"), NONE, 0, 10000, NULL,
        N_("At most, metres a second each second; unset: no limit"), .flags = SL_FIELD_WHOLE),
  REAL (SlRig, along, N_("Along the track"), METRE, -1000, 1000, "0",
        N_("Where the carriage of a dolly or a slider stands, from the middle of its track"),
        .section = N_("Camera on it")),
  REAL (SlRig, height, N_("Height"), METRE, -100, 1000, "1.5",
        N_("Of the camera above the rig's foot; of a crane or a jib: of its arm's pivot")),
  REAL (SlRig, swing, N_("Arm pan"), DEGREE, -3600, 3600, "0",
        N_("Of a crane or a jib: turn of its arm, + to the left; 0 points upstage when the rig is not turned")),
  REAL (SlRig, boom, N_("Arm tilt"), DEGREE, -180, 180, "0", N_("Of a crane or a jib: how far its arm is up, + up")),
  REAL (SlRig, extension, N_("Arm length"), METRE, 0, 1000, "2",
        N_("Of a crane or a jib: from the arm's pivot to the camera")),
  REAL (SlRig, sway, N_("Sway"), METRE, 0, 1, "0",
        N_("How far the camera wanders by itself at most, to either side along each axis, as in a hand"),
        .section = N_("Handheld"), .flags = SL_FIELD_WHOLE),
  REAL (SlRig, sway_angle, N_("Sway of angles"), DEGREE, 0, 20, "0",
        N_("How far its pan, tilt and roll wander at most, to either side"), .flags = SL_FIELD_WHOLE),
  REAL (SlRig, sway_hz, N_("Quickness"), HERTZ, 0.01, 20, "1",
        N_("How often it sways a second: a Steadicam 0.3, a hand 1, a breath of wind 2"), .flags = SL_FIELD_WHOLE),
  NOTES (SlRig),
};

static const SlField shot_fields[] = {
  TEXT (SlShot, number, N_("Number"), N_("As on the slate"), .flags = SL_FIELD_WORDS),
  REF (SlShot, scene, N_("Scene"), "scene", N_("The scene it belongs to"), .flags = SL_FIELD_WHOLE),
  REF (SlShot, setup, N_("Setup"), "setup", N_("Stage, environment and what stands"),
       .flags = SL_FIELD_REQUIRED | SL_FIELD_WHOLE),
  REF (SlShot, camera, N_("Camera"), "camera", N_("Which camera takes it"),
       .flags = SL_FIELD_REQUIRED | SL_FIELD_WHOLE),
  POSE (SlShot, , NULL, NULL),
  REAL (SlShot, focal_mm, N_("Focal length"), MILLIMETRE, 1, 5000, "35", N_("Of the lens"),
        .section = N_("Camera and lens")),
  REAL (SlShot, stop, N_("Stop"), STOP, 0.5, 64, "2.8", N_("T-stop")),
  REAL (SlShot, focus, N_("Focus"), METRE, 0.01, 1e6, NULL, N_("From the sensor; unset: infinity")),
  REAL (SlShot, shutter, N_("Shutter"), DEGREE, 1, 360, "180", N_("Angle")),
  RATE (SlShot, fps, N_("Frame rate"), "24", N_("Taking and playing rate"), .section = N_("Frame"),
        .flags = SL_FIELD_WHOLE),
  INTEGER (SlShot, frames, N_("Frames"), FRAME, 1, 1000000, "120", N_("Length"), .flags = SL_FIELD_WHOLE),
  INTEGER (SlShot, seed, N_("Take"), NONE, 0, 1000000, "1",
           N_("Each number is another take of a camera that sways on its rig, and the same one every time"),
           .flags = SL_FIELD_WHOLE),
  REAL (SlShot, ratio, N_("Framing"), NONE, 0, 10, "0", N_("Width over height of the delivery; 0 for the whole mode")),
  TEXT (SlShot, size, N_("Shot size"), N_("WS, MS, CU…"), .flags = SL_FIELD_WORDS),
  TEXT (SlShot, description, N_("Action"), N_("What happens"), .flags = SL_FIELD_MULTILINE | SL_FIELD_WORDS),
  LIST (SlShot, with, N_("Rolls with"), REF, NONE, 0, 0, "shot", N_("Shots taken at the same time by other cameras"),
        .flags = SL_FIELD_WHOLE),
  LIST (SlShot, absent, N_("Not in the shot"), REF, NONE, 0, 0, "*",
        N_("What of the stage is taken away for it, groups with all that lies in them"), .flags = SL_FIELD_WHOLE),
  RECORDS (SlShot, tracks, N_("Tracks"), track_record, N_("What moves in this shot"), .section = N_("Move"),
           .flags = SL_FIELD_WHOLE),
  RECORDS (SlShot, remarks, N_("Remarks"), remark_record, N_("What somebody has to say at a frame"),
           .section = N_("Notes"), .flags = SL_FIELD_WHOLE | SL_FIELD_WORDS),
  NOTES (SlShot),
};

static const SlField mark_fields[] = {
  PLACED (SlMark),
  REF (SlMark, of, N_("Whose"), "person cast camera", N_("Who stops here")),
  COLOUR (SlMark, colour, N_("Colour"), "#e5b83a", N_("Of the tape")),
  NOTES (SlMark),
};

static const SlField dimension_fields[] = {
  REF (SlDimension, stage, N_("Stage"), "stage", N_("The stage it measures on"), .flags = SL_FIELD_REQUIRED),
  VECTOR (SlDimension, from, N_("From"), METRE, -10000, 10000, "0 0 0", N_("First point")),
  VECTOR (SlDimension, to, N_("To"), METRE, -10000, 10000, "1 0 0", N_("Second point")),
  REAL (SlDimension, offset, N_("Offset"), METRE, -1000, 1000, "0.5",
        N_("Of the dimension line, to the left of from → to")),
};

static const SlField group_fields[] = {
  REF (SlGroup, group, N_("Group"), "group", N_("The group it lies in itself")),
  NOTES (SlGroup),
};

static const SlField assertion_fields[] = {
  TEXT (SlAssertion, measure, N_("Measure"), N_("coverage_min, power_max_w, weight_kg, panels, pixels or cost"),
        .flags = SL_FIELD_REQUIRED),
  REF (SlAssertion, of, N_("Of"), "*", N_("A wall or a shot; none: the whole plan")),
  ENUM (SlAssertion, relation, N_("Relation"), relations, "at-most", N_("How it compares")),
  REAL (SlAssertion, value, N_("Value"), NONE, -1e15, 1e15, "0", N_("The limit, in the measure's own unit")),
  NOTES (SlAssertion),
};

#include "sl-schedule-tables.h"
#include "sl-device-tables.h"

#define KIND(id, text, many, Struct, table) { { id, text, sizeof (Struct), table, G_N_ELEMENTS (table) }, many }

static const SlKindInfo kinds[SL_N_KINDS] = {
  [SL_KIND_PRODUCTION] = KIND ("production", N_("Production"), N_("Productions"), SlProduction, production_fields),
  [SL_KIND_STAGE] = KIND ("stage", N_("Stage"), N_("Stages"), SlStage, stage_fields),
  [SL_KIND_SETUP] = KIND ("setup", N_("Setup"), N_("Setups"), SlSetup, setup_fields),
  [SL_KIND_ENVIRONMENT] = KIND ("environment", N_("Environment"), N_("Environments"), SlEnvironment,
                                environment_fields),
  [SL_KIND_UNIT] = KIND ("unit", N_("Unit"), N_("Units"), SlUnitEntity, unit_fields),
  [SL_KIND_WALL] = KIND ("wall", N_("Wall"), N_("Walls"), SlWall, wall_fields),
  [SL_KIND_PROP] = KIND ("prop", N_("Prop"), N_("Set"), SlProp, prop_fields),
  [SL_KIND_PERSON] = KIND ("person", N_("Person"), N_("People"), SlPerson, person_fields),
  [SL_KIND_LIGHT] = KIND ("light", N_("Light"), N_("Lights"), SlLight, light_fields),
  [SL_KIND_CAMERA] = KIND ("camera", N_("Camera"), N_("Cameras"), SlCamera, camera_fields),
  [SL_KIND_SHOT] = KIND ("shot", N_("Shot"), N_("Shots"), SlShot, shot_fields),
  [SL_KIND_MARK] = KIND ("mark", N_("Mark"), N_("Marks"), SlMark, mark_fields),
  [SL_KIND_DIMENSION] = KIND ("dimension", N_("Dimension"), N_("Dimensions"), SlDimension, dimension_fields),
  [SL_KIND_RIG] = KIND ("rig", N_("Rig"), N_("Rigs"), SlRig, rig_fields),
  [SL_KIND_GROUP] = KIND ("group", N_("Group"), N_("Groups"), SlGroup, group_fields),
  [SL_KIND_SCENE] = KIND ("scene", N_("Scene"), N_("Scenes"), SlSceneEntity, scene_fields),
  [SL_KIND_CAST] = KIND ("cast", N_("Cast member"), N_("Cast"), SlCast, cast_fields),
  [SL_KIND_ELEMENT] = KIND ("element", N_("Element"), N_("Elements"), SlElement, element_fields),
  [SL_KIND_CREW] = KIND ("crew", N_("Crew member"), N_("Crew"), SlCrew, crew_fields),
  [SL_KIND_BOARD] = KIND ("board", N_("Board"), N_("Boards"), SlBoard, board_fields),
  [SL_KIND_CALENDAR] = KIND ("calendar", N_("Calendar"), N_("Calendars"), SlCalendar, calendar_fields),
  [SL_KIND_RULE] = KIND ("rule", N_("Rule"), N_("Rules"), SlRule, rule_fields),
  [SL_KIND_RISK] = KIND ("risk", N_("Risk"), N_("Risks"), SlRisk, risk_fields),
  [SL_KIND_RATE] = KIND ("rate", N_("Rate"), N_("Rates"), SlRate, rate_fields),
  [SL_KIND_BOOKING] = KIND ("booking", N_("Booking"), N_("Bookings"), SlBooking, booking_fields),
  [SL_KIND_ASSERTION] = KIND ("assertion", N_("Assertion"), N_("Assertions"), SlAssertion, assertion_fields),
  [SL_KIND_PANEL] = KIND ("panel", N_("LED panel"), N_("LED panels"), SlPanel, panel_fields),
  [SL_KIND_PROCESSOR] = KIND ("processor", N_("LED processor"), N_("LED processors"), SlProcessor, processor_fields),
  [SL_KIND_BODY] = KIND ("body", N_("Camera body"), N_("Camera bodies"), SlBody, body_fields),
  [SL_KIND_LENS_SET] = KIND ("lens-set", N_("Lens set"), N_("Lens sets"), SlLensSet, lens_set_fields),
};

const SlKindInfo *
sl_kind_info (SlKind kind)
{
  g_return_val_if_fail (kind < SL_N_KINDS, NULL);
  return &kinds[kind];
}

SlKind
sl_kind_from_name (const char *name)
{
  SlKind kind = 0;

  while (kind < SL_N_KINDS && !g_str_equal (kinds[kind].record.name, name))
    kind++;
  return kind;
}
