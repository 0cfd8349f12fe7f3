/* The search for up to 128 blocks and actors. */
#define WORDS 2
#define SEARCH sl_talent_search_medium
#include "sl-talent-any-search.h"
