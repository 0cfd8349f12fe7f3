/* The files of this program. */
#pragma once

#include <glib.h>

void add_file_tests   (void);
void add_philox_tests (void);
void add_random_tests (void);
void add_tree_tests   (void);
