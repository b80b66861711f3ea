/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "chancery/base/array.h"
#include "chancery/base/json_writer.h"

#include "report.h"

#define REPORT_BYTES_MAX ((size_t)1024 * 1024)

#define BYTES_A_MB 1e6

static double seconds(int64_t microseconds)
{
    return (double)microseconds / 1e6;
}

/* count a second; 0 when no time was taken. */
static double rate(double count, int64_t microseconds)
{
    return microseconds > 0 ? count / seconds(microseconds) : 0;
}

static double ratio(int64_t more, int64_t less)
{
    return less > 0 ? (double)more / (double)less : 0;
}

static void print_load(const struct report *report, FILE *file)
{
    const struct report_load *load = &report->load;
    double megabytes = (double)load->bytes / BYTES_A_MB;
    (void)fprintf(file,
                  "%" PRId64 " documents, %.1f MB in %" PRId64 " files, %" PRId64 " refused\n\n",
                  report->documents, megabytes, load->files, load->refused);
    (void)fprintf(file,
                  "load     %8.2f s  %8.0f documents/s  %6.1f MB/s  %.2f processor seconds\n"
                  "         read and stored %.2f s, settled %.2f s, indexed %.2f s\n",
                  seconds(load->wall_us), rate((double)load->files, load->wall_us),
                  rate(megabytes, load->wall_us), seconds(load->processor_us),
                  seconds(load->reading_us), seconds(load->settling_us),
                  seconds(load->indexing_us));
    double parsed = (double)load->parsed_bytes / BYTES_A_MB;
    (void)fprintf(file, "         a core: parsing %.1f MB/s, extraction %.1f MB/s\n",
                  rate(parsed, load->parsing_us), rate(parsed, load->extracting_us));
    (void)fprintf(file, "index    %8.2f s  FTS5 %.2f s, %.1f times as long\n",
                  seconds(load->indexing_us), seconds(load->fts5_us),
                  ratio(load->fts5_us, load->indexing_us));
    (void)fprintf(file, "memory   %8.1f MB at most while loading, %.1f MB of it the index\n",
                  (double)load->peak_bytes / BYTES_A_MB, (double)load->index_bytes / BYTES_A_MB);
    (void)fprintf(file, "disk     %8.1f MB store, %.2f of the text; FTS5 with its texts %.1f MB\n",
                  (double)load->store_bytes / BYTES_A_MB, ratio(load->store_bytes, load->bytes),
                  (double)load->fts5_bytes / BYTES_A_MB);
    (void)fprintf(file, "start    %8.1f ms until the first answer, nothing having changed\n\n",
                  (double)report->start_us / 1e3);
}

static void print_class(enum question_class class, const struct report_class *result, FILE *file)
{
    const struct report_times *ours = &result->sides[SIDE_CHANCERY];
    const struct report_times *fts5 = &result->sides[SIDE_FTS5];
    (void)fprintf(file, "%-12.*s %9.1f %9.1f %9.1f   %9.1f %9.1f %9.1f   %7.1fx %7.1fx",
                  TEXT_ARGUMENTS(question_class_name(class)), (double)ours->p50_ns / 1e3,
                  (double)ours->p95_ns / 1e3, (double)ours->p99_ns / 1e3,
                  (double)fts5->p50_ns / 1e3, (double)fts5->p95_ns / 1e3,
                  (double)fts5->p99_ns / 1e3, ratio(fts5->worked_p50_ns, ours->worked_p50_ns),
                  ratio(fts5->worked_p95_ns, ours->worked_p95_ns));
    if (result->disagreements > 0) {
        (void)fprintf(file, "   %zu of %zu differ", result->disagreements, result->questions);
    }
    (void)fputc('\n', file);
}

/* Questions a second that threads answer which ask so many each. */
static double asked_rate(const struct report_threads *threads, unsigned count, int64_t took_ns)
{
    return rate((double)threads->asked * count, took_ns / 1000);
}

static double threads_ratio(const struct report_threads *threads)
{
    return 2 * ratio(threads->one_ns, threads->two_ns);
}

static void print_threads(const struct report_threads *threads, FILE *file)
{
    (void)fprintf(file,
                  "threads  %8.0f questions/s by one, %.0f by two, %.2f times as many; "
                  "all classes, best rounds\n",
                  asked_rate(threads, 1, threads->one_ns), asked_rate(threads, 2, threads->two_ns),
                  threads_ratio(threads));
}

static void print_served(const struct report_served *served, FILE *file)
{
    (void)fprintf(file,
                  "http     %8.0f requests/s over 8 connections, %.2f of %.0f/s in process by two "
                  "threads; %.0f bytes each\n"
                  "         the processor worked %.2f times as long in the server\n",
                  rate((double)served->asked, served->served_ns / 1000),
                  ratio(served->within_ns, served->served_ns),
                  rate((double)served->asked, served->within_ns / 1000),
                  (double)served->received_bytes / (double)served->asked,
                  ratio(served->served_worked_us, served->within_worked_us));
}

void report_print(const struct report *report, FILE *file)
{
    print_load(report, file);
    (void)fprintf(file,
                  "microseconds     Chancery                        FTS5                       "
                  "    FTS5 / Chancery\n"
                  "%-12s %9s %9s %9s   %9s %9s %9s   %8s %8s\n",
                  "class", "p50", "p95", "p99", "p50", "p95", "p99", "p50", "p95");
    for (int i = 0; i < QUESTION_CLASS_COUNT; i++) {
        if (report->classes[i].questions > 0) {
            print_class((enum question_class)i, &report->classes[i], file);
        }
    }
    (void)fprintf(file,
                  "\nTimes are as they passed; the ratios are of the processor's work, which other "
                  "programs do not lengthen.\n\n");
    print_threads(&report->threads, file);
    if (report->served.asked > 0) {
        print_served(&report->served, file);
    }
}

static void key_real(struct json_writer *json, const char *key, double value)
{
    json_key(json, text_of(key));
    json_write_real(json, value);
}

static void write_load(struct json_writer *json, const struct report_load *load)
{
    double megabytes = (double)load->bytes / BYTES_A_MB;
    double parsed = (double)load->parsed_bytes / BYTES_A_MB;
    json_key(json, TEXT("load"));
    json_object_open(json);
    json_key_integer(json, TEXT("files"), load->files);
    json_key_integer(json, TEXT("refused"), load->refused);
    json_key_integer(json, TEXT("bytes"), load->bytes);
    key_real(json, "seconds", seconds(load->wall_us));
    key_real(json, "reading_seconds", seconds(load->reading_us));
    key_real(json, "settling_seconds", seconds(load->settling_us));
    key_real(json, "indexing_seconds", seconds(load->indexing_us));
    key_real(json, "processor_seconds", seconds(load->processor_us));
    key_real(json, "documents_per_second", rate((double)load->files, load->wall_us));
    key_real(json, "mb_per_second", rate(megabytes, load->wall_us));
    key_real(json, "parsing_mb_per_second", rate(parsed, load->parsing_us));
    key_real(json, "extraction_mb_per_second", rate(parsed, load->extracting_us));
    json_key_integer(json, TEXT("peak_memory_bytes"), load->peak_bytes);
    json_key_integer(json, TEXT("index_bytes"), load->index_bytes);
    json_key_integer(json, TEXT("store_bytes"), load->store_bytes);
    key_real(json, "fts5_seconds", seconds(load->fts5_us));
    json_key_integer(json, TEXT("fts5_bytes"), load->fts5_bytes);
    json_object_close(json);
}

static void write_times(struct json_writer *json, const char *key, const struct report_times *times)
{
    json_key(json, text_of(key));
    json_object_open(json);
    key_real(json, "p50_us", (double)times->p50_ns / 1e3);
    key_real(json, "p95_us", (double)times->p95_ns / 1e3);
    key_real(json, "p99_us", (double)times->p99_ns / 1e3);
    key_real(json, "worked_p50_us", (double)times->worked_p50_ns / 1e3);
    key_real(json, "worked_p95_us", (double)times->worked_p95_ns / 1e3);
    json_object_close(json);
}

static void write_classes(struct json_writer *json, const struct report *report)
{
    json_key(json, TEXT("classes"));
    json_object_open(json);
    for (int i = 0; i < QUESTION_CLASS_COUNT; i++) {
        const struct report_class *result = &report->classes[i];
        if (result->questions == 0) {
            continue;
        }
        json_key(json, question_class_name((enum question_class)i));
        json_object_open(json);
        write_times(json, "chancery", &result->sides[SIDE_CHANCERY]);
        write_times(json, "fts5", &result->sides[SIDE_FTS5]);
        json_key_integer(json, TEXT("queries"), (int64_t)result->questions);
        json_key_integer(json, TEXT("disagreements"), (int64_t)result->disagreements);
        json_object_close(json);
    }
    json_object_close(json);
}

static void write_threads(struct json_writer *json, const struct report_threads *threads)
{
    json_key(json, TEXT("threads"));
    json_object_open(json);
    key_real(json, "one_per_second", asked_rate(threads, 1, threads->one_ns));
    key_real(json, "two_per_second", asked_rate(threads, 2, threads->two_ns));
    key_real(json, "ratio", threads_ratio(threads));
    json_object_close(json);
}

static void write_served(struct json_writer *json, const struct report_served *served)
{
    json_key(json, TEXT("http"));
    json_object_open(json);
    key_real(json, "within_per_second", rate((double)served->asked, served->within_ns / 1000));
    key_real(json, "served_per_second", rate((double)served->asked, served->served_ns / 1000));
    key_real(json, "ratio", ratio(served->within_ns, served->served_ns));
    key_real(json, "worked_ratio", ratio(served->served_worked_us, served->within_worked_us));
    key_real(json, "answer_bytes", (double)served->received_bytes / (double)served->asked);
    json_object_close(json);
}

enum status report_write(const struct report *report, const char *path, struct error *error)
{
    AUTO_BUFFER out = BUFFER_UP_TO(REPORT_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, true);
    json_object_open(&json);
    json_key_integer(&json, TEXT("documents"), report->documents);
    write_load(&json, &report->load);
    key_real(&json, "start_ms", (double)report->start_us / 1e3);
    write_classes(&json, report);
    write_threads(&json, &report->threads);
    if (report->served.asked > 0) {
        write_served(&json, &report->served);
    }
    json_object_close(&json);
    buffer_add(&out, TEXT("\n"));
    enum status status = buffer_status(&out);
    if (status) {
        return error_set(error, status, "the report cannot be written");
    }
    FILE *file = fopen(path, "w");
    if (!file) {
        return error_set(error, STATUS_IO, "cannot open %s: %s", path, strerror(errno));
    }
    bool written = fwrite(out.bytes, 1, out.length, file) == out.length;
    if (fclose(file) != 0 || !written) {
        return error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
    }
    return STATUS_OK;
}
