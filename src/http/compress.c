/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include <zlib.h>
#include <zstd.h>

#include "chancery/base/array.h"
#include "compress.h"

/* On loopback time matters more than bytes, so the fastest level of each. */
#define GZIP_LEVEL 1
#define ZSTD_LEVEL 1

/* zlib's largest window, and 16 to ask for a gzip header. */
#define GZIP_WINDOW_BITS (15 + 16)
#define GZIP_MEMORY      8

#define CHUNK_BYTES ((size_t)16 * 1024)

struct encoder {
    enum http_coding coding;
    z_stream gzip;
    ZSTD_CCtx *zstd;
    char chunk[CHUNK_BYTES];
};

static bool start(struct encoder *encoder)
{
    if (encoder->coding == HTTP_CODING_GZIP) {
        return deflateInit2(&encoder->gzip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW_BITS, GZIP_MEMORY,
                            Z_DEFAULT_STRATEGY) == Z_OK;
    }
    encoder->zstd = ZSTD_createCCtx();
    return encoder->zstd && !ZSTD_isError(ZSTD_CCtx_setParameter(
                                encoder->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL));
}

struct encoder *encoder_new(enum http_coding coding)
{
    if (coding == HTTP_CODING_IDENTITY) {
        return NULL;
    }
    struct encoder *encoder = calloc(1, sizeof(*encoder));
    if (!encoder) {
        return NULL;
    }
    encoder->coding = coding;
    return start(encoder) ? encoder : encoder_free(encoder);
}

struct encoder *encoder_free(struct encoder *encoder)
{
    if (encoder) {
        if (encoder->coding == HTTP_CODING_GZIP) {
            (void)deflateEnd(&encoder->gzip);
        }
        ZSTD_freeCCtx(encoder->zstd);
        free(encoder);
    }
    return NULL;
}

static bool add_gzip(struct encoder *encoder, struct text in, bool last, struct buffer *out)
{
    z_stream *stream = &encoder->gzip;
    /* zlib's own type for input lacks const unless asked, and its counts are unsigned int. */
    union {
        const char *in;
        Bytef *out;
    } from = {.in = in.at};
    stream->next_in = from.out;
    stream->avail_in = (uInt)in.length;
    do {
        stream->next_out = (Bytef *)encoder->chunk;
        stream->avail_out = (uInt)sizeof(encoder->chunk);
        if (deflate(stream, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) {
            return false;
        }
        buffer_add(out, (struct text){encoder->chunk, sizeof(encoder->chunk) - stream->avail_out});
    } while (stream->avail_out == 0 && buffer_status(out) == STATUS_OK);
    return true;
}

static bool add_zstd(struct encoder *encoder, struct text in, bool last, struct buffer *out)
{
    ZSTD_inBuffer from = {in.at, in.length, 0};
    bool going = true;
    while (going && buffer_status(out) == STATUS_OK) {
        ZSTD_outBuffer to = {encoder->chunk, sizeof(encoder->chunk), 0};
        size_t left =
            ZSTD_compressStream2(encoder->zstd, &to, &from, last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left)) {
            return false;
        }
        buffer_add(out, (struct text){encoder->chunk, to.pos});
        going = last ? left > 0 : from.pos < from.size;
    }
    return true;
}

/* zlib counts in unsigned int, so what is longer goes in steps. */
#define STEP_BYTES ((size_t)1024 * 1024 * 1024)

enum status encoder_add(struct encoder *encoder, struct text in, bool last, struct buffer *out,
                        struct error *error)
{
    bool good = true;
    do {
        struct text step = text_slice(in, 0, STEP_BYTES);
        in = text_from(in, step.length);
        bool ends = last && in.length == 0;
        good = encoder->coding == HTTP_CODING_GZIP ? add_gzip(encoder, step, ends, out)
                                                   : add_zstd(encoder, step, ends, out);
    } while (good && in.length > 0);
    if (!good) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to compress with");
    }
    if (buffer_status(out)) {
        return error_set(error, buffer_status(out), "the compressed answer does not fit");
    }
    return STATUS_OK;
}

bool compress_is_worth(struct text content_type)
{
    static const char *const ends[] = {"/json", "+json", "+xml", "/x-ndjson", "/javascript"};
    struct text type = text_trim(text_slice(content_type, 0, text_find_char(content_type, ';')));
    if (text_starts(type, TEXT("text/"))) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        if (text_ends(type, text_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

/* A stream that encodes what another one makes. */
struct encoding {
    struct encoder *encoder;
    struct http_stream inner;
    struct buffer plain;
};

static enum status encoding_produce(void *state, struct http_piece *piece, struct error *error)
{
    struct encoding *encoding = state;
    struct http_piece plain = {.out = &encoding->plain, .worker = piece->worker};
    enum status status = encoding->inner.produce(encoding->inner.state, &plain, error);
    if (!status && buffer_status(&encoding->plain)) {
        status = error_set(error, buffer_status(&encoding->plain), "a piece does not fit");
    }
    if (!status) {
        status = encoder_add(encoding->encoder, buffer_text(&encoding->plain), plain.done,
                             piece->out, error);
    }
    buffer_clear(&encoding->plain);
    piece->done = plain.done;
    return status;
}

static void encoding_free(void *state)
{
    struct encoding *encoding = state;
    if (encoding->inner.free) {
        encoding->inner.free(encoding->inner.state);
    }
    (void)encoder_free(encoding->encoder);
    buffer_clear(&encoding->plain);
    free(encoding);
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory to compress with");
}

/* Put an encoding stream around the one response has. Takes encoder, also when it fails. */
static enum status wrap_stream(struct http_response *response, struct encoder *encoder,
                               struct error *error)
{
    struct encoding *encoding = calloc(1, sizeof(*encoding));
    if (!encoding) {
        (void)encoder_free(encoder);
        return no_memory(error);
    }
    encoding->encoder = encoder;
    encoding->inner = response->stream;
    encoding->plain = BUFFER_UP_TO(response->body.limit);
    response->stream = (struct http_stream){encoding_produce, encoding, encoding_free};
    return STATUS_OK;
}

enum status compress_response(struct http_response *response, enum http_coding coding,
                              struct error *error)
{
    struct encoder *encoder = encoder_new(coding);
    AUTO_BUFFER out = BUFFER_UP_TO(response->body.limit);
    bool is_stream = response->stream.produce != NULL;
    if (!encoder) {
        return no_memory(error);
    }
    struct text plain = response->fixed.at ? response->fixed : buffer_text(&response->body);
    enum status status = encoder_add(encoder, plain, !is_stream, &out, error);
    if (status || !is_stream) {
        (void)encoder_free(encoder);
    } else {
        status = wrap_stream(response, encoder, error);
    }
    if (!status) {
        struct buffer before = response->body;
        response->body = out;
        response->fixed = TEXT_NONE;
        response->coded = coding;
        out = before;
    }
    return status;
}
