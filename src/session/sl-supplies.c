#include "sl-supplies.h"

#include "sl-holidays.h"
#include "sl-importer.h"

static void
day_free (gpointer data)
{
  g_free (((SlImportDay *) data)->name);
  g_free (data);
}

static gpointer
read_file (const char *path, GError **error)
{
  return sl_holidays_read (path, error);
}

static void
free_file (gpointer file)
{
  sl_holidays_free (file);
}

static gboolean
repeats (gconstpointer file)
{
  return sl_holidays_repeat (file);
}

static GPtrArray *
days_of (gconstpointer file, guint32 from, guint32 to, GPtrArray *remarks)
{
  g_autoptr (GPtrArray) holidays = sl_holidays_days (file, from, to, remarks);
  GPtrArray *days = g_ptr_array_new_with_free_func (day_free);

  for (guint i = 0; i < holidays->len; i++)
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
  static const SlDaysReader reader = { read_file, free_file, repeats, days_of };

  sl_importer_supply_days (&reader);
}
