in vec2 v_cell;
in vec2 v_uv;
flat in vec4 v_tint;
flat in vec4 v_pick;
#ifdef SECTION
in vec3 v_world;
#endif
uniform sampler2D u_texture;
uniform float u_cabinets; // how strong the joints show
uniform float u_glow;
out vec4 o_colour;

void main()
{
  CUT(v_world);
  if (u_mode == 1)
  {
    vec2 cell = clamp(floor(v_cell), vec2(0.0), v_pick.zw - 1.0); // cabinets are numbered from the top left
    o_colour = pick_colour(v_pick.x + cell.x - cell.y * v_pick.y);
    return;
  }
  vec2 within = fract(v_cell);
  vec2 edge = min(within, 1.0 - within) / max(fwidth(v_cell), vec2(1e-5));
  float near_enough = clamp(0.6 / max(fwidth(v_cell.x), fwidth(v_cell.y)) / 12.0, 0.0, 1.0);
  float joint = (1.0 - smoothstep(0.4, 1.4, min(edge.x, edge.y))) * near_enough;
  if (!gl_FrontFacing)
  {
    o_colour = vec4(encode(mix(vec3(0.022), vec3(0.05), joint)), 1.0);
    return;
  }
  vec3 colour = texture(u_texture, v_uv).rgb * u_glow;
  colour = mix(colour, v_tint.rgb, v_tint.a);
  colour *= 1.0 - joint * u_cabinets;
  o_colour = vec4(encode(colour * 1.25), 1.0);
}
