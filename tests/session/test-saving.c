#include "tests.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-document.h"
#include "sl-error.h"
#include "sl-plan-file.h"
#include "sl-queue.h"

typedef struct {
  char *folder, *path;
} Place;

static const char cube[] = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 2 3 4\nf 3 1 4\n";

static char *
in (const Place *p, const char *name)
{
  return g_build_filename (p->folder, name, NULL);
}

static void
place_set_up (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL, *plans = NULL, *models = NULL, *model = NULL;

  p->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  p->path = in (p, "plans/plan.sightline");
  plans = in (p, "plans");
  models = in (p, "models");
  model = in (p, "models/模型 cube.obj");
  g_mkdir (plans, 0777);
  g_mkdir (models, 0777);
  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  g_assert_true (g_file_set_contents (p->path, text, -1, NULL));
  g_assert_true (g_file_set_contents (model, cube, -1, NULL));
}

static void
place_tear_down (Place *p, gconstpointer data)
{
  sl_test_remove_tree (p->folder);
  g_free (p->folder);
  g_free (p->path);
}

static SlDocument *
must_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_EDITING, &error);

  g_assert_no_error (error);
  return document;
}

static void
set (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("Set");
  g_autoptr (GError) error = NULL;

  if (sl_plan_find (sl_document_plan (document), id) == NULL)
    sl_command_add (command, SL_KIND_PROP, id);
  sl_command_set (command, id, path, value);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

static void
assert_value (const SlPlan *plan, const char *id, const char *path, const char *value)
{
  g_autofree char *is = sl_entity_get (sl_plan_find (plan, id), path, NULL);

  g_assert_cmpstr (is, ==, value);
}

static void
assert_loads (SlDocument *document)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  sl_document_load_assets (document, NULL, findings);
  if (findings->len > 0)
    g_error ("%s", ((SlFinding *) findings->pdata[0])->message);
}

/* In a setup the statue is another model. */
static void
set_value (SlDocument *document, const char *setup, const char *name)
{
  g_autoptr (SlCommand) command = sl_command_new ("Value");
  const guint n = sl_list_n (((const SlSetup *) sl_plan_find (sl_document_plan (document), setup))->values);
  g_autofree char *path = g_strdup_printf ("values[#%u].path", n), *value = g_strdup_printf ("values[#%u].value", n);
  g_autoptr (GError) error = NULL;

  sl_command_set (command, setup, "values[+].target", "statue");
  sl_command_set (command, setup, path, "model");
  sl_command_set (command, setup, value, name);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

/* Models are found from the new folder, before and after undo, and by whoever reads the new file; the old one stays. */
static void
test_elsewhere (Place *p, gconstpointer data)
{
  g_autofree char *deep = in (p, "plans/a/b"), *target = in (p, "plans/a/b/new.sightline");
  g_autofree char *absolute = in (p, "models/模型 cube.obj"), *value_path = NULL;
  g_autoptr (SlDocument) d = must_open (p->path);
  const char *setup;

  set (d, "statue", "shape", "model");
  set (d, "statue", "model", "../models/模型 cube.obj");
  set (d, "far", "model", absolute);
  setup = sl_plan_at (sl_document_plan (d), SL_KIND_SETUP, 0)->id;
  value_path = g_strdup_printf ("values[#%u].value",
                                sl_list_n (((const SlSetup *) sl_plan_find (sl_document_plan (d), setup))->values));
  set_value (d, setup, "../models/模型 cube.obj");
  set (d, "statue", "position", "1 2 3");
  assert_loads (d);
  g_assert_true (sl_document_save (d, NULL, NULL));
  g_mkdir_with_parents (deep, 0777);
  g_assert_true (sl_document_save (d, target, NULL));
  g_assert_false (sl_document_is_changed (d));
  g_assert_cmpstr (sl_document_path (d), ==, target);
  assert_value (sl_document_plan (d), "statue", "model", "../../../models/模型 cube.obj");
  assert_value (sl_document_plan (d), "far", "model", absolute);
  assert_value (sl_document_plan (d), setup, value_path, "../../../models/模型 cube.obj");
  assert_loads (d);
  g_assert_true (sl_document_undo (d) && sl_document_undo (d));
  assert_value (sl_document_plan (d), "statue", "position", "0 0 0");
  assert_value (sl_document_plan (d), "statue", "model", "../../../models/模型 cube.obj");
  assert_loads (d);
  g_assert_true (sl_document_redo (d) && sl_document_redo (d));
  g_assert_false (sl_document_is_changed (d));

  g_autoptr (SlDocument) fresh = must_open (target), old = must_open (p->path);
  assert_value (sl_document_plan (fresh), "statue", "model", "../../../models/模型 cube.obj");
  assert_value (sl_document_plan (old), "statue", "model", "../models/模型 cube.obj");
  assert_loads (fresh);
  assert_loads (old);
}

/* What another program wrote is not overwritten without a question, and what is only touched is no change. */
static void
test_changed (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL, *changed = NULL, *other = in (p, "plans/other.sightline"), *kept = NULL;
  g_autoptr (SlDocument) d = must_open (p->path);
  g_autoptr (GError) error = NULL;
  gsize length;

  set (d, "cam-a", "pan", "3");
  g_assert_true (sl_document_save (d, NULL, NULL) && sl_document_save (d, NULL, NULL));
  g_assert_true (g_file_get_contents (p->path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (p->path, text, (gssize) length, NULL));
  g_assert_false (sl_document_changed_on_disk (d));
  changed = g_strconcat (text, "<!-- theirs -->\n", NULL);
  g_assert_true (g_file_set_contents (p->path, changed, -1, NULL));
  g_assert_true (sl_document_changed_on_disk (d));
  set (d, "cam-a", "pan", "4");
  g_assert_false (sl_document_save (d, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CHANGED);
  g_assert_true (g_file_get_contents (p->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, changed);
  g_assert_true (sl_document_is_changed (d));
  g_assert_true (sl_document_save (d, other, NULL)); /* another file is no question */
  g_assert_true (g_file_set_contents (other, changed, -1, NULL));
  g_assert_true (sl_document_save_over (d, NULL, NULL));
  g_assert_false (sl_document_is_changed (d) || sl_document_changed_on_disk (d));
}

typedef struct {
  SlDocument *document;
  SlSave     *save;
} Saving;

static gboolean
write_save (SlWatch *watch, gpointer data, GError **error)
{
  return sl_save_write (((Saving *) data)->save, error);
}

static void
end_save (const GError *error, gpointer data)
{
  Saving *saving = data;

  g_assert_no_error (error);
  sl_document_end_save (saving->document, saving->save);
  sl_save_free (saving->save);
}

/* A save as a job: edits go on meanwhile, and are unsaved afterwards. */
static void
test_in_a_job (Place *p, gconstpointer data)
{
  g_autoptr (SlQueue) queue = sl_queue_new ();
  g_autoptr (SlDocument) d = must_open (p->path);
  Saving saving = { d, NULL };

  set (d, "cam-a", "pan", "3");
  saving.save = sl_document_begin_save (d, NULL, FALSE, NULL);
  sl_queue_add (queue, &(SlJobSpec) { .name = "Save", .work = write_save, .done = end_save, .data = &saving });
  set (d, "cam-a", "pan", "4");
  sl_queue_wait (queue);
  g_assert_true (sl_document_is_changed (d));
  g_autoptr (SlPlan) file = sl_plan_file_read (p->path, NULL, NULL, NULL);
  assert_value (file, "cam-a", "pan", "3");
  g_assert_true (sl_document_undo (d));
  g_assert_false (sl_document_is_changed (d));
}

/* The mode stays, and so does a link that the plan was opened by. */
static void
test_links (Place *p, gconstpointer data)
{
  g_autofree char *link = in (p, "link.sightline"), *old = g_strconcat (p->path, "~", NULL);
  g_autofree char *before = NULL, *kept = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (p->path, &before, NULL, NULL));
  g_assert_cmpint (symlink ("plans/plan.sightline", link), ==, 0);
  chmod (p->path, 0600);
  g_autoptr (SlDocument) d = must_open (link);
  set (d, "cam-a", "pan", "3");
  g_assert_true (sl_document_save (d, NULL, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (stat (p->path, &info) == 0 && (info.st_mode & 0777) == 0600);
  g_assert_true (g_file_get_contents (old, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, before);
}

void
add_saving_tests (void)
{
  static const struct { const char *name; void (*run) (Place *, gconstpointer); } tests[] = {
    { "/session/saving/elsewhere", test_elsewhere }, { "/session/saving/changed", test_changed },
    { "/session/saving/in-a-job", test_in_a_job }, { "/session/saving/links", test_links },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, place_set_up, tests[i].run, place_tear_down);
}
