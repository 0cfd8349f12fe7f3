#include "sl-i18n.h"
#include "sl-protection.h"

const char *
sl_protection_id (SlProtectionLevel level)
{
  static const char *const ids[] = { "prevents", "detects", "read-only" };

  return ids[level];
}

const char *
sl_protection_title (SlProtectionLevel level)
{
  static const char *const titles[] = {
    N_("Prevents double booking"), N_("Detects double booking, cannot prevent it"), N_("Read-only"),
  };

  return _(titles[level]);
}

GStrv
sl_protection_reasons (const SlProtection *p)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *races = NULL, *edits = NULL;

  if (p->level == SL_PROTECTION_READ_ONLY)
    {
      g_strv_builder_add (builder, p->why);
      g_strv_builder_add (builder, _("Ask the facility to enter your holds, or for the right to write"));
      return g_strv_builder_end (builder);
    }
  races = p->doubled == 0
            ? g_strdup_printf (_("In each of %u races of %d writers for one day, one had it"), p->races,
                               SL_PROTECTION_WRITERS)
            : g_strdup_printf (_("In %u of %u races of %d writers for one day, more than one believed that it had it"),
                               p->doubled, p->races, SL_PROTECTION_WRITERS);
  g_strv_builder_add (builder, races);
  if (!p->honours_match)
    g_strv_builder_add (builder, _("Changes are made to old versions too (If-Match is not honoured): do not edit one "
                                   "booking from two places"));
  else if (p->lost > 0)
    {
      edits = g_strdup_printf (_("In %u of %u races, changes to one version went over each other: do not edit one "
                                 "booking from two places"), p->lost, p->edits);
      g_strv_builder_add (builder, edits);
    }
  else
    g_strv_builder_add (builder, _("Only the newest version can be changed (If-Match is honoured)"));
  g_strv_builder_add (builder, p->syncs ? _("Tells what has changed since last time (sync-collection)")
                                        : _("Does not tell what has changed (no sync-collection): each look reads the "
                                            "whole list"));
  if (!p->keeps_text)
    g_strv_builder_add (builder, _("Rewrites what is stored"));
  if (!p->etag_stays)
    g_strv_builder_add (builder, _("Gives an unchanged object another version (ETag) each time: changes may be "
                                   "refused"));
  if (!p->etag_changes)
    g_strv_builder_add (builder, _("Gives a changed object the same version (ETag): changes may not be seen"));
  return g_strv_builder_end (builder);
}
