/* What calendars a server shows, and how far each keeps two from having one day. */
#pragma once

#include "sl-caldav.h"
#include "sl-plan.h"
#include "sl-protection.h"

G_BEGIN_DECLS

enum { SL_BOOK_CHECK_MOST = 12 }; /* calendars that are tried; others are named */

typedef struct {
  char        *url, *name;  /* as SlCaldavCalendar; `name` NULL for none, `url` NULL where the stage has no calendar */
  char        *stage;       /* id; NULL where it is no stage's of the plan */
  gboolean     writes;      /* as the server tells */
  gboolean     tried;       /* then `protection` tells how it stands, or `error` why nobody knows */
  SlProtection protection;
  GError      *error;       /* also where the stage has no calendar; NULL for none */
} SlBookCheck;

/* Of whom a check is. */
typedef struct {
  const char    *url;     /* of the server, a home or a calendar */
  SlHttpAccount  account;
  const SlPlan  *plan;    /* only the calendars of its stages are tried; NULL: all that there are */
  const char    *stage;   /* of the plan, only this; NULL for all */
} SlBookCheckOptions;

/* Finds the calendars and tries them, one after the other. SlBookCheck elements by address, at least one; free with
 * g_ptr_array_unref(). NULL with an error where the server does not answer, or where it is cancelled: nothing stays
 * there, see sl-protection.h. */
GPtrArray *sl_book_check       (const SlBookCheckOptions *options, SlWatch *watch, GError **error);
/* The weakest level of those that were tried; −1 where none is known. */
int        sl_book_check_level (const GPtrArray *checks);

G_END_DECLS
