/* Files of talent scheduling: published instances at their proved optima, and bad ones. */
#include "../sl-test.h"
#include "sl-error.h"
#include "sl-talent-file.h"

#define SAMPLES SL_SOURCE "/tests/samples/talent/"

/* --- an evaluator of its own: walks along the days and pays whoever is between first and last --- */

static gboolean
plays (const SlTalent *t, guint scene, guint actor)
{
  return t->cast[scene * ((t->n_actors + 63) / 64) + actor / 64] >> actor % 64 & 1;
}

static gint64
pay (const SlTalent *t, const guint *order)
{
  gint64 sum = 0;

  for (guint a = 0; a < t->n_actors; a++)
    for (guint i = 0; i < t->n_scenes; i++)
      {
        gboolean before = FALSE, after = FALSE;

        for (guint k = 0; k <= i; k++)
          before |= plays (t, order[k], a);
        for (guint k = i; k < t->n_scenes; k++)
          after |= plays (t, order[k], a);
        sum += before && after ? t->wages[a] * t->durations[order[i]] : 0;
      }
  return sum;
}

static void
assert_sound (const SlTalent *t, const SlTalentResult *r)
{
  g_autofree guint8 *seen = g_new0 (guint8, t->n_scenes);

  g_assert_cmpuint (r->n_scenes, ==, t->n_scenes);
  for (guint i = 0; i < r->n_scenes; i++)
    {
      g_assert_cmpuint (r->order[i], <, t->n_scenes);
      g_assert_false (seen[r->order[i]]);
      seen[r->order[i]] = TRUE;
    }
  g_assert_cmpint (r->total, ==, pay (t, r->order));
  g_assert_cmpint (r->lower_bound, <=, r->total);
  g_assert_true (!r->optimal || r->lower_bound == r->total);
}

/* --- published --- */

static void
test_samples (void)
{
  g_autofree char *list = NULL;

  g_assert_true (g_file_get_contents (SAMPLES "optimal_costs.csv", &list, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (g_strstrip (list), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 10);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (lines[i]), ",", -1);
      g_autofree char *path = g_strconcat (SAMPLES, cells[0], NULL), *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_autoptr (SlTalentFile) file = sl_talent_file_parse (text, length, path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (file->talent.n_scenes, ==, (guint) g_ascii_strtoull (cells[1], NULL, 10));
      g_autoptr (SlTalentResult) r = sl_talent_solve (&file->talent, 60, NULL, &error);
      g_assert_no_error (error);
      assert_sound (&file->talent, r);
      g_test_message ("%s: %" G_GINT64_FORMAT " of %s, %" G_GUINT64_FORMAT " states", cells[0], r->total, cells[3],
                      r->states);
      g_assert_cmpint (r->total, ==, g_ascii_strtoll (cells[3], NULL, 10));
      g_assert_cmpint (r->waiting, ==, g_ascii_strtoll (cells[4], NULL, 10));
      g_assert_true (r->optimal);
    }
}

/* --- bad input --- */

static void
test_bad_files (void)
{
  static const struct { const char *text; guint line; } rows[] = {
    { "", 1 }, { "x", 1 }, { "x\n", 2 }, { "x\n2\n", 3 }, { "x\n0\n1\n", 3 }, { "x\n2\n1\n1 2 1\n1 1", 4 },
    { "x\n2\n1\n1 1 5\n1", 5 }, { "x\n2\n1\n1 1 5\n1 1 1", 5 }, { "x\n1001\n1\n", 2 }, { "x\n-2\n1\n", 2 },
    { "x\n2\n1\n1 1 5.5\n1 1", 4 }, { "x\n2\n1\n1 1 99999999999999999999\n1 1", 4 }, { "x\n2 1\n1 a 5\n1 1", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *at = g_strdup_printf ("bad.txt:%u:", rows[i].line);
      g_autofree char *copy = g_memdup2 (rows[i].text, MAX (strlen (rows[i].text), 1)); /* no 0 behind it */

      g_assert_null (sl_talent_file_parse (copy, strlen (rows[i].text), "bad.txt", &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, at));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/talent-file/samples", test_samples);
  g_test_add_func ("/schedule/talent-file/bad", test_bad_files);
  return g_test_run ();
}
