/* Reads problems of PSPLIB, single mode (Kolisch & Sprecher, "PSPLIB – A project scheduling problem library", European
 * Journal of Operational Research 96, 1997): text of sections, each a heading and lines of numbers. */
#pragma once

#include "sl-rcpsp.h"

G_BEGIN_DECLS

#define SL_PSPLIB_MAX_BYTES (16 << 20)

/* NULL with SL_ERROR_INPUT that names `name` and the line. Activities have the numbers of the file as names, the first
 * and last (the beginning and the end of the project) included; resources are "R 1" and so on. Free with
 * sl_rcpsp_free(). `text` need not end with a 0. */
SlRcpsp *sl_psplib_parse (const char *text, gsize length, const char *name, GError **error);

/* TRUE when the text begins as such a file does. */
gboolean sl_psplib_is    (const char *text, gsize length);

G_END_DECLS
