/* A hand on the days of a stage: it moves a booking, stretches one end of it, or draws a new one over free days.
 * Where it would come to lie is known all the time; the plan changes once, when the hand lets go. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

typedef enum { SL_BOOKING_HAND_NONE, SL_BOOKING_HAND_MOVE, SL_BOOKING_HAND_FROM, SL_BOOKING_HAND_TO,
               SL_BOOKING_HAND_NEW } SlBookingHandForm;

typedef struct {
  SlBookingHandForm form;
  char   *id;         /* of the booking; NULL for a new one */
  char   *stage;      /* where it would stand */
  guint32 from, to;   /* where it would lie (Julian, both included) */
  guint32 was_from, was_to, taken; /* where it lay, and the day that was taken hold of */
  char   *was_stage;
} SlBookingHand;

/* Takes hold of a booking at a day; `form` is not NEW. One without days stays where it is. */
void     sl_booking_hand_take  (SlBookingHand *hand, const SlBooking *booking, SlBookingHandForm form, guint32 day);
/* Begins a new one on a day of a stage. */
void     sl_booking_hand_draw  (SlBookingHand *hand, const char *stage, guint32 day);
/* The hand is over another day and stage (NULL: over none, so it stays). A stretched end does not pass the other. */
void     sl_booking_hand_to    (SlBookingHand *hand, guint32 day, const char *stage);
/* Whether letting go would change something. */
gboolean sl_booking_hand_moves (const SlBookingHand *hand);
/* "12–16 Oct, 5 days". Free with g_free(). */
char    *sl_booking_hand_text  (const SlBookingHand *hand);
/* Lets go: one step where something moves, or a new hold, which is selected. The hand is empty then. FALSE where
 * nothing changed; what did not fit was said. */
gboolean sl_booking_hand_drop  (SlBookingHand *hand, SlEditor *editor);
/* Gives up, or clears after use. */
void     sl_booking_hand_clear (SlBookingHand *hand);

/* Runs an operation of bookings on one thing, with options as texts by name up to a NULL; what it adds is selected.
 * FALSE, with a message, where it does not fit. */
gboolean sl_booking_operate    (SlEditor *editor, const char *operation, const char *id, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
