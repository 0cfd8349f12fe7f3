/* What of an export's files is another than the last time. */
#pragma once

#include "sl-file-fate.h"

G_BEGIN_DECLS

/* Names below the folder that holds the target, or below the target where it is a folder: char *. */
typedef struct {
  GPtrArray *came, *changed, *gone;
  GPtrArray *later; /* what takes too long to be made for a look */
  guint      same;
} SlExportChanges;

/* Empty lists, which sl_export_changes_clear() frees. */
void       sl_export_changes_init  (SlExportChanges *changes);
/* Frees what it holds. */
void       sl_export_changes_clear (SlExportChanges *changes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlExportChanges, sl_export_changes_clear)
/* Notes what became of `name`. */
void       sl_export_changes_note  (SlExportChanges *changes, SlFileFate fate, const char *name);
/* Each list by name. */
void       sl_export_changes_sort  (SlExportChanges *changes);
/* How many files there are now. */
guint      sl_export_changes_count (const SlExportChanges *changes);
/* "+ NAME" for each that came, "~ NAME" for one that is another, "− NAME" for one that is gone, "… NAME" for one of
 * which that is not known. Free with g_ptr_array_unref(). */
GPtrArray *sl_export_changes_lines (const SlExportChanges *changes);
/* All of it in one sentence, translated. Free with g_free(). */
char      *sl_export_changes_text  (const SlExportChanges *changes);

G_END_DECLS
