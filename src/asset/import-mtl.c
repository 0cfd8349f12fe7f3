#include "import-mtl.h"

#include <math.h>
#include <string.h>

/* map_Kd -s 4 6 1 -o 0 .5 name of the file.png: options with numbers behind them, then the rest is the name. Up to
 * three numbers follow -s, -o and -t, of which one is enough. */
static const struct {
  const char *name;
  guint       least, most; /* words that follow */
} options[] = {
  { "-s", 1, 3 },      { "-o", 1, 3 },      { "-t", 1, 3 },     { "-mm", 2, 2 },  { "-blendu", 1, 1 },
  { "-blendv", 1, 1 }, { "-clamp", 1, 1 },  { "-cc", 1, 1 },    { "-bm", 1, 1 },  { "-boost", 1, 1 },
  { "-texres", 1, 1 }, { "-imfchan", 1, 1 }, { "-type", 1, 1 },
};

static void
mtl_free (gpointer data)
{
  ImportMtl *mtl = data;

  g_free (mtl->picture);
  g_free (mtl);
}

GHashTable *
import_mtl_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, mtl_free);
}

static gboolean
number_of (const char *word, double *value)
{
  char *end;

  *value = word != NULL ? g_ascii_strtod (word, &end) : NAN;
  return word != NULL && *word != '\0' && *end == '\0' && isfinite (*value);
}

/* The next word of a line, which is cut there; NULL at its end. */
static char *
next_word (char **rest)
{
  char *word = g_strchug (*rest), *end = word;

  while (*end != '\0' && !g_ascii_isspace (*end))
    end++;
  *rest = *end != '\0' ? end + 1 : end;
  *end = '\0';
  return *word != '\0' ? word : NULL;
}

/* A word that is only looked at. */
static gboolean
next_is_number (const char *rest)
{
  g_autofree char *copy = g_strdup (rest);
  char *at = copy;
  double value;

  return number_of (next_word (&at), &value);
}

static void
take_option (ImportMtl *mtl, guint option, char **rest)
{
  double numbers[3] = { NAN, NAN, NAN };
  const char *name = options[option].name, *word = NULL;

  for (guint i = 0; i < options[option].most && (i < options[option].least || next_is_number (*rest)); i++)
    {
      word = next_word (rest);
      number_of (word, &numbers[i]);
    }
  for (guint i = 0; i < 2; i++)
    if (g_str_equal (name, "-s") && isfinite (numbers[i]))
      mtl->scale[i] = numbers[i];
    else if (g_str_equal (name, "-o") && isfinite (numbers[i]))
      mtl->offset[i] = numbers[i];
  if (g_str_equal (name, "-clamp"))
    mtl->clamp = g_strcmp0 (word, "on") == 0;
}

static void
read_map (ImportMtl *mtl, char *rest)
{
  rest = g_strchug (rest);
  while (*rest == '-')
    {
      const char *word = next_word (&rest);
      guint option = 0;

      while (option < G_N_ELEMENTS (options) && !g_str_equal (options[option].name, word))
        option++;
      if (option < G_N_ELEMENTS (options))
        take_option (mtl, option, &rest);
      rest = g_strchug (rest);
    }
  g_free (mtl->picture);
  mtl->picture = *g_strchomp (rest) != '\0' ? g_strdup (rest) : NULL;
}

void
import_mtl_read (GBytes *library, GHashTable *table)
{
  gsize length;
  const char *data = g_bytes_get_data (library, &length);
  g_autofree char *text = g_strndup (data, length);
  ImportMtl *mtl = NULL;

  for (char *line = text; line != NULL;)
    {
      char *next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      char *rest = line;
      const char *key = next_word (&rest);

      if (g_strcmp0 (key, "newmtl") == 0)
        {
          mtl = g_new0 (ImportMtl, 1);
          mtl->scale[0] = mtl->scale[1] = 1;
          g_hash_table_replace (table, g_strdup (g_strstrip (rest)), mtl);
        }
      else if (mtl != NULL && key != NULL && g_ascii_strcasecmp (key, "map_Kd") == 0)
        read_map (mtl, rest);
      line = next;
    }
}
