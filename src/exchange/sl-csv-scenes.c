/* A production's scenes as a table. */
#include <math.h>
#include <string.h>

#include "sl-breakdown-columns.h"
#include "sl-csv-breakdown.h"
#include "sl-kinds.h"

static gboolean
is_written (const SlSceneEntity *scene, const char *production, gint64 episode)
{
  return g_strcmp0 (scene->production, production) == 0 && !scene->omitted
         && (episode == 0 || scene->episode == episode);
}

/* A title as it stands among others: with a mark behind it where it would be taken for two. */
static void
append_title (GString *text, const char *title)
{
  if (text->len > 0)
    g_string_append (text, text->str[text->len - 1] == ';' ? " " : "; ");
  g_string_append (text, title);
  if (strpbrk (title, ",") != NULL || strstr (title, "、") != NULL || strstr (title, "，") != NULL)
    g_string_append_c (text, ';');
}

/* The titles of what a list names, of one category or, with −1, of any. Free with g_free(). */
static char *
titles (const SlPlan *plan, const SlList *list, int category)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      const SlEntity *entity = sl_plan_find (plan, *sl_list_at (list, char *, i));
      if (entity == NULL || (category >= 0 && ((const SlElement *) entity)->category != category))
        continue;
      append_title (text, sl_entity_title (entity));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
title_of (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = id != NULL ? sl_plan_find (plan, id) : NULL;

  return entity != NULL ? g_strdup (sl_entity_title (entity)) : NULL;
}

/* What a scene says in a column. Free with g_free(). */
static char *
cell (const SlPlan *plan, const SlSceneEntity *scene, int column)
{
  static const char *const places[] = { "INT", "EXT", "INT/EXT" }, *const lights[] = { "DAY", "NIGHT", "DAWN", "DUSK" };

  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (column)
    {
    case SL_COLUMN_EPISODE:
      return scene->episode > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, scene->episode) : NULL;
    case SL_COLUMN_SCENE:
      return g_strdup (scene->number);
    case SL_COLUMN_PLACE:
      return g_strdup (places[scene->place]);
    case SL_COLUMN_LIGHT:
      return g_strdup (lights[scene->light]);
    case SL_COLUMN_SET:
      return g_strdup (scene->set);
    case SL_COLUMN_SYNOPSIS:
      return g_strdup (scene->synopsis);
    case SL_COLUMN_SCRIPT_DAY:
      return g_strdup (scene->script_day);
    case SL_COLUMN_PAGES:
      return g_strdup_printf ("%d %d/8", (int) (scene->eighths / 8), (int) (scene->eighths % 8));
    case SL_COLUMN_MINUTES:
      return isnan (scene->minutes) ? NULL : g_strdup (g_ascii_formatd (number, sizeof number, "%.6g", scene->minutes));
    case SL_COLUMN_SETUPS:
      return scene->setups > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, scene->setups) : NULL;
    case SL_COLUMN_STAGE:
      return title_of (plan, scene->stage);
    case SL_COLUMN_ENVIRONMENT:
      return title_of (plan, scene->environment);
    case SL_COLUMN_CAST:
      return titles (plan, scene->cast, -1);
    case SL_COLUMN_NOTES:
      return g_strdup (scene->notes);
    default:
      return titles (plan, scene->elements, column - SL_COLUMN_ELEMENTS);
    }
}

/* Columns that some scene has something in; the first are always there. An int each. */
static GArray *
find_columns (const SlPlan *plan, const char *production, gint64 episode)
{
  static const int order[] = { SL_COLUMN_EPISODE, SL_COLUMN_SCENE, SL_COLUMN_PLACE, SL_COLUMN_LIGHT, SL_COLUMN_SET,
                               SL_COLUMN_SYNOPSIS, SL_COLUMN_SCRIPT_DAY, SL_COLUMN_PAGES, SL_COLUMN_MINUTES,
                               SL_COLUMN_SETUPS, SL_COLUMN_STAGE, SL_COLUMN_ENVIRONMENT, SL_COLUMN_CAST,
                               SL_COLUMN_NOTES };
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint k = 0; k < G_N_ELEMENTS (order) + SL_CATEGORY_OTHER + 1; k++)
    {
      const int column = k < G_N_ELEMENTS (order) ? order[k] : SL_COLUMN_ELEMENTS + (int) (k - G_N_ELEMENTS (order));
      gboolean used = column != SL_COLUMN_EPISODE && column <= SL_COLUMN_PAGES;

      for (guint i = 0; !used && i < sl_plan_count (plan, SL_KIND_SCENE); i++)
        {
          const SlSceneEntity *scene = (gconstpointer) sl_plan_at (plan, SL_KIND_SCENE, i);
          g_autofree char *text = is_written (scene, production, episode) ? cell (plan, scene, column) : NULL;
          used = text != NULL && *text != '\0';
        }
      if (used)
        g_array_append_val (columns, column);
    }
  return columns;
}

char *
sl_csv_breakdown_text (const SlPlan *plan, const char *production, gint64 episode)
{
  g_autoptr (GArray) columns = find_columns (plan, production, episode);
  GString *out = g_string_new ("\xef\xbb\xbf"); /* by which spreadsheets know UTF-8 */

  for (guint k = 0; k < columns->len; k++)
    sl_csv_append (out, sl_column_name (g_array_index (columns, int, k)), k == 0);
  g_string_append (out, "\r\n");
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (plan, SL_KIND_SCENE, i);

      if (!is_written (scene, production, episode))
        continue;
      for (guint k = 0; k < columns->len; k++)
        {
          g_autofree char *text = cell (plan, scene, g_array_index (columns, int, k));
          sl_csv_append (out, text, k == 0);
        }
      g_string_append (out, "\r\n");
    }
  return g_string_free (out, FALSE);
}
