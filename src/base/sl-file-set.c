#include "sl-file-set.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  char *begun, *path; /* owned; `begun` NULL once in its place */
} Member;

struct SlFileSet {
  GArray *members;
  char   *folder; /* that it made; NULL for none */
};

static void
member_clear (gpointer data)
{
  Member *member = data;

  sl_file_discard (member->begun);
  g_free (member->path);
}

SlFileSet *
sl_file_set_new (void)
{
  SlFileSet *set = g_new0 (SlFileSet, 1);

  set->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (set->members, member_clear);
  return set;
}

gboolean
sl_file_set_folder (SlFileSet *set, const char *path, GError **error)
{
  if (g_mkdir (path, 0777) == 0)
    {
      g_free (set->folder);
      set->folder = g_strdup (path);
      return TRUE;
    }
  if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("no folder can be made there (%s); choose another name or folder"),
                   g_strerror (errno));
  return FALSE;
}

const char *
sl_file_set_begin (SlFileSet *set, const char *path, GError **error)
{
  Member member = { sl_file_begin (path, error) };

  if (member.begun == NULL)
    return NULL;
  member.path = g_strdup (path);
  g_array_append_val (set->members, member);
  return member.begun;
}

gboolean
sl_file_set_finish (SlFileSet *set, GError **error)
{
  for (guint i = 0; i < set->members->len; i++)
    {
      Member *member = &g_array_index (set->members, Member, i);

      if (member->begun != NULL && !sl_file_commit (g_steal_pointer (&member->begun), member->path, error))
        return FALSE;
    }
  return TRUE;
}

void
sl_file_set_blame (const SlFileSet *set, GError *error)
{
  for (guint i = 0; i < set->members->len; i++)
    {
      const Member *member = &g_array_index (set->members, Member, i);

      if (member->begun != NULL)
        sl_error_rename (error, member->begun, member->path);
    }
}

void
sl_file_set_free (SlFileSet *set)
{
  if (set == NULL)
    return;
  g_array_unref (set->members);
  if (set->folder != NULL)
    g_rmdir (set->folder); /* stays where there is anything in it */
  g_free (set->folder);
  g_free (set);
}
