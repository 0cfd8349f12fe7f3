in vec3 v_world;
in vec3 v_normal;
in vec2 v_uv;
in vec4 v_colour;

void main()
{
}
