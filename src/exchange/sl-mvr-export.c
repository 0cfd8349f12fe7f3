#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-mvr-private.h"

/* MVR has no words for them. */
static void
tell_left_out (const SlExportInput *input, const SlScene *scene)
{
  for (guint i = 0; i < scene->cameras->len; i++)
    sl_findings_add (input->omissions, SL_SEVERITY_NOTE, g_array_index (scene->cameras, SlScenePlace, i).entity, NULL,
                     _("Hand it on as glTF"), _("MVR knows no cameras; it is left out"));
  for (guint i = 0; i < scene->rigs->len; i++)
    sl_findings_add (input->omissions, SL_SEVERITY_NOTE, g_array_index (scene->rigs, SlSceneRig, i).entity, NULL,
                     _("Hand it on in a ground plan"), _("MVR knows no camera rigs; it is left out"));
}

/* The plan's own mark, so that things of two plans with the same ids are told apart. */
static const char *
uid_of (const SlPlan *plan)
{
  const SlProduction *first = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0
                              ? (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;

  return first != NULL && first->uid != NULL ? first->uid : "";
}

static gboolean
write_scene (const SlExportInput *input, const SlScene *scene, const char *path, GError **error)
{
  xmlBufferPtr text = xmlBufferCreate ();
  SlMvrExport m = { .input = input, .uid = uid_of (input->plan), .zip = sl_zip_new () };
  gboolean ok;

  m.files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  m.xml = xmlNewTextWriterMemory (text, 0);
  ok = sl_mvr_write_scene (&m, scene, error);
  xmlFreeTextWriter (m.xml);
  if (ok)
    {
      g_autoptr (GBytes) content = g_bytes_new (xmlBufferContent (text), (gsize) xmlBufferLength (text));
      sl_zip_add (m.zip, SL_MVR_DESCRIPTION, content);
      ok = sl_zip_write (m.zip, path, input->watch, error);
    }
  xmlBufferFree (text);
  g_hash_table_unref (m.files);
  sl_zip_free (m.zip);
  return ok;
}

gboolean
sl_mvr_export (const SlExportInput *input, const char *path, GError **error)
{
  g_autoptr (SlSceneMaker) maker = NULL;
  g_autoptr (SlScene) scene = NULL;

  if (!sl_file_has_suffix (path, ".mvr"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .mvr"));
      return FALSE;
    }
  maker = sl_scene_maker_new_stage (input->plan, input->assets, input->stage_id, NULL, error);
  scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  if (scene == NULL)
    return FALSE;
  sl_findings_merge (input->omissions, sl_scene_maker_findings (maker));
  tell_left_out (input, scene);
  return write_scene (input, scene, path, error);
}
