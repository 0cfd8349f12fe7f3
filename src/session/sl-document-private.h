/* What the files of the document share. Of sl-document*.c alone. */
#pragma once

#include "sl-document.h"
#include "sl-file.h"
#include "sl-journal.h"

G_BEGIN_DECLS

#define SL_DOCUMENT_WAIT_S 30. /* for others who edit the same file in place */

struct SlDocument {
  char       *path, *folder;
  SlFileState state;      /* of the file, when it was read or saved last; all 0 before the first save */
  SlFileLock *lock;       /* while a plan is edited in place */
  SlHistory  *history;
  SlPlan     *saved;      /* what the file holds, NULL before the first save */
  SlPlan     *catalogue;
  GPtrArray  *problems;   /* GError of catalogue files that cannot be read */
  SlAssets   *assets;
  SlJournal  *journal;    /* NULL for plain opening */
  GPtrArray  *said;       /* char *, of the last command */
};

/* The journal hears which step the document is at. */
void sl_document_tell_place (SlDocument *document);

G_END_DECLS
