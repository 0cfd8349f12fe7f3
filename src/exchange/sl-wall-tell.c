#include "sl-wall-tell.h"

#include "sl-check.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-wall-develop.h"
#include "sl-wall-sizes.h"

static const double SIZE_M = .001, CURVE_M = .002, NARROW_M = .06, FAR_M = 1000, PICTURE = .01, LEAST_M2 = 1e-3;

enum { STEPS = 4 };

typedef struct {
  const SlWallFitted *fitted;
  const SlDeveloped  *flat;
  const char         *name;
  GPtrArray          *findings;
} Tell;

/* --- numbers --- */

static char *
metres (double m)
{
  return sl_number_fixed (m, 2);
}

static char *
millimetres (double m)
{
  return sl_number_fixed (m * 1000, m < .0095 ? 1 : 0);
}

static void
tell (const Tell *t, const char *remedy, const char *text)
{
  sl_findings_add (t->findings, SL_SEVERITY_WARNING, NULL, NULL, remedy, "%s: %s", t->name, text);
}

/* --- what is missing --- */

static double
sum_of (const GArray *parts, const SlBarePart **largest)
{
  double sum = 0;

  *largest = &g_array_index (parts, SlBarePart, 0);
  for (guint i = 0; i < parts->len; i++)
    {
      const SlBarePart *part = &g_array_index (parts, SlBarePart, i);

      sum += part->area_m2;
      if (part->area_m2 > (*largest)->area_m2)
        *largest = part;
    }
  return sum;
}

static void
tell_holes (const Tell *t, const GArray *holes)
{
  const SlBarePart *largest;

  if (holes->len == 0)
    return;
  g_autofree char *area = metres (sum_of (holes, &largest)), *x = metres (largest->x), *y = metres (largest->y);
  g_autofree char *text =
    g_strdup_printf (ngettext ("its face has %u hole, %s m² large, %s m from its left end and %s m above its foot; the "
                               "wall has cabinets there",
                               "its face has %u holes, together %s m² large, the largest %s m from its left end and "
                               "%s m above its foot; the wall has cabinets there", holes->len), holes->len, area, x, y);
  tell (t, _("Take out the cabinets that stand there"), text);
}

static void
tell_outline (const Tell *t, const GArray *notches)
{
  const SlBarePart *largest;

  if (notches->len == 0)
    return;
  g_autofree char *area = metres (sum_of (notches, &largest)), *x = metres (largest->x), *y = metres (largest->y);
  g_autofree char *text =
    g_strdup_printf (ngettext ("its outline is no rectangle: %s m² are missing in %u place, %s m from its left end and "
                               "%s m above its foot; the wall has cabinets there",
                               "its outline is no rectangle: %s m² are missing in %u places, most of it %s m from its "
                               "left end and %s m above its foot; the wall has cabinets there", notches->len),
                     area, notches->len, x, y);
  tell (t, _("Take out the cabinets that stand there"), text);
}

static void
tell_gaps (const Tell *t, const SlCellsLook *look)
{
  if (look->gaps == 0)
    return;
  g_autofree char *wide = millimetres (look->gap_m), *x = metres (look->gap_at.x), *y = metres (look->gap_at.y);
  g_autofree char *text =
    g_strdup_printf (ngettext ("its face has %u gap, %s mm wide, %s m from its left end and %s m above its foot; the "
                               "wall has none",
                               "its face has %u gaps of up to %s mm, the widest %s m from its left end and %s m above "
                               "its foot; the wall has none", look->gaps), look->gaps, wide, x, y);
  tell (t, _("Close the gaps in the model, or import each part as a wall of its own"), text);
}

static void
tell_twice (const Tell *t, const SlCellsLook *look)
{
  if (look->twice_m2 < LEAST_M2)
    return;
  g_autofree char *area = metres (look->twice_m2);
  g_autofree char *text = g_strdup_printf (_("%s m² of its face lie on one another; they count once"), area);
  tell (t, _("Remove what lies there twice, and export it again"), text);
}

static void
tell_away (const Tell *t)
{
  if (t->flat->away == 0)
    return;
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u of its %u facets faces away from the viewer; the wall shows its picture on one side",
                               "%u of its %u facets face away from the viewer; the wall shows its picture on one side",
                               t->flat->away), t->flat->away, t->flat->triangles->len);
  tell (t, _("Turn those facets over, and export it again"), text);
}

static void
tell_bare (const Tell *t)
{
  g_auto (SlCellsLook) look = { 0 };

  if (sl_cells_look (t->flat->triangles, t->flat->width, t->fitted->high - t->fitted->low, NARROW_M, &look))
    {
      tell_holes (t, look.holes);
      tell_outline (t, look.notches);
      tell_gaps (t, &look);
      tell_twice (t, &look);
      return;
    }
  tell (t, _("Look yourself, or export a simpler one"),
        _("its face is too intricate to be searched for holes and gaps"));
}

/* --- sizes --- */

static void
tell_size (const Tell *t)
{
  if (t->fitted->off_m <= SIZE_M)
    return;
  g_autofree char *off = sl_number_fixed (t->fitted->off_m, 3);
  g_autofree char *text = g_strdup_printf (_("whole cabinets differ from its size by %s m"), off);
  tell (t, _("Choose other cabinets"), text);
}

static void
tell_mix (const Tell *t)
{
  guint n;
  g_autofree char *sizes = sl_wall_sizes (t->flat, &n);

  if (n < 2)
    return;
  g_autofree char *text =
    g_strdup_printf (ngettext ("its rectangles are of %u size (%s); the wall is laid of one cabinet",
                               "its rectangles are of %u sizes (%s); the wall is laid of one cabinet", n), n, sizes);
  tell (t, _("Mix in the other cabinets"), text);
}

/* --- the curve --- */

/* How far a point is from a line whose ends go on (m). */
static double
off_line (const GArray *line, SlVec3 p)
{
  double least = INFINITY;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      const SlVec3 a = g_array_index (line, SlVec3, i), d = sl_vec3_sub (g_array_index (line, SlVec3, i + 1), a);
      const double length = sl_vec3_length (d), at = sl_vec3_dot (sl_vec3_sub (p, a), d) / length;
      const double on = CLAMP (at, i == 0 ? -FAR_M : 0, i + 2 == line->len ? length + FAR_M : length);

      least = fmin (least, sl_vec3_length (sl_vec3_sub (p, sl_vec3_mad (a, d, on / length))));
    }
  return least;
}

/* The farthest that `line` comes from `other`; `at` receives where on it (m). */
static double
farthest (const GArray *line, const GArray *other, double *at)
{
  double most = 0, passed = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      const SlVec3 a = g_array_index (line, SlVec3, i), b = g_array_index (line, SlVec3, i + 1);
      const double length = sl_vec3_length (sl_vec3_sub (b, a));

      for (guint k = 0; k <= STEPS; k++)
        {
          SlVec3 p = sl_vec3_lerp (a, b, (double) k / STEPS);
          double off;

          p.z = 0;
          if ((off = off_line (other, p)) > most)
            {
              most = off;
              *at = passed + length * k / STEPS;
            }
        }
      passed += length;
    }
  return most;
}

static void
tell_curve (const Tell *t)
{
  g_autoptr (GArray) ground = g_array_copy ((GArray *) t->fitted->ground);
  double at = 0;

  for (guint i = 0; i < ground->len; i++)
    g_array_index (ground, SlVec3, i).z = 0;
  const double most = farthest (t->fitted->line, ground, &at);
  if (most <= CURVE_M)
    return;
  g_autofree char *off = millimetres (most), *where = metres (at);
  g_autofree char *text = g_strdup_printf (_("its face lies up to %s mm from the wall's, %s m from its left end"), off,
                                           where);
  tell (t, _("Choose narrower cabinets, or set the wall's seams"), text);
}

/* --- the picture --- */

static char *
percent (double share)
{
  return sl_number_fixed (share * 100, 0);
}

/* The picture as it lies on the wall's size, once over all of it. */
static void
tell_picture (const Tell *t)
{
  const SlDeveloped *flat = t->flat;
  const double height = t->fitted->high - t->fitted->low;
  g_auto (SlCellsLook) look = { 0 };
  g_autofree char *text = NULL, *share = NULL;

  if (flat->pictures == NULL || flat->uneven <= PICTURE)
    return;
  if (!sl_cells_look (flat->pictures, flat->width, height, 0, &look))
    look.islands = 1;
  share = percent (look.twice_m2 / (flat->width * height));
  if (look.twice_m2 > PICTURE * flat->width * height)
    text = g_strdup_printf (_("%s %% of its picture are shown in several places; the wall shows all of it once"),
                            share);
  else if (look.islands > 1)
    text = g_strdup_printf (ngettext ("its picture lies in %u part; the wall shows all of it as one",
                                      "its picture lies in %u parts; the wall shows all of it as one", look.islands),
                            look.islands);
  else if (flat->mirrored)
    text = g_strdup (_("its picture is mirrored or turned; the wall shows it upright"));
  else
    {
      g_free (share);
      share = percent (flat->uneven);
      text = g_strdup_printf (_("its picture does not run evenly over it, by up to %s %% of it; on the wall it does"),
                              share);
    }
  tell (t, _("Lay the picture out by the wall's own pixel map"), text);
}

static void
tell_cut (const Tell *t)
{
  const SlDeveloped *flat = t->flat;
  const double edges[4] = { flat->u[0], flat->u[1] - 1, flat->v[0], flat->v[1] - 1 };
  gboolean whole = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    whole &= fabs (edges[i]) <= PICTURE;
  if (flat->pictures == NULL || whole)
    return;
  g_autofree char *left = percent (flat->u[0]), *right = percent (flat->u[1]);
  g_autofree char *top = percent (flat->v[0]), *bottom = percent (flat->v[1]);
  g_autofree char *text =
    g_strdup_printf (_("it shows a part of a picture, from %s to %s %% of its width and from %s to %s %% of its "
                       "height; the wall has a picture of its own"), left, right, top, bottom);
  tell (t, _("Lay the picture out by the wall's own pixel map"), text);
}

/* --- all of it --- */

void
sl_wall_tell (const SlWallFitted *fitted, const char *name, GPtrArray *findings)
{
  g_autoptr (SlDeveloped) flat = findings != NULL ? sl_wall_develop (fitted) : NULL;
  const Tell t = { fitted, flat, name, findings };

  if (findings == NULL)
    return;
  tell_size (&t);
  tell_curve (&t);
  if (flat == NULL)
    {
      tell (&t, _("Look yourself, or export a simpler one"),
            _("its face is too intricate to be searched for holes and gaps"));
      return;
    }
  tell_bare (&t);
  tell_away (&t);
  tell_mix (&t);
  tell_picture (&t);
  tell_cut (&t);
}
