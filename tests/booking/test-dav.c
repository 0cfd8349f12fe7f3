/* Answers of WebDAV servers, most of them bad. */
#include "test-dav.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-dav.h"
#include "sl-error.h"

#define WHOLE(inner) "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" " \
                     "xmlns:c=\"urn:ietf:params:xml:ns:caldav\">" inner "</d:multistatus>"
#define ONE(props) WHOLE ("<d:response><d:href> /x/a%%20b.ics\n</d:href><d:propstat><d:prop>" props \
                          "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>")

static void
test_props (void)
{
  static const struct { const char *props, *name, *text; } cases[] = {
    { "<d:getetag>\"1-&amp;\"</d:getetag>", SL_DAV_NS "getetag", "\"1-&\"" },
    { "<c:calendar-data><![CDATA[BEGIN:<x>]]></c:calendar-data>", SL_CALDAV_NS "calendar-data", "BEGIN:<x>" },
    { "<c:calendar-data>a&#13;\nb</c:calendar-data>", SL_CALDAV_NS "calendar-data", "a\r\nb" },
    { "<d:resourcetype><d:collection/> <c:calendar/></d:resourcetype>", SL_DAV_NS "resourcetype",
      "collection calendar" },
    { "<c:calendar-home-set><d:href>/a/</d:href><d:href>/b/</d:href></c:calendar-home-set>",
      SL_CALDAV_NS "calendar-home-set", "/a/\n/b/" },
    { "<c:supported-calendar-component-set><c:comp name=\"VEVENT\"/><c:comp name=\"VTODO\"/>"
      "</c:supported-calendar-component-set>", SL_CALDAV_NS "supported-calendar-component-set", "VEVENT VTODO" },
    { "<d:displayname/>", SL_DAV_NS "displayname", "" },
    { "<getetag>no namespace</getetag>", SL_DAV_NS "getetag", NULL },
    { "<e:getetag xmlns:e=\"other\">x</e:getetag>", SL_DAV_NS "getetag", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf (ONE ("%s"), cases[i].props);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlDavAnswer) answer = sl_dav_read (xml, strlen (xml), "https://x/", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer->responses->len, ==, 1);
      const SlDavResponse *r = answer->responses->pdata[0];
      g_assert_cmpstr (r->href, ==, "/x/a%20b.ics");
      g_assert_cmpstr (sl_dav_prop (r, cases[i].name), ==, cases[i].text);
    }
}

static void
test_statuses (void)
{
  const char *xml = WHOLE ("<d:response><d:href>/gone</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
                           "<d:response><d:href>/half</d:href><d:propstat><d:prop><d:getetag>\"1\"</d:getetag></d:prop>"
                           "<d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:displayname>no"
                           "</d:displayname></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>"
                           "<d:propstat><d:status>HTTP/1.1 404 Not Found</d:status><d:prop><c:calendar-home-set/>"
                           "</d:prop></d:propstat></d:response><d:sync-token> urn:1 </d:sync-token>");
  g_autoptr (SlDavAnswer) answer = sl_dav_read (xml, strlen (xml), "https://x/", NULL);
  const SlDavResponse *half = answer->responses->pdata[1];

  g_assert_cmpuint (((SlDavResponse *) answer->responses->pdata[0])->status, ==, 404);
  g_assert_cmpuint (half->status, ==, 0);
  g_assert_cmpstr (sl_dav_prop (half, SL_DAV_NS "getetag"), ==, "\"1\"");
  g_assert_null (sl_dav_prop (half, SL_DAV_NS "displayname"));
  g_assert_null (sl_dav_prop (half, SL_CALDAV_NS "calendar-home-set")); /* as Xandikos says it */
  g_assert_cmpstr (answer->sync_token, ==, "urn:1");
}

static void
test_bad (void)
{
  static const char *const cases[] = {
    "", "x", "<html><body>Log in</body></html>", "<?xml version=\"1.0\"?>", "<d:multistatus>", "\xff\xfe",
    "<!DOCTYPE x [<!ENTITY a \"b\">]><multistatus xmlns=\"DAV:\">&a;</multistatus>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><multistatus xmlns=\"DAV:\"/>",
    "<multistatus xmlns=\"DAV:\"><response></multistatus>", "<multistatus xmlns=\"DAV:\"/>x",
    "<multistatus xmlns=\"DAV:\">&undefined;</multistatus>",
  };
  g_autoptr (GString) deep = g_string_new ("<multistatus xmlns=\"DAV:\">");
  g_autoptr (GString) quadratic = g_string_new ("<!DOCTYPE x [<!ENTITY a \""); /* 100,000 times 100,000 characters */

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (quadratic, 'a');
  g_string_append (quadratic, "\">]><multistatus xmlns=\"DAV:\"><sync-token>");
  for (guint i = 0; i < 100000; i++)
    g_string_append (quadratic, "&a;");
  g_string_append (quadratic, "</sync-token></multistatus>");
  const char *const large[] = { deep->str, quadratic->str };
  for (guint i = 0; i < G_N_ELEMENTS (cases) + G_N_ELEMENTS (large); i++)
    {
      const char *xml = i < G_N_ELEMENTS (cases) ? cases[i] : large[i - G_N_ELEMENTS (cases)];
      g_autoptr (GError) error = NULL;

      g_test_message ("%.60s", xml);
      g_assert_null (sl_dav_read (xml, strlen (xml), "https://x/", &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
    }
}

/* What is odd, but no reason to believe nothing. */
static void
test_odd (void)
{
  static const char *const cases[] = {
    "<multistatus xmlns=\"DAV:\"/>",
    "<multistatus xmlns=\"DAV:\"><response/></multistatus>",
    "<multistatus xmlns=\"DAV:\"><response><status/><propstat><status>200</status></propstat></response></multistatus>",
    "<multistatus xmlns=\"DAV:\"><propstat><prop><getetag>x</getetag></prop></propstat></multistatus>",
    "<multistatus xmlns=\"DAV:\"><response><a><b><c><d><e/></d></c></b></a></response></multistatus>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlDavAnswer) answer = sl_dav_read (cases[i], strlen (cases[i]), "https://x/", &error);
      g_assert_no_error (error);
    }
}

void
add_dav_tests (void)
{
  g_test_add_func ("/booking/dav/props", test_props);
  g_test_add_func ("/booking/dav/statuses", test_statuses);
  g_test_add_func ("/booking/dav/bad", test_bad);
  g_test_add_func ("/booking/dav/odd", test_odd);
}
