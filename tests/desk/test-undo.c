/* Where undo ends. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-bench.h"

static void
take_text (SlEditor *editor, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

static void
pan (SlEditor *editor, const char *degrees)
{
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (editor, "prop-1", "pan", degrees, NULL, &error);
  g_assert_no_error (error);
}

static SlBench *
make_bench (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  SlDocument *document = sl_document_new_from_plan (empty, SL_OPEN_PLAIN);
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  g_autoptr (GError) error = NULL;

  sl_command_add (command, SL_KIND_STAGE, "stage-1");
  sl_command_add (command, SL_KIND_PROP, "prop-1");
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return sl_bench_new (document);
}

/* It is silent at the beginning of all, and says so where older steps were let go. */
static void
test_end (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  g_autofree char *said = NULL, *end = NULL;
  SlHistory *history = (SlHistory *) sl_document_history (sl_editor_document (bench->editor));

  g_signal_connect (bench->editor, "message", G_CALLBACK (take_text), &said);
  pan (bench->editor, "1");
  for (guint i = 0; i < 2; i++)
    sl_editor_undo (bench->editor);
  g_assert_null (sl_history_undo_label (history));
  g_assert_null (sl_editor_undo_end (bench->editor));
  g_assert_null (said);
  sl_editor_redo (bench->editor); /* what is moved is there again */
  sl_history_set_limit (history, 1);
  pan (bench->editor, "2");
  pan (bench->editor, "3");
  pan (bench->editor, "4");
  g_assert_cmpuint (sl_history_forgotten (history), ==, 3);
  g_assert_null (sl_editor_undo_end (bench->editor));
  sl_editor_undo (bench->editor);
  end = sl_editor_undo_end (bench->editor);
  g_assert_nonnull (strstr (end, "3 older steps"));
  g_assert_cmpstr (said, ==, end);
}

void
add_undo_tests (void)
{
  g_test_add_func ("/desk/undo-end", test_end);
}
