#include "sl-board-shots.h"

#include "sl-i18n.h"
#include "sl-listed.h"

/* Ids of the scenes that are shot by the board; its set-ups are counted by the way. */
static GHashTable *
scenes_of (const SlBoardRead *read, guint *setups)
{
  GHashTable *scenes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      if (s->scene->omitted)
        continue;
      *setups += s->setups;
      g_hash_table_add (scenes, s->scene->entity.id);
    }
  return scenes;
}

SlBoardShots *
sl_board_shots_new (const SlBoardRead *read, SlAnalysis *analysis)
{
  SlBoardShots *b = g_new0 (SlBoardShots, 1);
  g_autoptr (GHashTable) scenes = scenes_of (read, &b->setups);

  b->red = g_ptr_array_new ();
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (read->plan, SL_KIND_SHOT, i);
      const SlCoverage *coverage;

      if (shot->scene == NULL || !g_hash_table_contains (scenes, shot->scene))
        continue;
      b->shots++;
      if ((coverage = sl_analysis_grades (analysis, shot->entity.id)) == NULL)
        *(sl_analysis_trouble (analysis, shot->entity.id) != NULL ? &b->failed : &b->waiting) += 1;
      else if (coverage->grade == SL_GRADE_RED)
        g_ptr_array_add (b->red, (gpointer) shot);
    }
  return b;
}

void
sl_board_shots_free (SlBoardShots *b)
{
  if (b == NULL)
    return;
  g_ptr_array_unref (b->red);
  g_free (b);
}

char *
sl_board_shots_text (const SlBoardShots *b)
{
  g_autofree char *setups = g_strdup_printf (ngettext ("%u set-up", "%u set-ups", b->setups), b->setups);
  g_autofree char *red = g_strdup_printf (ngettext ("%u red shot", "%u red shots", b->red->len), b->red->len);

  if (b->shots == 0)
    return g_steal_pointer (&setups);
  return g_strdup_printf ("%s · %s", setups,
                          b->waiting > 0 || b->failed == b->shots ? _("red shots not known yet") : red);
}

static void
add_count (GString *text, guint n, const char *format)
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, format, n);
}

char *
sl_board_shots_more (const SlBoardShots *b)
{
  g_autoptr (GString) red = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < b->red->len; i++)
    g_string_append_printf (red, "%s%s", i > 0 ? ", " : "", sl_shot_title (b->red->pdata[i]));
  if (red->len > 0)
    g_string_append_printf (text, _("Red coverage: %s"), red->str);
  add_count (text, b->waiting, ngettext ("%u shot is not measured yet", "%u shots are not measured yet", b->waiting));
  add_count (text, b->failed, ngettext ("%u shot cannot be measured", "%u shots cannot be measured", b->failed));
  return g_string_free (text, FALSE);
}
