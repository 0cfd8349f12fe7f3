/* Parts of test-stage. */
#pragma once

void add_asking_tests (void);
void add_moment_tests (void);
