/* What the files of this program share. */
#pragma once

void add_figures_tests (void);
void add_site_tests (void);
