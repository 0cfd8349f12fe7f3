/* The parts of test-rcpsp. */
#pragma once

void test_rcpsp_add_brute   (void); /* test-rcpsp-brute.c */
void test_rcpsp_add_bad     (void); /* test-rcpsp-bad.c */
void test_rcpsp_add_reasons (void); /* test-rcpsp-reasons.c */
