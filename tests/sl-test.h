/* What the tests share. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>

/* Within a relative 1e-3, as the vectors of docs/PHYSICS.md are given. */
#define assert_near(a, b) assert_within (a, b, fmax (fabs ((double) (b)) * 1e-3, 1e-9))
#define assert_within(a, b, tolerance) \
  do { double a_ = (a), b_ = (b); if (!(fabs (a_ - b_) <= (tolerance))) g_error ("%s:%d: %s is %.9g, not %.9g", __FILE__, __LINE__, #a, a_, b_); } while (0)

#define SAMPLE(name) SL_SOURCE "/data/samples/" name

/* A folder that a test made, with all in it. */
static inline void
sl_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_unlink (child) != 0)
        sl_test_remove_tree (child);
    }
  g_rmdir (path);
}
