#include "sl-document.h"

#include <string.h>

#include "sl-catalogue.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-journal.h"
#include "sl-places.h"
#include "sl-plan-xml.h"
#include "sl-scene.h"

struct SlDocument {
  char       *path, *folder;
  SlHistory  *history;
  SlPlan     *saved;      /* what the file holds, NULL before the first save */
  SlPlan     *catalogue;
  GPtrArray  *problems;   /* GError of catalogue files that cannot be read */
  SlAssets   *assets;
  SlJournal  *journal;    /* NULL for plain opening */
};

static SlDocument *
document_new (const SlPlan *plan, const char *path, SlOpenMode mode)
{
  SlDocument *document = g_new0 (SlDocument, 1);
  g_auto (GStrv) folders = sl_places_catalogue ();
  g_autofree char *importer = sl_places_importer (), *cache = sl_places_cache ();

  document->path = g_strdup (path);
  document->folder = path != NULL ? g_path_get_dirname (path) : g_get_current_dir ();
  document->history = sl_history_new (plan);
  document->saved = path != NULL ? sl_plan_ref (plan) : NULL;
  document->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  document->catalogue = sl_catalogue_load ((const char *const *) folders, document->problems);
  document->assets = sl_assets_new (importer, cache);
  if (mode == SL_OPEN_EDITING)
    document->journal = sl_journal_new (path, plan);
  return document;
}

SlDocument *
sl_document_new_from_plan (const SlPlan *plan, SlOpenMode mode)
{
  return document_new (plan, NULL, mode);
}

static SlPlan *
read_plan (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!sl_file_read (path, SL_PLAN_MAX_BYTES, &data, &length, error))
    return NULL;
  return sl_plan_parse (data, length, path, NULL, error);
}

SlDocument *
sl_document_open (const char *path, SlOpenMode mode, GError **error)
{
  g_autoptr (SlPlan) plan = read_plan (path, error);

  return plan != NULL ? document_new (plan, path, mode) : NULL;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
sl_document_templates (void)
{
  g_autofree char *folder = sl_places_data ("facilities");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".sightline"))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".sightline")));
  g_ptr_array_sort (ids, by_name);
  g_ptr_array_insert (ids, 0, g_strdup ("empty"));
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (ids, FALSE);
}

static char *
template_path (const char *id)
{
  g_autofree char *name = g_strconcat ("facilities/", id, ".sightline", NULL);

  return sl_places_data (name);
}

char *
sl_document_template_title (const char *id)
{
  g_autofree char *path = template_path (id);
  g_autoptr (SlPlan) plan = g_str_equal (id, "empty") ? NULL : read_plan (path, NULL);
  const SlStage *stage = plan != NULL && sl_plan_count (plan, SL_KIND_STAGE) > 0 ? (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, 0) : NULL;

  if (g_str_equal (id, "empty"))
    return g_strdup (_("Empty stage"));
  return g_strdup (stage != NULL && stage->facility != NULL ? stage->facility : id);
}

static SlPlan *
empty_plan (void)
{
  SlPlan *plan = sl_plan_new ();
  SlEntity *stage = sl_entity_new (SL_KIND_STAGE, "stage-1"), *production = sl_entity_new (SL_KIND_PRODUCTION, "production");

  sl_entity_set (stage, "name", _("Stage 1"), FALSE, NULL);
  sl_entity_set (stage, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0", FALSE, NULL);
  sl_entity_set (production, "name", _("Untitled production"), FALSE, NULL);
  sl_plan_put (plan, production);
  sl_plan_put (plan, stage);
  return plan;
}

/* Plans made of one template are different productions. */
static SlPlan *
with_marks (const SlPlan *plan)
{
  g_autoptr (SlCommand) command = sl_command_new ("");

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      g_autofree char *uid = g_uuid_string_random ();
      sl_command_set (command, sl_plan_at (plan, SL_KIND_PRODUCTION, i)->id, "uid", uid);
    }
  return sl_plan_apply (plan, command, NULL);
}

SlDocument *
sl_document_new_from_template (const char *id, SlOpenMode mode, GError **error)
{
  g_autoptr (SlPlan) plan = NULL;

  if (g_str_equal (id, "empty"))
    plan = empty_plan ();
  else
    {
      g_auto (GStrv) known = sl_document_templates ();
      g_autofree char *path = template_path (id);

      if (!g_strv_contains ((const char *const *) known, id))
        {
          g_autofree char *names = g_strjoinv (", ", known);
          sl_error_set (error, SL_ERROR_INPUT, _("there is no template “%s”; use one of %s"), id, names);
          return NULL;
        }
      plan = read_plan (path, error);
    }
  if (plan == NULL)
    return NULL;
  g_autoptr (SlPlan) own = with_marks (plan);
  return document_new (own, NULL, mode);
}

void
sl_document_free (SlDocument *document)
{
  if (document == NULL)
    return;
  if (document->journal != NULL)
    sl_journal_close (document->journal);
  sl_history_free (document->history);
  sl_plan_unref (document->saved);
  sl_plan_unref (document->catalogue);
  g_ptr_array_unref (document->problems);
  sl_assets_unref (document->assets);
  g_free (document->path);
  g_free (document->folder);
  g_free (document);
}

const char *
sl_document_path (const SlDocument *document)
{
  return document->path;
}

const char *
sl_document_folder (const SlDocument *document)
{
  return document->folder;
}

char *
sl_document_relative (const SlDocument *document, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path), folder = g_file_new_for_path (document->folder);
  g_autoptr (GString) up = g_string_new (NULL);

  while (!g_file_has_prefix (file, folder))
    {
      GFile *parent = g_file_get_parent (folder);
      if (parent == NULL)
        break;
      g_string_append (up, "../");
      g_object_unref (folder);
      folder = parent;
    }
  g_autofree char *below = g_file_get_relative_path (folder, file);
  return g_strconcat (up->str, below != NULL ? below : "", NULL);
}

const SlPlan *
sl_document_plan (const SlDocument *document)
{
  return sl_history_plan (document->history);
}

const SlPlan *
sl_document_catalogue (const SlDocument *document)
{
  return document->catalogue;
}

SlAssets *
sl_document_assets (const SlDocument *document)
{
  return document->assets;
}

const SlHistory *
sl_document_history (const SlDocument *document)
{
  return document->history;
}

gboolean
sl_document_is_changed (const SlDocument *document)
{
  return document->saved == NULL || !sl_plan_same (document->saved, sl_document_plan (document));
}

gboolean
sl_document_is_shared (const SlDocument *document)
{
  return document->journal != NULL && sl_journal_is_shared (document->journal);
}

/* --- devices --- */

static void
copy_device (SlCommand *command, const SlEntity *known)
{
  g_autoptr (SlEntity) device = sl_catalogue_copy (known);
  const SlRecordType *type = &sl_kind_info (device->kind)->record;

  sl_command_add (command, device->kind, device->id);
  if (device->name != NULL)
    sl_command_set (command, device->id, "name", device->name);
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (device, &type->fields[i])))
      {
        g_autofree char *text = sl_entity_get (device, type->fields[i].name, NULL);
        sl_command_set (command, device->id, type->fields[i].name, text);
      }
}

static SlKind
kind_after (const SlPlan *plan, const SlCommand *command, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  for (guint i = 0; entity == NULL && i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      if (edit->type == SL_EDIT_ADD && g_str_equal (edit->id, id))
        return sl_kind_from_name (edit->what);
    }
  return entity != NULL ? entity->kind : SL_N_KINDS;
}

static void
copy_edit (SlCommand *to, const SlEdit *edit)
{
  switch (edit->type)
    {
    case SL_EDIT_ADD: sl_command_add (to, sl_kind_from_name (edit->what), edit->id); break;
    case SL_EDIT_REMOVE: sl_command_remove (to, edit->id); break;
    case SL_EDIT_SET: sl_command_set (to, edit->id, edit->what, edit->text); break;
    case SL_EDIT_ORDER: sl_command_order (to, edit->id, (guint) g_ascii_strtoull (edit->what, NULL, 10)); break;
    case SL_EDIT_RENAME: sl_command_rename (to, edit->id, edit->what); break;
    }
}

/* A production that is added gets a mark of its own: the store tells productions apart by it. */
static guint
mark_productions (SlCommand *extended, const SlCommand *command)
{
  guint n = 0;

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      gboolean marked = edit->type != SL_EDIT_ADD || sl_kind_from_name (edit->what) != SL_KIND_PRODUCTION;

      for (guint k = i + 1; !marked && k < sl_command_count (command); k++)
        {
          const SlEdit *later = sl_command_edit (command, k);
          marked = later->type == SL_EDIT_SET && g_str_equal (later->id, edit->id) && g_str_equal (later->what, "uid");
        }
      if (marked)
        continue;
      g_autofree char *uid = g_uuid_string_random ();
      sl_command_set (extended, edit->id, "uid", uid);
      n++;
    }
  return n;
}

/* The command with copies of the catalogue's devices that it names and the plan lacks, and marks for productions that it
 * adds; the same one when there are none. */
static SlCommand *
completed (const SlDocument *document, const SlCommand *command)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (SlCommand) extended = sl_command_new (sl_command_label (command));
  g_autoptr (GHashTable) copied = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      SlKind kind = edit->type == SL_EDIT_SET ? kind_after (plan, command, edit->id) : SL_N_KINDS;
      const SlEntity *device;
      SlField field;

      if (kind == SL_N_KINDS || g_str_equal (edit->what, "name")
          || !sl_record_resolve (&sl_kind_info (kind)->record, edit->what, &field, NULL) || field.type != SL_TYPE_DEVICE)
        continue;
      device = sl_plan_find (document->catalogue, edit->text);
      if (device != NULL && kind_after (plan, command, device->id) == SL_N_KINDS && g_hash_table_add (copied, device->id))
        copy_device (extended, device);
    }
  for (guint i = 0; i < sl_command_count (command); i++)
    copy_edit (extended, sl_command_edit (command, i));
  if (mark_productions (extended, command) == 0 && g_hash_table_size (copied) == 0)
    return sl_command_ref ((SlCommand *) command);
  sl_command_set_fold (extended, sl_command_fold (command));
  return g_steal_pointer (&extended);
}

/* --- editing --- */

gboolean
sl_document_apply (SlDocument *document, const SlCommand *command, GError **error)
{
  g_autoptr (SlCommand) whole = NULL;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_document_plan (document));

  for (guint i = 0; i < sl_command_count (command); i++)
    if (sl_command_edit (command, i)->type == SL_EDIT_ADD && sl_kind_from_name (sl_command_edit (command, i)->what) == SL_N_KINDS)
      return sl_history_apply (document->history, command, error); /* says which kinds there are */
  whole = completed (document, command);
  if (!sl_history_apply (document->history, whole, error))
    return FALSE;
  if (document->journal != NULL && !sl_plan_same (before, sl_document_plan (document)))
    {
      g_autofree char *text = sl_command_print (whole);
      sl_journal_append (document->journal, text);
    }
  return TRUE;
}

gboolean
sl_document_undo (SlDocument *document)
{
  if (!sl_history_undo (document->history))
    return FALSE;
  if (document->journal != NULL)
    sl_journal_append (document->journal, "undo\n");
  return TRUE;
}

gboolean
sl_document_redo (SlDocument *document)
{
  if (!sl_history_redo (document->history))
    return FALSE;
  if (document->journal != NULL)
    sl_journal_append (document->journal, "redo\n");
  return TRUE;
}

void
sl_document_break_fold (SlDocument *document)
{
  sl_history_break_fold (document->history);
}

/* What stands in the file goes beside it as NAME~. Where that cannot be, the save goes on: it is worth more. */
static void
keep_backup (const char *path)
{
  g_autofree char *beside = g_strconcat (path, "~", NULL), *old = NULL;
  gsize length;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && sl_file_read (path, SL_PLAN_MAX_BYTES, &old, &length, NULL))
    sl_file_write (beside, old, (gssize) length, NULL);
}

gboolean
sl_document_save (SlDocument *document, const char *path, GError **error)
{
  g_autofree char *target = g_strdup (path != NULL ? path : document->path);
  g_autofree char *text = NULL;
  gsize length;

  if (target == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan has no file yet; choose a name"));
      return FALSE;
    }
  text = sl_plan_print_checked (sl_document_plan (document), &length, error);
  if (text == NULL)
    return FALSE;
  keep_backup (target);
  if (!sl_file_write (target, text, (gssize) length, error))
    return FALSE;
  g_free (document->path);
  g_free (document->folder);
  document->path = g_steal_pointer (&target);
  document->folder = g_path_get_dirname (document->path);
  sl_plan_unref (document->saved);
  document->saved = sl_plan_ref (sl_document_plan (document));
  if (document->journal != NULL)
    sl_journal_restart (document->journal, document->path, document->saved);
  return TRUE;
}

/* --- recovery --- */

guint
sl_document_recoverable (const SlDocument *document)
{
  return document->journal != NULL ? sl_journal_count (document->journal) : 0;
}

void
sl_document_forget_journal (SlDocument *document)
{
  if (document->journal != NULL)
    sl_journal_restart (document->journal, document->path, sl_document_plan (document));
}

/* Replays a journal: commands in order, with the undo and redo steps between them. */
guint
sl_document_recover (SlDocument *document, GError **error)
{
  g_autofree char *text = document->journal != NULL ? sl_journal_left_behind (document->journal) : NULL;
  const char *at = text;
  guint steps = 0;

  while (at != NULL && *at != '\0')
    {
      const char *end = strstr (at, "\nend\n"), *rest;
      g_autoptr (GPtrArray) commands = NULL;

      if (g_str_has_prefix (at, "undo\n") || g_str_has_prefix (at, "redo\n"))
        {
          if (*at == 'u')
            sl_document_undo (document);
          else
            sl_document_redo (document);
          at += strlen ("undo\n");
          steps++;
          continue;
        }
      if (end == NULL) /* the crash cut the last one */
        break;
      g_autofree char *one = g_strndup (at, (gsize) (end - at) + strlen ("\nend\n"));
      if ((commands = sl_commands_parse (one, &rest, error)) == NULL || commands->len != 1
          || !sl_document_apply (document, commands->pdata[0], error))
        return steps;
      at += strlen (one);
      steps++;
    }
  return steps;
}

/* --- assets and checks --- */

gboolean
sl_plan_assets_are_settled (const SlPlan *plan, SlAssets *assets, const char *folder)
{
  g_autoptr (GArray) wanted = sl_scene_assets (plan);

  for (guint i = 0; i < wanted->len; i++)
    if (!sl_assets_is_settled (assets, folder, g_array_index (wanted, SlSceneAsset, i).name))
      return FALSE;
  return TRUE;
}

/* What of a loaded model is not as its file says. */
static void
add_notes (SlAssets *assets, const SlEntity *entity, const char *name, GPtrArray *findings)
{
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, name);

  for (guint i = 0; mesh != NULL && i < mesh->n_notes; i++)
    {
      const SlMeshNote *note = &mesh->notes[i];
      g_autofree char *message = sl_mesh_note_message (note);

      sl_findings_add (findings, sl_mesh_note_warns (note) ? SL_SEVERITY_WARNING : SL_SEVERITY_NOTE, entity, "model",
                       sl_mesh_note_remedy (note), "%s", message);
    }
}

static void
load_asset (const SlSceneAsset *asset, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  gboolean is_picture = g_str_equal (asset->field, "picture");
  g_autoptr (GError) error = NULL;
  gboolean ok = is_picture ? sl_assets_load_image (assets, folder, asset->name, watch, &error)
                           : sl_assets_load_mesh (assets, folder, asset->name, watch, &error);

  if (findings == NULL || g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    return;
  if (!ok)
    sl_findings_add (findings, SL_SEVERITY_ERROR, asset->entity, asset->field, _("Choose another file"), "%s",
                     error->message);
  else if (!is_picture)
    add_notes (assets, asset->entity, asset->name, findings);
}

void
sl_plan_load_assets (const SlPlan *plan, SlAssets *assets, const char *folder, SlWatch *watch, GPtrArray *findings)
{
  g_autoptr (GArray) wanted = sl_scene_assets (plan);

  for (guint i = 0; i < wanted->len && !sl_watch_is_cancelled (watch); i++)
    load_asset (&g_array_index (wanted, SlSceneAsset, i), assets, folder, watch, findings);
}

void
sl_document_load_assets (SlDocument *document, SlWatch *watch, GPtrArray *findings)
{
  sl_plan_load_assets (sl_document_plan (document), document->assets, document->folder, watch, findings);
}

static void
check_devices (SlDocument *document, GPtrArray *findings)
{
  const SlPlan *plan = sl_document_plan (document);

  for (guint i = 0; i < document->problems->len; i++)
    sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Mend or remove the catalogue file"), "%s",
                     ((GError *) document->problems->pdata[i])->message);
  for (guint kind = SL_KIND_FIRST_DEVICE; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *device = sl_plan_at (plan, kind, i);
        const SlEntity *known = sl_plan_get (document->catalogue, kind, device->id);
        g_autoptr (SlEntity) copy = known != NULL ? sl_catalogue_copy (known) : NULL;

        if (copy != NULL && !sl_record_equal (&sl_kind_info (kind)->record, device, copy))
          sl_findings_add (findings, SL_SEVERITY_NOTE, device, NULL, _("Compare the two; analysis uses the plan's own copy"),
                           _("This copy differs from the catalogue"));
      }
}

/* Each shot's first and last frame must make a scene: a lens, a mode, walls that can stand. */
static void
check_scenes (SlDocument *document, GPtrArray *findings)
{
  const SlPlan *plan = sl_document_plan (document);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlEntity *shot = sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, document->assets, shot->id, &error);
      g_autoptr (SlScene) first = maker != NULL ? sl_scene_maker_at (maker, 0, &error) : NULL;
      g_autoptr (SlScene) last = first != NULL ? sl_scene_maker_at (maker, (double) ((const SlShot *) shot)->frames - 1, &error) : NULL;

      if (last == NULL)
        sl_findings_add (findings, SL_SEVERITY_ERROR, shot, NULL, _("Complete the shot"), "%s", error->message);
    }
}

GPtrArray *
sl_document_check (SlDocument *document)
{
  GPtrArray *findings = sl_plan_check (sl_document_plan (document));

  check_devices (document, findings);
  sl_document_load_assets (document, NULL, findings);
  check_scenes (document, findings);
  return findings;
}
