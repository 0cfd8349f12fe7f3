/* Servers on this machine's loopback that a test starts and ends. */
#pragma once

#include "sl-http.h"

/* How a kind of server shares a stage's calendar. In the addresses NAME stands for the calendar's and USER for the
 * user's. */
typedef struct {
  const char *name;    /* of the script in tests/booking/servers */
  const char *made;    /* where `facility` makes it */
  const char *seen;    /* where the others find it */
  const char *share;   /* the script that lets them in; NULL where everybody is */
  gboolean    listed;  /* among the calendars of the folder that it is seen in */
  gboolean    at_home; /* and of alice's own home */
} TestKind;

typedef struct {
  char *folder, *url;
  char *ca;       /* of who signed its certificate */
  const TestKind *kind; /* NULL for what is no calendar server */
} TestServer;

/* Runs tests/booking/servers/NAME with a folder of its own, `environment` ("NAME=value", NULL for none) set. */
TestServer    test_server_start  (const char *name, const char *environment);
void          test_server_stop   (TestServer *server);
/* The kinds of servers that calendars are tested on, as many as `n`. */
const TestKind *test_kinds       (guint *n);
/* FALSE, with the reason, where such a server is not on this machine or cannot run there. */
gboolean      test_server_try    (const TestKind *kind, TestServer *server, char **why);
/* The facility makes a shared calendar, titled `title` (as XML). */
void          test_server_make   (const TestServer *server, const char *name, const char *title);
/* Its address for that user. */
char         *test_server_calendar (const TestServer *server, const char *user, const char *name);
/* A user whose password is the name with "-pw". */
SlHttpAccount test_server_account (const TestServer *server, const char *user, char **password);
/* A connection as that user. */
SlHttp       *test_server_open   (const TestServer *server, const char *user);
