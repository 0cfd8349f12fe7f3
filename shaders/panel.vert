layout(location = 0) in vec3 a_corner;
layout(location = 1) in vec3 a_right;
layout(location = 2) in vec3 a_up;
layout(location = 3) in vec4 a_uv;
layout(location = 4) in vec4 a_tint;
layout(location = 5) in float a_pick;
uniform mat4 u_view_projection;
out vec2 v_cell;
out vec2 v_uv;
out vec4 v_tint;
flat out float v_pick;

void main()
{
  vec2 at = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  v_cell = at;
  v_uv = vec2(mix(a_uv.x, a_uv.z, at.x), mix(a_uv.w, a_uv.y, at.y));
  v_tint = a_tint;
  v_pick = a_pick;
  gl_Position = u_view_projection * vec4(a_corner + a_right * at.x + a_up * at.y, 1.0);
}
