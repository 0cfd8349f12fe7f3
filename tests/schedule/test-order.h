/* What the tests of orders share. */
#pragma once

#include "../sl-test.h"
#include "sl-order.h"

void add_order_board_tests (void);
