/* What is read of how fast a camera goes and turns in the shot that is shown: a line each, beside what its rig
 * allows. */
#pragma once

#include "sl-editor.h"
#include "sl-pace.h"

G_BEGIN_DECLS

typedef struct {
  const char *title;  /* "Speed", translated; static */
  const char *unit;   /* "m/s"; static */
  char       *now;    /* "0.29" */
  char       *most;   /* "0.43" */
  char       *limit;  /* "≤ 0.50", NULL for none */
  gint64      frame;  /* that has the most */
  gboolean    stands; /* there is none of it in the shot */
  gboolean    over;   /* the most is more than the rig allows */
  gboolean    over_now;
  char       *spoken_now, *spoken_most; /* for screen readers, with units */
} SlPaceLine;

/* The shot that is shown and the greatest of its move, found once and kept while the plan is the same. */
typedef struct SlPaceLines SlPaceLines;

/* Keeps `editor`. */
SlPaceLines *sl_pace_lines_new  (SlEditor *editor);
/* NULL is fine. */
void         sl_pace_lines_free (SlPaceLines *lines);
/* SlPaceLine elements of SL_N_PACES for the frame that is shown, freed with the array (g_ptr_array_unref()); NULL while
 * there is no shot with a camera, or what is selected is not it, its camera, or that one's rig. */
GPtrArray   *sl_pace_lines_now  (SlPaceLines *lines);

G_END_DECLS
