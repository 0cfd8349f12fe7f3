#include "sl-types.h"

static const SlType *const types[SL_N_TYPES] = {
  [SL_TYPE_BOOL] = &sl_type_bool,
  [SL_TYPE_INTEGER] = &sl_type_integer,
  [SL_TYPE_REAL] = &sl_type_real,
  [SL_TYPE_RATIONAL] = &sl_type_rational,
  [SL_TYPE_ENUM] = &sl_type_enum,
  [SL_TYPE_TEXT] = &sl_type_text,
  [SL_TYPE_DATE] = &sl_type_date,
  [SL_TYPE_TIME] = &sl_type_time,
  [SL_TYPE_VECTOR] = &sl_type_vector,
  [SL_TYPE_COLOUR] = &sl_type_colour,
  [SL_TYPE_REF] = &sl_type_ref,
  [SL_TYPE_DEVICE] = &sl_type_device,
  [SL_TYPE_ASSET] = &sl_type_asset,
};

const SlType *
sl_scalar_type (SlFieldType type)
{
  return types[type];
}

const char *
sl_type_name (SlFieldType type)
{
  return type == SL_TYPE_LIST ? "list" : type == SL_TYPE_RECORDS ? "records" : types[type]->name;
}
