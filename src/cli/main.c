/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the command and runs it. */

#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/text.h"

#include "command.h"

static const struct command {
    const char *name;
    command_run *run;
    const char *purpose;
} commands[] = {
    {"check", command_check, "prove that a store agrees with itself and with its documents"},
    {"load", command_load, "read folders of documents into a store"},
    {"parse", command_parse, "print what is read in a file, as JSON"},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < COUNT_OF(commands); i++) {
        if (text_equal(text_of(argv[1]), text_of(commands[i].name))) {
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    (void)fprintf(stderr, "usage: chancery COMMAND [OPTION...] [PATH...]\n");
    return COMMAND_EXIT_USAGE;
}
