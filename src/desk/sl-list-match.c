#include "sl-list-match.h"

static gconstpointer
item (const SlList *list, guint index)
{
  return list->data + index * list->item_size;
}

static gboolean
same (const SlField *field, const SlList *old, guint o, const SlList *fresh, guint f)
{
  return sl_record_equal (field->record, item (old, o), item (fresh, f));
}

/* FALSE for records without keys. */
static gboolean
same_keys (const SlField *field, const SlList *old, guint o, const SlList *fresh, guint f)
{
  gboolean keyed = FALSE;

  for (guint i = 0; i < field->record->n_fields; i++)
    {
      const SlField *key = &field->record->fields[i];
      if (!(key->flags & SL_FIELD_KEY))
        continue;
      keyed = TRUE;
      if (!sl_field_equal (key, SL_CONST_MEMBER (item (old, o), key), SL_CONST_MEMBER (item (fresh, f), key)))
        return FALSE;
    }
  return keyed;
}

typedef struct {
  const SlField *field;
  const SlList  *old, *fresh;
  guint          head, tail; /* records that are the same at both ends */
  GArray        *match;
  gboolean      *taken;      /* of the old ones */
} Match;

static void
pair (Match *m, guint f, guint o)
{
  g_array_index (m->match, int, f) = (int) o;
  m->taken[o] = TRUE;
}

static void
match_ends (Match *m)
{
  const guint n_old = sl_list_n (m->old), n = sl_list_n (m->fresh), least = MIN (n_old, n);

  while (m->head < least && same (m->field, m->old, m->head, m->fresh, m->head))
    {
      pair (m, m->head, m->head);
      m->head++;
    }
  while (m->tail < least - m->head
         && same (m->field, m->old, n_old - 1 - m->tail, m->fresh, n - 1 - m->tail))
    {
      pair (m, n - 1 - m->tail, n_old - 1 - m->tail);
      m->tail++;
    }
}

static void
match_middle (Match *m, gboolean (*alike) (const SlField *, const SlList *, guint, const SlList *, guint))
{
  for (guint f = m->head; f < sl_list_n (m->fresh) - m->tail; f++)
    for (guint o = m->head; o < sl_list_n (m->old) - m->tail && g_array_index (m->match, int, f) < 0; o++)
      if (!m->taken[o] && alike (m->field, m->old, o, m->fresh, f))
        pair (m, f, o);
}

/* What is left over was edited, if as much is left on either side. */
static void
match_edited (Match *m)
{
  guint left_old = 0, left = 0, o = m->head;

  for (guint i = m->head; i < sl_list_n (m->old) - m->tail; i++)
    left_old += !m->taken[i];
  for (guint f = m->head; f < sl_list_n (m->fresh) - m->tail; f++)
    left += g_array_index (m->match, int, f) < 0;
  if (left != left_old)
    return;
  for (guint f = m->head; f < sl_list_n (m->fresh) - m->tail; f++)
    if (g_array_index (m->match, int, f) < 0)
      {
        while (m->taken[o])
          o++;
        pair (m, f, o);
      }
}

GArray *
sl_list_match (const SlField *field, const SlList *old, const SlList *fresh)
{
  const guint n = sl_list_n (fresh);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (1, sl_list_n (old)));
  Match m = { .field = field, .old = old, .fresh = fresh, .taken = taken,
              .match = g_array_sized_new (FALSE, FALSE, sizeof (int), n) };

  g_array_set_size (m.match, n);
  for (guint f = 0; f < n; f++)
    g_array_index (m.match, int, f) = -1;
  match_ends (&m);
  match_middle (&m, same);
  match_middle (&m, same_keys);
  match_edited (&m);
  return m.match;
}
