/* See names.h. */
#include "indexer/page/names.h"

#include <string.h>

#include "indexer/format/address.h"

/* A longer text before a colon is prose. */
#define NAME_BYTES_MAX 60

static const struct {
    const char *text; /* in lower case */
    enum name kind;
} names[] = {
    {"vote", NAME_VOTES},
    {"votes", NAME_VOTES},
    {"upvote", NAME_VOTES},
    {"upvotes", NAME_VOTES},
    {"likes", NAME_VOTES},
    {"hf upvotes", NAME_VOTES},
    {"추천", NAME_VOTES},
    {"추천수", NAME_VOTES},
    {"추천 수", NAME_VOTES},
    {"투표", NAME_VOTES},
    {"투표수", NAME_VOTES},
    {"좋아요", NAME_VOTES},
    {"投票", NAME_VOTES},
    {"点赞", NAME_VOTES},
    {"赞", NAME_VOTES},
    {"票数", NAME_VOTES},
    {"いいね", NAME_VOTES},
    {"author", NAME_AUTHORS},
    {"authors", NAME_AUTHORS},
    {"author(s)", NAME_AUTHORS},
    {"author list", NAME_AUTHORS},
    {"저자", NAME_AUTHORS},
    {"저자들", NAME_AUTHORS},
    {"지은이", NAME_AUTHORS},
    {"글쓴이", NAME_AUTHORS},
    {"著者", NAME_AUTHORS},
    {"作者", NAME_AUTHORS},
    {"date", NAME_DATE},
    {"publish date", NAME_DATE},
    {"날짜", NAME_DATE},
    {"일자", NAME_DATE},
    {"日付", NAME_DATE},
    {"日期", NAME_DATE},
    {"title", NAME_TITLE},
    {"paper title", NAME_TITLE},
    {"paper name", NAME_TITLE},
    {"제목", NAME_TITLE},
    {"논문 제목", NAME_TITLE},
    {"논문명", NAME_TITLE},
    {"標題", NAME_TITLE},
    {"标题", NAME_TITLE},
    {"题目", NAME_TITLE},
    {"タイトル", NAME_TITLE},
    {"link", NAME_LINK},
    {"links", NAME_LINK},
    {"url", NAME_LINK},
    {"urls", NAME_LINK},
    {"arxiv", NAME_LINK},
    {"arxiv id", NAME_LINK},
    {"arxiv link", NAME_LINK},
    {"arxiv url", NAME_LINK},
    {"abs", NAME_LINK},
    {"pdf", NAME_LINK},
    {"pdf link", NAME_LINK},
    {"pdf url", NAME_LINK},
    {"doi", NAME_LINK},
    {"source", NAME_LINK},
    {"paper link", NAME_LINK},
    {"paper links", NAME_LINK},
    {"paper url", NAME_LINK},
    {"paper id", NAME_LINK},
    {"paper page", NAME_LINK},
    {"hf", NAME_LINK},
    {"hugging face", NAME_LINK},
    {"huggingface", NAME_LINK},
    {"alphaxiv", NAME_LINK},
    {"openreview", NAME_LINK},
    {"id", NAME_LINK},
    {"링크", NAME_LINK},
    {"논문 링크", NAME_LINK},
    {"논문링크", NAME_LINK},
    {"논문 주소", NAME_LINK},
    {"원문", NAME_LINK},
    {"원문 링크", NAME_LINK},
    {"출처", NAME_LINK},
    {"주소", NAME_LINK},
    {"リンク", NAME_LINK},
    {"链接", NAME_LINK},
    {"論文リンク", NAME_LINK},
    {"论文链接", NAME_LINK},
    {"论文地址", NAME_LINK},
    {"原文", NAME_LINK},
    {"paper", NAME_PAPER},
    {"papers", NAME_PAPER},
    {"논문", NAME_PAPER},
    {"論文", NAME_PAPER},
    {"论文", NAME_PAPER},
    {"abstract", NAME_TEXT},
    {"summary", NAME_TEXT},
    {"tl;dr", NAME_TEXT},
    {"tldr", NAME_TEXT},
    {"key idea", NAME_TEXT},
    {"요약", NAME_TEXT},
    {"초록", NAME_TEXT},
    {"한 줄 요약", NAME_TEXT},
    {"한줄 요약", NAME_TEXT},
    {"한줄요약", NAME_TEXT},
    {"개요", NAME_TEXT},
    {"내용", NAME_TEXT},
    {"핵심", NAME_TEXT},
    {"논문 요약", NAME_TEXT},
    {"概要", NAME_TEXT},
    {"要約", NAME_TEXT},
    {"摘要", NAME_TEXT},
    {"introduction", NAME_TEXT},
    {"method", NAME_TEXT},
    {"results", NAME_TEXT},
    {"conclusion", NAME_TEXT},
    {"overview", NAME_TEXT},
    {"notes", NAME_TEXT},
    {"note", NAME_TEXT},
    {"related work", NAME_RELATED},
    {"related works", NAME_RELATED},
    {"related papers", NAME_RELATED},
    {"related", NAME_RELATED},
    {"references", NAME_RELATED},
    {"reference", NAME_RELATED},
    {"further reading", NAME_RELATED},
    {"see also", NAME_RELATED},
    {"sources", NAME_RELATED},
    {"links and references", NAME_RELATED},
    {"bibliography", NAME_RELATED},
    {"관련 연구", NAME_RELATED},
    {"관련연구", NAME_RELATED},
    {"관련 논문", NAME_RELATED},
    {"선행 연구", NAME_RELATED},
    {"참고", NAME_RELATED},
    {"참고문헌", NAME_RELATED},
    {"참고 문헌", NAME_RELATED},
    {"참고 자료", NAME_RELATED},
    {"참고자료", NAME_RELATED},
    {"출처 및 참고", NAME_RELATED},
    {"関連研究", NAME_RELATED},
    {"参考文献", NAME_RELATED},
    {"相关工作", NAME_RELATED},
    {"submitted", NAME_OTHER},
    {"published", NAME_OTHER},
    {"updated", NAME_OTHER},
    {"keyword", NAME_OTHER},
    {"keywords", NAME_OTHER},
    {"topic keywords", NAME_OTHER},
    {"tag", NAME_OTHER},
    {"tags", NAME_OTHER},
    {"category", NAME_OTHER},
    {"categories", NAME_OTHER},
    {"subject", NAME_OTHER},
    {"subjects", NAME_OTHER},
    {"comment", NAME_OTHER},
    {"comments", NAME_OTHER},
    {"affiliation", NAME_OTHER},
    {"affiliations", NAME_OTHER},
    {"institution", NAME_OTHER},
    {"institutions", NAME_OTHER},
    {"organization", NAME_OTHER},
    {"venue", NAME_OTHER},
    {"conference", NAME_OTHER},
    {"journal", NAME_OTHER},
    {"year", NAME_OTHER},
    {"score", NAME_OTHER},
    {"track", NAME_OTHER},
    {"code", NAME_OTHER},
    {"github", NAME_OTHER},
    {"project", NAME_OTHER},
    {"project page", NAME_OTHER},
    {"homepage", NAME_OTHER},
    {"website", NAME_OTHER},
    {"demo", NAME_OTHER},
    {"video", NAME_OTHER},
    {"dataset", NAME_OTHER},
    {"metadata", NAME_OTHER},
    {"info", NAME_OTHER},
    {"paper info", NAME_OTHER},
    {"resources", NAME_OTHER},
    {"table of contents", NAME_OTHER},
    {"contents", NAME_OTHER},
    {"목차", NAME_OTHER},
    {"논문 정보", NAME_OTHER},
    {"기본 정보", NAME_OTHER},
    {"소속", NAME_OTHER},
    {"기관", NAME_OTHER},
    {"키워드", NAME_OTHER},
    {"태그", NAME_OTHER},
    {"분류", NAME_OTHER},
    {"분야", NAME_OTHER},
    {"학회", NAME_OTHER},
    {"발표", NAME_OTHER},
    {"논문 발표", NAME_OTHER},
    {"제출", NAME_OTHER},
    {"게재", NAME_OTHER},
    {"코드", NAME_OTHER},
    {"깃허브", NAME_OTHER},
    {"프로젝트", NAME_OTHER},
    {"공식 구현", NAME_OTHER},
    {"트랙", NAME_OTHER},
    {"소스", NAME_OTHER},
    {"所属", NAME_OTHER},
    {"キーワード", NAME_OTHER},
    {"关键词", NAME_OTHER},
    {"单位", NAME_OTHER},
    {"机构", NAME_OTHER},
    {"代码", NAME_OTHER},
};

/* These have no letters, and may go without a colon. */
static const char *const votes_marks[] = {
    "\xF0\x9F\x91\x8D" /* thumbs up */,
    "\xE2\xAD\x90" /* star */,
    "\xF0\x9F\x94\xBC" /* upwards button */,
    "\xE2\x96\xB2" /* triangle */,
    "\xE2\x9D\xA4" /* heart */,
    "\xF0\x9F\x91\x8F" /* clapping hands */,
};

/* A label is made of these alone, of ids, numbers and marks. */
static const char *const label_words[] = {
    "abs",           "abstract",   "acl",      "alphaxiv",    "anthology",   "arxiv",
    "bibtex",        "blog",       "check",    "cite",        "code",        "codes",
    "colab",         "data",       "dataset",  "datasets",    "demo",        "doi",
    "face",          "full",       "github",   "gitlab",      "here",        "hf",
    "homepage",      "html",       "hugging",  "huggingface", "link",        "links",
    "model",         "models",     "official", "on",          "online",      "open",
    "openreview",    "page",       "pages",    "paper",       "papers",      "pdf",
    "poster",        "post",       "preprint", "project",     "publication", "read",
    "repo",          "repository", "site",     "slides",      "source",      "supp",
    "supplementary", "text",       "the",      "to",          "tweet",       "twitter",
    "url",           "version",    "video",    "view",        "web",         "webpage",
    "website",       "weights",    "youtube",  "↗",           "깃허브",      "논문",
    "데모",          "링크",       "바로가기", "보기",        "블로그",      "영상",
    "원문",          "자료",       "주소",     "코드",        "페이지",      "프로젝트",
    "홈페이지",      "출처",       "コード",   "リンク",      "论文",        "論文",
    "代码",          "链接",       "主页",     "原文",        "目次",        "목차",
};

static bool is_text(struct slice text, const char *wanted)
{
    return strlen(wanted) == text.length && slice_starts(text, wanted);
}

static const char *votes_mark(struct slice text)
{
    for (size_t i = 0; i < sizeof votes_marks / sizeof *votes_marks; i++) {
        if (slice_starts(text, votes_marks[i]))
            return votes_marks[i];
    }
    return NULL;
}

/* "2. Related Work", "3.1 Abstract" -> the words. */
static struct slice without_number(struct slice text)
{
    size_t at = 0;
    while (at < text.length && (is_digit(text.data[at]) || text.data[at] == '.'))
        at++;
    if (at == 0 || at == text.length || (unsigned char)text.data[at] > ' ')
        return text;
    return slice_trimmed((struct slice){text.data + at, text.length - at});
}

enum name name_of(struct slice text)
{
    text = slice_trimmed(text);
    if (votes_mark(text) != NULL && !slice_has_letter(text))
        return NAME_VOTES;
    if (text.length > 2 * NAME_BYTES_MAX)
        return NAME_UNKNOWN;
    text = without_number(slice_core(text));
    if (text.length > 2 && slice_starts((struct slice){slice_end(text) - 2, 2}, "(s"))
        text.length -= 2;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_text(text, names[i].text))
            return names[i].kind;
    }
    return NAME_UNKNOWN;
}

static bool is_label_word(struct slice word)
{
    word = slice_core(word);
    if (!slice_has_letter(word) || address_arxiv_length(word.data, word.length) == word.length)
        return true;
    if (slice_starts(word, "arxiv:") || slice_starts(word, "https://") ||
        slice_starts(word, "http://") || slice_starts(word, "10."))
        return true;
    for (size_t i = 0; i < sizeof label_words / sizeof *label_words; i++) {
        if (is_text(word, label_words[i]))
            return true;
    }
    return false;
}

static bool separates_words(char c)
{
    return (unsigned char)c <= ' ' || c == '|' || c == '/' || c == '&' || c == '+' || c == ',';
}

bool name_is_label(struct slice text)
{
    text = slice_trimmed(text);
    if (slice_starts(text, "http://") || slice_starts(text, "https://"))
        return slice_find(text, ' ') == slice_end(text);
    const char *at = text.data, *const end = slice_end(text);
    while (at < end) {
        const char *stop = at;
        while (stop < end && !separates_words(*stop))
            stop++;
        if (stop > at && !is_label_word(slice_between(at, stop)))
            return false;
        at = stop < end ? stop + 1 : end;
    }
    return true;
}

/* The colon in the first bytes of line, of one byte or three; NULL for none. An
 * address has one that is no such. */
static const char *colon_of(struct slice line, size_t *length)
{
    static const char full_width[] = "\xEF\xBC\x9A";
    const size_t limit = line.length < NAME_BYTES_MAX ? line.length : NAME_BYTES_MAX;
    for (size_t i = 0; i < limit; i++) {
        const struct slice rest = {line.data + i, line.length - i};
        *length = line.data[i] == ':' ? 1 : slice_starts(rest, full_width) ? 3 : 0;
        if (*length > 0)
            return slice_starts(rest, "://") ? NULL : rest.data;
    }
    return NULL;
}

/* "⭐ 12": the mark and what follows it, up to the line's end. */
static bool split_mark(struct slice line, struct named *out)
{
    static const char picture[] = "\xEF\xB8\x8F";
    const char *const mark = votes_mark(line);
    if (mark == NULL)
        return false;
    const char *at = line.data + strlen(mark);
    if (slice_starts(slice_between(at, slice_end(line)), picture))
        at += strlen(picture);
    while (at < slice_end(line) && (*at == ' ' || *at == ':'))
        at++;
    *out = (struct named){.kind = NAME_VOTES,
                          .name = {line.data, strlen(mark)},
                          .value = slice_between(at, slice_end(line))};
    return out->value.length > 0 && is_digit(out->value.data[0]);
}

bool name_split(struct slice line, struct named *out)
{
    size_t length;
    line = slice_trimmed(line);
    if (split_mark(line, out))
        return true;
    const char *const colon = colon_of(line, &length);
    if (colon == NULL)
        return false;
    out->name = slice_trimmed(slice_between(line.data, colon));
    out->value = slice_trimmed(slice_between(colon + length, slice_end(line)));
    out->kind = name_of(out->name);
    return out->name.length > 0;
}

bool name_votes(struct slice text, struct slice *before, struct slice *votes)
{
    struct slice rest = text;
    while (rest.length > 0 && (slice_end(rest)[-1] == ')' || slice_end(rest)[-1] == ']'))
        rest.length--;
    const char *at = slice_end(rest);
    while (at > rest.data && (is_digit(at[-1]) || at[-1] == ','))
        at--;
    if (at == slice_end(rest))
        return false;
    const size_t longest = 12; /* of a mark, as a picture, with a space */
    const char *const floor = at - rest.data > (ptrdiff_t)longest ? at - longest : rest.data;
    struct named fact;
    for (const char *start = at; start > floor;) {
        start--;
        if (!split_mark(slice_between(start, slice_end(rest)), &fact) || fact.value.data != at)
            continue;
        while (start > text.data && (start[-1] == '(' || start[-1] == '[' || start[-1] == ' '))
            start--;
        *before = slice_between(text.data, start);
        *votes = fact.value;
        return true;
    }
    return false;
}
