/* Cast and elements put into scenes and taken out, by names of every kind. */
#include "operations.h"
#include "tests.h"

static SlPlan *
breakdown (void)
{
  static const Row rows[] = {
    { "p", "production" }, { "q", "production" },
    { "s1", "scene" }, { "s1", "production", "p" }, { "s1", "number", "1" },
    { "s2", "scene" }, { "s2", "production", "p" },
    { "s3", "scene" }, /* of none */
    { "ann", "cast" }, { "ann", "production", "p" }, { "ann", "number", "3" }, { "ann", "name", "Captain 船长" },
    { "eve", "cast" }, { "eve", "production", "q" }, { "eve", "number", "7" }, { "eve", "name", "Girl" },
    { "lamp", "element" }, { "lamp", "name", "Lantern" },
    { "boat", "element" }, { "boat", "name", "Boat" }, { "boat", "category", "vehicles" },
    { "boat", "production", "q" },
    { "s2", "elements", "lamp" },
    { NULL },
  };
  return plan_of (rows);
}

static void
test_needs (void)
{
  static const struct { const char *line, *id, *path, *value, *fresh; } rows[] = {
    { "scene-cast s1 name=ann", "s1", "cast", "ann", NULL },
    { "scene-cast s1 'name=  CAPTAIN 船长 '", "s1", "cast", "ann", NULL },
    { "scene-cast s1 name=3", "s1", "cast", "ann", NULL },
    { "scene-cast s1 s2 name=Girl", "s2", "cast", "cast-girl", "cast-girl" }, /* another's is not ours */
    { "scene-cast s1 'name=Old  man'", "cast-old-man", "number", "4", "cast-old-man" },
    { "scene-cast s1 name=水手", "cast", "name", "水手", "cast" },
    { "scene-cast s3 name=Girl", "s3", "cast", "cast-girl", "cast-girl" },
    { "scene-element s1 name=lantern", "s1", "elements", "lamp", NULL }, /* all have it */
    { "scene-element s1 name=Lantern category=effects", "element-lantern", "category", "effects", "element-lantern" },
    { "scene-element s1 name=Boat category=vehicles", "element-boat", "production", "p", "element-boat" },
    { "scene-element s1 name=boat", "s1", "elements", "boat", NULL }, /* the id, wherever it stands */
    { "scene-element s1 s2 name=Rope", "s2", "elements", "lamp element-rope", "element-rope" },
    { "scene-without s2 of=lamp", "s2", "elements", "", NULL },
    { "scene-without s1 s2 of=lamp", "s2", "elements", "", NULL },
  };
  g_autoptr (SlPlan) plan = breakdown ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) result = run (plan, rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (result.error);
      assert_value (result.plan, rows[i].id, rows[i].path, rows[i].value);
      g_assert_cmpuint (result.added->len, ==, rows[i].fresh != NULL);
      if (rows[i].fresh != NULL)
        g_assert_cmpstr (result.added->pdata[0], ==, rows[i].fresh);
    }
}

static void
test_nothing_twice (void)
{
  static const char *const lines[] = { "scene-element s2 name=Lantern", "scene-without s1 of=lamp" };
  g_autoptr (SlPlan) plan = breakdown ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Run) result = run (plan, lines[i]);

      g_assert_no_error (result.error);
      g_assert_cmpuint (sl_command_count (result.command), ==, 0);
    }
}

static void
test_bad_needs (void)
{
  static const struct { const char *line, *says; } rows[] = {
    { "scene-cast s1 name=", "nothing is named" }, { "scene-cast s1", "nothing is named" },
    { "scene-cast s1 'name=   '", "nothing is named" }, { "scene-cast s1 name=7", "number 7" },
    { "scene-cast s1 name=99999999999999999999", "number 9999" },
    { "scene-cast p name=ann", "is no scene" }, { "scene-cast name=ann", "at least 1" },
    { "scene-element s1 name=Rope category=boats", "is no category; use props, extras" },
    { "scene-element s1 ann name=Rope", "is no scene" }, { "scene-element s1", "nothing is named" },
    { "scene-without s1 of=nobody", "no element “nobody”" }, { "scene-without s1", "no element" },
    { "scene-without lamp of=lamp", "is no scene" },
  };
  g_autoptr (SlPlan) plan = breakdown ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) result = run (plan, rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_null (result.plan);
      g_assert_nonnull (result.error);
      if (strstr (result.error->message, rows[i].says) == NULL)
        g_error ("%s: %s", rows[i].line, result.error->message);
    }
}

void
add_breakdown_tests (void)
{
  g_test_add_func ("/session/breakdown/needs", test_needs);
  g_test_add_func ("/session/breakdown/twice", test_nothing_twice);
  g_test_add_func ("/session/breakdown/bad", test_bad_needs);
}
