/* What is a heading, what is none, and what it says. */
#include "test-scripts.h"

#include "sl-heading.h"

enum { NONE = -1 };

static void
test_headings (void)
{
  static const struct { const char *line, *number, *set; int place, light; gint64 episode; } rows[] = {
    { "INT. HOUSE - DAY", NULL, "HOUSE", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "EXT. PARK--DAY", NULL, "PARK", SL_PLACE_EXT, SL_HOUR_DAY, 0 },
    { "ext. olympia circus - night", NULL, "olympia circus", SL_PLACE_EXT, SL_HOUR_NIGHT, 0 },
    { "INT./EXT. CAR - DAWN #3#", "3", "CAR", SL_PLACE_BOTH, SL_HOUR_DAWN, 0 },
    { "INT/EXT CAR – DUSK", NULL, "CAR", SL_PLACE_BOTH, SL_HOUR_DUSK, 0 },
    { "I/E CAR", NULL, "CAR", SL_PLACE_BOTH, NONE, 0 },
    { "EST. CITY — MAGIC HOUR", NULL, "CITY", SL_PLACE_EXT, SL_HOUR_DUSK, 0 },
    { "INT. HOUSE - KITCHEN - NIGHT - LATER #I-1-A#", "I-1-A", "HOUSE - KITCHEN", SL_PLACE_INT, SL_HOUR_NIGHT, 0 },
    { "INT. HOUSE - EARLY MORNING (FLASHBACK)", NULL, "HOUSE", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "INT. CITY - NIGHT CLUB", NULL, "CITY - NIGHT CLUB", SL_PLACE_INT, NONE, 0 },
    { "INT. ST. MARY'S, NIGHT", NULL, "ST. MARY'S", SL_PLACE_INT, SL_HOUR_NIGHT, 0 },
    { "INT. HOUSE. DAY.", NULL, "HOUSE", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "INT. HALL - MOMENTS LATER", NULL, "HALL", SL_PLACE_INT, NONE, 0 },
    { "12A. INT. HALL - DAY", "12A", "HALL", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "INT. HALL - DAY #1.#", "1.", "HALL", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "**INT. HALL - DAY**", NULL, "HALL", SL_PLACE_INT, SL_HOUR_DAY, 0 },
    { "1-3 内 码头仓库 夜", "1-3", "码头仓库", SL_PLACE_INT, SL_HOUR_NIGHT, 0 },
    { "第3场 日 外 江边", "3", "江边", SL_PLACE_EXT, SL_HOUR_DAY, 0 },
    { "第十二集第三场　夜内　仓库", "12-3", "仓库", SL_PLACE_INT, SL_HOUR_NIGHT, 12 },
    { "3、夜/内 仓库", "3", "仓库", SL_PLACE_INT, SL_HOUR_NIGHT, 0 },
    { "5. 内景 码头仓库 黄昏", "5", "码头仓库", SL_PLACE_INT, SL_HOUR_DUSK, 0 },
    { "12-3、晨 外 江边·堤岸", "12-3", "江边 堤岸", SL_PLACE_EXT, SL_HOUR_DAWN, 0 },
    { "场景7 车里", "7", "车里", NONE, NONE, 0 },
    { "内/外 车里 日", NULL, "车里", SL_PLACE_BOTH, SL_HOUR_DAY, 0 },
    { "1场 内 日内瓦湖边 同上", "1", "日内瓦湖边", SL_PLACE_INT, NONE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlHeading h;
      if (!sl_heading_read (rows[i].line, FALSE, &h) || g_strcmp0 (h.set, rows[i].set) != 0
          || g_strcmp0 (h.number, rows[i].number) != 0 || h.place != rows[i].place || h.light != rows[i].light
          || h.episode != rows[i].episode)
        g_error ("%s: number %s, set %s, place %d, light %d, episode %d", rows[i].line, h.number, h.set, h.place,
                 h.light, (int) h.episode);
      sl_heading_clear (&h);
    }
}

static void
test_no_headings (void)
{
  static const char *const lines[] = {
    "", " ", "INTERIOR HOUSE", "INTO THE WOODS", "EXTRA DAY", "ESTABLISHING SHOT",
    "I/EXT", "INT", "INT-", "Night falls.",
    "HE INT. HOUSE", "12 ANGRY MEN", "#12#", "- DAY", "内心", "他走进屋内。", "外面下着雨，夜很深", "日子一天天过去", "内容 日期",
    "3天后 他回来了", "林晚：今晚在外面见！", "第三天", "2024年 夜", "一日之内", "第集", "场景",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      SlHeading h;
      if (sl_heading_read (lines[i], FALSE, &h))
        g_error ("%s is no heading", lines[i]);
      g_assert_null (h.text);
    }
}

static void
test_episodes (void)
{
  static const struct { const char *text; gint64 episode; } rows[] = {
    { "Episode 12", 12 }, { "EPISODE #3: Rain", 3 }, { "Ep. 4", 4 }, { "第12集", 12 },   { "第 十二 集", 12 },
    { "第二十集 雨", 20 },  { "第一百零三集", 103 },      { "第３集", 3 },  { "Episode", 0 }, { "Act 2", 0 },
    { "第三场", 0 },        { "第集", 0 },                { "", 0 },        { "Episode 0", 0 }, { "Epilogue 3", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (sl_heading_episode (rows[i].text) != rows[i].episode)
      g_error ("%s: %d", rows[i].text, (int) sl_heading_episode (rows[i].text));
}

void
add_heading_tests (void)
{
  g_test_add_func ("/scripts/headings", test_headings);
  g_test_add_func ("/scripts/no-headings", test_no_headings);
  g_test_add_func ("/scripts/episodes", test_episodes);
}
