# SPDX-License-Identifier: BSD-2-Clause
# Every pattern of the shapes and every dialect by the examples that stand beside them.
recognise_tests = tests/unit/test_diagnostic.t tests/unit/test_dialect.t
check_PROGRAMS += $(recognise_tests)
TESTS += $(recognise_tests)
EXTRA_DIST += tests/unit/expect.h
RECOGNISE_CFLAGS = $(UNIT_CFLAGS) -Itests/unit -I$(srcdir)/tests/unit
tests_unit_test_diagnostic_t_SOURCES = tests/unit/test_diagnostic.c
tests_unit_test_diagnostic_t_CFLAGS = $(RECOGNISE_CFLAGS)
tests_unit_test_diagnostic_t_LDADD = $(UNIT_LDADD)
tests_unit_test_dialect_t_SOURCES = tests/unit/test_dialect.c
tests_unit_test_dialect_t_CFLAGS = $(RECOGNISE_CFLAGS)
tests_unit_test_dialect_t_LDADD = $(UNIT_LDADD)
tests/unit/shape_examples.inc: $(TABLE_LIB) $(recognise_generators) $(shape_rules)
	$(TABLE_AWK) -v output=examples $(SHAPE_AWK) `for file in $(shape_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
tests/unit/dialect_examples.inc: $(TABLE_LIB) $(recognise_generators) $(dialect_rules)
	$(TABLE_AWK) -v output=examples $(DIALECT_AWK) `for file in $(dialect_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
tests/unit/dialect_rules.inc: $(TABLE_LIB) $(recognise_generators) $(dialect_rules)
	$(TABLE_AWK) -v output=rules $(DIALECT_AWK) `for file in $(dialect_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
tests/unit/test_diagnostic_t-test_diagnostic.$(OBJEXT): tests/unit/shape_examples.inc
tests/unit/test_dialect_t-test_dialect.$(OBJEXT): tests/unit/dialect_examples.inc tests/unit/dialect_rules.inc
CLEANFILES += tests/unit/shape_examples.inc tests/unit/dialect_examples.inc tests/unit/dialect_rules.inc
check_PROGRAMS += tests/unit/test_logline.t
TESTS += tests/unit/test_logline.t
tests_unit_test_logline_t_SOURCES = tests/unit/test_logline.c
tests_unit_test_logline_t_CFLAGS = $(RECOGNISE_CFLAGS)
tests_unit_test_logline_t_LDADD = $(UNIT_LDADD)

# Every word of the lists by its examples.
check_PROGRAMS += tests/unit/test_word_list.t
TESTS += tests/unit/test_word_list.t
tests_unit_test_word_list_t_SOURCES = tests/unit/test_word_list.c
tests_unit_test_word_list_t_CFLAGS = $(RECOGNISE_CFLAGS)
tests_unit_test_word_list_t_LDADD = $(UNIT_LDADD)
tests/unit/word_examples.inc: $(TABLE_LIB) $(word_makers) $(word_headers) $(word_files)
	$(TABLE_AWK) -v output=examples $(WORD_AWK) \
		`for file in $(word_headers) $(word_files); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
tests/unit/test_word_list_t-test_word_list.$(OBJEXT): tests/unit/word_examples.inc
CLEANFILES += tests/unit/word_examples.inc
