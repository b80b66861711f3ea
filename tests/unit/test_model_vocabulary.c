/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"
#include "unit.h"

/* Small tables that are right; each test of a fault replaces one of them. */
static const struct sample {
    const char *file;
    const char *content;
} samples[] = {
    {"countries.tsv", "code\tname\tlong_name\tdemonym\tcapital\n"
                      "KR\tSouth Korea\tRepublic of Korea\tSouth Korean;Korean\tSeoul\n"
                      "NO\tNorway\tKingdom of Norway\tNorwegian\tOslo\n"
                      "CI\tCôte d'Ivoire\tRepublic of Côte d'Ivoire\tIvorian\tYamoussoukro\n"
                      "AQ\tAntarctica\tAntarctica\tAntarctic\t\n"},
    {"tags.tsv", "# What tags mean.\n"
                 "tag\tkind\tlabel\tcountry\n"
                 "KS\tcountry\tKorea, South\tKR\n"
                 "XG\tcountry\tEurope\t\n"
                 "PREL\tsubject\tExternal Political Relations\t\n"
                 "HUMAN RIGHTS\tprogram\tHuman Rights\t\n"},
    {"stations.tsv", "station\tname\tcountry\tlatitude\tlongitude\n"
                     "SEOUL\tEmbassy Seoul\tKR\t37.54\t126.94\n"
                     "OSLO\tEmbassy Oslo\tNO\t59.94\t10.71\n"
                     "PORTNOWHERE\tMission Port Nowhere\t\t-0.25\t-180\n"
                     "PORTNOWHEN\tMission Port Nowhen\t\t1\t0\n"},
    {"station_aliases.tsv", "alias\tstation\nSEL\tSEOUL\nCHRISTIANIA\tOSLO\n"},
    {"routing_indicators.tsv", "routing_indicator\tname\tstation\tcountry\n"
                               "RUEHUL\tEmbassy Seoul\tSEOUL\tKR\n"
                               "RUCNXX\tA Collective\t\t\n"},
    {"address_prefixes.tsv", "prefix\tmeaning\nAMEMBASSY\tEmbassy\nUS MISSION\tMission\n"},
    {"address_places.tsv", "suffix\tcountry\nKOR\tKR\nNO\tNO\nCOLLECTIVE\t\n"},
    {"addressees.tsv", "name\tcountry\nCOMFJORD\tNO\nCOMFJORD FORWARD\tKR\nALL POSTS\t\n"},
    {"captions.tsv", "caption\tkind\tmeaning\nROGER CHANNEL\tchannel\tIntelligence matters\n"},
    {"office_symbols.tsv", "symbol\tmeaning\nA/DCM\tActing Deputy Chief of Mission\n"},
    {"stop_words.tsv", "word\tlanguages\nthe\ten\nla\tes fr it\n"},
    {"news_phrases.tsv", "phrase\tkind\nRelated Posts\tchrome\nJournal\tmasthead\n"},
    {"title_words.tsv", "word\tmeaning\nCHARGE\tCharge d'Affaires\n"},
    {"place_names.tsv", "name\tkind\tcountry\n"
                        "U.S.K.\tcountry\tKR\n"
                        "Port-au-Fjord\tcity\tNO\n"
                        "North\tregion\t\n"},
    {"fact_words.tsv", "word\tkind\tvalue\nMay\tmonth\t5\nwon\tcurrency\tKRW\n"},
    {"event_words.tsv", "word\tform\tkind\nmeeting\tnoun\tmeeting\n"},
    {"speech_words.tsv", "word\tkinds\ttakes\nsaid\tpast\tcqs\nthe\tdeterminer\t\n"},
    {"name_words.tsv", "word\troles\nMay\tgiven\nAda\tgiven\nMinister\ttitle part\n"},
    {"organizations.tsv", "name\tmain\tcountry\tparent\n"
                          "Fjord Union\tFjord Union\t\t\n"
                          "F.U.\tFjord Union\t\t\n"
                          "Fjord Union Coast Guard\tFUCG\tNO\tFjord Union\n"},
};

struct folder {
    char path[64];
};

static void write_file(const struct folder *folder, const char *file, const char *content)
{
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/%s", folder->path, file);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    assert_true(fputs(content, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
}

static int make_folder(void **state)
{
    static struct folder folder;
    folder = (struct folder){"/tmp/chancery-vocabulary-XXXXXX"};
    assert_non_null(mkdtemp(folder.path));
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        write_file(&folder, samples[i].file, samples[i].content);
    }
    *state = &folder;
    return 0;
}

static int remove_folder(void **state)
{
    const struct folder *folder = *state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        char path[128];
        (void)snprintf(path, sizeof(path), "%s/%s", folder->path, samples[i].file);
        (void)unlink(path);
    }
    return rmdir(folder->path);
}

static struct vocabulary *load(const char *path)
{
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    enum status status = vocabulary_load(path, &vocabulary, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return vocabulary;
}

static void puts_together_what_is_known_of_a_word(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    const struct vocabulary_meaning *may = vocabulary_meaning(vocabulary, TEXT("MAY"));
    assert_non_null(may);
    assert_int_equal(may->word->kind, VOCABULARY_WORD_MONTH);
    assert_int_equal(may->roles, VOCABULARY_ROLE_GIVEN);
    const struct vocabulary_meaning *minister = vocabulary_meaning(vocabulary, TEXT("MINISTER"));
    assert_null(minister->word);
    assert_int_equal(minister->roles, VOCABULARY_ROLE_TITLE | VOCABULARY_ROLE_PART);
    assert_int_equal(vocabulary_meaning(vocabulary, TEXT("FJORD"))->organization_words, 4);
    assert_null(vocabulary_meaning(vocabulary, TEXT("COAST")));
}

static void finds_all_spellings_of_an_organization(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    assert_text(vocabulary_organization(vocabulary, TEXT("FU"))->main, "Fjord Union");
    const struct vocabulary_organization *guard =
        vocabulary_organization(vocabulary, TEXT("FJORD UNION COAST GUARD"));
    assert_text(guard->country, "NO");
    assert_text(guard->parent, "Fjord Union");
    assert_null(vocabulary_organization(vocabulary, TEXT("COAST GUARD")));
}

static struct text station_of(const struct vocabulary_station *station)
{
    return station ? station->station : TEXT("none");
}

static void finds_records_however_they_are_written(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    assert_text(vocabulary_tag(vocabulary, TEXT("ks"))->country, "KR");
    assert_text(vocabulary_tag(vocabulary, TEXT("ks"))->kind, "country");
    assert_null(vocabulary_tag(vocabulary, TEXT("XG"))->country.at);
    assert_text(vocabulary_tag(vocabulary, TEXT(" Human  rights"))->label, "Human Rights");
    assert_null(vocabulary_tag(vocabulary, TEXT("PRE")));
    assert_null(vocabulary_tag(vocabulary, TEXT("")));
    assert_text(vocabulary_country(vocabulary, TEXT("kr"))->capital, "Seoul");
    assert_null(vocabulary_country(vocabulary, TEXT("AQ"))->capital.at);
    assert_text(vocabulary_country_named(vocabulary, TEXT("south korea"))->code, "KR");
    assert_text(vocabulary_country_named(vocabulary, TEXT("Republic of Korea"))->code, "KR");
    assert_text(vocabulary_country_named(vocabulary, TEXT("Côte d’Ivoire"))->code, "CI");
    assert_null(vocabulary_country_named(vocabulary, TEXT("Korea")));
    assert_text(vocabulary_routing(vocabulary, TEXT("RUEHUL"))->station, "SEOUL");
    assert_null(vocabulary_routing(vocabulary, TEXT("RUCNXX"))->country.at);
    assert_text(vocabulary_caption(vocabulary, TEXT("Roger Channel"))->kind, "channel");
    assert_text(vocabulary_office(vocabulary, TEXT("A/DCM"))->meaning,
                "Acting Deputy Chief of Mission");
}

static void finds_names_of_places_by_their_words(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    assert_text(vocabulary_place_name(vocabulary, TEXT("USK"))->country, "KR");
    assert_text(vocabulary_place_name(vocabulary, TEXT("PORT AU FJORD"))->country, "NO");
    assert_int_equal(vocabulary_place_name(vocabulary, TEXT("SOUTH KOREA"))->kind,
                     VOCABULARY_PLACE_COUNTRY);
    assert_int_equal(vocabulary_place_words(vocabulary, TEXT("PORT")), 3);
    assert_int_equal(vocabulary_place_words(vocabulary, TEXT("NORTH")), 1);
    assert_int_equal(vocabulary_place_words(vocabulary, TEXT("FJORD")), 0);
    assert_null(vocabulary_place_name(vocabulary, TEXT("PORT AU")));
    assert_int_equal(vocabulary_word(vocabulary, TEXT("MAY"))->value, 5);
    assert_text(vocabulary_word(vocabulary, TEXT("WON"))->text, "KRW");
    assert_null(vocabulary_word(vocabulary, TEXT("YEN")));
}

static void lists_in_the_order_of_the_table(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    assert_int_equal(vocabulary_tag_count(vocabulary), 4);
    assert_text(vocabulary_tag_at(vocabulary, 2)->tag, "PREL");
    assert_int_equal(vocabulary_station_count(vocabulary), 4);
    assert_text(vocabulary_station_at(vocabulary, 1)->name, "Embassy Oslo");
    assert_int_equal(vocabulary_country_count(vocabulary), 4);
    assert_text(vocabulary_country_at(vocabulary, 3)->code, "AQ");
}

static void reads_coordinates(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    const struct vocabulary_station *nowhere = vocabulary_station(vocabulary, TEXT("Port Nowhere"));
    assert_float_equal(nowhere->latitude, -0.25, 1e-9);
    assert_float_equal(nowhere->longitude, -180, 1e-9);
    assert_null(nowhere->country.at);
    assert_float_equal(vocabulary_station(vocabulary, TEXT("oslo"))->latitude, 59.94, 1e-9);
}

static void names_a_station_without_guessing(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    static const struct {
        const char *text;
        const char *station;
    } examples[] = {
        {"SEOUL", "SEOUL"},
        {"Port Now-here", "PORTNOWHERE"},
        {"P'ORT. NOWHERE", "PORTNOWHERE"},
        {"SEL", "SEOUL"},
        {"AMEMBASSY SEOUL", "SEOUL"},
        {"us  mission christiania", "OSLO"},
        {"AMEMBASSY SEOUL KOR", "none"},
        {"AMEMBASSY", "none"},
        {"MISSION SEOUL", "none"},
        {"SEOULE", "none"},
        {"", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_text(station_of(vocabulary_station_named(vocabulary, text_of(examples[i].text))),
                    examples[i].station);
    }
    assert_null(vocabulary_station(vocabulary, TEXT("SEL")));
}

static void finds_the_nearest_station_when_there_is_one(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    static const struct {
        const char *text;
        const char *station;
    } examples[] = {
        {"SEOUL", "SEOUL"},
        {"SE0UL", "SEOUL"},
        {"SEUL", "SEOUL"},
        {"S0UL", "none"}, /* two off, and short */
        {"0SLO", "OSLO"},
        {"SEL", "none"}, /* an alias too short for this, and SEOUL is two off */
        {"CHRISTJANA", "OSLO"},
        {"PORT NOWHEERE", "PORTNOWHERE"},
        {"PRTNOWERE", "PORTNOWHERE"},
        {"PORTNOWHEX", "PORTNOWHEN"},
        {"PORTNOWHENE", "none"}, /* one off from both */
        {"PRTNWHRE", "none"},
        {"", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_text(station_of(vocabulary_station_near(vocabulary, text_of(examples[i].text))),
                    examples[i].station);
    }
}

static void knows_where_an_address_is(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    static const struct {
        const char *text;
        const char *country;
    } examples[] = {
        {"AMEMBASSY SEOUL", "KR"},
        {"AMEMBASSY OSLO KOR", "NO"}, /* the post goes before the suffix */
        {"AMEMBASSY NOWHERE KOR", "KR"},
        {"COMFJORD BERGEN", "NO"},
        {"COMFJORD FORWARD OSLO NO", "KR"}, /* the longest name */
        {"COMFJORDX", "none"},
        {"HQ SOMETHING//J2/NO//", "none"}, /* the office is no place */
        {"HQ SOMETHING NO//J2//", "NO"},
        {"ALL POSTS NO", "none"},
        {"NORDIC COLLECTIVE", "none"},
        {"PORT NOWHERE", "none"},
        {"", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct text country = vocabulary_address_country(vocabulary, text_of(examples[i].text));
        assert_text(country.at ? country : TEXT("none"), examples[i].country);
    }
}

static void says_which_line_is_wrong(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        const char *file;
        const char *content;
        const char *message;
    } examples[] = {
        {"tags.tsv", "tag\tkind\tlabel\tcountry\n# A remark.\nKV\tcountry\tKosovo\tXKX\n",
         "tags.tsv: line 3: country 'XKX' is not two letters"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKV\tcountry\tKosovo\tXK\n",
         "tags.tsv: line 2: country 'XK' is not in countries.tsv"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKS\tplace\tKorea\tKR\n",
         "tags.tsv: line 2: kind 'place' is not subject, country, organization or program"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKS\tcountry\t\tKR\n",
         "tags.tsv: line 2: label is empty"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKS\tcountry\tA\t\nKS\tcountry\tB\t\n",
         "tags.tsv: line 3: tag 'KS' stands twice"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKs\tcountry\tKorea\tKR\n",
         "tags.tsv: line 2: tag 'Ks' should be written 'KS'"},
        {"tags.tsv", "tag\tkind\tlabel\nKS\tcountry\tKorea\n",
         "tags.tsv: line 1: column 4 is not country"},
        {"tags.tsv", "tag\tkind\tlabel\tcountry\nKS\tcountry\n",
         "tags.tsv: line 2: 2 fields, not 4"},
        {"stations.tsv", "station\tname\tcountry\tlatitude\tlongitude\nTHE HAGUE\tA\tNO\t0\t0\n",
         "stations.tsv: line 2: station 'THE HAGUE' should be written 'THEHAGUE'"},
        {"stations.tsv", "station\tname\tcountry\tlatitude\tlongitude\nOSLO\tA\tNO\t90.01\t0\n",
         "stations.tsv: line 2: latitude '90.01' is not degrees between -90 and 90"},
        {"stations.tsv", "station\tname\tcountry\tlatitude\tlongitude\nOSLO\tA\tNO\t1\t1,5\n",
         "stations.tsv: line 2: longitude '1,5' is not degrees between -180 and 180"},
        {"station_aliases.tsv", "alias\tstation\nRIO\tRIODEJANEIRO\n",
         "station_aliases.tsv: line 2: station 'RIODEJANEIRO' is not in stations.tsv"},
        {"station_aliases.tsv", "alias\tstation\nSE OUL\tSEOUL\n",
         "station_aliases.tsv: line 2: alias 'SE OUL' stands twice, or finds its station without "
         "this line"},
        {"routing_indicators.tsv", "routing_indicator\tname\tstation\tcountry\nRUEHX\tX\tX\t\n",
         "routing_indicators.tsv: line 2: station 'X' is not in stations.tsv"},
        {"stop_words.tsv", "word\tlanguages\nthe\teng\n",
         "stop_words.tsv: line 2: languages 'eng' is not two small letters"},
        {"stop_words.tsv", "word\tlanguages\nthe\ten\nThe\tde\n",
         "stop_words.tsv: line 3: word 'THE' stands twice"},
        {"news_phrases.tsv", "phrase\tkind\nThe End\tend\n",
         "news_phrases.tsv: line 2: kind 'end' is not one that the head of the file lists"},
        {"place_names.tsv", "name\tkind\tcountry\nOslo\ttown\tNO\n",
         "place_names.tsv: line 2: kind 'town' is not one that the head of the file lists"},
        {"place_names.tsv",
         "name\tkind\tcountry\nPort-au-Fjord\tcity\tNO\nPort au fjord\tcity\tNO\n",
         "place_names.tsv: line 3: name 'Port au fjord' is empty, too long, or stands twice"},
        {"place_names.tsv", "name\tkind\tcountry\nOslo\tcity\tXK\n",
         "place_names.tsv: line 2: country 'XK' is not in countries.tsv"},
        {"fact_words.tsv", "word\tkind\tvalue\nMay\tmonth\tfive\n",
         "fact_words.tsv: line 2: value 'five' is not a number"},
        {"name_words.tsv", "word\troles\nAda\tgiven first\n",
         "name_words.tsv: line 2: roles 'given first' are not those that the head of the file "
         "lists"},
        {"organizations.tsv", "name\tmain\tcountry\tparent\nA.B.\tA.B.\t\t\nAB\tAB\t\t\n",
         "organizations.tsv: line 3: name 'AB' is empty, too long, or stands twice"},
        {"captions.tsv", "caption\tkind\tmeaning\nNODIS\tlimit\tNo distribution\n",
         "captions.tsv: line 2: kind 'limit' is not distribution, handling or channel"},
        {"countries.tsv",
         "code\tname\tlong_name\tdemonym\tcapital\nNO\tA\tB\tC\tD\nKR\tB\tE\tF\tG\n",
         "countries.tsv: line 3: name 'B' stands twice"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        for (size_t j = 0; j < COUNT_OF(samples); j++) {
            write_file(folder, samples[j].file, samples[j].content);
        }
        write_file(folder, examples[i].file, examples[i].content);
        struct vocabulary *vocabulary = NULL;
        struct error error = ERROR_NONE;
        assert_int_equal(vocabulary_load(folder->path, &vocabulary, &error), STATUS_INVALID);
        assert_string_equal(error.message, examples[i].message);
        assert_null(vocabulary);
    }
}

static void refuses_what_is_too_long(void **state)
{
    const struct folder *folder = *state;
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    char row[512];
    char symbol[VOCABULARY_KEY_BYTES_MAX + 2] = {0};
    memset(symbol, 'A', VOCABULARY_KEY_BYTES_MAX + 1);
    (void)snprintf(row, sizeof(row), "symbol\tmeaning\n%s\tToo long\n", symbol);
    write_file(folder, "office_symbols.tsv", row);
    assert_int_equal(vocabulary_load(folder->path, &vocabulary, &error), STATUS_INVALID);
    assert_string_equal(error.message,
                        "office_symbols.tsv: line 2: symbol is longer than 96 bytes");

    char *large = calloc(1, VOCABULARY_FILE_BYTES_MAX + 2);
    assert_non_null(large);
    memset(large, '\n', VOCABULARY_FILE_BYTES_MAX + 1);
    write_file(folder, "countries.tsv", large);
    free(large);
    assert_int_equal(vocabulary_load(folder->path, &vocabulary, &error), STATUS_LIMIT);
    assert_null(vocabulary);
}

static void misses_a_folder_that_is_not_there(void **state)
{
    (void)state;
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(vocabulary_load("/nonexistent", &vocabulary, &error), STATUS_NOT_FOUND);
    assert_non_null(strstr(error.message, "/nonexistent/countries.tsv"));
    assert_null(vocabulary_free(NULL));
}

/* The folder that is shipped; Meson says where it is. */
static struct vocabulary *load_shipped(void)
{
    const char *path = getenv("CHANCERY_VOCABULARY");
    assert_non_null(path);
    return load(path);
}

static void ships_the_geography_tags_of_the_cables_not_of_iso(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    static const struct {
        const char *tag;
        const char *country;
    } examples[] = {
        {"KS", "KR"},   {"KN", "KP"},   {"CH", "CN"},   {"JA", "JP"},   {"RS", "RU"},
        {"RU", "RU"},   {"UP", "UA"},   {"GM", "DE"},   {"UK", "GB"},   {"SP", "ES"},
        {"SW", "SE"},   {"SZ", "CH"},   {"DA", "DK"},   {"EI", "IE"},   {"PO", "PT"},
        {"AU", "AT"},   {"AS", "AU"},   {"IC", "IS"},   {"EN", "EE"},   {"LG", "LV"},
        {"LH", "LT"},   {"LO", "SK"},   {"EZ", "CZ"},   {"BO", "BY"},   {"BL", "BO"},
        {"TU", "TR"},   {"IS", "IL"},   {"IZ", "IQ"},   {"IR", "IR"},   {"LE", "LB"},
        {"KU", "KW"},   {"BA", "BH"},   {"YM", "YE"},   {"TC", "AE"},   {"AJ", "AZ"},
        {"GG", "GE"},   {"UZ", "UZ"},   {"SN", "SG"},   {"RP", "PH"},   {"VM", "VN"},
        {"CB", "KH"},   {"BM", "MM"},   {"CE", "LK"},   {"BG", "BD"},   {"SF", "ZA"},
        {"NI", "NG"},   {"NG", "NE"},   {"ZI", "ZW"},   {"CG", "CD"},   {"SU", "SD"},
        {"MO", "MA"},   {"HA", "HT"},   {"HO", "HN"},   {"CS", "CR"},   {"NU", "NI"},
        {"PM", "PA"},   {"PA", "PY"},   {"DR", "DO"},   {"CI", "CL"},   {"VT", "VA"},
        {"GW", "DE"},   {"KV", "XK"},   {"XA", "none"}, {"XZ", "none"}, {"UR", "none"},
        {"YU", "none"}, {"GE", "none"}, {"GC", "none"}, {"CZ", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        const struct vocabulary_tag *tag = vocabulary_tag(vocabulary, text_of(examples[i].tag));
        assert_non_null(tag);
        assert_text(tag->kind, "country");
        assert_text(tag->country.at ? tag->country : TEXT("none"), examples[i].country);
    }
}

static void ships_the_other_tags(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    static const struct {
        const char *tag;
        const char *kind;
        const char *label;
    } examples[] = {
        {"PREL", "subject", "External Political Relations"},
        {"MOPS", "subject", "Military Operations"},
        {"EWWT", "subject", "Waterborne Transportation"},
        {"KNNP", "program", "Nuclear Non-Proliferation"},
        {"KPAO", "program", "Public Affairs"},
        {"NATO", "organization", "North Atlantic Treaty Organization"},
        {"UNGA/C-6", "organization", "United Nations General Assembly, Sixth Committee (Legal)"},
        {"HUMAN RIGHTS", "program", "Human Rights"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        const struct vocabulary_tag *tag = vocabulary_tag(vocabulary, text_of(examples[i].tag));
        assert_non_null(tag);
        assert_text(tag->kind, examples[i].kind);
        assert_text(tag->label, examples[i].label);
    }
    assert_true(vocabulary_tag_count(vocabulary) >= 800);
}

static void ships_stations_under_all_their_names(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    static const struct {
        const char *text;
        const char *station;
        const char *country;
    } examples[] = {
        {"SECSTATE WASHDC", "STATE", "US"},
        {"WASHDC", "STATE", "US"},
        {"USUN NEW YORK", "USUNNEWYORK", "US"},
        {"USMISSION USUN NEW YORK", "USUNNEWYORK", "US"},
        {"USUN", "USUNNEWYORK", "US"},
        {"USEU", "USEUBRUSSELS", "BE"},
        {"AMEMBASSY BRUSSELS", "BRUSSELS", "BE"},
        {"USMISSION UNVIE VIENNA", "UNVIEVIENNA", "AT"},
        {"AMEMBASSY VIENNA", "VIENNA", "AT"},
        {"TAIPEI", "AITTAIPEI", "TW"},
        {"PARIS FR", "UNESCOPARISFR", "FR"},
        {"AMEMBASSY PARIS", "PARIS", "FR"},
        {"USMISSION USNATO", "USNATO", "BE"},
        {"RIO DE JANEIRO", "RIODEJANEIRO", "BR"},
        {"RIO", "RIODEJANEIRO", "BR"},
        {"BKK", "BANGKOK", "TH"},
        {"HCMC", "HOCHIMINHCITY", "VN"},
        {"PORT A", "PORTAUPRINCE", "HT"},
        {"MEXICO CITY", "MEXICO", "MX"},
        {"N'DJAMENA", "NDJAMENA", "TD"},
        {"ST. PETERSBURG", "STPETERSBURG", "RU"},
        {"AMMBASSY BRASILIA", "BRASILIA", "BR"},
        {"RPO DUBAI", "RPODUBAI", "AE"},
        {"USINT HAVANA", "HAVANA", "CU"},
        {"USLO TRIPOLI", "TRIPOLI", "LY"},
        {"REO BASRAH", "BASRAH", "IQ"},
        {"AMCONSUL SAO PAULO", "SAOPAULO", "BR"},
        {"AMEMBASSY PRISTINA", "PRISTINA", "XK"},
        {"PORT OF SPAIN", "PORTOFSPAIN", "TT"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        const struct vocabulary_station *station =
            vocabulary_station_named(vocabulary, text_of(examples[i].text));
        assert_text(station_of(station), examples[i].station);
        assert_text(station->country, examples[i].country);
    }
    assert_true(vocabulary_station_count(vocabulary) >= 300);
}

static void ships_what_repairs_damaged_stations(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    static const struct {
        const char *text;
        const char *station;
    } examples[] = {
        {"SOIA", "SOFIA"},        {"AQNA", "none"},
        {"IHARTOUM", "KHARTOUM"}, {"COTON0U", "COTONOU"},
        {"0TTAWA", "OTTAWA"},     {"SANTIAG0", "SANTIAGO"},
        {"COLOMOBO", "COLOMBO"},  {"USUN NE YORK", "USUNNEWYORK"},
        {"JULY", "none"},         {"PARA", "none"},
        {"ENDING", "none"},       {"TELCON", "none"},
        {"SECTION", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_text(station_of(vocabulary_station_near(vocabulary, text_of(examples[i].text))),
                    examples[i].station);
    }
}

static void ships_where_addresses_are(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    static const struct {
        const char *text;
        const char *country;
    } examples[] = {
        {"SECSTATE WASHDC", "US"},
        {"AMEMBASSY SEOUL", "KR"},
        {"USDAO SEOUL KOR", "KR"},
        {"USMISSION USNATO BRUSSELS BE", "BE"},
        {"SECDEF WASHINGTON DC//USDP//", "US"},
        {"COMUSKOREA J5 SEOUL KOR", "KR"},
        {"CIA WASHDC", "US"},
        {"HQ USEUCOM VAIHINGEN GE", "DE"},
        {"CDR USPACOM HONOLULU HI", "US"},
        {"ODC ANKARA TU", "TR"},
        {"USNMR SHAPE BE", "BE"},
        {"COMNAVBASE GUANTANAMO BAY CU", "CU"},
        {"SOME COMMAND HEIDELBERG GE", "DE"},
        {"SOME COMMAND MACDILL AFB FL", "US"},
        {"EUROPEAN POLITICAL COLLECTIVE", "none"},
        {"ALL DIPLOMATIC AND CONSULAR POSTS", "none"},
        {"ALL DIPLOMATIC POSTS COLLECTIVE", "none"},
        {"NATO EU COLLECTIVE", "none"},
        {"MISSILE TECHNOLOGY CONTROL REGIME COLLECTIVE", "none"},
        {"WHATEVER ELSE", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct text country = vocabulary_address_country(vocabulary, text_of(examples[i].text));
        assert_text(country.at ? country : TEXT("none"), examples[i].country);
    }
}

static void ships_routing_indicators_captions_and_countries(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = load_shipped();
    assert_text(vocabulary_routing(vocabulary, TEXT("RUEHUL"))->station, "SEOUL");
    assert_text(vocabulary_routing(vocabulary, TEXT("RUEHC"))->station, "STATE");
    assert_text(vocabulary_routing(vocabulary, TEXT("RUEKJCS"))->country, "US");
    assert_null(vocabulary_routing(vocabulary, TEXT("RHMFISS"))->country.at);
    assert_null(vocabulary_routing(vocabulary, TEXT("RUCNMEU"))->country.at);
    assert_text(vocabulary_caption(vocabulary, TEXT("SIPDIS"))->kind, "distribution");
    assert_text(vocabulary_caption(vocabulary, TEXT("NOFORN"))->kind, "handling");
    assert_text(vocabulary_caption(vocabulary, TEXT("ROGER CHANNEL"))->kind, "channel");
    assert_text(vocabulary_country_named(vocabulary, TEXT("Republic of Korea"))->code, "KR");
    assert_text(vocabulary_country_named(vocabulary, TEXT("Vietnam"))->capital, "Hanoi");
    assert_text(vocabulary_office(vocabulary, TEXT("EAP/K"))->meaning, "Office of Korean Affairs");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

static void finds_words_and_phrases_in_any_case(void **state)
{
    const struct folder *folder = *state;
    AUTO_VOCABULARY vocabulary = load(folder->path);
    assert_text(vocabulary_word_languages(vocabulary, TEXT("La")), "es fr it");
    assert_null(vocabulary_word_languages(vocabulary, TEXT("envoy")).at);
    assert_text(vocabulary_phrase(vocabulary, TEXT("RELATED  posts"))->kind, "chrome");
    assert_text(vocabulary_phrase(vocabulary, TEXT("journal"))->phrase, "Journal");
    assert_null(vocabulary_phrase(vocabulary, TEXT("Related")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(finds_records_however_they_are_written),
        IN_FOLDER(puts_together_what_is_known_of_a_word),
        IN_FOLDER(finds_all_spellings_of_an_organization),
        IN_FOLDER(finds_names_of_places_by_their_words),
        IN_FOLDER(lists_in_the_order_of_the_table),
        IN_FOLDER(reads_coordinates),
        IN_FOLDER(names_a_station_without_guessing),
        IN_FOLDER(finds_the_nearest_station_when_there_is_one),
        IN_FOLDER(knows_where_an_address_is),
        IN_FOLDER(finds_words_and_phrases_in_any_case),
        IN_FOLDER(says_which_line_is_wrong),
        IN_FOLDER(refuses_what_is_too_long),
        cmocka_unit_test(misses_a_folder_that_is_not_there),
        cmocka_unit_test(ships_the_geography_tags_of_the_cables_not_of_iso),
        cmocka_unit_test(ships_the_other_tags),
        cmocka_unit_test(ships_stations_under_all_their_names),
        cmocka_unit_test(ships_what_repairs_damaged_stations),
        cmocka_unit_test(ships_where_addresses_are),
        cmocka_unit_test(ships_routing_indicators_captions_and_countries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
