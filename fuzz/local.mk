# SPDX-License-Identifier: BSD-2-Clause
# A fuzzer has two lives: in make check it reads its seeds again (replay_NAME); with
# --enable-fuzzing it is also linked to an engine (fuzz_NAME, run by fuzz/run.sh).
FUZZ_COMMON = fuzz/exercise.c fuzz/exercise.h
check_PROGRAMS += fuzz/replay_message fuzz/replay_reply fuzz/replay_fields
fuzz_replay_message_SOURCES = fuzz/replay.c fuzz/fuzz_message.c $(FUZZ_COMMON)
fuzz_replay_message_LDADD = libmodori.la
fuzz_replay_reply_SOURCES = fuzz/replay.c fuzz/fuzz_reply.c $(FUZZ_COMMON)
fuzz_replay_reply_LDADD = libmodori.la
fuzz_replay_fields_SOURCES = fuzz/replay.c fuzz/fuzz_fields.c $(FUZZ_COMMON)
fuzz_replay_fields_LDADD = libmodori.la
TESTS += fuzz/replay.sh
EXTRA_DIST += fuzz/replay.sh fuzz/run.sh

if ENABLE_FUZZING
noinst_PROGRAMS += fuzz/fuzz_message fuzz/fuzz_reply fuzz/fuzz_fields
fuzz_fuzz_message_SOURCES = fuzz/fuzz_message.c $(FUZZ_COMMON)
fuzz_fuzz_message_LDADD = libmodori-core.la $(LIB_FUZZING_ENGINE)
fuzz_fuzz_reply_SOURCES = fuzz/fuzz_reply.c $(FUZZ_COMMON)
fuzz_fuzz_reply_LDADD = libmodori-core.la $(LIB_FUZZING_ENGINE)
fuzz_fuzz_fields_SOURCES = fuzz/fuzz_fields.c $(FUZZ_COMMON)
fuzz_fuzz_fields_LDADD = libmodori-core.la $(LIB_FUZZING_ENGINE)
endif
