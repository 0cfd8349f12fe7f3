/* What GTK 4.8 with libadwaita 1.2 and later ones do in different ways: questions, file choosers, the about box. The
 * one place that looks at their versions. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum { SL_ANSWER_PLAIN, SL_ANSWER_SUGGESTED, SL_ANSWER_DESTRUCTIVE } SlAnswerLook;

typedef struct {
  const char  *id;
  const char  *label; /* translated */
  SlAnswerLook look;
} SlAnswer;

/* `answer` is the id of one. */
typedef void (*SlAnswered) (const char *answer, gpointer data);

/* Asks over `parent`, or in a window of its own when that is NULL. `answers` end with an id of NULL; the last of them
 * is what Enter answers, `escape` what Escape and closing do. `answered` may be NULL; `free_data` (may be NULL) frees
 * `data` afterwards. */
void sl_ask (GtkApplication *application, GtkWindow *parent, const char *title, const char *body,
             const SlAnswer *answers, const char *escape, SlAnswered answered, gpointer data,
             GDestroyNotify free_data);

typedef enum { SL_CHOOSE_OPEN, SL_CHOOSE_SAVE, SL_CHOOSE_FOLDER } SlChoose;

/* What a chooser shows. */
typedef struct {
  const char *name;        /* translated */
  const char *suffixes;    /* ".glb .gltf", in upper or lower case */
} SlFileFilter;

typedef struct {
  SlChoose    what;
  const char *title;       /* translated */
  const char *folder;      /* path to begin in; NULL: where the person was last */
  const char *name;        /* proposed for saving; may be NULL */
  const SlFileFilter *filters; /* the first is used at first; ends with a NULL name. NULL: all files are shown */
} SlFileChoice;

/* `file` is borrowed, NULL when nothing was chosen. */
typedef void (*SlFileChosen) (GFile *file, gpointer data);

/* Over `parent`, which may be NULL. `free_data` (may be NULL) frees `data` afterwards. */
void sl_choose_file (GtkWindow *parent, const SlFileChoice *choice, SlFileChosen chosen, gpointer data,
                     GDestroyNotify free_data);

/* `files` (GFile) is borrowed. */
typedef void (*SlFilesChosen) (const GPtrArray *files, gpointer data);

/* The same for any number of files that there are; not called when nothing was chosen. */
void sl_choose_files (GtkWindow *parent, const SlFileChoice *choice, SlFilesChosen chosen, gpointer data,
                      GDestroyNotify free_data);

/* Moves the focus, which is in the list view, to its row `at` and that into sight. */
void sl_focus_row (GtkWidget *list, guint at);

/* Over `parent`, which may be NULL. */
void sl_show_about (GtkWindow *parent, const char *version);

/* Has GTK paint the widgets on the processor where the display's OpenGL is software: its GL renderer takes there twice
 * as long. GTK 4.14 and later do so by themselves; GSK_RENDERER overrides it. Before the first window. */
void sl_choose_renderer (void);

/* The colour that text of the widget has. */
void sl_text_colour (GtkWidget *widget, GdkRGBA *colour);

G_END_DECLS
