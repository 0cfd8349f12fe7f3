layout(location = 0) in vec3 a_from;
layout(location = 1) in vec3 a_to;
layout(location = 2) in vec4 a_colour;
layout(location = 3) in float a_width; // px
layout(location = 4) in float a_pick;
uniform mat4 u_view_projection;
uniform vec2 u_size; // px
uniform float u_widen;
out vec4 v_colour;
flat out float v_pick;

void main()
{
  vec3 from = a_from, to = a_to;
#ifdef SECTION
  float from_side = dot(u_section, vec4(from, 1.0)), to_side = dot(u_section, vec4(to, 1.0));
  if (from_side < 0.0 && to_side < 0.0)
  {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  if (from_side < 0.0)
    from = mix(from, to, from_side / (from_side - to_side));
  else if (to_side < 0.0)
    to = mix(to, from, to_side / (to_side - from_side));
#endif
  vec4 a = u_view_projection * vec4(from, 1.0);
  vec4 b = u_view_projection * vec4(to, 1.0);
  const float near = 0.02;
  v_colour = a_colour;
  v_pick = a_pick;
  if (a.w < near && b.w < near)
  {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  if (a.w < near)
    a = mix(a, b, (near - a.w) / (b.w - a.w));
  if (b.w < near)
    b = mix(b, a, (near - b.w) / (a.w - b.w));
  vec2 along = (b.xy / b.w - a.xy / a.w) * u_size;
  float long_enough = length(along);
  vec2 side = long_enough > 1e-4 ? vec2(-along.y, along.x) / long_enough : vec2(1.0, 0.0);
  vec4 at = (gl_VertexID & 1) == 0 ? a : b;
  float sign = gl_VertexID < 2 ? -1.0 : 1.0;
  at.xy += side * sign * (a_width + u_widen) / u_size * at.w;
  at.z -= 0.00002 * at.w;
  gl_Position = at;
}
