/* Readers of screenplays and schedules: what is read makes a command that a plan takes, and again one that changes
 * nothing. */
#include "fuzz-targets.h"

#include "sl-csv-breakdown.h"
#include "sl-fdx.h"
#include "sl-fountain.h"
#include "sl-script-merge.h"
#include "sl-script-text.h"
#include "sl-uss-export.h"
#include "sl-uss.h"

static SlPlan *
merge_into (const SlPlan *plan, const SlScript *script)
{
  const SlScriptTarget target = { plan, NULL, "fuzz", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = sl_script_merge (&target, script, &id, &error);
  SlPlan *after;

  g_assert_no_error (error);
  after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return after;
}

static void
fuzz_merge (SlScript *read, GError *error)
{
  g_autoptr (SlScript) script = read;
  g_autoptr (GError) trouble = error;
  g_autoptr (SlPlan) empty = sl_plan_new ();

  if (script == NULL)
    {
      g_assert_nonnull (trouble);
      return;
    }
  g_autoptr (SlPlan) once = merge_into (empty, script), twice = merge_into (once, script);
  if (!sl_plan_same (once, twice))
    {
      const SlScriptTarget target = { once, NULL, "fuzz", NULL };
      g_autofree char *id = NULL;
      g_autoptr (SlCommand) command = sl_script_merge (&target, script, &id, NULL);
      g_autofree char *text = sl_command_print (command);
      g_error ("the same once more changes the plan: %s", text);
    }
}

/* What is written of what was read is a schedule again. */
static void
fuzz_export (const SlScript *script)
{
  g_autoptr (SlPlan) empty = sl_plan_new (), plan = merge_into (empty, script);
  const SlUssExport export = { plan, NULL, 0, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_uss_export_text (&export, &error);
  g_autoptr (SlScript) again = text != NULL ? sl_uss_read (text, "fuzz", &error) : NULL;

  g_assert_no_error (error);
  g_assert_nonnull (again);
}

void
sl_fuzz_script (const guint8 *data, gsize size)
{
  GError *error = NULL;
  g_autofree char *text = sl_script_text ((const char *) data, size, "fuzz", TRUE, &error);

  SlScript *script = text != NULL ? sl_fountain_read (text, "fuzz", &error) : NULL;

  fuzz_merge (script, error);
}

void
sl_fuzz_fdx (const guint8 *data, gsize size)
{
  GError *error = NULL;
  SlScript *script = sl_fdx_read ((const char *) data, size, "fuzz", &error);

  fuzz_merge (script, error);
}

void
sl_fuzz_uss (const guint8 *data, gsize size)
{
  GError *error = NULL;
  g_autofree char *text = sl_script_text ((const char *) data, size, "fuzz", FALSE, &error);
  SlScript *script = text != NULL ? sl_uss_read (text, "fuzz", &error) : NULL;

  if (script != NULL)
    fuzz_export (script);
  fuzz_merge (script, error);
}

void
sl_fuzz_csv (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_script_text ((const char *) data, size, "fuzz", FALSE, &error);
  g_autoptr (SlCsvContent) content = text != NULL ? sl_csv_breakdown_read (text, "fuzz", &error) : NULL;
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autofree char *id = NULL;

  if (content == NULL)
    g_assert_nonnull (error);
  else if (content->script != NULL)
    fuzz_merge (g_steal_pointer (&content->script), NULL);
  else
    {
      g_autoptr (SlCommand) command = sl_csv_shots_merge (empty, NULL, content->shots, NULL, &id, NULL);
      g_autoptr (SlPlan) plan = command != NULL ? sl_plan_apply (empty, command, &error) : NULL;
      g_assert_no_error (error);
    }
}
