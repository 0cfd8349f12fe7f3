/* What is offered keys. */
#include "sl-keyed.h"

gboolean
sl_keyed_can (SlKind kind, const SlField *field)
{
  const gboolean seen = kind == SL_KIND_SHOT || kind == SL_KIND_ENVIRONMENT || kind == SL_KIND_DIMENSION
                        || sl_record_field (&sl_kind_info (kind)->record, "pan") != NULL;

  if (!seen || (field->flags & (SL_FIELD_WHOLE | SL_FIELD_STRUCTURAL)) != 0 || field->unit == SL_UNIT_MONEY
      || field->unit == SL_UNIT_MINUTE)
    return FALSE;
  switch (field->type)
    {
    case SL_TYPE_BOOL: case SL_TYPE_INTEGER: case SL_TYPE_REAL: case SL_TYPE_ENUM: case SL_TYPE_VECTOR:
    case SL_TYPE_COLOUR:
      return TRUE;
    default:
      return FALSE;
    }
}
