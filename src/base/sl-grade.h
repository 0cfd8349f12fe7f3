/* Grades: how well a shot works, best first, so that MAX() gives the worst. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SL_GRADE_GREEN, SL_GRADE_AMBER, SL_GRADE_ORANGE, SL_GRADE_RED, SL_N_GRADES } SlGrade;

typedef enum {
  SL_SUBJECT_COVERAGE,
  SL_SUBJECT_MOIRE,
  SL_SUBJECT_OVERSCAN,
  SL_SUBJECT_INCIDENCE,
  SL_SUBJECT_SCAN,
  SL_SUBJECT_EXPOSURE,
  SL_SUBJECT_FOCUS,
  SL_N_SUBJECTS,
} SlSubject;

const char *sl_grade_id      (SlGrade grade);     /* "green", for files */
const char *sl_grade_label   (SlGrade grade);     /* translated */
const char *sl_subject_id    (SlSubject subject); /* "coverage", for files */
const char *sl_subject_label (SlSubject subject); /* translated */
const char *sl_subject_letter (SlSubject subject); /* the mark on badges: C M O I S E F */

G_END_DECLS
