#include "sl-field.h"

#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-plan-xml.h"

/* What every type can do; one row a type. */
typedef struct {
  const char *name;
  gsize       size;
  gboolean (*parse) (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error);
  void     (*print) (const SlField *field, gconstpointer value, GString *out);
  gboolean (*equal) (const SlField *field, gconstpointer a, gconstpointer b);
  void     (*copy)  (const SlField *field, gpointer to, gconstpointer from);
  void     (*clear) (const SlField *field, gpointer value);
  void     (*interpolate) (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to);
} Type;

static const Type types[SL_N_TYPES];

/* --- extras and lists --- */

SlExtra *
sl_extra_new (const char *attributes, const char *children)
{
  SlExtra *extra;

  if (*attributes == '\0' && *children == '\0')
    return NULL;
  extra = g_new (SlExtra, 1);
  g_atomic_ref_count_init (&extra->refs);
  extra->attributes = g_strdup (attributes);
  extra->children = g_strdup (children);
  return extra;
}

SlExtra *
sl_extra_ref (SlExtra *extra)
{
  if (extra != NULL)
    g_atomic_ref_count_inc (&extra->refs);
  return extra;
}

void
sl_extra_unref (SlExtra *extra)
{
  if (extra == NULL || !g_atomic_ref_count_dec (&extra->refs))
    return;
  g_free (extra->attributes);
  g_free (extra->children);
  g_free (extra);
}

/* A list's items seen as a field of their own. */
static SlField
item_field (const SlField *field)
{
  SlField item = *field;

  item.type = field->item;
  item.def = field->item == SL_TYPE_VECTOR ? "0 0 0" : "0";
  return item;
}

static gsize
item_size (const SlField *field)
{
  return field->type == SL_TYPE_RECORDS ? field->record->size : types[field->item].size;
}

SlList *
sl_list_new (const SlField *field, guint n)
{
  gsize size = item_size (field);
  SlList *list = g_malloc0 (sizeof *list + size * n);

  g_atomic_ref_count_init (&list->refs);
  list->n = n;
  list->field = field;
  list->item_size = size;
  return list;
}

SlList *
sl_list_ref (SlList *list)
{
  if (list != NULL)
    g_atomic_ref_count_inc (&list->refs);
  return list;
}

void
sl_list_unref (SlList *list)
{
  if (list == NULL || !g_atomic_ref_count_dec (&list->refs))
    return;
  SlField item = item_field (list->field);
  for (guint i = 0; i < list->n; i++)
    {
      gpointer at = list->data + i * list->item_size;
      if (list->field->type == SL_TYPE_RECORDS)
        sl_record_clear (list->field->record, at);
      else
        types[item.type].clear (&item, at);
    }
  g_free (list);
}

/* `from` is an item of another list, or NULL for defaults. */
static void
fill_item (const SlField *field, SlList *list, guint at, gconstpointer from)
{
  gpointer to = list->data + at * list->item_size;
  SlField item = item_field (field);

  if (field->type == SL_TYPE_RECORDS && from != NULL)
    sl_record_copy (field->record, to, from);
  else if (field->type == SL_TYPE_RECORDS)
    sl_record_init (field->record, to);
  else if (from != NULL)
    types[item.type].copy (&item, to, from);
}

SlList *
sl_list_resized (const SlField *field, const SlList *list, guint n)
{
  SlList *copy = sl_list_new (field, n);

  for (guint i = 0; i < n; i++)
    fill_item (field, copy, i, i < sl_list_n (list) ? list->data + i * copy->item_size : NULL);
  return copy;
}

SlList *
sl_list_without (const SlField *field, const SlList *list, guint index)
{
  SlList *copy = sl_list_n (list) > 1 ? sl_list_new (field, list->n - 1) : NULL;

  for (guint i = 0; copy != NULL && i < copy->n; i++)
    fill_item (field, copy, i, list->data + (i < index ? i : i + 1) * copy->item_size);
  return copy;
}

/* --- the types --- */

static gboolean
in_range (const SlField *field, double value, GError **error)
{
  if (field->min == field->max || (value >= field->min && value <= field->max))
    return TRUE;
  g_autofree char *min = sl_number_to_text (field->min);
  g_autofree char *max = sl_number_to_text (field->max);
  g_autofree char *given = sl_number_to_text (value);
  sl_error_set (error, SL_ERROR_INPUT, _("%s is out of range for “%s”; use %s to %s %s"), given, field->name, min, max,
                sl_unit_symbol (field->unit));
  return FALSE;
}

static gboolean
expected (const SlField *field, const char *text, const char *what, GError **error)
{
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; write %s"), text, field->name, what);
  return FALSE;
}

static gboolean
parse_bool (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "yes") || g_str_equal (text, "1"))
    *(gboolean *) value = TRUE;
  else if (g_str_equal (text, "false") || g_str_equal (text, "no") || g_str_equal (text, "0"))
    *(gboolean *) value = FALSE;
  else
    return expected (field, text, _("“true” or “false”"), error);
  return TRUE;
}

static void
print_bool (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append (out, *(const gboolean *) value ? "true" : "false");
}

static gboolean
parse_real_in_unit (const SlField *field, const char *text, gboolean formula, double *number, GError **error)
{
  if (sl_number_parse (text, number))
    return TRUE;
  if (formula)
    return sl_number_parse_formula (text, field->unit, number, error);
  return expected (field, text, _("a number such as 2.5"), error);
}

static gboolean
parse_integer (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  double number;

  if (!parse_real_in_unit (field, text, formula, &number, error))
    return FALSE;
  if (number != floor (number) || fabs (number) > 1e15)
    return expected (field, text, _("a whole number"), error);
  if (!in_range (field, number, error))
    return FALSE;
  *(gint64 *) value = (gint64) number;
  return TRUE;
}

static void
print_integer (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, *(const gint64 *) value);
}

static void
interpolate_integer (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  double from = (double) *(const gint64 *) a, until = (double) *(const gint64 *) b;
  *(gint64 *) to = (gint64) llround (from + (until - from) * t);
}

static gboolean
parse_real (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  double number;

  if (*text == '\0' && field->def == NULL)
    {
      *(double *) value = NAN;
      return TRUE;
    }
  if (!parse_real_in_unit (field, text, formula, &number, error) || !in_range (field, number, error))
    return FALSE;
  *(double *) value = number;
  return TRUE;
}

static void
print_real (const SlField *field, gconstpointer value, GString *out)
{
  double number = *(const double *) value;
  if (!isnan (number))
    sl_number_print (out, number);
}

static gboolean
same_real (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
equal_real (const SlField *field, gconstpointer a, gconstpointer b)
{
  return same_real (*(const double *) a, *(const double *) b);
}

static void
interpolate_real (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  double from = *(const double *) a, until = *(const double *) b;
  *(double *) to = from + (until - from) * t;
}

static gboolean
parse_rational (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  SlRational rate;

  if (!sl_rational_parse (text, &rate))
    return expected (field, text, _("a rate such as 24 or 24000/1001"), error);
  if (!in_range (field, sl_rational_to_real (rate), error))
    return FALSE;
  *(SlRational *) value = rate;
  return TRUE;
}

static void
print_rational (const SlField *field, gconstpointer value, GString *out)
{
  g_autofree char *text = sl_rational_to_text (*(const SlRational *) value);
  g_string_append (out, text);
}

static gboolean
equal_rational (const SlField *field, gconstpointer a, gconstpointer b)
{
  const SlRational *x = a, *y = b;
  return x->num == y->num && x->den == y->den;
}

static gboolean
parse_enum (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; field->values[i].id != NULL; i++)
    {
      if (g_str_equal (field->values[i].id, text))
        {
          *(int *) value = i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", field->values[i].id);
    }
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no value for “%s”; use one of %s"), text, field->name, names->str);
  return FALSE;
}

static void
print_enum (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append (out, field->values[*(const int *) value].id);
}

static gboolean
parse_text (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  char **slot = value;
  char *old = *slot;

  if (!g_utf8_validate (text, -1, NULL))
    return expected (field, "?", _("text in UTF-8"), error);
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && *p != '\n' && *p != '\t')
      return expected (field, "?", _("text without control characters"), error);
  *slot = *text != '\0' ? g_ref_string_new (text) : NULL;
  if (old != NULL)
    g_ref_string_release (old);
  return TRUE;
}

static gboolean
parse_id (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  if (strpbrk (text, " \t\n\"<>&,;[]=") != NULL)
    return expected (field, text, _("an id without spaces"), error);
  return parse_text (field, text, formula, value, error);
}

static void
print_text (const SlField *field, gconstpointer value, GString *out)
{
  const char *text = *(char *const *) value;
  if (text != NULL)
    g_string_append (out, text);
}

static gboolean
equal_text (const SlField *field, gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
}

static void
copy_text (const SlField *field, gpointer to, gconstpointer from)
{
  char *text = *(char *const *) from;
  *(char **) to = text != NULL ? g_ref_string_acquire (text) : NULL;
}

static void
clear_text (const SlField *field, gpointer value)
{
  g_clear_pointer ((char **) value, g_ref_string_release);
}

gboolean
sl_date_parse (const char *text, guint32 *julian)
{
  int year, month, day, end = 0;
  GDate date;

  if (strlen (text) != 10 || strspn (text, "0123456789-") != 10
      || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 || year < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *julian = g_date_get_julian (&date);
  return TRUE;
}

char *
sl_date_to_text (guint32 julian)
{
  GDate date;

  if (!g_date_valid_julian (julian))
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static gboolean
parse_date (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  guint32 julian = 0;

  if (*text != '\0' && !sl_date_parse (text, &julian))
    return expected (field, text, _("a date such as 2026-11-21"), error);
  *(guint32 *) value = julian;
  return TRUE;
}

static void
print_date (const SlField *field, gconstpointer value, GString *out)
{
  g_autofree char *text = sl_date_to_text (*(const guint32 *) value);
  g_string_append (out, text);
}

static gboolean
parse_time (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  int hours, minutes, end = 0;

  if (*text == '\0')
    {
      *(gint32 *) value = -1;
      return TRUE;
    }
  if (!g_ascii_isdigit (*text) || sscanf (text, "%2d:%2d%n", &hours, &minutes, &end) != 2 || text[end] != '\0'
      || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return expected (field, text, _("a time such as 08:30"), error);
  *(gint32 *) value = hours * 60 + minutes;
  return TRUE;
}

static void
print_time (const SlField *field, gconstpointer value, GString *out)
{
  gint32 minutes = *(const gint32 *) value;
  if (minutes >= 0)
    g_string_append_printf (out, "%02d:%02d", minutes / 60, minutes % 60);
}

static gboolean
parse_vector (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *clean = g_strdelimit (g_strdup (text), ",", ' ');
  double n[3];
  guint count = 0;

  if (*text == '\0' && field->def == NULL)
    {
      *(SlVec3 *) value = sl_vec3 (NAN, NAN, NAN);
      return TRUE;
    }
  parts = g_strsplit (clean, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (count == 3)
        return expected (field, text, _("three numbers such as 0 2.5 1"), error);
      if (!parse_real_in_unit (field, parts[i], formula, &n[count], error) || !in_range (field, n[count], error))
        return FALSE;
      count++;
    }
  if (count != 3)
    return expected (field, text, _("three numbers such as 0 2.5 1"), error);
  *(SlVec3 *) value = sl_vec3 (n[0], n[1], n[2]);
  return TRUE;
}

static void
print_vector (const SlField *field, gconstpointer value, GString *out)
{
  const SlVec3 *v = value;

  if (isnan (v->x))
    return;
  sl_number_print (out, v->x);
  g_string_append_c (out, ' ');
  sl_number_print (out, v->y);
  g_string_append_c (out, ' ');
  sl_number_print (out, v->z);
}

static gboolean
equal_vector (const SlField *field, gconstpointer a, gconstpointer b)
{
  const SlVec3 *v = a, *w = b;
  return same_real (v->x, w->x) && same_real (v->y, w->y) && same_real (v->z, w->z);
}

static void
interpolate_vector (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  *(SlVec3 *) to = sl_vec3_lerp (*(const SlVec3 *) a, *(const SlVec3 *) b, t);
}

static gboolean
parse_colour (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  guint64 rgb;

  if (text[0] != '#' || strlen (text) != 7 || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &rgb, NULL))
    return expected (field, text, _("a colour such as #3584e4"), error);
  *(guint32 *) value = (guint32) rgb;
  return TRUE;
}

static void
print_colour (const SlField *field, gconstpointer value, GString *out)
{
  g_string_append_printf (out, "#%06x", *(const guint32 *) value);
}

static void
interpolate_colour (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  guint32 from = *(const guint32 *) a, until = *(const guint32 *) b, mixed = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      double x = from >> shift & 255, y = until >> shift & 255;
      mixed |= (guint32) lround (x + (y - x) * t) << shift;
    }
  *(guint32 *) to = mixed;
}

/* Lists of scalars are separated by spaces, of vectors by commas. */
static gboolean
parse_list (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, field->item == SL_TYPE_VECTOR ? "," : " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  SlField item = item_field (field);
  SlList *list = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (kept, parts[i]);
  if (kept->len > 1000000)
    return expected (field, "…", _("at most a million values"), error);
  if (kept->len > 0)
    list = sl_list_new (field, kept->len);
  for (guint i = 0; i < kept->len; i++)
    if (!sl_field_parse (&item, kept->pdata[i], formula, list->data + i * list->item_size, error))
      {
        sl_list_unref (list);
        return FALSE;
      }
  sl_list_unref (*(SlList **) value);
  *(SlList **) value = list;
  return TRUE;
}

static void
print_list (const SlField *field, gconstpointer value, GString *out)
{
  const SlList *list = *(SlList *const *) value;
  SlField item = item_field (field);

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      if (i > 0)
        g_string_append (out, field->item == SL_TYPE_VECTOR ? ", " : " ");
      types[item.type].print (&item, list->data + i * list->item_size, out);
    }
}

static gboolean
equal_list (const SlField *field, gconstpointer a, gconstpointer b)
{
  const SlList *x = *(SlList *const *) a, *y = *(SlList *const *) b;
  SlField item = item_field (field);

  if (x == y)
    return TRUE;
  if (sl_list_n (x) != sl_list_n (y))
    return FALSE;
  for (guint i = 0; i < sl_list_n (x); i++)
    {
      gconstpointer p = x->data + i * x->item_size, q = y->data + i * y->item_size;
      if (!(field->type == SL_TYPE_RECORDS ? sl_record_equal (field->record, p, q) : types[item.type].equal (&item, p, q)))
        return FALSE;
    }
  return TRUE;
}

static void
copy_list (const SlField *field, gpointer to, gconstpointer from)
{
  *(SlList **) to = sl_list_ref (*(SlList *const *) from);
}

static void
clear_list (const SlField *field, gpointer value)
{
  g_clear_pointer ((SlList **) value, sl_list_unref);
}

/* Records are written as XML elements, also on the command line. */
static gboolean
parse_records (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  SlList *list = NULL;

  if (!sl_records_from_xml (field, text, &list, error))
    return FALSE;
  sl_list_unref (*(SlList **) value);
  *(SlList **) value = list;
  return TRUE;
}

static void
print_records (const SlField *field, gconstpointer value, GString *out)
{
  sl_records_to_xml (field, *(SlList *const *) value, -1, out);
}

static gboolean
equal_flat (const SlField *field, gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, types[field->type].size) == 0;
}

static void
copy_flat (const SlField *field, gpointer to, gconstpointer from)
{
  memcpy (to, from, types[field->type].size);
}

static void
clear_flat (const SlField *field, gpointer value)
{
}

static void
interpolate_hold (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  types[field->type].copy (field, to, t < 1 ? a : b);
}

static const Type types[SL_N_TYPES] = {
  [SL_TYPE_BOOL] = { "bool", sizeof (gboolean), parse_bool, print_bool, equal_flat, copy_flat, clear_flat, interpolate_hold },
  [SL_TYPE_INTEGER] = { "integer", sizeof (gint64), parse_integer, print_integer, equal_flat, copy_flat, clear_flat, interpolate_integer },
  [SL_TYPE_REAL] = { "real", sizeof (double), parse_real, print_real, equal_real, copy_flat, clear_flat, interpolate_real },
  [SL_TYPE_RATIONAL] = { "rational", sizeof (SlRational), parse_rational, print_rational, equal_rational, copy_flat, clear_flat, interpolate_hold },
  [SL_TYPE_ENUM] = { "choice", sizeof (int), parse_enum, print_enum, equal_flat, copy_flat, clear_flat, interpolate_hold },
  [SL_TYPE_TEXT] = { "text", sizeof (char *), parse_text, print_text, equal_text, copy_text, clear_text, interpolate_hold },
  [SL_TYPE_DATE] = { "date", sizeof (guint32), parse_date, print_date, equal_flat, copy_flat, clear_flat, interpolate_hold },
  [SL_TYPE_TIME] = { "time", sizeof (gint32), parse_time, print_time, equal_flat, copy_flat, clear_flat, interpolate_hold },
  [SL_TYPE_VECTOR] = { "vector", sizeof (SlVec3), parse_vector, print_vector, equal_vector, copy_flat, clear_flat, interpolate_vector },
  [SL_TYPE_COLOUR] = { "colour", sizeof (guint32), parse_colour, print_colour, equal_flat, copy_flat, clear_flat, interpolate_colour },
  [SL_TYPE_REF] = { "reference", sizeof (char *), parse_id, print_text, equal_text, copy_text, clear_text, interpolate_hold },
  [SL_TYPE_DEVICE] = { "device", sizeof (char *), parse_id, print_text, equal_text, copy_text, clear_text, interpolate_hold },
  [SL_TYPE_ASSET] = { "asset", sizeof (char *), parse_text, print_text, equal_text, copy_text, clear_text, interpolate_hold },
  [SL_TYPE_LIST] = { "list", sizeof (SlList *), parse_list, print_list, equal_list, copy_list, clear_list, interpolate_hold },
  [SL_TYPE_RECORDS] = { "records", sizeof (SlList *), parse_records, print_records, equal_list, copy_list, clear_list, interpolate_hold },
};

/* --- fields and records --- */

const char *
sl_type_name (SlFieldType type)
{
  return types[type].name;
}

gsize
sl_field_size (const SlField *field)
{
  return types[field->type].size;
}

gboolean
sl_field_parse (const SlField *field, const char *text, gboolean formula, gpointer value, GError **error)
{
  return types[field->type].parse (field, text, formula, value, error);
}

void
sl_field_print (const SlField *field, gconstpointer value, GString *out)
{
  types[field->type].print (field, value, out);
}

gboolean
sl_field_equal (const SlField *field, gconstpointer a, gconstpointer b)
{
  return types[field->type].equal (field, a, b);
}

void
sl_field_copy (const SlField *field, gpointer to, gconstpointer from)
{
  types[field->type].copy (field, to, from);
}

void
sl_field_clear (const SlField *field, gpointer value)
{
  types[field->type].clear (field, value);
}

void
sl_field_interpolate (const SlField *field, gconstpointer a, gconstpointer b, double t, gpointer to)
{
  types[field->type].interpolate (field, a, b, t, to);
}

gboolean
sl_field_is_unset (const SlField *field, gconstpointer value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sl_field_print (field, value, text);
  return text->len == 0;
}

/* Puts the default into zeroed memory. */
static void
init_field (const SlField *field, gpointer value)
{
  if (field->def != NULL)
    {
      g_autoptr (GError) error = NULL;
      if (!sl_field_parse (field, field->def, FALSE, value, &error))
        g_error ("default of %s: %s", field->name, error->message);
    }
  else if (field->type == SL_TYPE_REAL)
    *(double *) value = NAN;
  else if (field->type == SL_TYPE_VECTOR)
    *(SlVec3 *) value = sl_vec3 (NAN, NAN, NAN);
  else if (field->type == SL_TYPE_TIME)
    *(gint32 *) value = -1;
}

gboolean
sl_field_is_default (const SlField *field, gconstpointer value)
{
  guint8 def[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  gboolean same;

  init_field (field, def);
  same = sl_field_equal (field, value, def);
  sl_field_clear (field, def);
  return same;
}

void
sl_record_init (const SlRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    init_field (&type->fields[i], SL_MEMBER (record, &type->fields[i]));
}

void
sl_record_copy (const SlRecordType *type, gpointer to, gconstpointer from)
{
  ((SlRecord *) to)->extra = sl_extra_ref (((const SlRecord *) from)->extra);
  for (guint i = 0; i < type->n_fields; i++)
    sl_field_copy (&type->fields[i], SL_MEMBER (to, &type->fields[i]), SL_CONST_MEMBER (from, &type->fields[i]));
}

void
sl_record_clear (const SlRecordType *type, gpointer record)
{
  g_clear_pointer (&((SlRecord *) record)->extra, sl_extra_unref);
  for (guint i = 0; i < type->n_fields; i++)
    sl_field_clear (&type->fields[i], SL_MEMBER (record, &type->fields[i]));
}

gboolean
sl_record_equal (const SlRecordType *type, gconstpointer a, gconstpointer b)
{
  if (((const SlRecord *) a)->extra != ((const SlRecord *) b)->extra)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_equal (&type->fields[i], SL_CONST_MEMBER (a, &type->fields[i]), SL_CONST_MEMBER (b, &type->fields[i])))
      return FALSE;
  return TRUE;
}

const SlField *
sl_record_field (const SlRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  return NULL;
}

static gboolean
is_id (SlFieldType type)
{
  return type == SL_TYPE_REF || type == SL_TYPE_DEVICE;
}

static void
visit_slot (const SlField *field, char **slot, gboolean replace, SlRefVisit visit, gpointer data)
{
  g_autofree char *other = *slot != NULL ? visit (field, *slot, data) : NULL;

  if (other != NULL && replace)
    parse_text (field, other, FALSE, slot, NULL);
}

void
sl_record_visit_refs (const SlRecordType *type, gpointer record, gboolean replace, SlRefVisit visit, gpointer data)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      SlList **list = SL_MEMBER (record, field);

      if (is_id (field->type))
        visit_slot (field, SL_MEMBER (record, field), replace, visit, data);
      else if (sl_list_n (field->type >= SL_TYPE_LIST ? *list : NULL) == 0)
        continue;
      else if (field->type == SL_TYPE_RECORDS || is_id (field->item))
        {
          if (replace) /* lists are shared: change a copy */
            {
              SlList *copy = sl_list_resized (field, *list, (*list)->n);
              sl_list_unref (*list);
              *list = copy;
            }
          for (guint k = 0; k < (*list)->n; k++)
            {
              gpointer item = (*list)->data + k * (*list)->item_size;
              if (field->type == SL_TYPE_RECORDS)
                sl_record_visit_refs (field->record, item, replace, visit, data);
              else
                visit_slot (field, item, replace, visit, data);
            }
        }
    }
}
