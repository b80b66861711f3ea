/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/model/cable_id.h"
#include "unit.h"

static const struct spelling {
    const char *written;
    const char *id; /* NULL when it is none */
} spellings[] = {
    {"07SEOUL487", "07SEOUL487"},
    {"07 SEOUL 000487", "07SEOUL487"},
    {"07 SEOUL 487", "07SEOUL487"},
    {"2007SEOUL487", "07SEOUL487"},
    {"2007SEOUL00487", "07SEOUL487"},
    {"07seoul487", "07SEOUL487"},
    {"07-Seoul-487", "07SEOUL487"},
    {"SEOUL 487 (07)", "07SEOUL487"},
    {"Seoul 487, 2007", "07SEOUL487"},
    {"SEOUL 00487/07", "07SEOUL487"},
    {"76 THE HAGUE 1810", "76THEHAGUE1810"},
    {"04 N'DJAMENA 12", "04NDJAMENA12"},
    {"1976PORTOFSPAIN0020", "76PORTOFSPAIN20"},
    {"07SEOUL487~2", "07SEOUL487~2"},
    {"SEOUL 487", NULL},
    {"07SEOUL", NULL},
    {"07 487", NULL},
    {"07SEOUL0", NULL},
    {"07SEOUL487~1", NULL},
    {"07SEOUL487~x", NULL},
    {"07SEOUL487 08", NULL},
    {"07SEOUL487 and more", NULL},
    {"207SEOUL487", NULL},
    {"news-957fd901add3", NULL},
    {"", NULL},
    {"~", NULL},
};

static void reads_every_usual_spelling(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(spellings); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1024);
        struct text id = cable_id_read(text_of(spellings[i].written), NULL, arena);
        if (spellings[i].id) {
            assert_text(id, spellings[i].id);
        } else {
            assert_null(id.at);
        }
    }
}

static void gives_a_station_its_canonical_name(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = NULL;
    AUTO_ARENA arena = arena_new(1024);
    assert_int_equal(vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, NULL), STATUS_OK);
    assert_text(cable_id_read(TEXT("07 SECSTATE 6667"), vocabulary, arena), "07STATE6667");
    assert_text(cable_id_read(TEXT("08 Rio de Janeiro 12"), vocabulary, arena), "08RIODEJANEIRO12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_usual_spelling),
        cmocka_unit_test(gives_a_station_its_canonical_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
