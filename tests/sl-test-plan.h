/* Plans for the tests. */
#pragma once

#include "sl-plan-xml.h"

static inline SlPlan *
sl_test_plan (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return sl_plan_parse (text, length, path, NULL, NULL);
}
