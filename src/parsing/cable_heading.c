/* SPDX-License-Identifier: Apache-2.0 */
/* Format lines 1 to 9, from the transmission identifier to the exempted addressees. */
#include "cable_header.h"
#include "shape.h"
#include "spelling.h"

/* The letters of the channel in a transmission identifier. */
#define CHANNEL_LETTERS 3

/* The longest transmission identifier, blanks in it included. */
#define IDENTIFIER_BYTES_MAX 20

struct heading {
    struct cable_header *header;
    struct cable_addressees *list; /* to which a line without a keyword belongs, or NULL */
    bool exempted;                 /* it belongs to an exempted addressee */
    bool routing;                  /* the line before was of routing indicators */
    bool distribution;             /* the lines before were ACTION and INFO offices */
    struct text from;              /* a kind of post that ended its line, or TEXT_NONE */
};

static bool begins_with_digit_inside(struct text channel)
{
    for (size_t i = 0; i < channel.length; i++) {
        if (text_is_digit(channel.at[i])) {
            return true;
        }
    }
    return false;
}

/* VZCZCXR07597 is VZCZCXRO7597: the three characters behind VZCZC are letters. */
static struct text repaired_identifier(struct cable_header *header, struct text identifier,
                                       size_t channel)
{
    static const char digits[] = "01581";
    static const char letters[] = "OISBL";
    char *bytes = arena_copy(header->reading->arena, identifier);
    if (!bytes) {
        return TEXT_NONE;
    }
    for (size_t i = 0; i < identifier.length; i++) {
        const char *from = i < channel + CHANNEL_LETTERS ? digits : letters;
        const char *to = i < channel + CHANNEL_LETTERS ? letters : digits;
        const char *at = i >= channel ? strchr(from, bytes[i]) : NULL;
        bytes[i] = at && *at != '\0' ? to[at - from] : bytes[i];
    }
    header_warn(header, "transmission_id_repaired",
                "Letters and digits of the transmission identifier were misread for each other.",
                identifier);
    return (struct text){bytes, identifier.length};
}

/* text without the blanks inside it: "VZCZC XRO7597". */
static struct text without_blanks(struct cable_header *header, struct text text)
{
    char bytes[IDENTIFIER_BYTES_MAX];
    size_t length = 0;
    for (size_t i = 0; i < text.length && length < sizeof(bytes); i++) {
        if (!text_is_blank(text.at[i])) {
            bytes[length++] = text.at[i];
        }
    }
    if (length == text.length) {
        return text;
    }
    header_warn(header, "transmission_id_repaired",
                "Blanks were taken out of the transmission identifier.", text);
    return arena_text(header->reading->arena, (struct text){bytes, length});
}

static bool read_transmission(struct heading *heading, struct text line)
{
    struct cable_header *header = heading->header;
    struct text rest = line;
    struct text serial;
    (void)shape_take(&rest, "NNNN", NULL);
    struct text start = rest;
    if (!shape_take(&rest, "V? ?ZCZC", NULL)) {
        return false;
    }
    if (!shape_take(&rest, " ?www ?", NULL) || !shape_take(&rest, "nnnn?n?", &serial)) {
        return false;
    }
    header_raw(header)->transmission_id =
        header_folded(header, text_slice(start, 0, start.length - rest.length));
    struct text printed = without_blanks(header, text_slice(start, 0, start.length - rest.length));
    struct text identifier = header_upper(header, printed);
    size_t prefix = identifier.length - serial.length - CHANNEL_LETTERS;
    struct text channel = text_slice(identifier, prefix, CHANNEL_LETTERS);
    long number = 0;
    bool repaired = false;
    bool bad_serial = spelling_number(serial, &number, &repaired) && repaired;
    header->cable->transmission_id = begins_with_digit_inside(channel) || bad_serial
                                         ? repaired_identifier(header, identifier, prefix)
                                         : identifier;
    return true;
}

/* One indicator, or one that a blank broke behind its first letters: "RUEH FK". */
static bool take_indicator(struct text *rest, struct text *indicator)
{
    (void)shape_take(rest, "s*", NULL);
    struct text broken = *rest;
    if (shape_take(&broken,
                   "R[UH][ABCDEFGHIJKLMNOPQRSTUVWXYZ][ABCDEFGHIJKLMNOPQRSTUVWXYZ] "
                   "[ABCDEFGHIJKLMNOPQSTUVWXYZ]a?a?a?",
                   indicator) &&
        (broken.length == 0 || text_is_blank(broken.at[0]))) {
        *rest = broken;
        return true;
    }
    return shape_take(rest, "Raaaa?a?a?a?", indicator) &&
           (rest->length == 0 || text_is_blank(rest->at[0]));
}

static bool read_indicators(struct heading *heading, struct text rest)
{
    struct text indicator;
    struct text all = rest;
    while (take_indicator(&rest, &indicator)) {
    }
    if (text_trim(rest).length > 0) {
        return false;
    }
    texts_add(heading->header->reading->arena, &header_raw(heading->header)->routing_indicators,
              header_folded(heading->header, all));
    while (take_indicator(&all, &indicator)) {
        texts_add(heading->header->reading->arena, &heading->header->cable->routing_indicators,
                  header_clean_indicator(heading->header, indicator));
    }
    return true;
}

/* Whether a blank follows the prosign, or an indicator that is glued to it. */
static bool is_behind_prosign(struct text rest)
{
    return text_is_blank(rest.at[0]) || shape_length(rest, "R[UH]aaa") != TEXT_NOT_FOUND;
}

static bool read_routing(struct heading *heading, struct text line)
{
    struct text rest = line;
    struct text prosign;
    if (heading->routing && text_starts(line, TEXT("R"))) {
        return read_indicators(heading, line);
    }
    if (!shape_take(&rest, "[ZOPR0][ZOPR0]", &prosign) || rest.length == 0 ||
        !is_behind_prosign(rest) || !header_precedence(prosign.at[0]).at ||
        !text_equal_fold(header_precedence(prosign.at[0]), header_precedence(prosign.at[1]))) {
        return false;
    }
    heading->header->cable->routing_indicators = (struct texts){.count = 0};
    header_raw(heading->header)->routing_indicators = (struct texts){.count = 0};
    if (!read_indicators(heading, rest)) {
        return false;
    }
    heading->header->cable->precedence = header_precedence(prosign.at[0]);
    header_raw(heading->header)->precedence = header_folded(heading->header, prosign);
    if (prosign.at[0] == '0' || prosign.at[1] == '0') {
        header_warn(heading->header, "prosign_misread", "00 was read as OO.", prosign);
    }
    heading->routing = true;
    return true;
}

/* "0470822" */
static void read_filing(struct cable_header *header, struct text digits,
                        struct cable_originator *originator)
{
    bool repaired[] = {false, false, false};
    struct header_filing filing = {.piece = digits};
    struct text time = text_from(digits, digits.length - 4);
    bool readable = spelling_number(text_slice(digits, 0, 3), &filing.day, &repaired[0]) &&
                    spelling_number(text_slice(time, 0, 2), &filing.hour, &repaired[1]) &&
                    spelling_number(text_slice(time, 2, 2), &filing.minute, &repaired[2]);
    if (!readable) {
        return;
    }
    if (repaired[0] || repaired[1] || repaired[2]) {
        header_warn(header, "filing_time_repaired",
                    "Letters in the filing time were read as digits.", digits);
    }
    header->filing = filing;
    originator->julian_day = filing.day;
    if (filing.hour < 24 && filing.minute < 60) {
        originator->time =
            arena_format(header->reading->arena, "%02ld%02ld", filing.hour, filing.minute);
    }
}

/* O077 is 0077. */
static struct text repaired_serial(struct cable_header *header, struct text serial)
{
    long number = 0;
    bool repaired = false;
    if (!spelling_number(serial, &number, &repaired) || !repaired) {
        return serial;
    }
    header_warn(header, "serial_misread", "A serial has letters that stand for digits.", serial);
    return arena_format(header->reading->arena, "%0*ld", (int)serial.length, number);
}

static bool read_originator(struct heading *heading, struct text line)
{
    struct cable_header *header = heading->header;
    struct text rest = line;
    struct text indicator;
    struct text serial = TEXT_NONE;
    struct text section = TEXT_NONE;
    struct text digits;
    bool begins =
        (shape_take(&rest, "DEs+", NULL) && shape_take(&rest, "Raaaa?a?a?a?", &indicator)) ||
        (shape_take(&rest, "DE", NULL) && shape_take(&rest, "R[UH]aaa?a?a?a?", &indicator));
    if (!begins || (!shape_take(&rest, "s*[#]s*", NULL) && !shape_take(&rest, "s+", NULL))) {
        return false;
    }
    struct cable_originator *originator = arena_take(header->reading->arena, sizeof(*originator));
    if (!originator) {
        return true;
    }
    (void)(shape_take(&rest, "nnnn?n?n?", &serial) && shape_take(&rest, "/", NULL) &&
           shape_take(&rest, "nn?", &section));
    *originator = (struct cable_originator){.routing_indicator = header_upper(header, indicator),
                                            .serial = repaired_serial(header, serial),
                                            .section = section,
                                            .julian_day = INTEGER_NONE,
                                            .raw = header_folded(header, line)};
    header->cable->originator = originator;
    (void)shape_take(&rest, "s*", NULL);
    if (shape_take(&rest, "nnnnnnn", &digits) || shape_take(&rest, "nnn nnnn", &digits)) {
        read_filing(header, digits, originator);
    }
    return true;
}

static bool read_security(struct heading *heading, struct text line)
{
    struct cable_header *header = heading->header;
    struct text rest = line;
    struct text signal;
    struct text code;
    if (!shape_take(&rest, "ZN[YR]", &signal) || !shape_take(&rest, "s*", NULL) ||
        !shape_take(&rest, "aaaaa", &code)) {
        return false;
    }
    struct text special;
    if (shape_take(&rest, "/aaaaa", &special)) {
        code.length += special.length;
    }
    struct cable_security *security = arena_take(header->reading->arena, sizeof(*security));
    if (!security) {
        return true;
    }
    *security = (struct cable_security){.signal = header_upper(header, signal),
                                        .code = header_upper(header, code),
                                        .raw = header_folded(header, line)};
    header->cable->security = security;
    struct text word;
    while (text_take_word(&rest, &word)) {
        texts_add(header->reading->arena, &security->operating_signals, header_upper(header, word));
    }
    return true;
}

/* A second heading in the text is a better copy, or all of it again: it replaces the first. */
static void begin_again(struct heading *heading)
{
    struct cable *cable = heading->header->cable;
    cable->to = (struct cable_addressees){.count = 0};
    cable->info = (struct cable_addressees){.count = 0};
    heading->list = NULL;
    heading->exempted = false;
}

static bool read_group(struct heading *heading, struct text line)
{
    struct cable_header *header = heading->header;
    struct cable_dtg printed = {.raw = TEXT_NONE};
    struct header_dtg group;
    (void)shape_take(&line, "DTGs*:?s*", NULL);
    if (!header_read_dtg(line, &group, &printed, header->reading->arena)) {
        return false;
    }
    begin_again(heading);
    struct cable_dtg *dtg = arena_take(header->reading->arena, sizeof(*dtg));
    if (dtg) {
        printed.raw = header_folded(header, group.piece);
        *dtg = printed;
        header->cable->dtg = dtg;
        header->dtg = group;
    }
    return true;
}

static bool read_from(struct heading *heading, struct text line)
{
    struct cable_header *header = heading->header;
    struct text rest = line;
    struct text indicator;
    bool is_label = shape_take(&rest, "FM[: ]*", NULL) || shape_take(&rest, "FROM[: ]s*", NULL);
    if (!is_label || (!text_starts(line, TEXT("FM ")) && !header_is_address(rest))) {
        return false;
    }
    (void)shape_take(&rest, "Raaaa?a?a?a?/", &indicator);
    struct cable_from *from = arena_take(header->reading->arena, sizeof(*from));
    if (from) {
        *from = (struct cable_from){.name = header_folded(header, rest),
                                    .raw = header_folded(header, line)};
        header->cable->from = from;
    }
    heading->list = NULL;
    heading->from = header_is_kind_of_post(rest) ? rest : TEXT_NONE;
    return true;
}

/* A post on the line below its kind: "FM AMEMBASSY", "OSLO". */
static bool read_from_behind(struct heading *heading, struct text line)
{
    struct cable_from *from = heading->header->cable->from;
    if (!heading->from.at || !from || !shape_is(line, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ' .-]+") ||
        shape_length(line, "TOs") != TEXT_NOT_FOUND ||
        shape_length(line, "INFOs") != TEXT_NOT_FOUND) {
        return false;
    }
    struct text both = {heading->from.at, (size_t)(line.at - heading->from.at) + line.length};
    from->name = header_folded(heading->header, both);
    return true;
}

/* "ACTION AF-00", and "INFO LOG-00 NP-00 …": offices with the copies they get. */
static bool is_distribution(struct text line)
{
    struct text rest = line;
    struct text word;
    size_t offices = 0;
    while (text_take_word(&rest, &word)) {
        if (shape_length(word, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ/]+-d+") != word.length) {
            return offices > 0 && shape_is(word, "/dd*w?");
        }
        offices++;
    }
    return offices > 0;
}

/* Take the word that begins a section of addressees; in small letters an address must follow. */
static bool take_section(struct text *rest, const char *word)
{
    struct text inner = *rest;
    bool is_capital = text_starts(inner, text_of(word));
    if (!shape_take(&inner, word, NULL)) {
        return false;
    }
    bool ends = inner.length == 0 || text_is_blank(inner.at[0]) || inner.at[0] == ':';
    (void)shape_take(&inner, "[: ]*", NULL);
    bool must_be_address = !ends || !is_capital;
    if (must_be_address && inner.length > 0 && !header_is_address(inner)) {
        return false;
    }
    *rest = inner;
    return true;
}

static bool read_keyword(struct heading *heading, struct text line)
{
    struct text rest = line;
    struct cable *cable = heading->header->cable;
    if (text_take_start(&rest, TEXT("ACTION ")) || text_take_start(&rest, TEXT("ORIGIN "))) {
        heading->distribution = is_distribution(rest);
        return heading->distribution;
    }
    if (heading->distribution && is_distribution(line)) {
        return true;
    }
    if (take_section(&rest, "INFO")) {
        heading->distribution = is_distribution(rest);
        heading->list = heading->distribution ? NULL : &cable->info;
    } else if (take_section(&rest, "TO")) {
        heading->list = &cable->to;
    } else if (text_take_start(&rest, TEXT("XMT")) && heading->list) {
        heading->exempted = true;
        header_read_exempted(heading->header, rest, heading->list);
        return true;
    } else {
        return false;
    }
    heading->exempted = false;
    if (heading->list) {
        header_read_address(heading->header, rest, heading->list);
    }
    return true;
}

/* A line without a keyword, which belongs to the list before it. */
static bool read_sticky(struct heading *heading, const struct header_line *line)
{
    if (!heading->list || text_starts(line->text, TEXT("-")) ||
        (line->after_blank && !header_is_address(line->text))) {
        return false;
    }
    if (heading->exempted) {
        header_read_exempted(heading->header, line->text, heading->list);
    } else {
        header_read_address(heading->header, line->text, heading->list);
    }
    return true;
}

/* "------------------022009 170900Z /13": the counter of the telegrams of 1973 to 1979. */
static bool read_counter(struct heading *heading, struct text line)
{
    struct text rest = line;
    struct text word;
    (void)heading;
    if (!shape_take(&rest, "----------*s*", NULL)) {
        return false;
    }
    if (shape_is(rest, "HEADERs+ENDSs*-*")) {
        return true;
    }
    while (text_take_word(&rest, &word)) {
        if (!shape_is(word, "[0123456789ABCDEF]+Z?") && !shape_is(word, "/d+w*")) {
            return false;
        }
    }
    return true;
}

static bool read_line(struct heading *heading, const struct header_line *line)
{
    static bool (*const readers[])(struct heading *, struct text) = {
        read_transmission, read_routing, read_originator, read_security,
        read_group,        read_from,    read_keyword,    read_counter,
    };
    if (read_from_behind(heading, line->text)) {
        heading->from = TEXT_NONE;
        return true;
    }
    heading->from = TEXT_NONE;
    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
        if (readers[i](heading, line->text)) {
            return true;
        }
    }
    return !text_equal(line->text, TEXT("BT")) && read_sticky(heading, line);
}

void header_read_heading(struct cable_header *header, size_t end)
{
    struct heading heading = {.header = header};
    for (size_t i = 0; i < end; i++) {
        const struct header_line *line = &header->lines.items[i];
        bool was_routing = heading.routing;
        if (line->label != HEADER_NONE || !read_line(&heading, line)) {
            heading.list = NULL;
        } else {
            header_claim(header, line->text);
        }
        heading.routing = heading.routing && (!was_routing || text_starts(line->text, TEXT("R")));
    }
}
