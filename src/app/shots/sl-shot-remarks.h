/* What people have to say of the shown shot, each remark at its frame, and an entry for one more at the frame that is
 * seen. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* `actions` is the window's, borrowed. Floating. */
GtkWidget *sl_shot_remarks_new    (SlBench *bench, GActionGroup *actions);
/* Where one more is written, at the frame that is seen; to be placed once. Borrowed. */
GtkWidget *sl_shot_remarks_entry  (GtkWidget *remarks);
/* The shown frame has changed, or the plan. */
void       sl_shot_remarks_follow (GtkWidget *remarks);

G_END_DECLS
