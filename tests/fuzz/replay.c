/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target once over each file in a folder, so that old findings stay fixed everywhere.
 */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define INPUT_BYTES_MAX ((size_t)1024 * 1024)
#define PATH_BYTES_MAX  4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Exactly as many bytes as the file has, so that a sanitizer sees a read behind them. */
static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *read = malloc(INPUT_BYTES_MAX);
    if (!file || !read) {
        perror(path);
        return EXIT_FAILURE;
    }
    size_t size = fread(read, 1, INPUT_BYTES_MAX, file);
    (void)fclose(file);
    uint8_t *data = size > 0 ? realloc(read, size) : read;
    if (!data) {
        free(read);
        return EXIT_FAILURE;
    }
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (!folder) {
        (void)fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return EXIT_FAILURE;
    }
    int count = 0;
    int status = EXIT_SUCCESS;
    const struct dirent *entry = readdir(folder);
    for (; entry && status == EXIT_SUCCESS; entry = readdir(folder)) {
        char path[PATH_BYTES_MAX];
        if (entry->d_name[0] != '.') {
            (void)snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
            status = replay(path);
            count++;
        }
    }
    (void)closedir(folder);
    (void)printf("%d inputs\n", count);
    return count > 0 ? status : EXIT_FAILURE;
}
