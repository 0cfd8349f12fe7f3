layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec2 a_uv;
layout(location = 3) in vec3 a_x; // the instance's frame, from here on
layout(location = 4) in vec3 a_y;
layout(location = 5) in vec3 a_z;
layout(location = 6) in vec3 a_origin;
layout(location = 7) in vec3 a_tint;
layout(location = 8) in vec2 a_marks; // pick number, 1 where it is selected
uniform mat4 u_view_projection;
uniform vec4 u_colour;
uniform int u_tinted;
out vec3 v_world;
out vec3 v_normal;
out vec2 v_uv;
out vec4 v_colour;
flat out vec2 v_marks;

void main()
{
  mat3 m = mat3(a_x, a_y, a_z);
  v_world = m * a_position + a_origin;
  v_normal = mat3(cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])) * a_normal; // right under uneven scale
  v_uv = a_uv;
  v_colour = u_tinted == 1 ? vec4(a_tint, 1.0) : u_colour;
  v_marks = a_marks;
  gl_Position = u_view_projection * vec4(v_world, 1.0);
}
