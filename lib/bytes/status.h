/* SPDX-License-Identifier: BSD-2-Clause */
/* Status numbers inside the library; the same numbers as the public MODORI_ERROR_*. */
#ifndef MDR_BYTES_STATUS_H
#define MDR_BYTES_STATUS_H

#include <stdint.h>

typedef int32_t mdr_status;

#define MDR_OK             0
#define MDR_ERROR_ARGUMENT (-1)
#define MDR_ERROR_MEMORY   (-2)
#define MDR_ERROR_LIMIT    (-3)
#define MDR_ERROR_STATE    (-4)

#endif
