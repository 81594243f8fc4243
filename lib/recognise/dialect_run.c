/* SPDX-License-Identifier: BSD-2-Clause */
/* The line machine: see dialect_run.h and tables/dialects/README. */
#include "recognise/dialect_run.h"
#include "bytes/ascii.h"

/* One line is looked at again at most so often ("again"): a circle of states ends here. */
#define AGAIN_MAX 8
/* A returned message is not indented further. */
#define INDENT_MAX 8

struct mdr_clue *mdr_run_clue(struct mdr_run *run)
{
    return run->clues->n > run->first ? &run->clues->clue[run->clues->n - 1] : NULL;
}

struct mdr_text mdr_run_line(const struct mdr_run *run, size_t at, size_t *ret_next)
{
    const struct mdr_text *text = &run->notice->text;
    size_t end = mdr_find_byte(text->s, '\n', at);
    *ret_next = end == MDR_NOT_FOUND ? text->s.n : end + 1;
    size_t to = end == MDR_NOT_FOUND ? text->s.n : end;
    if (to > at && text->s.p[to - 1] == '\r')
        to--;
    return mdr_text_cut(text, at, to);
}

bool mdr_line_quoted(struct mdr_span line)
{
    size_t at = 0;
    while (at < line.n && mdr_is_blank(line.p[at]))
        at++;
    return at < line.n && line.p[at] == '>' && !mdr_starts_with(mdr_span_from(line, at), MDR_SPAN(">>>"));
}

/* ---- the diagnostic ------------------------------------------------------------------------- */

void mdr_run_append(struct mdr_run *run, const struct mdr_text *text, char joint)
{
    size_t limit = run->notice->limits->diagnostic;
    if (!run->open) {
        mdr_builder_init(&run->diagnostic, run->clues->arena);
        run->open = true;
    }
    if (text->s.n == 0 || run->diagnostic.n >= limit)
        return;
    if (run->diagnostic.n > 0 && joint == ' ')
        mdr_builder_add_joint(&run->diagnostic, text->s, mdr_text_source(text, 0));
    else if (run->diagnostic.n > 0)
        mdr_builder_add_byte(&run->diagnostic, joint, mdr_text_source(text, 0));
    struct mdr_text kept = mdr_text_cut(text, 0, limit - run->diagnostic.n);
    mdr_builder_add_text(&run->diagnostic, &kept);
}

void mdr_run_flush(struct mdr_run *run)
{
    if (!run->open)
        return;
    run->open = false;
    if (run->diagnostic.n == 0)
        return;
    struct mdr_text whole = mdr_builder_finish(&run->diagnostic);
    /* A notice that names no recipient: its header or the returned message may. */
    if (run->clues->n == run->first && mdr_clues_add(run->clues, MDR_CLUE_NOTICE))
        run->group = run->first;
    for (size_t i = run->group; i < run->clues->n; i++)
        if (!mdr_text_present(&run->clues->clue[i].diagnostic))
            run->clues->clue[i].diagnostic = whole;
}

struct mdr_clue *mdr_run_recipient(struct mdr_run *run, struct mdr_text address)
{
    mdr_run_flush(run);
    struct mdr_clue *clue = mdr_clues_add(run->clues, MDR_CLUE_NOTICE);
    if (clue) {
        run->group = run->clues->n - 1;
        clue->address = address;
    } else {
        run->group = run->clues->n;
    }
    return clue;
}

/* The reason stands above its recipients: a new clue takes it over, further ones share it. */
static void recipient_above(struct mdr_run *run, struct mdr_text address)
{
    const struct mdr_clue *last = mdr_run_clue(run);
    struct mdr_text shared = !run->open && last ? last->diagnostic : MDR_TEXT_NONE;
    struct mdr_clue *clue = mdr_clues_add(run->clues, MDR_CLUE_NOTICE);
    run->group = clue ? run->clues->n - 1 : run->clues->n;
    if (!clue)
        return;
    clue->address = address;
    clue->diagnostic = shared;
    mdr_run_flush(run);
}

/* ---- captures ------------------------------------------------------------------------------- */

struct hit {
    const struct mdr_text *line;
    const struct mdr_rule_row *rule;
    struct mdr_captures captures;
};

static bool rule_has(const struct mdr_run *run, const struct mdr_rule_row *rule, enum mdr_op op)
{
    for (size_t i = 0; i < rule->ops; i++)
        if (run->table->op[rule->op + i].op == op)
            return true;
    return false;
}

static struct mdr_text captured(const struct hit *hit, enum mdr_class class)
{
    struct mdr_span s = mdr_capture(&hit->captures, class);
    return s.p ? mdr_text_part(hit->line, s) : MDR_TEXT_NONE;
}

static void fill(struct mdr_text *to, const struct hit *hit, enum mdr_class class)
{
    if (mdr_captured(&hit->captures, class))
        *to = captured(hit, class);
}

static void take_recipient(struct mdr_run *run, const struct hit *hit)
{
    enum mdr_class class = MDR_CLASS_RECIPIENT;
    if (!mdr_captured(&hit->captures, class))
        class = MDR_CLASS_LOCAL;
    if (!mdr_captured(&hit->captures, class))
        return;
    if (rule_has(run, hit->rule, MDR_OP_ABOVE)) {
        recipient_above(run, captured(hit, class));
        return;
    }
    struct mdr_clue *clue = mdr_run_clue(run);
    if (rule_has(run, hit->rule, MDR_OP_SAME) && clue) {
        clue->address = captured(hit, class);
        return;
    }
    /* "said: 550 5.1.1", and below it, not indented, "<user@example.org>: unknown": the reply goes on. */
    if (clue && run->open && mdr_equal_fold(clue->address.s, captured(hit, class).s))
        return;
    size_t group = run->group;
    bool also = rule_has(run, hit->rule, MDR_OP_ALSO) && clue && !run->open;
    if (mdr_run_recipient(run, captured(hit, class)) && also)
        run->group = group;
}

static void take_captures(struct mdr_run *run, const struct hit *hit)
{
    take_recipient(run, hit);
    fill(&run->clues->reporting_mta, hit, MDR_CLASS_MTA);
    fill(&run->clues->queue_id, hit, MDR_CLASS_QUEUE);
    fill(&run->clues->sender, hit, MDR_CLASS_SENDER);
    struct mdr_clue *clue = mdr_run_clue(run);
    if (!clue) {
        fill(&run->clues->arrival_date, hit, MDR_CLASS_DATE);
        return;
    }
    fill(&clue->alias, hit, MDR_CLASS_ALIAS);
    fill(&clue->original, hit, MDR_CLASS_ORIGINAL);
    fill(&clue->status, hit, MDR_CLASS_STATUS);
    fill(&clue->host, hit, MDR_CLASS_HOST);
    fill(&clue->ip, hit, MDR_CLASS_IP);
    fill(&clue->port, hit, MDR_CLASS_PORT);
    fill(&clue->command, hit, MDR_CLASS_COMMAND);
    fill(&clue->retry_until, hit, MDR_CLASS_DATE);
}

/* ---- operations ----------------------------------------------------------------------------- */

/* What a rule gives to the diagnostic: what it captured, or the line. */
static struct mdr_text diagnostic_part(const struct hit *hit)
{
    if (mdr_captured(&hit->captures, MDR_CLASS_REPLY))
        return captured(hit, MDR_CLASS_REPLY);
    if (mdr_captured(&hit->captures, MDR_CLASS_TEXT))
        return captured(hit, MDR_CLASS_TEXT);
    return mdr_text_trim(hit->line);
}

static void take_as(struct mdr_run *run, enum mdr_as as, const struct hit *hit)
{
    struct mdr_clues *clues = run->clues;
    struct mdr_clue *clue = mdr_run_clue(run);
    struct mdr_text part = diagnostic_part(hit);
    switch (as) {
    case MDR_AS_MESSAGE_ID:
        clues->original_message_id = part;
        break;
    case MDR_AS_SUBJECT:
        clues->original_subject = part;
        break;
    case MDR_AS_DATE:
        clues->original_date = part;
        break;
    case MDR_AS_TO:
        clues->original_to = part;
        break;
    case MDR_AS_ENVELOPE_ID:
        clues->envelope_id = part;
        break;
    case MDR_AS_HOST:
        if (clue)
            clue->host = part;
        break;
    }
}

static size_t indent_of(struct mdr_span s, size_t at, size_t most)
{
    size_t n = 0;
    while (n < most && at + n < s.n && s.p[at + n] == ' ')
        n++;
    return n;
}

/* fml indents each line of what it returns: without that its fields would be one folded field. */
static struct mdr_text without_indent(struct mdr_run *run, const struct mdr_text *text)
{
    struct mdr_builder b;
    size_t indent = indent_of(text->s, 0, INDENT_MAX), next;
    if (indent == 0)
        return *text;
    mdr_builder_init(&b, run->clues->arena);
    for (size_t at = 0; at < text->s.n; at = next) {
        size_t end = mdr_find_byte(text->s, '\n', at);
        next = end == MDR_NOT_FOUND ? text->s.n : end + 1;
        mdr_builder_add_part(&b, text, at + indent_of(text->s, at, indent), next);
    }
    return mdr_builder_finish(&b);
}

static void take_returned(struct mdr_run *run, size_t at)
{
    struct mdr_span s = run->notice->text.s;
    while (at < s.n && (s.p[at] == '\n' || s.p[at] == '\r'))
        at++;
    if (at < s.n) {
        struct mdr_text rest = mdr_text_cut(&run->notice->text, at, s.n);
        run->clues->returned = without_indent(run, &rest);
    }
    run->stopped = true;
}

static void drop(struct mdr_run *run)
{
    run->open = false;
    if (run->clues->n > run->first)
        run->clues->n--;
    run->group = run->clues->n;
}

/* Those above keep what the words above them say: Sendmail has a title for each outcome. */
static void set_all(struct mdr_run *run, int32_t action)
{
    struct mdr_clues *clues = run->clues;
    for (size_t i = run->titled; clues->action != 0 && clues->action != action && i < clues->n; i++)
        if (clues->clue[i].action == 0)
            clues->clue[i].action = clues->action;
    run->titled = clues->n;
    clues->action = action;
}

static void set_number(struct mdr_run *run, enum mdr_op op, int32_t n)
{
    struct mdr_clue *clue = mdr_run_clue(run);
    if (op == MDR_OP_ALL)
        set_all(run, n);
    else if (op == MDR_OP_KIND)
        run->found->kind = n;
    else if (clue && op == MDR_OP_ACTION)
        clue->action = n;
    else if (clue && op == MDR_OP_PHASE)
        clue->phase = n;
    else if (clue && op == MDR_OP_SPEAKER)
        clue->speaker = n;
}

static void call_hook(struct mdr_run *run, enum mdr_hook hook, size_t at)
{
    switch (hook) {
    case MDR_HOOK_SENDMAIL:
        mdr_hook_sendmail(run, at);
        break;
    case MDR_HOOK_POSTMASTER:
        mdr_hook_postmaster(run, at);
        break;
    case MDR_HOOK_SES:
        mdr_hook_ses(run, at);
        break;
    }
}

/* One operation; at: where the line begins. Returns true when the line is to be looked at again. */
static bool operate(struct mdr_run *run, const struct hit *hit, const struct mdr_op_row *row, size_t at)
{
    struct mdr_text part;
    switch ((enum mdr_op)row->op) {
    case MDR_OP_GO:
        run->state = row->n;
        break;
    case MDR_OP_AGAIN:
        return true;
    case MDR_OP_APPEND:
    case MDR_OP_FOLD:
        part = diagnostic_part(hit);
        mdr_run_append(run, &part, row->op == MDR_OP_FOLD ? ' ' : '\n');
        break;
    case MDR_OP_END:
        mdr_run_flush(run);
        break;
    case MDR_OP_DROP:
        drop(run);
        break;
    case MDR_OP_AS:
        take_as(run, (enum mdr_as)row->n, hit);
        break;
    case MDR_OP_HOOK:
        call_hook(run, (enum mdr_hook)row->n, at);
        break;
    case MDR_OP_STOP:
        run->stopped = true;
        break;
    case MDR_OP_RETURNED:
        take_returned(run, run->next);
        break;
    case MDR_OP_QUOTED:
        take_returned(run, at);
        break;
    case MDR_OP_SAME:
    case MDR_OP_ALSO:
    case MDR_OP_ABOVE:
        break;
    default:
        set_number(run, (enum mdr_op)row->op, row->n);
    }
    return false;
}

/* A captured text begins or continues the diagnostic even when the rule does not say so. */
static bool wants_append(const struct mdr_run *run, const struct hit *hit)
{
    if (!mdr_captured(&hit->captures, MDR_CLASS_TEXT) && !mdr_captured(&hit->captures, MDR_CLASS_REPLY))
        return false;
    return !rule_has(run, hit->rule, MDR_OP_APPEND) && !rule_has(run, hit->rule, MDR_OP_FOLD) &&
           !rule_has(run, hit->rule, MDR_OP_AS);
}

static bool obey(struct mdr_run *run, const struct hit *hit, size_t at)
{
    bool again = false;
    take_captures(run, hit);
    if (wants_append(run, hit)) {
        struct mdr_text part = diagnostic_part(hit);
        mdr_run_append(run, &part, '\n');
    }
    for (size_t i = 0; i < hit->rule->ops; i++)
        again |= operate(run, hit, &run->table->op[hit->rule->op + i], at);
    return again;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool rule_fits(const struct mdr_run *run, struct hit *hit)
{
    struct mdr_span s = hit->line->s;
    hit->captures.have = 0;
    switch (hit->rule->pattern) {
    case MDR_RULE_BLANK:
        return mdr_trim(s).n == 0;
    case MDR_RULE_OTHER:
        return true;
    case MDR_RULE_INDENTED:
        return s.n > 0 && mdr_is_blank(s.p[0]) && mdr_trim(s).n > 0;
    default:
        return mdr_pattern_match(&run->table->patterns, hit->rule->pattern, s, &hit->captures);
    }
}

/* Behind the indentation, in lower case: most rules are told apart by it alone. */
static char first_byte(struct mdr_span line)
{
    size_t at = 0;
    while (at < line.n && mdr_is_blank(line.p[at]))
        at++;
    return at < line.n ? mdr_lower(line.p[at]) : '\0';
}

/* Returns true when the line is to be looked at again, in another state. */
static bool run_line(struct mdr_run *run, const struct mdr_text *line, size_t at)
{
    const struct mdr_state_row *state = &run->table->state[run->dialect->state + run->state];
    struct hit hit;
    hit.line = line;
    char first = first_byte(line->s);
    const struct mdr_rule_row *rule = &run->table->rule[state->rule], *end = rule + state->rules;
    for (; rule < end; rule++) {
        if (rule->first != '\0' && rule->first != first)
            continue;
        hit.rule = rule;
        if (rule_fits(run, &hit))
            return obey(run, &hit, at);
    }
    return false;
}

/* What stands above the first recipient is no recipient: it is the reason of those that have none of their own. */
static void share_preface(struct mdr_run *run)
{
    struct mdr_clues *clues = run->clues;
    if (clues->n < run->first + 2 || mdr_text_present(&clues->clue[run->first].address))
        return;
    struct mdr_text preface = clues->clue[run->first].diagnostic;
    for (size_t i = run->first + 1; i < clues->n; i++) {
        clues->clue[i - 1] = clues->clue[i];
        if (!mdr_text_present(&clues->clue[i - 1].diagnostic))
            clues->clue[i - 1].diagnostic = preface;
    }
    clues->n--;
}

void mdr_dialect_run(struct mdr_run *run)
{
    run->first = run->group = run->titled = run->clues->n;
    size_t at = 0;
    while (at < run->notice->text.s.n && !run->stopped) {
        struct mdr_text line = mdr_run_line(run, at, &run->next);
        if (!mdr_line_quoted(line.s))
            for (int i = 0; i < AGAIN_MAX && run_line(run, &line, at) && !run->stopped; i++)
                continue;
        at = run->next;
    }
    mdr_run_flush(run);
    share_preface(run);
}

bool mdr_reply_lines_add(struct mdr_reply_lines *lines, struct mdr_run *run, const struct mdr_text *line)
{
    if (!lines->open)
        mdr_builder_init(&lines->text, run->clues->arena);
    else
        mdr_builder_add_byte(&lines->text, '\n', mdr_text_source(line, 0));
    mdr_builder_add_text(&lines->text, line);
    lines->open = true;
    return line->s.n < 4 || line->s.p[3] != '-';
}

struct mdr_text mdr_reply_lines_take(struct mdr_reply_lines *lines)
{
    lines->open = false;
    return mdr_builder_finish(&lines->text);
}
