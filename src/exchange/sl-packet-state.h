/* What a packet of camera tracking turns out to be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_PACKET_SAMPLE,     /* a sample is whole */
  SL_PACKET_PART,       /* a segment that is not the last one to come */
  SL_PACKET_SHORT,      /* than its header, or than the length that it tells, or without any payload */
  SL_PACKET_LONG,       /* bytes behind the length that it tells */
  SL_PACKET_FOREIGN,    /* another protocol, or an encoding that nobody defined */
  SL_PACKET_CHECKSUM,
  SL_PACKET_REPEATED,   /* came already */
  SL_PACKET_LATE,       /* of a sample older than one that is whole */
  SL_PACKET_LIES,       /* segments that overlap or exceed what a sample has */
  SL_PACKET_UNREADABLE, /* whole, but no sample */
  SL_N_PACKETS
} SlPacketState;

/* In a few words, translated. */
const char *sl_packet_state_text (SlPacketState state);

G_END_DECLS
