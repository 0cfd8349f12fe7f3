layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec2 a_uv;
uniform mat4 u_model;
uniform mat4 u_view_projection;
uniform vec4 u_colour;
out vec3 v_world;
out vec3 v_normal;
out vec2 v_uv;
out vec4 v_colour;

void main()
{
  vec4 world = u_model * vec4(a_position, 1.0);
  mat3 m = mat3(u_model);
  v_world = world.xyz;
  v_normal = mat3(cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])) * a_normal; // right under uneven scale
  v_uv = a_uv;
  v_colour = u_colour;
  gl_Position = u_view_projection * world;
}
