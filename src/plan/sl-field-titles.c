#include "sl-field.h"

#include "sl-i18n.h"

static gboolean names_too;

void
sl_field_titles_with_names (void)
{
  names_too = TRUE;
}

char *
sl_title_with_name (const char *title, const char *name)
{
  if (!names_too)
    return g_strdup (title);
  if (g_ascii_strcasecmp (title, name) == 0)
    return g_strdup (name);
  return g_strdup_printf (_("%s (%s)"), title, name);
}

char *
sl_field_title (const SlField *field)
{
  return sl_title_with_name (field->label != NULL ? _(field->label) : field->name, field->name);
}

char *
sl_record_title (const SlRecordType *type)
{
  return sl_title_with_name (type->label != NULL ? _(type->label) : type->name, type->name);
}
