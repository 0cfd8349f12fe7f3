/* Work that was brought back, and lost and brought back again. */
#include "journal.h"

#include "../sl-test.h"

static void
recover_and_undo_twice (const Place *p)
{
  SlDocument *d = must_open (p->path);

  sl_document_recover (d, 0, NULL, NULL);
  sl_document_undo (d);
  sl_document_undo (d);
  sl_document_sync (d);
}

static void
recover_and_go_on (const Place *p)
{
  SlDocument *d = must_open (p->path);

  sl_document_recover (d, 0, NULL, NULL);
  sl_document_undo (d);
  set (d, "cam-a", "pan", "20");
  sl_document_undo (d);
  sl_document_sync (d);
}

static void
recover_without_the_last (const Place *p)
{
  SlDocument *d = must_open (p->path);

  sl_document_recover (d, 1, NULL, NULL);
  set (d, "cam-a", "pan", "20");
  sl_document_undo (d);
  sl_document_undo (d);
  sl_document_sync (d);
}

/* However often a program dies over the same work, its steps come back in their order, and where it was among them. */
static void
test_twice (Place *p, gconstpointer data)
{
  static const struct { void (*again) (const Place *p); const char *pans, *at; } rows[] = {
    { recover_and_undo_twice, "0 11 12 13", "11" }, { recover_and_go_on, "0 11 12 20", "12" },
    { recover_without_the_last, "0 11 12 20", "11" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_auto (GStrv) pans = g_strsplit (rows[i].pans, " ", -1);
        guint at = 0;

        leave (leave_unsaved, p);
        leave (rows[i].again, p);
        if (more > 0) /* a third one dies at once */
          leave (recover_and_die, p);
        g_autoptr (SlDocument) d = must_open (p->path);
        g_assert_cmpuint (sl_document_recover (d, 0, NULL, NULL), >, 0);
        assert_value (d, "cam-a", "pan", rows[i].at);
        while (sl_document_undo (d))
          ;
        for (assert_value (d, "cam-a", "pan", pans[at]); pans[++at] != NULL;)
          {
            g_assert_true (sl_document_redo (d));
            assert_value (d, "cam-a", "pan", pans[at]);
          }
        g_assert_false (sl_document_redo (d));
      }
}

void
add_twice_tests (void)
{
  g_test_add ("/session/journal/twice", Place, NULL, place_set_up, test_twice, place_tear_down);
}
