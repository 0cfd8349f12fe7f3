#include "sl-supplies.h"

#include "sl-holidays.h"
#include "sl-importer.h"

static void
day_free (gpointer data)
{
  g_free (((SlImportDay *) data)->name);
  g_free (data);
}

static GPtrArray *
read_days (const char *path, GPtrArray *remarks, GError **error)
{
  g_autoptr (GPtrArray) holidays = sl_holidays_read (path, remarks, error);
  GPtrArray *days = holidays != NULL ? g_ptr_array_new_with_free_func (day_free) : NULL;

  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    {
      const SlHoliday *h = holidays->pdata[i];
      const SlImportDay day = { h->from, h->to, h->worked, g_strdup (h->name) };
      g_ptr_array_add (days, g_memdup2 (&day, sizeof day));
    }
  return days;
}

void
sl_supplies_init (void)
{
  sl_importer_supply_days (read_days);
}
