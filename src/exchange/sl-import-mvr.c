/* Walls of another program's video screens: in MVR. */
#include <glib/gstdio.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-mvr-read.h"
#include "sl-wall-fit.h"

enum { MOST_BYTES = 1 << 30 };

static const double WORTH_TELLING_M = .001;

typedef struct {
  SlRecord    record;
  const char *cabinet;
} Options;

static const SlField fields[] = {
  { .name = "cabinet", .offset = offsetof (Options, cabinet), .label = N_("Cabinet"), .type = SL_TYPE_REF,
    .refs = "panel", .help = N_("What the walls are laid of; unset: what the plan's first wall is") },
};

static const SlRecordType options_type = { "mvr", N_("Walls"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = { { ".mvr", "application/x-mvr" }, { NULL } };

/* A screen in the stage's world. */
typedef struct {
  char      *name;
  SlWallFace face;
} Screen;

/* What is kept of a file for the plan. */
typedef struct {
  GPtrArray *screens; /* Screen */
  guint      others;  /* that cannot be read */
} Content;

static void
screen_free (gpointer data)
{
  Screen *screen = data;

  g_free (screen->name);
  sl_wall_face_clear (&screen->face);
  g_free (screen);
}

static void
content_free (gpointer data)
{
  Content *content = data;

  g_ptr_array_unref (content->screens);
  g_free (content);
}

/* --- reading --- */

/* The model as every other one is read: by the helper, from a file of its own for as long as that takes. */
static SlMesh *
load_model (SlAssets *assets, GBytes *model, const SlWatch *watch, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-mvr-XXXXXX", error), *path = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (model, &length);
  SlMesh *mesh = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "screen.glb", NULL);
  if (g_file_set_contents (path, bytes, (gssize) length, error)
      && sl_assets_load_mesh (assets, folder, path, watch, error))
    mesh = sl_assets_mesh (assets, path);
  g_unlink (path);
  g_rmdir (folder);
  return mesh;
}

static void
add_face (Content *content, const SlMvrScreen *screen, const SlMesh *mesh)
{
  Screen *own = g_new0 (Screen, 1);

  own->name = g_strdup (screen->name);
  sl_wall_face_init (&own->face, &screen->frame);
  for (guint i = 0; i < mesh->n_vertices; i++)
    {
      const float *p = mesh->positions + 3 * (gsize) i;
      const SlVec3 at = sl_frame_point (&screen->frame, sl_vec3 ((double) p[0], (double) p[1], (double) p[2]));
      g_array_append_val (own->face.points, at);
    }
  g_array_append_vals (own->face.corners, mesh->indices, mesh->n_indices / 3 * 3);
  g_ptr_array_add (content->screens, own);
}

static gpointer
read_walls (SlAssets *assets, const char *path, const SlWatch *watch, GError **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (SlMvrFile) file = NULL;
  Content *content;
  char *bytes;
  gsize length;
  gboolean ok = TRUE;

  if (!sl_file_read (path, MOST_BYTES, &bytes, &length, error))
    return NULL;
  data = g_bytes_new_take (bytes, length);
  if ((file = sl_mvr_read (data, path, error)) == NULL)
    return NULL;
  content = g_new (Content, 1);
  *content = (Content) { g_ptr_array_new_with_free_func (screen_free), file->others };
  for (guint i = 0; ok && i < file->screens->len; i++)
    {
      const SlMvrScreen *screen = file->screens->pdata[i];
      g_autoptr (GError) trouble = NULL;
      g_autoptr (SlMesh) mesh = load_model (assets, screen->model, watch, &trouble);

      if (mesh != NULL)
        add_face (content, screen, mesh);
      content->others += mesh == NULL;
      ok = !sl_watch_stops (watch, error);
    }
  if (ok)
    return content;
  content_free (content);
  return NULL;
}

/* --- into the plan --- */

static const SlPanel *
cabinet_of (const SlPlan *plan, const Options *options)
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

/* TRUE when the wall came in; what there is to tell of it is told. */
static gboolean
add_wall (const SlImportInput *input, SlCommand *command, const Screen *screen, const char *stage,
          const SlPanel *cabinet, char **id)
{
  const char *name = screen->name != NULL && *screen->name != '\0' ? screen->name : _("Wall");
  g_autofree char *own = free_id (input->plan, command, name);
  g_autoptr (GError) trouble = NULL;
  double off_m;

  if (!sl_wall_fit (input->plan, command, &screen->face, own, name, stage, cabinet, &off_m, &trouble))
    {
      g_autofree char *text = g_strdup_printf ("%s: %s", name, trouble->message);
      tell (input, _("Build it by hand"), text);
      return FALSE;
    }
  if (off_m > WORTH_TELLING_M)
    {
      g_autofree char *text = g_strdup_printf (_("%s: whole cabinets differ from its size by %.3f m"), name, off_m);
      tell (input, _("Choose other cabinets"), text);
    }
  if (*id == NULL)
    *id = g_steal_pointer (&own);
  return TRUE;
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Content *content = input->content;
  const SlPanel *cabinet = cabinet_of (input->plan, data);
  g_autofree char *title = sl_import_title (input->name), *label = g_strdup_printf (_("Import %s"), title);
  g_autofree char *stage = NULL;
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
    add_wall (input, command, content->screens->pdata[i], stage, cabinet, id);
  if (content->others > 0)
    tell (input, _("Export them with glTF geometry"),
          _("some of its video screens have no geometry in glTF; they are left out"));
  if (*id != NULL)
    return g_steal_pointer (&command);
  sl_error_set_at (error, SL_ERROR_INPUT, input->name, 0,
                   _("it has no video screen that a wall can be made of; export it with glTF geometry"));
  return NULL;
}

const SlImporter sl_import_mvr = {
  .id = "mvr", .label = N_("Walls of an MVR scene"), .formats = formats, .options = &options_type,
  .read_models = read_walls, .free_content = content_free, .make = make,
};
