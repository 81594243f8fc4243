# SPDX-License-Identifier: BSD-2-Clause
# A unit test of a room: two lines here, and its .c file beside this one.
UNIT_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) -Wno-pedantic
UNIT_LDADD = libmodori-core.la $(CRITERION_LIBS)
unit_tests = tests/unit/test_bytes.t
unit_tests += tests/unit/test_enhanced.t tests/unit/test_reply.t tests/unit/test_field.t tests/unit/test_address.t tests/unit/test_date.t tests/unit/test_reply_push.t tests/unit/test_api_field.t
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

tests_unit_test_bytes_t_SOURCES = tests/unit/test_bytes.c
tests_unit_test_bytes_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_bytes_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_scan.t
TESTS += tests/unit/test_scan.t
tests_unit_test_scan_t_SOURCES = tests/unit/test_scan.c
tests_unit_test_scan_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_scan_t_LDADD = $(UNIT_LDADD)
scan_table_makers = $(srcdir)/tables/gen/scan.awk $(srcdir)/tests/tables/scan_tables.awk
tests/unit/scan_tables.inc: $(scan_table_makers)
	@$(MKDIR_P) tests/unit
	$(AM_V_GEN)LC_ALL=C $(AWK) -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tests/tables/scan_tables.awk </dev/null >$@.tmp && mv $@.tmp $@
tests/unit/test_scan_t-test_scan.$(OBJEXT): tests/unit/scan_tables.inc
CLEANFILES += tests/unit/scan_tables.inc
EXTRA_DIST += tests/tables/scan_tables.awk

check_PROGRAMS += tests/unit/test_lexicon.t
TESTS += tests/unit/test_lexicon.t
tests_unit_test_lexicon_t_SOURCES = tests/unit/test_lexicon.c
tests_unit_test_lexicon_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_lexicon_t_LDADD = $(UNIT_LDADD)
lexicon_table_makers = $(srcdir)/tables/gen/scan.awk $(srcdir)/tables/gen/lexicon.awk $(srcdir)/tests/tables/lexicon_tables.awk
tests/unit/lexicon_tables.inc: $(lexicon_table_makers)
	@$(MKDIR_P) tests/unit
	$(AM_V_GEN)LC_ALL=C $(AWK) -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tables/gen/lexicon.awk \
		-f $(srcdir)/tests/tables/lexicon_tables.awk </dev/null >$@.tmp && mv $@.tmp $@
tests/unit/test_lexicon_t-test_lexicon.$(OBJEXT): tests/unit/lexicon_tables.inc
CLEANFILES += tests/unit/lexicon_tables.inc
EXTRA_DIST += tests/tables/lexicon_tables.awk

check_PROGRAMS += tests/unit/test_vote.t
TESTS += tests/unit/test_vote.t
tests_unit_test_vote_t_SOURCES = tests/unit/test_vote.c
tests_unit_test_vote_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_vote_t_LDADD = $(UNIT_LDADD) -lm
vote_table_makers = $(srcdir)/tables/gen/scan.awk $(srcdir)/tables/gen/votes.awk $(srcdir)/tests/tables/vote_tables.awk
tests/unit/vote_tables.inc: $(vote_table_makers)
	@$(MKDIR_P) tests/unit
	$(AM_V_GEN)LC_ALL=C $(AWK) -f $(srcdir)/tables/gen/scan.awk -f $(srcdir)/tables/gen/votes.awk \
		-f $(srcdir)/tests/tables/vote_tables.awk </dev/null >$@.tmp && mv $@.tmp $@
tests/unit/test_vote_t-test_vote.$(OBJEXT): tests/unit/vote_tables.inc
CLEANFILES += tests/unit/vote_tables.inc
EXTRA_DIST += tests/tables/vote_tables.awk

tests_unit_test_address_t_SOURCES = tests/unit/test_address.c
tests_unit_test_address_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_address_t_LDADD = $(UNIT_LDADD)

tests_unit_test_date_t_SOURCES = tests/unit/test_date.c
tests_unit_test_date_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_date_t_LDADD = $(UNIT_LDADD)

tests_unit_test_reply_push_t_SOURCES = tests/unit/test_reply_push.c
tests_unit_test_reply_push_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_reply_push_t_LDADD = $(UNIT_LDADD)

tests_unit_test_api_field_t_SOURCES = tests/unit/test_api_field.c
tests_unit_test_api_field_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_api_field_t_LDADD = $(UNIT_LDADD)

tests_unit_test_field_t_SOURCES = tests/unit/test_field.c
tests_unit_test_field_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_field_t_LDADD = $(UNIT_LDADD)

tests_unit_test_enhanced_t_SOURCES = tests/unit/test_enhanced.c
tests_unit_test_enhanced_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_enhanced_t_LDADD = $(UNIT_LDADD)

tests_unit_test_reply_t_SOURCES = tests/unit/test_reply.c
tests_unit_test_reply_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_reply_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_words.t tests/unit/test_api_words.t
TESTS += tests/unit/test_words.t tests/unit/test_api_words.t
tests_unit_test_words_t_SOURCES = tests/unit/test_words.c
tests_unit_test_words_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_words_t_LDADD = $(UNIT_LDADD)
tests_unit_test_api_words_t_SOURCES = tests/unit/test_api_words.c
tests_unit_test_api_words_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_api_words_t_LDADD = $(UNIT_LDADD)

mime_tests = tests/unit/test_message.t tests/unit/test_decode.t tests/unit/test_charset.t tests/unit/test_mime.t
check_PROGRAMS += $(mime_tests)
TESTS += $(mime_tests)
tests_unit_test_message_t_SOURCES = tests/unit/test_message.c tests/unit/sample.h
tests_unit_test_message_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_message_t_LDADD = $(UNIT_LDADD)
tests_unit_test_decode_t_SOURCES = tests/unit/test_decode.c tests/unit/sample.h
tests_unit_test_decode_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_decode_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_layout.t
TESTS += tests/unit/test_layout.t
tests_unit_test_layout_t_SOURCES = tests/unit/test_layout.c
tests_unit_test_layout_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_layout_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_explain.t
TESTS += tests/unit/test_explain.t
tests_unit_test_explain_t_SOURCES = tests/unit/test_explain.c tests/unit/made_report.h
tests_unit_test_explain_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_explain_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_explain_lines.t
TESTS += tests/unit/test_explain_lines.t
tests_unit_test_explain_lines_t_SOURCES = tests/unit/test_explain_lines.c tests/unit/expect_line.h tests/unit/made_report.h
tests_unit_test_explain_lines_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_explain_lines_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_explain_steps.t
TESTS += tests/unit/test_explain_steps.t
tests_unit_test_explain_steps_t_SOURCES = tests/unit/test_explain_steps.c tests/unit/expect_line.h tests/unit/made_report.h
tests_unit_test_explain_steps_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_explain_steps_t_LDADD = $(UNIT_LDADD)
tests_unit_test_charset_t_SOURCES = tests/unit/test_charset.c tests/unit/sample.h
tests_unit_test_charset_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_charset_t_LDADD = $(UNIT_LDADD)
tests_unit_test_mime_t_SOURCES = tests/unit/test_mime.c tests/unit/sample.h
tests_unit_test_mime_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_mime_t_LDADD = $(UNIT_LDADD)

include tests/unit/recognise.mk


check_PROGRAMS += tests/unit/test_api_say.t tests/unit/test_address_look.t tests/unit/test_compare.t tests/unit/test_content.t tests/unit/test_diagnose.t tests/unit/test_hops.t
TESTS += tests/unit/test_api_say.t tests/unit/test_address_look.t tests/unit/test_compare.t tests/unit/test_content.t tests/unit/test_diagnose.t tests/unit/test_hops.t
tests_unit_test_address_look_t_SOURCES = tests/unit/test_address_look.c tests/unit/made_report.h
tests_unit_test_address_look_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_address_look_t_LDADD = $(UNIT_LDADD)
tests_unit_test_content_t_SOURCES = tests/unit/test_content.c tests/unit/made_report.h
tests_unit_test_content_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_content_t_LDADD = $(UNIT_LDADD)
tests_unit_test_diagnose_t_SOURCES = tests/unit/test_diagnose.c tests/unit/made_report.h
tests_unit_test_diagnose_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_diagnose_t_LDADD = $(UNIT_LDADD)
tests_unit_test_hops_t_SOURCES = tests/unit/test_hops.c tests/unit/made_report.h
tests_unit_test_hops_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_hops_t_LDADD = $(UNIT_LDADD)
tests_unit_test_compare_t_SOURCES = tests/unit/test_compare.c tests/unit/made_report.h
tests_unit_test_compare_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_compare_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_verdict.t
TESTS += tests/unit/test_verdict.t
tests_unit_test_verdict_t_SOURCES = tests/unit/test_verdict.c tests/unit/verdict_facts.h tests/unit/examples.h
tests_unit_test_verdict_t_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
tests_unit_test_verdict_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_verdict_t_LDADD = $(UNIT_LDADD)
tests/unit/examples.inc: $(TABLE_LIB) $(reason_makers) include/modori.h $(reason_rules)
	$(TABLE_AWK) $(REASON_AWK) -v examples=1 \
		$(srcdir)/include/modori.h `for file in $(reason_rules); do echo $(srcdir)/$$file; done` $(TABLE_DONE)
tests/unit/test_verdict_t-test_verdict.$(OBJEXT): tests/unit/examples.inc
CLEANFILES += tests/unit/examples.inc

check_PROGRAMS += tests/unit/test_examples.t
TESTS += tests/unit/test_examples.t
tests_unit_test_examples_t_SOURCES = tests/unit/test_examples.c
tests_unit_test_examples_t_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
tests_unit_test_examples_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_examples_t_LDADD = $(UNIT_LDADD)
tests/unit/test_examples_t-test_examples.$(OBJEXT): tests/unit/examples.inc

check_PROGRAMS += tests/unit/test_json.t
TESTS += tests/unit/test_json.t
tests_unit_test_json_t_SOURCES = tests/unit/test_json.c
tests_unit_test_json_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_json_t_LDADD = $(UNIT_LDADD)
tests_unit_test_api_say_t_SOURCES = tests/unit/test_api_say.c tests/unit/made_report.h
tests_unit_test_api_say_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_api_say_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_story.t
TESTS += tests/unit/test_story.t
tests_unit_test_story_t_SOURCES = tests/unit/test_story.c
tests_unit_test_story_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_story_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_gather.t
TESTS += tests/unit/test_gather.t
tests_unit_test_gather_t_SOURCES = tests/unit/test_gather.c
tests_unit_test_gather_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_gather_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_api_parser.t
TESTS += tests/unit/test_api_parser.t
tests_unit_test_api_parser_t_SOURCES = tests/unit/test_api_parser.c
tests_unit_test_api_parser_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_api_parser_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_api_nonsense.t
TESTS += tests/unit/test_api_nonsense.t
tests_unit_test_api_nonsense_t_SOURCES = tests/unit/test_api_nonsense.c
tests_unit_test_api_nonsense_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_api_nonsense_t_LDADD = $(UNIT_LDADD)

check_PROGRAMS += tests/unit/test_finding.t
TESTS += tests/unit/test_finding.t
tests_unit_test_finding_t_SOURCES = tests/unit/test_finding.c
tests_unit_test_finding_t_CFLAGS = $(UNIT_CFLAGS)
tests_unit_test_finding_t_LDADD = $(UNIT_LDADD)
