/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

enum status command_arguments(const struct argp *line, int argc, char **argv, void *arguments,
                              struct error *error)
{
    if (argp_parse(line, argc, argv, 0, NULL, arguments)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to read the arguments");
    }
    return STATUS_OK;
}
