#include "sl-drawing.h"

#include "sl-number.h"

static const char *const layer_names[SL_N_LAYERS] = {
  "STAGE", "GRID", "SAFE-ZONE", "LED-FLOOR", "LED-WALL", "LED-CEILING", "SET", "PEOPLE", "CAMERA", "FRUSTUM", "MOVE",
  "MARK", "DIMENSION",
};

static void
shape_free (gpointer data)
{
  SlStroke *shape = data;

  g_array_unref (shape->points);
  g_free (shape->text);
  g_free (shape->id);
  g_free (shape);
}

SlDrawing *
sl_drawing_new (void)
{
  SlDrawing *drawing = g_new0 (SlDrawing, 1);

  drawing->shapes = g_ptr_array_new_with_free_func (shape_free);
  drawing->box = sl_box_empty ();
  return drawing;
}

void
sl_drawing_free (SlDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_ptr_array_unref (drawing->shapes);
  g_free (drawing->title);
  g_free (drawing->subtitle);
  g_free (drawing->name);
  g_free (drawing);
}

const char *
sl_layer_name (SlLayer layer)
{
  return layer_names[layer];
}

static void
append_length (GString *out, const char *before, double metres)
{
  g_autofree char *text = sl_number_fixed (metres, 3);

  g_string_append_printf (out, "%s%s", before, text);
}

char *
sl_drawing_dump (const SlDrawing *drawing)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const SlStroke *shape = drawing->shapes->pdata[i];
      g_string_append_printf (out, "%s%s", layer_names[shape->layer], shape->closed ? " closed" : "");
      for (guint k = 0; k < shape->points->len; k++)
        {
          append_length (out, " ", g_array_index (shape->points, SlVec3, k).x);
          append_length (out, ",", g_array_index (shape->points, SlVec3, k).y);
        }
      if (shape->radius > 0)
        append_length (out, " r ", shape->radius);
      g_autofree char *text = shape->text != NULL ? g_strdelimit (g_strdup (shape->text), "\n", '/') : NULL;
      g_string_append_printf (out, "%s%s\n", text != NULL ? " " : "", text != NULL ? text : "");
    }
  return g_string_free (out, FALSE);
}

/* --- adding shapes --- */

SlStroke *
sl_drawing_add (SlDrawing *drawing, SlStrokeKind kind, SlLayer layer, const char *id)
{
  SlStroke *shape = g_new0 (SlStroke, 1);

  shape->kind = kind;
  shape->layer = layer;
  shape->points = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  shape->id = g_strdup (id);
  g_ptr_array_add (drawing->shapes, shape);
  return shape;
}

void
sl_drawing_add_point (SlDrawing *drawing, SlStroke *shape, SlVec3 p)
{
  g_array_append_val (shape->points, p);
  sl_box_add (&drawing->box, p);
}

void
sl_drawing_add_line (SlDrawing *drawing, SlLayer layer, const char *id, SlVec3 a, SlVec3 b)
{
  SlStroke *shape = sl_drawing_add (drawing, SL_STROKE_LINE, layer, id);

  sl_drawing_add_point (drawing, shape, a);
  sl_drawing_add_point (drawing, shape, b);
}

void
sl_drawing_add_text (SlDrawing *drawing, SlLayer layer, SlVec3 at, double angle_deg, const char *text)
{
  SlStroke *shape = sl_drawing_add (drawing, SL_STROKE_TEXT, layer, NULL);

  sl_drawing_add_point (drawing, shape, at);
  shape->text = g_strdup (text);
  shape->angle = angle_deg;
}

void
sl_drawing_add_label (SlDrawing *drawing, SlLayer layer, SlVec3 at, const char *text)
{
  sl_drawing_add_text (drawing, layer, at, 0, text);
  ((SlStroke *) drawing->shapes->pdata[drawing->shapes->len - 1])->free = TRUE;
}
