#include "sl-tracer.h"

/* Cabinets that are this near (m) join; edges and faces turned less than this (squared sine) go on straight. */
static const double JOINS = 1e-6, STRAIGHT = 1e-20;

typedef struct {
  const SlSceneWall *wall;
  guint              columns, rows;
  guint             *at;    /* column and row → panel, G_MAXUINT for none */
  GArray            *edges;
  guint              open;  /* the edge that the next one may go on from; G_MAXUINT for none */
} Outliner;

static guint
panel_at (const Outliner *o, guint column, guint row)
{
  return column < o->columns && row < o->rows ? o->at[row * o->columns + column] : G_MAXUINT;
}

static gboolean
meet (SlVec3 a, SlVec3 b)
{
  return sl_vec3_length (sl_vec3_sub (a, b)) < JOINS;
}

static gboolean
same_plane (const Outliner *o, guint a, guint b)
{
  if (a == G_MAXUINT || b == G_MAXUINT)
    return a == b;
  SlVec3 turn = sl_vec3_cross (o->wall->panels[a].normal, o->wall->panels[b].normal);
  return sl_vec3_dot (turn, turn) < STRAIGHT && sl_vec3_dot (o->wall->panels[a].normal, o->wall->panels[b].normal) > 0;
}

static gboolean
goes_on (const Outliner *o, const SlOutlineEdge *last, const SlOutlineEdge *next)
{
  SlVec3 a = sl_vec3_normalize (sl_vec3_sub (last->b, last->a)), b = sl_vec3_normalize (sl_vec3_sub (next->b, next->a));
  SlVec3 turn = sl_vec3_cross (a, b);

  return meet (last->b, next->a) && sl_vec3_dot (turn, turn) < STRAIGHT && sl_vec3_dot (a, b) > 0
         && same_plane (o, last->panel, next->panel) && same_plane (o, last->neighbour, next->neighbour);
}

/* Edges that go on straight become one. */
static void
add (Outliner *o, SlVec3 a, SlVec3 b, guint panel, guint neighbour)
{
  SlOutlineEdge edge = { a, b, panel, neighbour };
  SlOutlineEdge *last = o->open != G_MAXUINT ? &g_array_index (o->edges, SlOutlineEdge, o->open) : NULL;

  if (last != NULL && goes_on (o, last, &edge))
    last->b = b;
  else
    {
      o->open = o->edges->len;
      g_array_append_val (o->edges, edge);
    }
}

/* The line between two neighbours, or at the end of one: an edge unless the surface goes on flat. `b_a`, `b_b` are the
 * neighbour's corners where the two should meet. */
static void
add_between (Outliner *o, guint panel, guint neighbour, SlVec3 a, SlVec3 b, SlVec3 b_a, SlVec3 b_b)
{
  gboolean joined = neighbour != G_MAXUINT && meet (a, b_a) && meet (b, b_b);

  if (joined && same_plane (o, panel, neighbour))
    o->open = G_MAXUINT;
  else
    add (o, a, b, panel, joined ? neighbour : G_MAXUINT);
}

typedef enum { LEFT, RIGHT, TOP, BOTTOM } Side;

/* One side of a cabinet; a fold is told once, from the left or upper of the two. */
static void
add_side (Outliner *o, guint column, guint row, Side side)
{
  guint panel = panel_at (o, column, row), next;
  const SlScenePanel *p = panel != G_MAXUINT ? &o->wall->panels[panel] : NULL, *q;

  if (p == NULL)
    {
      o->open = G_MAXUINT;
      return;
    }
  next = panel_at (o, side == LEFT ? column - 1 : side == RIGHT ? column + 1 : column,
                   side == TOP ? row - 1 : side == BOTTOM ? row + 1 : row);
  q = next != G_MAXUINT ? &o->wall->panels[next] : p;
  SlVec3 right = sl_vec3_add (p->corner, p->right), top = sl_vec3_add (p->corner, p->up);
  SlVec3 q_right = sl_vec3_add (q->corner, q->right), q_top = sl_vec3_add (q->corner, q->up);
  SlVec3 far = sl_vec3_add (right, p->up), q_far = sl_vec3_add (q_right, q->up);
  switch (side)
    {
    case RIGHT: add_between (o, panel, next, far, right, q_top, q->corner); break;
    case BOTTOM: add_between (o, panel, next, p->corner, right, q_top, q_far); break;
    case LEFT:
      if (next == G_MAXUINT || !meet (top, q_far) || !meet (p->corner, q_right))
        add (o, top, p->corner, panel, G_MAXUINT);
      else
        o->open = G_MAXUINT;
      break;
    case TOP:
      if (next == G_MAXUINT || !meet (top, q->corner) || !meet (far, q_right))
        add (o, top, far, panel, G_MAXUINT);
      else
        o->open = G_MAXUINT;
      break;
    }
}

GArray *
sl_outline_new (const SlSceneWall *wall)
{
  Outliner o = { .wall = wall, .edges = g_array_new (FALSE, FALSE, sizeof (SlOutlineEdge)) };

  for (guint i = 0; i < wall->n_panels; i++)
    {
      o.columns = MAX (o.columns, wall->panels[i].column + 1);
      o.rows = MAX (o.rows, wall->panels[i].row + 1);
    }
  o.at = g_new (guint, (gsize) o.columns * o.rows + 1);
  memset (o.at, 0xff, (gsize) o.columns * o.rows * sizeof *o.at);
  for (guint i = 0; i < wall->n_panels; i++)
    o.at[wall->panels[i].row * o.columns + wall->panels[i].column] = i;
  for (Side side = LEFT; side <= RIGHT; side++)
    for (guint column = 0; column < o.columns; column++)
      {
        o.open = G_MAXUINT;
        for (guint row = 0; row < o.rows; row++)
          add_side (&o, column, row, side);
      }
  for (Side side = TOP; side <= BOTTOM; side++)
    for (guint row = 0; row < o.rows; row++)
      {
        o.open = G_MAXUINT;
        for (guint column = 0; column < o.columns; column++)
          add_side (&o, column, row, side);
      }
  g_free (o.at);
  return o.edges;
}
