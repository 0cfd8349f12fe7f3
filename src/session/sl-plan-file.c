#include "sl-plan-file.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-plan-xml.h"

SlPlan *
sl_plan_file_read (const char *path, SlFileState *state, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!sl_file_read_state (path, SL_PLAN_MAX_BYTES, &data, &length, state, error))
    return NULL;
  return sl_plan_parse (data, length, path, NULL, error);
}

gboolean
sl_plan_file_write (const char *path, const SlPlan *plan, gboolean over, SlFileState *state, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!over && state->checksum[0] != '\0' && sl_file_differs (path, state))
    {
      sl_error_set_at (error, SL_ERROR_CHANGED, path, 0,
                       _("another program changed the file since it was read; read it again, or choose another name"));
      return FALSE;
    }
  if ((text = sl_plan_print_checked (plan, &length, error)) == NULL)
    return FALSE;
  return sl_file_replace (path, text, length, state, error);
}
