/* Parts of test-booking. */
#pragma once

void add_dav_tests (void);
