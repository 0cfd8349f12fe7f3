#include "sl-error.h"

#include <math.h>

#include "sl-i18n.h"

typedef struct {
  double retry_s;
} SlErrorPrivate;

static void
sl_error_private_init (SlErrorPrivate *private)
{
  private->retry_s = NAN;
}

static void
sl_error_private_copy (const SlErrorPrivate *from, SlErrorPrivate *to)
{
  *to = *from;
}

static void
sl_error_private_clear (SlErrorPrivate *private)
{
  (void) private;
}

G_DEFINE_EXTENDED_ERROR (SlError, sl_error)

void
sl_error_set_retry (GError *error, double seconds)
{
  sl_error_get_private (error)->retry_s = seconds;
}

double
sl_error_retry (const GError *error)
{
  return error != NULL && error->domain == SL_ERROR ? sl_error_get_private (error)->retry_s : NAN;
}

/* Whether "..", behind the parts that a path has so far, leads back to where the last of them stands. */
static gboolean
leads_back (const GPtrArray *parts)
{
  const char *last = parts->len > 0 ? parts->pdata[parts->len - 1] : "..";
  g_autoptr (GString) so_far = g_string_new (NULL);

  if (g_str_equal (last, ".."))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (so_far, "%s%s", i > 0 ? "/" : "", (const char *) parts->pdata[i]);
  return *last == '\0' || !g_file_test (so_far->str, G_FILE_TEST_IS_SYMLINK);
}

/* "samples/../models/x" is "models/x", unless a symbolic link makes it another; what is absolute stays so. */
static char *
tidy (const char *path)
{
  g_auto (GStrv) all = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], "..") && leads_back (parts))
      {
        if (parts->len > 1 || *(char *) parts->pdata[0] != '\0') /* above the root is the root */
          g_ptr_array_remove_index (parts, parts->len - 1);
      }
    else if (!g_str_equal (all[i], ".") && (*all[i] != '\0' || i == 0))
      g_ptr_array_add (parts, all[i]);
  g_ptr_array_add (parts, NULL);
  if (parts->pdata[0] == NULL || (parts->len == 2 && *(char *) parts->pdata[0] == '\0'))
    return g_strdup (path);
  return g_strjoinv ("/", (char **) parts->pdata);
}

void
sl_error_rename (GError *error, const char *made, const char *path)
{
  g_autofree char *as_told = tidy (made), *told = tidy (path);
  const struct { const char *old, *new; } names[] = { { made, path }, { as_told, told } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) pieces = g_strsplit (error->message, names[i].old, -1);

      g_free (error->message);
      error->message = g_strjoinv (names[i].new, pieces);
    }
}

static void
set_va (GError **error, SlErrorCode code, const char *file, guint line, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args), *where = file != NULL ? tidy (file) : NULL;

  if (file != NULL && line > 0)
    g_set_error (error, SL_ERROR, code, "%s:%u: %s", where, line, message);
  else if (file != NULL)
    g_set_error (error, SL_ERROR, code, "%s: %s", where, message);
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

gboolean
sl_error_is_service (const GError *error)
{
  return g_error_matches (error, SL_ERROR, SL_ERROR_SERVICE) || g_error_matches (error, SL_ERROR, SL_ERROR_OFFLINE);
}
