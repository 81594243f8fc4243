/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two outcomes for the same recipient set beside each other: what differs, what does not, what was not to be
 * seen, and what that proves. The page and the JSON are made of the same comparison.
 */
#ifndef MDR_SAY_COMPARE_H
#define MDR_SAY_COMPARE_H

#include "report/report.h"
#include "say/sentence.h"

/* What is compared, in the order of telling; the names are in compare.c. */
enum mdr_what {
    MDR_WHAT_RECIPIENT,
    MDR_WHAT_SENDER,
    MDR_WHAT_ROUTE,  /* the server that handed the mail to the other side */
    MDR_WHAT_SERVER, /* the other side's server */
    MDR_WHAT_HTML,
    MDR_WHAT_LINKS,
    MDR_WHAT_SCRIPTS,
    MDR_WHAT_FORMS,
    MDR_WHAT_ATTACHMENTS,
    MDR_WHAT_SIZE,
    MDR_WHAT_CHARSET,
    MDR_WHATS
};

enum mdr_sameness { MDR_UNKNOWN, MDR_SAME, MDR_DIFFERS };

enum mdr_outcome { MDR_OUTCOME_UNKNOWN, MDR_OUTCOME_FAILED, MDR_OUTCOME_DELAYED, MDR_OUTCOME_ARRIVED };

/* What the comparison shows, in the order of telling; each is a sentence "compare.shows-NAME". */
enum mdr_shown {
    MDR_SHOWS_NOT_A_MAIL,        /* one is neither a mail nor a report of one */
    MDR_SHOWS_OTHER_RECIPIENT,   /* not the same recipient: nothing is proved */
    MDR_SHOWS_RECIPIENT_UNKNOWN, /* perhaps not the same one */
    MDR_SHOWS_SAME_MAIL,         /* two reports of one mail */
    MDR_SHOWS_ASSUMED,           /* nothing but the caller says that one arrived */
    MDR_SHOWS_NOT_ADDRESS,       /* one got through: the address is right */
    MDR_SHOWS_NOT_SENDER,        /* ... from the same sender by the same way */
    MDR_SHOWS_BEFORE_CONTENT,    /* refused before the server had seen any content */
    MDR_SHOWS_NAMED_CAUSE,       /* the server names a cause that is not in the content */
    MDR_SHOWS_SENDER_TOO,        /* sender or way differ as well: they may be the cause */
    MDR_SHOWS_SENDER_UNSEEN,     /* sender or way are not known of both */
    MDR_SHOWS_ONE_SUSPECT,       /* only one thing differs that could be the cause */
    MDR_SHOWS_SUSPECTS,          /* several do: one at a time */
    MDR_SHOWS_SEEN_SUSPECTS,     /* some do, where not all is to be seen */
    MDR_SHOWS_NO_SUSPECT,        /* nothing of what was compared: words, time, or the server's memory */
    MDR_SHOWS_ONLY_TIME,         /* the same where words can't be the cause */
    MDR_SHOWS_UNSEEN,            /* the content of one is not known: send it back whole */
    MDR_SHOWS_SAME_REFUSAL,      /* both refused alike: what differs is not the (only) cause */
    MDR_SHOWS_OTHER_REFUSAL,     /* both refused, not alike: two causes */
    MDR_SHOWS_UNDECIDED,         /* one is still tried: wait */
    MDR_SHOWS_BOTH_ARRIVED,
    MDR_SHOWS_WORDS, /* the words of the mails were not compared */
    MDR_SHOWN
};

struct mdr_comparison {
    const struct modori_report *report[2];
    const struct modori_recipient *recipient[2]; /* NULL: a message that reports no recipient */
    enum mdr_outcome outcome[2];
    enum mdr_sameness what[MDR_WHATS];
    bool suspect[MDR_WHATS]; /* it differs, and can have caused this refusal */
    size_t suspects;
    bool shown[MDR_SHOWN];
};

void mdr_comparison_make(struct mdr_comparison *c, const struct modori_report *one, const struct modori_report *other);

/* compare_shows.c: what the samenesses and the outcomes prove together. */
void mdr_comparison_conclude(struct mdr_comparison *c);

/* Whether it is a mail or a report of one; whether content of the mail is known, and all of it: nothing was cut off. */
bool mdr_comparison_is_mail(const struct modori_report *report);
bool mdr_comparison_is_seen(const struct modori_report *report);
bool mdr_comparison_is_whole(const struct modori_report *report);
/* Whether both tell of the same mail. */
bool mdr_comparison_is_one_mail(const struct mdr_comparison *c);
/* The key of MODORI_REPORT_* whose number is compared; 0: a text or a list is. */
int32_t mdr_what_number(enum mdr_what what);

/* The value of one side as it is; attachments have none. */
struct mdr_value {
    bool is_number;
    int64_t number; /* -1: not known */
    struct mdr_span text;
};
struct mdr_value mdr_comparison_raw(const struct mdr_comparison *c, enum mdr_what what, int side);

/* Whether one side at least is known. */
bool mdr_comparison_is_known(const struct mdr_comparison *c, enum mdr_what what);

/* The same as a text for people; absent: not known. */
struct mdr_span mdr_comparison_value(const struct mdr_comparison *c, struct mdr_speech *speech, enum mdr_what what,
                                     int side);

/* Names for JSON, and for the ids of sentences. */
struct mdr_span mdr_what_name(enum mdr_what what);
struct mdr_span mdr_shown_name(enum mdr_shown shown);
struct mdr_span mdr_outcome_name(enum mdr_outcome outcome);

#endif
