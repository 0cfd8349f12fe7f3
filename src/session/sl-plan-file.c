#include "sl-plan-file.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-plan-xml.h"

SlPlan *
sl_plan_file_read (const char *path, SlFileState *state, SlWatch *watch, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!sl_file_read_state (path, SL_PLAN_MAX_BYTES, &data, &length, state, error))
    return NULL;
  return sl_plan_parse (data, length, path, watch, error);
}

gboolean
sl_plan_file_write (const char *path, const SlPlan *plan, gboolean over, SlAnnounce announce, gpointer data,
                    SlFileState *state, GError **error)
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
  if (announce != NULL)
    {
      g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
      announce (sum, data);
    }
  return sl_file_replace (path, text, length, state, error);
}
