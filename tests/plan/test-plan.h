/* What the files of this program share. */
#pragma once

#include "sl-history.h"
#include "sl-plan-xml.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sightline version=\"1.0\">\n"

SlPlan    *parse (const char *text, GError **error);
/* A plan that must be sound, and its text. */
SlPlan    *load (const char *path, char **text);
/* Applies what must be applied, after a round through the log; takes the command. */
void       must_apply (SlHistory *history, SlCommand *command);
SlCommand *set (const char *id, const char *path, const char *text);
void       assert_field (SlHistory *history, const char *id, const char *path, const char *expected);

void add_xml_tests (void);   /* test-xml.c */
void add_edit_tests (void);  /* test-edit.c */
void add_random_tests (void); /* test-random.c */
void add_check_tests (void); /* test-check.c */
void add_typed_tests (void); /* test-typed.c */
void add_group_tests (void); /* test-groups.c */
