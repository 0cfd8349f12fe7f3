/* One program at a time writes into a folder, wherever the folder is: a file that is made only where there is none,
 * which exFAT and network shares can do too, where neither hard links nor the kernel's locks can be relied on.
 *
 *   .sl-store.lock   .sl-HOST-PID-START-RANDOM    whose it is
 *                    day-2026-11-24.ics           what is being made without content, empty for nothing
 *
 * A lock whose program has ended is broken at once; that of another machine when it is older than any program keeps
 * one. Whoever breaks it removes what was made without content. A program that was slower than that finds its lock
 * gone before it does what the lock guards. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlFolderLock SlFolderLock;

/* Waits for others. `claim` (NULL for none) is the name of a file that may be there empty while the lock is held. NULL
 * with an error. Free with sl_folder_lock_free(), which gives it up. */
SlFolderLock *sl_folder_lock_take  (const char *folder, const char *claim, SlWatch *watch, GError **error);
/* Whether it is still held; to be asked right before each step that it guards. */
gboolean      sl_folder_lock_holds (const SlFolderLock *lock);
/* NULL is fine. */
void          sl_folder_lock_free  (SlFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFolderLock, sl_folder_lock_free)

G_END_DECLS
