/* What the files of this program share: the flat sample wall (8 × 4.5 m at y = 4, camera on its middle axis, half
 * widths 0.5 × 0.280357 as tangents), edits of it, and its analysis. */
#pragma once

#include "../sl-test.h"
#include "sl-coverage.h"
#include "sl-error.h"
#include "sl-history.h"
#include "sl-plan-xml.h"

#define FLAT_TAN_H .5
#define FLAT_TAN_V (15.7 / 56)

static inline SlPlan *
flat (void)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, &length, NULL));
  return sl_plan_parse (text, length, "small-flat", NULL, NULL);
}

/* `edits`: "+kind id" adds, "id path=value" sets, "id path" sets to the text that comes next. Takes `plan`. */
static inline SlPlan *
edited (SlPlan *plan, const char *const *edits)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlPlan) owned = plan;
  g_autoptr (GError) error = NULL;
  SlPlan *result;

  for (; *edits != NULL; edits++)
    {
      g_auto (GStrv) words = g_strsplit (*edits, " ", 2), sides = g_strsplit (words[1], "=", 2);

      if (words[0][0] == '+')
        sl_command_add (command, sl_kind_from_name (words[0] + 1), words[1]);
      else
        sl_command_set (command, words[0], sides[0], sides[1] != NULL ? sides[1] : *++edits);
    }
  result = sl_plan_apply (owned, command, &error);
  g_assert_no_error (error);
  return result;
}

#define EDITED(plan, ...) edited (plan, (const char *const[]) { __VA_ARGS__, NULL })

static inline SlCoverage *
analyse (const SlPlan *plan, guint w, guint h, guint threads)
{
  const SlCoverageOptions options = { .samples_w = w, .samples_h = h, .threads = threads };
  g_autoptr (GError) error = NULL;
  SlCoverage *coverage = sl_coverage_analyse (plan, NULL, "shot-1", &options, &error);

  g_assert_no_error (error);
  return coverage;
}

void add_area_tests (void);
void add_motion_tests (void);
void add_reason_tests (void);
void add_tracer_tests (void);
