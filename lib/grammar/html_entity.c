/* SPDX-License-Identifier: BSD-2-Clause */
/* Numeric references, and the names that notices use. See html_entity.h. */
#include "grammar/html_entity.h"
#include "grammar/name.h"
#include "bytes/ascii.h"

#define DIGITS_MAX 8

struct entity {
    char name[8];
    uint16_t character;
};

static const struct entity entities[] = {
    {"nbsp", 0xA0},    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
    {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bdquo", 0x201E},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"bull", 0x2022},  {"middot", 0xB7},   {"euro", 0x20AC},  {"pound", 0xA3},
    {"yen", 0xA5},     {"cent", 0xA2},    {"sect", 0xA7},    {"para", 0xB6},     {"deg", 0xB0},     {"plusmn", 0xB1},
    {"times", 0xD7},   {"divide", 0xF7},  {"frac12", 0xBD},  {"ordf", 0xAA},     {"ordm", 0xBA},    {"iexcl", 0xA1},
    {"iquest", 0xBF},  {"larr", 0x2190},  {"rarr", 0x2192},  {"shy", 0xAD},      {"ensp", ' '},     {"emsp", ' '},
    {"thinsp", ' '},   {"zwnj", 0x200C},  {"zwj", 0x200D},   {"Agrave", 0xC0},   {"Aacute", 0xC1},  {"Acirc", 0xC2},
    {"Atilde", 0xC3},  {"Auml", 0xC4},    {"Aring", 0xC5},   {"AElig", 0xC6},    {"Ccedil", 0xC7},  {"Egrave", 0xC8},
    {"Eacute", 0xC9},  {"Ecirc", 0xCA},   {"Euml", 0xCB},    {"Igrave", 0xCC},   {"Iacute", 0xCD},  {"Icirc", 0xCE},
    {"Iuml", 0xCF},    {"ETH", 0xD0},     {"Ntilde", 0xD1},  {"Ograve", 0xD2},   {"Oacute", 0xD3},  {"Ocirc", 0xD4},
    {"Otilde", 0xD5},  {"Ouml", 0xD6},    {"Oslash", 0xD8},  {"Ugrave", 0xD9},   {"Uacute", 0xDA},  {"Ucirc", 0xDB},
    {"Uuml", 0xDC},    {"Yacute", 0xDD},  {"THORN", 0xDE},   {"szlig", 0xDF},    {"agrave", 0xE0},  {"aacute", 0xE1},
    {"acirc", 0xE2},   {"atilde", 0xE3},  {"auml", 0xE4},    {"aring", 0xE5},    {"aelig", 0xE6},   {"ccedil", 0xE7},
    {"egrave", 0xE8},  {"eacute", 0xE9},  {"ecirc", 0xEA},   {"euml", 0xEB},     {"igrave", 0xEC},  {"iacute", 0xED},
    {"icirc", 0xEE},   {"iuml", 0xEF},    {"eth", 0xF0},     {"ntilde", 0xF1},   {"ograve", 0xF2},  {"oacute", 0xF3},
    {"ocirc", 0xF4},   {"otilde", 0xF5},  {"ouml", 0xF6},    {"oslash", 0xF8},   {"ugrave", 0xF9},  {"uacute", 0xFA},
    {"ucirc", 0xFB},   {"uuml", 0xFC},    {"yacute", 0xFD},  {"thorn", 0xFE},    {"yuml", 0xFF},    {"OElig", 0x152},
    {"oelig", 0x153},  {"Scaron", 0x160}, {"scaron", 0x161},
};

/* "#64" or "#x40"; its end without the ";". */
static size_t read_number(struct mdr_span s, size_t at, uint32_t *ret)
{
    unsigned radix = 10;
    uint32_t value = 0;
    if (at < s.n && mdr_lower(s.p[at]) == 'x') {
        radix = 16;
        at++;
    }
    size_t from = at;
    for (; at < s.n && at - from < DIGITS_MAX; at++) {
        int digit = mdr_hex_value(s.p[at]);
        if (digit < 0 || (unsigned)digit >= radix)
            break;
        value = value * radix + (unsigned)digit;
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (at == from)
        return 0;
    *ret = value == 0 || value > 0x10FFFF || surrogate ? 0xFFFD : value;
    return at;
}

static size_t read_name(struct mdr_span s, size_t at, uint32_t *ret)
{
    size_t end = at;
    while (end < s.n && end - at < sizeof entities->name && mdr_is_alnum(s.p[end]))
        end++;
    struct mdr_span name = mdr_span_cut(s, at, end);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (mdr_span_equal(name, mdr_name(entities[i].name))) {
            *ret = entities[i].character;
            return end;
        }
    return 0;
}

size_t mdr_html_entity(struct mdr_span s, uint32_t *ret_character)
{
    if (s.n < 2 || s.p[0] != '&')
        return 0;
    size_t end = s.p[1] == '#' ? read_number(s, 2, ret_character) : read_name(s, 1, ret_character);
    if (end == 0)
        return 0;
    return end < s.n && s.p[end] == ';' ? end + 1 : end;
}
