/* The words of which the tables of fields are written, one field a line: struct, member (which is the name in files),
 * label, then what the type needs, the help, and last any rarer members of SlField by name. Of this room alone. */
#pragma once

#include "sl-field.h"

#define AT(Struct, member) .offset = offsetof (Struct, member)
#define REAL(Struct, id, text, u, lo, hi, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_REAL, AT (Struct, id), \
    .unit = SL_UNIT_##u, .min = lo, .max = hi, .def = d, .help = h, __VA_ARGS__ }
#define INTEGER(Struct, id, text, u, lo, hi, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_INTEGER, AT (Struct, id), \
    .unit = SL_UNIT_##u, .min = lo, .max = hi, .def = d, .help = h, __VA_ARGS__ }
#define VECTOR(Struct, id, text, u, lo, hi, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_VECTOR, AT (Struct, id), \
    .unit = SL_UNIT_##u, .min = lo, .max = hi, .def = d, .help = h, __VA_ARGS__ }
#define RATE(Struct, id, text, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_RATIONAL, AT (Struct, id), \
    .unit = SL_UNIT_FPS, .min = 1, .max = 1000, .def = d, .help = h, __VA_ARGS__ }
#define TEXT(Struct, id, text, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_TEXT, AT (Struct, id), .help = h, __VA_ARGS__ }
#define REF(Struct, id, text, k, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_REF, AT (Struct, id), .refs = k, .help = h, __VA_ARGS__ }
#define DEVICE(Struct, id, text, k, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_DEVICE, AT (Struct, id), .refs = k, .help = h, __VA_ARGS__ }
#define BOOL(Struct, id, text, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_BOOL, AT (Struct, id), .def = d, .help = h, __VA_ARGS__ }
#define ENUM(Struct, id, text, v, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_ENUM, AT (Struct, id), .values = v, .def = d, .help = h, __VA_ARGS__ }
#define COLOUR(Struct, id, text, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_COLOUR, AT (Struct, id), .def = d, .help = h, __VA_ARGS__ }
#define DATE(Struct, id, text, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_DATE, AT (Struct, id), .help = h, __VA_ARGS__ }
#define TIME(Struct, id, text, d, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_TIME, AT (Struct, id), .def = d, .help = h, __VA_ARGS__ }
#define ASSET(Struct, id, text, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_ASSET, AT (Struct, id), .help = h, __VA_ARGS__ }
#define LIST(Struct, id, text, t, u, lo, hi, r, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_LIST, AT (Struct, id), \
    .item = SL_TYPE_##t, .unit = SL_UNIT_##u, .min = lo, .max = hi, .refs = r, .help = h, __VA_ARGS__ }
#define RECORDS(Struct, id, text, rec, h, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_RECORDS, AT (Struct, id), .record = &rec, .help = h, __VA_ARGS__ }
#define RECORD_TYPE(var, id, text, Struct, table) \
  static const SlRecordType var = { id, text, sizeof (Struct), table, G_N_ELEMENTS (table) }
