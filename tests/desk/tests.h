/* The files of this program. */
#pragma once

#include <glib.h>

void add_same_numbers_tests (void);
void add_several_tests (void);
void add_title_tests (void);
void add_undo_tests (void);
