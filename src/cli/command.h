/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The commands of the program: chancery COMMAND [OPTION…] [PATH…] */

#include <argp.h>

#include "chancery/base/status.h"

/* Exit codes, the same for every command. */
enum command_exit {
    COMMAND_EXIT_OK = 0,
    COMMAND_EXIT_FAILED = 1, /* it could not be done; the reason is on standard error */
    COMMAND_EXIT_USAGE = 64, /* the arguments make no sense (EX_USAGE, which argp exits with) */
};

/* Run one command. argv[0] is what --help calls it. Its error is printed for it. */
typedef enum status command_run(int argc, char **argv, struct error *error);

command_run command_check;
command_run command_export;
command_run command_key;
command_run command_load;
command_run command_parse;
command_run command_search;
command_run command_serve;

/* Read what the command line asks for into *arguments. Ends the program when it makes no sense. */
MUST_CHECK enum status command_arguments(const struct argp *line, int argc, char **argv,
                                         void *arguments, struct error *error);
