/* What the table of operations makes of plans: places, angles, copies, walls in whole cabinets, and bad input. */
#include "operations.h"

#include "sl-document.h"
#include "tests.h"

/* --- places --- */

static void
test_values (void)
{
  static const struct { const char *line, *id, *path, *value; } rows[] = {
    { "move box-a 'by=1 -2 0.25'", "box-a", "position", "2 0 0.75" },
    { "move box-a box-b 'to=0 0 0'", "box-b", "position", "3 0 -0.5" }, /* keeps its distance to the first */
    { "move box-c 'by=0 1 0' own=true", "box-c", "position", "8.5 3.866025 2" }, /* upstage turned 30° to the left */
    { "move box-a \"by=8'2\\\" 0 0\"", "box-a", "position.x", "3.4892" },
    { "rotate box-a angle=90 about=own", "box-a", "pan", "90" },
    { "rotate box-b angle=90 'at=0 0 0'", "box-b", "position", "-2 4 0" },
    { "rotate box-c angle=-450 about=own", "box-c", "pan", "-60" },
    { "rotate box-a angle=90 axis=x about=own", "box-a", "tilt", "90" },
    { "rotate box-a angle=30 axis=y about=own", "box-a", "roll", "30" },
    { "rotate box-a box-b angle=180", "box-b", "position", "0.5 2 0" }, /* about the middle of 0…4.5 × 1.5…2.5 */
    { "scale box-a factor=2", "box-a", "size", "4 2 2" },
    { "scale box-b factor=0.5 'at=0 0 0'", "box-b", "position", "2 1 0" },
    { "scale actor factor=1.1", "actor", "height", "1.87" },
    { "drop box-a", "box-a", "position.z", "0" },
    { "drop box-c onto=1", "box-c", "position.z", "1" },
    { "drop lamp", "lamp", "position.z", "0" },
    { "against box-b wall=wall gap=0.25", "box-b", "position", "4 5.25 0" },
    { "against box-b gap=0.25 turn=true", "box-b", "pan", "0" },
    { "aim lamp 'at=0 0 0'", "lamp", "tilt", "-45" },
    { "aim lamp target=box-b", "lamp", "pan", "-38.659808" }, /* atan2 (−4, 5) */
    { "align box-a box-b box-c axis=x side=min", "box-b", "position.x", "0.5" },
    { "align box-a box-b axis=z side=origin", "box-b", "position.z", "0.5" },
    { "align box-b axis=y at=-1", "box-b", "position.y", "-1" },
    { "distribute box-a box-c box-b axis=x middles=true", "box-b", "position.x", "5" },
    { "mirror box-c at=0", "box-c", "position", "-9 3 2" },
    { "mirror box-c at=0", "box-c", "pan", "-30" },
    { "mirror box-c axis=y at=0", "box-c", "pan", "150" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);

      g_assert_no_error (after.error);
      g_assert_cmpuint (after.added->len, ==, 0);
      g_test_message ("%s", rows[i].line);
      assert_value (after.plan, rows[i].id, rows[i].path, rows[i].value);
    }
}

static void
test_gaps (void)
{
  g_autoptr (SlPlan) plan = sample ();
  /* 2 + 1 + √3/2 + 1/2 m of boxes */
  g_auto (Run) spread = run (plan, "distribute box-c box-a box-b gap=0.5");

  assert_value (spread.plan, "box-a", "position.x", "1");
  assert_value (spread.plan, "box-b", "position.x", "3");
  assert_value (spread.plan, "box-c", "position.x", "4.683013");
}

static void
test_labels (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) one = run (plan, "move box-b 'by=1 0 0'"), many = run (plan, "move box-a box-b 'by=1 0 0'");

  g_assert_cmpstr (sl_command_label (one.command), ==, "Move Crate");
  g_assert_cmpstr (sl_command_label (many.command), ==, "Move 2 things");
}

/* What there and back again leaves: nothing, and no step where nothing changed. */
static void
test_there_and_back (void)
{
  static const char *const pairs[][2] = {
    { "move box-a box-c 'by=0.1 0.2 0.3'", "move box-a box-c 'by=-0.1 -0.2 -0.3'" },
    { "rotate box-a box-b angle=90", "rotate box-a box-b angle=-90" },
    { "mirror box-a box-b box-c wall", "mirror box-a box-b box-c wall" },
    { "mirror wall axis=y at=0", "mirror wall axis=y at=0" },
    { "rotate box-b angle=0", "drop box-b" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (Run) there = run (plan, pairs[i][0]);
      g_auto (Run) back = run (there.plan, pairs[i][1]);

      g_assert_true (sl_plan_equal (plan, back.plan));
    }
}

/* --- copies --- */

static void
test_copies (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) line = run (plan, "array-line box-b count=4 'by=0 -1 0'");
  g_auto (Run) whole = run (plan, "array-line box-b count=3 'by=4 0 0' whole=true");
  g_auto (Run) ring = run (plan, "array-arc box-b count=4 'at=0 2 0'");
  g_auto (Run) fan = run (plan, "array-arc box-b count=3 sweep=90 'at=0 2 0' turn=false");

  g_assert_cmpuint (line.added->len, ==, 3);
  g_assert_cmpstr (line.added->pdata[0], ==, "box-b-2");
  assert_value (line.plan, "box-b-4", "position", "4 -1 0");
  assert_value (line.plan, "box-b-4", "name", "Crate 4");
  assert_value (whole.plan, "box-b-2", "position", "6 2 0");
  assert_value (ring.plan, "box-b-2", "position", "0 6 0");
  assert_value (ring.plan, "box-b-2", "pan", "90");
  assert_value (ring.plan, "box-b-4", "position", "0 -2 0");
  assert_value (fan.plan, "box-b-3", "position", "0 6 0");
  assert_value (fan.plan, "box-b-3", "pan", "0");
}

/* Copies of what names each other name each other; and numbers do not pile up. */
static void
test_copies_name_copies (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) twice = run (plan, "duplicate actor tape box-b 'by=0 0 1'");
  g_auto (Run) again = run (twice.plan, "duplicate box-b-2 tape-2");

  assert_value (twice.plan, "tape-2", "of", "actor-2");
  assert_value (twice.plan, "tape", "of", "actor");
  assert_value (twice.plan, "box-b-2", "position", "4 2 1");
  assert_value (again.plan, "box-b-3", "name", "Crate 3");
  assert_value (again.plan, "tape-3", "of", "actor-2");
}

static void
test_along_wall (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) after = run (plan, "array-wall lamp wall=wall count=4 gap=2");

  assert_value (after.plan, "lamp", "position", "-3.75 4 3");
  assert_value (after.plan, "lamp-2", "position", "-1.25 4 3");
  assert_value (after.plan, "lamp-4", "position", "3.75 4 3");
}

/* --- walls --- */

static void
test_shapes (void)
{
  static const struct { const char *line, *columns, *rows, *seams; } rows[] = {
    { "wall-shape wall shape=flat width=20 height=5", "40", "10", "" },
    { "wall-shape wall shape=arc sweep=60", "20", "8", "3" },
    { "wall-shape wall shape=arc seam=2.5 width=9.9 rows=3", "20", "3", "2.5" },
    { "wall-shape wall shape=arc radius=2.8575131 sweep=180", "18", "8", "10" }, /* physics §9: 36 to a turn */
    { "wall-shape wall shape=arc radius=-10", "20", "8", "-2.8642" },
    { "wall-shape wall columns=5 shape=j seam=10 sweep=20", "5", "8", "0 0 10 10" },
    { "wall-shape wall columns=5 shape=j seam=10 sweep=20 left=true", "5", "8", "10 10 0 0" },
    { "wall-shape wall columns=7 shape=horseshoe seam=9 sweep=20", "7", "8", "10 10 0 0 10 10" },
    { "wall-shape wall columns=8 shape=corner seam=5 sweep=10 before=3", "8", "8", "0 0 5 5 0 0 0" },
    { "wall-shape wall columns=4 shape=corner sweep=8 before=1", "4", "8", "8 0 0" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);

      g_assert_no_error (after.error);
      g_test_message ("%s", rows[i].line);
      assert_value (after.plan, "wall", "columns", rows[i].columns);
      assert_value (after.plan, "wall", "rows", rows[i].rows);
      assert_value (after.plan, "wall", "seams", rows[i].seams);
    }
}

/* The bottom corners at the viewer's left and right end. */
static void
ends_of (const SlSceneWall *wall, SlVec3 *left, SlVec3 *right)
{
  const SlScenePanel *last = &wall->panels[wall->n_panels - 1];

  *left = wall->panels[wall->n_panels - wall->columns].corner;
  *right = sl_vec3_add (last->corner, last->right);
}

/* Walls stand where they were drawn, whatever way that was. */
static void
test_drawn (void)
{
  static const struct { const char *line; SlVec3 from, to; int columns; double deepest; } rows[] = {
    { "wall-draw 'points=-10 5 0, 10 5 0'", { -10, 5, 0 }, { 10, 5, 0 }, 40, 5 },
    { "wall-draw 'points=4 0 0, 4 -10 0' height=2", { 4, 0, 0 }, { 4, -10, 0 }, 20, 0 },
    { "wall-draw 'points=-8 4 0, 0 8 0, 8 4 0' arc=true", { -8, 4, 0 }, { 8, 4, 0 }, 37, 8 },
    { "wall-draw 'points=8 4 0, 0 8 0, -8 4 0' arc=true", { 8, 4, 0 }, { -8, 4, 0 }, 37, 8 },
    { "wall-draw 'points=0 0 1, 5 0 1, 10 0 1' arc=true", { 0, 0, 1 }, { 10, 0, 1 }, 20, 0 },
    { "wall-draw 'points=0 0 0, 6 0 0, 11.95442 -0.73112 0'", { 0, 0, 0 }, { 11.95442, -.73112, 0 }, 24, 0 },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);
      SlVec3 left, right;
      double deepest = -INFINITY;

      g_assert_no_error (after.error);
      g_test_message ("%s", rows[i].line);
      assert_value (after.plan, "wall-2", "name", "Wall");
      g_autoptr (SlSceneWall) wall = wall_at (after.plan, after.added->pdata[0]);
      ends_of (wall, &left, &right);
      g_assert_cmpuint (wall->columns, ==, rows[i].columns);
      /* whole cabinets: half a one off at either end at most */
      assert_within (sl_vec3_length (sl_vec3_sub (left, rows[i].from)), 0, .25);
      assert_within (sl_vec3_length (sl_vec3_sub (right, rows[i].to)), 0, .25);
      for (guint k = 0; k < wall->n_panels; k++)
        deepest = fmax (deepest, wall->panels[k].corner.y);
      assert_within (deepest, rows[i].deepest, .15);
    }
}

/* An LED floor fills the curve and stands in no cabinet of the wall; a ceiling looks down from above it. */
static void
test_floor_and_ceiling (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) bent = run (plan, "wall-shape wall shape=arc columns=36 seam=5");
  g_auto (Run) laid = run (bent.plan, "wall-floor wall");
  g_auto (Run) hung = run (laid.plan, "wall-ceiling wall depth=3 gap=0.5");

  g_assert_no_error (laid.error);
  g_autoptr (SlSceneWall) floor = wall_at (hung.plan, laid.added->pdata[0]);
  g_autoptr (SlSceneWall) ceiling = wall_at (hung.plan, hung.added->pdata[0]);
  assert_value (hung.plan, floor->entity->id, "name", "Main floor");
  assert_value (hung.plan, floor->entity->id, "role", "floor");
  assert_value (hung.plan, ceiling->entity->id, "role", "ceiling");
  /* half a turn of 5.7259 m from the axis to the faces: the axis is that far before the deepest point */
  const double radius = 5.7259, axis_y = 6 - radius - .0055;
  double farthest = 0;
  for (guint i = 0; i < floor->n_panels; i++)
    {
      const SlScenePanel *p = &floor->panels[i];
      const SlVec3 top = sl_vec3_add (p->corner, p->up);
      const SlVec3 corners[] = { p->corner, sl_vec3_add (p->corner, p->right), top, sl_vec3_add (top, p->right) };
      assert_within (p->normal.z, 1, 1e-9);
      for (guint k = 0; k < 4; k++)
        {
          assert_within (corners[k].z, 0, 1e-9);
          if (corners[k].y > axis_y)
            farthest = fmax (farthest, hypot (corners[k].x, corners[k].y - axis_y));
        }
    }
  g_assert_cmpfloat (farthest, <=, radius + .012); /* no further than the seams lie */
  g_assert_cmpfloat (farthest, >, radius - .5);    /* and no cabinet that fits is left out */
  g_assert_cmpuint (floor->n_panels, <, floor->columns * floor->rows);
  for (guint i = 0; i < ceiling->n_panels; i++)
    {
      assert_within (ceiling->panels[i].normal.z, -1, 1e-9);
      assert_within (ceiling->panels[i].corner.z, 4.5, 1e-9);
    }
}

/* --- bad input --- */

/* --- groups --- */

/* box-a and box-b in “Set”, that and box-c in “All”. */
static SlPlan *
grouped (void)
{
  g_autoptr (SlPlan) plain = sample ();
  g_auto (Run) set = run (plain, "group box-a box-b name=Set"), all = run (set.plan, "group group box-c name=All");

  g_assert_cmpstr (set.added->pdata[0], ==, "group");
  g_assert_cmpstr (all.added->pdata[0], ==, "group-2");
  return sl_plan_ref (all.plan);
}

static void
test_groups (void)
{
  static const struct { const char *line, *id, *path, *value; } rows[] = {
    { "move box-a 'by=0 0 0'", "box-a", "group", "group" },
    { "move box-a 'by=0 0 0'", "group", "group", "group-2" },
    { "move group 'by=1 0 0'", "box-a", "position", "2 2 0.5" },
    { "move group-2 'by=1 0 0'", "box-b", "position", "5 2 0" },
    { "move group-2 group box-b 'by=1 0 0'", "box-b", "position", "5 2 0" }, /* once */
    { "align group box-c axis=x side=min", "box-b", "position.x", "4" },     /* as one */
    { "align group box-c axis=x side=min", "box-c", "position.x", "0.683013" },
    { "drop group onto=1", "box-a", "position.z", "1.5" },
    { "rotate group angle=90 'at=0 0 0'", "box-b", "position", "-2 4 0" },
    { "duplicate group", "box-a-2", "group", "group-3" },
    { "duplicate group", "group-3", "name", "Set 2" },
    { "duplicate box-a", "box-a-2", "group", "group" },
    { "group box-a name=Inner", "group-3", "group", "group" },   /* stays where its things were */
    { "group box-a box-c name=Other", "group-3", "group", "" },
    { "group box-c into=group", "box-c", "group", "group" },
    { "ungroup group", "box-a", "group", "group-2" },
    { "ungroup group-2", "box-c", "group", "" },
    { "ungroup group-2", "box-a", "group", "group" },
    { "ungroup group group-2", "box-a", "group", "" }, /* one within the other, in either order */
    { "ungroup group-2 group", "box-b", "group", "" },
    { "ungroup group-2 group", "box-c", "group", "" },
  };
  g_autoptr (SlPlan) plan = grouped ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);

      g_assert_no_error (after.error);
      g_test_message ("%s", rows[i].line);
      assert_value (after.plan, rows[i].id, rows[i].path, rows[i].value);
    }
}

static void
test_bad_groups (void)
{
  static const char *const lines[] = {
    "group", "group stage-1", "group box-a far", "group far into=group", "group box-c into=nobody",
    "group box-c into=box-a", "group group-2 into=group", "group group into=group", "ungroup box-a", "ungroup nobody",
    "absent box-a",   /* of which shot */
    "present box-a",
  };
  g_autoptr (SlPlan) plan = grouped ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Run) after = run (plan, lines[i]);

      if (after.error == NULL)
        g_error ("“%s” is accepted", lines[i]);
    }
}

/* What a shot leaves out, one after the other. */
static void
test_absent (void)
{
  static const struct { const char *operation, *id, *absent; } rows[] = {
    { "absent", "box-c", "box-c" }, { "absent", "box-c", "box-c" }, { "absent", "group", "box-c group" },
    { "present", "box-c", "group" },
    { "present", "box-a", "box-b" }, /* the others of its group stay out */
    { "present", "lamp", "box-b" },  { "present", "box-b", "" },
    { "absent", "group", "group" },  { "ungroup", "group", "box-a box-b" },
    { "absent", "group-2", "box-a box-b group-2" }, { "ungroup", "group-2", "box-a box-b box-c" }, /* each once */
    { "absent", "cab", NULL },       { "absent", "shot", NULL },
    { "present", "actor", NULL },    /* the setup strikes it */
  };
  static const Row more[] = { { "setup", "setup" }, { "setup", "stage", "stage-1" }, { "setup", "absent", "actor" },
                              { "shot", "shot" }, { "shot", "setup", "setup" }, { NULL } };
  g_autoptr (SlPlan) plan = grouped ();
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  g_autoptr (GError) error = NULL;

  for (const Row *row = more; row->id != NULL; row++)
    if (row->value == NULL)
      sl_command_add (command, sl_kind_from_name (row->path), row->id);
    else
      sl_command_set (command, row->id, row->path, row->value);
  g_autoptr (SlPlan) now = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlOperationInput input = { .plan = now, .ids = &rows[i].id, .n_ids = 1, .when = { "shot", 0, FALSE } };
      g_autoptr (GError) refused = NULL;
      g_autoptr (SlCommand) made = sl_operation_run (sl_operation_find (rows[i].operation), &input, NULL, NULL,
                                                     &refused);

      g_assert_true ((made == NULL) == (rows[i].absent == NULL));
      if (made == NULL)
        continue;
      SlPlan *next = sl_plan_apply (now, made, &error);
      g_assert_no_error (error);
      sl_plan_unref (now);
      now = next;
      assert_value (now, "shot", "absent", rows[i].absent);
    }
}

static void
test_bad (void)
{
  static const char *const lines[] = {
    "move",
    "move nobody",
    "move stage-1",          /* stands nowhere */
    "move box-a far",        /* two stages */
    "scale wall factor=2",
    "align box-a axis=x",
    "distribute box-a",
    "aim lamp",
    "aim lamp target=nobody",
    "aim lamp target=lamp",
    "against box-a wall=box-b",
    "against far",           /* no wall there */
    "array-wall box-a box-b",
    "array-wall lamp wall=nobody",
    "array-line box-a box-b count=9000",
    "wall-shape box-a",
    "wall-shape wall radius=0",
    "wall-shape wall seam=0 sweep=90",   /* never turns */
    "wall-shape wall radius=5 sweep=0",
    "wall-shape wall seam=0.01 sweep=360", /* 36,000 cabinets */
    "wall-shape wall seam=11",           /* the cabinet's limit is 10 */
    "wall-shape wall seam=-6",           /* and −5 */
    "wall-shape wall radius=1",
    "wall-shape wall columns=3 shape=j seam=5",
    "wall-shape wall columns=5000 rows=2000",
    "wall-shape wall width=4999",        /* 9,998 cabinets */
    "wall-draw",
    "wall-draw 'points=0 0 0'",
    "wall-draw 'points=0 0 0, 0 0 0'",
    "wall-draw 'points=0 0 0, 0 0 2'",   /* one above the other */
    "wall-draw 'points=0 0 0, 5 0 0' arc=true",
    "wall-draw 'points=0 0 0, 5 0 0, 5 5 0'", /* a corner of 90° in one seam */
    "wall-draw 'points=0 0 0, 5 0 0' stage=nobody",
    "wall-draw 'points=0 0 0, 5 0 0' cabinet=nobody",
    "wall-floor box-a",
    "wall-floor wall cabinet=nobody",
    "wall-floor wall depth=1999",
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Run) after = run (plan, lines[i]);

      if (after.error == NULL)
        g_error ("“%s” is accepted", lines[i]);
      g_assert_null (after.command);
    }
}

/* Every line of the table says what it is, and does something for a plan that has all it needs. */
static void
test_table (void)
{
  for (guint i = 0; sl_operation_at (i) != NULL; i++)
    {
      const SlOperation *operation = sl_operation_at (i);

      g_assert_true (sl_operation_find (operation->id) == operation);
      g_assert_cmpuint (operation->least, <=, operation->most);
      g_assert_true ((strstr (operation->label, "%s") != NULL) == (operation->least > 0));
      for (guint k = 0; k < operation->options->n_fields; k++)
        g_assert_nonnull (operation->options->fields[k].help);
    }
  g_assert_null (sl_operation_find ("explode"));
}

/* However many are wanted at one place, none is inside another or inside the wall, and each has a name of its own. */
static void
test_adding_where_something_stands (void)
{
  g_autoptr (SlPlan) plan = sample ();
  const SlVec3 wanted = { 0, 6, 0 }; /* in the wall */
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) at = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (SlCommand) command = sl_operation_add_at (plan, NULL, NULL, SL_KIND_PROP, "stage-1", NULL, &wanted,
                                                           &id);
      SlPlan *next = sl_plan_apply (plan, command, NULL);
      g_autofree char *text = NULL;
      SlVec3 position = { 0, 0, 0 };

      g_assert_nonnull (next);
      sl_plan_unref (plan);
      plan = next;
      text = sl_entity_get (sl_plan_find (plan, id), "position", NULL);
      g_assert_cmpint (sscanf (text, "%lf %lf", &position.x, &position.y), ==, 2);
      g_assert_cmpfloat (fabs (position.y - 6), >=, .45); /* a cube of a metre beside what stands at y = 6 */
      for (guint k = 0; k < at->len; k++)
        {
          const SlVec3 other = g_array_index (at, SlVec3, k);
          g_assert_cmpfloat (fmax (fabs (other.x - position.x), fabs (other.y - position.y)), >=, .98);
        }
      g_array_append_val (at, position);
      g_assert_true (g_hash_table_add (names, sl_entity_get (sl_plan_find (plan, id), "name", NULL)));
    }
  g_assert_true (g_hash_table_contains (names, "Prop") && g_hash_table_contains (names, "Prop 12"));
}

void
add_operation_tests (void)
{
  g_test_add_func ("/session/operations/adding-where-something-stands", test_adding_where_something_stands);
  g_test_add_func ("/session/operations/table", test_table);
  g_test_add_func ("/session/operations/values", test_values);
  g_test_add_func ("/session/operations/gaps", test_gaps);
  g_test_add_func ("/session/operations/labels", test_labels);
  g_test_add_func ("/session/operations/there-and-back", test_there_and_back);
  g_test_add_func ("/session/operations/copies", test_copies);
  g_test_add_func ("/session/operations/copies-name-copies", test_copies_name_copies);
  g_test_add_func ("/session/operations/along-wall", test_along_wall);
  g_test_add_func ("/session/operations/shapes", test_shapes);
  g_test_add_func ("/session/operations/drawn", test_drawn);
  g_test_add_func ("/session/operations/floor-and-ceiling", test_floor_and_ceiling);
  g_test_add_func ("/session/operations/groups", test_groups);
  g_test_add_func ("/session/operations/bad-groups", test_bad_groups);
  g_test_add_func ("/session/operations/absent", test_absent);
  g_test_add_func ("/session/operations/bad", test_bad);
}
