/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/parsing/parse.h"

#include "form.h"

static enum status parse(struct source source, const struct parse_options *options,
                         parse_sink *sink, void *context, struct error *error)
{
    struct form_file file = {
        .source = source, .options = options, .sink = sink, .context = context};
    enum status status = form_file_open(&file, error);
    if (!status) {
        status = file.form->read(&file, error);
        if (!status && file.document_count == 0) {
            status = error_set(error, STATUS_INVALID, "there is no document in it");
        }
    }
    form_file_close(&file);
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
