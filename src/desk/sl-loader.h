/* Loads the models and pictures that a plan names, in the background, whenever an edit names more. */
#pragma once

#include "sl-editor.h"
#include "sl-queue.h"

G_BEGIN_DECLS

typedef struct SlLoader SlLoader;

/* Listens to `editor`, tells it what came, and shows the first thing that could not be loaded as a message. Both are
 * borrowed until sl_loader_free(). Starts at once. */
SlLoader *sl_loader_new  (SlEditor *editor, SlQueue *queue);
/* Loads what is not there yet, and anew what was put back or changed. Listeners hear of it as of any loading. */
void      sl_loader_look (SlLoader *loader);
/* Before the queue goes. NULL is fine. */
void      sl_loader_free (SlLoader *loader);

G_END_DECLS
