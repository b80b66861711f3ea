/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "language.h"
#include "unit.h"

static const struct example {
    const char *text;
    const char *language; /* NULL: not told */
} examples[] = {
    {"The envoy said that she had left the talks because they were of no use to her country.",
     "en"},
    {"THE ENVOY SAID THAT SHE HAD LEFT THE TALKS BECAUSE THEY WERE OF NO USE TO HER.", "en"},
    {"L’ambassadeur a déclaré que les négociations étaient utiles et qu’il reviendra dans la "
     "capitale pour les poursuivre avec le ministre.",
     "fr"},
    {"El embajador dijo que las negociaciones son útiles y que volverá a la capital para "
     "continuar con el ministro en los próximos días.",
     "es"},
    {"Der Botschafter sagte, dass die Gespräche nützlich seien und er in die Hauptstadt "
     "zurückkehren werde, um sie mit dem Minister fortzusetzen.",
     "de"},
    {"L'ambasciatore ha detto che i colloqui sono utili e che tornerà nella capitale per "
     "continuare con il ministro degli esteri.",
     "it"},
    {"O embaixador disse que as negociações são úteis e que voltará à capital para continuar "
     "com o ministro dos negócios estrangeiros.",
     "pt"},
    {"Посол заявил, что переговоры были полезны и что он вернётся в столицу.", "ru"},
    {"Посол заявив, що переговори були корисними і що він повернеться до столиці.", "uk"},
    {"외교부 장관은 어제 대사를 만났다.", "ko"},
    {"外交部长昨天会见了大使。", "zh"},
    {"外務大臣は昨日、大使と会談した。", "ja"},
    {"التقى وزير الخارجية السفير أمس في العاصمة.", "ar"},
    {"Envoy leaves talks", NULL},
    {"12 345 67", NULL},
    {"", NULL},
    {"Посол.", NULL},
};

static void tells_languages_apart(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error),
                     STATUS_OK);
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct paragraph paragraph = {.text = text_of(examples[i].text)};
        struct paragraphs paragraphs = {.items = &paragraph, .count = 1};
        struct text language = language_of(&paragraphs, vocabulary);
        assert_int_equal(language.at != NULL, examples[i].language != NULL);
        if (examples[i].language) {
            assert_text(language, examples[i].language);
        }
        (void)language_of(&paragraphs, NULL);
    }
    vocabulary_free(vocabulary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_languages_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
