#include "sl-export-changes.h"

#include <string.h>

#include "sl-i18n.h"

void
sl_export_changes_init (SlExportChanges *changes)
{
  GPtrArray **const lists[] = { &changes->came, &changes->changed, &changes->gone, &changes->later };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = g_ptr_array_new_with_free_func (g_free);
  changes->same = 0;
}

void
sl_export_changes_clear (SlExportChanges *changes)
{
  g_clear_pointer (&changes->came, g_ptr_array_unref);
  g_clear_pointer (&changes->changed, g_ptr_array_unref);
  g_clear_pointer (&changes->gone, g_ptr_array_unref);
  g_clear_pointer (&changes->later, g_ptr_array_unref);
}

void
sl_export_changes_note (SlExportChanges *changes, SlFileFate fate, const char *name)
{
  if (fate == SL_FILE_SAME)
    changes->same++;
  else
    g_ptr_array_add (fate == SL_FILE_CAME ? changes->came : changes->changed, g_strdup (name));
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
sl_export_changes_sort (SlExportChanges *changes)
{
  GPtrArray *const lists[] = { changes->came, changes->changed, changes->gone, changes->later };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_sort (lists[i], by_name);
}

guint
sl_export_changes_count (const SlExportChanges *changes)
{
  return changes->came->len + changes->changed->len + changes->later->len + changes->same;
}

static void
add_lines (GPtrArray *lines, const GPtrArray *names, const char *mark)
{
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%s %s", mark, (char *) names->pdata[i]));
}

GPtrArray *
sl_export_changes_lines (const SlExportChanges *changes)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  add_lines (lines, changes->came, "+");
  add_lines (lines, changes->changed, "~");
  add_lines (lines, changes->gone, "−");
  add_lines (lines, changes->later, "…");
  return lines;
}

char *
sl_export_changes_text (const SlExportChanges *changes)
{
  return g_strdup_printf (_("%u new, %u changed, %u removed, %u as before"), changes->came->len, changes->changed->len,
                          changes->gone->len, changes->same);
}
