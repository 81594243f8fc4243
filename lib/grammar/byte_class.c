/* SPDX-License-Identifier: BSD-2-Clause */
/* See byte_class.h. */
#include "grammar/byte_class.h"

/* A row for 16 bytes, from 0x00 on; those beyond ASCII are in no class. */
/* clang-format off */
const unsigned char mdr_byte_class[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 7, 1, 7, 7, 7, 7, 7, 1, 1, 7, 7, 1, 7, 7, 3,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 1, 1, 1, 1, 3,
    1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 1, 1, 1, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0,
};
/* clang-format on */
