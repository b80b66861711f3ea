/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/parsing/parse.h"

#include "form.h"

static enum status parse(struct source source, const struct parse_options *options,
                         parse_sink *sink, void *context, struct error *error)
{
    struct form_file file = {
        .source = source, .options = options, .sink = sink, .context = context};
    enum status status = source_fill(&file.source, FORM_DETECTION_BYTES, error);
    if (!status) {
        file.form = forms_detect(text_slice(file.source.window, 0, FORM_DETECTION_BYTES));
        status = file.form->read(&file, error);
        if (!status && file.document_count == 0) {
            status = error_set(error, STATUS_INVALID, "there is no document in it");
        }
    }
    source_close(&file.source);
    return status;
}

enum status parse_bytes(struct text bytes, const struct parse_options *options, parse_sink *sink,
                        void *context, struct error *error)
{
    return parse(source_of_bytes(bytes), options, sink, context, error);
}

enum status parse_stream(const struct parse_stream *stream, const struct parse_options *options,
                         parse_sink *sink, void *context, struct error *error)
{
    return parse(source_of_stream(stream), options, sink, context, error);
}
