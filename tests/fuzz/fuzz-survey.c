#include "fuzz-targets.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  sl_fuzz_survey (data, size);
  return 0;
}
