/* What the subcommands share. Each is one file with one line in the table of main.c. */
#pragma once

#include <json-glib/json-glib.h>

#include "sl-document.h"

G_BEGIN_DECLS

/* An interrupted command exits with 128 and the number of the signal. */
enum { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_BAD_INPUT = 2, EXIT_SERVICE = 3 };

typedef struct {
  const char *name;
  const char *arguments; /* after "sightline-cli NAME" */
  const char *help;      /* one line, to be translated */
  int       (*run) (int argc, char **argv); /* argv[0] is the subcommand */
  char     *(*describe) (void); /* what --help says at its end (g_free()); may be NULL */
} CliCommand;

extern const CliCommand cli_new, cli_check, cli_show, cli_set, cli_add, cli_edit, cli_remove, cli_import, cli_coverage,
  cli_render, cli_clip, cli_sheet, cli_export, cli_live, cli_schedule, cli_book;

/* Options that many have. Files that "json" and "output" name are never the plan itself, other than with
 * CLI_OUT_OPTION, nor a model or picture that it reads: cli_open() refuses. */
extern const char *const cli_json_help, *const cli_out_help;
#define CLI_JSON_OPTION(target) { "json", 0, 0, G_OPTION_ARG_FILENAME, target, cli_json_help, "FILE" }
#define CLI_OUT_OPTION(target)  { "output", 'o', 0, G_OPTION_ARG_FILENAME, target, cli_out_help, "OUT" }

/* Reads options into `entries` and leaves positional arguments in argv; FALSE with a message on bad ones. */
gboolean      cli_parse   (const CliCommand *command, const GOptionEntry *entries, int *argc, char ***argv,
                           int least, int most, int *exit_code);
/* Says the error and gives the exit code that belongs to it. */
int           cli_fail    (const GError *error);
/* Says what is wrong with the arguments; EXIT_BAD_INPUT. */
int           cli_fail_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Opens a plan for reading; NULL after saying why. */
SlDocument   *cli_open    (const char *path, int *exit_code);
/* Opens a plan that is to be saved in its place, which no other command line may change meanwhile; with `out` it is
 * only read. NULL after saying why. */
SlDocument   *cli_open_to_edit (const char *path, const char *out, int *exit_code);
/* Loads models and pictures; what cannot be loaded is put into `findings` (SlFinding). */
void          cli_load_assets (SlDocument *document, GPtrArray *findings);
/* Saves to `out`, or in place when NULL; gives the exit code. */
int           cli_save    (SlDocument *document, const char *out);

/* Applies to the plan that was read from `path` and saves it; gives the exit code. */
int           cli_apply  (SlDocument *document, const char *path, SlCommand *command, const char *out);
/* Adds the edits FIELD=VALUE…; FALSE with an error for a word without "=". */
gboolean      cli_add_settings (SlCommand *command, const char *id, char **words, GError **error);
/* "" without stages. Borrowed. */
const char   *cli_first_stage (const SlPlan *plan);
/* "1920x1080"; leaves both alone when `text` is NULL. FALSE after saying what is wrong. */
gboolean      cli_parse_size (const char *text, int *width, int *height, int *exit_code);

/* --- cli-findings.c: one unfinished thing never stops the rest --- */

/* An empty list of SlFinding for what is left out; free with g_ptr_array_unref(). */
GPtrArray    *cli_findings_new  (void);
/* Puts what `error` says into the list; `entity` is what it is about, or NULL. */
void          cli_findings_take (GPtrArray *findings, const SlEntity *entity, const char *remedy, const GError *error);
/* What to do, as it stands behind a semicolon. Free with g_free(). */
char         *cli_todo           (const char *remedy);
/* A line on standard error for each, with the plan's name and line, what is wrong and what to do. */
void          cli_say_omissions  (const char *plan, const GPtrArray *findings);
/* The member "findings" of a result. */
void          cli_json_findings (JsonBuilder *b, const GPtrArray *findings);
/* The exit code of a command that went round the findings: 0, or 2 when nothing of what was asked for is `done`. */
int           cli_findings_exit (const GPtrArray *findings, gboolean done);

/* --- cli-exports.c: sheet, clip and export, which read the same table --- */

/* Writes the export that is named behind the plan, or the command's only one; gives the exit code. */
int           cli_run_exports    (const CliCommand *command, int argc, char **argv);
/* The command's exports with their options, for --help. Free with g_free(). */
char         *cli_describe_exports (const CliCommand *command);

/* --- cli-output.c --- */

/* A file that was made, for --json; what is 0 or NULL is left out. */
typedef struct {
  const char      *path;
  int              width, height; /* px */
  gint64           frames;
  double           scale;         /* 100 for 1:100 */
  const GPtrArray *lines;         /* char *: what of several files is new "+", another "~" or gone "−" */
  const GPtrArray *findings;      /* SlFinding: what was left out */
} CliFile;

/* Writes it to `json`, or nothing when that is NULL; gives the exit code. `started_us` is the monotonic time of the
 * start. */
int           cli_report_file (const char *json, const CliFile *file, gint64 started_us);
/* Writes a finished builder to the file `target`, "-" for standard output; gives the exit code. */
int           cli_write_json (JsonBuilder *builder, const char *target);
/* A result that may be too long to hold: {"ARRAY": [elements], the members of a last object}, a line an element.
 * Nothing appears at the target before the end. */
typedef struct CliStream CliStream;
/* NULL after saying why. `target` is borrowed until the end. */
CliStream    *cli_stream_new  (const char *target, const char *array, int *exit_code);
/* Adds the builder's object as one element. */
void          cli_stream_add  (CliStream *stream, JsonBuilder *element);
/* Ends the stream, in error too, and frees it; gives the exit code. */
int           cli_stream_end  (CliStream *stream, JsonBuilder *last);
/* Frees it and leaves nothing at the target. NULL is fine. */
void          cli_stream_drop (CliStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliStream, cli_stream_drop)
/* Members of an object: a text ("" for NULL), a number (left out when NAN or infinite), a count (left out when
 * negative). */
void          cli_json_text   (JsonBuilder *b, const char *name, const char *value);
void          cli_json_number (JsonBuilder *b, const char *name, double value); /* left out when NAN or infinite */
void          cli_json_count  (JsonBuilder *b, const char *name, gint64 value); /* left out when negative */
/* The closing "job" object. */
void          cli_json_job    (JsonBuilder *b, gint64 started_us, guint threads);

/* --- cli-table.c --- */

/* A table on standard output: rows of `columns` cells; numbers to the right. */
typedef struct CliTable CliTable;
CliTable     *cli_table_new   (guint columns, ...);     /* headings, to be shown as they are */
void          cli_table_row   (CliTable *table, ...);   /* one text a column, copied */
void          cli_table_print (CliTable *table);        /* and frees it */
void          cli_table_drop  (CliTable *table);        /* frees it only; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_drop)

/* --- cli-terminal.c: g_print() and g_printerr() write to the terminal without control characters --- */

/* Before everything else; and the exit code of a command that says `code`, when all output has been written. */
void          cli_begin (void);
int           cli_end   (int code); /* after everything else */
/* A line on standard error: the program's name and the message. */
void          cli_say   (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Bytes for a program that reads them, as they are. */
void          cli_write_output (const char *bytes, gsize length);
/* Characters that a terminal obeys rather than shows, and those that turn the direction of text. */
gboolean      cli_is_control (gunichar c);
/* From here on the first interrupt waits until the command has undone what it began elsewhere; a second one does
 * not. */
void          cli_undo_first (void);
/* Of everything that the command does: cancelled by the first interrupt, progress on standard error when that is a
 * terminal. Borrowed. */
SlWatch      *cli_watch (void);
/* The watch's, for calls that take no watch. Borrowed. */
GCancellable *cli_cancellable (void);
/* What is being done, for the progress; borrowed until the end. */
void          cli_progress_name (const char *name);
/* Shows progress 0…1; `data` is what is being done, or NULL for cli_progress_name()'s. */
void          cli_progress (double fraction, gpointer data);
/* Wipes the progress line. */
void          cli_progress_done (void);

G_END_DECLS
