/* What tests of operations share: a plan, and a line of the command line run on it. */
#pragma once

#include <string.h>

#include "../sl-test.h"
#include "sl-operations.h"
#include "sl-scene.h"

typedef struct {
  SlPlan     *plan; /* owned */
  GPtrArray  *added;
  GError     *error;
  SlCommand  *command;
} Run;

G_GNUC_UNUSED static void
run_clear (Run *run)
{
  sl_plan_unref (run->plan);
  g_ptr_array_unref (run->added);
  g_clear_error (&run->error);
  sl_command_unref (run->command);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* A plan of edits, one a row: add ID KIND, or set ID PATH VALUE. */
typedef struct { const char *id, *path, *value; } Row;

G_GNUC_UNUSED static SlPlan *
plan_of (const Row *rows)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (; rows->id != NULL; rows++)
    if (rows->value == NULL)
      sl_command_add (command, sl_kind_from_name (rows->path), rows->id);
    else
      sl_command_set (command, rows->id, rows->path, rows->value);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

G_GNUC_UNUSED static SlPlan *
sample (void)
{
  static const Row rows[] = {
    { "stage-1", "stage" },
    { "stage-2", "stage" },
    { "box-a", "prop" }, { "box-a", "stage", "stage-1" }, { "box-a", "position", "1 2 0.5" },
    { "box-a", "size", "2 1 1" },
    { "box-b", "prop" }, { "box-b", "stage", "stage-1" }, { "box-b", "position", "4 2 0" },
    { "box-b", "name", "Crate" },
    { "box-c", "prop" }, { "box-c", "stage", "stage-1" }, { "box-c", "position", "9 3 2" }, { "box-c", "pan", "30" },
    { "far", "prop" },   { "far", "stage", "stage-2" },
    { "lamp", "light" }, { "lamp", "stage", "stage-1" },  { "lamp", "position", "0 -3 3" },
    { "actor", "person" }, { "actor", "stage", "stage-1" }, { "tape", "mark" }, { "tape", "stage", "stage-1" },
    { "tape", "of", "actor" },
    { "cab", "panel" },  { "cab", "width_mm", "500" }, { "cab", "height_mm", "500" }, { "cab", "seam_min", "-5" },
    { "cab", "seam_max", "10" },
    { "wall", "wall" },  { "wall", "stage", "stage-1" }, { "wall", "cabinet", "cab" }, { "wall", "position", "0 6 0" },
    { "wall", "columns", "20" }, { "wall", "rows", "8" }, { "wall", "name", "Main" },
    { NULL },
  };
  return plan_of (rows);
}

/* "array-line box-a count=3" on `plan`, which it gives back as it is after it; NULL plan after an error. */
G_GNUC_UNUSED static Run
run (const SlPlan *plan, const char *line)
{
  g_auto (GStrv) words = NULL;
  Run result = { NULL, g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  const SlOperation *operation = sl_operation_find (words[0]);
  g_assert_nonnull (operation);
  gpointer options = sl_operation_options_new (operation);
  for (char **word = words + 1; *word != NULL; word++)
    if (strchr (*word, '=') == NULL)
      g_ptr_array_add (ids, *word);
    else
      {
        g_auto (GStrv) pair = g_strsplit (*word, "=", 2);
        sl_record_set (operation->options, options, pair[0], pair[1], TRUE, &result.error);
        g_assert_no_error (result.error);
      }
  const SlOperationInput input = { .plan = plan, .ids = (const char *const *) ids->pdata, .n_ids = ids->len };
  result.command = sl_operation_run (operation, &input, options, result.added, &result.error);
  sl_operation_options_free (operation, options);
  if (result.command != NULL)
    {
      result.plan = sl_plan_apply (plan, result.command, &result.error);
      g_assert_no_error (result.error);
    }
  return result;
}

G_GNUC_UNUSED static void
assert_value (const SlPlan *plan, const char *id, const char *path, const char *expected)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (entity);
  g_autofree char *value = sl_entity_get (entity, path, &error);
  g_assert_no_error (error);
  if (g_strcmp0 (value, expected) != 0)
    g_error ("%s.%s is “%s”, not “%s”", id, path, value, expected);
}

G_GNUC_UNUSED static SlSceneWall *
wall_at (const SlPlan *plan, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlSceneWall *wall = sl_scene_wall_new (plan, sl_plan_find (plan, id), &error);

  g_assert_no_error (error);
  return wall;
}
