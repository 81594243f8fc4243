# SPDX-License-Identifier: BSD-2-Clause
# The laboratory that made the golden samples: real mail servers, no part of make check. Wants root and
# Debian 12; new samples come to LAB_OUT.
LAB_OUT = lab-samples
lab_files = \
	tests/lab/README.md tests/lab/run.sh tests/lab/layers.sh tests/lab/world \
	tests/lab/cases.py tests/lab/driver.py tests/lab/messages.py tests/lab/nameserver.py tests/lab/sink.py \
	tests/lab/told.py tests/lab/tree.py tests/lab/world.py \
	tests/lab/mta/courier.py tests/lab/mta/dma.py tests/lab/mta/exim.py tests/lab/mta/nullmailer.py \
	tests/lab/mta/opensmtpd.py tests/lab/mta/postfix.py tests/lab/mta/sendmail.py
EXTRA_DIST += $(lab_files) tests/lab/cases tests/lab/templates

lab:
	$(srcdir)/tests/lab/run.sh $(LAB_OUT) $(LAB_SERVERS)

# The story's experiment with a real Postfix: of one mail as HTML and as plain text, compare has to name HTML.
lab-experiment: modori$(EXEEXT)
	$(srcdir)/tests/lab/run.sh $(LAB_OUT) experiment
	./modori$(EXEEXT) compare --json $(LAB_OUT)/experiment/html-refused.eml $(LAB_OUT)/experiment/plain-taken.eml | \
		tee $(LAB_OUT)/experiment/compare.json | grep '"suspects":\["html"\]'
.PHONY: lab lab-experiment
