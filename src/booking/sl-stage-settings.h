/* How a stage is booked, as its facility says in the object "stage.ics" of the stage's calendar; without one a day is
 * one slot and everybody writes days:
 *
 *   X-SIGHTLINE-SLOTS:day,night               the parts that its days have
 *   X-SIGHTLINE-DAY-BEGINS:06:00              when a day begins
 *   X-SIGHTLINE-REQUESTS:stage-1-requests     only the facility writes days; others ask for them there, in a calendar
 *                                             beside the stage's (sl-requests.h) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_STAGE_SETTINGS_NAME "stage.ics"
/* How a calendar of requests is called: after the stage's own, with this at the end. */
#define SL_STAGE_REQUESTS_END "-requests"

typedef struct {
  GPtrArray *slots;    /* names; a NULL among them is the whole day */
  int        begins_s; /* when a day begins, in seconds after midnight */
  char      *requests; /* last part of the address of the calendar of requests; NULL for none */
} SlStageSettings;     /* all owned */

/* What is to be changed; NULL leaves it as it is. */
typedef struct {
  const char *slots;    /* "day,night"; "all" for whole days */
  const char *begins;   /* "06:00" */
  const char *requests; /* as above; "" for none */
} SlSettingsChange;

void     sl_stage_settings_init  (SlStageSettings *settings); /* as without the object */
void     sl_stage_settings_clear (SlStageSettings *settings); /* frees what it owns, not itself */
/* Of the object's text (NULL: it cannot be read); initialized before. FALSE where it does not say how to book. */
gboolean sl_stage_settings_read  (SlStageSettings *settings, const char *text);
/* The object's text with the change: `text`, which was fetched, with all else as it stands; a new one for NULL. NULL
 * with SL_ERROR_INPUT for a change to what cannot be. Free with g_free(). */
char    *sl_stage_settings_edit  (const char *text, const SlSettingsChange *change, GError **error);

G_END_DECLS
