/* Days as people say them, in their language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "12 Oct" of a Julian day; "" for 0. Free with g_free(). */
char *sl_day_text   (guint32 day);
/* "12–16 Oct", "30 Oct – 3 Nov", "12 Oct", with years where they differ; both included. Free with g_free(). */
char *sl_days_text  (guint32 from, guint32 to);
/* The same with the year in any case: "5 Oct – 8 Nov 2026". Free with g_free(). */
char *sl_dates_text (guint32 from, guint32 to);
/* "12–16 Oct" with how many there are: "12–16 Oct, 5 days". Free with g_free(). */
char *sl_span_text  (guint32 from, guint32 to);

G_END_DECLS
