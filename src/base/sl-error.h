/* Errors that say what is wrong, where, and what to do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_ERROR (sl_error_quark ())

typedef enum {
  SL_ERROR_INPUT,     /* an argument or a file's content is bad */
  SL_ERROR_IO,        /* a file could not be read or written */
  SL_ERROR_REFERENCE, /* something is named that is not there, or still used */
  SL_ERROR_VERSION,   /* made by a newer version */
  SL_ERROR_CANCELLED, /* the user stopped it */
  SL_ERROR_DEVICE,    /* no GL, no encoder */
  SL_ERROR_SERVICE,   /* an outside service failed */
  SL_ERROR_OFFLINE,   /* an outside service gives no answer now, or is too busy; later it may */
  SL_ERROR_CHANGED,   /* another program changed the file since it was read */
} SlErrorCode;

/* The domain of all of Sightline's own errors. */
GQuark sl_error_quark   (void);

/* Fails with "FILE:LINE: message"; `file` may be NULL, `line` 0 when unknown. The file is named without detours:
 * "samples/../models/x" as "models/x". */
void   sl_error_set_at  (GError **error, SlErrorCode code, const char *file, guint line,
                         const char *format, ...) G_GNUC_PRINTF (5, 6);
/* The same for what has no file. `format` is translated. */
void   sl_error_set     (GError **error, SlErrorCode code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The message names `path` where it named `made`: what people asked for, in the place of where it was made. */
void   sl_error_rename  (GError *error, const char *made, const char *path);

/* When the service said that it may be asked again, in seconds from now; NAN for not said, as at first. `error` is
 * one of SL_ERROR. */
void     sl_error_set_retry (GError *error, double seconds);
/* What was set, also of a copy; NAN for NULL and errors of other domains. */
double   sl_error_retry     (const GError *error);

/* Whether an outside service failed, in whichever way. */
gboolean sl_error_is_service (const GError *error);

/* TRUE, with `error` set, when `cancellable` was cancelled. */
gboolean sl_error_set_if_cancelled (gboolean cancelled, GError **error);

G_END_DECLS
