/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs a fuzzer over the files named, or those on standard input (one a line): no engine needed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (!file) {
        fprintf(stderr, "%s: can't be read\n", name);
        return 1;
    }
    size_t size = 0, room = 1 << 16;
    uint8_t *data = malloc(room);
    for (size_t got = 1; data && got > 0; size += got) {
        if (size == room)
            data = realloc(data, room *= 2);
        got = data ? fread(data + size, 1, room - size, file) : 0;
    }
    fclose(file);
    if (!data)
        return 1;
    fprintf(stderr, "%s\n", name); /* the last one named is the one that fails */
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    int status = 0, count = 0;
    char line[4096];
    for (int i = 1; i < argc; i++, count++)
        status |= replay(argv[i]);
    while (argc == 1 && fgets(line, sizeof(line), stdin)) {
        line[strcspn(line, "\n")] = '\0';
        status |= replay(line);
        count++;
    }
    printf("%d inputs\n", count);
    return status | (count == 0);
}
