#include "sl-error.h"

#include "sl-i18n.h"

G_DEFINE_QUARK (sl-error-quark, sl_error)

static void
set_va (GError **error, SlErrorCode code, const char *file, guint line, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  if (file != NULL && line > 0)
    g_set_error (error, SL_ERROR, code, "%s:%u: %s", file, line, message);
  else if (file != NULL)
    g_set_error (error, SL_ERROR, code, "%s: %s", file, message);
  else
    g_set_error_literal (error, SL_ERROR, code, message);
}

void
sl_error_set_at (GError **error, SlErrorCode code, const char *file, guint line, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  set_va (error, code, file, line, format, args);
  va_end (args);
}

void
sl_error_set (GError **error, SlErrorCode code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  set_va (error, code, NULL, 0, format, args);
  va_end (args);
}

gboolean
sl_error_set_if_cancelled (gboolean cancelled, GError **error)
{
  if (cancelled)
    sl_error_set (error, SL_ERROR_CANCELLED, _("Cancelled; nothing was written"));
  return cancelled;
}
