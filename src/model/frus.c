/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/frus.h"

static const struct field frus_fields[] = {
    FIELD(struct frus, volume, FIELD_TEXT, "The id of the volume."),
    FIELD(struct frus, volume_title, FIELD_TEXT, "The title of the volume."),
    FIELD(struct frus, number, FIELD_TEXT, "The number of the document in it."),
    FIELD(struct frus, place, FIELD_TEXT, "The place of the dateline."),
    FIELD(struct frus, dateline, FIELD_TEXT, "The dateline as printed."),
    FIELD(struct frus, date_end, FIELD_TEXT, "The last day, where it covers several."),
    FIELD(struct frus, from, FIELD_TEXTS, "Who sent it, as printed."),
    FIELD(struct frus, to, FIELD_TEXTS, "To whom, as printed."),
    FIELD(struct frus, subject, FIELD_TEXT, "What stands under SUBJECT."),
    FIELD(struct frus, classification, FIELD_TEXT, "The level that its source note names."),
    FIELD(struct frus, precedence, FIELD_TEXT, "Of a telegram: PRIORITY, FLASH …"),
    FIELD(struct frus, handling, FIELD_TEXTS, "What follows the level: SENSITIVE, EXDIS …"),
    FIELD(struct frus, source_note, FIELD_TEXT, "Where the original lies."),
};
const struct record frus_record = RECORD("frus", struct frus, frus_fields);
