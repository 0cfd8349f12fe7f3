/* A place of objects in memory, which several threads share, and which loses what a network and a power cut lose. */
#pragma once

#include "sl-backend.h"

typedef struct Memory Memory;

/* Told before each request is done: what others do meanwhile. NULL for nobody. */
typedef void (*MemoryMeanwhile) (Memory *memory, const char *method, const char *name, gpointer data);

typedef struct {
  double lose_request, lose_answer, delay, refuse; /* chances of each request; `refuse`: the reading fails */
  double die;                                      /* nothing that comes after it is done */
  gboolean forgets;                                /* it tells of all, and does not say so */
} MemoryFaults;

Memory     *memory_new     (guint32 seed);
void        memory_free    (Memory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Memory, memory_free)
void        memory_meanwhile (Memory *memory, MemoryMeanwhile meanwhile, gpointer data);
/* One connection; free with sl_backend_free(). `faults` NULL for none. */
SlBackend  *memory_open    (Memory *memory, const MemoryFaults *faults);
/* What was delayed arrives. */
void        memory_settle  (Memory *memory);

/* Without conditions; NULL removes. */
void        memory_put     (Memory *memory, const char *name, const char *text);
/* NULL for nothing. Free with g_free(). */
char       *memory_get     (Memory *memory, const char *name);
/* Names with objects, sorted; free with g_ptr_array_unref(). */
GPtrArray  *memory_names   (Memory *memory);
