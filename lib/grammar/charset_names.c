/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The list of charset labels that are known, and what iconv calls them. Labels are compared by their
 * letters and digits only and without a leading "x-", so that "iso8859-1", "ISO_8859-1" and
 * "x-iso-8859-1" are one. What mail means by a label counts, not what the registry says: iso-8859-1 is
 * windows-1252, gb2312 is gb18030, shift_jis is CP932, ks_c_5601-1987 is CP949.
 */
#include "grammar/charset_inside.h"
#include "bytes/ascii.h"

#define LABEL_ROOM 23

struct label {
    char letters[LABEL_ROOM];
    uint8_t number;
};

/* In the order of the bytes: it is searched by halving. */
static const struct label labels[] = {
    {"437", MDR_CHARSET_CP437}, {"646", MDR_CHARSET_ASCII}, {"7bit", MDR_CHARSET_NONE},
    {"850", MDR_CHARSET_CP850}, {"852", MDR_CHARSET_CP852}, {"866", MDR_CHARSET_CP866},
    {"88591", MDR_CHARSET_WINDOWS_1252}, {"885910", MDR_CHARSET_ISO_8859_10},
    {"885913", MDR_CHARSET_ISO_8859_13}, {"885914", MDR_CHARSET_ISO_8859_14},
    {"885915", MDR_CHARSET_ISO_8859_15}, {"885916", MDR_CHARSET_ISO_8859_16},
    {"88592", MDR_CHARSET_ISO_8859_2}, {"88593", MDR_CHARSET_ISO_8859_3},
    {"88594", MDR_CHARSET_ISO_8859_4}, {"88595", MDR_CHARSET_ISO_8859_5},
    {"88596", MDR_CHARSET_ISO_8859_6}, {"88597", MDR_CHARSET_ISO_8859_7},
    {"88598", MDR_CHARSET_ISO_8859_8}, {"8bit", MDR_CHARSET_NONE},
    {"ansi", MDR_CHARSET_WINDOWS_1252}, {"ansix341968", MDR_CHARSET_ASCII},
    {"ansix341986", MDR_CHARSET_ASCII}, {"arabic", MDR_CHARSET_ISO_8859_6},
    {"ascii", MDR_CHARSET_ASCII}, {"asmo708", MDR_CHARSET_ISO_8859_6}, {"big5", MDR_CHARSET_BIG5},
    {"big5eten", MDR_CHARSET_BIG5}, {"big5hkscs", MDR_CHARSET_BIG5}, {"big5tw", MDR_CHARSET_BIG5},
    {"bigfive", MDR_CHARSET_BIG5}, {"binary", MDR_CHARSET_NONE}, {"charset", MDR_CHARSET_NONE},
    {"chinese", MDR_CHARSET_GB18030}, {"cnbig5", MDR_CHARSET_BIG5}, {"cngb", MDR_CHARSET_GB18030},
    {"cns11643", MDR_CHARSET_EUC_TW}, {"cp1250", MDR_CHARSET_WINDOWS_1250},
    {"cp1251", MDR_CHARSET_WINDOWS_1251}, {"cp1252", MDR_CHARSET_WINDOWS_1252},
    {"cp1253", MDR_CHARSET_WINDOWS_1253}, {"cp1254", MDR_CHARSET_WINDOWS_1254},
    {"cp1255", MDR_CHARSET_WINDOWS_1255}, {"cp1256", MDR_CHARSET_WINDOWS_1256},
    {"cp1257", MDR_CHARSET_WINDOWS_1257}, {"cp1258", MDR_CHARSET_WINDOWS_1258},
    {"cp1361", MDR_CHARSET_JOHAB}, {"cp367", MDR_CHARSET_ASCII}, {"cp437", MDR_CHARSET_CP437},
    {"cp50220", MDR_CHARSET_ISO_2022_JP}, {"cp50221", MDR_CHARSET_ISO_2022_JP},
    {"cp50222", MDR_CHARSET_ISO_2022_JP}, {"cp51932", MDR_CHARSET_EUC_JP},
    {"cp65000", MDR_CHARSET_UTF7}, {"cp65001", MDR_CHARSET_UTF8},
    {"cp819", MDR_CHARSET_WINDOWS_1252}, {"cp850", MDR_CHARSET_CP850},
    {"cp852", MDR_CHARSET_CP852}, {"cp858", MDR_CHARSET_CP850}, {"cp866", MDR_CHARSET_CP866},
    {"cp874", MDR_CHARSET_WINDOWS_874}, {"cp932", MDR_CHARSET_CP932},
    {"cp936", MDR_CHARSET_GB18030}, {"cp943", MDR_CHARSET_CP932}, {"cp943c", MDR_CHARSET_CP932},
    {"cp949", MDR_CHARSET_CP949}, {"cp950", MDR_CHARSET_BIG5}, {"cp951", MDR_CHARSET_BIG5},
    {"csascii", MDR_CHARSET_ASCII}, {"csbig5", MDR_CHARSET_BIG5}, {"cseuckr", MDR_CHARSET_CP949},
    {"cseucpkdfmtjapanese", MDR_CHARSET_EUC_JP}, {"csgb18030", MDR_CHARSET_GB18030},
    {"csgb2312", MDR_CHARSET_GB18030}, {"csgb231280", MDR_CHARSET_GB18030},
    {"csgbk", MDR_CHARSET_GB18030}, {"csibm866", MDR_CHARSET_CP866},
    {"csiso2022jp", MDR_CHARSET_ISO_2022_JP}, {"csiso2022jp2", MDR_CHARSET_ISO_2022_JP},
    {"csiso2022kr", MDR_CHARSET_ISO_2022_KR}, {"csiso58gb231280", MDR_CHARSET_GB18030},
    {"csiso885915", MDR_CHARSET_ISO_8859_15}, {"csiso88598e", MDR_CHARSET_ISO_8859_8},
    {"csiso88598i", MDR_CHARSET_ISO_8859_8}, {"csisolatin1", MDR_CHARSET_WINDOWS_1252},
    {"csisolatin2", MDR_CHARSET_ISO_8859_2}, {"csisolatin3", MDR_CHARSET_ISO_8859_3},
    {"csisolatin4", MDR_CHARSET_ISO_8859_4}, {"csisolatin5", MDR_CHARSET_WINDOWS_1254},
    {"csisolatin6", MDR_CHARSET_ISO_8859_10}, {"csisolatin9", MDR_CHARSET_ISO_8859_15},
    {"csisolatinarabic", MDR_CHARSET_ISO_8859_6}, {"csisolatincyrillic", MDR_CHARSET_ISO_8859_5},
    {"csisolatingreek", MDR_CHARSET_ISO_8859_7}, {"csisolatinhebrew", MDR_CHARSET_ISO_8859_8},
    {"cskoi8r", MDR_CHARSET_KOI8_R}, {"cskoi8u", MDR_CHARSET_KOI8_U},
    {"csksc56011987", MDR_CHARSET_CP949}, {"csmacintosh", MDR_CHARSET_MACINTOSH},
    {"cspc850multilingual", MDR_CHARSET_CP850}, {"cspc8codepage437", MDR_CHARSET_CP437},
    {"cspcp852", MDR_CHARSET_CP852}, {"csshiftjis", MDR_CHARSET_CP932},
    {"cstis620", MDR_CHARSET_WINDOWS_874}, {"csunicode", MDR_CHARSET_UTF_16BE},
    {"csunicode11utf7", MDR_CHARSET_UTF7}, {"csutf7", MDR_CHARSET_UTF7},
    {"csutf8", MDR_CHARSET_UTF8}, {"cswindows1250", MDR_CHARSET_WINDOWS_1250},
    {"cswindows1251", MDR_CHARSET_WINDOWS_1251}, {"cswindows1252", MDR_CHARSET_WINDOWS_1252},
    {"cswindows1253", MDR_CHARSET_WINDOWS_1253}, {"cswindows1255", MDR_CHARSET_WINDOWS_1255},
    {"cswindows1256", MDR_CHARSET_WINDOWS_1256}, {"cswindows1257", MDR_CHARSET_WINDOWS_1257},
    {"cswindows1258", MDR_CHARSET_WINDOWS_1258}, {"cswindows31j", MDR_CHARSET_CP932},
    {"cyrillic", MDR_CHARSET_ISO_8859_5}, {"default", MDR_CHARSET_NONE},
    {"defaultcharset", MDR_CHARSET_NONE}, {"dos437", MDR_CHARSET_CP437},
    {"dos866", MDR_CHARSET_CP866}, {"dos874", MDR_CHARSET_WINDOWS_874},
    {"ecma114", MDR_CHARSET_ISO_8859_6}, {"ecma118", MDR_CHARSET_ISO_8859_7},
    {"elot928", MDR_CHARSET_ISO_8859_7}, {"euc", MDR_CHARSET_EUC_JP},
    {"euccn", MDR_CHARSET_GB18030}, {"eucjapan", MDR_CHARSET_EUC_JP},
    {"eucjp", MDR_CHARSET_EUC_JP}, {"eucjpms", MDR_CHARSET_EUC_JP},
    {"eucjpopen", MDR_CHARSET_EUC_JP}, {"eucjpwin", MDR_CHARSET_EUC_JP},
    {"euckr", MDR_CHARSET_CP949}, {"euctw", MDR_CHARSET_EUC_TW}, {"gb", MDR_CHARSET_GB18030},
    {"gb18030", MDR_CHARSET_GB18030}, {"gb2312", MDR_CHARSET_GB18030},
    {"gb231280", MDR_CHARSET_GB18030}, {"gbk", MDR_CHARSET_GB18030},
    {"greek", MDR_CHARSET_ISO_8859_7}, {"greek8", MDR_CHARSET_ISO_8859_7},
    {"hebrew", MDR_CHARSET_ISO_8859_8}, {"ibm00858", MDR_CHARSET_CP850},
    {"ibm367", MDR_CHARSET_ASCII}, {"ibm437", MDR_CHARSET_CP437},
    {"ibm819", MDR_CHARSET_WINDOWS_1252}, {"ibm850", MDR_CHARSET_CP850},
    {"ibm852", MDR_CHARSET_CP852}, {"ibm858", MDR_CHARSET_CP850}, {"ibm866", MDR_CHARSET_CP866},
    {"ibm874", MDR_CHARSET_WINDOWS_874}, {"ibm932", MDR_CHARSET_CP932},
    {"ibm943", MDR_CHARSET_CP932}, {"iso10646ucs2", MDR_CHARSET_UTF_16BE},
    {"iso10646utf8", MDR_CHARSET_UTF8}, {"iso2022", MDR_CHARSET_ISO_2022_JP},
    {"iso2022jp", MDR_CHARSET_ISO_2022_JP}, {"iso2022jp1", MDR_CHARSET_ISO_2022_JP},
    {"iso2022jp2", MDR_CHARSET_ISO_2022_JP}, {"iso2022jp2004", MDR_CHARSET_ISO_2022_JP},
    {"iso2022jp3", MDR_CHARSET_ISO_2022_JP}, {"iso2022jpext", MDR_CHARSET_ISO_2022_JP},
    {"iso2022jpms", MDR_CHARSET_ISO_2022_JP}, {"iso2022kr", MDR_CHARSET_ISO_2022_KR},
    {"iso646irv1991", MDR_CHARSET_ASCII}, {"iso646us", MDR_CHARSET_ASCII},
    {"iso85591", MDR_CHARSET_WINDOWS_1252}, {"iso8859", MDR_CHARSET_WINDOWS_1252},
    {"iso88591", MDR_CHARSET_WINDOWS_1252}, {"iso885910", MDR_CHARSET_ISO_8859_10},
    {"iso8859101992", MDR_CHARSET_ISO_8859_10}, {"iso885911", MDR_CHARSET_WINDOWS_874},
    {"iso885911987", MDR_CHARSET_WINDOWS_1252}, {"iso885913", MDR_CHARSET_ISO_8859_13},
    {"iso885914", MDR_CHARSET_ISO_8859_14}, {"iso8859141998", MDR_CHARSET_ISO_8859_14},
    {"iso885915", MDR_CHARSET_ISO_8859_15}, {"iso8859151998", MDR_CHARSET_ISO_8859_15},
    {"iso885916", MDR_CHARSET_ISO_8859_16}, {"iso8859162001", MDR_CHARSET_ISO_8859_16},
    {"iso88592", MDR_CHARSET_ISO_8859_2}, {"iso885921987", MDR_CHARSET_ISO_8859_2},
    {"iso88593", MDR_CHARSET_ISO_8859_3}, {"iso885931988", MDR_CHARSET_ISO_8859_3},
    {"iso88594", MDR_CHARSET_ISO_8859_4}, {"iso885941988", MDR_CHARSET_ISO_8859_4},
    {"iso88595", MDR_CHARSET_ISO_8859_5}, {"iso885951988", MDR_CHARSET_ISO_8859_5},
    {"iso88596", MDR_CHARSET_ISO_8859_6}, {"iso885961987", MDR_CHARSET_ISO_8859_6},
    {"iso88596e", MDR_CHARSET_ISO_8859_6}, {"iso88596i", MDR_CHARSET_ISO_8859_6},
    {"iso88597", MDR_CHARSET_ISO_8859_7}, {"iso885971987", MDR_CHARSET_ISO_8859_7},
    {"iso88598", MDR_CHARSET_ISO_8859_8}, {"iso885981988", MDR_CHARSET_ISO_8859_8},
    {"iso88598e", MDR_CHARSET_ISO_8859_8}, {"iso88598i", MDR_CHARSET_ISO_8859_8},
    {"iso88599", MDR_CHARSET_WINDOWS_1254}, {"iso885991989", MDR_CHARSET_WINDOWS_1254},
    {"isoceltic", MDR_CHARSET_ISO_8859_14}, {"isoir100", MDR_CHARSET_WINDOWS_1252},
    {"isoir101", MDR_CHARSET_ISO_8859_2}, {"isoir109", MDR_CHARSET_ISO_8859_3},
    {"isoir110", MDR_CHARSET_ISO_8859_4}, {"isoir126", MDR_CHARSET_ISO_8859_7},
    {"isoir127", MDR_CHARSET_ISO_8859_6}, {"isoir138", MDR_CHARSET_ISO_8859_8},
    {"isoir144", MDR_CHARSET_ISO_8859_5}, {"isoir148", MDR_CHARSET_WINDOWS_1254},
    {"isoir149", MDR_CHARSET_CP949}, {"isoir157", MDR_CHARSET_ISO_8859_10},
    {"isoir58", MDR_CHARSET_GB18030}, {"isoir6", MDR_CHARSET_ASCII},
    {"isolatin1", MDR_CHARSET_WINDOWS_1252}, {"jis", MDR_CHARSET_ISO_2022_JP},
    {"jis7", MDR_CHARSET_ISO_2022_JP}, {"johab", MDR_CHARSET_JOHAB}, {"koi", MDR_CHARSET_KOI8_R},
    {"koi8", MDR_CHARSET_KOI8_R}, {"koi8r", MDR_CHARSET_KOI8_R}, {"koi8ru", MDR_CHARSET_KOI8_U},
    {"koi8u", MDR_CHARSET_KOI8_U}, {"korean", MDR_CHARSET_CP949}, {"ksc5601", MDR_CHARSET_CP949},
    {"ksc56011987", MDR_CHARSET_CP949}, {"ksc56011989", MDR_CHARSET_CP949},
    {"ksc58611992", MDR_CHARSET_CP949}, {"ksx1001", MDR_CHARSET_CP949},
    {"l1", MDR_CHARSET_WINDOWS_1252}, {"l10", MDR_CHARSET_ISO_8859_16},
    {"l2", MDR_CHARSET_ISO_8859_2}, {"l3", MDR_CHARSET_ISO_8859_3}, {"l4", MDR_CHARSET_ISO_8859_4},
    {"l5", MDR_CHARSET_WINDOWS_1254}, {"l6", MDR_CHARSET_ISO_8859_10},
    {"l7", MDR_CHARSET_ISO_8859_13}, {"l8", MDR_CHARSET_ISO_8859_14},
    {"l9", MDR_CHARSET_ISO_8859_15}, {"latin0", MDR_CHARSET_ISO_8859_15},
    {"latin1", MDR_CHARSET_WINDOWS_1252}, {"latin10", MDR_CHARSET_ISO_8859_16},
    {"latin2", MDR_CHARSET_ISO_8859_2}, {"latin3", MDR_CHARSET_ISO_8859_3},
    {"latin4", MDR_CHARSET_ISO_8859_4}, {"latin5", MDR_CHARSET_WINDOWS_1254},
    {"latin6", MDR_CHARSET_ISO_8859_10}, {"latin7", MDR_CHARSET_ISO_8859_13},
    {"latin8", MDR_CHARSET_ISO_8859_14}, {"latin9", MDR_CHARSET_ISO_8859_15},
    {"logical", MDR_CHARSET_ISO_8859_8}, {"mac", MDR_CHARSET_MACINTOSH},
    {"macintosh", MDR_CHARSET_MACINTOSH}, {"macroman", MDR_CHARSET_MACINTOSH},
    {"ms1250", MDR_CHARSET_WINDOWS_1250}, {"ms1251", MDR_CHARSET_WINDOWS_1251},
    {"ms1252", MDR_CHARSET_WINDOWS_1252}, {"ms1253", MDR_CHARSET_WINDOWS_1253},
    {"ms1255", MDR_CHARSET_WINDOWS_1255}, {"ms1256", MDR_CHARSET_WINDOWS_1256},
    {"ms1257", MDR_CHARSET_WINDOWS_1257}, {"ms1258", MDR_CHARSET_WINDOWS_1258},
    {"ms1361", MDR_CHARSET_JOHAB}, {"ms932", MDR_CHARSET_CP932}, {"ms936", MDR_CHARSET_GB18030},
    {"ms949", MDR_CHARSET_CP949}, {"ms950", MDR_CHARSET_BIG5},
    {"msansi", MDR_CHARSET_WINDOWS_1252}, {"msarab", MDR_CHARSET_WINDOWS_1256},
    {"mscyrl", MDR_CHARSET_WINDOWS_1251}, {"msee", MDR_CHARSET_WINDOWS_1250},
    {"msgreek", MDR_CHARSET_WINDOWS_1253}, {"mshebr", MDR_CHARSET_WINDOWS_1255},
    {"mskanji", MDR_CHARSET_CP932}, {"msturk", MDR_CHARSET_WINDOWS_1254},
    {"none", MDR_CHARSET_NONE}, {"null", MDR_CHARSET_NONE}, {"shiftjis", MDR_CHARSET_CP932},
    {"shiftjis2004", MDR_CHARSET_CP932}, {"shiftjisx0213", MDR_CHARSET_CP932},
    {"sjis", MDR_CHARSET_CP932}, {"sjisopen", MDR_CHARSET_CP932}, {"sjiswin", MDR_CHARSET_CP932},
    {"suneugreek", MDR_CHARSET_ISO_8859_7}, {"thai", MDR_CHARSET_WINDOWS_874},
    {"tis620", MDR_CHARSET_WINDOWS_874}, {"tis6200", MDR_CHARSET_WINDOWS_874},
    {"tis62025330", MDR_CHARSET_WINDOWS_874}, {"tis62025331", MDR_CHARSET_WINDOWS_874},
    {"turkish", MDR_CHARSET_WINDOWS_1254}, {"ucs2", MDR_CHARSET_UTF_16BE},
    {"ucs2be", MDR_CHARSET_UTF_16BE}, {"ucs2le", MDR_CHARSET_UTF_16LE}, {"uft8", MDR_CHARSET_UTF8},
    {"uhc", MDR_CHARSET_CP949}, {"ujis", MDR_CHARSET_EUC_JP}, {"undefined", MDR_CHARSET_NONE},
    {"unicode", MDR_CHARSET_UTF8}, {"unicode11utf7", MDR_CHARSET_UTF7},
    {"unicode11utf8", MDR_CHARSET_UTF8}, {"unicode20utf7", MDR_CHARSET_UTF7},
    {"unicode20utf8", MDR_CHARSET_UTF8}, {"unknown", MDR_CHARSET_NONE},
    {"unknown8bit", MDR_CHARSET_NONE}, {"us", MDR_CHARSET_NONE}, {"usascii", MDR_CHARSET_ASCII},
    {"usunknown", MDR_CHARSET_NONE}, {"utf", MDR_CHARSET_UTF8}, {"utf16", MDR_CHARSET_UTF_16BE},
    {"utf16be", MDR_CHARSET_UTF_16BE}, {"utf16le", MDR_CHARSET_UTF_16LE},
    {"utf7", MDR_CHARSET_UTF7}, {"utf8", MDR_CHARSET_UTF8}, {"utf8bom", MDR_CHARSET_UTF8},
    {"utf8mb4", MDR_CHARSET_UTF8}, {"utf8n", MDR_CHARSET_UTF8}, {"utf8sig", MDR_CHARSET_UTF8},
    {"visual", MDR_CHARSET_ISO_8859_8}, {"western", MDR_CHARSET_WINDOWS_1252},
    {"win1250", MDR_CHARSET_WINDOWS_1250}, {"win1251", MDR_CHARSET_WINDOWS_1251},
    {"win1252", MDR_CHARSET_WINDOWS_1252}, {"win1253", MDR_CHARSET_WINDOWS_1253},
    {"win1254", MDR_CHARSET_WINDOWS_1254}, {"win1255", MDR_CHARSET_WINDOWS_1255},
    {"win1256", MDR_CHARSET_WINDOWS_1256}, {"win1257", MDR_CHARSET_WINDOWS_1257},
    {"win1258", MDR_CHARSET_WINDOWS_1258}, {"winbaltrim", MDR_CHARSET_WINDOWS_1257},
    {"windows1250", MDR_CHARSET_WINDOWS_1250}, {"windows1251", MDR_CHARSET_WINDOWS_1251},
    {"windows1252", MDR_CHARSET_WINDOWS_1252}, {"windows1253", MDR_CHARSET_WINDOWS_1253},
    {"windows1254", MDR_CHARSET_WINDOWS_1254}, {"windows1255", MDR_CHARSET_WINDOWS_1255},
    {"windows1256", MDR_CHARSET_WINDOWS_1256}, {"windows1257", MDR_CHARSET_WINDOWS_1257},
    {"windows1258", MDR_CHARSET_WINDOWS_1258}, {"windows31j", MDR_CHARSET_CP932},
    {"windows50220", MDR_CHARSET_ISO_2022_JP}, {"windows50221", MDR_CHARSET_ISO_2022_JP},
    {"windows51932", MDR_CHARSET_EUC_JP}, {"windows874", MDR_CHARSET_WINDOWS_874},
    {"windows932", MDR_CHARSET_CP932}, {"windows936", MDR_CHARSET_GB18030},
    {"windows949", MDR_CHARSET_CP949}, {"windows950", MDR_CHARSET_BIG5},
    {"xmscp932", MDR_CHARSET_CP932}, {"xuserdefined", MDR_CHARSET_NONE},
    {"xwindowsiso2022jp", MDR_CHARSET_ISO_2022_JP},
};

#define LABELS (sizeof labels / sizeof *labels)

const char *mdr_charset_label(size_t i, int32_t *ret_number)
{
    if (i >= LABELS)
        return NULL;
    *ret_number = labels[i].number;
    return labels[i].letters;
}

static int32_t find(const char *letters)
{
    size_t low = 0, high = LABELS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(letters, labels[middle].letters);
        if (order == 0)
            return labels[middle].number;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return MDR_CHARSET_STRANGE;
}

int32_t mdr_charset_number(struct mdr_span label)
{
    char letters[LABEL_ROOM];
    size_t n = 0;
    label = mdr_trim(label);
    for (size_t i = 0; i < label.n; i++) {
        char c = mdr_lower(label.p[i]);
        if (mdr_is_space(c) || c == ';' || c == '*') /* what follows is no part of the name */
            break;
        if (!mdr_is_alnum(c))
            continue;
        if (n == LABEL_ROOM - 1)
            return MDR_CHARSET_STRANGE;
        letters[n++] = c;
    }
    letters[n] = '\0';
    if (n == 0)
        return label.n == 0 ? MDR_CHARSET_NONE : MDR_CHARSET_STRANGE;
    int32_t number = find(letters);
    return number == MDR_CHARSET_STRANGE && letters[0] == 'x' ? find(letters + 1) : number;
}

/* What iconv implementations call them: those of glibc, musl, libiconv and the BSDs differ. */
const char *mdr_charset_iconv_name(int32_t number, size_t i)
{
#define NAMES 3
    static const char names[MDR_CHARSETS - MDR_CHARSET_CP932][NAMES][16] = {
        {"CP932", "SHIFT_JIS", "SJIS"},
        {"EUC-JP", "EUCJP"},
        {"UTF-16LE"},
        {"UTF-16BE"},
        {"ISO-2022-KR"},
        {"GB18030", "GBK", "GB2312"},
        {"BIG5-HKSCS", "CP950", "BIG5"},
        {"CP949", "UHC", "EUC-KR"},
        {"EUC-TW"},
        {"JOHAB"},
        {"ISO-8859-2"},
        {"ISO-8859-3"},
        {"ISO-8859-4"},
        {"ISO-8859-5"},
        {"ISO-8859-6"},
        {"ISO-8859-7"},
        {"ISO-8859-8"},
        {"WINDOWS-1254", "CP1254", "ISO-8859-9"},
        {"ISO-8859-10"},
        {"WINDOWS-874", "CP874", "TIS-620"},
        {"ISO-8859-13"},
        {"ISO-8859-14"},
        {"ISO-8859-15"},
        {"ISO-8859-16"},
        {"WINDOWS-1250", "CP1250"},
        {"WINDOWS-1251", "CP1251"},
        {"WINDOWS-1253", "CP1253"},
        {"WINDOWS-1255", "CP1255"},
        {"WINDOWS-1256", "CP1256"},
        {"WINDOWS-1257", "CP1257"},
        {"WINDOWS-1258", "CP1258"},
        {"KOI8-R"},
        {"KOI8-U"},
        {"CP437", "IBM437"},
        {"CP850", "IBM850"},
        {"CP852", "IBM852"},
        {"CP866", "IBM866"},
        {"MACINTOSH"},
    };
    if (number < MDR_CHARSET_CP932 || number >= MDR_CHARSETS || i >= NAMES)
        return NULL;
    const char *name = names[number - MDR_CHARSET_CP932][i];
    return name[0] ? name : NULL;
}
