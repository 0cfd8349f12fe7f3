#include "sl-journal-log.h"

#include <stdio.h>
#include <string.h>

#include "sl-edit.h"
#include "sl-file.h"
#include "sl-plan-xml.h"

enum { WORD = 80, MAX_LOG_BYTES = 1 << 30 };

static const char *const kinds[SL_N_RECORDS] = { "log", "file", "done", "plan", "do", "at", "try", "took" };

typedef struct {
  SlRecordKind kind;
  char         a[WORD], b[WORD];
  const char  *payload; /* borrowed; `length` bytes */
  gsize        length;
} Record;

/* FNV-1a over the words and the payload. */
static guint64
sum_of (const char *kind, const char *a, const char *b, const char *payload, gsize length)
{
  const struct { const char *text; gsize length; } parts[] = {
    { kind, strlen (kind) + 1 }, { a, strlen (a) + 1 }, { b, strlen (b) + 1 }, { payload, length },
  };
  guint64 sum = 0xcbf29ce484222325u;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (gsize k = 0; k < parts[i].length; k++)
      sum = (sum ^ (guint8) parts[i].text[k]) * 0x100000001b3u;
  return sum;
}

GString *
sl_journal_record (SlRecordKind kind, const char *a, const char *b, const char *payload, gsize length)
{
  GString *out = g_string_sized_new (length + 2 * WORD);

  a = a != NULL ? a : "-";
  b = b != NULL ? b : "-";
  g_string_printf (out, "@%s %s %s %" G_GSIZE_FORMAT " %016" G_GINT64_MODIFIER "x\n", kinds[kind], a, b, length,
                   sum_of (kinds[kind], a, b, payload, length));
  g_string_append_len (out, payload, (gssize) length);
  return g_string_append_c (out, '\n');
}

/* --- reading --- */

typedef struct {
  char      *text;
  GArray    *records; /* Record */
  guint      spoilt;  /* places where no record could be read */
} Log;

static void
log_free (Log *log)
{
  g_free (log->text);
  g_array_unref (log->records);
  g_free (log);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Log, log_free)

/* The record at `at`, and where it ends; NULL when it is torn or spoilt. */
static const char *
parse_record (const char *at, const char *end, Record *record)
{
  char kind[WORD];
  guint64 length, sum;
  int head = 0;

  if (sscanf (at, "@%79s %79s %79s %" G_GINT64_MODIFIER "u %" G_GINT64_MODIFIER "x%n", kind, record->a, record->b,
              &length, &sum, &head) != 5
      || at[head] != '\n')
    return NULL;
  record->payload = at + head + 1;
  record->length = length;
  if (record->payload >= end || length >= (guint64) (end - record->payload) || record->payload[length] != '\n'
      || sum_of (kind, record->a, record->b, record->payload, length) != sum)
    return NULL;
  for (record->kind = 0; record->kind < SL_N_RECORDS; record->kind++)
    if (g_str_equal (kinds[record->kind], kind))
      return record->payload + length + 1;
  return NULL;
}

static Log *
read_log (const char *file)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!sl_file_read (file, MAX_LOG_BYTES, &text, &length, NULL))
    return NULL;
  Log *log = g_new0 (Log, 1);
  log->records = g_array_new (FALSE, FALSE, sizeof (Record));
  const char *at = text, *end = text + length;
  while (at < end)
    {
      Record record = { 0 };
      const char *next = *at == '@' ? parse_record (at, end, &record) : NULL;

      if (*at == '\n') /* which sets what follows apart from a torn record */
        next = at + 1;
      else if (next != NULL)
        g_array_append_val (log->records, record);
      else
        {
          log->spoilt++;
          next = memmem (at + 1, (gsize) (end - at - 1), "\n@", 2);
          next = next != NULL ? next + 1 : end;
        }
      at = next;
    }
  log->text = g_steal_pointer (&text);
  return log;
}

/* Makes or reaches a step. */
static gboolean
is_step (const Record *record)
{
  return record->kind == SL_RECORD_DO || record->kind == SL_RECORD_AT || record->kind == SL_RECORD_PLAN;
}

static const char *
step_of (const Record *record)
{
  return record->kind == SL_RECORD_DO ? record->b : record->a;
}

/* The last record of a file with this checksum, of any that is written for NULL; −1 for none. */
static int
find_file (const Log *log, const char *checksum)
{
  for (int i = (int) log->records->len - 1; i >= 0; i--)
    {
      const Record *record = &g_array_index (log->records, Record, i);
      if (record->kind == SL_RECORD_DONE && (checksum == NULL || g_str_equal (record->b, checksum)))
        return i;
      if (record->kind == SL_RECORD_FILE && checksum != NULL && g_str_equal (record->b, checksum))
        return i;
    }
  return -1;
}

/* The record from which on steps are unsaved. When others changed the file since, it is the last that was written. */
static int
find_base (const Log *log, const char *checksum)
{
  const int saved = find_file (log, checksum != NULL ? checksum : "-");

  return saved >= 0 ? saved : find_file (log, NULL);
}

/* Steps after the record of the file. The plan as a whole with which a session begins is none by itself. */
static guint
count_steps (const Log *log, int saved)
{
  const char *last = NULL, *held = saved >= 0 ? g_array_index (log->records, Record, saved).a : NULL;
  guint n = 0;

  for (guint i = (guint) (saved + 1); i < log->records->len; i++)
    {
      const Record *record = &g_array_index (log->records, Record, i);

      if (is_step (record))
        last = step_of (record);
      n += is_step (record) && record->kind != SL_RECORD_PLAN;
    }
  if (last == NULL || g_strcmp0 (last, held) == 0)
    return 0;
  return MAX (n, 1);
}

static void
take_path (char **path, const Record *record)
{
  g_free (*path);
  *path = record->length > 0 ? g_strndup (record->payload, record->length) : NULL;
}

gboolean
sl_journal_log_scan (const char *file, const char *checksum, SlJournalSummary *summary)
{
  g_autoptr (Log) log = read_log (file);

  *summary = (SlJournalSummary) { 0 };
  if (log == NULL)
    return FALSE;
  for (guint i = 0; i < log->records->len; i++)
    {
      const Record *record = &g_array_index (log->records, Record, i);

      summary->attempts += record->kind == SL_RECORD_TRY;
      if (record->kind == SL_RECORD_LOG)
        continue;
      summary->session = MAX (summary->session, (guint) g_ascii_strtoull (record->a, NULL, 10));
      if (record->kind == SL_RECORD_DONE)
        take_path (&summary->path, record);
      if (record->kind == SL_RECORD_DONE || record->kind == SL_RECORD_FILE)
        take_path (&summary->target, record);
    }
  summary->steps = count_steps (log, find_base (log, checksum));
  return TRUE;
}

void
sl_journal_summary_clear (SlJournalSummary *summary)
{
  g_clear_pointer (&summary->path, g_free);
  g_clear_pointer (&summary->target, g_free);
}

guint
sl_journal_log_generation (const char *file, char **follows)
{
  char head[1024] = "";
  Record record = { 0 };
  FILE *f = fopen (file, "re");
  gsize n;

  if (f == NULL)
    return 0;
  n = fread (head, 1, sizeof head - 1, f);
  fclose (f);
  if (*head != '@' || parse_record (head, head + n, &record) == NULL || record.kind != SL_RECORD_LOG)
    return 0;
  if (follows != NULL)
    take_path (follows, &record);
  return (guint) g_ascii_strtoull (record.a, NULL, 10);
}

/* --- replaying --- */

typedef struct {
  SlReplay   *replay;
  GHashTable *renamed; /* the name of a step before a session took it → that in the session */
  gboolean    any;
} Replaying;

static int
index_of (const Replaying *r, const char *id)
{
  const char *later;

  while ((later = g_hash_table_lookup (r->renamed, id)) != NULL)
    id = later;
  for (int i = (int) r->replay->names->len - 1; i >= 0; i--)
    if (g_str_equal (r->replay->names->pdata[i], id))
      return i;
  return -1;
}

static void
cut_after (Replaying *r, guint n)
{
  if (n >= r->replay->names->len)
    return;
  g_ptr_array_set_size (r->replay->names, (int) n);
  g_ptr_array_set_size (r->replay->plans, (int) n);
  g_ptr_array_set_size (r->replay->labels, (int) n);
}

/* Takes the plan. */
static void
insert_step (Replaying *r, guint at, const char *id, SlPlan *plan, const char *label)
{
  g_ptr_array_insert (r->replay->names, (int) at, g_strdup (id));
  g_ptr_array_insert (r->replay->plans, (int) at, plan);
  g_ptr_array_insert (r->replay->labels, (int) at, g_strdup (label));
  r->replay->at = at;
  r->any = TRUE;
}

/* Where a step belongs that no command leads to. Serials rise along a history, and what undo reaches may be written
 * only then; a new session begins after the step that was current. */
static guint
place_for (Replaying *r, const char *id)
{
  guint session = 0, other, i = r->replay->names->len;
  guint64 serial = 0, its;
  gboolean same = FALSE;

  sscanf (id, "%u.%" G_GINT64_MODIFIER "u", &session, &serial);
  while (i > 0 && sscanf (r->replay->names->pdata[i - 1], "%u.%" G_GINT64_MODIFIER "u", &other, &its) == 2
         && other == session)
    {
      same = TRUE;
      if (its < serial)
        break;
      i--;
    }
  if (!same && r->any)
    cut_after (r, i = r->replay->at + 1);
  return i;
}

/* Takes the plan. */
static void
put_plan (Replaying *r, const char *id, SlPlan *plan)
{
  const int known = index_of (r, id);

  if (known < 0)
    {
      insert_step (r, place_for (r, id), id, plan, NULL);
      return;
    }
  sl_plan_unref (r->replay->plans->pdata[known]);
  r->replay->plans->pdata[known] = plan;
  r->replay->at = (guint) known;
}

static gboolean
replay_plan (Replaying *r, const Record *record)
{
  SlPlan *plan = sl_plan_parse (record->payload, record->length, "journal", NULL, NULL);

  if (plan != NULL)
    put_plan (r, record->a, plan);
  return plan != NULL;
}

static gboolean
replay_do (Replaying *r, const Record *record)
{
  const int from = index_of (r, record->a);
  g_autofree char *text = g_strndup (record->payload, record->length);
  const char *rest;
  g_autoptr (GPtrArray) commands = sl_commands_parse (text, &rest, NULL);
  SlPlan *next;

  if (!r->any || commands == NULL || commands->len != 1)
    return FALSE;
  if (from >= 0)
    r->replay->at = (guint) from;
  next = sl_plan_apply (r->replay->plans->pdata[r->replay->at], commands->pdata[0], NULL);
  if (next == NULL)
    return FALSE;
  if (index_of (r, record->b) >= 0) /* folded into the step */
    put_plan (r, record->b, next);
  else
    {
      cut_after (r, r->replay->at + 1);
      insert_step (r, r->replay->at + 1, record->b, next, sl_command_label (commands->pdata[0]));
    }
  return TRUE;
}

static gboolean
replay_at (Replaying *r, const Record *record)
{
  const int at = index_of (r, record->a);

  if (at >= 0)
    r->replay->at = (guint) at;
  return at >= 0;
}

/* The step of that name becomes the session's own, numbered by its place there. FALSE when the log does not lead to it
 * again: it was left out when the session began, and something before it is gone with what was left out. */
static gboolean
take_step (Replaying *r, const char *name, const char *session, guint serial, SlReplay *own)
{
  const int at = index_of (r, name);

  if (at < 0)
    return FALSE;
  g_autofree char *fresh = g_strdup_printf ("%s.%u", session, serial);
  g_ptr_array_add (own->plans, sl_plan_ref (r->replay->plans->pdata[at]));
  g_ptr_array_add (own->labels, g_strdup (r->replay->labels->pdata[at]));
  g_ptr_array_add (own->names, g_strdup (fresh));
  if (at == (int) r->replay->at)
    own->at = own->names->len - 1;
  if (!g_str_equal (fresh, r->replay->names->pdata[at])) /* a spoilt log may say so */
    g_hash_table_insert (r->renamed, g_strdup (r->replay->names->pdata[at]), g_strdup (fresh));
  return TRUE;
}

static void
replay_init (SlReplay *replay)
{
  replay->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_plan_unref);
  replay->labels = g_ptr_array_new_with_free_func (g_free);
  replay->names = g_ptr_array_new_with_free_func (g_free);
}

static void
swap (GPtrArray **a, GPtrArray **b)
{
  GPtrArray *was = *a;

  *a = *b;
  *b = was;
}

/* The history of the session is these steps and no others: those that were left out are gone. */
static gboolean
replay_took (Replaying *r, const Record *record)
{
  g_autofree char *text = g_strndup (record->payload, record->length);
  g_auto (GStrv) names = g_strsplit (text, " ", -1);
  SlReplay own = { NULL };

  replay_init (&own);
  own.at = G_MAXUINT;
  for (guint i = 0; names[i] != NULL; i++)
    take_step (r, names[i], record->a, i, &own);
  if (own.names->len > 0)
    {
      own.at = MIN (own.at, own.names->len - 1);
      r->replay->at = own.at;
      r->any = TRUE;
      swap (&own.plans, &r->replay->plans);
      swap (&own.labels, &r->replay->labels);
      swap (&own.names, &r->replay->names);
    }
  g_ptr_array_unref (own.plans);
  g_ptr_array_unref (own.labels);
  g_ptr_array_unref (own.names);
  return TRUE;
}

static gboolean
replay_record (Replaying *r, const Record *record)
{
  switch (record->kind)
    {
    case SL_RECORD_PLAN: return replay_plan (r, record);
    case SL_RECORD_DO: return replay_do (r, record);
    case SL_RECORD_AT: return replay_at (r, record);
    case SL_RECORD_TOOK: return replay_took (r, record);
    default: return TRUE;
    }
}

/* The record before which to stop, to leave out so many steps. */
static guint
end_of (const Log *log, guint leave_out)
{
  guint end = log->records->len;

  while (end > 0 && leave_out > 0)
    leave_out -= is_step (&g_array_index (log->records, Record, --end));
  return end;
}

SlReplay *
sl_journal_log_replay (const char *file, const char *checksum, guint leave_out)
{
  g_autoptr (Log) log = read_log (file);
  g_autoptr (SlReplay) replay = g_new0 (SlReplay, 1);
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Replaying r = { replay, renamed, FALSE };

  replay_init (replay);
  replay->saved = -1;
  if (log == NULL)
    return NULL;
  const int base = find_base (log, checksum);
  const guint end = end_of (log, leave_out);
  replay->skipped = log->spoilt;
  for (guint i = 0; i < end; i++)
    {
      const Record *record = &g_array_index (log->records, Record, i);
      const gboolean used = replay_record (&r, record);

      replay->skipped += !used;
      replay->steps += used && (int) i > base && is_step (record) && record->kind != SL_RECORD_PLAN;
    }
  if (base >= 0 && !g_str_equal (g_array_index (log->records, Record, base).b, "-"))
    replay->checksum = g_strdup (g_array_index (log->records, Record, base).b);
  if (base >= 0)
    replay->saved = index_of (&r, g_array_index (log->records, Record, base).a);
  return r.any ? g_steal_pointer (&replay) : NULL;
}

void
sl_replay_free (SlReplay *replay)
{
  if (replay == NULL)
    return;
  g_ptr_array_unref (replay->plans);
  g_ptr_array_unref (replay->labels);
  g_ptr_array_unref (replay->names);
  g_free (replay->checksum);
  g_free (replay);
}
