# SPDX-License-Identifier: BSD-2-Clause
# A fuzzer has two lives: in make check it reads its seeds again (replay_NAME); with
# --enable-fuzzing it is also linked to an engine (fuzz_NAME, run by fuzz/run.sh).
FUZZ_COMMON = fuzz/exercise.c fuzz/exercise.h
check_PROGRAMS += fuzz/replay_message
fuzz_replay_message_SOURCES = fuzz/replay.c fuzz/fuzz_message.c $(FUZZ_COMMON)
fuzz_replay_message_LDADD = libmodori.la
TESTS += fuzz/replay.sh
EXTRA_DIST += fuzz/replay.sh fuzz/run.sh

if ENABLE_FUZZING
noinst_PROGRAMS += fuzz/fuzz_message
fuzz_fuzz_message_SOURCES = fuzz/fuzz_message.c $(FUZZ_COMMON)
fuzz_fuzz_message_LDADD = libmodori-core.la $(LIB_FUZZING_ENGINE)
endif
