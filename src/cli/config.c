/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/buffer.h"

#include "config.h"

#define PATH_BYTES_MAX ((size_t)4096)

/* Whether the program runs from the folder it was built in. */
static bool is_in_build_folder(void)
{
    char path[PATH_BYTES_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
    return length > 0 && text_starts((struct text){path, (size_t)length}, TEXT(BUILD_FOLDER "/"));
}

const char *config_folder(const char *named)
{
    if (named) {
        return named;
    }
    const char *environment = getenv(CONFIG_ENVIRONMENT);
    if (environment && environment[0] != '\0') {
        return environment;
    }
    return is_in_build_folder() ? SOURCE_CONFIG_FOLDER : INSTALLED_CONFIG_FOLDER;
}

enum status config_vocabulary(const char *folder, struct vocabulary **out, struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&path, "%s/vocabulary", config_folder(folder));
    enum status status = buffer_status(&path);
    if (status) {
        return error_set(error, status, "the name of the settings folder is too long");
    }
    return vocabulary_load(path.bytes, out, error);
}
