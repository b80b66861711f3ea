/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the command and runs it. */

#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/text.h"

#include "command.h"

/* The longest name of a command, with the program's before it. */
#define NAME_BYTES_MAX 32

static const struct command {
    const char *name;
    command_run *run;
    const char *arguments;
    const char *purpose;
} commands[] = {
    {"serve", command_serve, "[PATH...]", "load documents and answer questions about them"},
    {"load", command_load, "PATH... --store FILE", "read folders of documents into a store"},
    {"search", command_search, "QUERY... --store FILE", "print what a store has about something"},
    {"export", command_export, "--store FILE", "write what a store has for other programs"},
    {"parse", command_parse, "FILE...", "print what is read in files, as JSON"},
    {"key", command_key, "add NAME | list", "make keys for a server that others may ask"},
    {"check", command_check, "--store FILE", "prove that a store agrees with its documents"},
};

static void print_help(FILE *out)
{
    (void)fprintf(out,
                  "Usage: chancery COMMAND [OPTION...] [ARGUMENT...]\n"
                  "Turns a folder of diplomatic cables, press releases and news reports into a "
                  "JSON API.\n\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        (void)fprintf(out, "  chancery %-6s %-22s %s\n", commands[i].name, commands[i].arguments,
                      commands[i].purpose);
    }
    (void)fprintf(out, "\n\"chancery COMMAND --help\" tells the options of each.\n"
                       "Begin with:  chancery serve ~/documents\n");
}

static bool is_asked(const char *argument, const char *name)
{
    return text_equal(text_of(argument), text_of(name));
}

/* Runs a command, whose name argv[0] is. */
static int run(const struct command *command, int argc, char **argv)
{
    struct error error = ERROR_NONE;
    char name[NAME_BYTES_MAX];
    (void)snprintf(name, sizeof(name), "chancery %s", command->name);
    argv[0] = name; /* what --help calls us */
    if (command->run(argc, argv, &error)) {
        (void)fprintf(stderr, "%s: %s\n", name, error.message);
        return COMMAND_EXIT_FAILED;
    }
    return COMMAND_EXIT_OK;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return COMMAND_EXIT_USAGE;
    }
    if (is_asked(argv[1], "--help") || is_asked(argv[1], "-h") || is_asked(argv[1], "help")) {
        print_help(stdout);
        return COMMAND_EXIT_OK;
    }
    if (is_asked(argv[1], "--version")) {
        (void)printf("chancery %s\n", CHANCERY_VERSION);
        return COMMAND_EXIT_OK;
    }
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (is_asked(argv[1], commands[i].name)) {
            return run(&commands[i], argc - 1, argv + 1);
        }
    }
    (void)fprintf(stderr, "chancery: there is no command %s; \"chancery --help\" lists them\n",
                  argv[1]);
    return COMMAND_EXIT_USAGE;
}
