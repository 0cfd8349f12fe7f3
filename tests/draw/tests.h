/* The files of this program. */
#pragma once

#include <glib.h>

void add_frame_line_tests (void);
void add_ground_plan_tests (void);
void add_hands_tests (void);
void add_rig_tests (void);
void add_shot_plan_tests (void);
void add_tracked_tests (void);
void add_view_tests (void);
