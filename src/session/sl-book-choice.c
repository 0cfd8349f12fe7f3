#include "sl-book-choice.h"

#include "sl-book.h"
#include "sl-plan-keys.h"

#define FILE_NAME "stores"
#define KEY "store"

char *
sl_book_choice (const char *plan_file)
{
  g_autofree char *beside = sl_book_default_store (plan_file);
  char *store = sl_plan_key (FILE_NAME, plan_file, KEY);

  if (store != NULL)
    return store;
  return g_strdup (g_file_test (beside, G_FILE_TEST_IS_DIR) ? SL_BOOK_BESIDE : SL_BOOK_NO_STORE);
}

gboolean
sl_book_choose (const char *plan_file, const char *store, GError **error)
{
  return sl_plan_set_key (FILE_NAME, plan_file, KEY, store, error);
}

char *
sl_book_choice_place (const char *plan_file, const char *store)
{
  if (*store == '\0')
    return NULL;
  return g_str_equal (store, SL_BOOK_BESIDE) ? sl_book_default_store (plan_file) : g_strdup (store);
}
