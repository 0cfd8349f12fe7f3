#include "sl-wall-styles.h"

#include <math.h>

#include "sl-i18n.h"

/* id, label, help, shape, role, docks, usual width and height (m) */
#define STYLES(LINE) \
  LINE ("flat", N_("Straight"), N_("Flat from end to end"), FLAT, MAIN, FALSE, 16, 5) \
  LINE ("arc", N_("Arc"), N_("Bends alike everywhere"), ARC, MAIN, FALSE, 20, 5) \
  LINE ("j", N_("J"), N_("Straight, with a bend at one end"), J, MAIN, FALSE, 18, 5) \
  LINE ("horseshoe", N_("Horseshoe"), N_("Straight, with a bend at both ends"), HORSESHOE, MAIN, FALSE, 26, 5) \
  LINE ("corner", N_("Corner"), N_("Two straight sides and a bend between them"), CORNER, MAIN, FALSE, 20, 5) \
  LINE ("ceiling", N_("Ceiling"), N_("Hangs over a wall, its LEDs down"), FLAT, CEILING, TRUE, NAN, NAN) \
  LINE ("floor", N_("LED floor"), N_("Lies before a wall, cut to its curve"), FLAT, FLOOR, TRUE, NAN, NAN) \
  LINE ("wild", N_("Wild wall"), N_("A small one that is moved about"), FLAT, WILD, FALSE, 4, 3)

#define STYLE(id, label, help, shape, role, docks, width, height) \
  { id, label, help, SL_WALL_SHAPE_##shape, SL_WALL_##role, docks, width, height },
#define NAME(id, label, ...) { id, label },

static const SlWallStyle styles[] = { STYLES (STYLE) };
const SlEnumValue sl_wall_style_names[G_N_ELEMENTS (styles) + 1] = { STYLES (NAME) };

const SlWallStyle *
sl_wall_style_at (guint index)
{
  return index < G_N_ELEMENTS (styles) ? &styles[index] : NULL;
}

guint
sl_wall_style_of_shape (SlWallShape shape)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (styles) && styles[i].shape != shape)
    i++;
  return i;
}
