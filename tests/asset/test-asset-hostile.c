/* Files that mean harm, each refused (or read, where it can be) within 5 s of processor time and 500 MB. */
#include "test-asset.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "asset-place.h"
#include "sl-error.h"

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = TRUE };
#else
enum { SANITIZED = FALSE };
#endif

enum { SECONDS_MOST = 5, MEMORY_MOST_KB = 500 * 1000, WALL_MOST_S = 60 };

/* --- what is no plain file --- */

static void
make_pipe (const char *path)
{
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_device (const char *path)
{
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
}

static void
make_loop (const char *path)
{
  g_assert_cmpint (symlink (path, path), ==, 0);
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

static void (*const odd_files[]) (const char *path) = { make_pipe, make_folder, make_device, make_loop, make_socket };

/* As a model, as a wall's picture, as a model's library and as its picture. */
static void
test_no_plain_file (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GTimer) timer = g_timer_new ();

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (odd_files); i++)
    {
      g_autofree char *model = g_strdup_printf ("odd-%u.obj", i), *picture = g_strdup_printf ("odd-%u.png", i);
      g_autofree char *library = g_strdup_printf ("odd-%u.mtl", i), *user = g_strdup_printf ("user-%u.obj", i);
      g_autofree char *first = place_path (&place, model), *second = place_path (&place, picture);
      g_autofree char *third = place_path (&place, library);
      g_autofree char *text = g_strdup_printf ("mtllib odd-%u.mtl\nmtllib shown.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\n"
                                               "usemtl m\nf 1 2 3\n", i);
      g_autofree char *shown = g_strdup_printf ("newmtl m\nmap_Kd odd-%u.png\n", i);
      g_autoptr (GError) error = NULL;

      odd_files[i] (first);
      odd_files[i] (second);
      odd_files[i] (third);
      place_put_text (&place, user, text);
      place_put_text (&place, "shown.mtl", shown);
      g_assert_false (sl_assets_load_mesh (place.assets, place.folder, model, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_IO);
      g_clear_error (&error);
      g_assert_false (sl_assets_load_image (place.assets, place.folder, picture, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_IO);
      g_assert_true (sl_assets_load_mesh (place.assets, place.folder, user, NULL, NULL));
    }
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, WALL_MOST_S);
}

/* --- outside of the folder --- */

/* What a model names elsewhere is not read, by whatever way it is named. */
static void
test_outside (void)
{
  static const char *const names[] = {
    "../secret.png", "/etc/passwd", "a/../../secret.png", "link.png", "below/../../secret.png",
  };
  g_auto (Place) place = { 0 };
  const guint8 white[4] = { 255, 255, 255, 255 };

  place_init (&place);
  g_autofree char *models = place_path (&place, "models"), *secret = place_path (&place, "secret.png");
  g_autofree char *link = place_path (&place, "models/link.png");
  make_folder (models);
  g_assert_true (sl_image_write_png (secret, white, 1, 1, NULL));
  g_assert_cmpint (symlink (secret, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *library = g_strdup_printf ("newmtl m\nmap_Kd %s\n", names[i]);
      g_autofree char *model = g_strdup_printf ("models/%u.obj", i), *mtl = g_strdup_printf ("models/%u.mtl", i);
      g_autofree char *text = g_strdup_printf ("mtllib %u.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl m\nf 1 2 3\n", i);

      place_put_text (&place, mtl, library);
      place_put_text (&place, model, text);
      g_assert_true (sl_assets_load_mesh (place.assets, place.folder, model, NULL, NULL));
      g_autoptr (SlMesh) mesh = sl_assets_mesh (place.assets, model);
      g_assert_cmpuint (mesh->n_textures, ==, 0);
      g_assert_cmpuint (mesh->n_notes, ==, 1);
    }
}

/* --- too much --- */

static void
repeat (GString *text, const char *what, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, what);
}

static void
many_objects (GString *text)
{
  for (guint i = 0; i < 120000; i++)
    g_string_append_printf (text, "o %u\nv %u 0 0\nv %u 1 0\nv 0 0 1\nf -3 -2 -1\n", i, i, i);
}

static void
many_materials (GString *text)
{
  for (guint i = 0; i < 120000; i++)
    g_string_append_printf (text, "usemtl %u\nv %u 0 0\nv %u 1 0\nv 0 0 1\nf -3 -2 -1\n", i, i, i);
}

static void
one_point (GString *text)
{
  repeat (text, "v 1 1 1\n", 1);
  repeat (text, "v 1 1 2\nv 1 2 1\n", 1);
  repeat (text, "f 1 2 3\n", 600000);
}

static void
wide_face (GString *text)
{
  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "v %u %u 0\n", i % 173, i * 7919 % 30011);
  g_string_append (text, "f");
  for (guint i = 1; i <= 30000; i++)
    g_string_append_printf (text, " %u", i);
}

static void
far_away (GString *text)
{
  g_string_append (text, "v 1e38 0 0\nv -1e38 1e38 0\nv 0 1e39 nan\nv 0 0 1e300\n"
                         "f 1 2 3\nf 4 2 1\nf 999999999 -99 0\n");
}

static void
nested_fbx (GString *text)
{
  g_string_append (text, "; FBX 7.4.0 project file\nObjects: {\n");
  repeat (text, "A: {\n", 500000);
}

#define DAE "<?xml version='1.0'?><COLLADA xmlns='http://www.collada.org/2005/11/COLLADASchema' version='1.4.1'>"

static void
nested_dae (GString *text)
{
  g_string_append (text, DAE);
  repeat (text, "<node>", 300000);
}

/* Each node twice in the next: 2³⁰ of the first. */
static void
doubling_dae (GString *text)
{
  g_string_append (text,
                   DAE "<library_geometries><geometry id='g'><mesh><source id='p'><float_array id='a' count='9'>"
                       "0 0 0 1 0 0 0 1 0</float_array><technique_common><accessor source='#a' count='3' stride='3'>"
                       "<param name='X' type='float'/><param name='Y' type='float'/><param name='Z' type='float'/>"
                       "</accessor></technique_common></source><vertices id='v'><input semantic='POSITION' "
                       "source='#p'/></vertices><triangles count='1'><input semantic='VERTEX' source='#v' "
                       "offset='0'/><p>0 1 2</p></triangles></mesh></geometry></library_geometries><library_nodes>"
                       "<node id='n0'><instance_geometry url='#g'/></node>");
  for (guint i = 1; i <= 30; i++)
    g_string_append_printf (text, "<node id='n%u'><instance_node url='#n%u'/><instance_node url='#n%u'/></node>", i,
                            i - 1, i - 1);
  g_string_append (text, "</library_nodes><library_visual_scenes><visual_scene id='s'><node><instance_node "
                         "url='#n30'/></node></visual_scene></library_visual_scenes><scene><instance_visual_scene "
                         "url='#s'/></scene></COLLADA>");
}

static void
entities_dae (GString *text)
{
  g_string_append (text, "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>");
  for (char c = 'b'; c < 'k'; c++)
    {
      g_string_append_printf (text, "<!ENTITY %c '", c);
      for (guint i = 0; i < 10; i++)
        g_string_append_printf (text, "&%c;", c - 1);
      g_string_append (text, "'>");
    }
  g_string_append (text, "]><COLLADA version='1.4.1'><asset><up_axis>&j;</up_axis></asset></COLLADA>");
}

/* An array of doubles that unpacks to 2 GB, as its count says. */
static void
bomb_fbx (GString *text)
{
  static const guint8 head[] = { 0xe8, 0x1c, 0, 0 };
  guint8 node[] = { 60, 0, 0, 0, 1, 0, 0, 0, 21, 0, 0, 0, 7, 'O', 'b', 'j', 'e', 'c', 't', 's',
                    'd', 0xff, 0xff, 0xff, 0x0f, 1, 0, 0, 0, 8, 0, 0, 0, 0x78, 0x9c, 3, 0, 0, 0, 0, 1 };

  g_string_append_len (text, "Kaydara FBX Binary  \0\x1a\0", 23);
  g_string_append_len (text, (const char *) head, sizeof head);
  g_string_append_len (text, (const char *) node, sizeof node);
  for (guint i = 0; i < 4000; i++)
    g_string_append_c (text, '\0');
}

#define GLTF "{\"asset\":{\"version\":\"2.0\"},"

static void
nested_gltf (GString *text)
{
  g_string_append (text, GLTF "\"x\":");
  repeat (text, "[", 3000000);
}

static void
zeros_gltf (GString *text)
{
  g_string_append (text, GLTF "\"accessors\":[");
  repeat (text, "0,", 50000000);
  g_string_append (text, "0]}");
}

static void
doubling_gltf (GString *text)
{
  g_string_append (text, GLTF "\"scene\":0,\"scenes\":[{\"nodes\":[30]}],\"accessors\":[{\"componentType\":5126,"
                         "\"count\":3,\"type\":\"VEC3\"}],"
                         "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0}}]}],"
                         "\"nodes\":[{\"mesh\":0}");
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, ",{\"children\":[%u,%u]}", i, i);
  g_string_append (text, "]}");
}

static void
chunks_3ds (GString *text)
{
  for (guint i = 0; i < 200000; i++)
    g_string_append_len (text, "\x4d\x4d\xff\xff\xff\x7f", 6);
}

/* 8192 × 8192 of one bit, all black: 8 kB that are 67 million pixels, and that may be shown. */
static void
black_png (GString *text)
{
  g_autofree char *base = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (SL_SOURCE "/tests/asset/black.png", &base, &n, NULL));
  g_string_append_len (text, base, (gssize) n);
}

static void
svg (GString *text)
{
  g_string_append (text, "<svg xmlns='http://www.w3.org/2000/svg'><filter id='f'><feGaussianBlur stdDeviation='9999'/>"
                         "</filter><rect width='32000' height='32000' filter='url(#f)'/></svg>");
}

static const struct {
  const char *name;
  void      (*make) (GString *text);
  gboolean    may_load;
  gboolean    slow; /* the sanitizers, which take many times as long and as much, pass it over */
} hostile[] = {
  { "objects.obj", many_objects, TRUE },
  { "materials.obj", many_materials, TRUE, TRUE },
  { "point.obj", one_point, TRUE, TRUE },
  { "wide.obj", wide_face, TRUE, TRUE },
  { "far.obj", far_away, TRUE },
  { "nested.fbx", nested_fbx, FALSE },
  { "bomb.fbx", bomb_fbx, FALSE },
  { "nested.dae", nested_dae, FALSE },
  { "doubling.dae", doubling_dae, FALSE, TRUE },
  { "entities.dae", entities_dae, FALSE },
  { "nested.gltf", nested_gltf, FALSE },
  { "zeros.gltf", zeros_gltf, FALSE, TRUE },
  { "doubling.gltf", doubling_gltf, FALSE },
  { "chunks.3ds", chunks_3ds, FALSE },
  { "black.png", black_png, TRUE },
  { "drawing.svg", svg, FALSE },
  { "drawing.png", svg, FALSE },
};

static double
seconds_of_children (long *memory_kb)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  *memory_kb = usage.ru_maxrss;
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
check_hostile (const Place *place, guint i)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  const gboolean picture = g_str_has_suffix (hostile[i].name, ".png") || g_str_has_suffix (hostile[i].name, ".svg");
  long memory_kb;
  double before, seconds;
  gboolean loaded;

  hostile[i].make (text);
  place_put (place, hostile[i].name, text->str, text->len);
  before = seconds_of_children (&memory_kb);
  loaded = picture ? sl_assets_load_image (place->assets, place->folder, hostile[i].name, NULL, &error)
                   : sl_assets_load_mesh (place->assets, place->folder, hostile[i].name, NULL, &error);
  g_usleep (20000); /* for the helper to be waited for */
  seconds = seconds_of_children (&memory_kb) - before;
  g_test_message ("%s: %.2f s, most so far %ld MB, %s", hostile[i].name, seconds, memory_kb / 1000,
                  loaded ? "loaded" : error->message);
  g_assert_true (loaded ? hostile[i].may_load : error != NULL);
  if (!SANITIZED)
    {
      g_assert_cmpfloat (seconds, <, SECONDS_MOST);
      g_assert_cmpint (memory_kb, <, MEMORY_MOST_KB);
    }
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, WALL_MOST_S);
}

static void
test_too_much (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    if (!SANITIZED || !hostile[i].slow)
      check_hostile (&place, i);
}

void
test_asset_hostile (void)
{
  g_test_add_func ("/asset/hostile/no-plain-file", test_no_plain_file);
  g_test_add_func ("/asset/hostile/outside", test_outside);
  g_test_add_func ("/asset/hostile/too-much", test_too_much);
}
