/* Windows that may be gone when an answer comes. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Data for a callback that does not keep `object`: a GWeakRef, of which g_weak_ref_get() gives a new reference, or NULL
 * where it is gone. Free with sl_weak_free(). */
gpointer sl_weak_new   (gpointer object);
/* As a GDestroyNotify. */
void     sl_weak_free  (gpointer weak);
/* Calls `fill` with what `object` keeps under `key` as soon as the program is idle, unless it is gone then: for widgets
 * that go in the course of it, as a button that was pressed. */
void     sl_weak_later (gpointer object, const char *key, void (*fill) (gpointer data));

G_END_DECLS
