/* What the files of sl-outbox share. */
#pragma once

#include "sl-outbox.h"

G_BEGIN_DECLS

struct SlOutbox {
  char      *path;    /* NULL, and no `fd` (−1), for one that is kept nowhere */
  int        fd;
  GPtrArray *entries; /* SlOutboxEntry */
};

/* --- sl-outbox-lines.c --- */

void     sl_outbox_entry_free (gpointer entry); /* an SlOutboxEntry */
/* Of the open entries; their number where there is none. */
guint    sl_outbox_index      (const SlOutbox *o, const char *booking, const char *stage);

/* A line without its end. */
GString *sl_outbox_line       (const char *word, const char *booking, const char *stage);
/* Appends a text, escaped; NULL is "*". */
void     sl_outbox_add_part   (GString *line, char separator, const char *text);
/* Appends a number. */
void     sl_outbox_add_number (GString *line, char separator, gint64 number);
/* Appends a day with all that is stored of it, as one word. */
void     sl_outbox_add_day    (GString *line, const SlStageDay *day);

/* Does what the line says. FALSE for what is none, or more than there may be. */
gboolean sl_outbox_read       (SlOutbox *o, const char *line);

G_END_DECLS
