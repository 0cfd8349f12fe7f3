#include "sl-exports.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file-tree.h"
#include "sl-file.h"
#include "sl-i18n.h"

static const SlExportKind *const kinds[] = {
  &sl_export_clip,
  &sl_export_ground_plan,
  &sl_export_boards,
  &sl_export_stripboard,
  &sl_export_one_liner,
  &sl_export_dood,
  &sl_export_call_sheet,
  &sl_export_breakdown,
  &sl_export_calendar,
  &sl_export_gantt,
  &sl_export_capacity,
  &sl_export_cost,
  &sl_export_gltf,
  &sl_export_usd,
  &sl_export_ndisplay,
  &sl_export_screens,
  &sl_export_mvr,
  &sl_export_opentrackio,
  &sl_export_freed,
  &sl_export_calibration,
  &sl_export_survey,
  &sl_export_camera,
  &sl_export_uss,
  &sl_export_csv,
  &sl_export_ics,
  &sl_export_package,
  &sl_export_bookings,
};

const SlExportKind *
sl_export_kind_at (guint index)
{
  return index < G_N_ELEMENTS (kinds) ? kinds[index] : NULL;
}

const SlExportKind *
sl_export_kind_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->id, id))
      return kinds[i];
  return NULL;
}

const char *
sl_export_stage (const SlExportSource *source, const char *wanted)
{
  if (wanted != NULL)
    return wanted;
  if (source->stage != NULL)
    return source->stage;
  return sl_plan_count (source->plan, SL_KIND_STAGE) > 0 ? sl_plan_at (source->plan, SL_KIND_STAGE, 0)->id : "";
}

/* --- options --- */

gpointer
sl_export_options_new (const SlExportKind *kind)
{
  gpointer options = g_malloc0 (kind->options->size);

  sl_record_init (kind->options, options);
  return options;
}

void
sl_export_options_free (const SlExportKind *kind, gpointer options)
{
  if (options == NULL)
    return;
  sl_record_clear (kind->options, options);
  g_free (options);
}

/* The id or number that `text` means among the field's values; NULL for another. */
static const char *
value_meant (const SlField *field, const char *text)
{
  for (const SlEnumValue *value = field->values; value != NULL && value->id != NULL; value++)
    if (g_ascii_strcasecmp (value->id, text) == 0 || g_ascii_strcasecmp (value->label, text) == 0)
      return value->id;
  return NULL;
}

static gboolean
set_unknown (const SlExportKind *kind, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < kind->options->n_fields; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", kind->options->fields[i].name);
  if (names->len > 0)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no option “%s”; use %s"), kind->id, name, names->str);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no options; leave “%s” out"), kind->id, name);
  return FALSE;
}

gboolean
sl_export_options_set (const SlExportKind *kind, gpointer options, const char *name, const char *text, GError **error)
{
  g_autofree char *own = g_strdelimit (g_strdup (name), "-", '_');
  const SlField *field = sl_record_field (kind->options, own);
  const char *meant = field != NULL ? value_meant (field, text) : NULL;
  g_autoptr (GError) trouble = NULL;

  if (field == NULL)
    return set_unknown (kind, name, error);
  if (meant == NULL && field->type == SL_TYPE_REAL && field->values != NULL && g_str_has_prefix (text, "1:"))
    meant = text + strlen ("1:");
  if (sl_record_set (kind->options, options, own, meant != NULL ? meant : text, TRUE, &trouble))
    return TRUE;
  if (strstr (trouble->message, own) == NULL) /* a formula does not know what it is for */
    g_prefix_error (&trouble, "%s: ", own);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* Whether another plan may have the same. */
static gboolean
lasts (const SlField *field)
{
  return field->type != SL_TYPE_REF && field->type != SL_TYPE_LIST && field->type != SL_TYPE_DATE
         && field->type != SL_TYPE_VECTOR && (field->type != SL_TYPE_TEXT || field->values != NULL);
}

char *
sl_export_options_print (const SlExportKind *kind, gconstpointer options, gboolean whole)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < kind->options->n_fields; i++)
    {
      const SlField *field = &kind->options->fields[i];
      g_autoptr (GString) value = g_string_new (NULL);

      if ((!whole && !lasts (field)) || sl_field_is_default (field, SL_CONST_MEMBER (options, field)))
        continue;
      sl_field_print (field, SL_CONST_MEMBER (options, field), value);
      g_string_append_printf (out, "%s=%s\n", field->name, g_strdelimit (value->str, "\n", ' '));
    }
  return g_string_free (out, FALSE);
}

void
sl_export_options_read (const SlExportKind *kind, gpointer options, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (sl_record_field (kind->options, lines[i]) != NULL)
        sl_record_set (kind->options, options, lines[i], equals + 1, FALSE, NULL);
    }
}

/* What a field names is there. */
static gboolean
check_ref (const SlExportSource *source, const SlField *field, const char *id, GError **error)
{
  const SlEntity *entity = id != NULL ? sl_plan_find (source->plan, id) : NULL;

  if (id == NULL || (entity != NULL && g_str_equal (sl_kind_info (entity->kind)->record.name, field->refs)))
    return TRUE;
  if (entity != NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” does not fit for “%s”; name another"), id, field->name);
  else
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  return FALSE;
}

static gboolean
check_field (const SlExportSource *source, const SlField *field, gconstpointer options, GError **error)
{
  gconstpointer value = SL_CONST_MEMBER (options, field);

  if (field->type == SL_TYPE_REF)
    return check_ref (source, field, *(const char *const *) value, error);
  if (field->type == SL_TYPE_LIST && field->item == SL_TYPE_REF)
    {
      const SlList *list = *(SlList *const *) value;
      for (guint i = 0; i < sl_list_n (list); i++)
        if (!check_ref (source, field, *sl_list_at (list, char *, i), error))
          return FALSE;
    }
  return TRUE;
}

gboolean
sl_export_options_check (const SlExportKind *kind, const SlExportSource *source, gconstpointer options,
                         const char **field, GError **error)
{
  const char *name = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < kind->options->n_fields; i++)
    {
      name = kind->options->fields[i].name;
      ok = check_field (source, &kind->options->fields[i], options, error);
    }
  if (ok)
    {
      name = NULL;
      ok = kind->check == NULL || kind->check (source, options, &name, error);
    }
  if (field != NULL)
    *field = ok ? NULL : name;
  return ok;
}

const char *
sl_export_suffix (const SlExportKind *kind, gconstpointer options)
{
  return kind->suffix_of != NULL ? kind->suffix_of (options) : kind->suffix;
}

const char *
sl_export_zip_suffix (gboolean zip)
{
  return zip ? ".zip" : "";
}

gboolean
sl_export_check_zip (gboolean zip, const char *path, GError **error)
{
  if (!zip || sl_file_has_suffix (path, ".zip"))
    return TRUE;
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .zip"));
  return FALSE;
}

/* --- writing --- */

guint32
sl_export_day_of_file (const char *path)
{
  GStatBuf info;
  g_autoptr (GDateTime) when = NULL;
  GDate date;

  if (path == NULL || g_stat (path, &info) != 0)
    return 0;
  if ((when = g_date_time_new_from_unix_local (info.st_mtime)) == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (when),
                  (GDateMonth) g_date_time_get_month (when), (GDateYear) g_date_time_get_year (when));
  return g_date_get_julian (&date);
}

/* Who notes the changes below a folder. */
typedef struct {
  const char      *folder;
  SlExportChanges *changes;
} Noting;

static void
note (const char *path, SlFileFate fate, gpointer data)
{
  const Noting *noting = data;
  const gsize length = strlen (noting->folder);
  const gboolean below = strncmp (path, noting->folder, length) == 0 && path[length] == '/';

  sl_export_changes_note (noting->changes, fate, below ? path + length + 1 : path);
}

/* The folder that its files' names begin in: its own, where it is none that can be a zip file too and is. Free with
 * g_free(). */
static char *
folder_of (const SlExportKind *kind, gconstpointer options, const char *path)
{
  return *sl_export_suffix (kind, options) == '\0' && !sl_file_has_suffix (path, ".zip") ? g_strdup (path)
                                                                                         : g_path_get_dirname (path);
}

static gboolean
write_noted (const SlExportKind *kind, const SlExportSource *source, gconstpointer options, const char *path,
             SlExportResult *result, GError **error)
{
  g_autofree char *folder = folder_of (kind, options, path);
  Noting noting = { folder, &result->changes };
  const SlFileListener before = sl_file_listen ((SlFileListener) { note, &noting });
  const gboolean ok = kind->write (source, options, path, result, error);

  sl_file_listen (before);
  return ok;
}

/* Writes it where nobody looks, and compares. */
static gboolean
write_dry (const SlExportKind *kind, const SlExportSource *source, gconstpointer options, const char *path,
           SlExportResult *result, GError **error)
{
  g_autofree char *base = g_path_get_basename (path), *hidden = g_build_filename (g_get_tmp_dir (), base, NULL);
  g_autofree char *made = sl_file_aside_folder (hidden, error);
  g_autofree char *aside = made != NULL ? g_build_filename (made, base, NULL) : NULL;
  g_autofree char *from = aside != NULL ? folder_of (kind, options, aside) : NULL;
  g_autofree char *to = folder_of (kind, options, path);
  g_autoptr (GPtrArray) names = NULL;
  SlExportSource look = *source;
  gboolean ok;

  look.stands = path;
  ok = made != NULL && kind->write (&look, options, aside, result, error);
  names = ok ? sl_file_tree_names (from) : NULL;
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *now = g_build_filename (from, names->pdata[i], NULL);
      g_autofree char *then = g_build_filename (to, names->pdata[i], NULL);
      const SlFileFate other = g_file_test (then, G_FILE_TEST_EXISTS) ? SL_FILE_CHANGED : SL_FILE_CAME;

      sl_export_changes_note (&result->changes, sl_file_same (now, then) ? SL_FILE_SAME : other, names->pdata[i]);
    }
  if (made != NULL)
    sl_file_tree_remove (made);
  return ok;
}

gboolean
sl_export_write (const SlExportKind *kind, const SlExportSource *source, gconstpointer options, const char *path,
                 SlExportResult *result, GError **error)
{
  SlExportResult own = { 0 };
  const gboolean synced = source->dry && sl_file_keep_synced (FALSE);
  gboolean ok;

  sl_export_changes_init (&own.changes);
  if (!sl_export_options_check (kind, source, options, NULL, error))
    ok = FALSE;
  else if (kind->writes_dry)
    ok = kind->write (source, options, path, &own, error);
  else
    ok = source->dry ? write_dry (kind, source, options, path, &own, error)
                     : write_noted (kind, source, options, path, &own, error);
  if (source->dry)
    sl_file_keep_synced (synced);
  sl_export_changes_sort (&own.changes);
  if (result != NULL)
    *result = own;
  else
    sl_export_result_clear (&own);
  return ok;
}

void
sl_export_result_clear (SlExportResult *result)
{
  g_clear_pointer (&result->text, g_free);
  sl_export_changes_clear (&result->changes);
}
