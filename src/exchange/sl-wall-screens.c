#include "sl-wall-screens.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const SlField fields[] = {
  { .name = "cabinet", .offset = offsetof (SlWallScreenOptions, cabinet), .label = N_("Cabinet"), .type = SL_TYPE_REF,
    .refs = "panel", .help = N_("What the walls are laid of; unset: what the plan's first wall is") },
};

const SlRecordType sl_wall_screen_options = {
  "walls", N_("Walls"), sizeof (SlWallScreenOptions), fields, G_N_ELEMENTS (fields),
};

typedef struct {
  char      *name;
  SlWallFace face;
} Screen;

static void
screen_free (gpointer data)
{
  Screen *screen = data;

  g_free (screen->name);
  sl_wall_face_clear (&screen->face);
  g_free (screen);
}

SlWallScreens *
sl_wall_screens_new (void)
{
  SlWallScreens *content = g_new0 (SlWallScreens, 1);

  content->screens = g_ptr_array_new_with_free_func (screen_free);
  content->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  return content;
}

void
sl_wall_screens_free (gpointer data)
{
  SlWallScreens *content = data;

  g_ptr_array_unref (content->screens);
  g_ptr_array_unref (content->remarks);
  g_free (content);
}

void
sl_wall_screens_remark (SlWallScreens *content, SlSeverity severity, const char *remedy, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  sl_findings_add (content->remarks, severity, NULL, NULL, remedy, "%s", text);
}

SlWallFace *
sl_wall_screens_add (SlWallScreens *content, const char *name, const SlFrame *frame)
{
  Screen *screen = g_new0 (Screen, 1);

  screen->name = g_strdup (name);
  sl_wall_face_init (&screen->face, frame);
  g_ptr_array_add (content->screens, screen);
  return &screen->face;
}

void
sl_wall_screens_add_mesh (SlWallScreens *content, const char *name, const SlFrame *frame, const SlMesh *mesh)
{
  SlWallFace *face = sl_wall_screens_add (content, name, frame);

  for (guint i = 0; i < mesh->n_vertices; i++)
    {
      const float *p = mesh->positions + 3 * (gsize) i;
      const SlVec3 at = sl_frame_point (frame, sl_vec3 ((double) p[0], (double) p[1], (double) p[2]));
      g_array_append_val (face->points, at);
    }
  g_array_append_vals (face->uvs, mesh->uvs, 2 * mesh->n_vertices);
  g_array_append_vals (face->corners, mesh->indices, mesh->n_indices / 3 * 3);
}

/* --- into the plan --- */

static const SlPanel *
cabinet_of (const SlPlan *plan, const SlWallScreenOptions *options)
{
  const SlPanel *panel = options->cabinet != NULL ? sl_plan_get (plan, SL_KIND_PANEL, options->cabinet) : NULL;

  if (panel == NULL && options->cabinet == NULL && sl_plan_count (plan, SL_KIND_WALL) > 0)
    {
      g_autofree char *id = sl_entity_get (sl_plan_at (plan, SL_KIND_WALL, 0), "cabinet", NULL);
      panel = sl_plan_get (plan, SL_KIND_PANEL, id);
    }
  if (panel == NULL && options->cabinet == NULL && sl_plan_count (plan, SL_KIND_PANEL) > 0)
    panel = (const SlPanel *) sl_plan_at (plan, SL_KIND_PANEL, 0);
  return panel;
}

static void
tell (const SlImportInput *input, const char *remedy, const char *text)
{
  sl_findings_add (input->findings, SL_SEVERITY_WARNING, NULL, NULL, remedy, "%s", text);
}

/* An id that neither the plan nor a wall before it has. */
static char *
free_id (const SlPlan *plan, const SlCommand *command, const char *name)
{
  g_autoptr (SlPlan) with = sl_plan_apply (plan, command, NULL);
  g_autofree char *stem = sl_import_id_stem (name, "wall");

  return sl_plan_free_id (with != NULL ? with : plan, stem);
}

/* What there is to tell of the wall is told; `why` receives why it did not come in. */
static void
add_wall (const SlImportInput *input, SlCommand *command, const Screen *screen, const char *stage,
          const SlPanel *cabinet, char **id, char **why)
{
  const char *name = screen->name != NULL && *screen->name != '\0' ? screen->name : _("Wall");
  g_autofree char *own = free_id (input->plan, command, name);
  g_autoptr (GError) trouble = NULL;

  if (!sl_wall_fit (input->plan, command, &screen->face, own, name, stage, cabinet, input->findings, &trouble))
    {
      g_autofree char *text = g_strdup_printf ("%s: %s", name, trouble->message);
      tell (input, _("Build it by hand"), text);
      g_free (*why);
      *why = g_strdup (trouble->message);
      return;
    }
  if (*id == NULL)
    *id = g_steal_pointer (&own);
}

SlCommand *
sl_wall_screens_make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const SlWallScreens *content = input->content;
  const SlPanel *cabinet = cabinet_of (input->plan, data);
  g_autofree char *title = sl_import_title (input->name), *label = g_strdup_printf (_("Import %s"), title);
  g_autofree char *stage = NULL, *why = NULL;
  g_autoptr (SlCommand) command = sl_command_new (label);

  *id = NULL;
  if (cabinet == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE,
                    _("the plan has no such cabinet to build walls of; add an LED panel first"));
      return NULL;
    }
  stage = sl_import_need_stage (command, input);
  for (guint i = 0; i < content->screens->len; i++)
    add_wall (input, command, content->screens->pdata[i], stage, cabinet, id, &why);
  if (content->others > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u of its screens has no geometry that can be read; it is left out",
                                   "%u of its screens have no geometry that can be read; they are left out",
                                   content->others), content->others);
      tell (input, _("Export them with their geometry"), text);
    }
  sl_findings_merge (input->findings, content->remarks);
  if (*id != NULL)
    return g_steal_pointer (&command);
  if (content->screens->len == 1) /* why, of the one that there is */
    sl_error_set_at (error, SL_ERROR_INPUT, input->name, 0, "%s", why);
  else
    sl_error_set_at (error, SL_ERROR_INPUT, input->name, 0,
                     _("it has no screen that a wall can be made of; "
                       "export it with its screens' geometry, in MVR as glTF"));
  return NULL;
}
