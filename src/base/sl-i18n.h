/* Translation marks; every room's visible words go through these. */
#pragma once

#include <libintl.h>

#ifndef GETTEXT_PACKAGE
#define GETTEXT_PACKAGE "sightline"
#endif

#define _(text)           dgettext (GETTEXT_PACKAGE, text)
#define N_(text)          text
#define NC_(context, text) text
#define C_(context, text) g_dpgettext2 (GETTEXT_PACKAGE, context, text)
