/* The verbs of `book`: what they are told on the command line, and what they answer. */
#pragma once

#include "cli.h"
#include "sl-book-verbs.h"
#include "sl-stage-clock.h"

G_BEGIN_DECLS

/* --- cli-book-queue.c: what is kept until it is sent --- */

typedef struct {
  SlBookingStore *store;   /* borrowed; NULL before there is one */
  SlOutbox       *outbox;  /* owned; NULL where nothing is kept */
  GPtrArray      *refused; /* SlStageDay that others have of what was sent late; owned */
} CliBookQueue;            /* zeroed at first */

/* The plan's outbox of that store (`url` NULL: the plan's own folder). FALSE after saying why; whoever only looks
 * (`writes` FALSE) goes on without one. */
gboolean cli_book_open_queue  (CliBookQueue *queue, SlDocument *document, SlBookingStore *store, const char *url,
                               gboolean writes, int *exit_code);
void     cli_book_close_queue (CliBookQueue *queue); /* frees what it owns, not itself */
/* Whether something waits. */
gboolean cli_book_is_queued   (const CliBookQueue *queue);
/* The exit code, where something that waited was refused. */
int      cli_book_queue_code  (const CliBookQueue *queue, int code);
/* Tells what was refused, and what waits and why. */
void     cli_book_say_queue   (const CliBookQueue *queue);
/* The members "queued" and "refused", where there is something in them. */
void     cli_book_add_queue   (JsonBuilder *b, const CliBookQueue *queue);
/* Tells that others have days; SlStageDay. */
void     cli_book_say_conflicts (const GPtrArray *conflicts);

/* What only the verbs take; all borrowed. */
typedef struct {
  char    *days, *expires, *deadline, *production, *rank, *length;
  int      place;        /* of `rank`, 0 where it is not said; this and the next by cli_book_check() */
  guint    run;          /* of `length`, 1 where it is not said */
  gboolean apply;
  guint32  from, to;     /* of `days`, 0 where they are not said */
} CliBookAsked;

#define CLI_BOOK_VERB_OPTIONS(asked) \
  { "days", 0, 0, G_OPTION_ARG_STRING, &(asked)->days, N_("Day or period, such as 2026-11-01..2026-11-30"), "A..B" }, \
  { "rank", 0, 0, G_OPTION_ARG_STRING, &(asked)->rank, N_("Of a hold: 1 comes first, up to 9"), "N" }, \
  { "expires", 0, 0, G_OPTION_ARG_STRING, &(asked)->expires, \
    N_("When a hold lapses: 2026-12-01T18:00+08:00, or a day's end where the stage is"), "MOMENT" }, \
  { "deadline", 0, 0, G_OPTION_ARG_STRING, &(asked)->deadline, N_("By when those who are challenged must confirm"), \
    "MOMENT" }, \
  { "length", 0, 0, G_OPTION_ARG_STRING, &(asked)->length, N_("Days in a row that must be free"), "N" }, \
  { "production", 0, 0, G_OPTION_ARG_STRING, &(asked)->production, \
    N_("Only for this production; a hold's: the first"), "ID" }, \
  { "apply", 0, 0, G_OPTION_ARG_NONE, &(asked)->apply, N_("With pull: write what has changed into the plan"), NULL }

/* What all of `book` is told; borrowed. */
typedef struct {
  const CliBookAsked *asked;
  const CliBookQueue *queue;
  const char         *stage, *json; /* may be NULL */
  gboolean            adopt;
  gint64              started_us;
} CliBookRest;

/* --- cli-book-requests.c: stages whose days only their facility writes --- */

/* What belongs to these; all borrowed. */
typedef struct {
  char       *why, *slots, *begins, *requests;
  gboolean    ask; /* even where this user may write days */
  char      **ids; /* of requests; NULL at the end */
} CliBookMore;

#define CLI_BOOK_MORE_OPTIONS(more) \
  { "ask", 0, 0, G_OPTION_ARG_NONE, &(more)->ask, \
    N_("Ask the facility for days even where you may write them yourself"), NULL }, \
  { "why", 0, 0, G_OPTION_ARG_STRING, &(more)->why, N_("Of refuse: what the production is told"), "TEXT" }, \
  { "slots", 0, 0, G_OPTION_ARG_STRING, &(more)->slots, \
    N_("Of stage: the parts of its days that are booked apart, such as day,night; all: whole days"), "NAMES" }, \
  { "begins", 0, 0, G_OPTION_ARG_STRING, &(more)->begins, N_("Of stage: when its days begin"), "HH:MM" }, \
  { "requests", 0, 0, G_OPTION_ARG_STRING, &(more)->requests, \
    N_("Of stage: whether only its facility writes days, and others ask for them"), "yes|no" }

/* FALSE after saying what does not fit the command. */
gboolean cli_book_check_more (const char *command, const CliBookMore *more, int *exit_code);
/* The member "requests" with SlRequest elements. */
void     cli_book_add_requests   (JsonBuilder *b, const GPtrArray *requests);
/* The same as a table. */
void     cli_book_print_requests (const GPtrArray *requests);
/* Tells that a stage was asked, and that nothing is held yet; SlRequest. */
void     cli_book_say_asked      (const GPtrArray *requests);
/* Lists the requests; gives the exit code, as the next two. */
int      cli_book_requests       (SlBookingStore *store, const CliBookRest *rest);
/* Approves or refuses the requests that are named. */
int      cli_book_answer         (SlBookingStore *store, const CliBookMore *more, const CliBookRest *rest);
/* Tells what is said of a stage in the store, or sets it. */
int      cli_book_stage          (SlDocument *document, SlBookingStore *store, const CliBookMore *more,
                                  const CliBookRest *rest);

/* Reads the days; FALSE after saying what does not fit the verb (NULL: status and push). */
gboolean cli_book_check      (const SlBookVerb *verb, CliBookAsked *asked, int *exit_code);
/* Whether the command makes a store that is not there yet; others would take a slip of the hand for a free stage. */
gboolean cli_book_makes      (const char *command);
/* Whether the plan is to be opened for edits. */
gboolean cli_book_edits      (const SlBookVerb *verb, const CliBookAsked *asked);
/* Does it and tells; gives the exit code. */
int      cli_book_verb       (const SlBookVerb *verb, SlDocument *document, SlBookingStore *store,
                              const CliBookRest *rest);
/* The verbs, for --help; free with g_free(). */
char    *cli_book_describe   (void);

/* --- cli-book.c --- */

/* A member with SlStageDay elements. */
void     cli_book_add_days   (JsonBuilder *b, const char *name, const GPtrArray *days);
/* The same as a table. */
void     cli_book_print_days (const GPtrArray *days);

G_END_DECLS
