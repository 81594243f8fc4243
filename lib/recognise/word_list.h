/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists of words, made from tables/words/: names of senders, subjects, labels, units, a server's set words. What they
 * prove is the caller's business. Words that may stand anywhere are found in one pass over the text, whatever their
 * number (scan.h); the others are compared at their place alone. Letter case of ASCII does not count.
 */
#ifndef MDR_RECOGNISE_WORD_LIST_H
#define MDR_RECOGNISE_WORD_LIST_H

#include "recognise/scan.h"

/* The lists; tables/words/ says what is in them, and where it stands. */
enum mdr_word_list {
    /* who wrote a message: of its From, Subject, header and text */
    MDR_WORDS_DAEMON,
    MDR_WORDS_OTHER_DAEMON,
    MDR_WORDS_POSTMASTER,
    MDR_WORDS_AUTOMATIC,
    MDR_WORDS_OFFICE,
    MDR_WORDS_ANSWER,
    MDR_WORDS_DELIVERY_SUBJECT,
    MDR_WORDS_FAILURE_SUBJECT,
    MDR_WORDS_DELAY_SUBJECT,
    MDR_WORDS_REPORT_SUBJECT,
    MDR_WORDS_DIGEST_SUBJECT,
    MDR_WORDS_HANDED_SUBJECT,
    MDR_WORDS_SUCCESS,
    MDR_WORDS_MACHINE_FIELD,
    MDR_WORDS_HANDED_ON_FIELD,
    MDR_WORDS_PRECEDENCE,
    /* a notice of no known family: of its lines, and of addresses in them */
    MDR_WORDS_RECIPIENT_LABEL,
    MDR_WORDS_SENDER_LABEL,
    MDR_WORDS_MESSAGE_LABEL,
    MDR_WORDS_ROLE,
    MDR_WORDS_BEFORE_REPLY,
    MDR_WORDS_RETURNED_HEAD,
    MDR_WORDS_RETURNED_RULE,
    MDR_WORDS_STILL_TRIES,
    MDR_WORDS_GAVE_UP,
    MDR_WORDS_YOUR_MESSAGE,
    /* set words of servers, in notices, fields and logs */
    MDR_WORDS_ACTION,
    MDR_WORDS_OWN_TYPE,
    MDR_WORDS_MAYBE_DELIVERED,
    MDR_WORDS_EXPANDED,
    MDR_WORDS_POSTMASTER_CLIENT,
    MDR_WORDS_SENDMAIL_SESSION,
    MDR_WORDS_SENDMAIL_MAILER,
    MDR_WORDS_SENDMAIL_UNKNOWN,
    MDR_WORDS_SENDMAIL_ANSWER,
    MDR_WORDS_SENDMAIL_NOBODY,
    MDR_WORDS_SENDMAIL_TIMEOUT,
    MDR_WORDS_SENDMAIL_BROKEN,
    MDR_WORDS_SENDMAIL_STAT,
    MDR_WORDS_POSTFIX_STATUS,
    MDR_WORDS_OPENSMTPD_RESULT,
    /* between the causes that a reply names, and what takes a cause back */
    MDR_WORDS_OR,
    MDR_WORDS_NOT,
    MDR_WORDS_NOT_BEHIND,
    MDR_WORDS_GRANTED,
    MDR_WORDS_SUPPOSES,
    MDR_WORDS_SUPPOSED_BEHIND,
    MDR_WORDS_TITLE,
    MDR_WORDS_PRODUCT,
    /* units behind a number, and parts of hosts and addresses */
    MDR_WORDS_TIME_UNIT,
    MDR_WORDS_TIME_LETTER,
    MDR_WORDS_TIME_AND,
    MDR_WORDS_NUMBER,
    MDR_WORDS_TIME_SPELLED,
    MDR_WORDS_SIZE_UNIT,
    MDR_WORDS_SIZE_LETTER,
    MDR_WORDS_NO_SIZE,
    MDR_WORDS_SIZE_LIMIT,
    MDR_WORDS_SIZE_LIMIT_BEHIND,
    MDR_WORDS_SHARED_DOMAIN,
    MDR_WORDS_RETURN_PATH,
    MDR_WORDS_URL_SCHEME,
    MDR_WORD_LISTS
};

struct mdr_word {
    size_t at, end; /* where it stands in the text */
    int32_t value;  /* what its table gives it, or 0 */
};

/*
 * Whether a word of the list stands at its place in s; *ret (which may be NULL) gets it. At the start or the end of s
 * it is the longest that fits, of words that may stand anywhere the first that is found.
 */
bool mdr_word_find(enum mdr_word_list list, struct mdr_span s, struct mdr_word *ret);

/* The same, where it does not matter which. */
static inline bool mdr_word_has(enum mdr_word_list list, struct mdr_span s)
{
    return mdr_word_find(list, s, NULL);
}

/* All words of a list that may stand anywhere, wherever they do: in the order of their ends, those of less than
 * MDR_SCAN_SHORT bytes behind the others and at their first place only. */
struct mdr_word_search {
    enum mdr_word_list list;
    size_t row; /* the next one that is too short for the scanner */
    struct mdr_scan_table table;
    struct mdr_scan scan;
};

void mdr_word_search_start(struct mdr_word_search *search, enum mdr_word_list list, struct mdr_span s);
bool mdr_word_search_next(struct mdr_word_search *search, struct mdr_word *ret);

#endif
