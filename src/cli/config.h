/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Where the settings and vocabularies of the program lie. */

#include "chancery/model/vocabulary.h"

/* The folder that is read instead of the one the program came with. */
#define CONFIG_ENVIRONMENT "CHANCERY_CONFIG"

/*
 * The folder with the settings: named, when it is not NULL; else the one that the environment
 * names; else, for a program that was not installed, the one of its sources; else the installed
 * one.
 */
const char *config_folder(const char *named);

/*
 * Load the vocabularies in config_folder(folder)/vocabulary.
 *
 * Errors:  as vocabulary_load
 * Owns:    the caller frees *out.
 */
MUST_CHECK enum status config_vocabulary(const char *folder, struct vocabulary **out,
                                         struct error *error);
