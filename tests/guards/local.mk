# SPDX-License-Identifier: BSD-2-Clause
# Tests that read the sources and the built library and hold the rules of HACKING.md.
guard_tests = \
	tests/guards/layers.sh \
	tests/guards/banned.sh \
	tests/guards/size.sh \
	tests/guards/spdx.sh \
	tests/guards/header.sh \
	tests/guards/header-cxx.sh \
	tests/guards/exports.sh \
	tests/guards/numbers.sh \
	tests/guards/data.sh \
	tests/guards/manual.sh \
	tests/guards/samples.sh \
	tests/guards/words.sh
TESTS += $(guard_tests)

# Examples are run, so that the command has to be there.
if ENABLE_TOOLS
TESTS += tests/guards/verdict.sh
endif
EXTRA_DIST += tests/guards/verdict.sh
EXTRA_DIST += $(guard_tests) tests/guards/strip.awk tests/guards/functions.awk
