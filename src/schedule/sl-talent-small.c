/* The search for up to 64 blocks and actors. */
#define WORDS 1
#define SEARCH sl_talent_search_small
#include "sl-talent-any-search.h"
