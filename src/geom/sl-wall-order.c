#include "sl-wall-order.h"

static bool
is_bottom (SlCorner corner)
{
  return corner == SL_CORNER_BOTTOM_LEFT || corner == SL_CORNER_BOTTOM_RIGHT;
}

static bool
is_right (SlCorner corner)
{
  return corner == SL_CORNER_TOP_RIGHT || corner == SL_CORNER_BOTTOM_RIGHT;
}

size_t
sl_wall_order (const SlWallOrder *order, size_t columns, size_t rows, size_t column, size_t row)
{
  const size_t across = is_right (order->start) ? columns - 1 - column : column;
  const size_t down = is_bottom (order->start) ? rows - 1 - row : row;
  const size_t line = order->by_columns ? across : down, along = order->by_columns ? down : across;
  const size_t length = order->by_columns ? rows : columns;

  return line * length + (order->serpentine && line % 2 == 1 ? length - 1 - along : along);
}

bool
sl_wall_corner (size_t columns, size_t rows, size_t column, size_t row, SlCorner like, SlCorner *corner)
{
  const bool left = column == 0, right = column == columns - 1, top = row == 0, bottom = row == rows - 1;

  if (!(left || right) || !(top || bottom))
    return false;
  const bool at_right = left && right ? is_right (like) : right, at_bottom = top && bottom ? is_bottom (like) : bottom;
  *corner = at_bottom ? (at_right ? SL_CORNER_BOTTOM_RIGHT : SL_CORNER_BOTTOM_LEFT)
                      : (at_right ? SL_CORNER_TOP_RIGHT : SL_CORNER_TOP_LEFT);
  return true;
}
