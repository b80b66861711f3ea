/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/array.h"

#include "form.h"
#include "form_entries.h"

static const struct form forms[] = {
    {"archive", form_archive_detect, form_archive_read, false},
    {"pdf", form_pdf_detect, form_pdf_read, false},
    {"tei", form_tei_detect, form_tei_read, false},
    {"feed", form_feed_detect, form_feed_read, false},
    {"nitf", form_nitf_detect, form_nitf_read, false},
    {"newsml", form_newsml_detect, form_newsml_read, false},
    {"cable_page", form_cable_page_detect, form_cable_page_read, false},
    {"page", form_page_detect, form_page_read, false},
    {"json", form_json_detect, form_json_read, true},
    {"markdown", form_markdown_detect, form_markdown_read, false},
    {"csv", form_rows_detect, form_rows_read, true},
    {"text", form_text_detect, form_text_read, true},
};

const struct form *forms_detect(struct text head)
{
    size_t i = 0;
    while (i + 1 < COUNT_OF(forms) && !forms[i].detect(head)) {
        i++;
    }
    return &forms[i];
}

bool forms_is_last(const struct form *form)
{
    return form == &forms[COUNT_OF(forms) - 1];
}
