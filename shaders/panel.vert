layout(location = 0) in vec3 a_position;
layout(location = 1) in vec2 a_uv;
layout(location = 2) in vec2 a_cell; // in cabinets
layout(location = 3) in vec4 a_pick; // lower left cabinet's, columns of its wall, columns and rows of the face
layout(location = 4) in vec4 a_tint;
uniform mat4 u_view_projection;
out vec2 v_cell;
out vec2 v_uv;
flat out vec4 v_tint;
flat out vec4 v_pick;
#ifdef SECTION
out vec3 v_world;
#endif

void main()
{
#ifdef SECTION
  v_world = a_position;
#endif
  v_cell = a_cell;
  v_uv = a_uv;
  v_tint = a_tint;
  v_pick = a_pick;
  gl_Position = u_view_projection * vec4(a_position, 1.0);
}
