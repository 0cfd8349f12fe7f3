/* What a call sheet says beside scenes and cast: elements, what the wall's crew does, the crew. */
#include "sl-i18n.h"
#include "sl-schedule-call.h"
#include "sl-schedule-words.h"

#define LEFT SL_ALIGN_LEFT

const SlBoardScene *
sl_call_scene (const SlCall *c, const SlBoardDay *day, guint i)
{
  return &g_array_index (c->ask->read->scenes, SlBoardScene, day->first_scene + i);
}

/* Of one category: each element with its scenes; FALSE without any. */
static gboolean
elements_of (const SlCall *c, int category, GString *out)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlList *ids = sl_call_scene (c, c->day, i)->scene->elements;

      for (guint k = 0; k < sl_list_n (ids); k++)
        {
          const char *id = *sl_list_at (ids, char *, k);
          const SlElement *element = sl_plan_get (c->ask->plan, SL_KIND_ELEMENT, id);

          if (element == NULL || element->category != category || !g_hash_table_add (seen, (gpointer) id))
            continue;
          g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", sl_entity_title (&element->entity));
          if (element->count > 1)
            g_string_append_printf (out, " ×%" G_GINT64_FORMAT, element->count);
          g_string_append (out, " (");
          for (guint n = 0, said = 0; n < c->day->n_scenes; n++)
            {
              const SlSceneEntity *scene = sl_call_scene (c, c->day, n)->scene;
              g_autofree char *number = sl_words_scene (scene);

              for (guint e = 0; e < sl_list_n (scene->elements); e++)
                if (g_strcmp0 (*sl_list_at (scene->elements, char *, e), id) == 0)
                  {
                    g_string_append_printf (out, "%s%s", said++ > 0 ? ", " : "", number);
                    break;
                  }
            }
          g_string_append_c (out, ')');
        }
    }
  return out->len > 0;
}

void
sl_call_add_elements (const SlCall *c)
{
  SlReportTable *t = NULL;

  for (int category = 0; category <= SL_CATEGORY_OTHER; category++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      if (!elements_of (c, category, names))
        continue;
      if (t == NULL)
        {
          t = sl_report_table (c->report, _("Needed"));
          sl_report_column (t, _("Category"), LEFT, 34, 0, SL_BOTH);
          sl_report_column (t, _("What (scenes)"), LEFT, 60, 1, SL_BOTH);
        }
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (t, sl_words_value (SL_KIND_ELEMENT, "category", category))->bold = TRUE;
      sl_report_cell (t, names->str);
    }
}

/* What the wall's crew does before scenes, by the clock. */
void
sl_call_add_volume (const SlCall *c)
{
  SlReportTable *t = NULL;

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlBoardScene *s = sl_call_scene (c, c->day, i);
      g_autofree char *changes = sl_words_changes (s), *number = sl_words_scene (s->scene);
      const gint32 before = s->move + s->wall + s->mode + s->load + s->calibration;

      if (before <= 0)
        continue;
      if (t == NULL)
        {
          t = sl_report_table (c->report, _("Volume: loads, changes, calibrations"));
          sl_report_column (t, _("From"), LEFT, 17, 0, SL_BOTH);
          sl_report_column (t, _("Ready by"), LEFT, 17, 0, SL_BOTH);
          sl_report_column (t, _("For scene"), LEFT, 18, 0, SL_BOTH);
          sl_report_column (t, _("Stage"), LEFT, 28, 1, SL_BOTH);
          sl_report_column (t, _("Environment"), LEFT, 30, 1, SL_BOTH);
          sl_report_column (t, _("What"), LEFT, 40, 2, SL_BOTH);
        }
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_words_take (t, sl_words_clock (MAX (0, c->day->call + s->begins - before)));
      sl_words_take (t, sl_words_clock (c->day->call + s->begins));
      sl_report_cell (t, number)->bold = TRUE;
      sl_report_cell (t, s->stage != NULL ? sl_entity_title (&s->stage->entity) : "");
      sl_report_cell (t, sl_words_name (c->ask->plan, s->environment));
      sl_report_cell (t, changes);
    }
}

static int
compare_crew (gconstpointer a, gconstpointer b)
{
  const SlCrew *x = *(SlCrew *const *) a, *y = *(SlCrew *const *) b;

  return g_strcmp0 (x->department, y->department);
}

static GPtrArray *
find_crew (const SlCall *c)
{
  GPtrArray *crew = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (c->ask->plan, SL_KIND_CREW); i++)
    {
      const SlCrew *one = (const SlCrew *) sl_plan_at (c->ask->plan, SL_KIND_CREW, i);
      const gboolean ours = one->production == NULL
                            || g_strcmp0 (one->production, c->ask->read->production->entity.id) == 0;

      if (ours && (one->unit == NULL || (c->day->unit != NULL && g_str_equal (one->unit, c->day->unit->entity.id))))
        g_ptr_array_add (crew, (gpointer) one);
    }
  g_ptr_array_sort (crew, compare_crew);
  return crew;
}

void
sl_call_add_crew (const SlCall *c)
{
  g_autoptr (GPtrArray) crew = find_crew (c);
  SlReportTable *t;

  if (crew->len == 0)
    return;
  t = sl_report_table (c->report, _("Crew"));
  sl_report_column (t, _("Department"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Job"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Name"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Call"), LEFT, 17, 0, SL_BOTH);
  for (guint i = 0; i < crew->len; i++)
    {
      const SlCrew *one = crew->pdata[i];

      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (t, one->department)->bold = TRUE;
      sl_report_cell (t, one->role);
      sl_report_cell (t, sl_entity_title (&one->entity));
      sl_words_take (t, sl_words_clock (c->day->call));
    }
}
