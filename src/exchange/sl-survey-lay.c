/* Which point of a survey is which of the plan, and where the stage is by them. */
#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-survey-align.h"

enum { LISTED = 5 }; /* points named in an error */

static const double SAME_M = 1e-4;

/* --- which is which --- */


static SlSurveyMatch *
match_of (const SlSurveyLaying *w, const char *name)
{
  for (guint i = 0; i < w->matches->len; i++)
    if (g_str_equal (g_array_index (w->matches, SlSurveyMatch, i).point->name, name))
      return &g_array_index (w->matches, SlSurveyMatch, i);
  return NULL;
}

static SlSurveyMatch *
need_match (const SlSurveyLaying *w, const char *name, GError **error)
{
  SlSurveyMatch *match = match_of (w, name);

  if (match == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the survey has no point “%s”; name one that it has"), name);
  return match;
}

/* One that was measured twice counts once. */
static void
say_twice (const SlSurveyLaying *w, const SlSurveyMatch *first, SlVec3 grid)
{
  const SlVec3 apart = sl_vec3_sub (grid, first->grid);
  g_autofree char *far = sl_number_fixed (hypot (apart.x, apart.y) * 1000, 1);

  sl_findings_add (w->align.findings, SL_SEVERITY_WARNING, NULL, NULL, _("Give each point its own name"),
                   _("%s stands in the survey twice, %s mm apart; the first counts"), first->point->name, far);
}

static void
take_points (SlSurveyLaying *w)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* name → number + 1 */

  for (guint i = 0; i < w->survey->points->len; i++)
    {
      const SlSurveyPoint *point = &g_array_index (w->survey->points, SlSurveyPoint, i);
      SlSurveyMatch match = { point, sl_survey_place (point, w->align.order, w->align.unit_m) };
      const guint first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, point->name));
      gboolean several = FALSE;

      if (first > 0)
        {
          say_twice (w, &g_array_index (w->matches, SlSurveyMatch, first - 1), match.grid);
          continue;
        }
      match.place = w->index != NULL ? sl_survey_index_find (w->index, point->name, &several) : NULL;
      match.used = match.place != NULL;
      if (several)
        sl_findings_add (w->align.findings, SL_SEVERITY_WARNING, NULL, NULL, _("Say which under “The same” (match)"),
                         _("the plan has several things called “%s”; it is not known which was measured"), point->name);
      g_array_append_val (w->matches, match);
      g_hash_table_insert (seen, point->name, GUINT_TO_POINTER (w->matches->len));
    }
}

/* "CP1 = wall-main.BL; CP2 = origin" */
static gboolean
take_pairs (const SlSurveyLaying *w, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit_set (w->match != NULL ? w->match : "", ";,", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *pair = g_strstrip (pairs[i]), *equals = strchr (pair, '=');
      const SlSurveyNamed *place = NULL;
      SlSurveyMatch *match;
      gboolean several = FALSE;

      if (*pair == '\0')
        continue;
      if (equals == NULL)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” names no two points; write POINT = PLACE"), pair);
          return FALSE;
        }
      *equals = '\0';
      if ((match = need_match (w, g_strchomp (pair), error)) == NULL)
        return FALSE;
      if (w->index != NULL)
        place = sl_survey_index_find (w->index, equals + 1, &several);
      if (place == NULL)
        {
          sl_error_set (error, SL_ERROR_REFERENCE,
                        _("the plan has no one place called “%s”; name a mark, a wall's corner such as WALL.BL, "
                          "or the origin"), g_strstrip (equals + 1));
          return FALSE;
        }
      match->place = place;
      match->used = TRUE;
    }
  return TRUE;
}

static gboolean
leave_out (const SlSurveyLaying *w, GError **error)
{
  g_auto (GStrv) names = g_strsplit_set (w->without != NULL ? w->without : "", ";,", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      SlSurveyMatch *match;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      if ((match = need_match (w, names[i], error)) == NULL)
        return FALSE;
      match->used = FALSE;
    }
  return TRUE;
}

/* --- where the stage is --- */

gboolean
sl_survey_own_site (const SlStage *stage, SlSite *site)
{
  if (stage == NULL || isnan (stage->survey_origin.x))
    return FALSE;
  *site = (SlSite) { stage->survey_origin, stage->survey_bearing };
  return TRUE;
}

static gboolean
site_by_origin (SlSurveyLaying *w, GError **error)
{
  const SlSurveyMatch *origin, *toward;

  if (w->origin == NULL || w->toward == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("an origin needs a point upstage of it, and that an origin; name both"));
      return FALSE;
    }
  if ((origin = need_match (w, w->origin, error)) == NULL
      || (toward = need_match (w, w->toward, error)) == NULL)
    return FALSE;
  const SlVec3 way = sl_vec3_sub (toward->grid, origin->grid);
  if (hypot (way.x, way.y) < SAME_M)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the point upstage lies on the origin; name another"));
      return FALSE;
    }
  w->site = (SlSite) { origin->grid, atan2 (way.x, way.y) * 180 / G_PI };
  w->site.origin.z = isnan (origin->grid.z) ? 0 : origin->grid.z;
  return TRUE;
}

guint
sl_survey_count_used (const GArray *matches)
{
  guint n = 0;

  for (guint i = 0; i < matches->len; i++)
    n += g_array_index (matches, SlSurveyMatch, i).used;
  return n;
}

static void
set_too_few (const SlSurveyLaying *w, guint known, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < w->matches->len && i < LISTED; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", g_array_index (w->matches, SlSurveyMatch, i).point->name);
  if (w->matches->len > LISTED)
    g_string_append (names, "…");
  sl_error_set (error, SL_ERROR_INPUT,
                _("the plan knows %u of the survey's %u points (%s), and two say where the stage is; name marks like "
                  "them, say which is which under “The same” (match), or name the point at the stage's origin (origin) "
                  "and one straight upstage of it (toward)"), known,
                w->matches->len, names->str);
}

/* Where it is now is kept when it is the same. */
static gboolean
same_site (const SlSurveyLaying *w, const SlSite *own)
{
  for (guint i = 0; i < w->matches->len; i++)
    {
      const SlVec3 grid = g_array_index (w->matches, SlSurveyMatch, i).grid;
      const SlVec3 p = sl_vec3 (grid.x, grid.y, isnan (grid.z) ? own->origin.z : grid.z);

      if (sl_vec3_length (sl_vec3_sub (sl_site_unpoint (own, p), sl_site_unpoint (&w->site, p))) > SAME_M)
        return FALSE;
    }
  return TRUE;
}

/* The stage's own, where nothing else says where it is. */
static gboolean
keep_site (SlSurveyLaying *w, guint used, GError **error)
{
  if (sl_survey_own_site (w->stage, &w->site))
    {
      sl_survey_warn (&w->align, &w->site, NULL);
      return TRUE;
    }
  if (w->keep)
    sl_error_set (error, SL_ERROR_INPUT, _("the stage has no survey to keep; import it without that"));
  else
    set_too_few (w, used, error);
  return FALSE;
}

static gboolean
new_site (SlSurveyLaying *w, GError **error)
{
  SlSiteFit fit;
  const gboolean named = w->origin != NULL || w->toward != NULL;

  if (named ? !site_by_origin (w, error) : !sl_survey_fit (&w->align, &fit, error))
    return FALSE;
  if (!named)
    w->site = fit.site;
  sl_survey_warn (&w->align, &w->site, named ? NULL : &fit);
  return TRUE;
}

static gboolean
find_site (SlSurveyLaying *w, GError **error)
{
  const guint used = sl_survey_count_used (w->matches);
  SlSite own;

  if (w->keep || (used < 2 && w->origin == NULL && w->toward == NULL))
    return keep_site (w, used, error);
  if (!new_site (w, error))
    return FALSE;
  if (!sl_survey_own_site (w->stage, &own))
    return TRUE;
  if (same_site (w, &own))
    w->site = own;
  else
    sl_findings_add (w->align.findings, SL_SEVERITY_WARNING, NULL, NULL, _("Undo it if that was not meant"), "%s",
                     _("the stage had another survey, which this one replaces"));
  return TRUE;
}

gboolean
sl_survey_lay (SlSurveyLaying *laying, GError **error)
{
  take_points (laying);
  return take_pairs (laying, error) && leave_out (laying, error) && find_site (laying, error);
}
