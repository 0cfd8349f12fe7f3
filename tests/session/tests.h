/* The files of this program. */
#pragma once

#include <glib.h>

void add_clipboard_tests (void);
void add_board_tests (void);
void add_book_days_tests (void);
void add_booking_tests (void);
void add_deadline_tests (void);
void add_breakdown_tests (void);
void add_burn_in_tests (void);
void add_docked_tests (void);
void add_export_tests (void);
void add_operation_tests (void);
void add_queue_tests (void);
void add_journal_tests (void);
void add_key_tests (void);
void add_killed_tests (void);
void add_last_second_tests (void);
void add_lens_tests (void);
void add_mend_tests (void);
void add_missing_tests (void);
void add_rig_tests (void);
void add_saving_tests (void);
void add_shot_tests (void);
void add_wall_tests (void);

/* Removes all logs. */
void empty_journals (void);

/* What `test-session --editor …` does until it is killed. */
int  run_editor (int argc, char **argv);
/* The same of `--edit PATH`: tells on standard output what it has done and when. */
int  run_edit   (const char *path);
/* What `test-session --leave WORK FOLDER PATH` does before it dies, see leave(). */
int  run_leave  (int argc, char **argv);
