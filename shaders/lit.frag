in vec3 v_world;
in vec3 v_normal;
in vec2 v_uv;
in vec4 v_colour;
flat in vec2 v_marks; // pick number, 1 where it is selected
uniform vec3 u_light;       // toward the key light
uniform vec3 u_wall_centre;
uniform vec3 u_wall_light;  // average colour of the LED picture
uniform vec3 u_eye;
uniform mat4 u_shadow;      // world to shadow map
uniform sampler2DShadow u_shadow_map;
uniform sampler2D u_texture;
uniform int u_textured;
uniform float u_gloss;
uniform int u_alpha_mode;
uniform float u_alpha_cutoff;
out vec4 o_colour;

float shadow()
{
  vec3 p = (u_shadow * vec4(v_world, 1.0)).xyz * 0.5 + 0.5;
  if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0))))
    return 1.0;
  // two bilinear comparisons across the diagonal
  vec3 step = vec3(0.6, -0.6, 0.0) / float(textureSize(u_shadow_map, 0).x);
  p.z -= 0.0004;
  return 0.5 * (texture(u_shadow_map, p - step) + texture(u_shadow_map, p + step));
}

void main()
{
  CUT(v_world);
  vec4 base = v_colour;
  if (u_textured == 1)
    base *= texture(u_texture, v_uv);
  // holes as rays see them: from the texture as it is, not from its smaller forms
  float alpha = v_colour.a * (u_textured == 1 ? textureLod(u_texture, v_uv, 0.0).a : 1.0);
  if (u_alpha_mode == ALPHA_MASK && alpha < u_alpha_cutoff)
    discard;
  if (u_mode == 1)
  {
    o_colour = pick_colour(v_marks.x);
    return;
  }
  vec3 n = normalize(v_normal);
  vec3 eye = normalize(u_eye - v_world);
  if (dot(n, eye) < 0.0)
    n = -n;
  vec3 to_wall = normalize(u_wall_centre + vec3(0.0, 0.0, 2.5) - v_world);
  float wrap = 0.5 + 0.5 * dot(n, to_wall);
  float lit = shadow();
  vec3 light = mix(vec3(0.07, 0.07, 0.075), vec3(0.20, 0.21, 0.235), 0.5 + 0.5 * n.z) * (0.72 + 0.28 * lit);
  light += vec3(1.0, 0.96, 0.90) * 0.55 * max(dot(n, u_light), 0.0) * lit;
  light += u_wall_light * 1.5 * wrap * wrap;
  vec3 h = to_wall + eye;
  float s = max(dot(n, h), 0.0);
  s = s * s / dot(h, h); // cos² of the angle to the half vector
  float s4 = s * s * s * s;
  vec3 colour = base.rgb * light + u_wall_light * (u_gloss * 0.5 * s4 * s4 * s4); // cos²⁴
  colour = mix(colour, vec3(0.19, 0.43, 0.85), 0.22 * v_marks.y);
  o_colour = vec4(encode(colour), u_alpha_mode == ALPHA_BLEND ? base.a : 1.0);
}
