#include <math.h>

#include "sl-check.h"
#include "sl-config.h"
#include "sl-gltf-private.h"
#include "sl-i18n.h"
#include "sl-mvr-private.h"
#include "sl-uuid.h"

#define X(text) ((const xmlChar *) (text))

enum { DMX_CHANNELS = 512 };

/* --- parts of objects --- */

/* What the plan calls by `what` has the same UUID in every export. */
static void
write_uuid (SlMvrExport *m, const char *attribute, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", m->uid, what), *uuid = sl_uuid_of (name);

  xmlTextWriterWriteAttribute (m->xml, X (attribute), X (uuid));
}

static void
append_vector (GString *text, SlVec3 v)
{
  const double parts[] = { v.x, v.y, v.z };

  for (guint i = 0; i < 3; i++)
    {
      char number[64];
      g_ascii_formatd (number, sizeof number, "%.6f", fabs (parts[i]) < 5e-7 ? 0 : parts[i]); /* no −0.000000 */
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "{", number);
    }
  g_string_append_c (text, '}');
}

/* `frame` in MVR's axes and units. */
static void
write_matrix (SlMvrExport *m, const SlFrame *frame)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_vector (text, frame->x);
  append_vector (text, frame->y);
  append_vector (text, frame->z);
  append_vector (text, frame->o);
  xmlTextWriterWriteElement (m->xml, X ("Matrix"), X (text->str));
}

/* `file` NULL or "" for none: the element must be there. */
static void
write_geometries (SlMvrExport *m, const char *file)
{
  xmlTextWriterStartElement (m->xml, X ("Geometries"));
  if (file != NULL && *file != '\0')
    {
      xmlTextWriterStartElement (m->xml, X ("Geometry3D"));
      xmlTextWriterWriteAttribute (m->xml, X ("fileName"), X (file));
      xmlTextWriterEndElement (m->xml);
    }
  xmlTextWriterEndElement (m->xml);
}

/* Names, UUID and place of an object, which is left open. */
static void
begin_object (SlMvrExport *m, const char *element, const SlEntity *entity, const SlFrame *frame)
{
  xmlTextWriterStartElement (m->xml, X (element));
  write_uuid (m, "uuid", entity->id);
  xmlTextWriterWriteAttribute (m->xml, X ("name"), X (sl_entity_title (entity)));
  write_matrix (m, frame);
  m->number++;
}

/* The plan's id is the one that people read; the numbers count. */
static void
end_object (SlMvrExport *m, const SlEntity *entity)
{
  g_autofree char *number = g_strdup_printf ("%u", m->number);

  xmlTextWriterWriteElement (m->xml, X ("FixtureID"), X (entity->id));
  xmlTextWriterWriteElement (m->xml, X ("FixtureIDNumeric"), X (number));
  xmlTextWriterWriteElement (m->xml, X ("UnitNumber"), X (number));
  xmlTextWriterEndElement (m->xml);
}

/* FALSE when it cannot be placed, which is told. */
static gboolean
has_place (SlMvrExport *m, const SlEntity *entity, const SlFrame *frame)
{
  SlAxesPlace place;

  if (sl_axes_place (SL_AXES_MVR, frame, FALSE, &place))
    return TRUE;
  sl_findings_add (m->input->omissions, SL_SEVERITY_WARNING, entity, NULL, _("Correct its place or its size"),
                   _("it has no place that can be handed on"));
  return FALSE;
}

/* --- objects --- */

static gboolean
write_wall (SlMvrExport *m, const SlSceneWall *wall, GError **error)
{
  const SlFrame frame = sl_axes_frame (SL_AXES_MVR, &wall->frame);
  const char *file;

  if (wall->n_panels == 0)
    {
      sl_findings_add (m->input->omissions, SL_SEVERITY_WARNING, wall->entity, NULL, _("Give it cabinets"),
                       _("the wall has no cabinet, and so no face that could be handed on"));
      return TRUE;
    }
  if (!has_place (m, wall->entity, &wall->frame))
    return TRUE;
  if ((file = sl_mvr_wall_file (m, wall, error)) == NULL)
    return FALSE;
  begin_object (m, "VideoScreen", wall->entity, &frame);
  write_geometries (m, file);
  xmlTextWriterWriteElement (m->xml, X ("Function"), X ("LED wall"));
  end_object (m, wall->entity);
  return TRUE;
}

static gboolean
write_mesh (SlMvrExport *m, const SlSceneMesh *mesh, GError **error)
{
  const SlFrame frame = sl_axes_frame (SL_AXES_MVR, &mesh->frame);
  const char *file;

  if (mesh->stands_in != NULL || !has_place (m, mesh->entity, &mesh->frame))
    return TRUE;
  if ((file = sl_mvr_mesh_file (m, mesh, error)) == NULL)
    return FALSE;
  begin_object (m, mesh->role == SL_ROLE_TRUSS ? "Truss" : "SceneObject", mesh->entity, &frame);
  write_geometries (m, file);
  end_object (m, mesh->entity);
  return TRUE;
}

/* Universes have 512 channels each and are counted through. */
static void
write_address (SlMvrExport *m, const SlLight *light)
{
  if (light->dmx_address <= 0)
    {
      sl_findings_add (m->input->omissions, SL_SEVERITY_NOTE, &light->entity, "dmx_address", _("Give it one"), "%s",
                       _("it has no DMX address; the lighting desk will give it one"));
      return;
    }
  g_autofree char *address
    = g_strdup_printf ("%d", (int) ((light->dmx_universe - 1) * DMX_CHANNELS + light->dmx_address));
  xmlTextWriterStartElement (m->xml, X ("Addresses"));
  xmlTextWriterWriteElement (m->xml, X ("Address"), X (address));
  xmlTextWriterEndElement (m->xml);
}

static void
write_light (SlMvrExport *m, const SlSceneLight *light)
{
  const SlFrame frame = sl_axes_camera (SL_AXES_MVR, &light->frame);
  g_autofree char *mode = NULL;
  const char *file;

  if (!has_place (m, light->entity, &light->frame))
    return;
  file = sl_mvr_gdtf_file (m, (const SlLight *) light->entity, &mode);
  begin_object (m, "Fixture", light->entity, &frame);
  if (file != NULL)
    {
      xmlTextWriterWriteElement (m->xml, X ("GDTFSpec"), X (file));
      xmlTextWriterWriteElement (m->xml, X ("GDTFMode"), X (mode));
    }
  write_address (m, (const SlLight *) light->entity);
  end_object (m, light->entity);
}

static void
write_mark (SlMvrExport *m, const SlScenePlace *mark)
{
  const SlFrame frame = sl_axes_frame (SL_AXES_MVR, &mark->frame);

  if (!has_place (m, mark->entity, &mark->frame))
    return;
  begin_object (m, "FocusPoint", mark->entity, &frame);
  write_geometries (m, NULL);
  xmlTextWriterEndElement (m->xml);
}

/* --- layers --- */

/* A layer a kind, by the plan's word for it, so that what an object is can be read there. */
typedef struct {
  const char *name;
  gboolean  (*write) (SlMvrExport *m, const SlScene *scene, const char *layer, GError **error);
} Layer;

/* Opens a layer with its first object, where there is any in it. */
static void
open_layer (SlMvrExport *m, const char *name, gboolean *open)
{
  g_autofree char *what = g_strconcat ("layer/", name, NULL);

  if (*open)
    return;
  *open = TRUE;
  xmlTextWriterStartElement (m->xml, X ("Layer"));
  write_uuid (m, "uuid", what);
  xmlTextWriterWriteAttribute (m->xml, X ("name"), X (name));
  xmlTextWriterStartElement (m->xml, X ("ChildList"));
}

static void
close_layer (SlMvrExport *m, gboolean open)
{
  if (!open)
    return;
  xmlTextWriterEndElement (m->xml);
  xmlTextWriterEndElement (m->xml);
}

static gboolean
write_walls (SlMvrExport *m, const SlScene *scene, const char *layer, GError **error)
{
  gboolean open = FALSE;

  for (guint i = 0; i < scene->walls->len; i++)
    {
      if (sl_watch_stops (m->input->watch, error))
        return FALSE;
      open_layer (m, layer, &open);
      if (!write_wall (m, scene->walls->pdata[i], error))
        return FALSE;
    }
  close_layer (m, open);
  return TRUE;
}

static const char *
layer_of (const SlSceneMesh *mesh)
{
  return mesh->role == SL_ROLE_TRUSS ? "truss" : sl_kind_info (mesh->entity->kind)->record.name;
}

static gboolean
write_meshes (SlMvrExport *m, const SlScene *scene, const char *layer, GError **error)
{
  gboolean open = FALSE;

  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];

      if (!g_str_equal (layer_of (mesh), layer))
        continue;
      if (sl_watch_stops (m->input->watch, error))
        return FALSE;
      open_layer (m, layer, &open);
      if (!write_mesh (m, mesh, error))
        return FALSE;
      sl_watch_tell (m->input->watch, .9 * i / scene->meshes->len);
    }
  close_layer (m, open);
  return TRUE;
}

static gboolean
write_lights (SlMvrExport *m, const SlScene *scene, const char *layer, GError **error)
{
  gboolean open = FALSE;

  for (guint i = 0; i < scene->lights->len; i++)
    {
      if (sl_watch_stops (m->input->watch, error))
        return FALSE;
      open_layer (m, layer, &open);
      write_light (m, &g_array_index (scene->lights, SlSceneLight, i));
    }
  close_layer (m, open);
  return TRUE;
}

static gboolean
write_marks (SlMvrExport *m, const SlScene *scene, const char *layer, GError **error)
{
  gboolean open = FALSE;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      open_layer (m, layer, &open);
      write_mark (m, &g_array_index (scene->marks, SlScenePlace, i));
    }
  close_layer (m, open);
  return TRUE;
}

gboolean
sl_mvr_write_scene (SlMvrExport *m, const SlScene *scene, GError **error)
{
  static const Layer layers[] = {
    { "wall", write_walls }, { "prop", write_meshes }, { "truss", write_meshes }, { "person", write_meshes },
    { "light", write_lights }, { "mark", write_marks },
  };

  xmlTextWriterSetIndent (m->xml, 1);
  xmlTextWriterStartDocument (m->xml, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement (m->xml, X ("GeneralSceneDescription"));
  xmlTextWriterWriteAttribute (m->xml, X ("verMajor"), X ("1"));
  xmlTextWriterWriteAttribute (m->xml, X ("verMinor"), X ("6"));
  xmlTextWriterWriteAttribute (m->xml, X ("provider"), X ("Sightline"));
  xmlTextWriterWriteAttribute (m->xml, X ("providerVersion"), X (SL_VERSION));
  xmlTextWriterStartElement (m->xml, X ("Scene"));
  xmlTextWriterStartElement (m->xml, X ("Layers"));
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    if (!layers[i].write (m, scene, layers[i].name, error))
      return FALSE;
  xmlTextWriterEndDocument (m->xml);
  return TRUE;
}
