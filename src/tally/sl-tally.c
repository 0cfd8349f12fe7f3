#include "sl-tally.h"

#include "sl-check.h"
#include "sl-i18n.h"
#include "sl-optics.h"

static void
wall_tally_clear (gpointer data)
{
  SlWallTally *t = data;

  g_free (t->id);
  g_clear_pointer (&t->doubts, g_ptr_array_unref);
}

void
sl_tally_free (SlTally *tally)
{
  if (tally == NULL)
    return;
  g_array_unref (tally->walls);
  wall_tally_clear (&tally->totals);
  g_free (tally->currency);
  g_free (tally);
}

/* --- signal --- */

/* Ports for whole cabinets, each port with one kind; −1 when one cabinet is too large for a port. */
static gint64
count_ports (const SlSceneWall *scene, gint64 port_pixels)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new (NULL, NULL); /* SlPanel → how many stand */
  GHashTableIter iter;
  gpointer panel, number;
  gint64 ports = 0;

  for (guint i = 0; i < scene->n_panels; i++)
    {
      gpointer key = (gpointer) scene->panels[i].panel;
      guint so_far = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, key));
      g_hash_table_insert (kinds, key, GUINT_TO_POINTER (so_far + 1));
    }
  g_hash_table_iter_init (&iter, kinds);
  while (g_hash_table_iter_next (&iter, &panel, &number))
    {
      gint64 a_port = port_pixels / (((const SlPanel *) panel)->pixels_w * ((const SlPanel *) panel)->pixels_h);
      if (a_port < 1)
        return -1;
      ports += (GPOINTER_TO_UINT (number) + a_port - 1) / a_port;
    }
  return ports;
}

static void
tally_signal (SlWallTally *t, const SlPlan *plan, const SlSceneWall *scene)
{
  const SlWall *wall = (const SlWall *) scene->entity;
  const SlProcessor *processor = sl_plan_get (plan, SL_KIND_PROCESSOR, wall->processor);
  const SlEntity *built = sl_plan_get (plan, SL_KIND_STAGE, wall->placed.stage);
  SlSceneStage stage;

  t->ports = t->processors = t->canvases = -1;
  if (processor == NULL || built == NULL)
    return;
  sl_scene_stage_init (&stage, built);
  gint64 port = sl_optics_port_pixels ((SlPortLaw) processor->law, stage.fps, stage.bits, stage.ultra_low_latency);
  t->ports = count_ports (scene, port);
  t->canvases = sl_tally_canvases (scene->columns_px, scene->columns, scene->rows_px, scene->rows, processor->max_w,
                                   processor->max_h, processor->pixels);
  if (t->canvases >= 0 && t->ports >= 0)
    {
      gint64 by_ports = processor->ports > 0 ? (t->ports + processor->ports - 1) / processor->ports : 0;
      t->processors = MAX (t->canvases, by_ports);
      if (processor->ports > 0)
        t->ports_limit = (SlLimit) { (double) t->ports, (double) (t->processors * processor->ports) };
    }
  t->unverified |= processor->device.recalled != NULL;
}

/* --- walls --- */

static void
add_cabinets (SlWallTally *t, const SlSceneWall *scene)
{
  for (guint i = 0; i < scene->n_panels; i++)
    {
      const SlPanel *panel = scene->panels[i].panel;

      t->pixels += panel->pixels_w * panel->pixels_h;
      t->area_m2 += panel->width_mm * panel->height_mm / 1e6;
      t->weight_kg += panel->weight_kg; /* NAN stays NAN: not known */
      t->power_max_w += panel->power_max_w;
      t->power_avg_w += panel->power_avg_w;
      t->unverified |= panel->device.recalled != NULL;
    }
  t->heat_btu_h = 3.412 * t->power_max_w;
}

static gboolean
tally_wall (SlWallTally *t, const SlPlan *plan, const SlEntity *entity, GError **error)
{
  g_autoptr (SlSceneWall) scene = sl_scene_wall_new (plan, entity, error);

  if (scene == NULL)
    return FALSE;
  *t = (SlWallTally) {
    .id = g_strdup (entity->id), .panels = scene->n_panels, .columns = scene->columns, .rows = scene->rows,
    .pitch_mm = scene->usual->pitch_mm, .width_m = sl_scene_wall_width (scene),
    .height_m = sl_scene_wall_height (scene), .price = NAN, .ports_limit = { NAN, NAN },
    .form = sl_wall_form (plan, scene), .doubts = sl_wall_doubts (plan, scene),
  };
  for (guint i = 0; i < scene->columns; i++)
    t->pixels_w += scene->columns_px[i];
  for (guint i = 0; i < scene->rows; i++)
    t->pixels_h += scene->rows_px[i];
  add_cabinets (t, scene);
  tally_signal (t, plan, scene);
  return TRUE;
}

/* --- the plan --- */

static gint64
sum_known (gint64 a, gint64 b)
{
  return a < 0 || b < 0 ? -1 : a + b;
}

static gboolean
has_doubt (const GPtrArray *doubts, const SlDoubt *doubt)
{
  for (guint i = 0; i < doubts->len; i++)
    {
      const SlDoubt *one = doubts->pdata[i];
      if (g_str_equal (one->device, doubt->device) && g_str_equal (one->field, doubt->field))
        return TRUE;
    }
  return FALSE;
}

static void
add_doubts (GPtrArray *sum, const GPtrArray *doubts)
{
  for (guint i = 0; i < doubts->len; i++)
    {
      const SlDoubt *doubt = doubts->pdata[i];
      SlDoubt *copy;

      if (has_doubt (sum, doubt))
        continue;
      copy = g_new (SlDoubt, 1);
      *copy = (SlDoubt) { g_strdup (doubt->device), g_strdup (doubt->field), g_strdup (doubt->source) };
      g_ptr_array_add (sum, copy);
    }
}

static void
add_to_totals (SlWallTally *sum, const SlWallTally *t)
{
  add_doubts (sum->doubts, t->doubts);
  sum->panels += t->panels;
  sum->pixels += t->pixels;
  sum->area_m2 += t->area_m2;
  sum->weight_kg += t->weight_kg;
  sum->power_max_w += t->power_max_w;
  sum->power_avg_w += t->power_avg_w;
  sum->heat_btu_h += t->heat_btu_h;
  sum->ports = sum_known (sum->ports, t->ports);
  sum->processors = sum_known (sum->processors, t->processors);
  sum->canvases = sum_known (sum->canvases, t->canvases);
  sum->unverified |= t->unverified;
}

static void
add_wall (SlTally *tally, const SlPlan *plan, const SlEntity *wall, GPtrArray *omissions)
{
  g_autoptr (GError) error = NULL;
  SlWallTally t;

  if (tally_wall (&t, plan, wall, &error))
    {
      add_to_totals (&tally->totals, &t);
      g_array_append_val (tally->walls, t);
    }
  else
    {
      g_autoptr (GError) told = g_error_new (error->domain, error->code, _("The wall is not counted: %s"),
                                             error->message);
      sl_findings_add_error (omissions, SL_SEVERITY_WARNING, wall, "cabinet",
                             _("Choose its cabinet from the catalogue"), told);
    }
}

SlTally *
sl_tally_new (const SlPlan *plan, GPtrArray *omissions)
{
  SlTally *tally = g_new0 (SlTally, 1);
  const SlProduction *production = NULL;

  tally->walls = g_array_new (FALSE, TRUE, sizeof (SlWallTally));
  g_array_set_clear_func (tally->walls, wall_tally_clear);
  tally->totals.doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_doubt_free);
  tally->totals.price = NAN;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    add_wall (tally, plan, sl_plan_at (plan, SL_KIND_WALL, i), omissions);
  if (sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  tally->currency = g_strdup (production != NULL ? production->currency : "CNY");
  tally->cost = sl_tally_cost (plan, tally, omissions);
  for (guint i = 0; i < tally->walls->len; i++)
    {
      SlWallTally *t = &g_array_index (tally->walls, SlWallTally, i);
      t->price = sl_tally_wall_price (plan, tally, t);
    }
  return tally;
}
