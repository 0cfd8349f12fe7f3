#include "sl-grade.h"

#include "sl-i18n.h"

static const struct {
  const char *id, *label;
} grades[SL_N_GRADES] = {
  { "green", N_("Green") }, { "amber", N_("Amber") }, { "orange", N_("Orange") }, { "red", N_("Red") },
};

static const struct {
  const char *id, *label, *letter;
} subjects[SL_N_SUBJECTS] = {
  { "coverage", N_("Coverage"), "C" }, { "moire", N_("Moiré"), "M" },       { "overscan", N_("Overscan"), "O" },
  { "incidence", N_("Incidence"), "I" }, { "scan", N_("Scan lines"), "S" }, { "exposure", N_("Exposure"), "E" },
  { "focus", N_("Focus"), "F" },
};

const char *sl_grade_id (SlGrade grade) { return grades[grade].id; }
const char *sl_grade_label (SlGrade grade) { return _(grades[grade].label); }
const char *sl_subject_id (SlSubject subject) { return subjects[subject].id; }
const char *sl_subject_label (SlSubject subject) { return _(subjects[subject].label); }
const char *sl_subject_letter (SlSubject subject) { return subjects[subject].letter; }
