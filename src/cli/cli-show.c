#include <math.h>

#include "cli.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-scene.h"
#include "sl-tally.h"

/* Which figures have no public source. */
static void
add_doubts (JsonBuilder *b, const GPtrArray *doubts)
{
  json_builder_set_member_name (b, "unverified_figures");
  json_builder_begin_array (b);
  for (guint i = 0; i < doubts->len; i++)
    {
      const SlDoubt *doubt = doubts->pdata[i];

      json_builder_begin_object (b);
      cli_json_text (b, "device", doubt->device);
      cli_json_text (b, "field", doubt->field);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
add_wall (JsonBuilder *b, const SlWallTally *t)
{
  json_builder_begin_object (b);
  if (t->id != NULL)
    {
      cli_json_text (b, "id", t->id);
      cli_json_count (b, "columns", t->columns);
      cli_json_count (b, "rows", t->rows);
      cli_json_count (b, "pixels_w", t->pixels_w);
      cli_json_count (b, "pixels_h", t->pixels_h);
      cli_json_number (b, "width_m", t->width_m);
      cli_json_number (b, "height_m", t->height_m);
      cli_json_number (b, "pitch_mm", t->pitch_mm);
      cli_json_number (b, "radius_m", t->form.radius_m);
      cli_json_number (b, "sweep_deg", t->form.sweep_deg);
    }
  cli_json_count (b, "panels", t->panels);
  cli_json_count (b, "pixels", t->pixels);
  cli_json_number (b, "area_m2", t->area_m2);
  cli_json_number (b, "weight_kg", t->weight_kg);
  cli_json_number (b, "power_max_w", t->power_max_w);
  cli_json_number (b, "power_avg_w", t->power_avg_w);
  cli_json_number (b, "heat_btu_h", t->heat_btu_h);
  cli_json_number (b, "price", t->price);
  cli_json_count (b, "ports", t->ports);
  cli_json_count (b, "processors", t->processors);
  cli_json_count (b, "canvases", t->canvases);
  if (t->unverified)
    {
      json_builder_set_member_name (b, "unverified");
      json_builder_add_boolean_value (b, TRUE);
      add_doubts (b, t->doubts);
    }
  json_builder_end_object (b);
}

static void
add_vector (JsonBuilder *b, const char *name, SlVec3 v)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  json_builder_add_double_value (b, v.x);
  json_builder_add_double_value (b, v.y);
  json_builder_add_double_value (b, v.z);
  json_builder_end_array (b);
}

/* What is shown, and what cannot be. */
typedef struct {
  const SlPlan    *plan;
  const SlTally   *tally;
  const char      *only;     /* NULL: everything */
  GPtrArray       *omissions;
  SlFindingMerger *left_out; /* into the omissions */
} Show;

/* FALSE for a shot that is not complete: it has no picture. */
static gboolean
first_camera (const Show *show, const SlShot *shot, SlSceneCamera *camera)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (show->plan, NULL, shot->entity.id, &error);

  if (maker != NULL)
    sl_finding_merger_add (show->left_out, sl_scene_maker_findings_of_values (maker));
  if (maker != NULL && sl_scene_maker_camera (maker, 0, camera, &error))
    return TRUE;
  cli_findings_take (show->omissions, &shot->entity, _("Complete the shot"), error);
  return FALSE;
}

static void
add_shot (JsonBuilder *b, const Show *show, const SlShot *shot)
{
  SlSceneCamera camera;
  double pan, tilt, roll;

  json_builder_begin_object (b);
  cli_json_text (b, "id", shot->entity.id);
  cli_json_text (b, "scene", shot->scene);
  cli_json_count (b, "frames", shot->frames);
  json_builder_set_member_name (b, "fps");
  json_builder_begin_array (b);
  json_builder_add_int_value (b, shot->fps.num);
  json_builder_add_int_value (b, shot->fps.den);
  json_builder_end_array (b);
  cli_json_number (b, "focal_length_mm", sl_scene_shot_focal_mm (show->plan, shot->entity.id));
  if (first_camera (show, shot, &camera))
    {
      cli_json_number (b, "hfov_deg", camera.hfov_deg);
      cli_json_number (b, "vfov_deg", camera.vfov_deg);
      sl_frame_to_pose (&camera.frame, &pan, &tilt, &roll);
      json_builder_set_member_name (b, "camera");
      json_builder_begin_object (b);
      add_vector (b, "position_m", camera.frame.o);
      cli_json_number (b, "pan_deg", pan);
      cli_json_number (b, "tilt_deg", tilt);
      cli_json_number (b, "roll_deg", roll);
      json_builder_end_object (b);
    }
  json_builder_end_object (b);
}

/* Every entity as its file fields, so that a script need not read XML. */
static void
add_entities (JsonBuilder *b, const SlPlan *plan, const char *only)
{
  json_builder_set_member_name (b, "entities");
  json_builder_begin_array (b);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        const SlRecordType *type = &sl_kind_info (kind)->record;

        if (only != NULL && !g_str_equal (only, entity->id))
          continue;
        json_builder_begin_object (b);
        cli_json_text (b, "kind", type->name);
        cli_json_text (b, "id", entity->id);
        if (entity->name != NULL)
          cli_json_text (b, "name", entity->name);
        json_builder_set_member_name (b, "fields");
        json_builder_begin_object (b);
        for (guint f = 0; f < type->n_fields; f++)
          {
            g_autofree char *text = sl_entity_get (entity, type->fields[f].name, NULL);
            if (*text != '\0')
              cli_json_text (b, type->fields[f].name, text);
          }
        json_builder_end_object (b);
        json_builder_end_object (b);
      }
  json_builder_end_array (b);
}

static int
show_json (const char *name, const Show *show, const char *target, gint64 started)
{
  const SlPlan *plan = show->plan;
  const SlTally *tally = show->tally;
  const char *only = show->only;
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  json_builder_set_member_name (b, "walls");
  json_builder_begin_array (b);
  for (guint i = 0; i < tally->walls->len; i++)
    if (only == NULL || g_str_equal (only, g_array_index (tally->walls, SlWallTally, i).id))
      add_wall (b, &g_array_index (tally->walls, SlWallTally, i));
  json_builder_end_array (b);
  json_builder_set_member_name (b, "totals");
  add_wall (b, &tally->totals);
  json_builder_set_member_name (b, "shots");
  json_builder_begin_array (b);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (only == NULL || g_str_equal (only, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      add_shot (b, show, (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i));
  json_builder_end_array (b);
  add_entities (b, plan, only);
  json_builder_set_member_name (b, "cost");
  json_builder_begin_object (b);
  cli_json_text (b, "currency", tally->currency);
  cli_json_number (b, "total", tally->cost);
  json_builder_end_object (b);
  cli_say_omissions (name, show->omissions);
  cli_json_findings (b, show->omissions);
  cli_json_job (b, started, 1);
  json_builder_end_object (b);
  return cli_write_json (b, target);
}

static char *
known (double value, const char *format, double scale)
{
  return isnan (value) ? g_strdup ("–") : g_strdup_printf (format, value * scale);
}

static char *
known_count (gint64 value)
{
  return value < 0 ? g_strdup ("–") : g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static void
print_walls (const SlTally *tally)
{
  CliTable *table = cli_table_new (9, _("Wall"), _("Cabinets"), _("Pixels"), _("Mpx"), "m²", "kg", "kW", _("Ports"),
                                   _("Canvases"));

  for (guint i = 0; i <= tally->walls->len; i++)
    {
      const SlWallTally *t = i < tally->walls->len ? &g_array_index (tally->walls, SlWallTally, i) : &tally->totals;
      g_autofree char *cabinets = t->id != NULL ? g_strdup_printf ("%d (%d × %d)", (int) t->panels, (int) t->columns,
                                                                   (int) t->rows)
                                                : g_strdup_printf ("%d", (int) t->panels);
      g_autofree char *pixels = t->id != NULL ? g_strdup_printf ("%d × %d", (int) t->pixels_w, (int) t->pixels_h)
                                              : g_strdup ("");
      g_autofree char *mpx = g_strdup_printf ("%.2f", (double) t->pixels / 1e6),
                      *area = g_strdup_printf ("%.1f", t->area_m2);
      g_autofree char *weight = known (t->weight_kg, "%.0f", 1), *power = known (t->power_max_w, "%.1f", 1e-3);
      g_autofree char *ports = known_count (t->ports), *canvases = known_count (t->canvases);
      g_autofree char *name = g_strconcat (t->id != NULL ? t->id : _("Total"), t->unverified ? " *" : "", NULL);

      cli_table_row (table, name, cabinets, pixels, mpx, area, weight, power, ports, canvases);
    }
  cli_table_print (table);
  if (tally->totals.unverified)
    g_print (_("* with figures that have no public source\n"));
  g_print (_("Weights and power are planning figures, not a structural sign-off.\n"));
}

static void
print_shots (const Show *show)
{
  const SlPlan *plan = show->plan;
  CliTable *table = cli_table_new (5, _("Shot"), _("Scene"), _("Lens mm"), _("Frames"), _("View °"));

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autofree char *lens = g_strdup_printf ("%g", sl_scene_shot_focal_mm (plan, shot->entity.id));
      g_autofree char *frames = g_strdup_printf ("%d", (int) shot->frames);
      SlSceneCamera camera;
      gboolean known = first_camera (show, shot, &camera);
      g_autofree char *view = known ? g_strdup_printf ("%.2f × %.2f", camera.hfov_deg, camera.vfov_deg)
                                    : g_strdup ("–");

      cli_table_row (table, shot->entity.id, shot->scene != NULL ? shot->scene : "", lens, frames, view);
    }
  cli_table_print (table);
}

static void
print_entity (const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  CliTable *table = cli_table_new (3, _(type->label), entity->id, "");

  cli_table_row (table, "name", entity->name != NULL ? entity->name : "", "");
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *text = sl_entity_get (entity, type->fields[i].name, NULL);
      cli_table_row (table, type->fields[i].name, text, *text != '\0' ? sl_unit_symbol (type->fields[i].unit) : "");
    }
  cli_table_print (table);
}

static int
run (int argc, char **argv)
{
  static char *json;
  const GOptionEntry entries[] = { CLI_JSON_OPTION (&json), { NULL } };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlTally) tally = NULL;
  g_autoptr (GPtrArray) omissions = cli_findings_new ();
  g_autoptr (SlFindingMerger) left_out = NULL;
  gint64 started = g_get_monotonic_time ();
  const char *only;
  int code;

  if (!cli_parse (&cli_show, entries, &argc, &argv, 1, 2, &code) || (document = cli_open (argv[1], &code)) == NULL)
    return code;
  only = argc > 2 ? argv[2] : NULL;
  if (only != NULL && sl_plan_find (sl_document_plan (document), only) == NULL)
    return cli_fail_text (_("%s: the plan has no “%s”; “show” without an id lists what it has"), argv[1], only);
  if (only != NULL && json == NULL)
    {
      print_entity (sl_plan_find (sl_document_plan (document), only));
      return EXIT_DONE;
    }
  tally = sl_tally_new (sl_document_plan (document), omissions);
  left_out = sl_finding_merger_new (omissions);
  const Show show = { sl_document_plan (document), tally, only, omissions, left_out };
  if (json != NULL)
    return show_json (argv[1], &show, json, started);
  print_walls (tally);
  g_print ("\n");
  print_shots (&show);
  cli_say_omissions (argv[1], omissions);
  if (!isnan (tally->cost))
    {
      g_autofree char *cost = sl_number_grouped (tally->cost);
      g_print (_("\nCost: %s %s\n"), tally->currency, cost);
    }
  return EXIT_DONE;
}

const CliCommand cli_show = { "show", "PLAN [ID] [--json FILE]", N_("Entities and what is derived from them"), run };
