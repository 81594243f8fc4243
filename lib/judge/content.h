/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting in the text of the returned message: links, scripts, forms. */
#ifndef MDR_JUDGE_CONTENT_H
#define MDR_JUDGE_CONTENT_H

#include "bytes/arena.h"
#include "bytes/span.h"

#include <stdint.h>

/* Links that were seen, by the hash of their address; the same link in text and HTML counts once. */
struct mdr_links {
    struct mdr_arena *arena;
    uint64_t *slot; /* 0: free */
    size_t slots, n;
};

struct mdr_markup {
    struct mdr_links links;
    size_t scripts, forms;
};

void mdr_markup_init(struct mdr_markup *markup, struct mdr_arena *arena);

/* Links in plain text. Linear. */
void mdr_markup_text(struct mdr_markup *markup, struct mdr_span text);

/*
 * Links, scripts and forms in HTML (UTF-8, or any charset with ASCII in its place): addresses in the
 * attributes that lead or load somewhere, in style sheets, and in the text between the tags. Linear.
 */
void mdr_markup_html(struct mdr_markup *markup, struct mdr_span html);

#endif
