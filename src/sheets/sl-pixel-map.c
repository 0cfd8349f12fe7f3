#include "sl-pixel-map.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-png-rows.h"
#include "sl-wall-numbers.h"

/* The palette: nothing, lines, then two grounds a tint, between which cabinets alternate. */
enum { BLACK, WHITE, BORDER, GROUNDS, TINTS = 6 };
static const guint32 palette[] = {
  0x000000, 0xffffff, 0xffd000,
  0x16324f, 0x1d4268, 0x4f1f16, 0x682a1d, 0x1c4a24, 0x256130, 0x4a1c48, 0x61255e, 0x4a4516, 0x615b1d, 0x16494a,
  0x1d6061,
};

/* Digits and a full stop, five rows of three bits from the top. */
enum { GLYPH_W = 3, GLYPH_H = 5, MOST_LETTERS = 24 };
static const guint16 glyphs[] = {
  ['0' - '.'] = 075557, ['1' - '.'] = 026227, ['2' - '.'] = 071747, ['3' - '.'] = 071717, ['4' - '.'] = 055711,
  ['5' - '.'] = 074717, ['6' - '.'] = 074757, ['7' - '.'] = 071111, ['8' - '.'] = 075757, ['9' - '.'] = 075717,
  ['.' - '.'] = 000002,
};

/* A cabinet's words, where they stand. */
typedef struct {
  char   text[MOST_LETTERS];
  gint64 x, y;  /* top left, from that of its place (px) */
  gint64 size;  /* px a dot; 0: no room for it */
} Word;

typedef struct {
  Word number, place;
  guint tint;
  gboolean stands;
} Cabinet;

typedef struct {
  const SlFeeds     *feeds;
  const SlFeedWall  *wall;
  Cabinet           *cabinets; /* row by row from the top */
  gint64            *lefts;    /* of columns (px), and the width behind the last */
  guint8            *ends_right, *ends_below; /* columns and rows at whose end a canvas ends: by cabinet */
} Map;

static void
lay_word (Word *word, gint64 w, gint64 h, double from, double to)
{
  const gint64 letters = (gint64) strlen (word->text), wide = letters * (GLYPH_W + 1) - 1;
  const gint64 room_h = (gint64) ((double) h * (to - from));

  word->size = letters > 0 ? MIN ((w - 4) / MAX (wide, 1), room_h / GLYPH_H) : 0;
  if (word->size <= 0)
    return;
  word->x = (w - wide * word->size) / 2;
  word->y = (gint64) ((double) h * from) + (room_h - GLYPH_H * word->size) / 2;
}

static void
lay_cabinets (Map *m)
{
  const SlSceneWall *scene = m->wall->scene;
  g_autofree gint64 *numbers = sl_wall_numbers (scene);

  for (guint i = 0; i < scene->n_panels; i++)
    {
      const SlScenePanel *p = &scene->panels[i];
      const gsize at = (gsize) p->row * scene->columns + p->column;
      const gint64 w = scene->columns_px[p->column], h = scene->rows_px[p->row];
      Cabinet *c = &m->cabinets[at];

      c->stands = TRUE;
      if (numbers[at] != SL_NO_NUMBER)
        g_snprintf (c->number.text, sizeof c->number.text, "%d", (int) numbers[at]);
      g_snprintf (c->place.text, sizeof c->place.text, "%u.%u", p->column + 1, p->row + 1);
      lay_word (&c->number, w, h, .16, .60);
      lay_word (&c->place, w, h, .66, .86);
    }
}

static void
mark_canvases (Map *m)
{
  const guint columns = m->wall->scene->columns;

  for (guint i = 0; i < m->wall->n; i++)
    {
      const SlCanvasCut *cut = &sl_feeds_at (m->feeds, m->wall->first + i)->cut;

      for (guint row = cut->row; row < cut->row + cut->rows; row++)
        for (guint column = cut->column; column < cut->column + cut->columns; column++)
          {
            const gsize at = (gsize) row * columns + column;
            m->cabinets[at].tint = i % TINTS;
            m->ends_right[at] = column + 1 == cut->column + cut->columns;
            m->ends_below[at] = row + 1 == cut->row + cut->rows;
          }
    }
}

/* --- rows --- */

static void
draw_word (guint8 *out, const Word *word, gint64 y)
{
  const gint64 dot = word->size > 0 ? (y - word->y) / word->size : -1;

  if (word->size <= 0 || y < word->y || dot >= GLYPH_H)
    return;
  for (guint i = 0; word->text[i] != '\0'; i++)
    {
      const guint bits = glyphs[word->text[i] - '.'] >> (3 * (GLYPH_H - 1 - dot));
      guint8 *at = out + word->x + (gint64) i * (GLYPH_W + 1) * word->size;

      for (guint k = 0; k < GLYPH_W; k++)
        if (bits >> (GLYPH_W - 1 - k) & 1)
          memset (at + (gint64) k * word->size, WHITE, (gsize) word->size);
    }
}

/* One row of pixels of one cabinet's place, `y` from its top. */
static void
draw_cabinet (const Map *m, guint8 *out, guint column, guint row, gint64 y)
{
  const SlSceneWall *scene = m->wall->scene;
  const gsize at = (gsize) row * scene->columns + column;
  const Cabinet *c = &m->cabinets[at];
  const gint64 w = scene->columns_px[column], h = scene->rows_px[row];
  const gint64 thick = MIN (3, MIN (w, h) / 4);
  const gboolean edge = y == 0 || y == h - 1;

  memset (out, !c->stands ? BLACK : edge ? WHITE : (int) (GROUNDS + 2 * c->tint + (column + row) % 2), (gsize) w);
  if (c->stands && !edge)
    {
      out[0] = out[w - 1] = WHITE;
      draw_word (out, &c->number, y);
      draw_word (out, &c->place, y);
    }
  if (m->ends_below[at] && y >= h - thick && row + 1 < scene->rows)
    memset (out, BORDER, (gsize) w);
  if (m->ends_right[at] && column + 1 < scene->columns)
    memset (out + w - thick, BORDER, (gsize) thick);
}

static gboolean
draw (const Map *m, SlPngRows *png, SlWatch *watch, GError **error)
{
  const SlSceneWall *scene = m->wall->scene;
  g_autofree guint8 *line = g_malloc0 ((gsize) m->wall->w);
  gint64 done = 0;

  for (guint row = 0; row < scene->rows; row++)
    for (gint64 y = 0; y < scene->rows_px[row]; y++)
      {
        if (sl_watch_stops (watch, error))
          return FALSE;
        for (guint column = 0; column < scene->columns; column++)
          draw_cabinet (m, line + m->lefts[column], column, row, y);
        if (!sl_png_rows_push (png, line, error))
          return FALSE;
        sl_watch_tell (watch, (double) ++done / (double) m->wall->h);
      }
  return sl_png_rows_finish (png, error);
}

gboolean
sl_pixel_map_write (const SlFeeds *feeds, guint wall, const char *path, SlWatch *watch, GError **error)
{
  const SlFeedWall *of = sl_feeds_wall (feeds, wall);
  const gsize places = (gsize) of->scene->columns * of->scene->rows;
  g_autofree Cabinet *cabinets = g_new0 (Cabinet, places);
  g_autofree gint64 *lefts = g_new0 (gint64, of->scene->columns + 1);
  g_autofree guint8 *right = g_new0 (guint8, places), *below = g_new0 (guint8, places);
  Map map = { feeds, of, cabinets, lefts, right, below };
  g_autoptr (SlPngRows) png = NULL;

  if (of->w > SL_PIXEL_MAP_MOST / of->h)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a picture of %d × %d px is too large to be drawn; cut the wall in two"),
                    (int) of->w, (int) of->h);
      return FALSE;
    }
  for (guint i = 0; i < of->scene->columns; i++)
    lefts[i + 1] = lefts[i] + of->scene->columns_px[i];
  lay_cabinets (&map);
  mark_canvases (&map);
  png = sl_png_rows_new (path, (guint32) of->w, (guint32) of->h, palette, G_N_ELEMENTS (palette), error);
  return png != NULL && draw (&map, png, watch, error);
}
