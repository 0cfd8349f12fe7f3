/* What the tests of journals share. */
#pragma once

#include "tests.h"
#include "sl-document.h"

/* A plan in a folder of its own, without any logs. */
typedef struct {
  char *folder, *path;
} Place;

void        place_set_up    (Place *p, gconstpointer data);
void        place_tear_down (Place *p, gconstpointer data);
/* Opens it for editing. */
SlDocument *must_open       (const char *path);
/* Sets a field in a step. */
void        set             (SlDocument *document, const char *id, const char *path, const char *value);
void        assert_value    (SlDocument *document, const char *id, const char *path, const char *value);
/* Does it in a program that dies: what that leaves is its log, which nobody holds. */
void        leave           (void (*work) (const Place *p), const Place *p);
/* Three steps, which pan a camera to 11°, 12° and 13°. */
void        leave_unsaved   (const Place *p);
/* Brings work back, and nothing more. */
void        recover_and_die (const Place *p);

void add_twice_tests (void); /* test-twice.c */
