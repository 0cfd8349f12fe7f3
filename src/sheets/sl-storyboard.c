#include "sl-storyboard.h"

#include "sl-i18n.h"

static void
add_panel (SlReportTable *table, const SlStoryPanel *panel)
{
  SlReportCell *cell = sl_report_cell (table, panel->title);
  const char *facts = panel->facts != NULL ? panel->facts : "", *notes = panel->notes != NULL ? panel->notes : "";

  cell->bold = TRUE;
  cell->below = sl_report_keep_format (table->report, "%s%s%s", facts, *facts != '\0' && *notes != '\0' ? "\n" : "",
                                       notes);
  if (panel->rgba == NULL)
    return;
  SlReportPicture *picture = sl_report_picture (table->report, panel->rgba, panel->width, panel->height);
  picture->graded = panel->graded;
  picture->grade = panel->grade;
  cell->picture = picture;
}

SlReport *
sl_report_storyboard (const SlStoryPanel *panels, guint n, guint columns)
{
  SlReport *report = sl_report_new (_("Storyboard"));
  SlReportTable *table = sl_report_table (report, NULL);

  report->wide = TRUE;
  for (guint i = 0; i < columns; i++)
    sl_report_column (table, "", SL_ALIGN_LEFT, 10, 1, SL_ON_PAPER);
  for (guint i = 0, at = 0; i < n; i++, at++)
    {
      if (panels[i].head != NULL)
        sl_report_span (table, SL_ROW_HEAD, panels[i].head, NULL);
      at = panels[i].head != NULL ? 0 : at;
      if (at % columns == 0)
        sl_report_row (table, SL_ROW_PLAIN, SL_TONE_NONE);
      add_panel (table, &panels[i]);
    }
  return report;
}
