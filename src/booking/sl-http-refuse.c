#include <math.h>

#include "sl-error.h"
#include "sl-http.h"
#include "sl-i18n.h"

static void
refuse_for_now (const char *url, const SlHttpAnswer *answer, GError **error)
{
  if (isnan (answer->retry_s))
    {
      sl_error_set (error, SL_ERROR_OFFLINE, _("%s is too busy now (%u); try again later"), url, answer->status);
      return;
    }
  sl_error_set (error, SL_ERROR_OFFLINE, _("%s is too busy now (%u); try again in %.0f s"), url, answer->status,
                answer->retry_s);
  if (error != NULL)
    sl_error_set_retry (*error, answer->retry_s);
}

void
sl_http_refuse (const SlHttp *http, const SlHttpAnswer *answer, GError **error)
{
  const char *url = sl_http_url (http);
  const guint status = answer->status;

  if (status == 401 && sl_http_is_bearer (http))
    sl_error_set (error, SL_ERROR_SERVICE, _("%s does not know this token, or no longer; get a new one there and "
                                             "log in again"), url);
  else if (status == 401)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s does not know this user and password; log in again"), url);
  else if (status == 403)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s does not let this user do that; ask who runs it for the right"), url);
  else if (status == 404 || status == 410)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: there is nothing at this address; check it"), url);
  else if (status == 429 || status == 503)
    refuse_for_now (url, answer, error);
  else if (status == 507)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s has no room left; ask who runs it"), url);
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s answers %u, which is not what a calendar server says; check its "
                                             "address or ask who runs it"), url, status);
}
