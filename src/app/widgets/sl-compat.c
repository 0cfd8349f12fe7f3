/* Newer calls are taken where the library that is built against has them; those that it calls old still work there. The
 * build sets no limit to them for this file alone. */
#include "sl-compat.h"

#include <string.h>
#include <epoxy/gl.h>

#include "sl-i18n.h"

/* Who waits for an answer or a file. */
typedef struct {
  GCallback       told;
  gpointer        data;
  GDestroyNotify  free_data;
  SlChoose        what;
  gboolean        several; /* `told` is a SlFilesChosen */
  GtkApplication *held; /* until the answer; may be NULL */
} Waiter;

static Waiter *
waiter_new (GCallback told, gpointer data, GDestroyNotify free_data)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  *waiter = (Waiter) { .told = told, .data = data, .free_data = free_data };
  return waiter;
}

static void
waiter_free (Waiter *waiter)
{
  if (waiter->free_data != NULL)
    waiter->free_data (waiter->data);
  if (waiter->held != NULL)
    g_application_release (G_APPLICATION (waiter->held));
  g_free (waiter);
}

/* --- questions --- */

static void
on_response (gpointer dialog, const char *response, Waiter *waiter)
{
  if (waiter->told != NULL)
    ((SlAnswered) waiter->told) (response, waiter->data);
}

static void
drop_waiter (gpointer waiter, GClosure *closure)
{
  waiter_free (waiter);
}

static AdwResponseAppearance
appearance (SlAnswerLook look)
{
  static const AdwResponseAppearance looks[] = { ADW_RESPONSE_DEFAULT, ADW_RESPONSE_SUGGESTED,
                                                 ADW_RESPONSE_DESTRUCTIVE };

  return looks[look];
}

#if ADW_CHECK_VERSION (1, 5, 0)
#define DIALOG(name) adw_alert_dialog_##name
#define TO_DIALOG ADW_ALERT_DIALOG
#else
#define DIALOG(name) adw_message_dialog_##name
#define TO_DIALOG ADW_MESSAGE_DIALOG
#endif

static gpointer
make_dialog (GtkWindow *parent, const char *title, const char *body)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  return adw_alert_dialog_new (title, body);
#else
  return adw_message_dialog_new (parent, title, body);
#endif
}

/* A dialog of its own keeps the program going until it is answered. */
static void
show_dialog (gpointer dialog, GtkApplication *application, GtkWindow *parent, Waiter *waiter)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  if (parent == NULL)
    {
      g_application_hold (G_APPLICATION (application));
      waiter->held = application;
    }
  adw_dialog_present (dialog, parent != NULL ? GTK_WIDGET (parent) : NULL);
#else
  if (parent == NULL)
    gtk_window_set_application (GTK_WINDOW (dialog), application);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

void
sl_ask (GtkApplication *application, GtkWindow *parent, const char *title, const char *body, const SlAnswer *answers,
        const char *escape, SlAnswered answered, gpointer data, GDestroyNotify free_data)
{
  gpointer dialog = make_dialog (parent, title, body);
  Waiter *waiter = waiter_new (G_CALLBACK (answered), data, free_data);
  const SlAnswer *last = answers;

  for (const SlAnswer *a = answers; a->id != NULL; a++)
    {
      DIALOG (add_response) (TO_DIALOG (dialog), a->id, a->label);
      DIALOG (set_response_appearance) (TO_DIALOG (dialog), a->id, appearance (a->look));
      last = a;
    }
  DIALOG (set_close_response) (TO_DIALOG (dialog), escape);
  DIALOG (set_default_response) (TO_DIALOG (dialog), last->id);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), waiter, drop_waiter, 0);
  show_dialog (dialog, application, parent, waiter);
}

/* --- files --- */

static GtkFileFilter *
filter_new (const SlFileFilter *what)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_auto (GStrv) suffixes = g_strsplit (what->suffixes, " ", -1);

  gtk_file_filter_set_name (filter, what->name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    if (*suffixes[i] == '.')
      gtk_file_filter_add_suffix (filter, suffixes[i] + 1);
  return filter;
}

/* Takes the list, which may be NULL. */
static void
tell_files (Waiter *waiter, GListModel *list)
{
  g_autoptr (GListModel) taken = list;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; taken != NULL && i < g_list_model_get_n_items (taken); i++)
    g_ptr_array_add (files, g_list_model_get_item (taken, i));
  if (files->len > 0)
    ((SlFilesChosen) waiter->told) (files, waiter->data);
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
set_filters (GtkFileDialog *dialog, const SlFileFilter *filters)
{
  g_autoptr (GListStore) list = g_list_store_new (GTK_TYPE_FILE_FILTER);

  for (; filters->name != NULL; filters++)
    {
      g_autoptr (GtkFileFilter) filter = filter_new (filters);
      g_list_store_append (list, filter);
    }
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (list));
}

static void
on_file_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  Waiter *waiter = data;
  g_autoptr (GFile) file = NULL;

  if (waiter->several)
    {
      tell_files (waiter, gtk_file_dialog_open_multiple_finish (dialog, result, NULL));
      waiter_free (waiter);
      return;
    }
  if (waiter->what == SL_CHOOSE_OPEN)
    file = gtk_file_dialog_open_finish (dialog, result, NULL);
  else if (waiter->what == SL_CHOOSE_SAVE)
    file = gtk_file_dialog_save_finish (dialog, result, NULL);
  else
    file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
  ((SlFileChosen) waiter->told) (file, waiter->data);
  waiter_free (waiter);
}

static void
choose (GtkWindow *parent, const SlFileChoice *choice, Waiter *waiter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = choice->folder != NULL ? g_file_new_for_path (choice->folder) : NULL;

  gtk_file_dialog_set_title (dialog, choice->title);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  if (choice->name != NULL)
    gtk_file_dialog_set_initial_name (dialog, choice->name);
  if (choice->filters != NULL)
    set_filters (dialog, choice->filters);
  if (waiter->several)
    gtk_file_dialog_open_multiple (dialog, parent, NULL, on_file_ready, waiter);
  else if (choice->what == SL_CHOOSE_OPEN)
    gtk_file_dialog_open (dialog, parent, NULL, on_file_ready, waiter);
  else if (choice->what == SL_CHOOSE_SAVE)
    gtk_file_dialog_save (dialog, parent, NULL, on_file_ready, waiter);
  else
    gtk_file_dialog_select_folder (dialog, parent, NULL, on_file_ready, waiter);
}

#else

static void
on_native_response (GtkNativeDialog *dialog, int response, Waiter *waiter)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  const gboolean any = response == GTK_RESPONSE_ACCEPT;
  g_autoptr (GFile) file = any && !waiter->several ? gtk_file_chooser_get_file (chooser) : NULL;

  if (waiter->several)
    tell_files (waiter, any ? gtk_file_chooser_get_files (chooser) : NULL);
  else
    ((SlFileChosen) waiter->told) (file, waiter->data);
  g_object_unref (dialog); /* and the waiter with it */
}

static void
choose (GtkWindow *parent, const SlFileChoice *choice, Waiter *waiter)
{
  static const GtkFileChooserAction actions[] = {
    [SL_CHOOSE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [SL_CHOOSE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [SL_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (choice->title, parent, actions[choice->what], NULL, NULL);
  g_autoptr (GFile) folder = choice->folder != NULL ? g_file_new_for_path (choice->folder) : NULL;

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), waiter->several);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  if (choice->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), choice->name);
  for (const SlFileFilter *f = choice->filters; f != NULL && f->name != NULL; f++)
    {
      g_autoptr (GtkFileFilter) filter = filter_new (f);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_native_response), waiter, drop_waiter, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
sl_choose_file (GtkWindow *parent, const SlFileChoice *choice, SlFileChosen chosen, gpointer data,
                GDestroyNotify free_data)
{
  Waiter *waiter = waiter_new (G_CALLBACK (chosen), data, free_data);

  waiter->what = choice->what;
  choose (parent, choice, waiter);
}

void
sl_choose_files (GtkWindow *parent, const SlFileChoice *choice, SlFilesChosen chosen, gpointer data,
                 GDestroyNotify free_data)
{
  Waiter *waiter = waiter_new (G_CALLBACK (chosen), data, free_data);

  waiter->several = TRUE;
  choose (parent, choice, waiter);
}

/* --- the rest --- */

void
sl_show_about (GtkWindow *parent, const char *version)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_show_about_dialog (parent != NULL ? GTK_WIDGET (parent) : NULL,
#else
  adw_show_about_window (parent,
#endif
                         "application-name", "Sightline", "application-icon", "org.sightline.Sightline", "version",
                         version, "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _("The Sightline authors"),
                         "comments", _("Plans a shoot on an LED volume: walls, cameras, coverage, schedule"), NULL);
}

void
sl_text_colour (GtkWidget *widget, GdkRGBA *colour)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  gtk_widget_get_color (widget, colour);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
#endif
}

/* --- how GTK paints --- */

static gboolean
gl_is_software (GdkDisplay *display)
{
  g_autoptr (GdkGLContext) context = gdk_display_create_gl_context (display, NULL);
  const char *renderer;

  if (context == NULL || !gdk_gl_context_realize (context, NULL))
    return FALSE; /* GTK finds no GL either */
  gdk_gl_context_make_current (context);
  renderer = (const char *) glGetString (GL_RENDERER);
  gboolean software = renderer != NULL
                      && (strstr (renderer, "llvmpipe") != NULL || strstr (renderer, "softpipe") != NULL
                          || strstr (renderer, "Software Rasterizer") != NULL);
  gdk_gl_context_clear_current ();
  return software;
}

void
sl_choose_renderer (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (gtk_check_version (4, 14, 0) != NULL && display != NULL && g_getenv ("GSK_RENDERER") == NULL
      && gl_is_software (display))
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
}

void
sl_focus_row (GtkWidget *list, guint at)
{
#if GTK_CHECK_VERSION (4, 12, 0)
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), at, GTK_LIST_SCROLL_FOCUS, NULL);
#else /* it goes where the list was last scrolled to by itself */
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", at);
#endif
}
