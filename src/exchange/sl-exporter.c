#include "sl-exporter.h"

#include "sl-i18n.h"

static const SlExporter exporters[] = {
  { "gltf", ".glb", N_("glTF 2.0 scene"), sl_gltf_export },
  { "usd", ".usda", N_("OpenUSD scene"), sl_usd_export },
  { "mvr", ".mvr", N_("MVR 1.6 scene"), sl_mvr_export },
};

const SlExporter *
sl_exporters (guint *n)
{
  *n = G_N_ELEMENTS (exporters);
  return exporters;
}

const SlExporter *
sl_exporter_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    if (g_str_equal (exporters[i].id, id))
      return &exporters[i];
  return NULL;
}
