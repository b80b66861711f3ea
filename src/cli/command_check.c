/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "chancery/ingest/check.h"

#include "check_coverage.h"
#include "command.h"
#include "config.h"

/* What the command line asks for. */
struct check_arguments {
    const char *config;
    const char *store;
    const char *coverage;
};

static const struct argp_option option_list[] = {
    {"store", 's', "FILE", 0, "The store", 0},
    {"coverage", 'C', "PATH", 0, "Show which bytes of the file or folder at PATH no rule claimed",
     0},
    {"config", 'c', "FOLDER", 0, "Read the vocabularies in FOLDER/vocabulary", 0},
    {0},
};

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct check_arguments *arguments = state->input;
    switch (key) {
    case 's':
        arguments->store = value;
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case 'C':
        arguments->coverage = value;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "there is nothing to do with %s", value);
        return EINVAL;
    case ARGP_KEY_END:
        if (!arguments->store == !arguments->coverage) {
            argp_error(state, "name the store, --store FILE, or documents, --coverage PATH");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    NULL,
    "Prove that the store agrees with itself and with its documents, or show what is read of a "
    "document.\v"
    "Checked are the pages of the file; ids, references and counts against each other; that every "
    "document can be decoded; that its bytes have the digest they had when they were loaded; and "
    "that reading them again gives what the store holds. Each document that does not agree is "
    "named. Then the index and the registry beside the store are looked at: one that is damaged, "
    "absent or of another generation is made anew by the next serve or load, and can be removed at "
    "any time.\n\n"
    "With --coverage each run of bytes that no rule of the parser claimed is printed, as "
    "PATH:LINE: START-END: TEXT, with its share of the header and of all bytes at the end; blanks "
    "do not count.\n\n"
    "Exit codes: 0 all agrees; 1 something does not; 64 wrong arguments.",
    NULL,
    NULL,
    NULL,
};

static void print_fault(struct text id, const char *fault, void *context)
{
    (void)context;
    (void)printf("%.*s: %s\n", TEXT_ARGUMENTS(id), fault);
}

static void print_beside(const char *name, enum check_beside state)
{
    static const char *const states[] = {
        [CHECK_BESIDE_SOUND] = "is sound.",
        [CHECK_BESIDE_ABSENT] = "is not there: serve or load makes it.",
        [CHECK_BESIDE_FOREIGN] = "is not of this generation: serve or load makes it.",
        [CHECK_BESIDE_DAMAGED] = "is damaged: serve or load makes it.",
    };
    (void)printf("The %s %s\n", name, states[state]);
}

static enum status check_documents(const struct check_arguments *arguments, struct error *error)
{
    struct check_options options = {.store_path = arguments->store,
                                    .config_folder = config_folder(arguments->config),
                                    .report = print_fault};
    struct check_result result = {0};
    enum status status = check_store(&options, &result, error);
    if (result.is_stale) {
        (void)printf("Another program or vocabulary has read this store; load it to read it "
                     "anew.\n");
    }
    if (!status) {
        (void)printf("Generation %lld: all %lld documents agree.\n", (long long)result.generation,
                     (long long)result.documents);
        print_beside("index", result.index);
        print_beside("registry", result.registry);
    }
    return status;
}

enum status command_check(int argc, char **argv, struct error *error)
{
    struct check_arguments arguments = {0};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    if (status) {
        return status;
    }
    return arguments.coverage ? check_coverage(arguments.coverage, arguments.config, error)
                              : check_documents(&arguments, error);
}
