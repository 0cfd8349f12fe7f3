/* Boards and calendars of a script, as a command brings them in. */
#include <math.h>

#include "sl-i18n.h"
#include "sl-script-merge-private.h"
#include "sl-strip-list.h"

void
sl_merge_boards (Merge *m)
{
}
