/* Pictures through the import helper: which way up they are shown, and which are refused. */
#include "test-asset.h"

#include "asset-place.h"
#include "sl-error.h"

static GByteArray *
read_file (const char *path)
{
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_byte_array_new_take ((guint8 *) text, length);
}

/* portrait-phone.jpg, 36 × 64, is red on its left and blue on its right; its orientation stands at byte 0x31. */
enum { ORIENTATION_AT = 0x31, WIDE = 64, HIGH = 36 };

static gboolean
is_red (const SlImage *image, int x, int y)
{
  const guint8 *p = image->rgba + 4 * (y * image->width + x);

  g_assert_cmpuint (p[3], ==, 255);
  return p[0] > 150 && p[2] < 80;
}

/* EXIF 2.3, table 6. Where red, the stored left, comes to lie. */
static void
test_orientations (void)
{
  static const struct { gboolean lies; const char *red; } shown[9] = {
    [1] = { FALSE, "left" }, [2] = { FALSE, "right" }, [3] = { FALSE, "right" }, [4] = { FALSE, "left" },
    [5] = { TRUE, "top" },   [6] = { TRUE, "top" },    [7] = { TRUE, "bottom" }, [8] = { TRUE, "bottom" },
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GByteArray) photo = read_file (SL_SOURCE "/tests/asset/portrait-phone.jpg");

  place_init (&place);
  for (guint8 i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("photo-%u.jpg", i);

      photo->data[ORIENTATION_AT] = i;
      place_put (&place, name, photo->data, photo->len);
      g_assert_true (sl_assets_load_image (place.assets, place.folder, name, NULL, NULL));
      g_autoptr (SlImage) image = sl_assets_image (place.assets, name);
      g_assert_cmpint (image->width, ==, shown[i].lies ? WIDE : HIGH);
      g_assert_cmpint (image->height, ==, shown[i].lies ? HIGH : WIDE);
      const int right = image->width - 3, bottom = image->height - 3;
      const gboolean first = g_str_equal (shown[i].red, "left") || g_str_equal (shown[i].red, "top");
      g_assert_cmpint (is_red (image, 2, 2), ==, first);
      g_assert_cmpint (is_red (image, right, bottom), ==, !first);
      g_assert_cmpint (is_red (image, right, 2), ==, shown[i].lies ? first : !first);
    }
}

/* A PNG of four pixels that differ, so that mirroring shows: its eXIf chunk says how it is turned. */
static void
test_png_orientations (void)
{
  static const guint8 corners[4] = { 10, 60, 120, 250 }; /* stored: top left, top right, bottom left, bottom right */
  static const guint8 shown[9][4] = { { 0 }, { 0, 1, 2, 3 }, { 1, 0, 3, 2 }, { 3, 2, 1, 0 }, { 2, 3, 0, 1 },
                                      { 0, 2, 1, 3 }, { 2, 0, 3, 1 }, { 3, 1, 2, 0 }, { 1, 3, 0, 2 } };
  g_auto (Place) place = { 0 };

  place_init (&place);
  g_autofree char *plain = g_build_filename (place.folder, "plain.png", NULL);
  guint8 rgba[16];
  for (guint i = 0; i < 16; i++)
    rgba[i] = i % 4 == 3 ? 255 : corners[i / 4];
  g_assert_true (sl_image_write_png (plain, rgba, 2, 2, NULL));
  for (guint8 turn = 1; turn <= 8; turn++)
    {
      guint8 chunk[] = { 0, 0, 0, 26, 'e', 'X', 'I', 'f', 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0,
                         turn, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
      g_autoptr (GByteArray) png = read_file (plain), turned = g_byte_array_new ();
      g_autofree char *name = g_strdup_printf ("turned-%u.png", turn);
      guint32 crc = 0xffffffff;

      for (guint i = 4; i < sizeof chunk - 4; i++)
        {
          crc ^= chunk[i];
          for (guint bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
      for (guint i = 0; i < 4; i++)
        chunk[sizeof chunk - 4 + i] = (guint8) (~crc >> (24 - 8 * i));
      g_byte_array_append (turned, png->data, 33); /* signature and IHDR */
      g_byte_array_append (turned, chunk, sizeof chunk);
      g_byte_array_append (turned, png->data + 33, png->len - 33);
      place_put (&place, name, turned->data, turned->len);
      g_assert_true (sl_assets_load_image (place.assets, place.folder, name, NULL, NULL));
      g_autoptr (SlImage) image = sl_assets_image (place.assets, name);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpuint (image->rgba[4 * i], ==, corners[shown[turn][i]]);
    }
}

static void
refuse (const Place *place, const char *name, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_assets_load_image (place->assets, place->folder, name, NULL, &error));
  if (strstr (error->message, words) == NULL || strstr (error->message, name) == NULL)
    g_error ("%s: %s", name, error->message);
  g_assert_null (sl_assets_image (place->assets, name));
}

/* One that is missing says so, one cut short too, wherever it was cut. */
static void
test_refused (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  g_auto (Place) place = { 0 };
  g_autoptr (GByteArray) photo = read_file (SL_SOURCE "/tests/asset/portrait-phone.jpg");
  g_autoptr (GByteArray) png = read_file (SL_SOURCE "/tests/golden/flat-view.png");

  place_init (&place);
  refuse (&place, "gone.jpg", "the picture is missing");
  place_put (&place, "drawing.png", svg, sizeof svg - 1);
  refuse (&place, "drawing.png", "PNG or JPEG");
  place_put (&place, "empty.png", "", 0);
  refuse (&place, "empty.png", "PNG or JPEG");
  for (guint i = 1; i < 10; i++)
    {
      g_autofree char *jpeg = g_strdup_printf ("cut-%u.jpg", i), *other = g_strdup_printf ("cut-%u.png", i);
      place_put (&place, jpeg, photo->data, photo->len * i / 10);
      refuse (&place, jpeg, "cut short");
      place_put (&place, other, png->data, png->len * i / 10);
      refuse (&place, other, "cut short");
    }
  place_put (&place, "last.jpg", photo->data, photo->len - 2);
  refuse (&place, "last.jpg", "cut short");
  png->data[16] = png->data[20] = 1; /* 2²⁴ pixels and more a side */
  place_put (&place, "large.png", png->data, png->len);
  refuse (&place, "large.png", "megapixels");
}

void
test_asset_picture (void)
{
  g_test_add_func ("/asset/picture/orientations", test_orientations);
  g_test_add_func ("/asset/picture/png-orientations", test_png_orientations);
  g_test_add_func ("/asset/picture/refused", test_refused);
}
