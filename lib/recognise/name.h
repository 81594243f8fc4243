/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names in a text: addresses, URLs, host names, file paths, machines ("greylist01"). What stands inside of one is no
 * word of the one who speaks: "mx10.mailspamprotection.example" says nothing about spam.
 */
#ifndef MDR_RECOGNISE_NAME_H
#define MDR_RECOGNISE_NAME_H

#include "bytes/span.h"

#define MDR_NAME_LONGEST 512 /* bytes looked at to each side of a place */

/*
 * Whether the bytes from `at` to `end` are part of a longer name. What stands for a name in full
 * ("RESOLVER.ADR.RecipNotFound" as a phrase) is not inside of it.
 */
bool mdr_name_around(struct mdr_span text, size_t at, size_t end);

/* Whether what stands at `at` is a name or part of one. */
bool mdr_name_at(struct mdr_span text, size_t at);

/* Whether a token (no blanks in it) is a host name: labels with dots, the last one of letters. */
bool mdr_name_is_host(struct mdr_span token);

/* The token around `at`: up to blanks, brackets, quotes, commas, semicolons and bytes beyond ASCII. */
struct mdr_span mdr_name_token(struct mdr_span text, size_t at);

#endif
