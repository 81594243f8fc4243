# SPDX-License-Identifier: BSD-2-Clause
# For those who work on modori; nothing here is needed to build it.
EXTRA_DIST += contrib/abi.sh contrib/recursion.sh contrib/abi/libmodori.abi contrib/abi/numbers
