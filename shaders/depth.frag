in vec3 v_world;
in vec3 v_normal;
in vec2 v_uv;
in vec4 v_colour;
uniform sampler2D u_texture;
uniform int u_textured;
uniform int u_alpha_mode;
uniform float u_alpha_cutoff;

void main()
{
  float alpha = v_colour.a * (u_textured == 1 ? textureLod(u_texture, v_uv, 0.0).a : 1.0);
  if (u_alpha_mode == ALPHA_MASK && alpha < u_alpha_cutoff)
    discard;
}
