/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a Content-Type says, RFC 2045 5.1, RFC 6522, RFC 3464, RFC 6533, RFC 5965, RFC 8098; with the
 * misspellings that servers send (multipart/mx6d, text/rfc822-header).
 */
#include "grammar/mime.h"
#include "grammar/name.h"
#include "grammar/walk.h"
#include "bytes/ascii.h"

#define SUBTYPE_ROOM 40

/* The subtype in lower case without its marks: "rfc822-Headers" and "rfc822_headers" are the same. */
static struct mdr_span subtype_letters(struct mdr_span subtype, char room[SUBTYPE_ROOM])
{
    size_t n = 0;
    for (size_t i = 0; i < subtype.n && n < SUBTYPE_ROOM; i++)
        if (mdr_is_alnum(subtype.p[i]))
            room[n++] = mdr_lower(subtype.p[i]);
    return mdr_span_make(room, n);
}

struct subtype {
    char begins[32];
    enum mdr_media media;
};

/* By the beginning of the subtype, longer ones first; most of them are of the type message. */
static enum mdr_media media_of_subtype(struct mdr_span letters, bool message)
{
    static const struct subtype any[] = {
        {"deliverystatus", MDR_MEDIA_DELIVERY_STATUS},
        {"globaldeliverystatus", MDR_MEDIA_DELIVERY_STATUS},
        {"dispositionnotification", MDR_MEDIA_DISPOSITION},
        {"globaldispositionnotification", MDR_MEDIA_DISPOSITION},
        {"feedbackreport", MDR_MEDIA_FEEDBACK},
        {"rfc822header", MDR_MEDIA_TEXT_HEADERS},
        {"globalheader", MDR_MEDIA_TEXT_HEADERS},
    };
    static const struct subtype messages[] = {
        {"rfc822", MDR_MEDIA_MESSAGE}, {"rfc2822", MDR_MEDIA_MESSAGE}, {"rfc5322", MDR_MEDIA_MESSAGE},
        {"global", MDR_MEDIA_MESSAGE}, {"partial", MDR_MEDIA_MESSAGE}, {"news", MDR_MEDIA_MESSAGE},
    };
    for (size_t i = 0; i < sizeof any / sizeof *any; i++)
        if (mdr_starts_with(letters, mdr_name(any[i].begins)))
            return any[i].media;
    for (size_t i = 0; message && i < sizeof messages / sizeof *messages; i++)
        if (mdr_starts_with(letters, mdr_name(messages[i].begins)))
            return messages[i].media;
    return MDR_MEDIA_OTHER;
}

static enum mdr_media media_of_text(struct mdr_span letters)
{
    if (mdr_span_equal(letters, MDR_SPAN("plain")))
        return MDR_MEDIA_TEXT_PLAIN;
    if (mdr_span_equal(letters, MDR_SPAN("html")))
        return MDR_MEDIA_TEXT_HTML;
    return MDR_MEDIA_TEXT_OTHER;
}

/* type and subtype; where there is no "/", RFC 2045 5.2 makes it plain text. */
static enum mdr_media media_of(struct mdr_span type, struct mdr_span subtype)
{
    char room[SUBTYPE_ROOM];
    struct mdr_span letters = subtype_letters(subtype, room);
    if (mdr_starts_with_fold(type, MDR_SPAN("multipart")))
        return MDR_MEDIA_MULTIPART;
    if (!subtype.p)
        return MDR_MEDIA_TEXT_PLAIN;
    enum mdr_media media = media_of_subtype(letters, mdr_equal_fold(type, MDR_SPAN("message")));
    if (media != MDR_MEDIA_OTHER)
        return media;
    if (mdr_equal_fold(type, MDR_SPAN("text")))
        return media_of_text(letters);
    if (mdr_equal_fold(type, MDR_SPAN("application")))
        return MDR_MEDIA_APPLICATION;
    if (mdr_equal_fold(type, MDR_SPAN("image")) || mdr_equal_fold(type, MDR_SPAN("audio")) ||
        mdr_equal_fold(type, MDR_SPAN("video")))
        return MDR_MEDIA_IMAGE_AUDIO_VIDEO;
    return MDR_MEDIA_OTHER;
}

static bool ends_type(char c)
{
    return c <= ';' && (mdr_is_space(c) || c == ';' || c == '(' || c == ',');
}

void mdr_media_read(struct mdr_span body, struct mdr_part *part)
{
    size_t end = 0, at;
    while (end < body.n && !ends_type(body.p[end]) && body.p[end] != '/')
        end++;
    struct mdr_span type = mdr_span_cut(body, 0, end), subtype = MDR_SPAN_NONE;
    at = mdr_skip_space(body, end);
    if (at < body.n && body.p[at] == '/') {
        at = end = mdr_skip_space(body, at + 1);
        while (end < body.n && !ends_type(body.p[end]))
            end++;
        subtype = mdr_span_cut(body, at, end);
    }
    part->type = mdr_span_cut(body, 0, end);
    part->parameters = mdr_span_from(body, end);
    part->media = media_of(type, subtype);
    struct mdr_span boundary;
    if (part->media == MDR_MEDIA_OTHER && mdr_parameter_raw(part->parameters, MDR_SPAN("boundary"), &boundary))
        part->media = MDR_MEDIA_MULTIPART; /* the type's name is misspelt */
}
