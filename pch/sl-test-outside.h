/* what nearly every test reads of outside libraries */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
