/* The readers of outside files, as functions of bytes. */
#pragma once

#include <glib.h>

void sl_fuzz_plan    (const guint8 *data, gsize size); /* plan and catalogue */
void sl_fuzz_records (const guint8 *data, gsize size); /* XML on the command line, and the command log */
void sl_fuzz_gltf    (const guint8 *data, gsize size); /* models, as the import helper reads them */
void sl_fuzz_mesh    (const guint8 *data, gsize size); /* meshes in the cache */
void sl_fuzz_psplib  (const guint8 *data, gsize size); /* problems for levelling, and what is made of them */
void sl_fuzz_script  (const guint8 *data, gsize size); /* screenplays in text, in any encoding */
void sl_fuzz_fdx     (const guint8 *data, gsize size); /* screenplays of Final Draft */
void sl_fuzz_csv     (const guint8 *data, gsize size); /* breakdowns and shot lists as tables */
void sl_fuzz_survey  (const guint8 *data, gsize size); /* surveys' lists of points, and a stage laid on them */
void sl_fuzz_uss     (const guint8 *data, gsize size); /* schedules in .uss */
void sl_fuzz_ics     (const guint8 *data, gsize size); /* calendar objects */
void sl_fuzz_mvr     (const guint8 *data, gsize size); /* MVR files, and their scene descriptions */
void sl_fuzz_cameras (const guint8 *data, gsize size); /* cameras of glTF scenes */
void sl_fuzz_ndisplay (const guint8 *data, gsize size); /* nDisplay configurations */
void sl_fuzz_dav     (const guint8 *data, gsize size); /* answers of calendar servers */
void sl_fuzz_tracking (const guint8 *data, gsize size); /* camera tracking from the network and in files */
