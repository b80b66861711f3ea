/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The commands of the program: chancery COMMAND [OPTION…] [PATH…] */

#include "chancery/base/status.h"

/* Exit codes, the same for every command. */
enum command_exit {
    COMMAND_EXIT_OK = 0,
    COMMAND_EXIT_FAILED = 1, /* it could not be done; the reason is on standard error */
    COMMAND_EXIT_USAGE = 64, /* the arguments make no sense (EX_USAGE) */
};

/* Run one command. argv[0] is the command's name. Answers an exit code. */
typedef int command_run(int argc, char **argv);

command_run command_check;
command_run command_export;
command_run command_key;
command_run command_load;
command_run command_parse;
command_run command_search;
command_run command_serve;
