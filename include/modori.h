/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * modori.h - read what mail servers say when mail comes back
 *
 * Conventions that hold for every function:
 *
 * - A status is an int32_t: MODORI_OK (0) or a MODORI_ERROR_ number. Odd or broken mail is never an
 *   error: it is reported as findings. Errors are the caller's (an argument) or the machine's.
 * - Output parameters are named ret_*; they are written on success only, and may be NULL where the
 *   comment says so. A NULL length pointer is always allowed.
 * - Text goes in as (pointer, length) and need not end in NUL. MODORI_TERMINATED as a length means
 *   "up to the NUL". Text comes out as UTF-8 without inner NUL, with a NUL behind it, and its length.
 * - NULL as an object is allowed everywhere: getters answer "absent", free does nothing, and calls
 *   that need the object answer MODORI_ERROR_ARGUMENT.
 * - The library keeps no global state, never looks at the locale, the environment or the network,
 *   and writes nowhere. Different objects may be used in different threads at the same time; one
 *   object by one thread at a time. A report that nobody changes may be read by many.
 * - Numbers of enumerations never change their meaning. New ones may come: treat an unknown number
 *   as "something else".
 */
#ifndef MODORI_H
#define MODORI_H

#include <stddef.h>
#include <stdint.h>

#include <modori-version.h>

#if defined(__GNUC__) && __GNUC__ >= 4
#define MODORI_API __attribute__((visibility("default")))
#else
#define MODORI_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* A length that says: the text ends at its NUL. */
#define MODORI_TERMINATED ((size_t)-1)

/* ---- status ------------------------------------------------------------------------------- */

#define MODORI_OK             0
#define MODORI_ERROR_ARGUMENT (-1) /* an argument is NULL, out of range or not allowed here */
#define MODORI_ERROR_MEMORY   (-2) /* the allocator gave nothing */
#define MODORI_ERROR_LIMIT    (-3) /* storage handed in by the caller is too small */
#define MODORI_ERROR_STATE    (-4) /* not now: for example a reply is not complete yet */

/* ---- objects ------------------------------------------------------------------------------ */

typedef struct modori_parser modori_parser;             /* owns working memory, reused for every message */
typedef struct modori_report modori_report;             /* what one message, reply or log line tells */
typedef struct modori_recipient modori_recipient;       /* one recipient of a report, owned by the report */
typedef struct modori_text modori_text;                 /* a text made by the library: JSON, explanation */
typedef struct modori_explanation modori_explanation;   /* an explanation, piece by piece */
typedef struct modori_reply_parser modori_reply_parser; /* push parser of SMTP replies, no heap */
typedef struct modori_field_parser modori_field_parser; /* pull parser of delivery-status fields, no heap */

/* ---- enumerations ------------------------------------------------------------------------- */

/* What a message is: the gravest outcome among its recipients, or what else it is. */
#define MODORI_KIND_NONE       0
#define MODORI_KIND_FAILED     1
#define MODORI_KIND_DELAYED    2
#define MODORI_KIND_EXPANDED   3
#define MODORI_KIND_RELAYED    4
#define MODORI_KIND_DELIVERED  5
#define MODORI_KIND_FEEDBACK   11 /* complaint or authentication failure report, RFC 5965, 6591 */
#define MODORI_KIND_RECEIPT    12 /* disposition notification, RFC 8098 */
#define MODORI_KIND_AUTO_REPLY 13 /* RFC 3834 */
#define MODORI_KIND_CHALLENGE  14
#define MODORI_KIND_TRANSCRIPT 15 /* a mail server's transcript for its postmaster */

/* Action of a recipient, RFC 3464 2.3.3. */
#define MODORI_ACTION_FAILED    1
#define MODORI_ACTION_DELAYED   2
#define MODORI_ACTION_DELIVERED 3
#define MODORI_ACTION_RELAYED   4
#define MODORI_ACTION_EXPANDED  5

/* Who refused. */
#define MODORI_SPEAKER_REMOTE   1 /* the other side's server said it */
#define MODORI_SPEAKER_REPORTER 2 /* the server that reports says it of itself */

/* The stage of the SMTP session, RFC 5321 3.3. EHLO stands for HELO and LHLO too. */
#define MODORI_PHASE_CONNECT     1
#define MODORI_PHASE_BANNER      2
#define MODORI_PHASE_EHLO        3
#define MODORI_PHASE_STARTTLS    4
#define MODORI_PHASE_AUTH        5
#define MODORI_PHASE_MAIL        6
#define MODORI_PHASE_RCPT        7
#define MODORI_PHASE_DATA        8
#define MODORI_PHASE_BODY        9
#define MODORI_PHASE_END_OF_DATA 10
#define MODORI_PHASE_RSET        11
#define MODORI_PHASE_QUIT        12

/* Why the mail came back. */
#define MODORI_REASON_RCPT_UNKNOWN       101
#define MODORI_REASON_RCPT_SYNTAX        102
#define MODORI_REASON_RCPT_DISABLED      103
#define MODORI_REASON_RCPT_MOVED         104
#define MODORI_REASON_RCPT_FULL          105
#define MODORI_REASON_RCPT_REFUSED       106
#define MODORI_REASON_RCPT_RESTRICTED    107
#define MODORI_REASON_RCPT_RATE          108
#define MODORI_REASON_RCPT_SUPPRESSED    109
#define MODORI_REASON_DOMAIN_UNKNOWN     201
#define MODORI_REASON_DOMAIN_NOMAIL      202
#define MODORI_REASON_ROUTE_DNS          203
#define MODORI_REASON_ROUTE_LOOP         204
#define MODORI_REASON_NET_CONNECT        205
#define MODORI_REASON_NET_LOST           206
#define MODORI_REASON_TIME_EXPIRED       207
#define MODORI_REASON_SYS_BUSY           301
#define MODORI_REASON_SYS_FULL           302
#define MODORI_REASON_SYS_CONFIG         303
#define MODORI_REASON_SYS_MAILER         304
#define MODORI_REASON_SIZE_MESSAGE       401
#define MODORI_REASON_CONTENT_REFUSED    402
#define MODORI_REASON_CONTENT_SPAM       403
#define MODORI_REASON_CONTENT_VIRUS      404
#define MODORI_REASON_CONTENT_ATTACHMENT 405
#define MODORI_REASON_CONTENT_FORMAT     406
#define MODORI_REASON_URL_LISTED         407
#define MODORI_REASON_IP_LISTED          501
#define MODORI_REASON_IP_REPUTATION      502
#define MODORI_REASON_IP_RDNS            503
#define MODORI_REASON_IP_GEO             504
#define MODORI_REASON_AUTH_SPF           601
#define MODORI_REASON_AUTH_DKIM          602
#define MODORI_REASON_AUTH_DMARC         603
#define MODORI_REASON_AUTH_ARC           604
#define MODORI_REASON_AUTH_FAILED        605
#define MODORI_REASON_SENDER_UNKNOWN     606
#define MODORI_REASON_SENDER_BLOCKED     607
#define MODORI_REASON_SENDER_LOGIN       608
#define MODORI_REASON_RELAY_DENIED       609
#define MODORI_REASON_TLS_REQUIRED       610
#define MODORI_REASON_TLS_FAILED         611
#define MODORI_REASON_RATE_SENDER        701
#define MODORI_REASON_RATE_RECIPIENTS    702
#define MODORI_REASON_GREYLIST           703
#define MODORI_REASON_PROTO_SYNTAX       801
#define MODORI_REASON_POLICY_LOCAL       802
#define MODORI_REASON_OTHER_TEXT         901
#define MODORI_REASON_OTHER_NONE         902

/* On whose side the cause lies. */
#define MODORI_PARTY_UNKNOWN       0
#define MODORI_PARTY_RECIPIENT     1
#define MODORI_PARTY_SENDER        2
#define MODORI_PARTY_SENDER_IP     3
#define MODORI_PARTY_SENDER_AUTH   4
#define MODORI_PARTY_CONTENT       5
#define MODORI_PARTY_NETWORK       6
#define MODORI_PARTY_REMOTE_SYSTEM 7

/* Whether the cause goes away by itself. */
#define MODORI_PERSISTENCE_UNKNOWN   0
#define MODORI_PERSISTENCE_TRANSIENT 1
#define MODORI_PERSISTENCE_PERMANENT 2

#define MODORI_CONFIDENCE_LOW    1
#define MODORI_CONFIDENCE_MEDIUM 2
#define MODORI_CONFIDENCE_HIGH   3

/* Facts of the mail that do not agree with each other. */
#define MODORI_CONTRADICTION_TEXT_AGAINST_CODE               1
#define MODORI_CONTRADICTION_ENHANCED_AGAINST_REPLY          2
#define MODORI_CONTRADICTION_STATUS_FIELD_AGAINST_DIAGNOSTIC 3
#define MODORI_CONTRADICTION_ACTION_AGAINST_STATUS           4
#define MODORI_CONTRADICTION_REASON_AGAINST_CLASS            5
#define MODORI_CONTRADICTION_REPLY_LINES_DIFFER              6
#define MODORI_CONTRADICTION_NOTICE_AGAINST_FIELDS           7

/* Role of a host on the way of the mail. */
#define MODORI_ROLE_SENDER   1
#define MODORI_ROLE_OWN      2
#define MODORI_ROLE_RELAY    3
#define MODORI_ROLE_PARTNER  4
#define MODORI_ROLE_REPORTER 5

/* HTML in the returned message. */
#define MODORI_HTML_NONE        0
#define MODORI_HTML_ALTERNATIVE 1
#define MODORI_HTML_ONLY        2

/* Risk of an attachment, as mail filters see it. */
#define MODORI_RISK_NONE       0
#define MODORI_RISK_EXECUTABLE 1
#define MODORI_RISK_MACRO      2
#define MODORI_RISK_ARCHIVE    3
#define MODORI_RISK_MARKUP     4

/* What is odd in a recipient's address. */
#define MODORI_ADDRESS_FULL_WIDTH        1
#define MODORI_ADDRESS_SPACE             2
#define MODORI_ADDRESS_UPPER_CASE_DOMAIN 3
#define MODORI_ADDRESS_DOUBLED_DOT       4
#define MODORI_ADDRESS_TRAILING_DOT      5
#define MODORI_ADDRESS_NO_DOT            6
#define MODORI_ADDRESS_NEAR_MISS         7

/* What is odd or broken in the mail itself; the names are in the finding table (modori_enum_name). */
#define MODORI_FINDING_EMPTY_INPUT          101
#define MODORI_FINDING_BINARY_INPUT         102
#define MODORI_FINDING_NO_HEADER            103
#define MODORI_FINDING_TRUNCATED            104
#define MODORI_FINDING_NUL_BYTE             105
#define MODORI_FINDING_CR_ONLY              106
#define MODORI_FINDING_LIMIT_DEPTH          201
#define MODORI_FINDING_LIMIT_PARTS          202
#define MODORI_FINDING_LIMIT_RECIPIENTS     203
#define MODORI_FINDING_LIMIT_FIELDS         204
#define MODORI_FINDING_LIMIT_TEXT           205
#define MODORI_FINDING_LIMIT_LIST           206
#define MODORI_FINDING_BOUNDARY_MISSING     301
#define MODORI_FINDING_BOUNDARY_GUESSED     302
#define MODORI_FINDING_PART_UNCLOSED        303
#define MODORI_FINDING_ENCODING_BROKEN      304
#define MODORI_FINDING_ENCODING_UNKNOWN     305
#define MODORI_FINDING_CHARSET_UNKNOWN      306
#define MODORI_FINDING_CHARSET_WRONG        307
#define MODORI_FINDING_CHARSET_MIXED        308
#define MODORI_FINDING_HEADER_MALFORMED     309
#define MODORI_FINDING_DATE_UNREADABLE      310
#define MODORI_FINDING_REPORT_TYPE_WRONG    401
#define MODORI_FINDING_REPORT_NESTED        402
#define MODORI_FINDING_GROUP_MERGED         403
#define MODORI_FINDING_GROUP_DOUBLED        404
#define MODORI_FINDING_FIELD_MISSING        405
#define MODORI_FINDING_FIELD_EMPTY          406
#define MODORI_FINDING_FIELD_UNTYPED        407
#define MODORI_FINDING_FIELD_REPEATED       408
#define MODORI_FINDING_STATUS_INVALID       409
#define MODORI_FINDING_ACTION_UNKNOWN       410
#define MODORI_FINDING_ADDRESS_INVALID      411 /* not told by this release */
#define MODORI_FINDING_XTEXT_BROKEN         412 /* not told by this release */
#define MODORI_FINDING_REPLY_MALFORMED      501 /* not told by this release */
#define MODORI_FINDING_REPLY_TRUNCATED      502 /* not told by this release */
#define MODORI_FINDING_REPLY_HIDDEN         503 /* the server did not say which reply it got */
#define MODORI_FINDING_STAGE_HIDDEN         504
#define MODORI_FINDING_NO_RECIPIENT         505
#define MODORI_FINDING_MASKED               506 /* parts of the text were masked by a person */

/* What may be the cause, chosen by the evidence of one mail. */
#define MODORI_CAUSE_HTML_MAIL          101
#define MODORI_CAUSE_LINKS              102
#define MODORI_CAUSE_SCRIPT             103
#define MODORI_CAUSE_FORM               104
#define MODORI_CAUSE_EXECUTABLE         111
#define MODORI_CAUSE_MACRO              112
#define MODORI_CAUSE_ARCHIVE            113
#define MODORI_CAUSE_ATTACHMENT_NAME    114
#define MODORI_CAUSE_ATTACHMENT_MARKUP  115
#define MODORI_CAUSE_SIZE               121
#define MODORI_CAUSE_CHARSET            122
#define MODORI_CAUSE_MISTYPED_ADDRESS   201
#define MODORI_CAUSE_ADDRESS_GONE       202
#define MODORI_CAUSE_ADDRESS_FORM       203
#define MODORI_CAUSE_MAILBOX_FULL       204
#define MODORI_CAUSE_MISTYPED_DOMAIN    205
#define MODORI_CAUSE_RECIPIENT_FILTER   206
#define MODORI_CAUSE_SPAM_SENT          301
#define MODORI_CAUSE_SHARED_RELAY       302
#define MODORI_CAUSE_FORWARDING         303
#define MODORI_CAUSE_SENDER_DNS         304
#define MODORI_CAUSE_OWN_CONFIGURATION  305
#define MODORI_CAUSE_REMOTE_TROUBLE     401
#define MODORI_CAUSE_NETWORK_TROUBLE    402
#define MODORI_CAUSE_DELIBERATE_DELAY   403

/* What to do. */
#define MODORI_ADVICE_FIX_ADDRESS           101
#define MODORI_ADVICE_SUPPRESS              102
#define MODORI_ADVICE_SUPPRESS_AFTER_REPEAT 103
#define MODORI_ADVICE_USE_NEW_ADDRESS       104
#define MODORI_ADVICE_CONTACT_OTHERWISE     105
#define MODORI_ADVICE_CLEAR_SUPPRESSION     106
#define MODORI_ADVICE_RETRY_LATER           201
#define MODORI_ADVICE_WAIT                  202
#define MODORI_ADVICE_SLOW_DOWN             203
#define MODORI_ADVICE_SPLIT_RECIPIENTS      204
#define MODORI_ADVICE_SEND_PLAIN_TEXT       301
#define MODORI_ADVICE_REMOVE_LINKS          302
#define MODORI_ADVICE_REMOVE_ATTACHMENT     303
#define MODORI_ADVICE_SHRINK_MESSAGE        304
#define MODORI_ADVICE_SCAN_VIRUS            305
#define MODORI_ADVICE_FIX_FORMAT            306
#define MODORI_ADVICE_SEND_TEST             307
#define MODORI_ADVICE_RENAME_ATTACHMENT     308
#define MODORI_ADVICE_FIX_SPF               401
#define MODORI_ADVICE_FIX_DKIM              402
#define MODORI_ADVICE_FIX_DMARC             403
#define MODORI_ADVICE_FIX_RDNS              404
#define MODORI_ADVICE_FIX_SENDER            405
#define MODORI_ADVICE_FIX_LOGIN             406
#define MODORI_ADVICE_FIX_RELAY             407
#define MODORI_ADVICE_FIX_TLS               408
#define MODORI_ADVICE_DELIST                409
#define MODORI_ADVICE_ASK_REMOTE_ADMIN      501
#define MODORI_ADVICE_ASK_OWN_ADMIN         502
#define MODORI_ADVICE_ASK_PROVIDER          503
#define MODORI_ADVICE_READ_TEXT             504

/* How an envelope address hides another one. None has an RFC: these are the forms that servers and lists write. */
#define MODORI_HIDDEN_OWN  1 /* a pattern of the caller (MODORI_OWN_VERP_PATTERN) */
#define MODORI_HIDDEN_VERP 2 /* list-bounces+user=example.org@lists.example.com */
#define MODORI_HIDDEN_BATV 3 /* prvs=0123456789=user@example.org */
#define MODORI_HIDDEN_SRS  4 /* SRS0=HHH=TT=example.org=user@relay.example */

/* The enumerations themselves, for modori_enum_name and its sisters. */
#define MODORI_ENUM_STATUS        1 /* MODORI_OK, MODORI_ERROR_* */
#define MODORI_ENUM_KIND          2
#define MODORI_ENUM_ACTION        3
#define MODORI_ENUM_SPEAKER       4
#define MODORI_ENUM_PHASE         5
#define MODORI_ENUM_REASON        6
#define MODORI_ENUM_PARTY         7
#define MODORI_ENUM_PERSISTENCE   8
#define MODORI_ENUM_CONFIDENCE    9
#define MODORI_ENUM_CONTRADICTION 10
#define MODORI_ENUM_ROLE          11
#define MODORI_ENUM_HTML          12
#define MODORI_ENUM_RISK          13
#define MODORI_ENUM_ADDRESS       14
#define MODORI_ENUM_FINDING       15
#define MODORI_ENUM_CAUSE         16
#define MODORI_ENUM_ADVICE        17
#define MODORI_ENUM_HIDDEN        18
#define MODORI_ENUM_ITEM          19 /* MODORI_ITEM_*, of an explanation */

/* ---- version ------------------------------------------------------------------------------ */

/* The version of the library that runs: "1.2.3", static, never freed. Since 0.1. */
MODORI_API const char *modori_version(void);

/* The same as a number, 0xMMmmpp; compare with MODORI_VERSION_NUMBER of the header. Since 0.1. */
MODORI_API int32_t modori_version_number(void);

/* ---- names and words ---------------------------------------------------------------------- */

/*
 * The name of an enumeration's value, as JSON and the command write it ("rcpt.unknown").
 * Arguments: an enumeration (MODORI_ENUM_*), a value of it; ret_len gets the length (may be NULL).
 * Returns static text, or NULL where the enumeration or the value is unknown. Since 0.1.
 */
MODORI_API const char *modori_enum_name(int32_t enumeration, int32_t value, size_t *ret_len);

/*
 * The way back: the value that a name stands for. Letter case counts.
 * Errors: MODORI_ERROR_ARGUMENT for an unknown enumeration or name; *ret_value is untouched then.
 * Since 0.1.
 */
MODORI_API int32_t modori_enum_value(int32_t enumeration, const char *name, size_t name_len, int32_t *ret_value);

/*
 * How many values an enumeration has (0 when it is unknown), and the one at an index, so that a binding can
 * list them. Errors: MODORI_ERROR_ARGUMENT past the end. Since 0.1.
 */
MODORI_API size_t modori_enum_count(int32_t enumeration);
MODORI_API int32_t modori_enum_at(int32_t enumeration, size_t index, int32_t *ret_value);

/*
 * What a value means, in words for an administrator.
 * lang is a language tag ("en", "ja", "ja-JP"); NULL or one that the library does not speak gives
 * English. Returns static text or NULL where there is no such value. Since 0.1.
 */
MODORI_API const char *modori_enum_text(int32_t enumeration, int32_t value, const char *lang, size_t *ret_len);

/*
 * The same in words for the person whose mail it was, without the protocol: reasons, causes and advice have such
 * texts, other enumerations answer as modori_enum_text does. Arguments and result as there. Since 0.1.
 */
MODORI_API const char *modori_enum_text_person(int32_t enumeration, int32_t value, const char *lang, size_t *ret_len);

/* Facts about a code, for modori_reply_code_text and modori_enhanced_code_text. */
#define MODORI_CODE_STANDARD_TEXT 1 /* the text that the RFC gives it */
#define MODORI_CODE_MEANING       2 /* what it means, for an administrator, by language */
#define MODORI_CODE_REFERENCE     3 /* where it is defined */
#define MODORI_CODE_PHASES        4 /* at which commands it may come ("RCPT:E; ANY:P"), see below */
#define MODORI_CODE_NOTES         5 /* how it is used in the wild, by language */
#define MODORI_CODE_STANDING      6 /* "standard", "extension", "listed only", "non-standard", "unknown" */
#define MODORI_CODE_RETRY         7 /* whether another try can help, by language */

/*
 * MODORI_CODE_PHASES lists commands as RFC 5321 4.3.2 does, each with what the code is there: S success,
 * I intermediate, E error, P seen in practice only. CONNECT stands for the greeting, ANY for any
 * command, (end) for the reply after the final dot, report for what a server writes into its report.
 */

/*
 * What a reply code (RFC 5321 4.2) means. A code that no table knows is answered by its first and
 * second digit, with the standing "unknown". code: 100 to 999, otherwise NULL. Static text.
 * Since 0.1.
 */
MODORI_API const char *modori_reply_code_text(int32_t code, int32_t key, const char *lang, size_t *ret_len);

/*
 * What an enhanced status code (RFC 3463, RFC 5248) means, given as text ("5.7.26"). An unknown
 * detail is answered by its subject, an unknown subject by its class. Anything that is no such code
 * gives NULL. Static text. Since 0.1.
 */
MODORI_API const char *modori_enhanced_code_text(const char *code, size_t code_len, int32_t key,
                                                 const char *lang, size_t *ret_len);

/* The codes that the tables hold, by index, in ascending order; -1 or NULL past the end. Since 0.1. */
MODORI_API size_t modori_reply_code_count(void);
MODORI_API int32_t modori_reply_code_at(size_t index);
MODORI_API size_t modori_enhanced_code_count(void);
MODORI_API const char *modori_enhanced_code_at(size_t index, size_t *ret_len);

/* ---- parser ------------------------------------------------------------------------------- */

/*
 * Allocator hook: gives new_size bytes, keeping the first old_size of old (NULL and 0 for a new
 * block); new_size 0 frees. Returns NULL when there is none.
 */
typedef void *modori_allocate(void *context, void *old, size_t old_size, size_t new_size);

/*
 * Makes a parser; NULL as allocate means the C library's. One parser serves any number of messages,
 * one after the other, and keeps its memory for the next one.
 * Errors: MODORI_ERROR_MEMORY; MODORI_ERROR_ARGUMENT for a NULL ret_parser. Since 0.1.
 */
MODORI_API int32_t modori_parser_new(modori_allocate *allocate, void *context, modori_parser **ret_parser);

/* Frees a parser and the report that it still owns. Since 0.1. */
MODORI_API void modori_parser_free(modori_parser *parser);

/* Options; limits have finite defaults. */
#define MODORI_OPTION_LIMIT_DEPTH       1  /* nested MIME parts (32) */
#define MODORI_OPTION_LIMIT_PARTS       2  /* MIME parts of a message (1024) */
#define MODORI_OPTION_LIMIT_RECIPIENTS  3  /* recipients of a report (100000) */
#define MODORI_OPTION_LIMIT_FIELDS      4  /* header fields of one header (10000) */
#define MODORI_OPTION_LIMIT_NOTICE      5  /* bytes of notice text that are read (16 MiB) */
#define MODORI_OPTION_LIMIT_DIAGNOSTIC  6  /* bytes of one diagnostic that are kept (8 KiB) */
#define MODORI_OPTION_LIMIT_LIST        7  /* hops, attachments, findings of a report (1000) */
#define MODORI_OPTION_LIMIT_WITNESS     8  /* bytes of the returned message that are examined (4 MiB) */
#define MODORI_OPTION_LIMIT_FIELD       9  /* bytes of one header field that are decoded (256 KiB) */
#define MODORI_OPTION_UNICODE_TEXT      20 /* 1: the input is Unicode text already, charset labels are ignored */
#define MODORI_OPTION_KEEP_BYTES        21 /* 1: text of an unknown charset is not guessed at */
#define MODORI_OPTION_PHASE             22 /* MODORI_PHASE_* of diagnostics whose text does not tell it (0: not known) */
#define MODORI_OPTION_SPEAKER           23 /* MODORI_SPEAKER_* likewise: a client that reads replies itself sets REMOTE */

/*
 * Sets an option. Errors: MODORI_ERROR_ARGUMENT for an unknown option or a value out of range.
 * Since 0.1.
 */
MODORI_API int32_t modori_parser_set_option(modori_parser *parser, int32_t option, int64_t value);

/* What the caller knows of his own side. */
#define MODORI_OWN_DOMAIN       1 /* "example.jp": hosts and addresses below it are the caller's */
#define MODORI_OWN_HOST         2 /* a host name or an IP address of the caller */
#define MODORI_OWN_VERP_PATTERN 3 /* "bounces+{local}={domain}@lists.example.org", "r-{token}@example.org" */

/*
 * Tells the parser of the caller's own domains, hosts and VERP forms, so that hops get their role
 * and encoded envelope recipients are read. May be called any number of times; the text is copied.
 * In a pattern {local} and {domain} stand for the parts of the hidden address, any other {word} for
 * anything but "@"; there has to be one at least. Letter case does not count.
 * Errors: MODORI_ERROR_ARGUMENT (a pattern without a {word} or with an open one, too),
 * MODORI_ERROR_MEMORY. Since 0.1.
 */
MODORI_API int32_t modori_parser_add_own(modori_parser *parser, int32_t what, const char *text, size_t text_len);

/*
 * Whether an envelope address hides another one: by the caller's own patterns first, in the order in
 * which they were added, then by the usual forms. So MODORI_HIDDEN_OWN says: it is one of his. Angle
 * brackets around the address do no harm. A pattern without {domain} gives the local part alone, one
 * without {local} an empty text. Where a usual form could be cut in two ways there is none.
 * Returns MODORI_HIDDEN_*, 0 when nothing is hidden, or an error. Writes the hidden address into
 * buffer (NUL-terminated) and its length into ret_len; both may be NULL, for the question alone.
 * Reports of this parser stay as they are. Errors: MODORI_ERROR_ARGUMENT, MODORI_ERROR_MEMORY;
 * MODORI_ERROR_LIMIT when the buffer is too small (nothing but ret_len is written). Since 0.1.
 */
MODORI_API int32_t modori_parser_hidden_address(modori_parser *parser, const char *address, size_t address_len,
                                                char *buffer, size_t buffer_size, size_t *ret_len);

/* What kind of input is given. */
#define MODORI_FORM_ANY             0 /* a message, notice text or a delivery-status body: recognised */
#define MODORI_FORM_MESSAGE         1 /* a whole message, RFC 5322 */
#define MODORI_FORM_DELIVERY_STATUS 2 /* the body of a message/delivery-status part, RFC 3464 */
#define MODORI_FORM_NOTICE          3 /* the text of a notice, without a header */
#define MODORI_FORM_DIAGNOSTIC      4 /* one reply or any one reason line of a server */
#define MODORI_FORM_LOG_LINE        5 /* one mail log line with a delivery result */

/*
 * Reads one input. The report belongs to the parser and stays valid until the parser reads the next
 * input or is freed; modori_parser_take keeps it longer. data is not needed after the call; NULL is
 * allowed when len is 0. len must be the length, and not MODORI_TERMINATED: there may be NUL bytes in a
 * mail. ret_report may be NULL: modori_parser_take gives the report.
 * Errors: MODORI_ERROR_ARGUMENT, MODORI_ERROR_MEMORY. Since 0.1.
 */
MODORI_API int32_t modori_parser_read(modori_parser *parser, int32_t form, const void *data, size_t len,
                                      const modori_report **ret_report);

/*
 * Hands the report of the last read over to the caller, who frees it with modori_report_free. NULL
 * when there is none. The report does not depend on the parser any more. Since 0.1.
 */
MODORI_API modori_report *modori_parser_take(modori_parser *parser);

/* Frees a report that was taken. Reports that a parser owns are not to be freed. Since 0.1. */
MODORI_API void modori_report_free(modori_report *report);

/* ---- report ------------------------------------------------------------------------------- */

/* Texts of a report, for modori_report_text. */
#define MODORI_REPORT_DIALECT              1
#define MODORI_REPORT_MESSAGE_ID           2 /* of the notice itself, without angle brackets */
#define MODORI_REPORT_FROM                 3
#define MODORI_REPORT_TO                   4
#define MODORI_REPORT_DATE                 5 /* RFC 3339 */
#define MODORI_REPORT_SUBJECT              6
#define MODORI_REPORT_VERP                 7 /* the address that a VERP, BATV or SRS recipient hides */
#define MODORI_REPORT_REPORTING_MTA        8
#define MODORI_REPORT_QUEUE_ID             9
#define MODORI_REPORT_ENVELOPE_ID          10
#define MODORI_REPORT_ARRIVAL_DATE         11
#define MODORI_REPORT_ORIGINAL_MESSAGE_ID  21 /* of the message that came back */
#define MODORI_REPORT_ORIGINAL_SUBJECT     22
#define MODORI_REPORT_ORIGINAL_FROM        23
#define MODORI_REPORT_ORIGINAL_TO          24
#define MODORI_REPORT_ORIGINAL_DATE        25
#define MODORI_REPORT_ORIGINAL_REFERENCES  26 /* these two as they stand: with brackets, maybe several ids */
#define MODORI_REPORT_ORIGINAL_IN_REPLY_TO 27
#define MODORI_REPORT_ORIGINAL_LIST_ID     28
#define MODORI_REPORT_ORIGINAL_CHARSET     29
#define MODORI_REPORT_FEEDBACK_TYPE        41 /* RFC 5965 and RFC 6591 fields, of feedback only */
#define MODORI_REPORT_FEEDBACK_SOURCE_IP   42
#define MODORI_REPORT_FEEDBACK_USER_AGENT  43
#define MODORI_REPORT_FEEDBACK_DOMAIN      44
#define MODORI_REPORT_FEEDBACK_MAIL_FROM   45
#define MODORI_REPORT_FEEDBACK_ARRIVAL     46
#define MODORI_REPORT_FEEDBACK_FAILURE     47 /* Auth-Failure */
#define MODORI_REPORT_FEEDBACK_RESULT      48 /* Delivery-Result */
#define MODORI_REPORT_FEEDBACK_URI         49
#define MODORI_REPORT_FEEDBACK_RCPT_TO     50
#define MODORI_REPORT_SENDER               61 /* envelope sender of the failed message, where the mail tells it */

/* The first name of MODORI_REPORT_ORIGINAL_IN_REPLY_TO. Reply-To is had by modori_report_original_header. */
#define MODORI_REPORT_ORIGINAL_REPLY_TO 27

/* Numbers of a report, for modori_report_number. */
#define MODORI_REPORT_KIND                  201 /* MODORI_KIND_* */
#define MODORI_REPORT_IS_BOUNCE             202 /* 0 or 1 */
#define MODORI_REPORT_IS_MACHINE            203 /* 0 or 1 */
#define MODORI_REPORT_HIDDEN                204 /* MODORI_HIDDEN_*: the form of the recipient behind MODORI_REPORT_VERP */
#define MODORI_REPORT_ORIGINAL_HEADERS_ONLY 221
#define MODORI_REPORT_ORIGINAL_SIZE         222 /* bytes, with CRLF line ends, as it was sent */
#define MODORI_REPORT_ORIGINAL_HTML         223 /* MODORI_HTML_* */
#define MODORI_REPORT_ORIGINAL_LINKS        224 /* what the text names, what its HTML leads to or loads, each once */
#define MODORI_REPORT_ORIGINAL_SCRIPTS      225
#define MODORI_REPORT_ORIGINAL_FORMS        226
#define MODORI_REPORT_ORIGINAL_CHARSET_ODD  227 /* 1: the text is not in the charset that its label says, or has none */

/*
 * A text of a report. Returns UTF-8 owned by the report, or NULL where the mail does not tell it or
 * the key is unknown. Dates are RFC 3339. Since 0.1.
 */
MODORI_API const char *modori_report_text(const modori_report *report, int32_t key, size_t *ret_len);

/* A number of a report; -1 where the mail does not tell it or the key is unknown. Since 0.1. */
MODORI_API int64_t modori_report_number(const modori_report *report, int32_t key);

/* Recipients: how many, and the one at an index (owned by the report; NULL past the end). Since 0.1. */
MODORI_API size_t modori_report_recipient_count(const modori_report *report);
MODORI_API const modori_recipient *modori_report_recipient(const modori_report *report, size_t index);

/*
 * A header field of the returned message, by its name (any letter case) and which of several (0 is
 * the first): unfolded and decoded. NULL where there is none. Since 0.1.
 */
MODORI_API const char *modori_report_original_header(const modori_report *report, const char *name,
                                                     size_t name_len, size_t index, size_t *ret_len);

/*
 * Findings: what is odd or broken in the mail. ret_finding gets a MODORI_FINDING_*, ret_offset the
 * byte where it was seen (both may be NULL). MODORI_ERROR_ARGUMENT past the end. Since 0.1.
 */
MODORI_API size_t modori_report_finding_count(const modori_report *report);
MODORI_API int32_t modori_report_finding(const modori_report *report, size_t index, int32_t *ret_finding,
                                         uint64_t *ret_offset);

/* Facts of a hop, for modori_report_hop_text and modori_report_hop_number. */
#define MODORI_HOP_HOST 1
#define MODORI_HOP_IP   2
#define MODORI_HOP_TIME 3   /* RFC 3339 */
#define MODORI_HOP_ROLE 201 /* number, MODORI_ROLE_* */

/*
 * Hops: the way of the mail by its Received fields (RFC 5321 4.4) and the report, the first machine first. Texts
 * are owned by the report. NULL or -1 past the end, where the mail does not tell it, and for an unknown key.
 * Since 0.1.
 */
MODORI_API size_t modori_report_hop_count(const modori_report *report);
MODORI_API const char *modori_report_hop_text(const modori_report *report, size_t index, int32_t key,
                                              size_t *ret_len);
MODORI_API int64_t modori_report_hop_number(const modori_report *report, size_t index, int32_t key);

/* Facts of an attachment, for modori_report_attachment_text and modori_report_attachment_number. */
#define MODORI_ATTACHMENT_NAME        1
#define MODORI_ATTACHMENT_TYPE        2   /* "application/zip" */
#define MODORI_ATTACHMENT_SIZE        201 /* bytes, decoded */
#define MODORI_ATTACHMENT_RISK        202 /* MODORI_RISK_* */
#define MODORI_ATTACHMENT_NAME_LENGTH 203 /* characters */
#define MODORI_ATTACHMENT_HAS_PATH    204 /* 0 or 1: the name is a path */

/*
 * Attachments of the returned message, in its order (RFC 2183); a file that stands uuencoded in its text is one, too,
 * and has no type. Texts are owned by the report. NULL or -1 past the end, where the mail does not tell it, and for an
 * unknown key. Since 0.1.
 */
MODORI_API size_t modori_report_attachment_count(const modori_report *report);
MODORI_API const char *modori_report_attachment_text(const modori_report *report, size_t index, int32_t key,
                                                     size_t *ret_len);
MODORI_API int64_t modori_report_attachment_number(const modori_report *report, size_t index, int32_t key);

/* ---- recipient ---------------------------------------------------------------------------- */

/* Texts of a recipient. */
#define MODORI_RECIPIENT_ADDRESS              1
#define MODORI_RECIPIENT_ORIGINAL_ADDRESS     2
#define MODORI_RECIPIENT_ORIGINAL_ADDRESS_RAW 3
#define MODORI_RECIPIENT_ALIAS                4
#define MODORI_RECIPIENT_STATUS               5
#define MODORI_RECIPIENT_STATUS_FIELD         6
#define MODORI_RECIPIENT_DIAGNOSTIC           7
#define MODORI_RECIPIENT_DIAGNOSTIC_TYPE      8
#define MODORI_RECIPIENT_REMOTE_HOST          9
#define MODORI_RECIPIENT_REMOTE_IP            10
#define MODORI_RECIPIENT_BLOCKLIST            11
#define MODORI_RECIPIENT_NEW_ADDRESS          12
#define MODORI_RECIPIENT_URL                  13
#define MODORI_RECIPIENT_SUPPORT_ID           14
#define MODORI_RECIPIENT_SUGGESTION           15 /* the address that a near miss probably means */
#define MODORI_RECIPIENT_ACTUAL_ADDRESS       16 /* X-Actual-Recipient */
#define MODORI_RECIPIENT_LAST_ATTEMPT         17 /* RFC 3339 */
#define MODORI_RECIPIENT_RETRY_UNTIL          18 /* RFC 3339 */
#define MODORI_RECIPIENT_REPLY_TEXT           19 /* the reply as it stands, from its code on: 2048 bytes at most */

/* Numbers of a recipient. */
#define MODORI_RECIPIENT_ACTION          201
#define MODORI_RECIPIENT_REPLY           202
#define MODORI_RECIPIENT_REMOTE_PORT     203
#define MODORI_RECIPIENT_SPEAKER         204
#define MODORI_RECIPIENT_PHASE           205
#define MODORI_RECIPIENT_MAYBE_DELIVERED 206 /* 1: it may have arrived all the same; else -1 */
#define MODORI_RECIPIENT_REASON          207
#define MODORI_RECIPIENT_PARTY           208
#define MODORI_RECIPIENT_PERSISTENCE     209
#define MODORI_RECIPIENT_FINAL           210 /* 0 or 1 */
#define MODORI_RECIPIENT_HARD            211 /* 0 or 1 */
#define MODORI_RECIPIENT_CONFIDENCE      212
#define MODORI_RECIPIENT_RETRY_AFTER     213 /* seconds */
#define MODORI_RECIPIENT_SIZE            214 /* bytes */
#define MODORI_RECIPIENT_SIZE_LIMIT      215 /* bytes */

/* Lists of a recipient: numbers of the enumeration beside each. */
#define MODORI_RECIPIENT_CONTRADICTIONS   301 /* MODORI_CONTRADICTION_* */
#define MODORI_RECIPIENT_ALTERNATIVES     302 /* MODORI_REASON_* */
#define MODORI_RECIPIENT_CAUSES           303 /* MODORI_CAUSE_* */
#define MODORI_RECIPIENT_ADVICE           304 /* MODORI_ADVICE_* */
#define MODORI_RECIPIENT_ADDRESS_FINDINGS 305 /* MODORI_ADDRESS_* */

/* A text of a recipient, owned by the report; NULL where the mail does not tell it. Since 0.1. */
MODORI_API const char *modori_recipient_text(const modori_recipient *recipient, int32_t key, size_t *ret_len);

/* A number of a recipient; -1 where the mail does not tell it. Since 0.1. */
MODORI_API int64_t modori_recipient_number(const modori_recipient *recipient, int32_t key);

/* A list of a recipient: its length, and the number at an index (-1 past the end). Since 0.1. */
MODORI_API size_t modori_recipient_list_count(const modori_recipient *recipient, int32_t list);
MODORI_API int32_t modori_recipient_list_at(const modori_recipient *recipient, int32_t list, size_t index);

/*
 * Evidence: which rule decided, and the bytes of the input that it read. ret_rule gets the rule's
 * name, owned by the library; every ret_ may be NULL. MODORI_ERROR_ARGUMENT past the end. Since 0.1.
 */
MODORI_API size_t modori_recipient_evidence_count(const modori_recipient *recipient);
MODORI_API int32_t modori_recipient_evidence(const modori_recipient *recipient, size_t index,
                                             const char **ret_rule, size_t *ret_rule_len,
                                             uint64_t *ret_offset, uint64_t *ret_length);

/* ---- words for people and programs -------------------------------------------------------- */

/*
 * The whole report as one line of JSON (keys as in modori(1)), without a line end. source and index
 * become the keys of that name; NULL leaves both out.
 * The text does not depend on the report any more, but on its allocator.
 * ret_text is freed with modori_text_free. Errors: MODORI_ERROR_ARGUMENT, MODORI_ERROR_MEMORY.
 * Since 0.1.
 */
MODORI_API int32_t modori_report_json(const modori_report *report, const char *source, size_t source_len,
                                      uint64_t index, modori_text **ret_text);

/*
 * One recipient as JSON: what modori reply --json and modori log --json print. ret_text is freed with
 * modori_text_free. Errors: MODORI_ERROR_ARGUMENT, MODORI_ERROR_MEMORY. Since 0.1.
 */
MODORI_API int32_t modori_recipient_json(const modori_recipient *recipient, modori_text **ret_text);

/* How modori_report_explain writes. */
#define MODORI_EXPLAIN_ADMINISTRATOR 0 /* for the one who runs a mail server */
#define MODORI_EXPLAIN_PERSON        1 /* for the person whose mail it was */

/*
 * The report in words: who refused, at which stage, what the code means, where text and code
 * disagree, what may be the cause, what to do. lang as in modori_enum_text. Lines end in LF and are
 * at most `columns` columns wide (20 to 1000; 0: 78), East Asian wide characters counted as two.
 * ret_text is freed with modori_text_free. Errors as above. Since 0.1.
 */
MODORI_API int32_t modori_report_explain(const modori_report *report, const char *lang, int32_t style,
                                         int32_t columns, modori_text **ret_text);

/* Which question an item of an explanation answers. */
#define MODORI_ITEM_OUTCOME       1  /* what became of the mail, and for whom */
#define MODORI_ITEM_SUBJECT       2  /* which mail it was */
#define MODORI_ITEM_SPEAKER       3  /* who refused; the value is MODORI_SPEAKER_* */
#define MODORI_ITEM_REPORTER      4  /* who reports it */
#define MODORI_ITEM_STAGE         5  /* MODORI_PHASE_* */
#define MODORI_ITEM_TIME          6
#define MODORI_ITEM_REPLY         7  /* what was said, literally */
#define MODORI_ITEM_CODE          8  /* what the code means by the book */
#define MODORI_ITEM_CONTRADICTION 9  /* MODORI_CONTRADICTION_* */
#define MODORI_ITEM_REASON        10 /* MODORI_REASON_* */
#define MODORI_ITEM_ALTERNATIVE   11 /* MODORI_REASON_* */
#define MODORI_ITEM_DETAIL        12 /* what the text tells besides: a blocklist, a limit, a page to read */
#define MODORI_ITEM_RETRY         13 /* whether another try can help */
#define MODORI_ITEM_CAUSE         14 /* MODORI_CAUSE_* */
#define MODORI_ITEM_ADVICE        15 /* MODORI_ADVICE_* */
#define MODORI_ITEM_QUOTE         16 /* a block to quote to those who can help; lines end in LF */
#define MODORI_ITEM_OTHERS        17 /* other recipients, in short */

/*
 * The same explanation piece by piece, in the order of reading, for programs that lay it out
 * themselves. lang and style as above. ret_explanation is freed with modori_explanation_free and
 * does not depend on the report any more. Errors as above. Since 0.1.
 */
MODORI_API int32_t modori_report_explanation(const modori_report *report, const char *lang, int32_t style,
                                             modori_explanation **ret_explanation);

/*
 * How many items there are, and the one at an index: ret_item gets a MODORI_ITEM_*, ret_value the number of the
 * enumeration behind it (0: none), ret_recipient the index of the recipient that it is about
 * (MODORI_TERMINATED: the whole report). Every ret_ may be NULL. MODORI_ERROR_ARGUMENT past the end.
 * Since 0.1.
 */
MODORI_API size_t modori_explanation_count(const modori_explanation *explanation);
MODORI_API int32_t modori_explanation_item(const modori_explanation *explanation, size_t index, int32_t *ret_item,
                                           int32_t *ret_value, size_t *ret_recipient);

/*
 * What stands before an item ("Refused by"; NULL for the outcome) and the item itself, owned by the explanation.
 * What comes from the mail is escaped as for a terminal. NULL past the end. Since 0.1.
 */
MODORI_API const char *modori_explanation_label(const modori_explanation *explanation, size_t index, size_t *ret_len);
MODORI_API const char *modori_explanation_text(const modori_explanation *explanation, size_t index, size_t *ret_len);

/* Frees an explanation. Since 0.1. */
MODORI_API void modori_explanation_free(modori_explanation *explanation);

/*
 * Two outcomes for the same recipient: what differs, what does not, what that proves; as a page and as one line
 * of JSON (keys as in modori(1)). lang and columns as in modori_report_explain. ret_text is freed with
 * modori_text_free. Errors as above. Since 0.1.
 */
MODORI_API int32_t modori_report_compare(const modori_report *report, const modori_report *other, const char *lang,
                                         int32_t columns, modori_text **ret_text);
MODORI_API int32_t modori_report_compare_json(const modori_report *report, const modori_report *other,
                                              modori_text **ret_text);

/* The bytes of a text made by the library, owned by the text; NUL-terminated. Since 0.1. */
MODORI_API const char *modori_text_bytes(const modori_text *text, size_t *ret_len);

/* Frees a text made by the library. Since 0.1. */
MODORI_API void modori_text_free(modori_text *text);

/* ---- SMTP replies, pushed ----------------------------------------------------------------- */

/*
 * Storage that a reply parser needs, in bytes; any alignment will do. limit is the number of bytes
 * of reply text that are kept (0: 4096); what is longer is read to its end and flagged. Since 0.1.
 */
MODORI_API size_t modori_reply_parser_size(size_t limit);

/*
 * Makes a reply parser in the caller's storage; nothing is allocated and nothing has to be freed.
 * Errors: MODORI_ERROR_ARGUMENT; MODORI_ERROR_LIMIT when the storage is too small. Since 0.1.
 */
MODORI_API int32_t modori_reply_parser_init(void *storage, size_t storage_size, modori_reply_parser **ret_parser);

/*
 * Feeds bytes from the connection, in chunks of any size. Stops after one reply (RFC 5321 4.2: the
 * line whose code is not followed by "-"), so that pipelined replies stay in order. A line without a
 * code is a malformed reply of its own, inside a reply it is text.
 * Returns 1 when a reply is complete, 0 when more bytes are needed, or an error; *ret_consumed gets
 * the count of bytes taken. A complete reply stays readable until the next feed, which begins
 * another one. LMTP (RFC 2033 4.2): feed on, one reply an accepted recipient. Since 0.1.
 */
MODORI_API int32_t modori_reply_parser_feed(modori_reply_parser *parser, const void *data, size_t len,
                                            size_t *ret_consumed);

/* The connection has ended: what was read counts as the reply. As modori_reply_parser_feed. Since 0.1. */
MODORI_API int32_t modori_reply_parser_finish(modori_reply_parser *parser);

/* Forgets what was read. Since 0.1. */
MODORI_API void modori_reply_parser_reset(modori_reply_parser *parser);

/* Facts of a complete reply, for modori_reply_parser_number. */
#define MODORI_REPLY_CODE      1 /* of the last line that has one, which decides; -1 when none has */
#define MODORI_REPLY_LINES     2 /* lines kept */
#define MODORI_REPLY_FLAGS     3 /* MODORI_REPLY_FLAG_* */
#define MODORI_REPLY_LINE_CODE 4 /* of the line `index` */

#define MODORI_REPLY_FLAG_CODES_DIFFER    1  /* the lines do not carry the same reply code */
#define MODORI_REPLY_FLAG_ENHANCED_DIFFER 2  /* the lines do not carry the same enhanced code */
#define MODORI_REPLY_FLAG_CLASS_DIFFERS   4  /* the enhanced code's class is not the reply's */
#define MODORI_REPLY_FLAG_BARE_LF         8  /* a line ended in LF without CR */
#define MODORI_REPLY_FLAG_TRUNCATED       16 /* longer than the limit */
#define MODORI_REPLY_FLAG_MALFORMED       32 /* a line does not begin with a reply code */
#define MODORI_REPLY_FLAG_UNUSUAL         64 /* bytes that the grammar does not have: NUL, controls, another separator */
#define MODORI_REPLY_FLAG_INCOMPLETE      128 /* the last line that came says that another one follows */

/* Texts of a complete reply, for modori_reply_parser_text. */
#define MODORI_REPLY_TEXT     21 /* of the line `index`, without code (200 to 599) and enhanced code */
#define MODORI_REPLY_ENHANCED 22 /* of the line `index`, "5.1.1" */
#define MODORI_REPLY_HOST     23 /* server name of 220, 221, 421, 521; index is not looked at */
#define MODORI_REPLY_PATH     24 /* the <path> of 251 and 551, without brackets */

/* -1 or NULL where there is none, or no reply is complete. Texts live until the next feed. Since 0.1. */
MODORI_API int64_t modori_reply_parser_number(const modori_reply_parser *parser, int32_t key, size_t index);
MODORI_API const char *modori_reply_parser_text(const modori_reply_parser *parser, int32_t key, size_t index,
                                                size_t *ret_len);

/*
 * Judges the complete reply by its codes and words, with no heap: what a client that has just read it needs in order to
 * try again or to give up. phase is the command that it answers, MODORI_PHASE_*; 0: not
 * known.
 *
 * *ret_reason gets a MODORI_REASON_*, *ret_persistence a MODORI_PERSISTENCE_* (transient: try again), *ret_hard 1 where
 * the address should get no more mail, else 0, *ret_confidence a MODORI_CONFIDENCE_*: what modori_parser_read says of a
 * reply in UTF-8 (RFC 6531 3.7.4) that quotes no other server and no notice, with MODORI_OPTION_SPEAKER set to the remote
 * one. Any of them may be NULL. A reply that refuses nothing (RFC 5321 4.2.1: below 400) has the reason 0, persistence
 * unknown, not hard, confidence 0.
 *
 * Errors: MODORI_ERROR_ARGUMENT: no parser, or no such phase; MODORI_ERROR_STATE: no reply is complete, or it is none: no
 * line of it has a code. Nothing is written then. Since 0.1.
 */
MODORI_API int32_t modori_reply_parser_judge(const modori_reply_parser *parser, int32_t phase, int32_t *ret_reason,
                                             int32_t *ret_persistence, int32_t *ret_hard, int32_t *ret_confidence);

/* ---- delivery-status fields, pulled ------------------------------------------------------- */

/* Storage that a field parser needs, in bytes; any alignment will do. Since 0.1. */
MODORI_API size_t modori_field_parser_size(void);

/*
 * Makes a field parser in the caller's storage, over the body of a message/delivery-status part
 * (RFC 3464), which has to stay while the parser is used. Nothing is allocated.
 * Errors as modori_reply_parser_init. Since 0.1.
 */
MODORI_API int32_t modori_field_parser_init(void *storage, size_t storage_size, const void *data, size_t len,
                                            modori_field_parser **ret_parser);

/*
 * The next field: 1 when there is one, 0 at the end, or MODORI_ERROR_ARGUMENT. Since 0.1.
 */
MODORI_API int32_t modori_field_parser_next(modori_field_parser *parser);

/* Facts of the field that modori_field_parser_next found. */
#define MODORI_FIELD_GROUP  1  /* 0: per-message fields, 1 and up: the recipients */
#define MODORI_FIELD_OFFSET 2  /* of the name's first byte */
#define MODORI_FIELD_NAME   21 /* as it stands */
#define MODORI_FIELD_TYPE   22 /* what stands before the first ";", "rfc822" */
#define MODORI_FIELD_BODY   23 /* as it stands, folds included */

/* A number of the field; -1 where there is no field, or the key is unknown. Since 0.1. */
MODORI_API int64_t modori_field_parser_number(const modori_field_parser *parser, int32_t key);

/*
 * A text of the field: a view into the caller's data, NOT NUL-terminated; NULL where there is none.
 * Since 0.1.
 */
MODORI_API const char *modori_field_parser_text(const modori_field_parser *parser, int32_t key, size_t *ret_len);

/* How modori_field_parser_value turns a body into a value. */
#define MODORI_VALUE_UNFOLDED 0 /* one line, the type cut off */
#define MODORI_VALUE_ADDRESS  1 /* the same, comments and brackets removed, RFC 6533 forms decoded */
#define MODORI_VALUE_XTEXT    2 /* the same, xtext (RFC 3461 4) decoded */
#define MODORI_VALUE_STATUS   3 /* the status code alone */
#define MODORI_VALUE_WORD     4 /* lower case, comments removed: an action */
#define MODORI_VALUE_DATE     5 /* RFC 3339 */

/*
 * Writes the field's value into the caller's buffer (NUL-terminated when it fits) and its full
 * length into ret_len. Errors: MODORI_ERROR_ARGUMENT when the body has no such value;
 * MODORI_ERROR_LIMIT when the buffer is too small (nothing but ret_len is written). Since 0.1.
 */
MODORI_API int32_t modori_field_parser_value(const modori_field_parser *parser, int32_t form, char *buffer,
                                             size_t buffer_size, size_t *ret_len);

#ifdef __cplusplus
}
#endif

#endif /* MODORI_H */
