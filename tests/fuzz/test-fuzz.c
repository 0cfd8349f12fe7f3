/* The fuzz targets over saved inputs and over seeded mutations of them: short here, full with ./test --long. */
#include <string.h>

#include "../sl-test.h"
#include "fuzz-targets.h"

#define SCRIPT(name) "tests/samples/scripts/" name
#define MODEL(name) "tests/asset/models/" name

typedef struct {
  const char *name;
  void      (*run) (const guint8 *data, gsize size);
  const char *seeds[16]; /* files below the source folder */
} Target;

static const Target targets[] = {
  { "plan", sl_fuzz_plan,
    { "data/samples/small-flat.sightline", "data/catalogue/panels.xml", "data/facilities/haopu.sightline",
      "tests/fuzz/plan-odd.xml",
      "tests/fuzz/plan-namespace.xml", "tests/fuzz/plan-space.xml", "tests/fuzz/plan-encoding.xml",
          "tests/fuzz/plan-prefix.xml",
      "tests/fuzz/plan-around.xml", "tests/fuzz/plan-signs.xml" } },
  { "records", sl_fuzz_records,
    { "tests/fuzz/records.txt", "tests/fuzz/log.txt", "tests/fuzz/paths.txt", "tests/fuzz/returns.txt" } },
  { "gltf", sl_fuzz_gltf,
    { "data/models/FlightHelmet/FlightHelmet.gltf", "tests/fuzz/tiny.gltf", MODEL ("skin-rig-moved.glb"),
      MODEL ("inside.glb"), MODEL ("sparse.gltf"), MODEL ("morph.gltf"), MODEL ("copies.gltf"),
      MODEL ("uv-turned.gltf"), MODEL ("types.gltf"), MODEL ("compressed.gltf") } },
  { "psplib", sl_fuzz_psplib, { "tests/samples/psplib/j30/j3010_1.sm", "tests/samples/psplib/j60/j6010_1.sm" } },
  { "script", sl_fuzz_script,
    { SCRIPT ("As_I_Am_a_Cat_I_Eat_Mice.fountain"), SCRIPT ("screenplay-tools_SceneHeading.fountain"),
      "tests/fuzz/script.fountain" } },
  { "fdx", sl_fuzz_fdx,
    { SCRIPT ("screenplay-tools_TestFDX-FD.fdx"), SCRIPT ("screenplay-tools_TestFDX-FI.fdx"),
      "tests/fuzz/script.fdx" } },
  { "csv", sl_fuzz_csv, { "tests/fuzz/breakdown.csv", "tests/fuzz/shots.csv" } },
  { "survey", sl_fuzz_survey, { "tests/fuzz/points.csv", "tests/fuzz/points.txt" } },
  { "uss", sl_fuzz_uss, { "tests/samples/uss/small_sample_schedule.uss" } },
  { "ics", sl_fuzz_ics, { "tests/fuzz/outlook.ics", "tests/fuzz/rules.ics" } },
  { "mvr", sl_fuzz_mvr, { "tests/fuzz/scene.mvr", "tests/fuzz/scene.xml" } },
  { "cameras", sl_fuzz_cameras, { "tests/fuzz/cameras.gltf" } },
  { "ndisplay", sl_fuzz_ndisplay, { "tests/fuzz/stage.ndisplay" } },
  { "dav", sl_fuzz_dav, { "tests/fuzz/multistatus.xml" } },
  { "tracking", sl_fuzz_tracking,
    { "tests/samples/opentrackio/camdkit_sender_json.otrk", "tests/samples/opentrackio/camdkit_sender_cbor.otrk",
      "tests/samples/opentrackio/complete_dynamic_example.json", "tests/fuzz/sample.cbor", "tests/fuzz/track.bin" } },
  { "mesh", sl_fuzz_mesh, { "tests/fuzz/records.txt", MODEL ("skin-rig-moved.glb"), MODEL ("p.png") } },
};

static void
mutate (GRand *random, GByteArray *bytes)
{
  static const char *const tokens[] = { "xmlns:x=\"urn:y\"", "x:a=\"1\"", " xmlns=\"\"", "<?pi?>", "&#13;", "\r\n",
      "&#xFFFE;", "\xef\xbf\xbf", "<", ">", "\"", "&amp;", "&#0;", "]]>", "<!--", "<!DOCTYPE a>", "\xff", "nan",
      "-1", "1e999", "999999999999", "</", "=", "{", "}", "[", "]", "null", "\n", "" };
  guint n = (guint) g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
      const char *token = tokens[g_rand_int_range (random, 0, G_N_ELEMENTS (tokens))];
      switch (g_rand_int_range (random, 0, 5))
        {
        case 0: bytes->data[at] = (guint8) g_rand_int (random); break;
        case 1: memcpy (bytes->data + at, token, MIN (strlen (token), bytes->len - at)); break;
        case 2:
          {
            gint32 most = (gint32) MIN (64, bytes->len - at);
            g_byte_array_remove_range (bytes, at, (guint) g_rand_int_range (random, 0, most + 1));
            break;
          }
        case 3: g_byte_array_set_size (bytes, at); break; /* cut */
        default:
          {
            guint from = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
            memmove (bytes->data + at, bytes->data + from, MIN (48, bytes->len - MAX (from, at)));
          }
        }
    }
}

static void
test_target (gconstpointer data)
{
  const Target *target = data;
  guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 20000 : 400;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  target->run ((const guint8 *) "", 0);
  for (guint s = 0; target->seeds[s] != NULL; s++)
    {
      g_autofree char *path = g_build_filename (SL_SOURCE, target->seeds[s], NULL), *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      target->run ((const guint8 *) text, length);
      for (guint i = 0; i < rounds; i++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();
          g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
          mutate (random, bytes);
          target->run (bytes->data, bytes->len);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz/", targets[i].name, NULL);
      g_test_add_data_func (path, &targets[i], test_target);
    }
  return g_test_run ();
}
