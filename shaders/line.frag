in vec4 v_colour;
flat in float v_pick;
out vec4 o_colour;

void main()
{
  if (u_mode == 1)
  {
    if (v_pick < 0.5)
      discard;
    o_colour = pick_colour(v_pick);
    return;
  }
  o_colour = vec4(encode(v_colour.rgb), v_colour.a);
}
