/* Storyboards: what the camera sees of each shot, in an order, with what a crew asks about it. */
#pragma once

#include "sl-report.h"

G_BEGIN_DECLS

/* One picture of a shot. Texts are borrowed, NULL for none. */
typedef struct {
  const char *head;   /* of a part that begins with it, over the whole width: "Day 3 · 12 Oct" */
  const char *title;  /* "12A · Scene 12" */
  const char *facts;  /* lens, set-up, coverage: a line each */
  const char *notes;
  guint8     *rgba;   /* taken; NULL where there is no picture, as the notes say */
  int         width, height; /* px */
  gboolean    graded;
  SlGrade     grade;  /* of its coverage */
} SlStoryPanel;

/* Panels in their order, `columns` (1 to 6) beside each other. Free with sl_report_free(). */
SlReport *sl_report_storyboard (const SlStoryPanel *panels, guint n, guint columns);

G_END_DECLS
