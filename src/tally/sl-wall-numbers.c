#include "sl-wall-numbers.h"

#include "sl-wall-order.h"

/* Whether a cabinet stands at each place, row by row. */
static guint8 *
standing (const SlSceneWall *wall)
{
  guint8 *stands = g_new0 (guint8, (gsize) wall->columns * wall->rows);

  for (guint i = 0; i < wall->n_panels; i++)
    stands[(gsize) wall->panels[i].row * wall->columns + wall->panels[i].column] = 1;
  return stands;
}

gint64 *
sl_wall_numbers (const SlSceneWall *wall)
{
  const SlWall *entity = (const SlWall *) wall->entity;
  const SlWallOrder order = { (SlCorner) entity->number_from, entity->number_run == SL_NUMBER_BY_COLUMNS,
                              entity->number_serpentine };
  const gsize n = (gsize) wall->columns * wall->rows;
  g_autofree guint8 *stands = standing (wall);
  g_autofree gsize *places = g_new (gsize, n); /* by their turn */
  gint64 *numbers = g_new (gint64, n), next = entity->number_first;

  for (guint row = 0; row < wall->rows; row++)
    for (guint column = 0; column < wall->columns; column++)
      places[sl_wall_order (&order, wall->columns, wall->rows, column, row)] = (gsize) row * wall->columns + column;
  for (gsize turn = 0; turn < n; turn++)
    numbers[places[turn]] = stands[places[turn]] || entity->number_left_out ? next++ : SL_NO_NUMBER;
  return numbers;
}

gint64
sl_wall_number (const SlSceneWall *wall, guint column, guint row)
{
  g_autofree gint64 *numbers = column < wall->columns && row < wall->rows ? sl_wall_numbers (wall) : NULL;

  return numbers != NULL ? numbers[(gsize) row * wall->columns + column] : SL_NO_NUMBER;
}
