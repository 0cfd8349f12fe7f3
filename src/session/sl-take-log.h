/* A take on disk while it is recorded, so that a crash of the program loses none of what was heard: in the state
 * folder, a line for what it is of and then one a sample, as OpenTrackIO. A power cut loses what the system had not
 * written yet. */
#pragma once

#include "sl-take.h"
#include "sl-tracking-listen.h"

G_BEGIN_DECLS

typedef struct SlTakeLog SlTakeLog;

/* Of a shot of the plan at `plan` (NULL: it has no file). As long as it is held no other program takes it for left
 * behind. NULL with an error when there is no place for it. Free with sl_take_log_unref(). */
SlTakeLog *sl_take_log_new     (const char *plan, const char *shot, GError **error);
SlTakeLog *sl_take_log_ref     (SlTakeLog *log); /* atomic; gives the log */
/* Leaves the file behind, unless sl_take_log_remove() was called. NULL is fine. */
void       sl_take_log_unref   (SlTakeLog *log);
/* Appends a sample: in the thread that listens. What cannot be written is left out. */
void       sl_take_log_add     (SlTakeLog *log, const SlTrackingHeard *heard);
/* What it holds is in the plan, or is worth nothing. Any thread, as the next. */
void       sl_take_log_remove  (SlTakeLog *log);
/* errno of the first sample that could not be written; 0: all were. */
int        sl_take_log_trouble (SlTakeLog *log);

/* What a crash left: the log of a program that is dead, held so that no other one takes it too. */
typedef struct {
  SlTakeLog *log;
  char      *shot;
  gint64     began, ended; /* s since 1970: when it was begun, and when the last sample was written */
} SlTakeLeft;

/* The newest that is of the plan at this path, or of one without a file with one of its shots where it has none. NULL
 * when there is none; logs without a sample are removed. Free with sl_take_left_free(). */
SlTakeLeft *sl_take_left_find (const char *path, const SlPlan *plan);
void        sl_take_left_free (SlTakeLeft *left); /* the file stays unless its log was removed; NULL is fine */
/* The samples, without those that cannot be read. NULL with an error. Free with sl_take_free(). */
SlTake     *sl_take_left_read (const SlTakeLeft *left, const SlWatch *watch, GError **error);

G_END_DECLS
