#include "sl-psplib.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* A file, sections in this order, rows of stars between them:
 *
 *     projects                      :  1
 *     jobs (incl. supersource/sink ):  32
 *     RESOURCES
 *       - renewable                 :  4   R
 *     PRECEDENCE RELATIONS:
 *     jobnr.    #modes  #successors   successors
 *        1        1          3           2   3   4
 *     REQUESTS/DURATIONS:
 *     jobnr. mode duration  R 1  R 2  R 3  R 4
 *     ----------------------------------------
 *       1      1     0       0    0    0    0
 *     RESOURCEAVAILABILITIES:
 *       R 1  R 2  R 3  R 4
 *        24   23   25   33
 */

#define MAX_LINE 65536
#define FIRST_WORDS "file with basedata"

typedef struct {
  const char *at, *end; /* what is not read yet */
  const char *name;
  guint       number;   /* of the line */
  char       *line;     /* owned */
  const char *rest;     /* of the line, not read yet */
} Reader;

static gboolean
fail (const Reader *reader, GError **error, const char *message)
{
  sl_error_set_at (error, SL_ERROR_INPUT, reader->name, reader->number, "%s", message);
  return FALSE;
}

/* The next line that is neither empty nor a row of stars or dashes. */
static gboolean
next_line (Reader *reader, GError **error)
{
  while (reader->at < reader->end)
    {
      const char *stop = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));
      const gsize length = (gsize) ((stop != NULL ? stop : reader->end) - reader->at);

      reader->number++;
      if (length > MAX_LINE || memchr (reader->at, '\0', length) != NULL)
        return fail (reader, error, _("the line is too long or no text; give a file of PSPLIB (.sm)"));
      g_free (reader->line);
      reader->line = g_strstrip (g_strndup (reader->at, length));
      reader->rest = reader->line;
      reader->at = stop != NULL ? stop + 1 : reader->end;
      if (reader->line[strspn (reader->line, "*-")] != '\0')
        return TRUE;
    }
  return fail (reader, error, _("the file ends too soon; get it again"));
}

/* Skips to the line that begins with `heading`. */
static gboolean
find_heading (Reader *reader, const char *heading, GError **error)
{
  const guint from = reader->number;

  while (next_line (reader, NULL))
    if (g_str_has_prefix (reader->line, heading))
      {
        reader->rest = reader->line + strlen (heading);
        return TRUE;
      }
  sl_error_set_at (error, SL_ERROR_INPUT, reader->name, from,
                   _("“%s” does not come after this line; give a file of PSPLIB with one mode (.sm)"), heading);
  return FALSE;
}

/* The next number of the line, 0…most. */
static gboolean
read_number (Reader *reader, int most, int *value, GError **error)
{
  gint64 read = 0;
  const char *from = reader->rest + strspn (reader->rest, " \t:"), *at = from;

  for (; g_ascii_isdigit (*at) && read <= most; at++)
    read = 10 * read + g_ascii_digit_value (*at);
  if (at == from || (*at != '\0' && !g_ascii_isspace (*at)) || read > most)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, reader->name, reader->number,
                       _("“%.20s” stands where a whole number from 0 to %d should; correct it"), from, most);
      return FALSE;
    }
  reader->rest = at;
  *value = (int) read;
  return TRUE;
}

static gboolean
end_line (const Reader *reader, GError **error)
{
  if (reader->rest[strspn (reader->rest, " \t")] == '\0')
    return TRUE;
  return fail (reader, error, _("there are more numbers in the line than there should be; take them out"));
}

/* The number behind `heading`, least…most. */
static gboolean
read_count (Reader *reader, const char *heading, int least, int most, int *count, GError **error)
{
  if (!find_heading (reader, heading, error) || !read_number (reader, most, count, error))
    return FALSE;
  if (*count >= least)
    return TRUE;
  return fail (reader, error, _("the number is too small; give a file of PSPLIB with one mode (.sm)"));
}

static gboolean
read_header (Reader *reader, int *jobs, int *resources, GError **error)
{
  int projects, none;

  return read_count (reader, "projects", 1, 1, &projects, error)
         && read_count (reader, "jobs (incl. supersource/sink )", 2, SL_RCPSP_MAX_ACTIVITIES, jobs, error)
         && read_count (reader, "- renewable", 0, SL_RCPSP_MAX_RESOURCES, resources, error)
         && read_count (reader, "- nonrenewable", 0, 0, &none, error)
         && read_count (reader, "- doubly constrained", 0, 0, &none, error);
}

/* The job's number, which counts up, and its mode or number of modes, which is 1. */
static gboolean
read_job (Reader *reader, int job, GError **error)
{
  int number, mode;

  if (!next_line (reader, error) || !read_number (reader, SL_RCPSP_MAX_ACTIVITIES, &number, error)
      || !read_number (reader, SL_RCPSP_MAX_ACTIVITIES, &mode, error))
    return FALSE;
  if (number != job + 1)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, reader->name, reader->number,
                       _("job %d stands where job %d should; put the jobs in order"), number, job + 1);
      return FALSE;
    }
  return mode == 1 || fail (reader, error, _("the job has more modes than one; only one mode can be read"));
}

static gboolean
read_followers (Reader *reader, SlRcpsp *problem, int job, int jobs, GError **error)
{
  int n, follower;

  if (!read_job (reader, job, error) || !read_number (reader, jobs, &n, error))
    return FALSE;
  if ((gint64) problem->arcs->len + n > SL_RCPSP_MAX_ARCS)
    return fail (reader, error, _("there are too many successors; split the project"));
  for (int i = 0; i < n; i++)
    {
      if (!read_number (reader, jobs, &follower, error))
        return FALSE;
      if (follower < 1 || follower == job + 1)
        return fail (reader, error, _("a successor is no other job; correct its number"));
      sl_rcpsp_precede (problem, job, follower - 1, 0);
    }
  return end_line (reader, error);
}

static gboolean
read_needs (Reader *reader, SlRcpsp *problem, int job, int resources, GError **error)
{
  int amount;

  if (!read_job (reader, job, error)
      || !read_number (reader, SL_RCPSP_MAX_TIME, &sl_rcpsp_activity (problem, job)->duration, error))
    return FALSE;
  for (int r = 0; r < resources; r++)
    {
      if (!read_number (reader, SL_RCPSP_MAX_AMOUNT, &amount, error))
        return FALSE;
      if (amount > 0 && problem->uses->len >= SL_RCPSP_MAX_USES)
        return fail (reader, error, _("there are too many demands; split the project"));
      if (amount > 0)
        sl_rcpsp_need (problem, job, r, amount);
    }
  return end_line (reader, error);
}

static gboolean
read_capacities (Reader *reader, SlRcpsp *problem, int resources, GError **error)
{
  if (!find_heading (reader, "RESOURCEAVAILABILITIES:", error))
    return FALSE;
  if (resources == 0)
    return TRUE;
  if (!next_line (reader, error) || !next_line (reader, error))
    return FALSE;
  for (int r = 0; r < resources; r++)
    if (!read_number (reader, SL_RCPSP_MAX_AMOUNT, &sl_rcpsp_resource (problem, r)->capacity, error))
      return FALSE;
  return end_line (reader, error);
}

static gboolean
read_sections (Reader *reader, SlRcpsp *problem, GError **error)
{
  int jobs, resources;

  if (!read_header (reader, &jobs, &resources, error))
    return FALSE;
  for (int r = 0; r < resources; r++)
    {
      g_autofree char *name = g_strdup_printf ("R %d", r + 1);
      sl_rcpsp_add_resource (problem, name, 0);
    }
  for (int job = 0; job < jobs; job++)
    {
      g_autofree char *name = g_strdup_printf ("%d", job + 1);
      sl_rcpsp_add_activity (problem, name, 0);
    }
  if (!find_heading (reader, "PRECEDENCE RELATIONS:", error) || !next_line (reader, error))
    return FALSE;
  for (int job = 0; job < jobs; job++)
    if (!read_followers (reader, problem, job, jobs, error))
      return FALSE;
  if (!find_heading (reader, "REQUESTS/DURATIONS:", error) || !next_line (reader, error))
    return FALSE;
  for (int job = 0; job < jobs; job++)
    if (!read_needs (reader, problem, job, resources, error))
      return FALSE;
  return read_capacities (reader, problem, resources, error);
}

SlRcpsp *
sl_psplib_parse (const char *text, gsize length, const char *name, GError **error)
{
  Reader reader = { .at = text, .end = text + length, .name = name };
  g_autoptr (SlRcpsp) problem = sl_rcpsp_new ();
  gboolean done;

  if (length > SL_PSPLIB_MAX_BYTES)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, name, 0, _("the file is larger than %d MB; split the project"),
                       SL_PSPLIB_MAX_BYTES >> 20);
      return NULL;
    }
  done = read_sections (&reader, problem, error);
  g_free (reader.line);
  return done ? g_steal_pointer (&problem) : NULL;
}

gboolean
sl_psplib_is (const char *text, gsize length)
{
  const gsize words = strlen (FIRST_WORDS);
  gsize at = 0;

  while (at < length && strchr ("* \t\r\n", text[at]) != NULL && text[at] != '\0')
    at++;
  return length - at >= words && memcmp (text + at, FIRST_WORDS, words) == 0;
}
