#include "sl-operate.h"

#include "sl-operations.h"

SlCommand *
sl_operate_try (SlEditor *editor, const char *operation_id, const SlOperateOn *on, va_list list, GError **error)
{
  const SlOperation *operation = sl_operation_find (operation_id);
  gpointer options = sl_operation_options_new (operation);
  SlDocument *document = sl_editor_document (editor);
  const SlOperationInput input = { .plan = on->plan, .catalogue = sl_document_catalogue (document),
                                   .assets = sl_document_assets (document), .ids = on->ids, .n_ids = on->n,
                                   .when = sl_editor_when (editor), .grade = on->grade,
                                   .grade_data = on->grade_data };
  SlCommand *command = NULL;
  gboolean fits = TRUE;
  const char *name;

  while ((name = va_arg (list, const char *)) != NULL)
    {
      const char *text = va_arg (list, const char *);
      if (fits && text != NULL)
        fits = sl_record_set (operation->options, options, name, text, TRUE, error);
    }
  if (fits)
    command = sl_operation_run (operation, &input, options, on->added, error);
  sl_operation_options_free (operation, options);
  return command;
}

SlCommand *
sl_operate_command (SlEditor *editor, const char *operation, const SlOperateOn *on, va_list options)
{
  g_autoptr (GError) error = NULL;
  SlCommand *command = sl_operate_try (editor, operation, on, options, &error);

  if (error != NULL)
    sl_editor_message (editor, error->message);
  return command;
}

gboolean
sl_operate_va (SlEditor *editor, const char *operation, const char *const *ids, guint n, GPtrArray *added,
               va_list options)
{
  const SlOperateOn on = { .plan = sl_editor_plan (editor), .ids = ids, .n = n, .added = added };
  g_autoptr (SlCommand) command = sl_operate_command (editor, operation, &on, options);

  return command != NULL && sl_command_count (command) > 0 && sl_editor_apply (editor, command);
}

gboolean
sl_operate (SlEditor *editor, const char *operation, const char *const *ids, guint n, GPtrArray *added, ...)
{
  gboolean done;
  va_list options;

  va_start (options, added);
  done = sl_operate_va (editor, operation, ids, n, added, options);
  va_end (options);
  return done;
}
