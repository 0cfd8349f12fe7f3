/* The parts of test-rcpsp. */
#pragma once

void test_rcpsp_add_bad     (void); /* test-rcpsp-bad.c */
void test_rcpsp_add_reasons (void); /* test-rcpsp-reasons.c */
