/* SPDX-License-Identifier: Apache-2.0 */
#include "access_path.h"

#include "config.h"

enum status access_path(const char *named, const char *config, struct buffer *out,
                        struct error *error)
{
    if (named) {
        buffer_add(out, text_of(named));
    } else {
        buffer_add_format(out, "%s/access.ini", config_folder(config));
    }
    enum status status = buffer_status(out);
    return status ? error_set(error, status, "the name of the settings folder is too long")
                  : STATUS_OK;
}
