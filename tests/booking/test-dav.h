/* Parts of test-booking. */
#pragma once

void add_dav_tests (void);
void add_feed_tests (void);
void add_holiday_tests (void);
void add_store_tests (void);
void add_outbox_tests (void);
void add_push_tests (void);
void add_verb_tests (void);
