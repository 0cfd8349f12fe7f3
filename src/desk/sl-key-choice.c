#include "sl-key-choice.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-key-set.h"

struct _SlKeyChoice {
  GObject     parent;
  SlEditor   *editor;
  char       *shot;   /* id, "" for none */
  GHashTable *names;  /* char * */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SlKeyChoice, sl_key_choice, G_TYPE_OBJECT)

static void
sl_key_choice_finalize (GObject *object)
{
  SlKeyChoice *choice = SL_KEY_CHOICE (object);

  g_signal_handlers_disconnect_by_data (choice->editor, choice);
  g_object_unref (choice->editor);
  g_hash_table_unref (choice->names);
  g_free (choice->shot);
  G_OBJECT_CLASS (sl_key_choice_parent_class)->finalize (object);
}

static void
sl_key_choice_class_init (SlKeyChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_key_choice_finalize;
  changed_signal = g_signal_new ("changed", SL_TYPE_KEY_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_key_choice_init (SlKeyChoice *choice)
{
  choice->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  choice->shot = g_strdup ("");
}

/* --- names --- */

char *
sl_key_name (const char *target, const char *path, gint64 frame)
{
  return g_strdup_printf ("%s.%s@%" G_GINT64_FORMAT, target, path, frame);
}

static gint64
frame_of (const char *name)
{
  const char *at = strrchr (name, '@');

  return at != NULL ? g_ascii_strtoll (at + 1, NULL, 10) : 0;
}

/* All that the shot has; a new reference. */
static GHashTable *
names_of (const SlShot *shot)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; shot != NULL && i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      for (guint k = 0; k < sl_list_n (track->keys); k++)
        g_hash_table_add (names, sl_key_name (track->target, track->path, sl_list_at (track->keys, SlKey, k)->frame));
    }
  return names;
}

/* With spaces between, each by `by` frames later. */
static char *
joined (GHashTable *names, gint64 by)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc) strcmp);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const GList *l = keys; l != NULL; l = l->next)
    {
      const char *name = l->data;

      g_string_append_printf (out, "%s%.*s%" G_GINT64_FORMAT, out->len > 0 ? " " : "",
                              (int) (strrchr (name, '@') + 1 - name), name, frame_of (name) + by);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
sl_key_choice_names (SlKeyChoice *choice)
{
  return joined (choice->names, 0);
}

guint
sl_key_choice_count (SlKeyChoice *choice)
{
  return g_hash_table_size (choice->names);
}

gboolean
sl_key_choice_has (SlKeyChoice *choice, const char *target, const char *path, gint64 frame)
{
  g_autofree char *name = sl_key_name (target, path, frame);

  return g_hash_table_contains (choice->names, name);
}

gboolean
sl_key_choice_span (SlKeyChoice *choice, gint64 *first, gint64 *last)
{
  GHashTableIter iter;
  gpointer name;

  *first = G_MAXINT64;
  *last = G_MININT64;
  g_hash_table_iter_init (&iter, choice->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      *first = MIN (*first, frame_of (name));
      *last = MAX (*last, frame_of (name));
    }
  return sl_key_choice_count (choice) > 0;
}

/* --- choosing --- */

static void
tell (SlKeyChoice *choice)
{
  g_signal_emit (choice, changed_signal, 0);
}

void
sl_key_choice_set (SlKeyChoice *choice, const char *names, gboolean too)
{
  g_autoptr (GHashTable) all = names_of (sl_editor_shot (choice->editor));
  g_auto (GStrv) words = g_strsplit (names, " ", -1);

  if (!too)
    g_hash_table_remove_all (choice->names);
  for (char **word = words; *word != NULL; word++)
    if (g_hash_table_contains (all, *word))
      g_hash_table_add (choice->names, g_strdup (*word));
  tell (choice);
}

void
sl_key_choice_toggle (SlKeyChoice *choice, const char *name)
{
  if (g_hash_table_remove (choice->names, name))
    tell (choice);
  else
    sl_key_choice_set (choice, name, TRUE);
}

/* Of another shot none is chosen. */
static void
follow (SlKeyChoice *choice)
{
  const SlShot *shot = sl_editor_shot (choice->editor);
  const char *id = shot != NULL ? shot->entity.id : "";
  g_autoptr (GHashTable) all = NULL;
  const guint before = sl_key_choice_count (choice);
  GHashTableIter iter;
  gpointer name;

  if (g_str_equal (id, choice->shot) && before == 0)
    return;
  all = g_str_equal (id, choice->shot) ? names_of (shot) : g_hash_table_new (g_str_hash, g_str_equal);
  g_free (choice->shot);
  choice->shot = g_strdup (id);
  g_hash_table_iter_init (&iter, choice->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (all, name))
      g_hash_table_iter_remove (&iter);
  if (sl_key_choice_count (choice) != before)
    tell (choice);
}

SlKeyChoice *
sl_key_choice_new (SlEditor *editor)
{
  SlKeyChoice *choice = g_object_new (SL_TYPE_KEY_CHOICE, NULL);

  choice->editor = g_object_ref (editor);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (follow), choice);
  g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (follow), choice);
  follow (choice);
  return choice;
}

/* --- doing --- */

/* Of the things whose keys these are, and what stands in `names` (a set). */
static gboolean
is_locked (SlKeyChoice *choice, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      for (guint k = 0; k < sl_list_n (track->keys); k++)
        if (sl_key_choice_has (choice, track->target, track->path, sl_list_at (track->keys, SlKey, k)->frame)
            && sl_editor_refuse_locked (choice->editor, track->target))
          return TRUE;
    }
  return FALSE;
}

/* The operation on a shot with options by name and text, NULL at the end; NULL with an error. */
static SlCommand *
command_of (const SlPlan *plan, const char *operation_id, const char *shot, const char *const *options, GError **error)
{
  const SlOperation *operation = sl_operation_find (operation_id);
  const SlOperationInput input = { .plan = plan, .ids = &shot, .n_ids = 1 };
  gpointer record = sl_operation_options_new (operation);
  SlCommand *command = NULL;
  gboolean fits = TRUE;

  for (; fits && *options != NULL; options += 2)
    fits = sl_record_set (operation->options, record, options[0], options[1], FALSE, error);
  if (fits)
    command = sl_operation_run (operation, &input, record, NULL, error);
  sl_operation_options_free (operation, record);
  return command;
}

/* The operation on the keys `names` of a shot. */
static gboolean
operate (SlKeyChoice *choice, const char *operation_id, const char *shot, const char *names, const char *fold,
         const char *const *options)
{
  const char *all[16] = { "keys", names };
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; options[i] != NULL && i + 3 < G_N_ELEMENTS (all); i++)
    all[i + 2] = options[i];
  command = command_of (sl_editor_plan (choice->editor), operation_id, shot, all, &error);
  if (command == NULL)
    {
      sl_editor_message (choice->editor, error->message);
      return FALSE;
    }
  sl_command_set_fold (command, fold);
  return sl_command_count (command) == 0 || sl_editor_apply (choice->editor, command);
}

/* What is chosen, which afterwards is `then`. */
static gboolean
do_with (SlKeyChoice *choice, const char *operation, const char *fold, const char *then, const char *const *options)
{
  const SlShot *shot = sl_editor_shot (choice->editor);
  g_autofree char *names = sl_key_choice_names (choice);

  if (shot == NULL || *names == '\0')
    {
      sl_editor_message (choice->editor, _("No key is chosen; click one in the timeline first"));
      return FALSE;
    }
  if (is_locked (choice, shot) || !operate (choice, operation, shot->entity.id, names, fold, options))
    return FALSE;
  if (then != NULL)
    sl_key_choice_set (choice, then, FALSE);
  return TRUE;
}

gint64
sl_key_choice_most_by (SlKeyChoice *choice, gint64 by)
{
  gint64 first, last;

  return sl_key_choice_span (choice, &first, &last) && first + by < 0 ? MIN (0, -first) : by;
}

gboolean
sl_key_choice_shift (SlKeyChoice *choice, gint64 by, double raise, int part)
{
  static const char *const parts[] = { "x", "y", "z" };

  by = sl_key_choice_most_by (choice, by);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, by), *then = joined (choice->names, by);
  g_autofree char *more = sl_number_to_text (raise);
  return (by == 0 && raise == 0)
         || do_with (choice, "keys-move", NULL, then,
                     (const char *const[]) { "by", text, "raise", more, "part", part < 0 ? "all" : parts[part], NULL });
}

gboolean
sl_key_choice_move (SlKeyChoice *choice, gint64 by)
{
  return sl_key_choice_shift (choice, by, 0, -1);
}

gboolean
sl_key_choice_scale (SlKeyChoice *choice, double factor, gint64 about)
{
  g_autofree char *text = sl_number_to_text (factor), *frame = g_strdup_printf ("%" G_GINT64_FORMAT, about);
  g_autoptr (GString) then = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, choice->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const double at = (double) about + (double) (frame_of (name) - about) * factor;

      g_string_append_printf (then, "%s%.*s%" G_GINT64_FORMAT, then->len > 0 ? " " : "",
                              (int) (strrchr (name, '@') + 1 - (char *) name), (char *) name, (gint64) llround (at));
    }
  return do_with (choice, "keys-scale", NULL, then->str,
                  (const char *const[]) { "factor", text, "about", frame, NULL });
}

gboolean
sl_key_choice_ease (SlKeyChoice *choice, const char *ease, const char *bend, const char *fold)
{
  return do_with (choice, "keys-ease", fold, NULL,
                  (const char *const[]) { "ease", ease, bend != NULL ? "bend" : NULL, bend, NULL });
}

gboolean
sl_key_choice_remove (SlKeyChoice *choice)
{
  return do_with (choice, "keys-remove", NULL, "", (const char *const[]) { NULL });
}

char *
sl_key_choice_copy (SlKeyChoice *choice)
{
  const SlShot *shot = sl_editor_shot (choice->editor);
  g_autofree char *names = sl_key_choice_names (choice);
  g_autoptr (GError) error = NULL;
  char *text;

  if (shot == NULL || *names == '\0')
    {
      sl_editor_message (choice->editor, _("No key is chosen; click one in the timeline first"));
      return NULL;
    }
  text = sl_keys_text (sl_editor_plan (choice->editor), shot->entity.id, names, &error);
  if (text == NULL)
    sl_editor_message (choice->editor, error->message);
  return text;
}

char *
sl_key_choice_cut (SlKeyChoice *choice)
{
  g_autofree char *text = sl_key_choice_copy (choice);

  return text != NULL && sl_key_choice_remove (choice) ? g_steal_pointer (&text) : NULL;
}

/* Chooses what was not there before. */
static void
choose_new (SlKeyChoice *choice, GHashTable *before)
{
  g_autoptr (GHashTable) now = names_of (sl_editor_shot (choice->editor));
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_hash_table_contains (before, name))
      g_hash_table_iter_remove (&iter);
  g_autofree char *names = joined (now, 0);
  sl_key_choice_set (choice, names, FALSE);
}

/* Whether something is locked that has other keys in `after` than now. */
static gboolean
would_change_locked (SlKeyChoice *choice, const SlPlan *after, const SlShot *shot)
{
  const SlShot *then = sl_plan_get (after, SL_KIND_SHOT, shot->entity.id);

  for (guint i = 0; i < sl_list_n (then->tracks); i++)
    {
      const SlTrack *track = sl_list_at (then->tracks, SlTrack, i);
      const SlTrack *was = i < sl_list_n (shot->tracks) ? sl_list_at (shot->tracks, SlTrack, i) : NULL;

      if ((was == NULL || was->keys != track->keys) && sl_editor_refuse_locked (choice->editor, track->target))
        return TRUE;
    }
  return FALSE;
}

gboolean
sl_key_choice_paste (SlKeyChoice *choice, const char *text)
{
  const SlShot *shot = sl_editor_shot (choice->editor);
  const SlPlan *plan = sl_editor_plan (choice->editor);
  g_autofree char *to = g_strdup_printf ("%d", (int) sl_editor_frame (choice->editor));
  g_autoptr (GHashTable) before = names_of (shot);
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (SlPlan) after = NULL;
  g_autoptr (GError) error = NULL;

  if (shot == NULL)
    {
      sl_editor_message (choice->editor, _("there is no shot yet; add one"));
      return FALSE;
    }
  command = command_of (plan, "keys-paste", shot->entity.id,
                        (const char *const[]) { "text", text, "to", to, NULL }, &error);
  after = command != NULL ? sl_plan_apply (plan, command, &error) : NULL;
  if (error != NULL)
    sl_editor_message (choice->editor, error->message);
  if (after == NULL || would_change_locked (choice, after, shot) || !sl_editor_apply (choice->editor, command))
    return FALSE;
  choose_new (choice, before);
  return TRUE;
}
