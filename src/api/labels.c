/* SPDX-License-Identifier: Apache-2.0 */
#include "labels.h"

static struct text label_of_tag(const struct vocabulary *vocabulary, struct text value)
{
    const struct vocabulary_tag *tag = vocabulary_tag(vocabulary, value);
    return tag ? tag->label : TEXT_NONE;
}

static struct text label_of_station(const struct vocabulary *vocabulary, struct text value)
{
    const struct vocabulary_station *station = vocabulary_station(vocabulary, value);
    return station ? station->name : TEXT_NONE;
}

static struct text label_of_country(const struct vocabulary *vocabulary, struct text value)
{
    const struct vocabulary_country *country = vocabulary_country(vocabulary, value);
    return country ? country->name : TEXT_NONE;
}

struct text label_of(const struct vocabulary *vocabulary, enum query_field field, struct text value)
{
    if (field == QUERY_FIELD_TAG) {
        return label_of_tag(vocabulary, value);
    }
    if (field == QUERY_FIELD_STATION) {
        return label_of_station(vocabulary, value);
    }
    return field == QUERY_FIELD_COUNTRY ? label_of_country(vocabulary, value) : TEXT_NONE;
}
