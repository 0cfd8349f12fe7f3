/* What the wall shows: an environment as a picture over a wall of a given shape. */
#pragma once

#include "sl-scene.h"

/* A new reference; `environment` may be NULL for the test grid. `ratio` is the wall's width over its height. */
SlImage *sl_content_picture (const SlSceneEnvironment *environment, SlAssets *assets, double ratio);
