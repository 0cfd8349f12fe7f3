/* What strips say beside their order: when a day is and who shoots it, how long a banner takes. */
#include <math.h>
#include <string.h>

#include "sl-board-op-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  SlRecord    record;
  SlList     *strips;
  guint32     date;
  const char *unit;
  gint32      call;
  double      minutes;
  const char *text;
  SlList     *clear;
} Say;

/* The fields between `strips` and `clear` are called as those of a strip are. */
static const SlField say_fields[] = {
  OPTION (Say, strips, N_("Strips"), LIST, .item = SL_TYPE_INTEGER, .min = 0, .max = 1e6,
          .flags = SL_FIELD_REQUIRED, .help = N_("Their places on the board, from 0")),
  OPTION (Say, date, N_("Date"), DATE, .help = N_("Of a day that is fixed; unset: the next that is worked")),
  OPTION (Say, unit, N_("Unit"), REF, .refs = "unit", .help = N_("Who shoots the day; none: the main unit")),
  OPTION (Say, call, N_("Call"), TIME, .help = N_("When the day begins; unset: when the unit's days do")),
  OPTION (Say, minutes, N_("Takes"), REAL, .unit = SL_UNIT_MINUTE, .min = 0, .max = 1e5,
          .help = N_("Time that a banner takes of the day")),
  OPTION (Say, text, N_("Text"), TEXT, .help = N_("Of a banner or beside a day")),
  OPTION (Say, clear, N_("Clear"), LIST, .item = SL_TYPE_TEXT,
          .help = N_("What is unset again, by name: date, unit, call, minutes, text")),
};
OPTIONS (say_options, "board-strip", N_("What strips say"), Say, say_fields);

/* Which of them each form of strip has. */
static const char *const fields_of[] = {
  [SL_STRIP_SCENE] = "", [SL_STRIP_DAY] = "date unit call text", [SL_STRIP_WEEK] = "text",
  [SL_STRIP_BANNER] = "minutes text",
};

static gboolean
is_word_of (const char *words, const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) all, word);
}

/* FALSE with an error where a strip of that form has no such field. */
static gboolean
fits (const SlBoard *board, guint at, const char *field, GError **error)
{
  const SlStrip *strip = sl_list_at (board->strips, SlStrip, at);
  const SlField *is = sl_record_field (sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips")->record, "is");

  if (is_word_of (fields_of[strip->is], field))
    return TRUE;
  if (*fields_of[strip->is] == '\0')
    sl_error_set (error, SL_ERROR_INPUT, _("strip %u is a scene; set it with “set %s”"), at,
                  strip->scene != NULL ? strip->scene : "");
  else
    sl_error_set (error, SL_ERROR_INPUT, _("strip %u (%s) has no “%s”; it has %s"), at, _(is->values[strip->is].label),
                  field, fields_of[strip->is]);
  return FALSE;
}

static gboolean
set_all (SlCommand *command, const SlBoard *board, const GArray *which, const char *field, const char *text,
         GError **error)
{
  for (guint i = 0; i < which->len; i++)
    {
      const guint at = g_array_index (which, guint, i);
      g_autofree char *path = g_strdup_printf ("strips[%u].%s", at, field);

      if (!fits (board, at, field, error))
        return FALSE;
      sl_command_set (command, board->entity.id, path, text);
    }
  return TRUE;
}

/* The unit, if one is named, is one of the plan. */
static gboolean
has_unit (const SlOperationInput *input, const char *id, GError **error)
{
  if (id == NULL || sl_plan_get (input->plan, SL_KIND_UNIT, id) != NULL)
    return TRUE;
  sl_error_set (error, SL_ERROR_REFERENCE, _("there is no unit “%s”; name one that there is"), id);
  return FALSE;
}

static gboolean
clear (const Say *options, const SlBoard *board, const GArray *which, SlCommand *command, GError **error)
{
  for (guint i = 0; i < sl_list_n (options->clear); i++)
    {
      const char *name = *sl_list_at (options->clear, char *, i);

      if (!is_word_of ("date unit call minutes text", name))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("a strip has no “%s”; clear date, unit, call, minutes or text"), name);
          return FALSE;
        }
      if (!set_all (command, board, which, name, "", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
say (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Say *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  g_autoptr (GArray) which = board != NULL ? sl_board_op_places (board, options->strips, error) : NULL;

  if (which == NULL || !has_unit (input, options->unit, error) || !clear (options, board, which, command, error))
    return FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (say_fields) - 1; i++)
    {
      const SlField *field = &say_fields[i];
      g_autoptr (GString) text = g_string_new (NULL);

      if (sl_field_is_default (field, SL_CONST_MEMBER (data, field)))
        continue;
      sl_field_print (field, SL_CONST_MEMBER (data, field), text);
      if (!set_all (command, board, which, field->name, text->str, error))
        return FALSE;
    }
  if (sl_command_count (command) > 0)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT,
                which->len == 0 ? _("no strip is named; write strips=3")
                                : _("nothing is said of the strips; write date=2026-11-02, or clear=date"));
  return FALSE;
}

const SlOperation sl_operation_board_strip = {
  "board-strip", N_("Change strips of %s"), N_("Sets date, unit and call of days, time and text of banners"), "BOARD",
  1, 1, &say_options, say,
};
