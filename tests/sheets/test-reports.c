/* How reports are laid out, whatever they say. */
#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-plan-xml.h"
#include "sl-report-private.h"
#include "sl-schedule-sheets.h"
#include "sl-storyboard.h"

/* `rows` rows of a name and `columns` fields of `least` mm, of which each third joins the one before. */
static SlReport *
report_of (guint rows, guint columns, double least, const char *text)
{
  SlReport *report = sl_report_new ("Report");
  SlReportTable *table = sl_report_table (report, "Table");

  table->frozen = 1;
  sl_report_column (table, "Name", SL_ALIGN_LEFT, 30, 1, SL_BOTH);
  for (guint i = 0; i < columns; i++)
    sl_report_column (table, "X", SL_ALIGN_CENTRE, least, 0, SL_BOTH);
  for (guint r = 0; r < rows; r++)
    {
      sl_report_row (table, SL_ROW_PLAIN, (SlReportTone) (r % SL_N_TONES));
      sl_report_cell (table, text);
      for (guint i = 0; i < columns; i++)
        sl_report_cell (table, "W")->joins = i % 3 == 2;
    }
  return report;
}

static SlReportLayout *
laid (const SlReport *report, gboolean endless)
{
  g_autoptr (GError) error = NULL;
  SlReportLayout *layout = sl_report_layout_new (report, 297, 210, endless, NULL, &error);

  g_assert_no_error (error);
  return layout;
}

/* Nothing stands outside of the page, or on something else. */
static void
assert_in_order (const SlReportLayout *l)
{
  for (guint i = 0; i < l->pieces->len; i++)
    {
      const SlReportPiece *p = &g_array_index (l->pieces, SlReportPiece, i);
      const SlReportPiece *before = i > 0 ? &g_array_index (l->pieces, SlReportPiece, i - 1) : NULL;
      double width = 0;

      g_assert_cmpfloat (p->y, >=, l->top);
      g_assert_cmpfloat (p->y + p->h, <=, l->bottom + 1e-6);
      if (before != NULL && before->page == p->page)
        g_assert_cmpfloat (p->y, >=, before->y + before->h - 1e-6);
      else if (before != NULL)
        g_assert_cmpuint (p->page, ==, before->page + 1);
      for (guint k = 0; k < p->part->widths->len; k++)
        width += g_array_index (p->part->widths, double, k);
      g_assert_cmpfloat (width, <=, l->width - 2 * SL_SHEET_MARGIN_MM + 1e-6);
    }
}

static void
test_pages (void)
{
  static const struct { guint rows, columns; double least; } rows[] = {
    { 0, 0, 8 }, { 0, 5, 8 }, { 1, 1, 8 }, { 40, 5, 8 }, { 200, 100, 8 }, { 3, 1, 400 }, { 3, 9, 200 }, { 5, 31, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlReport) report = report_of (rows[i].rows, rows[i].columns, rows[i].least, "a name");
      g_autoptr (SlReportLayout) layout = laid (report, FALSE);
      guint shown = 0;

      assert_in_order (layout);
      for (guint k = 0; k < layout->parts->len; k++)
        shown += ((const SlReportPart *) layout->parts->pdata[k])->columns->len - 1;
      g_assert_cmpuint (shown, ==, rows[i].columns); /* each column once */
    }
}

/* Every page has the heads of the columns that stand on it, and first of all. */
static void
test_heads (void)
{
  g_autoptr (SlReport) report = report_of (300, 4, 8, "x");
  g_autoptr (SlReportLayout) layout = laid (report, FALSE), one = laid (report, TRUE);
  guint page = G_MAXUINT;

  g_assert_cmpuint (layout->pages, >, 5);
  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const SlReportPiece *p = &g_array_index (layout->pieces, SlReportPiece, i);

      if (p->page != page)
        g_assert_null (p->row);
      page = p->page;
    }
  g_assert_cmpuint (one->pages, ==, 1);
  g_assert_cmpfloat (one->end, >, 300 * 5);
}

/* The text of a field goes on over those that join it, but not onto another page. */
static void
test_joined (void)
{
  g_autoptr (SlReport) report = report_of (1, 60, 8, "x");
  g_autoptr (SlReportLayout) layout = laid (report, FALSE);
  const SlReportTable *table = report->tables->pdata[0];
  const SlReportRow *row = &g_array_index (table->rows, SlReportRow, 0);

  g_assert_cmpuint (layout->parts->len, ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      const SlReportPart *part = layout->parts->pdata[k];
      double sum = 0, all = 0;

      for (guint i = 0; i < part->columns->len; i++)
        {
          sum += sl_report_cell_width (table, row, part, i);
          all += g_array_index (part->widths, double, i);
        }
      g_assert_cmpfloat_with_epsilon (sum, all, 1e-6);
      g_assert_cmpfloat (sl_report_cell_width (table, row, part, 1), >, 7.9); /* also where it would have joined */
    }
}

static void
test_long_texts (void)
{
  g_autofree char *word = g_strnfill (20000, 'w'), *lines = g_strnfill (5000, '\n');
  const char *texts[] = { word, lines, "", "汉字汉字", "ẅ́͂" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SlReport) report = report_of (4, 3, 8, texts[i]);
      g_autoptr (SlReportLayout) layout = laid (report, FALSE);

      assert_in_order (layout);
      g_assert_cmpuint (layout->pages, <=, 4);
    }
}

/* What would be more than two thousand pages is refused, and what is stopped stops. */
static void
test_limits (void)
{
  g_autoptr (SlReport) many = report_of (80000, 0, 8, "x");
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL, stopped = NULL;

  g_assert_null (sl_report_layout_new (many, 297, 210, FALSE, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  sl_watch_cancel (watch);
  g_assert_null (sl_report_layout_new (many, 297, 210, FALSE, watch, &stopped));
  g_assert_error (stopped, SL_ERROR, SL_ERROR_CANCELLED);
}

static void
test_csv (void)
{
  static const struct { const char *text, *field; } rows[] = {
    { "plain", "plain" }, { "", "" }, { "a,b", "\"a,b\"" }, { "say \"x\"", "\"say \"\"x\"\"\"" },
    { "two\nlines", "\"two\nlines\"" }, { "=1", "\"'=1\"" }, { "+1", "\"'+1\"" }, { "@x", "\"'@x\"" },
    { "-x", "\"'-x\"" },
    { "-1.5", "-1.5" }, { "−1", "−1" }, { "-", "\"'-\"" }, { "汉字", "汉字" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlReport) report = report_of (1, 0, 8, rows[i].text);
      g_autoptr (GString) csv = sl_report_csv (report);
      g_autofree char *wanted = g_strdup_printf ("\xef\xbb\xbfName\r\n%s\r\n", rows[i].field);

      g_assert_cmpstr (csv->str, ==, wanted);
    }
}

static void
test_options (void)
{
  static const struct { SlReportOptions options; const char *name; gboolean good; } rows[] = {
    { { 0 }, "r.pdf", TRUE }, { { 0 }, "r.PNG", TRUE }, { { 0 }, "r.svg", TRUE }, { { 0 }, "r.csv", TRUE },
    { { 0 }, "r.doc", FALSE }, { { 0 }, "r", FALSE }, { { .paper = "A9" }, "r.pdf", FALSE },
    { { .paper = "letter" }, "r.pdf", TRUE }, { { .dpi = 9 }, "r.png", FALSE }, { { .dpi = 10 }, "r.png", TRUE },
    { { .dpi = 300 }, "r.png", TRUE }, { { .dpi = 301 }, "r.png", FALSE }, { { .dpi = NAN }, "r.png", FALSE },
    { { .revision = "", .author = "A", .date = "" }, "r.pdf", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlReport) report = report_of (3, 3, 8, "x");
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
      g_autoptr (GError) error = NULL;
      const gboolean ok = sl_report_write (report, &rows[i].options, path, &error);

      g_assert_cmpint (ok, ==, rows[i].good);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, rows[i].good);
      if (!ok)
        g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      sl_test_remove_tree (folder);
    }
}

/* --- odd schedules --- */

static void
write_all (const SlScheduleAsk *ask)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_report_free);
  SlReport *timed[] = { sl_report_calendar (ask, NULL), sl_report_gantt (ask, NULL),
                        sl_report_capacity (ask, 3, NULL, NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (timed); i++)
    if (timed[i] != NULL)
      g_ptr_array_add (reports, timed[i]);
  g_ptr_array_add (reports, sl_report_stripboard (ask));
  for (int order = SL_LINES_BY_DAY; order <= SL_LINES_BY_SET; order++)
    g_ptr_array_add (reports, sl_report_one_liner (ask, (SlLinesOrder) order, TRUE));
  for (int of = SL_DOOD_OF_CAST; of <= SL_DOOD_OF_STAGES; of++)
    g_ptr_array_add (reports, sl_report_dood (ask, (SlDoodOf) of));
  for (guint day = 0; day < ask->read->days->len; day++)
    g_ptr_array_add (reports, sl_report_call_sheet (ask, day));
  g_ptr_array_add (reports, sl_report_breakdown (ask, NULL));
  g_ptr_array_add (reports, sl_report_cost (ask, NULL));
  for (guint i = 0; i < reports->len; i++)
    {
      g_autoptr (SlReportLayout) layout = laid (reports->pdata[i], FALSE);
      g_autoptr (GString) csv = sl_report_csv (reports->pdata[i]);

      assert_in_order (layout);
      g_assert_true (g_utf8_validate (csv->str, -1, NULL));
    }
}

#define PLAN(head, board) "<production id=\"p\" " head "/><stage id=\"st\"/>" board
#define BOARD(strips) "<board id=\"b\" production=\"p\">" strips "</board>"

/* Nothing that a plan may lack stops a report: no dates, no cast, days without scenes, what is named and not there. */
static void
test_unfinished (void)
{
  static const char *const plans[] = {
    PLAN ("", BOARD ("<strip is=\"day\"/><strip is=\"day\"/>")),
    PLAN ("", "<scene id=\"s\" production=\"p\"/>"
          BOARD ("<strip scene=\"s\"/><strip scene=\"s\"/><strip scene=\"x\"/>")),
    PLAN ("start=\"2026-10-05\"", "<cast id=\"c\" production=\"p\"/><scene id=\"s\" production=\"p\" cast=\"c\" "
          "extras=\"9\" stage=\"st\"/><booking id=\"k\" stage=\"st\" from=\"2026-10-05\" to=\"2026-10-05\"/>"
          BOARD ("<strip is=\"banner\"/><strip is=\"week\"/><strip scene=\"s\"/>")),
    PLAN ("start=\"2026-10-05\"", "<unit id=\"u\" production=\"p\"/><unit id=\"v\" production=\"p\"/><scene id=\"s\" "
          "production=\"p\" omitted=\"true\"/><scene id=\"t\" production=\"p\" number=\"1\"/>"
          BOARD ("<strip scene=\"s\"/><strip is=\"day\" unit=\"u\"/><strip scene=\"t\"/>"
                 "<strip is=\"day\" unit=\"v\"/>")),
  };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", plans[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

      g_assert_no_error (error);
      const SlBoardInput input = { .plan = plan, .production = sl_plan_get (plan, SL_KIND_PRODUCTION, "p"),
                                   .board = sl_plan_get (plan, SL_KIND_BOARD, "b") };
      g_autoptr (SlBoardRead) read = sl_board_read (&input);
      write_all (&(SlScheduleAsk) { plan, read, 0, 0 });
    }
}

/* --- storyboards --- */

/* Pictures of any shape, however many beside each other: all on the pages, in order, and painted. */
static void
test_storyboards (void)
{
  static const int sizes[][2] = { { 16, 9 }, { 9, 16 }, { 1, 1 }, { 1, 2000 }, { 2000, 1 }, { 0, 0 } };

  for (guint columns = 1; columns <= 6; columns++)
    {
      SlStoryPanel panels[24] = { 0 };
      const SlReportOptions options = { .dpi = 20 };
      /* no PDF: cairo 1.16 loses a list with each one that has pictures */
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "b.png", NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
        {
          const int w = sizes[i % 6][0], h = sizes[i % 6][1];

          panels[i] = (SlStoryPanel) { .title = i % 5 == 0 ? NULL : "12A", .facts = i % 4 == 0 ? NULL : "35 mm\nT2.8",
                                       .notes = i % 3 == 0 ? "长 notes \n\n x" : NULL,
                                       .rgba = w > 0 ? g_malloc0 ((gsize) w * (gsize) h * 4) : NULL, .width = w,
                                       .height = h, .graded = i % 2 == 0, .grade = (SlGrade) (i % SL_N_GRADES) };
        }
      g_autoptr (SlReport) report = sl_report_storyboard (panels, G_N_ELEMENTS (panels), columns);
      g_autoptr (SlReportLayout) layout = laid (report, FALSE);
      assert_in_order (layout);
      g_assert_cmpuint (layout->pieces->len, ==, (G_N_ELEMENTS (panels) + columns - 1) / columns);
      g_assert_true (sl_report_write (report, &options, path, &error));
      g_assert_no_error (error);
      sl_test_remove_tree (folder);
    }
}

/* A head ends the row before it, however full that is. */
static void
test_storyboard_heads (void)
{
  static const SlStoryPanel panels[] = {
    { .title = "1" }, { .title = "2" }, { .title = "3" }, { .head = "Day 2", .title = "4" }, { .title = "5" },
    { .head = "Day 3", .title = "6" }, { .head = "Day 4", .title = "7" },
  };
  static const char *const rows[] = { "1", "3", "Day 2", "4", "Day 3", "6", "Day 4", "7" };
  g_autoptr (SlReport) report = sl_report_storyboard (panels, G_N_ELEMENTS (panels), 2);
  const SlReportTable *table = report->tables->pdata[0];

  g_assert_cmpuint (table->rows->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < table->rows->len; i++)
    {
      const SlReportRow *row = &g_array_index (table->rows, SlReportRow, i);

      g_assert_cmpstr (row->text != NULL ? row->text : g_array_index (table->cells, SlReportCell, row->first).text, ==,
                       rows[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/pages", test_pages);
  g_test_add_func ("/reports/heads", test_heads);
  g_test_add_func ("/reports/joined", test_joined);
  g_test_add_func ("/reports/long-texts", test_long_texts);
  g_test_add_func ("/reports/limits", test_limits);
  g_test_add_func ("/reports/csv", test_csv);
  g_test_add_func ("/reports/options", test_options);
  g_test_add_func ("/reports/unfinished", test_unfinished);
  g_test_add_func ("/reports/storyboards", test_storyboards);
  g_test_add_func ("/reports/storyboard-heads", test_storyboard_heads);
  return g_test_run ();
}
