/* Adds the tests of the file. */
#pragma once

void add_recurrence_tests (void);
