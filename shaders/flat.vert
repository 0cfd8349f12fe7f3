layout(location = 0) in vec3 a_position;
layout(location = 1) in vec4 a_colour;
uniform mat4 u_view_projection;
out vec3 v_world;
out vec3 v_normal;
out vec2 v_uv;
out vec4 v_colour;
flat out vec2 v_marks;

void main()
{
  v_world = a_position;
  v_normal = vec3(0.0, 0.0, 1.0);
  v_uv = vec2(0.0);
  v_colour = a_colour;
  v_marks = vec2(0.0);
  gl_Position = u_view_projection * vec4(a_position, 1.0);
}
