/* What check, search and conflicts share. */
#pragma once

#include "sl-rcpsp.h"

G_BEGIN_DECLS

/* The part of sl_rcpsp_check() that indexes and limits are right. */
gboolean         sl_rcpsp_check_numbers        (const SlRcpsp *problem, GError **error);
/* A minimal set among the rules that leave some activity no start even if resources were without end; there is one. */
SlRcpspConflict *sl_rcpsp_find_window_conflict (const SlRcpsp *problem);
/* "These cannot all hold: …". */
void             sl_rcpsp_set_conflict_error   (const SlRcpsp *problem, const SlRcpspConflict *conflict,
                                                GError **error);

G_END_DECLS
