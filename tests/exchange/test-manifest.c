/* The manifest of a package: what is written comes back, and what would lead out of the package is refused. */
#include "../sl-test.h"
#include "sl-error.h"
#include "sl-manifest.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_OF(name, bytes, sum) "{\"name\":\"" name "\",\"kind\":\"gltf\",\"bytes\":" bytes ",\"sha256\":\"" sum "\"}"
#define MANIFEST(files) "{\"sightline_package\":1,\"files\":[" files "]}"

static void
test_there_and_back (void)
{
  g_autoptr (SlManifest) manifest = sl_manifest_new (), back = NULL;
  g_autofree char *text = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  manifest->stage = g_strdup ("stage-1");
  manifest->plan = g_strdup ("长江 \"夜\".sightline");
  sl_manifest_add (manifest, "scene/b.glb", "gltf", "stage-1", 5000000000, SUM);
  sl_manifest_add (manifest, "clips/镜头 1.mp4", "clip", NULL, 0, SUM);
  text = sl_manifest_print (manifest);
  back = sl_manifest_parse (text, "m.json", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->stage, ==, "stage-1");
  g_assert_cmpstr (back->plan, ==, manifest->plan);
  g_assert_null (back->booking);
  g_assert_cmpuint (back->files->len, ==, 2);
  g_assert_cmpstr (((SlManifestFile *) back->files->pdata[0])->name, ==, "clips/镜头 1.mp4"); /* by name */
  g_assert_cmpuint (sl_manifest_find (back, "scene/b.glb")->bytes, ==, 5000000000);
  g_assert_cmpstr (sl_manifest_find (back, "scene/b.glb")->of, ==, "stage-1");
  g_assert_null (sl_manifest_find (back, "scene/c.glb"));
  again = sl_manifest_print (back);
  g_assert_cmpstr (again, ==, text);
}

static void
test_bad (void)
{
  static const struct { const char *text; int code; const char *says; } bad[] = {
    { "", SL_ERROR_INPUT, "m.json" },
    { "[]", SL_ERROR_INPUT, "m.json" },
    { "{}", SL_ERROR_INPUT, "no manifest" },
    { "{\"sightline_package\":1}", SL_ERROR_INPUT, "no manifest" },
    { "{\"sightline_package\":1,\"files\":{}}", SL_ERROR_INPUT, "no manifest" },
    { "{\"sightline_package\":2,\"files\":[]}", SL_ERROR_VERSION, "newer" },
    { "{\"sightline_package\":\"1\",\"files\":[]}", SL_ERROR_INPUT, "no manifest" },
    { MANIFEST ("7"), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("../x", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a/../../x", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("/etc/passwd", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("C:\\\\x", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a//b", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("./a", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("manifest.json", "1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a", "-1", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a", "1e300", SUM)), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a", "1", "abc")), SL_ERROR_INPUT, "entry 1" },
    { MANIFEST (FILE_OF ("a", "1", SUM) "," FILE_OF ("a", "1", SUM)), SL_ERROR_INPUT, "entry 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      SlManifest *manifest = sl_manifest_parse (bad[i].text, "m.json", &error);

      if (manifest != NULL)
        g_error ("“%s” was taken", bad[i].text);
      g_assert_error (error, SL_ERROR, bad[i].code);
      if (strstr (error->message, bad[i].says) == NULL)
        g_error ("“%s”: %s", bad[i].text, error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest/there-and-back", test_there_and_back);
  g_test_add_func ("/manifest/bad", test_bad);
  return g_test_run ();
}
