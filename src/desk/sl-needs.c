#include "sl-needs.h"

#include <math.h>

#include "sl-i18n.h"

static void
need_free (gpointer data)
{
  SlNeed *need = data;

  g_free (need->label);
  g_free (need->text);
  g_free (need->help);
  g_free (need->id);
  g_free (need);
}

/* Takes `text`; `help` may be NULL. */
static SlNeed *
add (GPtrArray *needs, const char *label, char *text, const char *help, SlLimitState state)
{
  SlNeed *need = g_new0 (SlNeed, 1);

  *need = (SlNeed) { .label = g_strdup (label), .text = text, .help = g_strdup (help), .state = state };
  g_ptr_array_add (needs, need);
  return need;
}

/* "1,464 kg"; what is not known says what to enter. */
static char *
amount (double value, const char *unit, const char *lacks)
{
  g_autofree char *number = isnan (value) ? NULL : sl_number_grouped (value);

  return number != NULL ? g_strdup_printf ("%s %s", number, unit) : g_strdup (lacks);
}

static char *
length_text (double metres, gboolean imperial)
{
  g_autofree char *number = imperial ? NULL : sl_number_fixed (metres, 2);

  return imperial ? sl_length_to_feet (metres) : g_strdup_printf ("%s m", number);
}

/* --- a wall's lines --- */

static void
add_size (GPtrArray *needs, const SlWallTally *t, gboolean imperial)
{
  g_autofree char *width = length_text (t->width_m, imperial), *height = length_text (t->height_m, imperial);
  g_autofree char *cabinets = sl_number_grouped ((double) t->panels);
  g_autofree char *mpx = sl_number_fixed ((double) t->pixels / 1e6, 2);

  add (needs, _("Width × height"), g_strdup_printf ("%s × %s", width, height), _("Along its face, and high"),
       SL_LIMIT_UNKNOWN);
  add (needs, _("Cabinets"), g_strdup_printf ("%s (%d × %d)", cabinets, (int) t->columns, (int) t->rows), NULL,
       SL_LIMIT_UNKNOWN);
  add (needs, _("Picture"),
       g_strdup_printf (_("%d × %d, %s Mpx"), (int) t->pixels_w, (int) t->pixels_h, mpx), NULL, SL_LIMIT_UNKNOWN);
}

static void
add_bend (GPtrArray *needs, const SlWallTally *t, gboolean imperial)
{
  /* an arc spans half a seam more at both ends, which is what its sweep is where one is asked for */
  const double spans = t->form.even && t->columns > 1 ? (double) t->columns / (double) (t->columns - 1) : 1;
  g_autofree char *radius = NULL, *sweep = sl_number_fixed (t->form.sweep_deg * spans, 1);

  if (isnan (t->form.radius_m))
    {
      add (needs, _("Bend"), g_strdup (_("flat")), NULL, SL_LIMIT_UNKNOWN);
      return;
    }
  radius = length_text (t->form.radius_m, imperial);
  add (needs, _("Bend"), g_strdup_printf (t->form.even ? _("radius %s, sweep %s°") : _("radius from %s, sweep %s°"),
                                          radius, sweep),
       _("To the LED faces; the sweep is what an arc spans, else what the faces turn from end to end"),
       SL_LIMIT_UNKNOWN);
}

static void
add_weight_and_power (GPtrArray *needs, const SlWallTally *t)
{
  g_autofree char *most = isnan (t->power_max_w) ? NULL : sl_number_fixed (t->power_max_w / 1000, 1);
  g_autofree char *mean = isnan (t->power_avg_w) ? NULL : sl_number_fixed (t->power_avg_w / 1000, 1);
  char *power = most == NULL ? g_strdup (_("enter the cabinet’s maximum power"))
                : mean == NULL ? g_strdup_printf (_("%s kW at most"), most)
                               : g_strdup_printf (_("%s kW at most, %s kW usually"), most, mean);

  add (needs, _("Weight"), amount (t->weight_kg, "kg", _("enter the cabinet’s weight")),
       _("Of the cabinets; planning figures, not a structural sign-off"), SL_LIMIT_UNKNOWN);
  add (needs, _("Power"), power, _("Full white, and a usual picture"), SL_LIMIT_UNKNOWN);
  if (!isnan (t->heat_btu_h))
    add (needs, _("Heat"), amount (t->heat_btu_h, "BTU/h", ""), _("At full white"), SL_LIMIT_UNKNOWN);
}

static void
add_signal (GPtrArray *needs, const SlWallTally *t)
{
  SlLimitState state = sl_limit_state (&t->ports_limit);

  if (t->ports < 0)
    add (needs, _("Ports"), g_strdup (_("choose a processor")), NULL, SL_LIMIT_UNKNOWN);
  else if (state == SL_LIMIT_UNKNOWN)
    add (needs, _("Ports"), g_strdup_printf ("%d", (int) t->ports), NULL, SL_LIMIT_UNKNOWN);
  else
    add (needs, _("Ports"), g_strdup_printf (_("%d of %d"), (int) t->ports, (int) t->ports_limit.limit),
         _("1G ports, of those that its processors have"), state);
  if (t->processors >= 0)
    add (needs, _("Processors"), g_strdup_printf ("%d", (int) t->processors), NULL, SL_LIMIT_UNKNOWN);
}

/* What it comes near to, or is over. */
static void
add_limits (GPtrArray *needs, const SlWallTally *t, gboolean imperial)
{
  static const struct { const char *label, *unit, *help; } names[SL_LIMIT_PORTS] = {
    [SL_LIMIT_SEAM] = { N_("Largest seam"), "°", N_("Of what the cabinet can do") },
    [SL_LIMIT_HANG] = { N_("Rows hung"), "", N_("Of those that the cabinet can carry hanging") },
    [SL_LIMIT_STACK] = { N_("Rows stacked"), "", N_("Of those that the cabinet can carry standing") },
    [SL_LIMIT_HEIGHT] = { N_("Top edge"), "m", N_("Of the stage’s clear height") },
  };

  for (guint i = 0; i < SL_LIMIT_PORTS; i++)
    {
      const SlLimit *limit = &t->form.limits[i];
      SlLimitState state = sl_limit_state (limit);
      g_autofree char *value = NULL, *most = NULL;

      if (state == SL_LIMIT_UNKNOWN)
        continue;
      if (i == SL_LIMIT_HEIGHT)
        {
          value = length_text (limit->value, imperial);
          most = length_text (limit->limit, imperial);
        }
      else
        {
          g_autofree char *a = sl_number_brief (round (limit->value * 100) / 100), *b = sl_number_brief (limit->limit);
          value = g_strconcat (a, names[i].unit, NULL);
          most = g_strconcat (b, names[i].unit, NULL);
        }
      add (needs, _(names[i].label),
           g_strdup_printf (state == SL_LIMIT_OVER ? _("%s, but %s at most") : _("%s, %s at most"), value, most),
           _(names[i].help), state);
    }
}

static void
add_price (GPtrArray *needs, const SlTally *tally, const SlWallTally *t)
{
  if (isnan (t->price))
    return;
  g_autofree char *number = sl_number_grouped (t->price);
  add (needs, _("Price"), g_strdup_printf ("%s %s", tally->currency, number),
       _("Of the rates for this wall: by area, by piece and its own"), SL_LIMIT_UNKNOWN);
}

GPtrArray *
sl_needs_of_wall (const SlPlan *plan, const SlTally *tally, const SlWallTally *t, gboolean imperial)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func (need_free);

  add_size (needs, t, imperial);
  add_bend (needs, t, imperial);
  add_weight_and_power (needs, t);
  add_signal (needs, t);
  add_limits (needs, t, imperial);
  add_price (needs, tally, t);
  return needs;
}

const SlWallTally *
sl_needs_wall (const SlTally *tally, const char *id)
{
  for (guint i = 0; tally != NULL && i < tally->walls->len; i++)
    if (g_strcmp0 (g_array_index (tally->walls, SlWallTally, i).id, id) == 0)
      return &g_array_index (tally->walls, SlWallTally, i);
  return NULL;
}

/* --- what nobody can check --- */

static char *
device_title (const SlEntity *device)
{
  g_autofree char *maker = sl_entity_get (device, "manufacturer", NULL);
  g_autofree char *model = sl_entity_get (device, "model", NULL);

  if (device->name != NULL || model == NULL || *model == '\0')
    return g_strdup (sl_entity_title (device));
  return maker != NULL && *maker != '\0' ? g_strdup_printf ("%s %s", maker, model) : g_strdup (model);
}

GPtrArray *
sl_needs_doubts (const SlPlan *plan, const GPtrArray *doubts)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func (need_free);

  for (guint i = 0; i < doubts->len; i++)
    {
      const SlDoubt *doubt = doubts->pdata[i];
      const SlEntity *device = sl_plan_find (plan, doubt->device);
      const SlField *field = device != NULL ? sl_record_field (&sl_kind_info (device->kind)->record, doubt->field)
                                            : NULL;
      g_autofree char *title = device != NULL ? device_title (device) : g_strdup (doubt->device);
      g_autofree char *name = field != NULL ? g_strdup (_(field->label)) : g_strdup (doubt->field);
      g_autofree char *label = g_strdup_printf ("%s · %s", name, title), *help = NULL;
      g_autofree char *value = field != NULL ? sl_entity_get (device, doubt->field, NULL) : NULL;
      SlNeed *need;

      help = doubt->source != NULL ? g_strdup_printf (_("No public source. The device’s other figures: %s"),
                                                      doubt->source) : g_strdup (_("No public source"));
      need = add (needs, label,
                  value != NULL && *value != '\0' ? g_strdup_printf ("%s %s", value,
                                                                     sl_unit_symbol (field->unit)) : g_strdup ("–"),
                  help, SL_LIMIT_UNKNOWN);
      g_strchomp (need->text);
      need->id = device != NULL ? g_strdup (device->id) : NULL;
      need->field = field != NULL ? field->name : NULL;
    }
  return needs;
}

/* --- sums --- */

/* Takes the part. No line ends within it. */
static void
join (GString *out, char *part)
{
  g_autoptr (GString) whole = g_string_new (part);

  g_string_replace (whole, " ", "\u00a0", 0);
  g_string_append_printf (out, "%s%s", out->len > 0 ? "\u00a0· " : "", whole->str);
  g_free (part);
}

/* How many ports are known, and how many walls lack them. */
static void
join_ports (GString *out, const SlTally *tally)
{
  gint64 ports = 0;
  guint without = 0;

  for (guint i = 0; i < tally->walls->len; i++)
    {
      const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, i);
      if (t->ports >= 0)
        ports += t->ports;
      else
        without++;
    }
  if (without < tally->walls->len)
    join (out, g_strdup_printf (ngettext ("%d port", "%d ports", (gulong) ports), (int) ports));
  if (without > 0)
    join (out, g_strdup_printf (ngettext ("%u wall without processor", "%u walls without processor", without),
                                without));
}

char *
sl_needs_sums (const SlTally *tally)
{
  const SlWallTally *t = &tally->totals;
  GString *out = g_string_new (NULL);
  g_autofree char *cabinets = sl_number_grouped ((double) t->panels);
  g_autofree char *mpx = sl_number_fixed ((double) t->pixels / 1e6, 2);
  g_autofree char *cost = isnan (tally->cost) ? NULL : sl_number_grouped (tally->cost);

  if (tally->walls->len > 0)
    {
      join (out, g_strdup_printf (ngettext ("%s cabinet", "%s cabinets", (gulong) t->panels), cabinets));
      join (out, g_strdup_printf (_("%s Mpx"), mpx));
      join_ports (out, tally);
    }
  if (tally->walls->len > 0 && !isnan (t->power_max_w))
    join (out, g_strdup_printf (_("%.0f kW max"), t->power_max_w / 1000));
  if (tally->walls->len > 0 && !isnan (t->weight_kg))
    join (out, amount (t->weight_kg, "kg", ""));
  if (cost != NULL)
    join (out, g_strdup_printf ("%s %s", tally->currency, cost));
  return g_string_free (out, FALSE);
}

/* --- what changed --- */

/* "+4,200"; NULL where it is less than one, or was not known before. */
static char *
difference (double before, double now)
{
  double by = round (now - before);
  g_autofree char *number = isnan (by) || by == 0 ? NULL : sl_number_grouped (fabs (by));

  return number != NULL ? g_strconcat (by > 0 ? "+" : "−", number, NULL) : NULL;
}

char *
sl_needs_change (const SlTally *before, const SlTally *now)
{
  const SlWallTally *a = &before->totals, *b = &now->totals;
  const gboolean same_money = g_strcmp0 (before->currency, now->currency) == 0;
  const struct { double before, now; const char *format; } figures[] = {
    { same_money ? before->cost : NAN, now->cost, NULL },
    { a->power_max_w / 1000, b->power_max_w / 1000, "%s kW" },
    { a->weight_kg, b->weight_kg, "%s kg" },
    { (double) a->panels, (double) b->panels, N_("%s cabinets") },
  };
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (figures) && n < 2; i++)
    {
      g_autofree char *by = difference (figures[i].before, figures[i].now);

      if (by == NULL)
        continue;
      if (i == 0)
        join (out, g_strdup_printf ("%s %s", now->currency, by));
      else
        join (out, g_strdup_printf (_(figures[i].format), by));
      n++;
    }
  return n > 0 ? g_strdup (out->str) : NULL;
}
