/* What the files of this program share. */
#pragma once

#include "sl-bench.h"

/* Adds an entity with fields: paths and values by turns, then NULL. */
void        add_thing     (SlCommand *command, SlKind kind, const char *id, const char *const *values);
#define ADD(kind, id, ...) add_thing (command, SL_KIND_##kind, id, (const char *const[]) { __VA_ARGS__, NULL })
/* The plan of two-stages.c, opened. */
SlDocument *make_document (void);
/* Sets a field, which must go. */
void        set           (SlEditor *editor, const char *id, const char *path, const char *value);
/* Runs the main loop until `what` holds; a minute is a failure. */
void        wait_until    (gboolean (*what) (SlBench *bench), SlBench *bench);
/* Every shot's coverage is known as the plan is. */
gboolean    all_measured  (SlBench *bench);
/* A whole shot was begun to be measured. */
gboolean    something_runs (SlBench *bench);

void add_analysis_tests (void);
void add_board_desk_tests (void);
void add_booking_hand_tests (void);
void add_cabinet_tests (void);
void add_chance_tests (void);
void add_drift_tests (void);
void add_edit_time_tests (void);
void add_gesture_tests (void);
void add_keyed_tests (void);
void add_list_match_tests (void);
void add_listed_tests (void);
void add_needs_tests (void);
void add_orders_tests (void);
void add_levelling_tests (void);
void add_pace_tests (void);
void add_problem_tests (void);
void add_range_tests (void);
void add_reads_tests (void);
void add_ride_tests (void);
void add_same_numbers_tests (void);
void add_several_tests (void);
void add_stroke_tests (void);
void add_steer_tests (void);
void add_shot_chart_tests (void);
void add_title_tests (void);
void add_tracked_tests (void);
void add_undo_tests (void);
void add_wall_design_tests (void);
void add_wall_view_tests (void);
