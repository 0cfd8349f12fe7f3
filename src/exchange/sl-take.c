#include "sl-take.h"

#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-kinds.h"
#include "sl-number.h"

/* Numbers are kept to a hundredth of a millimetre and to what that is as an angle. */
#define STEP 1e-5

typedef struct {
  const SlTrackingSample *sample;
  gint64                  frame; /* of the shot, from 0 */
} Key;

/* --- when --- */

static gint64
code_of (const SlTrackingSample *sample)
{
  return sample->frame;
}

static gint64
number_of (const SlTrackingSample *sample)
{
  return sample->sequence;
}

/* Whether the samples have numbers of that kind that rise; equal ones are one frame sent twice. */
static gboolean
rises (const GArray *samples, gint64 (*number) (const SlTrackingSample *sample))
{
  gint64 before = -1;

  for (guint i = 0; i < samples->len; i++)
    {
      const gint64 now = number (&g_array_index (samples, SlTrackingSample, i));
      if (now < 0 || now < before)
        return FALSE;
      before = now;
    }
  return before > number (&g_array_index (samples, SlTrackingSample, 0)) || samples->len == 1;
}

/* Key elements, frames rising strictly. Free with g_array_unref(). */
static GArray *
keys_of (const GArray *samples)
{
  gint64 (*number) (const SlTrackingSample *sample) = rises (samples, code_of) ? code_of
                                                     : rises (samples, number_of) ? number_of : NULL;
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));
  gint64 first = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const SlTrackingSample *sample = &g_array_index (samples, SlTrackingSample, i);
      Key key = { sample, number != NULL ? number (sample) : i };

      if (i == 0)
        first = key.frame;
      key.frame -= first;
      if (key.frame >= SL_TAKE_MAX)
        break;
      if (keys->len == 0 || key.frame > g_array_index (keys, Key, keys->len - 1).frame)
        g_array_append_val (keys, key);
    }
  return keys;
}

/* --- tracks --- */

typedef struct {
  const char *path;   /* of a shot or a camera */
  gboolean    of_shot;
  guint       n;      /* numbers */
  gboolean    turns;  /* degrees, of which whole turns are lost on the way */
  void      (*get) (const SlTrackingSample *sample, double *values);
} Channel;

static void
get_position (const SlTrackingSample *s, double *v)
{
  v[0] = s->position.x;
  v[1] = s->position.y;
  v[2] = s->position.z;
}

static void get_pan (const SlTrackingSample *s, double *v) { v[0] = s->pan; }
static void get_tilt (const SlTrackingSample *s, double *v) { v[0] = s->tilt; }
static void get_roll (const SlTrackingSample *s, double *v) { v[0] = s->roll; }
static void get_focal (const SlTrackingSample *s, double *v) { v[0] = s->focal_mm; }
static void get_focus (const SlTrackingSample *s, double *v) { v[0] = s->focus_m; }
static void get_stop (const SlTrackingSample *s, double *v) { v[0] = isnan (s->t_stop) ? s->f_stop : s->t_stop; }

static const Channel channels[] = {
  { "position", FALSE, 3, FALSE, get_position }, { "pan", FALSE, 1, TRUE, get_pan },
  { "tilt", FALSE, 1, FALSE, get_tilt },         { "roll", FALSE, 1, TRUE, get_roll },
  { "focal_mm", TRUE, 1, FALSE, get_focal },     { "focus", TRUE, 1, FALSE, get_focus },
  { "stop", TRUE, 1, FALSE, get_stop },
};

/* The value at a key, next to the one before; FALSE where it is not known or the field cannot hold it. */
static gboolean
value_at (const Channel *channel, const SlField *field, const Key *key, const double *before, double *values)
{
  channel->get (key->sample, values);
  for (guint i = 0; i < channel->n; i++)
    {
      if (!isfinite (values[i]))
        return FALSE;
      if (channel->turns && before != NULL)
        values[i] = before[i] + remainder (values[i] - before[i], 360);
      values[i] = round (values[i] / STEP) * STEP + 0.; /* no −0, which is another number to memcmp() */
      if ((field->min != 0 || field->max != 0) && (values[i] < field->min || values[i] > field->max))
        return FALSE;
    }
  return TRUE;
}

static void
print_key (GString *xml, const Channel *channel, gint64 frame, const double *values)
{
  g_string_append_printf (xml, "<key frame=\"%" G_GINT64_FORMAT "\" value=\"", frame);
  for (guint i = 0; i < channel->n; i++)
    {
      g_autofree char *text = sl_number_fixed (values[i], 5);
      g_string_append_printf (xml, "%s%s", i > 0 ? " " : "", text);
    }
  g_string_append (xml, "\"/>");
}

/* Appends the channel's track; what never changes is one key. FALSE when nothing is known of it. */
static gboolean
print_track (GString *xml, const Channel *channel, const char *target, const GArray *keys)
{
  const SlKind kind = channel->of_shot ? SL_KIND_SHOT : SL_KIND_CAMERA;
  const SlField *field = sl_record_field (&sl_kind_info (kind)->record, channel->path);
  g_autoptr (GString) all = g_string_new (NULL);
  double values[3], first[3], before[3];
  guint known = 0;
  gboolean changes = FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      const Key *key = &g_array_index (keys, Key, i);

      if (!value_at (channel, field, key, known > 0 ? before : NULL, values))
        continue;
      memcpy (before, values, sizeof before);
      if (known++ == 0)
        memcpy (first, values, sizeof first);
      changes = changes || memcmp (first, values, channel->n * sizeof *first) != 0;
      print_key (all, channel, key->frame, values);
    }
  if (known == 0)
    return FALSE;
  if (!changes)
    {
      g_string_truncate (all, 0);
      print_key (all, channel, 0, first);
    }
  g_string_append_printf (xml, "<track target=\"%s\" path=\"%s\">%s</track>", target, channel->path, all->str);
  return TRUE;
}

/* --- the shot --- */

/* What a take has of its own. */
static gboolean
is_own (const char *field)
{
  static const char *const own[] = { "position", "pan", "tilt", "roll", "tracks", "frames", "fps", "remarks", "with",
                                     NULL };

  return g_strv_contains (own, field);
}

static void
copy_fields (SlCommand *command, const SlShot *planned, const char *id)
{
  const SlRecordType *type = &sl_kind_info (SL_KIND_SHOT)->record;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      g_autofree char *text = NULL;

      if (is_own (field->name) || sl_field_is_default (field, SL_CONST_MEMBER (planned, field)))
        continue;
      if ((text = sl_entity_get (&planned->entity, field->name, NULL)) != NULL)
        sl_command_set (command, id, field->name, text);
    }
}

static SlRational
rate_of (const GArray *keys, const SlShot *planned)
{
  const SlRational own = g_array_index (keys, Key, 0).sample->rate;

  return own.num > 0 ? own : planned->fps;
}

static const SlShot *
find_planned (const SlPlan *plan, const char *wanted, GError **error)
{
  const SlShot *shot = wanted != NULL ? sl_plan_get (plan, SL_KIND_SHOT, wanted)
                       : sl_plan_count (plan, SL_KIND_SHOT) > 0 ? (gconstpointer) sl_plan_at (plan, SL_KIND_SHOT, 0)
                                                                : NULL;

  if (shot != NULL && shot->camera != NULL)
    return shot;
  sl_error_set (error, SL_ERROR_INPUT, shot == NULL
                ? _("there is no shot that this could be a take of; add one, or name another")
                : _("the shot has no camera that this could move; give it one"));
  return NULL;
}

static void
say_unread (const SlTake *take, GPtrArray *findings)
{
  if (take->unread == 0)
    return;
  g_autofree char *count = sl_number_grouped ((double) take->unread);
  sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Look at what recorded it"),
                   _("%s samples or packets could not be read and were left out"), count);
}

static void
append_numbers (GString *out, const char *name, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = sl_number_to_text (values[i]);
      g_string_append_printf (out, "%s%s", i > 0 ? " " : name, text);
    }
}

static gboolean
same_distortion (const SlTrackingDistortion *a, const SlTrackingDistortion *b)
{
  return a->n_radial == b->n_radial && a->n_tangential == b->n_tangential && a->distorts == b->distorts
         && memcmp (a->radial, b->radial, a->n_radial * sizeof *a->radial) == 0
         && memcmp (a->tangential, b->tangential, a->n_tangential * sizeof *a->tangential) == 0;
}

/* A lens is a device of the plan and no part of a shot: what a recording tells of it is told on. */
static void
say_distortion (const SlPlan *plan, const SlShot *planned, const SlTrackingDistortion *told, GPtrArray *findings)
{
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, planned->entity.id, NULL, NULL);
  g_autoptr (GString) numbers = g_string_new (NULL);
  SlTrackingSample own;

  sl_tracking_sample_init (&own);
  if (shot != NULL)
    sl_tracking_shot_sample (shot, 0, &own, NULL);
  if (told->n_radial == 0 || same_distortion (told, &own.distortion))
    return;
  append_numbers (numbers, "radial=", told->radial, told->n_radial);
  append_numbers (numbers, "; tangential=", told->tangential, told->n_tangential);
  sl_findings_add (findings, SL_SEVERITY_NOTE, NULL, NULL, _("Give the plan's lens the same numbers"),
                   _("the recording's lens distorts otherwise than the plan's (%s, %s)"),
                   sl_tracking_distortion_model (told->distorts), numbers->str);
}

/* The recording's tracks, and a finding for what it does not tell. Free with g_free(). */
static char *
print_tracks (const SlShot *planned, const char *id, const GArray *keys, GPtrArray *findings)
{
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    if (!print_track (xml, &channels[i], channels[i].of_shot ? id : planned->camera, keys))
      {
        const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_SHOT)->record, channels[i].path);
        g_string_append_printf (unknown, "%s%s", unknown->len > 0 ? ", " : "", _(field->label));
      }
  if (unknown->len > 0)
    sl_findings_add (findings, SL_SEVERITY_NOTE, NULL, NULL, _("Set them in the take where they differ"),
                     _("the recording does not tell these, which are as planned: %s"), unknown->str);
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

SlCommand *
sl_take_command (const SlPlan *plan, const SlTake *take, const SlTakeOptions *options, GPtrArray *findings, char **id,
                 GError **error)
{
  const SlShot *planned = find_planned (plan, options->shot, error);
  g_autoptr (GArray) keys = planned != NULL ? keys_of (take->samples) : NULL;
  g_autofree char *wanted = NULL, *name = NULL, *label = NULL, *tracks = NULL, *frames = NULL, *fps = NULL;
  SlCommand *command;

  if (planned == NULL)
    return NULL;
  wanted = g_strdup_printf ("%.48s-take", planned->entity.id);
  *id = options->id != NULL ? g_strdup (options->id) : sl_plan_free_id (plan, wanted);
  name = options->name != NULL ? g_strdup (options->name)
                               : g_strdup_printf (_("Take of %s"), sl_entity_title (&planned->entity));
  label = g_strdup_printf (_("Import %s"), name);
  tracks = print_tracks (planned, *id, keys, findings);
  frames = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (keys, Key, keys->len - 1).frame + 1);
  fps = sl_rational_to_text (rate_of (keys, planned));
  command = sl_command_new (label);
  sl_command_add (command, SL_KIND_SHOT, *id);
  copy_fields (command, planned, *id);
  sl_command_set (command, *id, "name", name);
  sl_command_set (command, *id, "fps", fps);
  sl_command_set (command, *id, "frames", frames);
  sl_command_set (command, *id, "tracks", tracks);
  say_distortion (plan, planned, &g_array_index (keys, Key, 0).sample->distortion, findings);
  say_unread (take, findings);
  return command;
}
