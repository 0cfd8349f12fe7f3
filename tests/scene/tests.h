/* The files of this program. */
#pragma once

#include <glib.h>

void add_rig_tests (void);
