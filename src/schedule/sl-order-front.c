#include <math.h>
#include <string.h>

#include "sl-order.h"

enum { MOST_POINTS = 40 };

static void
point_free (gpointer data)
{
  SlOrderPoint *point = data;

  g_free (point->order);
  g_free (point);
}

SlOrderFront *
sl_order_front_new (guint n_blocks)
{
  SlOrderFront *front = g_new0 (SlOrderFront, 1);

  front->n_blocks = n_blocks;
  front->points = g_ptr_array_new_with_free_func (point_free);
  return front;
}

void
sl_order_front_free (SlOrderFront *front)
{
  if (front == NULL)
    return;
  g_ptr_array_unref (front->points);
  g_free (front);
}

static gboolean
is_as_good (const SlOrderFigures *a, const SlOrderFigures *b)
{
  return a->hold <= b->hold && a->loads <= b->loads && a->walls <= b->walls && a->moves <= b->moves
         && a->days <= b->days;
}

gboolean
sl_order_beats (const SlOrderFigures *a, const SlOrderFigures *b)
{
  return is_as_good (a, b) && (!is_as_good (b, a) || a->cost < b->cost);
}

gboolean
sl_order_covers (const SlOrderFigures *a, const SlOrderFigures *b)
{
  return is_as_good (a, b) && (a->cost <= b->cost || !is_as_good (b, a));
}

/* --- too many --- */

static double
least_of (const SlOrderFront *front, gsize member)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < front->points->len; i++)
    least = MIN (least, G_STRUCT_MEMBER (guint, front->points->pdata[i], member));
  return least;
}

/* Whether nobody else is the best in something that it is the best in. */
static gboolean
is_an_end (const SlOrderFront *front, const SlOrderPoint *point)
{
  static const gsize members[] = { offsetof (SlOrderPoint, figures.hold), offsetof (SlOrderPoint, figures.loads),
                                   offsetof (SlOrderPoint, figures.walls), offsetof (SlOrderPoint, figures.moves),
                                   offsetof (SlOrderPoint, figures.days) };
  gboolean cheapest = TRUE;

  for (guint i = 0; i < front->points->len; i++)
    cheapest = cheapest && point->figures.cost <= ((const SlOrderPoint *) front->points->pdata[i])->figures.cost;
  for (guint m = 0; m < G_N_ELEMENTS (members); m++)
    {
      const guint own = G_STRUCT_MEMBER (guint, point, members[m]);
      guint same = 0;

      for (guint i = 0; i < front->points->len; i++)
        same += G_STRUCT_MEMBER (guint, front->points->pdata[i], members[m]) == own;
      if (own == least_of (front, members[m]) && same == 1)
        return TRUE;
    }
  return cheapest;
}

static double
distance (const SlOrderFigures *a, const SlOrderFigures *b)
{
  const double hold = (double) a->hold - b->hold, days = (double) a->days - b->days;
  const double changes = (double) a->loads + a->walls - b->loads - b->walls, moves = (double) a->moves - b->moves;

  return hold * hold + changes * changes + days * days + moves * moves;
}

static void
thin (SlOrderFront *front)
{
  guint worst = front->points->len - 1;
  double least = INFINITY;

  for (guint i = 0; i < front->points->len; i++)
    {
      const SlOrderPoint *a = front->points->pdata[i];
      double near[2] = { INFINITY, INFINITY };

      if (is_an_end (front, a))
        continue;
      for (guint k = 0; k < front->points->len; k++)
        {
          const double d = k != i ? distance (&a->figures, &((SlOrderPoint *) front->points->pdata[k])->figures)
                                  : INFINITY;
          near[1] = fmin (near[1], fmax (near[0], d));
          near[0] = fmin (near[0], d);
        }
      if (near[0] + near[1] < least)
        {
          least = near[0] + near[1];
          worst = i;
        }
    }
  g_ptr_array_remove_index (front->points, worst);
}

gboolean
sl_order_front_add (SlOrderFront *front, const guint *order, const SlOrderFigures *f)
{
  SlOrderPoint *point;

  for (guint i = 0; i < front->points->len; i++)
    if (sl_order_covers (&((const SlOrderPoint *) front->points->pdata[i])->figures, f))
      return FALSE;
  for (guint i = front->points->len; i-- > 0;)
    if (sl_order_beats (f, &((const SlOrderPoint *) front->points->pdata[i])->figures))
      g_ptr_array_remove_index (front->points, i);
  point = g_new (SlOrderPoint, 1);
  *point = (SlOrderPoint) { *f, front->next_id++, g_memdup2 (order, MAX (front->n_blocks, 1) * sizeof (guint)) };
  g_ptr_array_add (front->points, point);
  if (front->points->len > MOST_POINTS)
    thin (front);
  return TRUE;
}
