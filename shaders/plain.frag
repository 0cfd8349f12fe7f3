in vec3 v_world;
in vec3 v_normal;
in vec2 v_uv;
in vec4 v_colour;
out vec4 o_colour;

void main()
{
  CUT(v_world);
  o_colour = vec4(encode(v_colour.rgb), v_colour.a);
}
