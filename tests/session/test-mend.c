/* What mends findings: each way that is offered goes, and the finding is gone after it. */
#include <string.h>

#include "../sl-test.h"
#include "sl-check-all.h"
#include "sl-devices.h"
#include "sl-mend.h"
#include "sl-plan-xml.h"
#include "tests.h"

#define HEAD "<?xml version=\"1.0\"?><sightline version=\"1.0\"><production id=\"pr\"/><stage id=\"st\"/>" \
             "<setup id=\"su\" stage=\"st\"/><panel id=\"p\" source=\"s\"/>"
#define TAIL "</sightline>"

enum { TODAY = 739000 };

static SlDocument *
document_of (const char *middle)
{
  g_autofree char *text = g_strconcat (HEAD, middle, TAIL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "test", NULL, &error);

  g_assert_no_error (error);
  return sl_document_new_from_plan (plan, SL_OPEN_PLAIN);
}

static const SlFinding *
find (const GPtrArray *findings, const char *id, const char *field, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      if (g_str_equal (f->id, id) && g_str_equal (f->field, field) && g_str_equal (f->code, code))
        return f;
    }
  return NULL;
}

/* Labels of all ways, with bars between them; each is tried on the document and undone. */
static char *
try_all (SlDocument *document, const char *id, const char *field, const char *code)
{
  g_autoptr (GPtrArray) findings = sl_document_check (document, NULL);
  const SlFinding *finding = find (findings, id, field, code);
  const SlMendInput input = { sl_document_plan (document), sl_document_catalogue (document), TODAY };
  g_autoptr (GPtrArray) mends = NULL;
  GString *labels = g_string_new (NULL);

  g_assert_nonnull (finding);
  mends = sl_mends (&input, finding);
  for (guint i = 0; i < mends->len; i++)
    {
      const SlMend *mend = mends->pdata[i];
      g_autoptr (GError) error = NULL;

      g_string_append_printf (labels, "%s%s", i > 0 ? " | " : "", mend->label);
      g_assert_true ((mend->command == NULL) != (mend->action == NULL));
      if (mend->command == NULL)
        continue;
      g_assert_true (sl_document_apply (document, mend->command, &error));
      g_assert_no_error (error);
      g_autoptr (GPtrArray) left = sl_document_check (document, NULL);
      g_assert_null (find (left, id, field, code));
      g_assert_cmpuint (left->len, <, findings->len + 1);
      g_assert_true (sl_document_undo (document));
    }
  return g_string_free (labels, FALSE);
}

static void
test_each (void)
{
  static const struct {
    const char *plan, *id, *field, *code, *labels;
  } cases[] = {
    { "<shot id=\"s\" setup=\"su\" camera=\"gone\"/>", "s", "camera", "dangling", "Add: Camera" },
    { "<camera id=\"c\" name=\"Camera A\" stage=\"st\"/><shot id=\"s\" setup=\"su\" camera=\"gone\"/>", "s", "camera",
      "dangling", "Use Camera A" },
    { "<shot id=\"s\" setup=\"su\"/>", "s", "camera", "empty", "Add: Camera" },
    { "<wall id=\"w\" stage=\"st\" cabinet=\"roe-bp2v2\"/>", "w", "cabinet", "dangling",
      "Add roe-bp2v2 from the catalogue | Use p" },
    { "<wall id=\"w\" stage=\"st\" cabinet=\"nothing-known\"/>", "w", "cabinet", "dangling", "Use p" },
    { "<wall id=\"w\" stage=\"su\" cabinet=\"p\"/>", "w", "stage", "wrong-kind", "Use st" },
    { "<camera id=\"c\" stage=\"st\" body=\"arri-alexa-35\"/>", "c", "body", "dangling",
      "Add arri-alexa-35 from the catalogue" },
    { "<camera id=\"c\" stage=\"st\"/><shot id=\"s\" setup=\"su\" camera=\"c\" with=\"s2 gone s3\"/>"
      "<shot id=\"s2\" setup=\"su\" camera=\"c\"/><shot id=\"s3\" setup=\"su\" camera=\"c\"/>", "s", "with", "dangling",
      "Take out “gone”" },
    { "<camera id=\"c\" stage=\"st\"/><shot id=\"s\" setup=\"su\" camera=\"c\"><track target=\"gone\" path=\"pan\">"
      "<key frame=\"0\" value=\"1\"/></track><track target=\"c\" path=\"pan\"><key frame=\"0\" value=\"1\"/></track>"
      "<track target=\"gone\" path=\"tilt\"><key frame=\"0\" value=\"1\"/></track></shot>", "s", "tracks", "dangling",
      "Take out “gone”" },
    { "<camera id=\"c\" stage=\"st\"/><shot id=\"s\" setup=\"su\" camera=\"c\"><track target=\"c\" path=\"pan\">"
      "<key frame=\"2\" value=\"1\"/><key frame=\"2\" value=\"2\"/></track></shot>", "s", "tracks", "track",
      "Remove: Track" },
    { "<wall id=\"w\" stage=\"st\" cabinet=\"p\" columns=\"5\" seams=\"1 2\"/>", "w", "seams", "seams",
      "One angle a joint, the rest straight" },
    { "<wall id=\"w\" stage=\"st\" cabinet=\"p\" columns=\"4\"><patch column=\"2\" columns=\"3\"/></wall>", "w",
      "patches", "patch", "Remove: Patch" },
    { "<booking id=\"b\" stage=\"st\" production=\"pr\"/>", "b", "from", "empty", "Give it 5 days" },
    { "<booking id=\"b\" stage=\"st\" production=\"pr\" from=\"2026-02-03\"/>", "b", "to", "empty", "Give it 5 days" },
    { "<booking id=\"b\" stage=\"st\" production=\"pr\" from=\"2026-02-03\" to=\"2026-02-01\"/>", "b", "to", "dates",
      "Exchange the dates" },
    { "<group id=\"g\" group=\"h\"/><group id=\"h\" group=\"g\"/>", "g", "group", "circle", "Take out “h”" },
    { "<group id=\"g\" group=\"gone\"/>", "g", "group", "dangling", "Take out “gone”" },
    { "<panel id=\"roe-bp2v2\" source=\"s\" pitch_mm=\"3\"/>", "roe-bp2v2", "", "device",
      "Take the catalogue’s figures" },
    { "<prop id=\"x\" stage=\"st\" shape=\"model\" model=\"gone.obj\"/>", "x", "model", "file", "Locate…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlDocument) document = document_of (cases[i].plan);
      g_autofree char *labels = try_all (document, cases[i].id, cases[i].field, cases[i].code);

      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

/* What is not of the plan any more, or not known, is not mended. */
static void
test_nothing_to_do (void)
{
  g_autoptr (SlDocument) document = document_of ("<wall id=\"w\" stage=\"st\" cabinet=\"p\"/>");
  const SlMendInput input = { sl_document_plan (document), sl_document_catalogue (document), TODAY };
  const SlFinding findings[] = {
    { .id = (char *) "gone", .field = (char *) "camera", .code = "dangling", .about = (char *) "x" },
    { .id = (char *) "w", .field = (char *) "cabinet", .code = "", .about = (char *) "" },
    { .id = (char *) "w", .field = (char *) "seams", .code = "strange", .about = (char *) "" },
    { .id = (char *) "", .field = (char *) "", .code = "dangling", .about = (char *) "x" },
    { .id = (char *) "w", .field = (char *) "", .code = "dangling", .about = (char *) "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      g_autoptr (GPtrArray) mends = sl_mends (&input, &findings[i]);
      g_assert_cmpuint (mends->len, ==, 0);
    }
}

/* Two bookings in one place of a day are found, with who and which days. */
static void
test_conflict (void)
{
  g_autoptr (SlDocument) document = document_of (
    "<booking id=\"a\" name=\"Night\" stage=\"st\" production=\"pr\" state=\"confirmed\" from=\"2026-02-01\" "
    "to=\"2026-02-04\"/><booking id=\"b\" name=\"Day\" stage=\"st\" production=\"pr\" state=\"confirmed\" "
    "from=\"2026-02-03\" to=\"2026-02-09\"/>");
  g_autoptr (GPtrArray) findings = sl_document_check (document, NULL);

  g_assert_cmpuint (findings->len, ==, 1);
  const SlFinding *f = findings->pdata[0];
  g_assert_cmpstr (f->id, ==, "b");
  g_assert_nonnull (strstr (f->message, "2026-02-03 to 2026-02-04"));
  g_assert_nonnull (strstr (f->message, "Night, Day"));
}

void
add_mend_tests (void)
{
  g_test_add_func ("/session/mend/each", test_each);
  g_test_add_func ("/session/mend/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/session/mend/conflict", test_conflict);
}
