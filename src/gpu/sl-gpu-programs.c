#include "sl-gpu-private.h"

#include <gio/gio.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-shaders.h"

static const struct {
  const char *vertex, *fragment;
} program_files[N_PROGRAMS] = {
  [PROGRAM_MESH] = { "mesh.vert", "lit.frag" },       [PROGRAM_FLOOR] = { "flat.vert", "lit.frag" },
  [PROGRAM_GLASS] = { "flat.vert", "plain.frag" },    [PROGRAM_PANEL] = { "panel.vert", "panel.frag" },
  [PROGRAM_LINE] = { "line.vert", "line.frag" },      [PROGRAM_BACKGROUND] = { "background.vert", "background.frag" },
  [PROGRAM_DEPTH] = { "mesh.vert", "depth.frag" },
};

static const char *const uniform_names[N_UNIFORMS] = {
  [U_MODE] = "u_mode",           [U_VIEW_PROJECTION] = "u_view_projection",
  [U_SIZE] = "u_size",           [U_COLOUR] = "u_colour",
  [U_TINTED] = "u_tinted",       [U_TEXTURED] = "u_textured",
  [U_TEXTURE] = "u_texture",     [U_GLOSS] = "u_gloss",
  [U_ALPHA_MODE] = "u_alpha_mode", [U_ALPHA_CUTOFF] = "u_alpha_cutoff",
  [U_LIGHT] = "u_light",         [U_WALL_CENTRE] = "u_wall_centre",
  [U_WALL_LIGHT] = "u_wall_light", [U_EYE] = "u_eye",
  [U_SHADOW] = "u_shadow",       [U_SHADOW_MAP] = "u_shadow_map",
  [U_TOP] = "u_top",             [U_BOTTOM] = "u_bottom",
  [U_HATCH] = "u_hatch",         [U_CABINETS] = "u_cabinets",
  [U_GLOW] = "u_glow",           [U_WIDEN] = "u_widen",
  [U_SECTION] = "u_section",
};

/* Both languages take the same text below. */
#define HEAD_DESKTOP "#version 330 core\n"
#define HEAD_ES "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2DShadow;\n"

/* A file of the shaders; NULL with an error. */
static GBytes *
shader_file (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/sightline/shaders/", name, NULL);

  return g_resource_lookup_data (sl_shaders_get_resource (), path, 0, error);
}

static char *
shader_source (SlGpuDevice *gpu, const char *name, GError **error)
{
  g_autoptr (GBytes) common = shader_file ("common.glsl", error);
  g_autoptr (GBytes) body = common != NULL ? shader_file (name, error) : NULL;

  if (body == NULL)
    return NULL;
  return g_strdup_printf ("%s%s%.*s\n%.*s", gpu->es ? HEAD_ES : HEAD_DESKTOP, gpu->cut ? "#define SECTION\n" : "",
                          (int) g_bytes_get_size (common),
                          (const char *) g_bytes_get_data (common, NULL), (int) g_bytes_get_size (body),
                          (const char *) g_bytes_get_data (body, NULL));
}

static GLuint
compile (SlGpuDevice *gpu, GLenum type, const char *name, GError **error)
{
  g_autofree char *source = shader_source (gpu, name, error);
  GLuint shader;
  GLint ok;

  if (source == NULL)
    return 0;
  shader = glCreateShader (type);
  glShaderSource (shader, 1, (const char *const *) &source, NULL);
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &ok);
  if (!ok)
    {
      char log[1024];
      glGetShaderInfoLog (shader, sizeof log, NULL, log);
      glDeleteShader (shader);
      sl_error_set (error, SL_ERROR_DEVICE,
                    _("this graphics driver cannot build %s (%s); update it, or set LIBGL_ALWAYS_SOFTWARE=1"), name,
                    log);
      return 0;
    }
  return shader;
}

static gboolean
build_program (SlGpuDevice *gpu, Program program, GError **error)
{
  GLuint vertex = compile (gpu, GL_VERTEX_SHADER, program_files[program].vertex, error);
  GLuint fragment = vertex != 0 ? compile (gpu, GL_FRAGMENT_SHADER, program_files[program].fragment, error) : 0;
  Programs *into = &gpu->programs[gpu->cut];
  GLint ok = 0;

  if (fragment != 0)
    {
      into->programs[program] = glCreateProgram ();
      glAttachShader (into->programs[program], vertex);
      glAttachShader (into->programs[program], fragment);
      glLinkProgram (into->programs[program]);
      glGetProgramiv (into->programs[program], GL_LINK_STATUS, &ok);
      if (!ok)
        sl_error_set (error, SL_ERROR_DEVICE,
                      _("this graphics driver cannot link %s; update it, or set LIBGL_ALWAYS_SOFTWARE=1"),
                      program_files[program].fragment);
      for (guint i = 0; i < N_UNIFORMS; i++)
        into->uniforms[program][i] = glGetUniformLocation (into->programs[program], uniform_names[i]);
    }
  glDeleteShader (vertex);
  glDeleteShader (fragment);
  return ok;
}

gboolean
sl_gpu_cuts (const SlDrawCamera *camera)
{
  return camera->cut[0] != 0 || camera->cut[1] != 0 || camera->cut[2] != 0;
}

gboolean
sl_gpu_build_programs (SlGpuDevice *gpu, gboolean cut, GError **error)
{
  GLuint *programs = gpu->programs[cut].programs;

  gpu->cut = cut;
  for (guint i = 0; i < N_PROGRAMS; i++)
    if (programs[i] == 0 && !build_program (gpu, i, error))
      {
        glDeleteProgram (programs[i]);
        programs[i] = 0;
        return FALSE;
      }
  return TRUE;
}
