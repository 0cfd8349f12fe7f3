/* Groups: what lies in which, however files have it. */
#include <string.h>

#include "../sl-test.h"
#include "sl-check.h"
#include "sl-groups.h"
#include "test-plan.h"

/* a b in g, g and c in h; d in none; x and y in each other, e in x; f in what is not there. */
static const char text[] =
  HEAD "<prop id=\"a\" group=\"g\"/><prop id=\"b\" group=\"g\"/><prop id=\"c\" group=\"h\"/><prop id=\"d\"/>"
       "<prop id=\"e\" group=\"x\"/><prop id=\"f\" group=\"gone\"/><light id=\"l\" group=\"g\"/>"
       "<group id=\"g\" group=\"h\"/><group id=\"h\"/><group id=\"x\" group=\"y\"/><group id=\"y\" group=\"x\"/>"
       "<group id=\"z\" group=\"z\"/></sightline>";

static char *
joined (GPtrArray *ids)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, i > 0 ? " %s" : "%s", (const char *) ids->pdata[i]);
  g_ptr_array_unref (ids);
  return g_string_free (out, FALSE);
}

static void
test_sets (void)
{
  static const struct { const char *ids, *things, *all, *reduced; } rows[] = {
    { "", "", "", "" },
    { "a", "a", "a", "a" },
    { "a a", "a", "a", "a a" },
    { "g", "a b l", "g a b l", "g" },
    { "d h", "d c a b l", "d h c g a b l", "d h" },
    { "a g", "a b l", "a g b l", "g" },
    { "b h g d", "b c a l d", "b h c g a l d", "h d" },
    { "x", "e", "x e y", "x" },
    { "x y", "e", "x e y", "" }, /* each lies in the other */
    { "z", "", "z", "z" },
    { "gone f", "f", "f", "f" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = parse (text, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = g_strsplit (rows[i].ids, " ", -1);
      const char *const *list = (const char *const *) ids;
      const guint n = g_strv_length (ids);
      g_autofree char *things = joined (sl_groups_expand (plan, list, n, FALSE));
      g_autofree char *all = joined (sl_groups_expand (plan, list, n, TRUE));
      g_autofree char *reduced = joined (sl_groups_reduce (plan, list, n));

      g_assert_cmpstr (things, ==, rows[i].things);
      g_assert_cmpstr (all, ==, rows[i].all);
      g_assert_cmpstr (reduced, ==, rows[i].reduced);
    }
}

static void
test_tops (void)
{
  static const struct { const char *id, *within, *top; } rows[] = {
    { "a", NULL, "h" }, { "a", "h", "g" }, { "a", "g", "a" }, { "c", "h", "c" }, { "d", NULL, "d" },
    { "c", "g", "h" }, /* beside it */ { "d", "g", "d" }, { "f", NULL, "f" }, { "g", "h", "g" },
    { "nobody", NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = parse (text, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sl_group_top (plan, rows[i].id, rows[i].within), ==, rows[i].top);
  g_assert_nonnull (sl_group_top (plan, "e", NULL)); /* one of those that lie in each other */
  g_assert_true (sl_group_holds (plan, "h", "a") && sl_group_holds (plan, "h", "h"));
  g_assert_false (sl_group_holds (plan, "g", "c") || sl_group_holds (plan, "h", "e"));
}

static void
test_circles (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = parse (text, &error);
  g_autoptr (GPtrArray) findings = sl_plan_check (plan);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      if (g_str_equal (f->code, "circle"))
        g_string_append_printf (found, "%s.%s ", f->id, f->field);
    }
  g_assert_cmpstr (found->str, ==, "x.group y.group z.group ");
}

/* Groups within groups, thousands deep, are no deeper for the machine. */
static void
test_deep (void)
{
  g_autoptr (GString) deep = g_string_new (HEAD "<prop id=\"p\" group=\"g0\"/>");
  g_autoptr (GError) error = NULL;
  const char *const last = "g4999";

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (deep, "<group id=\"g%u\" group=\"g%u\"/>", i, MIN (i + 1, 4999));
  g_string_append (deep, "</sightline>");
  g_autoptr (SlPlan) plan = parse (deep->str, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) things = sl_groups_expand (plan, &last, 1, FALSE);
  g_assert_cmpuint (things->len, ==, 1);
  g_assert_cmpstr (sl_group_top (plan, "p", "g4998"), ==, "g4997");
}

void
add_group_tests (void)
{
  g_test_add_func ("/plan/groups/sets", test_sets);
  g_test_add_func ("/plan/groups/tops", test_tops);
  g_test_add_func ("/plan/groups/circles", test_circles);
  g_test_add_func ("/plan/groups/deep", test_deep);
}
