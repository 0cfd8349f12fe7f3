/* What presets look like was read off files that others publish: elements and attributes alone, which are the
 * format. */
#include "sl-resolume.h"

typedef struct {
  gint64 x, y, w, h;
} Rectangle;

void
sl_resolume_size (const SlFeeds *feeds, gint64 *w, gint64 *h)
{
  *w = *h = 0;
  for (guint i = 0; i < feeds->walls->len; i++)
    {
      const SlFeedWall *wall = sl_feeds_wall (feeds, i);

      *w = MAX (*w, wall->left + wall->w);
      *h = MAX (*h, wall->h);
    }
}

static void
put_point (GString *out, double x, double y)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "<v x=\"%s\" y=\"%s\"/>", g_ascii_formatd (a, sizeof a, "%.10g", x),
                          g_ascii_formatd (b, sizeof b, "%.10g", y));
}

/* From the top left, clockwise. */
static void
put_corners (GString *out, const Rectangle *r)
{
  for (guint k = 0; k < 4; k++)
    put_point (out, (double) (r->x + (k == 1 || k == 2 ? r->w : 0)), (double) (r->y + (k >= 2 ? r->h : 0)));
}

static void
put_rectangle (GString *out, const char *name, const Rectangle *r)
{
  g_string_append_printf (out, "            <%s orientation=\"0\">", name);
  put_corners (out, r);
  g_string_append_printf (out, "</%s>\n", name);
}

/* A warp that changes nothing. */
static void
put_warp (GString *out, const Rectangle *to)
{
  g_string_append (out, "            <Warper>\n              <Params name=\"Warper\"><ParamChoice name=\"Point Mode\" "
                        "default=\"PM_LINEAR\" value=\"PM_LINEAR\" storeChoices=\"0\"/></Params>\n"
                        "              <BezierWarper controlWidth=\"4\" controlHeight=\"4\"><vertices>");
  for (guint row = 0; row < 4; row++)
    for (guint column = 0; column < 4; column++)
      put_point (out, (double) to->x + (double) to->w * column / 3, (double) to->y + (double) to->h * row / 3);
  g_string_append (out, "</vertices></BezierWarper>\n              <Homography><src>");
  put_corners (out, to);
  g_string_append (out, "</src><dst>");
  put_corners (out, to);
  g_string_append (out, "</dst></Homography>\n            </Warper>\n");
}

static void
put_name (GString *out, const char *indent, const char *params, const char *name)
{
  g_string_append_printf (out, "%s<Params name=\"%s\"><Param name=\"Name\" T=\"STRING\" default=\"\" value=\"%s\"/>"
                          "<Param name=\"Enabled\" T=\"BOOL\" default=\"1\" value=\"1\"/></Params>\n", indent, params,
                          name);
}

/* Ids have nothing that XML would mistake; numbers are of the file alone. */
static void
put_screen (GString *out, const SlFeeds *feeds, guint index)
{
  const SlFeed *feed = sl_feeds_at (feeds, index);
  const SlFeedWall *wall = sl_feeds_wall (feeds, feed->wall);
  const Rectangle from = { wall->left + feed->x, feed->y, feed->w, feed->h }, to = { 0, 0, feed->w, feed->h };
  g_autofree char *name = sl_feeds_name (feeds, index);

  g_string_append_printf (out, "      <Screen name=\"%s\" uniqueId=\"%u\">\n", name, 2 * index + 1);
  put_name (out, "        ", "Params", name);
  g_string_append_printf (out, "        <layers>\n          <Slice uniqueId=\"%u\">\n", 2 * index + 2);
  put_name (out, "            ", "Common", name);
  g_string_append (out, "            <Params name=\"Input\"><ParamChoice name=\"Input Source\" default=\"0:1\" "
                        "value=\"0:1\" storeChoices=\"0\"/></Params>\n"
                        "            <Params name=\"Output\"><Param name=\"Flip\" T=\"UINT8\" default=\"0\" "
                        "value=\"0\"/></Params>\n");
  put_rectangle (out, "InputRect", &from);
  put_rectangle (out, "OutputRect", &to);
  put_warp (out, &to);
  g_string_append_printf (out, "          </Slice>\n        </layers>\n        <OutputDevice><OutputDeviceVirtual "
                          "name=\"%s\" deviceId=\"Virtual%s\" width=\"%d\" height=\"%d\"/></OutputDevice>\n"
                          "      </Screen>\n", name, name, (int) feed->w, (int) feed->h);
}

char *
sl_resolume_text (const SlFeeds *feeds, const char *name)
{
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
  gint64 w, h;

  sl_resolume_size (feeds, &w, &h);
  g_string_append_printf (out, "<XmlState name=\"%s\">\n  <versionInfo name=\"Resolume Arena\" majorVersion=\"7\" "
                          "minorVersion=\"0\" microVersion=\"0\" revision=\"0\"/>\n"
                          "  <ScreenSetup name=\"ScreenSetup\">\n    <Params name=\"ScreenSetupParams\"/>\n"
                          "    <CurrentCompositionTextureSize width=\"%d\" height=\"%d\"/>\n    <screens>\n",
                          escaped, (int) w, (int) h);
  for (guint i = 0; i < feeds->feeds->len; i++)
    put_screen (out, feeds, i);
  g_string_append (out, "    </screens>\n  </ScreenSetup>\n</XmlState>\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
