/* Floors and ceilings that go with their wall, whatever is done to it. */
#include "operations.h"

#include "sl-check.h"
#include "sl-document.h"
#include "sl-docked.h"
#include "sl-mend.h"
#include "tests.h"

/* The sample's wall with a floor before it and a ceiling over it. */
static SlDocument *
laid (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) floor = run (plan, "wall-floor wall name=Floor");
  g_auto (Run) ceiling = run (floor.plan, "wall-ceiling wall name=Ceiling");

  g_assert_no_error (ceiling.error);
  g_assert_cmpstr (floor.added->pdata[0], ==, "wall-2");
  g_assert_cmpstr (ceiling.added->pdata[0], ==, "wall-3");
  return sl_document_new_from_plan (ceiling.plan, SL_OPEN_PLAIN);
}

/* "set wall columns 7", "remove wall", else an operation. */
static void
act (SlDocument *document, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (words[0], "set") || g_str_equal (words[0], "remove"))
    {
      command = sl_command_new ("Set");
      if (g_str_equal (words[0], "set"))
        sl_command_set (command, words[1], words[2], words[3] != NULL ? words[3] : "");
      for (guint i = 1; g_str_equal (words[0], "remove") && words[i] != NULL; i++)
        sl_command_remove (command, words[i]);
    }
  else
    {
      g_auto (Run) made = run (sl_document_plan (document), line);
      g_assert_no_error (made.error);
      command = sl_command_ref (made.command);
    }
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

static void
assert_at (SlVec3 a, SlVec3 b)
{
  if (sl_vec3_length (sl_vec3_sub (a, b)) > 1e-5)
    g_error ("%g %g %g is not %g %g %g", a.x, a.y, a.z, b.x, b.y, b.z);
}

/* It lies as one that is laid anew: cabinet by cabinet. */
static void
assert_as_new (const SlPlan *plan, const char *id, const char *line)
{
  g_auto (Run) fresh = run (plan, line);
  g_assert_no_error (fresh.error);
  g_autoptr (SlSceneWall) is = wall_at (plan, id), wanted = wall_at (fresh.plan, fresh.added->pdata[0]);

  g_assert_cmpuint (is->columns, ==, wanted->columns);
  g_assert_cmpuint (is->rows, ==, wanted->rows);
  g_assert_cmpuint (is->n_panels, ==, wanted->n_panels);
  for (guint i = 0; i < is->n_panels; i++)
    {
      assert_at (is->panels[i].corner, wanted->panels[i].corner);
      assert_at (is->panels[i].normal, wanted->panels[i].normal);
      assert_at (is->panels[i].right, wanted->panels[i].right);
    }
}

/* Whatever the wall becomes, both are as if they were laid after it, in the same step. */
static void
test_follows (void)
{
  static const char *const lines[] = {
    "wall-shape wall shape=arc sweep=60", "wall-shape wall shape=horseshoe width=20 sweep=60 seam=10",
    "move wall by='3 -2 0'", "rotate wall angle=30", "set wall position.z 0.5", "set wall rows 6",
    "set wall columns 9", "set wall seams 5", "set cab height_mm 1000", "set cab width_mm 400",
    "cabinets-out wall places=1.1-3.8", "cabinets-in wall places=1.1-3.8",
  };
  g_autoptr (SlDocument) document = laid ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SlPlan) before = sl_plan_ref (sl_document_plan (document)), after = NULL;

      g_test_message ("%s", lines[i]);
      act (document, lines[i]);
      after = sl_plan_ref (sl_document_plan (document));
      assert_as_new (after, "wall-2", "wall-floor wall");
      assert_as_new (after, "wall-3", "wall-ceiling wall");
      assert_value (after, "wall-2", "docks", "wall");
      g_assert_cmpuint (sl_document_said (document)->len, ==, 0);
      g_assert_true (sl_document_undo (document));
      g_assert_true (sl_plan_same (sl_document_plan (document), before));
      g_assert_true (sl_document_redo (document));
      g_assert_true (sl_plan_same (sl_document_plan (document), after));
      if (i % 2 == 1) /* one upon the other, and each by itself */
        sl_document_undo (document);
    }
}

/* What a person does to the piece itself. */
static void
test_by_hand (void)
{
  static const struct { const char *line, *id, *path, *value; guint said; } rows[] = {
    { "move wall-2 by='1 0 0'", "wall-2", "docks", "", 1 },      /* aside */
    { "rotate wall-3 angle=5", "wall-3", "docks", "", 1 },
    { "set wall-2 tilt -80", "wall-2", "docks", "", 1 },
    { "set wall-2 position.z 0.2", "wall-2", "docks", "", 1 },
    { "set wall-2 role wall", "wall-2", "docks", "", 1 },
    { "set wall-2 dock_gap 200 m", "wall-2", "docks", "wall", 0 }, /* refused below */
    { "move wall-3 by='0 0 0.5'", "wall-3", "dock_gap", "0.6", 0 }, /* it keeps to its wall */
    { "move wall-2 by='0 -0.25 0'", "wall-2", "dock_gap", "0.25", 0 },
    { "move wall-3 by='0 0 0.5'", "wall-3", "docks", "wall", 0 },
    { "set wall-3 dock_gap 1 ft", "wall-3", "position.z", "4.3048", 0 },
    { "move wall wall-2 wall-3 by='1 2 0'", "wall-2", "docks", "wall", 0 }, /* all of them */
    { "move wall wall-2 wall-3 by='1 2 0'", "wall-3", "dock_gap", "0.1", 0 },
    { "rotate wall wall-2 wall-3 angle=33", "wall-2", "docks", "wall", 0 },
    { "move wall wall-2 by='0 -1 0'", "wall-3", "position.y", "5", 0 },
    { "set wall-2 columns 6", "wall-2", "dock_fits_width", "false", 0 },
    { "set wall-2 columns 6", "wall-2", "columns", "6", 0 },
    { "set wall-2 rows 9", "wall-2", "dock_fits_depth", "false", 0 },
    { "set wall-2 rows 9", "wall-2", "position.y", "1.5", 0 }, /* its wall's side stays */
    { "set wall-2 dock_fits_width false", "wall-2", "columns", "20", 0 },
    { "set wall-2 name Other", "wall-2", "docks", "wall", 0 },
    { "set wall tilt 40", "wall-2", "position", "0 3 0", 2 }, /* nothing docks to that */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlDocument) document = laid ();

      g_test_message ("%s", rows[i].line);
      if (g_str_has_prefix (rows[i].line, "set wall-2 dock_gap 200"))
        {
          g_autoptr (SlCommand) command = sl_command_new ("Set");
          sl_command_set (command, "wall-2", "dock_gap", "200 m");
          g_assert_false (sl_document_apply (document, command, NULL));
        }
      else
        act (document, rows[i].line);
      assert_value (sl_document_plan (document), rows[i].id, rows[i].path, rows[i].value);
      g_assert_cmpuint (sl_document_said (document)->len, ==, rows[i].said);
    }
}

/* A size of one's own stays, and one that fits follows. */
static void
test_sizes (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) floor = run (plan, "wall-floor wall width=3");
  g_autoptr (SlDocument) document = sl_document_new_from_plan (floor.plan, SL_OPEN_PLAIN);

  assert_value (floor.plan, "wall-2", "dock_fits_width", "false");
  assert_value (floor.plan, "wall-2", "dock_fits_depth", "true");
  act (document, "wall-shape wall shape=arc columns=30 sweep=200");
  assert_value (sl_document_plan (document), "wall-2", "columns", "6");
  g_autofree char *rows = sl_entity_get (sl_plan_find (sl_document_plan (document), "wall-2"), "rows", NULL);
  g_assert_cmpint (g_ascii_strtoll (rows, NULL, 10), >, 6);
}

/* Cabinets that a person left out or put in stay so where the wall leaves room. */
static void
test_cabinets_stay (void)
{
  g_autoptr (SlDocument) document = laid ();

  act (document, "cabinets-out wall-2 places=3.5");
  act (document, "wall-shape wall shape=arc sweep=60");
  g_autoptr (SlSceneWall) bent = wall_at (sl_document_plan (document), "wall-2");
  const guint shift = (20 - bent->columns) / 2;
  for (guint i = 0; i < bent->n_panels; i++)
    g_assert_false (bent->panels[i].column == 2 - shift && bent->panels[i].row == 4);
  act (document, "set wall seams 0");
  g_autoptr (SlSceneWall) flat = wall_at (sl_document_plan (document), "wall-2");
  g_assert_cmpuint (flat->n_panels, ==, flat->columns * flat->rows - 1);
}

static void
test_wall_goes (void)
{
  g_autoptr (SlDocument) document = laid (), both = laid ();
  g_autoptr (SlPlan) before = sl_plan_ref (sl_document_plan (document));

  act (document, "remove wall");
  assert_value (sl_document_plan (document), "wall-2", "docks", "");
  assert_value (sl_document_plan (document), "wall-3", "position", "0 6 4.1");
  g_assert_cmpuint (sl_document_said (document)->len, ==, 2);
  g_assert_nonnull (strstr (sl_document_said (document)->pdata[0], "Floor"));
  g_assert_nonnull (strstr (sl_document_said (document)->pdata[0], "Main"));
  sl_document_undo (document);
  g_assert_true (sl_plan_same (sl_document_plan (document), before));
  act (both, "remove wall wall-2 wall-3");
  g_assert_cmpuint (sl_document_said (both)->len, ==, 0);
}

static void
test_copies (void)
{
  g_autoptr (SlDocument) document = laid ();

  act (document, "duplicate wall wall-2 by='20 0 0'");
  assert_value (sl_document_plan (document), "wall-5", "docks", "wall-4");
  act (document, "move wall-4 by='1 0 0'");
  assert_value (sl_document_plan (document), "wall-5", "position", "21 3 0");
  act (document, "duplicate wall-2"); /* beside it, where no wall holds it */
  assert_value (sl_document_plan (document), "wall-6", "docks", "");
  g_assert_cmpuint (sl_document_said (document)->len, ==, 0);
  act (document, "set wall-6 docks wall");
  assert_as_new (sl_document_plan (document), "wall-6", "wall-floor wall");
}

/* What docks to nothing that can hold it stays where it is, and is found; taking that out mends it. */
static void
test_bad (void)
{
  static const struct { const char *lines[3], *id; } rows[] = {
    { { "set wall-2 docks wall-2" }, "wall-2" },
    { { "set wall role floor", "set wall docks wall-2" }, "wall" }, /* in a circle */
    { { "set wall-2 docks wall-3" }, "wall-2" },
    { { "set wall tilt 30" }, "wall-2" },
    { { "set wall stage stage-2" }, "wall-3" },
    { { "set wall docks wall-2" }, "wall" }, /* it is no floor */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlDocument) document = laid ();
      g_autofree char *was = sl_entity_get (sl_plan_find (sl_document_plan (document), rows[i].id), "position", NULL);
      const SlFinding *found = NULL;

      for (guint k = 0; k < 3 && rows[i].lines[k] != NULL; k++)
        act (document, rows[i].lines[k]);
      assert_value (sl_document_plan (document), rows[i].id, "position", was);
      g_autoptr (GPtrArray) findings = sl_plan_check (sl_document_plan (document));
      for (guint k = 0; k < findings->len; k++)
        if (g_str_equal (((const SlFinding *) findings->pdata[k])->field, "docks")
            && g_str_equal (((const SlFinding *) findings->pdata[k])->id, rows[i].id))
          found = findings->pdata[k];
      g_test_message ("%s: %s", rows[i].lines[0], found != NULL ? found->message : "nothing is found");
      g_assert_nonnull (found);
      const SlMendInput input = { sl_document_plan (document), NULL, 739000 };
      g_autoptr (GPtrArray) mends = sl_mends (&input, found);
      g_assert_cmpuint (mends->len, >, 0);
      g_assert_true (sl_document_apply (document, ((SlMend *) mends->pdata[0])->command, NULL));
      assert_value (sl_document_plan (document), rows[i].id, "docks", "");
    }
}

/* A setup that has the wall elsewhere leaves what docks to it where it is built, which is found. */
static void
test_setups (void)
{
  g_autoptr (SlDocument) document = laid ();
  g_autoptr (SlCommand) command = sl_command_new ("Setup");
  guint found = 0;

  sl_command_add (command, SL_KIND_SETUP, "night");
  sl_command_set (command, "night", "stage", "stage-1");
  sl_command_set (command, "night", "values[+]", "");
  sl_command_set (command, "night", "values[#0].target", "wall");
  sl_command_set (command, "night", "values[#0].path", "position");
  sl_command_set (command, "night", "values[#0].value", "0 7 0");
  g_assert_true (sl_document_apply (document, command, NULL));
  g_autoptr (GPtrArray) findings = sl_plan_check (sl_document_plan (document));
  for (guint i = 0; i < findings->len; i++)
    found += g_str_equal (((const SlFinding *) findings->pdata[i])->id, "night");
  g_assert_cmpuint (found, ==, 2); /* the floor, and the ceiling */
}

/* Commands that say nothing of walls are as they were. */
static void
test_costs_nothing (void)
{
  g_autoptr (SlDocument) document = laid ();
  g_autoptr (SlCommand) command = sl_command_new ("Set");
  g_autoptr (SlCommand) docked = NULL;

  sl_command_set (command, "box-a", "position.x", "3");
  docked = sl_command_dock (command, sl_document_plan (document), NULL);
  g_assert_true (docked == command);
}

void
add_docked_tests (void)
{
  g_test_add_func ("/session/docked/follows", test_follows);
  g_test_add_func ("/session/docked/by-hand", test_by_hand);
  g_test_add_func ("/session/docked/sizes", test_sizes);
  g_test_add_func ("/session/docked/cabinets-stay", test_cabinets_stay);
  g_test_add_func ("/session/docked/wall-goes", test_wall_goes);
  g_test_add_func ("/session/docked/copies", test_copies);
  g_test_add_func ("/session/docked/bad", test_bad);
  g_test_add_func ("/session/docked/setups", test_setups);
  g_test_add_func ("/session/docked/costs-nothing", test_costs_nothing);
}
