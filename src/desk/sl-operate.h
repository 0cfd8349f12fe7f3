/* Operations of the table, as the window does them: one step of the history each, and what does not fit is said. */
#pragma once

#include <stdarg.h>

#include "sl-board.h"
#include "sl-editor.h"

G_BEGIN_DECLS

/* What an operation works on; all borrowed. */
typedef struct {
  const SlPlan      *plan;
  const char *const *ids;
  guint              n;
  GPtrArray         *added; /* char *: takes the ids of what is added; may be NULL */
  SlBoardGrade       grade; /* what is known of shots; NULL: nothing */
  gpointer           grade_data;
} SlOperateOn;

/* What the operation `operation` of sl-operations.h would do, with options as texts by name up to a NULL; an option of
 * NULL stays as it is. NULL, with a message, where it does not fit. A new reference. */
SlCommand *sl_operate_command (SlEditor *editor, const char *operation, const SlOperateOn *on, va_list options);
/* The same, with SL_ERROR_INPUT or SL_ERROR_REFERENCE in place of the message. */
SlCommand *sl_operate_try     (SlEditor *editor, const char *operation, const SlOperateOn *on, va_list options,
                               GError **error);
/* Does it to `n` things of the plan as it is. FALSE where it does not fit, and where it would change nothing. */
gboolean   sl_operate         (SlEditor *editor, const char *operation, const char *const *ids, guint n,
                               GPtrArray *added, ...) G_GNUC_NULL_TERMINATED;
/* The same. */
gboolean   sl_operate_va      (SlEditor *editor, const char *operation, const char *const *ids, guint n,
                               GPtrArray *added, va_list options);

G_END_DECLS
