#include "coverage-fixture.h"

void
add_tracer_tests (void)
{
}
