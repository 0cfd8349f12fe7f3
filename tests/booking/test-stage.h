/* Parts of test-stage. */
#pragma once

void add_moment_tests (void);
