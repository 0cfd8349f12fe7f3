/* A calendar of a CalDAV server (RFC 4791, 6578) as a place of calendar objects, by what servers really do: every
 * write has a condition, answers of several parts are opened, tokens may be refused at any time. */
#pragma once

#include "sl-backend.h"
#include "sl-http.h"

G_BEGIN_DECLS

/* The calendar at `url`, of the server of `http`, which it takes. Nothing is asked yet. NULL with SL_ERROR_INPUT where
 * the URL is of another server. Free with sl_backend_free(). */
SlBackend *sl_caldav_new  (SlHttp *http, const char *url, GError **error);

/* --- sl-caldav-find.c --- */

typedef struct {
  char    *url;     /* absolute, ends in "/" */
  char    *segment; /* the last part of it, decoded: "stage-1" */
  char    *name;    /* as people see it; NULL for none */
  char    *colour;  /* "#rrggbb…"; NULL for none */
  gboolean writes;  /* this user may write there, as far as the server tells */
} SlCaldavCalendar;

/* The calendars that an address leads to: itself, those below it, or those of the user's home, found as RFC 6764 says.
 * SlCaldavCalendar elements by address, at least one; free with g_ptr_array_unref(). NULL with an error. */
GPtrArray *sl_caldav_find (SlHttp *http, const char *url, SlWatch *watch, GError **error);
/* The calendar itself, where the address that they were found at is that of a calendar; else NULL. Borrowed. */
const SlCaldavCalendar *sl_caldav_own  (const GPtrArray *calendars, const char *url);
/* Of those the stage's: whose last part is its id, else whose name is its id or `name` (may be NULL). NULL with
 * SL_ERROR_REFERENCE where there is none, SL_ERROR_SERVICE where there is more than one. Borrowed. */
const SlCaldavCalendar *sl_caldav_pick (const GPtrArray *calendars, const char *stage, const char *name,
                                        GError **error);

G_END_DECLS
