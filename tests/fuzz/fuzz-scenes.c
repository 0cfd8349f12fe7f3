#include "fuzz-targets.h"

#include <math.h>
#include <string.h>

#include "sl-gltf-cameras.h"
#include "sl-importer.h"
#include "sl-mvr-read.h"
#include "sl-ndisplay-read.h"
#include "sl-plan-xml.h"
#include "sl-script-text.h"
#include "sl-survey.h"

/* What is read has models and places, and what is not is refused in words. */
static void
check (SlMvrFile *file, const GError *error)
{
  g_assert_true ((file != NULL) == (error == NULL));
  for (guint i = 0; file != NULL && i < file->screens->len; i++)
    g_assert_nonnull (((SlMvrScreen *) file->screens->pdata[i])->model);
  if (error != NULL)
    g_assert_cmpstr (error->message, !=, "");
  sl_mvr_file_free (file);
}

void
sl_fuzz_mvr (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) first = NULL, second = NULL;
  g_autoptr (SlZip) zip = sl_zip_new ();

  SlMvrFile *file = sl_mvr_read (bytes, "fuzz", &first);
  check (file, first);
  file = sl_mvr_read_scene (bytes, zip, "fuzz", &second);
  check (file, second);
}

void
sl_fuzz_ndisplay (const guint8 *data, gsize size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size), *text = g_utf8_make_valid (raw, -1);
  g_autoptr (GError) error = NULL;
  SlWallScreens *screens = sl_ndisplay_read (text, "fuzz", &error);

  g_assert_true ((screens != NULL) == (error == NULL));
  if (screens != NULL)
    sl_wall_screens_free (screens);
}

/* What is read has places that are numbers, and what it makes of a stage can be applied. */
void
sl_fuzz_survey (const guint8 *data, gsize size)
{
  static const char xml[] = "<sightline version=\"1.0\"><stage id=\"stage\"/><mark id=\"k1\" stage=\"stage\" "
                            "position=\"3 2 0\"/><mark id=\"k2\" stage=\"stage\" position=\"-4 5 0\"/></sightline>";
  g_autoptr (SlPlan) plan = sl_plan_parse (xml, strlen (xml), "stage", NULL, NULL);
  g_autoptr (GError) error = NULL, refused = NULL, trouble = NULL;
  g_autofree char *text = sl_script_text ((const char *) data, size, "fuzz", FALSE, NULL), *id = NULL;
  SlSurvey *survey = text != NULL ? sl_survey_read (text, "fuzz", &error) : NULL;
  const SlImportInput input = { .plan = plan, .name = "fuzz", .content = survey };
  gpointer options = sl_import_options_new (&sl_import_survey);
  g_autoptr (SlCommand) command = survey != NULL ? sl_import_survey.make (&input, options, &id, &refused) : NULL;

  sl_import_options_free (&sl_import_survey, options);
  g_assert_true (text == NULL || (survey != NULL) == (error == NULL));
  if (command != NULL)
    {
      g_autoptr (SlPlan) after = sl_plan_apply (plan, command, &trouble);
      g_assert_true (after != NULL || trouble != NULL);
    }
  else
    g_assert_true (survey == NULL || refused != NULL);
  sl_survey_free (survey);
}

void
sl_fuzz_cameras (const guint8 *data, gsize size)
{
  g_autofree char *copy = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;
  SlGltfOthers others = { 0 };
  GArray *cameras;

  memcpy (copy, data, size);
  copy[size] = '\0';
  cameras = sl_gltf_cameras_parse (copy, size, "fuzz", &others, &error);
  g_assert_true ((cameras != NULL) == (error == NULL));
  for (guint i = 0; cameras != NULL && i < cameras->len; i++)
    {
      const SlGltfCamera *camera = &g_array_index (cameras, SlGltfCamera, i);
      g_assert_true (isfinite (camera->frame.o.x + camera->frame.x.x + camera->frame.z.z) && camera->yfov > 0);
    }
  g_clear_pointer (&cameras, g_array_unref);
}
