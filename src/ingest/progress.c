/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/ingest/progress.h"

#define US_PER_SECOND 1e6
#define MEGABYTE      1e6
#define LINE_BYTES    ((size_t)512)
#define COLUMNS_USUAL 80U
/* The bar proper, between its brackets. */
#define BAR_COLUMNS 24
/* Before this much is done, what is left cannot be said. */
#define SURE_AFTER_US 500000

const char *ingest_phase_name(enum ingest_phase phase)
{
    switch (phase) {
    case INGEST_IDLE:
        return "idle";
    case INGEST_WALKING:
        return "walking";
    case INGEST_READING:
        return "reading";
    case INGEST_SETTLING:
        return "settling";
    case INGEST_INDEXING:
        return "indexing";
    case INGEST_EXPORTING:
        return "exporting";
    }
    return "idle";
}

double ingest_progress_rate(const struct ingest_progress *progress)
{
    double seconds = (double)(progress->now_us - progress->started_us) / US_PER_SECOND;
    return seconds > 0 ? (double)progress->bytes_done / seconds : 0;
}

static bool counts_documents(const struct ingest_progress *progress)
{
    return progress->phase == INGEST_INDEXING || progress->phase == INGEST_EXPORTING;
}

/* How much of this phase is done, from 0 to 1, or negative when it cannot be said. */
static double share_done(const struct ingest_progress *progress)
{
    if (progress->phase == INGEST_READING && progress->bytes_total > 0) {
        return (double)progress->bytes_done / (double)progress->bytes_total;
    }
    if (progress->files_total > 0 &&
        (progress->phase == INGEST_READING || counts_documents(progress))) {
        return (double)progress->files_done / (double)progress->files_total;
    }
    return -1;
}

int64_t ingest_progress_seconds_left(const struct ingest_progress *progress)
{
    double share = share_done(progress);
    int64_t passed_us = progress->now_us - progress->started_us;
    if (share <= 0 || passed_us < SURE_AFTER_US) {
        return -1;
    }
    return (int64_t)((double)passed_us * (1 - share) / share / US_PER_SECOND + 0.5);
}

struct progress_bar progress_bar_on(int file)
{
    struct progress_bar bar = {.file = file, .columns = COLUMNS_USUAL};
    struct winsize size;
    bar.is_terminal = isatty(file) == 1;
    if (bar.is_terminal && ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        bar.columns = size.ws_col;
    }
    return bar;
}

static void add_bar(struct buffer *line, double share)
{
    if (share < 0) {
        return;
    }
    int full = (int)(share * BAR_COLUMNS);
    buffer_add(line, TEXT(" ["));
    for (int i = 0; i < BAR_COLUMNS; i++) {
        buffer_add(line, i < full ? TEXT("#") : TEXT("."));
    }
    buffer_add_format(line, "] %3d%%", (int)(share * 100));
}

static void add_numbers(struct buffer *line, const struct ingest_progress *progress)
{
    const char *what = counts_documents(progress) ? "documents" : "files";
    if (progress->files_total > 0) {
        buffer_add_format(line, " %lld/%lld %s", (long long)progress->files_done,
                          (long long)progress->files_total, what);
    }
    if (progress->phase == INGEST_READING && progress->bytes_done > 0) {
        buffer_add_format(line, ", %.1f MB/s", ingest_progress_rate(progress) / MEGABYTE);
    }
    int64_t left = ingest_progress_seconds_left(progress);
    if (left >= 0) {
        buffer_add_format(line, ", %lld:%02lld left", (long long)left / 60, (long long)left % 60);
    }
    if (progress->refused_count > 0) {
        buffer_add_format(line, ", %lld refused", (long long)progress->refused_count);
    }
}

static void put(int file, struct text text)
{
    ssize_t written = write(file, text.at, text.length);
    (void)written; /* a bar that cannot be drawn stops nothing */
}

void progress_draw(const struct ingest_progress *progress, void *context)
{
    struct progress_bar *bar = context;
    int64_t every_us = bar->is_terminal ? (int64_t)PROGRESS_BAR_MS * 1000
                                        : (int64_t)PROGRESS_LINE_SECONDS * 1000 * 1000;
    bool is_new = bar->is_terminal && bar->drawn_phase != progress->phase;
    if (bar->drawn_us == 0) {
        bar->drawn_us = bar->is_terminal ? 1 : progress->now_us;
    }
    if (!is_new && progress->now_us - bar->drawn_us < every_us) {
        return;
    }
    bar->drawn_us = progress->now_us;
    bar->drawn_phase = progress->phase;
    AUTO_BUFFER line = BUFFER_UP_TO(LINE_BYTES);
    buffer_add(&line, text_of(ingest_phase_name(progress->phase)));
    if (bar->is_terminal) {
        add_bar(&line, share_done(progress));
    }
    add_numbers(&line, progress);
    struct text text = buffer_text(&line);
    if (bar->is_terminal) {
        put(bar->file, TEXT("\r\033[K"));
        put(bar->file, text_slice(text, 0, bar->columns - 1));
    } else {
        buffer_add(&line, TEXT("\n"));
        put(bar->file, buffer_text(&line));
    }
}

void progress_bar_end(struct progress_bar *bar)
{
    if (bar->is_terminal && bar->drawn_us > 0) {
        put(bar->file, TEXT("\r\033[K"));
    }
}
