/* 3D mice, by the driver spacenavd where it runs: its socket is watched in the main loop, and what the cap does goes to
 * the window that has the focus. Where there is no driver yet it is looked for whenever a window gets the focus.
 *
 *   a window gets the focus ──▶ open ──▶ events ──▶ the active pane
 *                                 ▲         │ the driver goes
 *                                 └─────────┘ */
#include "sl-window-private.h"

#include "sl-space-mouse.h"
#include "sl-viewport.h"

#ifdef SL_SPNAV
#include <fcntl.h>
#include <glib-unix.h>
#include <spnav.h>
#include <sys/select.h>
#include <sys/socket.h>

enum { MOST_EVENTS = 64 /* at once, so that a driver that never ends does not keep the window */ };

/* Of the program: the library knows one connection. */
static SlWindow *focused; /* borrowed; NULL while another program has the focus */
static guint watch;       /* of the connection's socket; 0 while there is none */

/* What the cap did so far is done; `sum` is at rest afterwards. */
static void
move (SlSpaceMotion *sum)
{
  if (focused != NULL && gtk_widget_get_mapped (focused->viewport))
    sl_viewport_space (SL_VIEWPORT (focused->viewport), sum);
  *sum = (SlSpaceMotion) { 0 };
}

static void
press (int button)
{
  if (focused != NULL && (button == 0 || button == 1))
    g_action_group_activate_action (G_ACTION_GROUP (focused), button == 0 ? "frame-view" : "reset-view", NULL);
}

/* One event; FALSE where there is none. */
static gboolean
take_event (SlSpaceMotion *sum)
{
  spnav_event event;
  SlSpaceMotion motion;

  switch (spnav_poll_event (&event))
    {
    case 0: return FALSE;
    case SPNAV_EVENT_MOTION:
      if (sl_space_motion ((const int[6]) { event.motion.x, event.motion.y, event.motion.z, event.motion.rx,
                                            event.motion.ry, event.motion.rz },
                           event.motion.period, &motion))
        sl_space_motion_add (sum, &motion);
      return TRUE;
    case SPNAV_EVENT_BUTTON:
      move (sum); /* a view that a button sets is not moved by what came before */
      if (event.button.press)
        press (event.button.bnum);
      return TRUE;
    default: return TRUE; /* devices come and go */
    }
}

/* What it does not send comes as nothing to read, what it sends in vain as an event of no kind. */
static gboolean
has_gone (int fd)
{
  char byte;

  return recv (fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static gboolean
on_events (int fd, GIOCondition condition, gpointer data)
{
  SlSpaceMotion sum = { 0 };

  for (guint i = 0; i < MOST_EVENTS && take_event (&sum); i++)
    ;
  move (&sum);
  if (!has_gone (fd) && (condition & (G_IO_ERR | G_IO_NVAL)) == 0)
    return G_SOURCE_CONTINUE;
  spnav_close ();
  watch = 0;
  return G_SOURCE_REMOVE;
}

/* The library asks about its socket in a way that a program with very many open files must not. */
static gboolean
has_room (void)
{
  const int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (fd >= 0)
    close (fd);
  return fd >= 0 && fd + 8 < FD_SETSIZE;
}

static void
look_for_driver (void)
{
  if (watch == 0 && has_room () && spnav_open () == 0)
    watch = g_unix_fd_add (spnav_fd (), G_IO_IN | G_IO_HUP | G_IO_ERR, on_events, NULL);
}

static void
on_active (SlWindow *w)
{
  if (gtk_window_is_active (GTK_WINDOW (w)))
    {
      focused = w;
      look_for_driver ();
    }
  else if (focused == w)
    focused = NULL;
}

void
sl_window_follow_space_mouse (SlWindow *w)
{
  g_signal_connect (w, "notify::is-active", G_CALLBACK (on_active), NULL);
}

void
sl_window_leave_space_mouse (SlWindow *w)
{
  if (focused == w)
    focused = NULL;
}

#else

void sl_window_follow_space_mouse (SlWindow *w) {}
void sl_window_leave_space_mouse (SlWindow *w) {}

#endif
