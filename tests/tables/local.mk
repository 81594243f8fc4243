# SPDX-License-Identifier: BSD-2-Clause
# Tests of the table compilers.
table_tests = tests/tables/words.sh tests/tables/rules.sh
TESTS += $(table_tests)
EXTRA_DIST += $(table_tests)
