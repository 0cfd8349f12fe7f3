#include "sl-file-name.h"

char *
sl_file_name_key (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1), *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
}

char *
sl_file_name_apart (GHashTable *taken, const char *stem)
{
  char *name = g_strdup (stem);

  for (guint n = 2; !g_hash_table_add (taken, sl_file_name_key (name)); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, n);
    }
  return name;
}
