/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields and groups of message/delivery-status: see dsn_field.h. */
#include "grammar/dsn_field.h"
#include "bytes/ascii.h"
#include "grammar/name.h"

/* ---- names -------------------------------------------------------------------------------- */

struct name_row {
    char name[24];
    unsigned char n, id;
};

#define ROW(name, id)                                                                              \
    {                                                                                              \
        name, sizeof(name) - 1, id                                                                 \
    }

static const struct name_row names[] = {
    ROW("Final-Recipient", MDR_DSN_FINAL_RECIPIENT),
    ROW("Original-Recipient", MDR_DSN_ORIGINAL_RECIPIENT),
    ROW("Action", MDR_DSN_ACTION),
    ROW("Status", MDR_DSN_STATUS),
    ROW("Diagnostic-Code", MDR_DSN_DIAGNOSTIC_CODE),
    ROW("Remote-MTA", MDR_DSN_REMOTE_MTA),
    ROW("Last-Attempt-Date", MDR_DSN_LAST_ATTEMPT_DATE),
    ROW("Will-Retry-Until", MDR_DSN_WILL_RETRY_UNTIL),
    ROW("Final-Log-ID", MDR_DSN_FINAL_LOG_ID),
    ROW("X-Actual-Recipient", MDR_DSN_ACTUAL_RECIPIENT),
    ROW("Localized-Diagnostic", MDR_DSN_LOCALIZED_DIAGNOSTIC),
    ROW("X-Supplementary-Info", MDR_DSN_X_SUPPLEMENTARY_INFO),
    ROW("X-Network-Error", MDR_DSN_X_NETWORK_ERROR),
    ROW("X-Display-Name", MDR_DSN_X_DISPLAY_NAME),
    ROW("Reporting-MTA", MDR_DSN_REPORTING_MTA),
    ROW("Arrival-Date", MDR_DSN_ARRIVAL_DATE),
    ROW("Received-From-MTA", MDR_DSN_RECEIVED_FROM_MTA),
    ROW("Original-Envelope-Id", MDR_DSN_ORIGINAL_ENVELOPE_ID),
    ROW("DSN-Gateway", MDR_DSN_GATEWAY),
    ROW("Deliver-By-Date", MDR_DSN_DELIVER_BY_DATE),
    ROW("X-Original-Message-ID", MDR_DSN_X_ORIGINAL_MESSAGE_ID),
};

#define NAMES (sizeof names / sizeof names[0])

enum mdr_dsn_field mdr_dsn_field_of(struct mdr_span name)
{
    for (size_t i = 0; i < NAMES; i++)
        if (names[i].n == name.n && mdr_lower(name.p[0]) == mdr_lower(names[i].name[0]) &&
            mdr_equal_fold(name, mdr_span_make(names[i].name, name.n)))
            return (enum mdr_dsn_field)names[i].id;
    /* Postfix writes its configured mail_name in the middle. */
    struct mdr_span tail = mdr_span_from(name, 3);
    if (mdr_starts_with_fold(name, MDR_SPAN("X-"))) {
        if (mdr_ends_with_fold(tail, MDR_SPAN("-Queue-ID")))
            return MDR_DSN_X_QUEUE_ID;
        if (mdr_ends_with_fold(tail, MDR_SPAN("-Sender")))
            return MDR_DSN_X_SENDER;
    }
    return MDR_DSN_OTHER;
}

/* ---- groups ------------------------------------------------------------------------------- */

#define BIT(id)   ((uint32_t)1 << (id))
#define ADDRESSES (BIT(MDR_DSN_FINAL_RECIPIENT) | BIT(MDR_DSN_ORIGINAL_RECIPIENT))
#define ONCE      (ADDRESSES | BIT(MDR_DSN_ACTION) | BIT(MDR_DSN_STATUS))
#define STRONG    (ONCE | BIT(MDR_DSN_ACTUAL_RECIPIENT) | BIT(MDR_DSN_DIAGNOSTIC_CODE))
#define MESSAGE   (BIT(MDR_DSN_ORIGINAL_RECIPIENT) - BIT(MDR_DSN_ORIGINAL_ENVELOPE_ID))

_Static_assert(MDR_DSN_FIELDS <= 32, "a set of fields is 32 bits");

static bool is_message_header(struct mdr_span name)
{
    static const char header[][13] = {"From",     "To",         "Subject",     "Date",
                                      "Received", "Message-ID", "Return-Path", "MIME-Version"};
    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++)
        if (mdr_equal_fold(name, mdr_name(header[i])))
            return true;
    return false;
}

struct mdr_dsn_reader mdr_dsn_reader_make(struct mdr_span s)
{
    return (struct mdr_dsn_reader){.fields = mdr_field_reader_make(s)};
}

/* Reads the block that begins with `first` ahead; tells whether it is a message's header. */
static bool look_ahead(struct mdr_dsn_reader *reader, const struct mdr_field *first)
{
    struct mdr_field_reader copy = reader->fields;
    struct mdr_field field = *first;
    unsigned headers = 0;
    reader->ahead = 0;
    reader->addresses = 0;
    do {
        enum mdr_dsn_field id = mdr_dsn_field_of(field.name);
        reader->ahead |= BIT(id);
        reader->addresses += (BIT(id) & ADDRESSES) != 0;
        headers += id == MDR_DSN_OTHER && is_message_header(field.name);
    } while (mdr_field_next(&copy, &field) && !field.after_blank);
    return headers >= 2 && !(reader->ahead & (BIT(MDR_DSN_FINAL_RECIPIENT) | BIT(MDR_DSN_ACTION)));
}

static void close_group(struct mdr_dsn_reader *reader)
{
    reader->open = false;
    reader->seen = 0;
}

/* Whether the block that was looked at begins a new recipient group with its first field. */
static bool block_begins_group(struct mdr_dsn_reader *reader)
{
    bool repeats = (reader->ahead & reader->seen & ONCE) != 0;
    bool message = (reader->ahead & MESSAGE) != 0;
    if (!(reader->ahead & STRONG)) {
        if (message)
            close_group(reader);
        return false;
    }
    if (message) { /* merged: the group begins further down */
        if (repeats)
            close_group(reader);
        return false;
    }
    return !reader->open || repeats;
}

/* Whether a field inside a block begins a new group. */
static bool field_begins_group(const struct mdr_dsn_reader *reader, enum mdr_dsn_field id)
{
    if (!reader->open)
        return (BIT(id) & STRONG) != 0;
    if (!(reader->seen & BIT(id) & ONCE))
        return false;
    return (BIT(id) & ADDRESSES) != 0 || reader->addresses > 0;
}

static void begin_group(struct mdr_dsn_reader *reader, struct mdr_dsn_item *item, bool merged)
{
    reader->group++;
    reader->open = true;
    reader->seen = 0;
    item->begins = true;
    item->merged = merged;
}

/* Takes up a new block; false when it is the returned message. */
static bool begin_block(struct mdr_dsn_reader *reader, struct mdr_dsn_item *item)
{
    bool header = look_ahead(reader, &item->field);
    reader->in_block = true;
    reader->plain = header;
    if (header && reader->group > 0)
        return false;
    if (!header && block_begins_group(reader))
        begin_group(reader, item, false);
    return true;
}

bool mdr_dsn_next(struct mdr_dsn_reader *reader, struct mdr_dsn_item *ret)
{
    size_t from = reader->fields.at;
    if (reader->ended || !mdr_field_next(&reader->fields, &ret->field))
        return false;
    ret->which = mdr_dsn_field_of(ret->field.name);
    ret->begins = ret->merged = false;
    bool first = !reader->in_block || ret->field.after_blank;
    if (first && !begin_block(reader, ret)) {
        reader->fields.at = from;
        reader->ended = true;
        return false;
    }
    if (!ret->begins && !reader->plain && field_begins_group(reader, ret->which))
        begin_group(reader, ret, !first);
    if (BIT(ret->which) & ADDRESSES)
        reader->addresses--;
    ret->repeated = ret->which != MDR_DSN_OTHER && (reader->seen & BIT(ret->which)) != 0;
    reader->seen |= BIT(ret->which);
    bool message = (BIT(ret->which) & MESSAGE) != 0 || !reader->open;
    ret->group = message ? 0 : reader->group;
    ret->again = message && reader->group > 0;
    return true;
}
