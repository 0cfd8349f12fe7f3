/* The search for up to 1024 blocks and actors. */
#define WORDS 16
#define SEARCH sl_talent_search_large
#include "sl-talent-any-search.h"
