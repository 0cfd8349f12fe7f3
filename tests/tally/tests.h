/* The files of this program. */
#pragma once

#include <glib.h>

void add_number_tests (void);
void add_feed_tests (void);
