/* The parts of test-rcpsp. */
#pragma once

#include "sl-rcpsp.h"

/* The least end by learning alone, a unit more at a time; −1 where there is none. Adds to the number of dead ends. */
int  test_rcpsp_least_by_learning (const SlRcpsp *problem, guint64 *conflicts);

void test_rcpsp_add_brute   (void); /* test-rcpsp-brute.c */
void test_rcpsp_add_bad     (void); /* test-rcpsp-bad.c */
void test_rcpsp_add_reasons (void); /* test-rcpsp-reasons.c */
