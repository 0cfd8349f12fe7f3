/* The tables of devices: a part of sl-kinds.c alone, which has the macros and records that they are made of. */
#pragma once

#define DEVICE_FIELDS(Struct) \
  { .name = "manufacturer", .label = N_("Manufacturer"), .type = SL_TYPE_TEXT, AT (Struct, device.manufacturer), \
    .help = N_("Who makes it") }, \
  { .name = "model", .label = N_("Model"), .type = SL_TYPE_TEXT, AT (Struct, device.model), \
    .help = N_("As the maker calls it") }
#define SOURCE_FIELDS(Struct) \
  { .name = "confidence", .label = N_("Confidence"), .type = SL_TYPE_ENUM, AT (Struct, device.confidence), \
    .values = confidences, .def = "low", .help = N_("How sure the figures are"), .section = N_("Source") }, \
  { .name = "source", .label = N_("Source"), .type = SL_TYPE_TEXT, AT (Struct, device.source), \
    .help = N_("Where the figures come from"), .flags = SL_FIELD_REQUIRED }, \
  { .name = "recalled", .label = N_("Unverified"), .type = SL_TYPE_TEXT, AT (Struct, device.recalled), \
    .help = N_("Fields without a public source") }, \
  { .name = "notes", .label = N_("Notes"), .type = SL_TYPE_TEXT, AT (Struct, device.notes), .help = N_("Free text"), \
    .flags = SL_FIELD_MULTILINE }, \
  { .name = "default", .label = N_("Default"), .type = SL_TYPE_BOOL, AT (Struct, device.is_default), .def = "false", \
    .help = N_("What new things of a plan are made of; the last one of its kind counts"), .flags = SL_FIELD_CATALOGUE }

static const SlField panel_fields[] = {
  DEVICE_FIELDS (SlPanel),
  REAL (SlPanel, pitch_mm, N_("Pitch"), MILLIMETRE, 0.3, 100, "2.6", N_("Distance of LEDs")),
  REAL (SlPanel, width_mm, N_("Width"), MILLIMETRE, 10, 5000, "500", N_("Of the cabinet")),
  REAL (SlPanel, height_mm, N_("Height"), MILLIMETRE, 10, 5000, "500", N_("Of the cabinet")),
  REAL (SlPanel, depth_mm, N_("Depth"), MILLIMETRE, 0, 5000, NULL, N_("Of the cabinet")),
  INTEGER (SlPanel, pixels_w, N_("Pixels across"), PIXEL, 1, 10000, "192", N_("Of the cabinet")),
  INTEGER (SlPanel, pixels_h, N_("Pixels down"), PIXEL, 1, 10000, "192", N_("Of the cabinet")),
  REAL (SlPanel, weight_kg, N_("Weight"), KILOGRAM, 0, 10000, NULL, N_("Of the cabinet")),
  REAL (SlPanel, power_max_w, N_("Maximum power"), WATT, 0, 1e6, NULL, N_("At full white")),
  REAL (SlPanel, power_avg_w, N_("Typical power"), WATT, 0, 1e6, NULL, N_("At a typical picture")),
  REAL (SlPanel, nits, N_("Peak luminance"), NIT, 0, 1e6, NULL, N_("Full white")),
  REAL (SlPanel, refresh_hz, N_("Refresh"), HERTZ, 0, 1e6, NULL, N_("Scan rate")),
  REAL (SlPanel, view_h, N_("Viewing angle across"), DEGREE, 0, 180, NULL, N_("Full angle at half luminance")),
  REAL (SlPanel, view_v, N_("Viewing angle down"), DEGREE, 0, 180, NULL, N_("Full angle at half luminance")),
  REAL (SlPanel, seam_min, N_("Least seam angle"), DEGREE, -90, 90, NULL, N_("Convex limit")),
  REAL (SlPanel, seam_max, N_("Largest seam angle"), DEGREE, -90, 90, NULL, N_("Concave limit")),
  INTEGER (SlPanel, hang_rows, N_("Rows hung"), NONE, 0, 1000, "0", N_("At most; 0 when not known")),
  INTEGER (SlPanel, stack_rows, N_("Rows stacked"), NONE, 0, 1000, "0", N_("At most; 0 when not known")),
  TEXT (SlPanel, use, N_("Use"), N_("Indoor, floor, ceiling…")),
  SOURCE_FIELDS (SlPanel),
};

static const SlField processor_fields[] = {
  DEVICE_FIELDS (SlProcessor),
  ENUM (SlProcessor, law, N_("Port law"), laws, "brompton", N_("How many pixels a port carries")),
  INTEGER (SlProcessor, pixels, N_("Pixels"), PIXEL, 0, 1e9, "0", N_("At most; 0 when not known")),
  INTEGER (SlProcessor, links, N_("Links"), NONE, 0, 1000, "0", N_("Outputs on the unit")),
  INTEGER (SlProcessor, ports, N_("1G ports"), NONE, 0, 1000, "0", N_("Through all its switches")),
  INTEGER (SlProcessor, max_w, N_("Canvas width"), PIXEL, 0, 1e6, "0", N_("At most")),
  INTEGER (SlProcessor, max_h, N_("Canvas height"), PIXEL, 0, 1e6, "0", N_("At most")),
  TEXT (SlProcessor, bit_depths, N_("Bit depths"), N_("It can drive")),
  SOURCE_FIELDS (SlProcessor),
};

static const SlField body_fields[] = {
  DEVICE_FIELDS (SlBody),
  RECORDS (SlBody, modes, N_("Modes"), mode_record, N_("Recording modes")),
  TEXT (SlBody, gamut, N_("Camera gamut"), N_("That it records in, as calibration programs call it")),
  SOURCE_FIELDS (SlBody),
};

static const SlField lens_set_fields[] = {
  DEVICE_FIELDS (SlLensSet),
  REAL (SlLensSet, squeeze, N_("Squeeze"), NONE, 0.5, 3, "1", N_("Anamorphic factor")),
  TEXT (SlLensSet, mount, N_("Mount"), N_("Lens mount")),
  RECORDS (SlLensSet, lenses, N_("Lenses"), lens_record, N_("In this set")),
  SOURCE_FIELDS (SlLensSet),
};
