/* Exports: what leaves a plan as a file. Each is one line of a table, with its options as a record, which the command
 * line and the window's dialog read alike. */
#pragma once

#include "sl-assets.h"
#include "sl-export-changes.h"
#include "sl-plan.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* What is written, and what is looked at; all borrowed. */
typedef struct {
  const SlPlan      *plan;
  SlAssets          *assets;    /* may be NULL or lack models */
  const char        *file;      /* the plan's; NULL for none */
  const char        *stage;     /* that is looked at; NULL for the plan's first */
  const char        *shot;      /* likewise; NULL for none */
  const char *const *selected;  /* what is selected: ids, NULL-terminated; may be NULL */
  guint32            day;       /* julian: what a drawing says where no date is given; 0 for nothing */
  SlWatch           *watch;     /* may be NULL */
  GPtrArray         *omissions; /* SlFinding: what is left out; may be NULL */
  gboolean           dry;       /* nothing is written: it only tells what would be */
  const char        *stands;    /* what a dry one is compared with; NULL for what stands at its path */
} SlExportSource;

/* What there is to say of it; clear with sl_export_result_clear(). */
typedef struct {
  gint64 frames; /* of a clip, else 0 */
  double scale;  /* of a drawing: 100 for 1:100, else 0 */
  char  *text;   /* one sentence, translated; NULL when the file says it all */
  SlExportChanges changes; /* which of its files are another than what stood there */
} SlExportResult;

typedef enum {
  SL_EXPORT_PICTURES, /* what a person looks at: no menu of their own */
  SL_EXPORT_REPORTS,  /* of the schedule */
  SL_EXPORT_SCENES,   /* hand-offs to the stage's renderer and desks, and to other programs in 3D */
  SL_EXPORT_TRACKING, /* the camera, as a tracker would send it */
  SL_EXPORT_DATES,    /* the schedule and its bookings for other programs */
  SL_EXPORT_N_GROUPS,
} SlExportGroup;

/* A word that stands for options. */
typedef struct {
  const char *name, *settings; /* "all", "range=all" */
  const char *help;            /* to be translated */
} SlExportShort;

typedef struct {
  const char          *id;       /* "ground-plan" */
  const char          *command;  /* of the command line, which may have several: "sheet" */
  const char          *label;    /* "Ground plan…", to be translated */
  const char          *title;    /* of its dialog, to be translated */
  const char          *suffix;   /* of the file where the options name none; "" for a folder */
  const SlRecordType  *options;
  const SlExportShort *shorts;   /* ends with a NULL name; may be NULL */
  /* Whether the options fit what is exported: FALSE with an error, and the field's name in `field`. May be NULL. */
  gboolean           (*check)  (const SlExportSource *source, gconstpointer options, const char **field,
                                GError **error);
  /* The suffix that the options ask for. May be NULL. */
  const char        *(*suffix_of) (gconstpointer options);
  /* FALSE with an error: then what was at `path` is as it was. */
  gboolean           (*write)  (const SlExportSource *source, gconstpointer options, const char *path,
                                SlExportResult *result, GError **error);
  SlExportGroup        group;    /* menus keep these together */
  gboolean             slow;     /* it takes too long for a look before */
  gboolean             writes_dry; /* it keeps to the source's `dry` and notes the changes itself; others are written
                                    * elsewhere then, and compared */
} SlExportKind;

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlExportKind *sl_export_kind_at     (guint index);
/* The one of that id, static; NULL when there is none. */
const SlExportKind *sl_export_kind_find   (const char *id);

/* A record of its options with their defaults; free with sl_export_options_free(). */
gpointer    sl_export_options_new   (const SlExportKind *kind);
/* NULL options are fine. */
void        sl_export_options_free  (const SlExportKind *kind, gpointer options);
/* One option by its name ("grid", with "-" as good as "_") from a person's notation: lower or upper case, "1:50". FALSE
 * with an error that names the option. */
gboolean    sl_export_options_set   (const SlExportKind *kind, gpointer options, const char *name, const char *text,
                                     GError **error);
/* What is not as by default, a line an option: "paper=A2\n". Without `whole` only what is good for another plan too:
 * nothing that names something, no dates, points and free texts. Free with g_free(). */
char       *sl_export_options_print (const SlExportKind *kind, gconstpointer options, gboolean whole);
/* Takes the lines that it can; others are left out, as of another version. */
void        sl_export_options_read  (const SlExportKind *kind, gpointer options, const char *text);
/* FALSE with an error when they do not fit the source; `field` (may be NULL) receives the name of the one that does
 * not, static, or NULL. */
gboolean    sl_export_options_check (const SlExportKind *kind, const SlExportSource *source, gconstpointer options,
                                     const char **field, GError **error);
/* Of a file with these options: ".mp4"; "" for a folder. Static. */
const char *sl_export_suffix        (const SlExportKind *kind, gconstpointer options);

/* The day that the file was saved (julian), what drawings of it say; 0 where that cannot be said, as for NULL. */
guint32     sl_export_day_of_file   (const char *path);

/* Writes it. `result` (may be NULL) is filled. FALSE with an error of the check or of the writing. */
gboolean    sl_export_write         (const SlExportKind *kind, const SlExportSource *source, gconstpointer options,
                                     const char *path, SlExportResult *result, GError **error);
/* Frees what it owns. */
void        sl_export_result_clear  (SlExportResult *result);

G_END_DECLS
