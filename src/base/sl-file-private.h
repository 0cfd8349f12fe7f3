/* What the files of sl-file share. */
#pragma once

#include <sys/stat.h>

#include "sl-file-fate.h"
#include "sl-file.h"

G_BEGIN_DECLS

typedef enum {
  SL_TARGET_NEW,    /* nothing is there */
  SL_TARGET_PLAIN,  /* a file that may be replaced */
  SL_TARGET_STREAM, /* a terminal, a device of characters, a pipe: written to */
} SlTargetKind;

typedef struct {
  SlTargetKind kind;
  char        *path; /* owned; behind symbolic links */
  int          fd;   /* of a stream that is named by its number, else −1; borrowed */
  struct stat  info; /* of a plain file */
} SlTarget;

/* FALSE with an error, which names `path`, when it cannot be a target. */
gboolean sl_target_find  (SlTarget *target, const char *path, GError **error);
void     sl_target_clear (SlTarget *target); /* frees what it holds */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlTarget, sl_target_clear)

/* A file that goes when the program ends at once; FALSE when it does already. */
gboolean sl_file_remember (const char *name);
void     sl_file_forget   (const char *name); /* it is committed or gone */
/* To the listener of this thread. */
void     sl_file_tell     (const char *path, SlFileFate fate);
/* sl_file_commit() that keeps what the target held as NAME~. */
gboolean sl_file_commit_keeping (char *temporary, const char *path, GError **error);
/* 0, or what was wrong as an errno. */
int      sl_fd_write_all (int fd, const char *data, gsize length);
/* "cannot be written"; always FALSE. */
gboolean sl_file_set_write_error (const char *path, int code, GError **error);

G_END_DECLS
