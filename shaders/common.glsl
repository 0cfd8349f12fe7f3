// Shared by all: linear light in, display sRGB out, and the pick pass.
uniform int u_mode; // 0 picture, 1 pick ids

vec3 encode(vec3 c)
{
  c = max(c, vec3(0.0));
  c = c * (1.0 + c * 0.10) / (1.0 + c * 0.38); // soft shoulder
  c = min(c * 1.254, vec3(1.0));
  // the sRGB curve within half a step of 255, from square roots: pow() costs software renderers dearly
  vec3 s1 = sqrt(c), s2 = sqrt(s1), s3 = sqrt(s2);
  return clamp(0.662002687 * s1 + 0.684122060 * s2 - 0.323583601 * s3 - 0.0225411470 * c, 0.0, 1.0);
}

// What a material's alpha means, as SlAlphaMode has it.
const int ALPHA_MASK = 1;
const int ALPHA_BLEND = 2;

// A section leaves out what lies behind its plane.
#ifdef SECTION
uniform vec4 u_section;
#define CUT(world) if (dot(u_section, vec4(world, 1.0)) < 0.0) discard
#else
#define CUT(world)
#endif

vec4 pick_colour(float id)
{
  return vec4(mod(id, 256.0) / 255.0, mod(floor(id / 256.0), 256.0) / 255.0, floor(id / 65536.0) / 255.0, 1.0);
}
