/* The limits that the import helper lives under. They begin small, so that a small hostile file ends within a few
 * seconds and a few hundred megabytes, and grow with what was really read, so that a large honest one comes through. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets the limits on memory, processor time and the wall clock, and lets the process die with its parent. */
void import_limits_begin (void);

/* Allows for `bytes` more of input, as a file holds them. Nothing happens in a process that has set no limits. */
void import_limits_grow  (guint64 bytes);

G_END_DECLS
