/* And of the window. */
#include <adwaita.h>
#include <math.h>
#include <string.h>
