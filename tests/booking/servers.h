/* Servers on this machine's loopback that a test starts and ends. */
#pragma once

#include "sl-http.h"

typedef struct {
  char *folder, *url;
  char *ca;       /* of who signed its certificate */
} TestServer;

/* Runs tests/booking/servers/NAME with a folder of its own, `environment` ("NAME=value", NULL for none) set. */
TestServer    test_server_start  (const char *name, const char *environment);
void          test_server_stop   (TestServer *server);
/* A user whose password is the name with "-pw". */
SlHttpAccount test_server_account (const TestServer *server, const char *user, char **password);
/* A connection as that user. */
SlHttp       *test_server_open   (const TestServer *server, const char *user);
