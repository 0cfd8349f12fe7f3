/* Tests of calendars that are written. */
#pragma once

void add_ics_tests (void);
