/* What the parts of test-tracking share. */
#pragma once

#include "sl-opentrackio.h"

/* The scene of test_tracking_scene, as entity, field and value in turn. A new reference. */
SlPlan *test_tracking_plan (const char *const *settings);
extern const char *const test_tracking_scene[];
/* Fails unless both stand within 0.1 mm and 0.01° of each other. */
void    test_tracking_same (const SlTrackingSample *a, const SlTrackingSample *b);

void    test_tracking_add_packets (void);
void    test_tracking_add_network (void);
