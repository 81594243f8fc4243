# SPDX-License-Identifier: BSD-2-Clause
# Replies, codes, fields, addresses, dates.
libmodori_core_la_SOURCES += \
	lib/grammar/address.c lib/grammar/address_decode.c lib/grammar/address.h \
	lib/grammar/byte_class.c lib/grammar/byte_class.h \
	lib/grammar/date.c lib/grammar/date.h \
	lib/grammar/dsn_field.c lib/grammar/dsn_field.h \
	lib/grammar/dsn_value.c lib/grammar/dsn_value.h \
	lib/grammar/enhanced.c lib/grammar/enhanced.h \
	lib/grammar/field.c lib/grammar/field.h \
	lib/grammar/ip.c lib/grammar/ip.h \
	lib/grammar/reply.c lib/grammar/reply.h \
	lib/grammar/reply_push.c lib/grammar/reply_push.h

# Messages, MIME, encodings, charsets.
libmodori_core_la_SOURCES += \
	lib/grammar/base64.c \
	lib/grammar/boundary.c lib/grammar/boundary.h \
	lib/grammar/charset.c lib/grammar/charset.h lib/grammar/charset_inside.h \
	lib/grammar/charset_guess.c \
	lib/grammar/charset_iconv.c \
	lib/grammar/charset_japanese.c \
	lib/grammar/charset_names.c \
	lib/grammar/charset_small.c \
	lib/grammar/decode.c lib/grammar/decode.h \
	lib/grammar/encoded_word.c \
	lib/grammar/header.c lib/grammar/header.h \
	lib/grammar/html.c \
	lib/grammar/html_entity.c lib/grammar/html_entity.h \
	lib/grammar/message.c lib/grammar/message.h \
	lib/grammar/message_media.c \
	lib/grammar/mime.c lib/grammar/mime.h \
	lib/grammar/name.h \
	lib/grammar/parameter.c lib/grammar/parameter.h \
	lib/grammar/qp.c \
	lib/grammar/transfer.h \
	lib/grammar/uuencode.c lib/grammar/uuencode.h \
	lib/grammar/walk.c lib/grammar/walk.h \
	lib/grammar/walk_header.c

lib/grammar/charset_names.lo: lib/grammar/charset_names.inc
lib/grammar/charset_names.inc: $(TABLE_LIB) tables/gen/charsets.awk lib/grammar/charset_inside.h tables/charsets.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/charsets.awk $(srcdir)/lib/grammar/charset_inside.h \
		$(srcdir)/tables/charsets.tab $(TABLE_DONE)
BUILT_SOURCES += lib/grammar/charset_names.inc
MAINTAINERCLEANFILES += lib/grammar/charset_names.inc
EXTRA_DIST += lib/grammar/charset_names.inc tables/gen/charsets.awk tables/charsets.tab

lib/grammar/html_entity.lo: lib/grammar/html_entities.inc
lib/grammar/html_entities.inc: $(TABLE_LIB) tables/gen/entities.awk tables/entities.tab
	$(TABLE_AWK) -f $(srcdir)/tables/gen/entities.awk $(srcdir)/tables/entities.tab $(TABLE_DONE)
BUILT_SOURCES += lib/grammar/html_entities.inc
MAINTAINERCLEANFILES += lib/grammar/html_entities.inc
EXTRA_DIST += lib/grammar/html_entities.inc tables/gen/entities.awk tables/entities.tab
