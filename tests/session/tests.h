/* The files of this program. */
#pragma once

#include <glib.h>

void add_burn_in_tests (void);
void add_queue_tests (void);
