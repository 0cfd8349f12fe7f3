/* Records that stay the same while others come, go and are edited. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-kinds.h"
#include "sl-list-match.h"

/* "a:1 b:2" are doors, which have names as keys, and widths. */
static SlEntity *
make_doors (const char *text)
{
  SlEntity *stage = sl_entity_new (SL_KIND_STAGE, "s");
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      g_autofree char *name = g_strdup_printf ("doors[#%u].name", i), *width = g_strdup_printf ("doors[#%u].width", i);
      sl_entity_set (stage, "doors[+]", "", FALSE, &error);
      g_assert_no_error (error);
      sl_entity_set (stage, name, parts[0], FALSE, &error);
      g_assert_no_error (error);
      sl_entity_set (stage, width, parts[1], FALSE, &error);
      g_assert_no_error (error);
    }
  return stage;
}

/* "3 4" are patches, which have no keys, by their first column. */
static SlEntity *
make_patches (const char *text)
{
  SlEntity *wall = sl_entity_new (SL_KIND_WALL, "w");
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_autofree char *column = g_strdup_printf ("patches[%u].column", i);
      sl_entity_set (wall, "patches[+]", "", FALSE, &error);
      g_assert_no_error (error);
      sl_entity_set (wall, column, words[i], FALSE, &error);
      g_assert_no_error (error);
    }
  return wall;
}

static void
assert_match (SlEntity *(*make) (const char *text), const char *list, const char *before, const char *after,
              const char *expected)
{
  SlEntity *a = make (before), *b = make (after);
  const SlField *field = sl_record_field (&sl_kind_info (a->kind)->record, list);
  g_autoptr (GArray) match = sl_list_match (field, *(SlList *const *) SL_CONST_MEMBER (a, field),
                                            *(SlList *const *) SL_CONST_MEMBER (b, field));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < match->len; i++)
    g_string_append_printf (text, i > 0 ? " %d" : "%d", g_array_index (match, int, i));
  g_assert_cmpstr (text->str, ==, expected);
  sl_entity_unref (a);
  sl_entity_unref (b);
}

static void
test_keyed (void)
{
  assert_match (make_doors, "doors", "", "", "");
  assert_match (make_doors, "doors", "", "a:1", "-1");
  assert_match (make_doors, "doors", "a:1", "", "");
  assert_match (make_doors, "doors", "a:1 b:2 c:3", "b:2 c:3", "1 2");          /* gone */
  assert_match (make_doors, "doors", "a:1 c:3", "a:1 b:2 c:3", "0 -1 1");       /* come */
  assert_match (make_doors, "doors", "a:1 b:2 c:3", "a:1 b:9 c:3", "0 1 2");    /* edited */
  assert_match (make_doors, "doors", "a:1 b:2 c:3", "a:1 x:2 c:3", "0 1 2");    /* renamed */
  assert_match (make_doors, "doors", "a:1 b:2 c:3", "c:3 a:1 b:2", "2 0 1");    /* in another order */
  assert_match (make_doors, "doors", "a:1 b:2 c:3", "c:9 x:1 b:9", "2 0 1");    /* all of it at once */
  assert_match (make_doors, "doors", "a:1 b:2", "x:1 a:5 y:2 b:2", "-1 0 -1 1"); /* among others that come */
}

static void
test_plain (void)
{
  assert_match (make_patches, "patches", "1 2 3", "1 3", "0 2");
  assert_match (make_patches, "patches", "1 2 3", "1 9 3", "0 1 2");
  assert_match (make_patches, "patches", "1 1 1", "1 1", "0 1");
  assert_match (make_patches, "patches", "1 1", "1 1 1", "0 1 -1");
  assert_match (make_patches, "patches", "1 2 3 4", "1 9 8 7 4", "0 -1 -1 -1 3"); /* nobody knows which are which */
}

void
add_list_match_tests (void)
{
  g_test_add_func ("/desk/list-match/keyed", test_keyed);
  g_test_add_func ("/desk/list-match/plain", test_plain);
}
