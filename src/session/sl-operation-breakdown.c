/* What a breakdown does: puts cast and elements into scenes by their names, makes those that are new, and takes them
 * out. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

/* --- shared --- */

static gboolean
are_scenes (const SlOperationInput *input, GError **error)
{
  for (guint i = 0; i < input->n_ids; i++)
    if (sl_plan_get (input->plan, SL_KIND_SCENE, input->ids[i]) == NULL)
      {
        sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no scene; name scenes"), input->ids[i]);
        return FALSE;
      }
  return TRUE;
}

/* Without what stands around it; NULL with an error where nothing is left. */
static char *
name_of (const char *text, GError **error)
{
  char *name = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*name != '\0')
    return name;
  g_free (name);
  sl_error_set (error, SL_ERROR_INPUT, _("nothing is named; write name=Lantern"));
  return NULL;
}

static gboolean
has (const SlList *ids, const char *id)
{
  for (guint i = 0; i < sl_list_n (ids); i++)
    if (g_str_equal (*sl_list_at (ids, char *, i), id))
      return TRUE;
  return FALSE;
}

/* As files have it, with one id more or less. */
static char *
list_text (const SlList *ids, const char *more, const char *less)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (ids); i++)
    {
      const char *id = *sl_list_at (ids, char *, i);

      if (less == NULL || !g_str_equal (id, less))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", id);
    }
  if (more != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", more);
  return g_string_free (text, FALSE);
}

static void
put_in (const SlOperationInput *input, SlCommand *command, const char *field, const char *id)
{
  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlSceneEntity *scene = sl_plan_get (input->plan, SL_KIND_SCENE, input->ids[i]);
      const SlList *ids = g_str_equal (field, "cast") ? scene->cast : scene->elements;
      g_autofree char *text = has (ids, id) ? NULL : list_text (ids, id, NULL);

      if (text != NULL)
        sl_command_set (command, scene->entity.id, field, text);
    }
}

static gboolean
is_called (const SlEntity *entity, const char *name)
{
  g_autofree char *own = g_utf8_casefold (sl_entity_title (entity), -1), *wanted = g_utf8_casefold (name, -1);

  return g_str_equal (own, wanted);
}

static const char *
production_of (const SlOperationInput *input)
{
  return ((const SlSceneEntity *) sl_plan_get (input->plan, SL_KIND_SCENE, input->ids[0]))->production;
}

/* "cast-captain" of "Captain", else "cast-2" and so on; to be freed. */
static char *
new_id (const SlPlan *plan, const char *kind, const char *name)
{
  g_autoptr (GString) id = g_string_new (kind);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_printf (id, "%s%c", id->len == strlen (kind) || (c > name && !g_ascii_isalnum (c[-1])) ? "-" : "",
                              g_ascii_tolower (*c));
  return sl_plan_free_id (plan, id->str);
}

static void
add_named (const SlOperationInput *input, SlCommand *command, GPtrArray *added, SlKind kind, char *id,
           const char *name)
{
  const char *production = production_of (input);

  sl_command_add (command, kind, id);
  sl_command_set (command, id, "name", name);
  if (production != NULL)
    sl_command_set (command, id, "production", production);
  g_ptr_array_add (added, id);
}

/* --- cast --- */

typedef struct {
  SlRecord    record;
  const char *name;
} Cast;

static const SlField cast_fields[] = {
  OPTION (Cast, name, N_("Name"), TEXT, .flags = SL_FIELD_REQUIRED,
          .help = N_("Of the part, its number or its id; a new name is a new part")),
};
OPTIONS (cast_options, "scene-cast", N_("Cast of scenes"), Cast, cast_fields);

/* By id, number or name among the production's; NULL for none. */
static const SlCast *
find_cast (const SlOperationInput *input, const char *name)
{
  const SlCast *found = sl_plan_get (input->plan, SL_KIND_CAST, name);
  const char *production = production_of (input);
  gint64 number = 0;

  g_ascii_string_to_signed (name, 10, 1, G_MAXINT, &number, NULL);
  for (guint i = 0; found == NULL && i < sl_plan_count (input->plan, SL_KIND_CAST); i++)
    {
      const SlCast *cast = (const SlCast *) sl_plan_at (input->plan, SL_KIND_CAST, i);

      if (g_strcmp0 (cast->production, production) == 0
          && (number > 0 ? cast->number == number : is_called (&cast->entity, name)))
        found = cast;
    }
  return found;
}

static gint64
next_number (const SlOperationInput *input)
{
  gint64 last = 0;

  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_CAST); i++)
    {
      const SlCast *cast = (const SlCast *) sl_plan_at (input->plan, SL_KIND_CAST, i);

      if (g_strcmp0 (cast->production, production_of (input)) == 0)
        last = MAX (last, cast->number);
    }
  return last + 1;
}

static gboolean
add_cast (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  g_autofree char *name = name_of (((const Cast *) data)->name, error), *number = NULL;

  if (name == NULL || !are_scenes (input, error))
    return FALSE;
  const SlCast *cast = find_cast (input, name);
  if (cast == NULL && strspn (name, "0123456789") == strlen (name))
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("nobody in the cast has the number %s; write a name"), name);
      return FALSE;
    }
  char *id = cast == NULL ? new_id (input->plan, "cast", name) : NULL;
  if (cast == NULL)
    {
      number = g_strdup_printf ("%d", (int) next_number (input));
      add_named (input, command, added, SL_KIND_CAST, id, name);
      sl_command_set (command, id, "number", number);
    }
  put_in (input, command, "cast", cast != NULL ? cast->entity.id : id);
  return TRUE;
}

const SlOperation sl_operation_scene_cast = {
  "scene-cast", N_("Add cast to %s"), N_("Puts one of the cast into scenes by name, and makes a part of a new name"),
  "SCENE…", 1, G_MAXUINT, &cast_options, add_cast,
};

/* --- elements --- */

typedef struct {
  SlRecord    record;
  const char *name, *category;
} Element;

static const SlField element_fields[] = {
  OPTION (Element, name, N_("Name"), TEXT, .flags = SL_FIELD_REQUIRED,
          .help = N_("Or its id; a new name is a new element")),
  OPTION (Element, category, N_("Category"), TEXT, .def = "props", .help = N_("Where it stands in a breakdown")),
};
OPTIONS (element_options, "scene-element", N_("Elements of scenes"), Element, element_fields);

/* −1 with an error that names them all. */
static int
find_category (const char *text, GError **error)
{
  const SlEnumValue *values = sl_record_field (&sl_kind_info (SL_KIND_ELEMENT)->record, "category")->values;
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; values[i].id != NULL; i++)
    {
      if (g_strcmp0 (values[i].id, text) == 0)
        return i;
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", values[i].id);
    }
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no category; use %s"), text != NULL ? text : "", all->str);
  return -1;
}

/* By id, or by name in the category among those of the production and of all; NULL for none. */
static const SlElement *
find_element (const SlOperationInput *input, const char *name, int category)
{
  const SlElement *found = sl_plan_get (input->plan, SL_KIND_ELEMENT, name);
  const char *production = production_of (input);

  for (guint i = 0; found == NULL && i < sl_plan_count (input->plan, SL_KIND_ELEMENT); i++)
    {
      const SlElement *element = (const SlElement *) sl_plan_at (input->plan, SL_KIND_ELEMENT, i);
      const gboolean ours = element->production == NULL || g_strcmp0 (element->production, production) == 0;

      if (ours && element->category == category && is_called (&element->entity, name))
        found = element;
    }
  return found;
}

static gboolean
add_element (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Element *options = data;
  g_autofree char *name = name_of (options->name, error);
  const int category = name != NULL ? find_category (options->category, error) : -1;

  if (category < 0 || !are_scenes (input, error))
    return FALSE;
  const SlElement *element = find_element (input, name, category);
  char *id = element == NULL ? new_id (input->plan, "element", name) : NULL;
  if (element == NULL)
    {
      add_named (input, command, added, SL_KIND_ELEMENT, id, name);
      sl_command_set (command, id, "category", options->category);
    }
  put_in (input, command, "elements", element != NULL ? element->entity.id : id);
  return TRUE;
}

const SlOperation sl_operation_scene_element = {
  "scene-element", N_("Add an element to %s"),
  N_("Puts a prop, a vehicle or what else is needed into scenes by name, and makes an element of a new name"),
  "SCENE…", 1, G_MAXUINT, &element_options, add_element,
};

/* --- out --- */

typedef struct {
  SlRecord    record;
  const char *of;
} Out;

static const SlField out_fields[] = {
  OPTION (Out, of, N_("What"), REF, .refs = "cast element", .flags = SL_FIELD_REQUIRED,
          .help = N_("One of the cast, or an element; it stays in the plan")),
};
OPTIONS (out_options, "scene-without", N_("Scenes without it"), Out, out_fields);

static gboolean
take_out (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const char *id = ((const Out *) data)->of;

  if (!are_scenes (input, error))
    return FALSE;
  if (id == NULL || sl_plan_find (input->plan, id) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("there is no cast and no element “%s”; name one that there is"),
                    id != NULL ? id : "");
      return FALSE;
    }
  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlSceneEntity *scene = sl_plan_get (input->plan, SL_KIND_SCENE, input->ids[i]);
      const char *field = has (scene->cast, id) ? "cast" : has (scene->elements, id) ? "elements" : NULL;
      g_autofree char *text = field != NULL ? list_text (g_str_equal (field, "cast") ? scene->cast : scene->elements,
                                                         NULL, id) : NULL;

      if (field != NULL)
        sl_command_set (command, scene->entity.id, field, text);
    }
  return TRUE;
}

const SlOperation sl_operation_scene_without = {
  "scene-without", N_("Take a need out of %s"), N_("Takes one of the cast or an element out of scenes"), "SCENE…", 1,
  G_MAXUINT, &out_options, take_out,
};
