#include "sl-book-about.h"

#include <math.h>

#include "sl-i18n.h"

static void
say (GString *out, const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s: %s", out->len > 0 ? "\n" : "", label, text);
}

/* Takes `part`. */
static void
join (GString *out, const char *between, char *part)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? between : "", part);
  g_free (part);
}

/* --- walls --- */

static void
join_figure (GString *out, double value, int decimals, const char *format)
{
  g_autofree char *number = isnan (value) ? NULL : sl_number_fixed (value, decimals);
  char text[64];

  if (number == NULL)
    return;
  g_snprintf (text, sizeof text, "%s %s", number, format);
  join (out, ", ", g_strdup (text));
}

static char *
wall_text (const SlWallTally *t)
{
  g_autofree char *width = sl_number_fixed (t->width_m, 2), *height = sl_number_fixed (t->height_m, 2);
  GString *out = g_string_new (NULL);

  join (out, "", g_strdup_printf ("%s × %s m", width, height));
  join (out, ", ", g_strdup_printf ("%d × %d px", (int) t->pixels_w, (int) t->pixels_h));
  join (out, ", ", g_strdup_printf (ngettext ("%d cabinet", "%d cabinets", (gulong) t->panels), (int) t->panels));
  join_figure (out, t->pitch_mm, 2, "mm");
  join_figure (out, t->power_max_w / 1000, 1, "kW");
  join_figure (out, t->weight_kg, 0, "kg");
  if (t->ports >= 0)
    join (out, ", ", g_strdup_printf (ngettext ("%d port", "%d ports", (gulong) t->ports), (int) t->ports));
  if (t->processors >= 0)
    join (out, ", ", g_strdup_printf (ngettext ("%d processor", "%d processors", (gulong) t->processors),
                                      (int) t->processors));
  if (t->unverified)
    join (out, ", ", g_strdup (_("some figures are unverified")));
  return g_string_free (out, FALSE);
}

static void
say_walls (GString *out, const SlPlan *plan, const SlTally *tally, const char *stage)
{
  for (guint i = 0; i < tally->walls->len; i++)
    {
      const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, i);
      const SlWall *wall = sl_plan_get (plan, SL_KIND_WALL, t->id);
      g_autofree char *text = NULL;

      if (wall == NULL || g_strcmp0 (wall->placed.stage, stage) != 0)
        continue;
      text = wall_text (t);
      say (out, sl_entity_title (&wall->entity), text);
    }
}

/* --- what is shot --- */

/* Each once. */
static void
join_once (GString *out, GHashTable *seen, const char *text)
{
  if (text != NULL && *text != '\0' && g_hash_table_add (seen, g_strdup (text)))
    join (out, ", ", g_strdup (text));
}

static void
say_pictures (GString *out, const SlPlan *plan, const char *stage)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) setups = g_string_new (NULL), contents = g_string_new (NULL), rates = g_string_new (NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SETUP); i++)
    {
      const SlSetup *setup = (const SlSetup *) sl_plan_at (plan, SL_KIND_SETUP, i);
      const SlEntity *content = sl_plan_get (plan, SL_KIND_ENVIRONMENT, setup->environment);

      if (g_strcmp0 (setup->stage, stage) != 0)
        continue;
      join (setups, ", ", g_strdup (sl_entity_title (&setup->entity)));
      join_once (contents, seen, content != NULL ? sl_entity_title (content) : NULL);
    }
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
      g_autofree char *rate = sl_entity_get (&shot->entity, "fps", NULL);

      if (setup != NULL && g_strcmp0 (setup->stage, stage) == 0)
        join_once (rates, seen, rate);
    }
  say (out, _("Setups"), setups->str);
  say (out, _("Content"), contents->str);
  say (out, _("Frames a second"), rates->str);
}

char *
sl_book_about (const SlPlan *plan, const SlTally *tally, const SlBooking *b)
{
  GString *out = g_string_new (NULL);

  say (out, _("Hand-off package"), b->package);
  say (out, _("Contact"), b->contact);
  if (b->notes != NULL && *b->notes != '\0')
    join (out, "\n", g_strdup (b->notes));
  if (b->stage != NULL)
    {
      say_walls (out, plan, tally, b->stage);
      say_pictures (out, plan, b->stage);
    }
  return g_string_free (out, FALSE);
}
