in vec2 v_at;
uniform vec4 u_top;
uniform vec4 u_bottom;
uniform float u_hatch;
uniform vec2 u_size;
out vec4 o_colour;

void main()
{
  if (u_mode == 1)
  {
    o_colour = vec4(0.0, 0.0, 0.0, 1.0);
    return;
  }
  vec3 colour = mix(u_bottom.rgb, u_top.rgb, v_at.y);
  if (u_hatch > 0.5)
  {
    vec2 p = v_at * u_size;
    float period = max(u_size.y / 30.0, 8.0);
    float stripe = abs(fract((p.x + p.y) / period) - 0.5) * period;
    float edge = smoothstep(period * 0.25 - 0.7, period * 0.25 + 0.7, stripe);
    colour = mix(vec3(0.30, 0.015, 0.025), vec3(0.82, 0.08, 0.10), edge);
  }
  o_colour = vec4(encode(colour), 1.0);
}
