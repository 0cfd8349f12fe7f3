/* The film strip and its cells, one a shot. Of sl-shot-film*.c alone. */
#pragma once

#include "sl-edit-time.h"
#include "sl-shot-film.h"

G_BEGIN_DECLS

enum { CELL_H = 58, CELL_GAP = 3 }; /* px */

/* A frame of a shot: it stays there while shots before it come and go. */
typedef struct {
  char  *shot; /* NULL for none */
  double frame;
} Mark;

typedef struct {
  SlBench      *bench;
  SlEditor     *editor;  /* the bench’s */
  SlShotThumbs *thumbs;  /* borrowed */
  GActionGroup *actions; /* borrowed */
  GtkWidget    *box, *list, *scroll, *play, *time, *span, *frame, *of;
  GtkAdjustment *along;  /* of the list */
  GPtrArray    *cells;   /* that are widgets now, borrowed */
  double        scale;   /* px a second */
  Mark          in, out;
  guint         tick;
  gint64        began;   /* monotonic, µs */
  double        from;    /* s along the edit, where playing began */
  double        last;    /* s, where it was shown last: it is the person who went elsewhere */
  gboolean      filling;
  guint         idle;
} Film;

/* s along the edit that are played. */
SlEditSpan sl_film_span (Film *f);
/* The cell of the shot `id`; `spoken` is what a screen reader says of it (g_free()). Floating. */
GtkWidget *sl_film_cell_new  (const char *id, char **spoken, gpointer film);
/* As wide as its shot is long. */
void       sl_film_cell_size (Film *f, GtkWidget *cell);

G_END_DECLS
