/* What nearly every file of a room reads of outside libraries: compiled once a room where the build says b_pch. No file may
 * do without including what it uses: tests/house looks. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>
