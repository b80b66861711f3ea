/* SPDX-License-Identifier: Apache-2.0 */
/* What a page or an XML document says of its own encoding. */
#include "chancery/base/array.h"

#include "encoding.h"

/* How much of a document is looked at; HTML asks for the first 1,024 bytes, scripts come before. */
#define DECLARATION_BYTES_MAX ((size_t)4096)

/* Families of which a declared name is taken as it is; whether it exists, the converter knows. */
static const struct text families[] = {
    {"windows-125", 11}, {"windows-874", 11}, {"iso-8859-", 9}, {"koi8-", 5}, {"euc-jp", 6},
};

/* As browsers do, Latin-1 is read as Windows-1252, and others as larger ones that hold them. */
static const struct {
    struct text declared;
    struct text encoding;
} read_as[] = {
    {{"iso-8859-1", 10}, {"windows-1252", 12}},
    {{"latin1", 6}, {"windows-1252", 12}},
    {{"iso-8859-9", 10}, {"windows-1254", 12}},
    {{"tis-620", 7}, {"windows-874", 11}},
    {{"gb2312", 6}, {"gb18030", 7}},
    {{"gbk", 3}, {"gb18030", 7}},
    {{"gb18030", 7}, {"gb18030", 7}},
    {{"big5", 4}, {"big5-hkscs", 10}},
    {{"shift_jis", 9}, {"cp932", 5}},
    {{"euc-kr", 6}, {"uhc", 3}},
};

/* What stands behind name and an equal sign in tag, without its quotes, or TEXT_NONE. */
static struct text value_of(struct text tag, struct text name)
{
    size_t at = text_find_fold(tag, name);
    struct text rest = at == TEXT_NOT_FOUND ? TEXT_NONE : text_from(tag, at + name.length);
    rest = text_trim(rest);
    if (!text_take_start(&rest, TEXT("="))) {
        return TEXT_NONE;
    }
    rest = text_trim(rest);
    size_t start = 0;
    while (start < rest.length && (rest.at[start] == '"' || rest.at[start] == '\'')) {
        start++;
    }
    size_t end = start;
    while (end < rest.length && !text_is_blank(rest.at[end]) && !strchr("\"';/>?", rest.at[end])) {
        end++;
    }
    return text_slice(rest, start, end - start);
}

/* From *rest, the next tag that begins with start, without it; *rest is what follows. */
static bool take_tag(struct text *rest, struct text start, struct text *tag)
{
    size_t at = text_find_fold(*rest, start);
    if (at == TEXT_NOT_FOUND) {
        return false;
    }
    *rest = text_from(*rest, at + start.length);
    size_t end = text_find_char(*rest, '>');
    *tag = text_slice(*rest, 0, end);
    *rest = end == TEXT_NOT_FOUND ? TEXT("") : text_from(*rest, end);
    return true;
}

static struct text declared_name(struct text head)
{
    struct text tag;
    struct text rest = text_trim(head);
    if (text_starts_fold(rest, TEXT("<?xml")) && take_tag(&rest, TEXT("<?xml"), &tag)) {
        struct text name = value_of(tag, TEXT("encoding"));
        if (name.length > 0) {
            return name;
        }
    }
    rest = head;
    while (take_tag(&rest, TEXT("<meta"), &tag)) {
        struct text name = value_of(tag, TEXT("charset"));
        if (name.length > 0) {
            return name;
        }
    }
    return TEXT_NONE;
}

struct text encoding_declared(struct text bytes)
{
    struct text head = text_slice(bytes, 0, DECLARATION_BYTES_MAX);
    struct text name = text_starts(text_trim(head), TEXT("<")) ? declared_name(head) : TEXT_NONE;
    for (size_t i = 0; i < COUNT_OF(read_as); i++) {
        if (text_equal_fold(name, read_as[i].declared)) {
            return read_as[i].encoding;
        }
    }
    for (size_t i = 0; i < COUNT_OF(families); i++) {
        if (text_starts_fold(name, families[i])) {
            return name;
        }
    }
    return TEXT_NONE;
}
