/* What the subcommands share. Each is one file with one line in the table of main.c. */
#pragma once

#include <json-glib/json-glib.h>

#include "sl-document.h"

G_BEGIN_DECLS

enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_BAD_INPUT = 2, EXIT_SERVICE = 3 };

typedef struct {
  const char *name;
  const char *arguments; /* after "sightline-cli NAME" */
  const char *help;      /* one line, to be translated */
  int       (*run) (int argc, char **argv); /* argv[0] is the subcommand */
} CliCommand;

extern const CliCommand cli_new, cli_check, cli_show, cli_set, cli_add, cli_remove, cli_coverage, cli_render, cli_clip, cli_sheet,
  cli_export, cli_schedule, cli_book;

/* Options that many have. */
extern const char *const cli_json_help, *const cli_out_help;
#define CLI_JSON_OPTION(target) { "json", 0, 0, G_OPTION_ARG_FILENAME, target, cli_json_help, "FILE" }
#define CLI_OUT_OPTION(target)  { "output", 'o', 0, G_OPTION_ARG_FILENAME, target, cli_out_help, "OUT" }

/* Reads options into `entries` and leaves positional arguments in argv; FALSE with a message on bad ones. */
gboolean      cli_parse   (const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv, int least, int most, int *exit_code);
/* Says the error and gives the exit code that belongs to it. */
int           cli_fail    (const GError *error);
int           cli_fail_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Opens a plan; NULL after saying why. */
SlDocument   *cli_open    (const char *path, int *exit_code);
/* Says what cannot be loaded as warnings. */
void          cli_load_assets (SlDocument *document);
/* Saves to `out`, or in place when NULL. */
int           cli_save    (SlDocument *document, const char *out);

/* Applies to the plan that was read from `path` and saves it; gives the exit code. */
int           cli_apply  (SlDocument *document, const char *path, SlCommand *command, const char *out);
/* Adds the edits FIELD=VALUE…; FALSE with an error for a word without "=". */
gboolean      cli_add_settings (SlCommand *command, const char *id, char **words, GError **error);
/* "" without stages. Borrowed. */
const char   *cli_first_stage (const SlPlan *plan);
/* "1920x1080"; leaves both alone when `text` is NULL. FALSE after saying what is wrong. */
gboolean      cli_parse_size (const char *text, int *width, int *height, int *exit_code);

/* --- cli-output.c --- */

/* A file that was made, for --json; what is 0 is left out. `json` may be NULL. */
typedef struct {
  const char *path;
  int         width, height; /* px */
  gint64      frames;
  double      scale;         /* 100 for 1:100 */
} CliFile;

int           cli_report_file (const char *json, const CliFile *file, gint64 started_us);
/* Writes a finished builder to the file `target`, "-" for standard output. */
int           cli_write_json (JsonBuilder *builder, const char *target);
/* A result that may be too long to hold: {"ARRAY": [elements], the members of a last object}, a line an element. Nothing
 * appears at the target before the end. NULL after saying why. */
typedef struct CliStream CliStream;
CliStream    *cli_stream_new  (const char *target, const char *array, int *exit_code);
void          cli_stream_add  (CliStream *stream, JsonBuilder *element);
/* Ends the stream, in error too; gives the exit code. */
int           cli_stream_end  (CliStream *stream, JsonBuilder *last);
void          cli_stream_drop (CliStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliStream, cli_stream_drop)
void          cli_json_text   (JsonBuilder *b, const char *name, const char *value);
void          cli_json_number (JsonBuilder *b, const char *name, double value);  /* left out when NAN or infinite */
void          cli_json_count  (JsonBuilder *b, const char *name, gint64 value);  /* left out when negative */
/* The closing "job" object. */
void          cli_json_job    (JsonBuilder *b, gint64 started_us, guint threads);

/* What could not be done because something is unfinished: SlFinding elements. */
GPtrArray    *cli_findings_new  (void);
/* A line each on standard error: "sightline-cli: PLAN:LINE: ID.FIELD: what is wrong; what to do". */
void          cli_say_omissions (const char *plan, const GPtrArray *findings);
/* The member "findings" of a result. */
void          cli_json_findings (JsonBuilder *b, const GPtrArray *findings);

/* A table on standard output: rows of `columns` cells; numbers to the right. */
typedef struct CliTable CliTable;
CliTable     *cli_table_new  (guint columns, ...);       /* headings, to be shown as they are */
void          cli_table_row  (CliTable *table, ...);     /* one text a column */
void          cli_table_print (CliTable *table);         /* and frees it */

/* Cancelled by the first interrupt; the second ends the program. */
SlWatch      *cli_watch (void);
/* The watch's, for calls that take no watch. Borrowed. */
GCancellable *cli_cancellable (void);
/* Progress on standard error when that is a terminal; `data` is what is being done. */
void          cli_progress (double fraction, gpointer data);
void          cli_progress_done (void);

G_END_DECLS
