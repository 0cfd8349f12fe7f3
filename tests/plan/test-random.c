/* Two hundred random commands on each plan that ships: every step is a sound plan that saves and opens, does the same
 * when it is written to the log and read again,
     and is undone to the opened bytes. Seeded; more seeds with SL_LONG=1. */
#include <string.h>

#include "../sl-test.h"
#include "sl-check.h"
#include "test-plan.h"

static const char *const files[] = {
  "samples/yongchuan.sightline", "samples/small-flat.sightline", "facilities/yongchuan.sightline",
  "facilities/haopu.sightline", "facilities/m-station.sightline",
};

static const char *const texts[] = {
  "", " ", "\"", "\\", "\\n", "a\\", "\"quoted\" \\ and\n\tlines\r\nof\rtext", "<&>'\"]]>", "&amp;&#38;", "甲 乙", "-",
      "end", "do \"x\"",
  "\xe2\x80\xa8\xc2\x85\xc2\xa0", "\xef\xbf\xbd\xf4\x8f\xbf\xbf", "\xef\xbf\xbe", "\x01", "\xff", "0", "-0", "1e300",
      "1e-300", "nan",
  "1/0", "8'2", "30min", "5 m", "24000/1001", "0 0 0", "1 2", "1e9 -1e9 0", "0 0 0, 1 0 0, 1 1 0", "1 2 3 4", "#ff0000",
  "2026-11-21", "0026-11-21", "true", "hold", "<key/>", "<key frame=\"1\" value=\"2\" x=\"y\"/><key frame=\"3\"/>",
  "<patch column=\"1\" xmlns:x=\"urn:x\" x:a=\"&lt;\"><x:b/>text<!-- c --></patch>",
  "<track target=\"cam-a\" path=\"pan\"><key value=\"1\"/></track>",
      "<value target=\"wall\" path=\"columns\" value=\"3\"/>",
  "<track target=\"wall\" path=\"columns\"><key value=\"1\"/></track>", "<track x:a=\"1\"/>",
      "<door/><door name=\"1\"/>",
};
static const char *const ids[] = { "甲", "a.b", "x-1", "é", "-bad", "b ad", "", "0", "12", "wall", "cam-a", "shot-1",
    "a]b", "Z_9" };

typedef struct {
  GRand     *random;
  SlHistory *history;
  guint      changed; /* commands that were taken and did something */
} Play;

static guint
pick (Play *play, guint n)
{
  return (guint) g_rand_int_range (play->random, 0, (gint32) n);
}

static const SlPlan *
plan_of (Play *play)
{
  return sl_history_plan (play->history);
}

static const SlEntity *
any_entity (Play *play)
{
  for (guint tries = 0; tries < 100; tries++)
    {
      SlKind kind = pick (play, SL_N_KINDS);
      guint n = sl_plan_count (plan_of (play), kind);
      if (n > 0)
        return sl_plan_at (plan_of (play), kind, pick (play, n));
    }
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    if (sl_plan_count (plan_of (play), kind) > 0)
      return sl_plan_at (plan_of (play), kind, 0);
  return NULL; /* nothing is left */
}

/* A path into an entity: a field, or something inside one. */
static char *
any_path (Play *play, const SlEntity *entity)
{
  static const char *const inside[] = { "", "", "", "", "[0]", "[+]", "[#1]", ".x", "[0].name", "[+].path",
      "[0].target", "[0].keys[+].value", "[0].keys" };
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  if (pick (play, 8) == 0)
    return g_strdup ("name");
  return g_strconcat (type->fields[pick (play, type->n_fields)].name, inside[pick (play, G_N_ELEMENTS (inside))], NULL);
}

/* Something odd, an id, or what stands at that place somewhere else. */
static char *
any_text (Play *play, const char *path)
{
  const SlEntity *other = any_entity (play);
  g_autofree char *there = NULL;

  switch (pick (play, 6))
    {
    case 0: case 1:
      return g_strdup (texts[pick (play, G_N_ELEMENTS (texts))]);
    case 2:
      return g_strdup (other->id);
    default:
      for (guint tries = 0; there == NULL && tries < 20; tries++, other = any_entity (play))
        there = sl_entity_get (other, path, NULL);
      return g_strdup (there != NULL ? there : "1");
    }
}

static void
add_edit (Play *play, SlCommand *command)
{
  const SlEntity *entity = any_entity (play);
  g_autofree char *path = entity != NULL ? any_path (play, entity) : NULL;
  g_autofree char *text = path != NULL ? any_text (play, path) : NULL;
  const char *id = ids[pick (play, G_N_ELEMENTS (ids))];

  switch (entity != NULL ? pick (play, 12) : 0)
    {
    case 0: sl_command_add (command, pick (play, SL_N_KINDS), id); break;
    case 1: case 2: sl_command_remove (command, pick (play, 2) == 0 ? entity->id : id); break;
    case 3: sl_command_order (command, entity->id, pick (play, 5)); break;
    case 4: sl_command_rename (command, entity->id, id); break;
    default: sl_command_set (command, entity->id, path, text);
    }
}

/* Errors that a command should have refused to make. */
static void
assert_no_refusable (const SlPlan *plan)
{
  static const char *const refusable[] = { "is not in the plan", "of the kind", "cannot move in a shot" };
  g_autoptr (GPtrArray) findings = sl_plan_check (plan);

  for (guint i = 0; i < findings->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (refusable); k++)
      {
        const SlFinding *f = findings->pdata[i];
        if (strstr (f->message, refusable[k]) != NULL)
          g_error ("%s, %s: %s", f->id, f->field, f->message);
      }
}

static void
assert_sound (const SlPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_plan_print_checked (plan, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  assert_no_refusable (plan);
}

/* The same command through the log does the same. */
static void
assert_replays (const SlPlan *before, const SlCommand *command, const SlPlan *after)
{
  g_autofree char *text = sl_command_print (command), *again = NULL;
  const char *rest;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands = sl_commands_parse (text, &rest, &error);
  g_autoptr (SlPlan) replayed = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (commands->len, ==, 1);
  again = sl_command_print (commands->pdata[0]);
  g_assert_cmpstr (again, ==, text);
  replayed = sl_plan_apply (before, commands->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_true (sl_plan_equal (replayed, after));
}

static void
take_step (Play *play)
{
  g_autoptr (SlCommand) command = sl_command_new (texts[pick (play, 14)]);
  g_autoptr (SlPlan) before = sl_plan_ref (plan_of (play));
  g_autofree char *old = sl_plan_print (before, NULL), *kept = NULL;

  for (guint i = pick (play, 4) == 0 ? 4 : 1; i > 0; i--)
    add_edit (play, command);
  sl_command_set_fold (command, pick (play, 3) == 0 ? "drag" : NULL);
  if (sl_history_apply (play->history, command, NULL))
    {
      assert_replays (before, command, plan_of (play));
      assert_sound (plan_of (play));
      play->changed += plan_of (play) != before;
    }
  else
    g_assert_true (plan_of (play) == before);
  kept = sl_plan_print (before, NULL); /* a snapshot never changes */
  g_assert_cmpstr (kept, ==, old);
}

static guint
play_on (const char *file, guint32 seed)
{
  g_autofree char *path = g_build_filename (SL_SOURCE, "data", file, NULL), *opened = NULL, *undone = NULL,
      *last = NULL, *redone = NULL;
  g_autoptr (SlPlan) plan = load (path, &opened);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Play play = { random, history, 0 };

  for (guint i = 0; i < 200; i++)
    take_step (&play);
  last = sl_plan_print (sl_history_plan (history), NULL);
  while (sl_history_undo (history))
    ;
  undone = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (undone, ==, opened);
  while (sl_history_redo (history))
    ;
  redone = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (redone, ==, last);
  return play.changed;
}

static void
test_random_commands (void)
{
  guint seeds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 40 : 1;

  guint changed = 0;

  for (guint32 seed = 1; seed <= seeds; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (files); i++)
      changed += play_on (files[i], seed);
  g_assert_cmpuint (changed, >, seeds * G_N_ELEMENTS (files) * 30); /* many are refused, enough are not */
}

void
add_random_tests (void)
{
  g_test_add_func ("/plan/random-commands", test_random_commands);
}
