#include "sl-breakdown-columns.h"

#include <string.h>

#include "sl-kinds.h"

enum { SEARCHED = 20, LEAST = 2 }; /* rows that may stand before the names; names that make a row one of names */

#define OF(category) SL_COLUMN_ELEMENTS + SL_CATEGORY_##category

/* The first name of a column is the one that is written. */
static const struct { int column; const char *name; } names[] = {
  { SL_COLUMN_EPISODE, "Episode" }, { SL_COLUMN_EPISODE, "Ep" }, { SL_COLUMN_EPISODE, "集" },
  { SL_COLUMN_EPISODE, "集数" }, { SL_COLUMN_EPISODE, "集号" },
  { SL_COLUMN_SCENE, "Scene" }, { SL_COLUMN_SCENE, "Scene number" }, { SL_COLUMN_SCENE, "Scene no" },
  { SL_COLUMN_SCENE, "Scene #" }, { SL_COLUMN_SCENE, "Sc" }, { SL_COLUMN_SCENE, "Scn" }, { SL_COLUMN_SCENE, "场次" },
  { SL_COLUMN_SCENE, "场号" }, { SL_COLUMN_SCENE, "场" }, { SL_COLUMN_SCENE, "场景号" },
  { SL_COLUMN_HEADING, "Heading" }, { SL_COLUMN_HEADING, "Slugline" }, { SL_COLUMN_HEADING, "Scene heading" },
  { SL_COLUMN_HEADING, "场景标题" },
  { SL_COLUMN_PLACE, "INT/EXT" }, { SL_COLUMN_PLACE, "I/E" }, { SL_COLUMN_PLACE, "内外" }, { SL_COLUMN_PLACE, "内/外" },
  { SL_COLUMN_PLACE, "内外景" }, { SL_COLUMN_PLACE, "景别内外" },
  { SL_COLUMN_LIGHT, "Day/Night" }, { SL_COLUMN_LIGHT, "D/N" }, { SL_COLUMN_LIGHT, "Time of day" },
  { SL_COLUMN_LIGHT, "Time" }, { SL_COLUMN_LIGHT, "日夜" }, { SL_COLUMN_LIGHT, "日/夜" }, { SL_COLUMN_LIGHT, "时间" },
  { SL_COLUMN_LIGHT, "气氛" },
  { SL_COLUMN_SET, "Set" }, { SL_COLUMN_SET, "Set name" }, { SL_COLUMN_SET, "Location" }, { SL_COLUMN_SET, "场景" },
  { SL_COLUMN_SET, "主场景" }, { SL_COLUMN_SET, "拍摄场景" }, { SL_COLUMN_SET, "地点" },
  { SL_COLUMN_SYNOPSIS, "Synopsis" }, { SL_COLUMN_SYNOPSIS, "Description" }, { SL_COLUMN_SYNOPSIS, "内容" },
  { SL_COLUMN_SYNOPSIS, "内容提要" }, { SL_COLUMN_SYNOPSIS, "主要内容" }, { SL_COLUMN_SYNOPSIS, "梗概" },
  { SL_COLUMN_SCRIPT_DAY, "Script day" }, { SL_COLUMN_SCRIPT_DAY, "剧本日" }, { SL_COLUMN_SCRIPT_DAY, "戏中日期" },
  { SL_COLUMN_PAGES, "Pages" }, { SL_COLUMN_PAGES, "Page count" }, { SL_COLUMN_PAGES, "Pgs" },
  { SL_COLUMN_PAGES, "Length" }, { SL_COLUMN_PAGES, "页数" }, { SL_COLUMN_PAGES, "页" },
  { SL_COLUMN_MINUTES, "Minutes" }, { SL_COLUMN_MINUTES, "Estimate" }, { SL_COLUMN_MINUTES, "分钟" },
  { SL_COLUMN_MINUTES, "预计时长" }, { SL_COLUMN_MINUTES, "拍摄时长" },
  { SL_COLUMN_CAST, "Cast" }, { SL_COLUMN_CAST, "Characters" }, { SL_COLUMN_CAST, "演员" }, { SL_COLUMN_CAST, "角色" },
  { SL_COLUMN_CAST, "人物" }, { SL_COLUMN_CAST, "主要演员" },
  { SL_COLUMN_NOTES, "Notes" }, { SL_COLUMN_NOTES, "Comments" }, { SL_COLUMN_NOTES, "备注" },
  { SL_COLUMN_SETUPS, "Set-ups" }, { SL_COLUMN_SETUPS, "Setups" }, { SL_COLUMN_SETUPS, "机位数" },
  { SL_COLUMN_SETUPS, "镜头数" },
  { SL_COLUMN_STAGE, "Stage" }, { SL_COLUMN_STAGE, "摄影棚" }, { SL_COLUMN_STAGE, "棚" },
  { SL_COLUMN_ENVIRONMENT, "Environment" }, { SL_COLUMN_ENVIRONMENT, "环境" }, { SL_COLUMN_ENVIRONMENT, "虚拟场景" },
  { SL_COLUMN_SHOT, "Shot" }, { SL_COLUMN_SHOT, "Shot number" }, { SL_COLUMN_SHOT, "Shot #" },
  { SL_COLUMN_SHOT, "镜号" }, { SL_COLUMN_SHOT, "镜头号" }, { SL_COLUMN_SHOT, "镜头" },
  { SL_COLUMN_SIZE, "Size" }, { SL_COLUMN_SIZE, "Shot size" }, { SL_COLUMN_SIZE, "景别" },
  { SL_COLUMN_LENS, "Lens" }, { SL_COLUMN_LENS, "Focal length" }, { SL_COLUMN_LENS, "焦距" }, { SL_COLUMN_LENS, "镜头焦距" },
  { SL_COLUMN_ACTION, "Action" }, { SL_COLUMN_ACTION, "画面内容" }, { SL_COLUMN_ACTION, "画面" },
  { SL_COLUMN_CAMERA, "Camera" }, { SL_COLUMN_CAMERA, "机位" }, { SL_COLUMN_CAMERA, "摄影机" },
  { SL_COLUMN_SECONDS, "Seconds" }, { SL_COLUMN_SECONDS, "Duration" }, { SL_COLUMN_SECONDS, "秒" },
  { SL_COLUMN_SECONDS, "时长" },
  { SL_COLUMN_FRAMES, "Frames" }, { SL_COLUMN_FRAMES, "帧数" },
  { OF (PROPS), "Props" }, { OF (PROPS), "道具" }, { OF (EXTRAS), "Background" }, { OF (EXTRAS), "Extras" },
  { OF (EXTRAS), "群演" }, { OF (EXTRAS), "群众演员" }, { OF (STUNTS), "Stunts" }, { OF (STUNTS), "动作" },
  { OF (STUNTS), "武行" }, { OF (VEHICLES), "Vehicles" }, { OF (VEHICLES), "车辆" }, { OF (ANIMALS), "Animals" },
  { OF (ANIMALS), "动物" }, { OF (WARDROBE), "Wardrobe" }, { OF (WARDROBE), "Costumes" }, { OF (WARDROBE), "服装" },
  { OF (MAKEUP), "Makeup/Hair" }, { OF (MAKEUP), "Makeup" }, { OF (MAKEUP), "化妆" }, { OF (MAKEUP), "妆发" },
  { OF (DRESSING), "Set Dressing" }, { OF (DRESSING), "陈设" }, { OF (DRESSING), "置景" },
  { OF (GREENERY), "Greenery" }, { OF (GREENERY), "绿植" }, { OF (EQUIPMENT), "Special Equipment" },
  { OF (EQUIPMENT), "特殊设备" }, { OF (EFFECTS), "SFX" }, { OF (EFFECTS), "现场特效" },
  { OF (VISUAL_EFFECTS), "VFX" }, { OF (VISUAL_EFFECTS), "特效" }, { OF (VISUAL_EFFECTS), "视效" },
  { OF (SOUND), "Sound" }, { OF (SOUND), "声音" }, { OF (MUSIC), "Music" }, { OF (MUSIC), "音乐" },
  { OF (LABOUR), "Additional Labor" }, { OF (SECURITY), "Security" }, { OF (SECURITY), "安保" },
  { OF (OTHER), "Other" }, { OF (OTHER), "其他" },
};

/* Lower case, without blanks, dots and full-width forms. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE), *folded = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (normal == NULL)
    return g_strdup ("");
  folded = g_utf8_casefold (normal, -1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '.' && *p != '_')
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

int
sl_column_find (const char *name)
{
  g_autofree char *wanted = fold (name);

  for (guint i = 0; *wanted != '\0' && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *known = fold (names[i].name);
      if (g_str_equal (known, wanted))
        return names[i].column;
    }
  return SL_COLUMN_NONE;
}

const char *
sl_column_name (int column)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].column == column)
      return names[i].name;
  return NULL;
}

int
sl_column_row (const GPtrArray *rows, GArray **columns)
{
  for (guint i = 0; i < MIN (rows->len, SEARCHED); i++)
    {
      const SlCsvRow *row = rows->pdata[i];
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));
      guint known = 0;

      for (guint k = 0; k < row->cells->len; k++)
        {
          const int column = sl_column_find (sl_csv_cell (row, k));
          known += column != SL_COLUMN_NONE;
          g_array_append_val (found, column);
        }
      if (known >= LEAST)
        {
          *columns = g_steal_pointer (&found);
          return (int) i;
        }
    }
  return -1;
}
