/* In which order the cabinets of a wall are counted. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where the first one is, as the viewer sees the wall. */
typedef enum { SL_CORNER_TOP_LEFT, SL_CORNER_TOP_RIGHT, SL_CORNER_BOTTOM_LEFT, SL_CORNER_BOTTOM_RIGHT } SlCorner;

typedef struct {
  SlCorner start;
  bool     by_columns; /* up or down first; else along the rows */
  bool     serpentine; /* every other line runs back */
} SlWallOrder;

/* The place's turn, from 0, in a wall of `columns` × `rows`; column and row from the viewer's left and from the top,
 * and within the wall. */
size_t sl_wall_order  (const SlWallOrder *order, size_t columns, size_t rows, size_t column, size_t row);
/* The corner that the place is, into `corner`; false for one that is none. Where it is
 * several, as in a single row, it is the one nearest to `like`. */
bool   sl_wall_corner (size_t columns, size_t rows, size_t column, size_t row, SlCorner like, SlCorner *corner);
