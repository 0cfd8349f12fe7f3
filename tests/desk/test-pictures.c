/* Pictures of the shot that is shown are as it is seen now: what a hand moves is moved in them before it lets go. */
#include "../sl-test.h"
#include "sl-bench.h"
#include "sl-places.h"

enum { WIDTH = 160 };

typedef struct {
  guint8  *rgba;
  gsize    size;
  gboolean done;
} Told;

static void
take (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  Told *told = data;

  g_assert_nonnull (rgba);
  g_free (told->rgba);
  *told = (Told) { rgba, (gsize) width * (gsize) height * 4, TRUE };
}

/* The shot's picture, or its stage from there. */
static GBytes *
picture (SlBench *bench, const SlView *from)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  Told told = { NULL };

  sl_pictures_ask (bench->pictures, owner, "shot-1", 0, from, WIDTH, take, &told);
  while (!told.done)
    g_main_context_iteration (NULL, TRUE);
  return g_bytes_new_take (told.rgba, told.size);
}

static void
test_overlay (gconstpointer data)
{
  const SlView above = { .kind = SL_VIEW_TOP, .distance = 20 }, *from = data != NULL ? &above : NULL;
  const SlOverlay moved[] = { { "box", "position.x", 1.5 } };
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (SAMPLE ("small-flat.sightline"), SL_OPEN_PLAIN, &error);
  g_assert_no_error (error);
  g_autoptr (SlBench) bench = sl_bench_new (document);
  g_autoptr (SlCommand) add = sl_command_new ("box");

  sl_command_add (add, SL_KIND_PROP, "box");
  sl_command_set (add, "box", "stage", "stage-1");
  sl_command_set (add, "box", "shape", "box");
  sl_command_set (add, "box", "position", "0 0 1.5");
  g_assert_true (sl_editor_apply (bench->editor, add));
  sl_editor_set_shot (bench->editor, "shot-1");
  g_autoptr (GBytes) before = picture (bench, from);
  g_assert_true (sl_editor_set_overlay (bench->editor, moved, 1, &error));
  g_autoptr (GBytes) during = picture (bench, from);
  g_assert_false (g_bytes_equal (before, during));
  sl_editor_set_overlay (bench->editor, NULL, 0, NULL);
  g_autoptr (GBytes) given_up = picture (bench, from);
  g_assert_true (g_bytes_equal (before, given_up));
  sl_editor_set_field (bench->editor, "box", "position.x", "1.5", NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) after = picture (bench, from);
  g_assert_true (g_bytes_equal (during, after));
}

int
main (int argc, char **argv)
{
  sl_places_init (argv[0]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pictures/overlay/camera", NULL, test_overlay);
  g_test_add_data_func ("/pictures/overlay/stage", GINT_TO_POINTER (TRUE), test_overlay);
  return g_test_run ();
}
