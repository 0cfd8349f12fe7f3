#include "sl-facility.h"

#include <string.h>

void
sl_clash_free (SlClash *clash)
{
  g_ptr_array_unref (clash->ids);
  g_free (clash->message);
  g_free (clash);
}

const char *
sl_clash_id (SlClashForm form)
{
  static const char *const ids[] = { "place", "confirmed", "closed", "cast", "element", "crew" };

  return ids[form];
}

void
sl_clash_add (GPtrArray *clashes, SlClashForm form, gboolean warning, guint32 from, guint32 to, const SlEntity *about,
              GPtrArray *ids, char *message)
{
  SlClash *clash = g_new (SlClash, 1);

  *clash = (SlClash) { form, warning, from, to, about, ids, message };
  g_ptr_array_add (clashes, clash);
}

static int
by_day (gconstpointer a, gconstpointer b)
{
  const SlClash *one = *(SlClash *const *) a, *other = *(SlClash *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  if (one->form != other->form)
    return one->form < other->form ? -1 : 1;
  return strcmp (one->message, other->message);
}

GPtrArray *
sl_clashes (const SlPlan *plan)
{
  GPtrArray *clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_clash_free);

  sl_clashes_of_stages (plan, clashes);
  sl_clashes_of_boards (plan, clashes);
  g_ptr_array_sort (clashes, by_day);
  return clashes;
}
