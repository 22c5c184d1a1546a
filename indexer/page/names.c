/* See names.h. */
#include "indexer/page/names.h"

#include <string.h>

/* A longer text before a colon is prose. */
#define NAME_BYTES_MAX 60
/* None of the table is longer in bytes. */
#define NAME_LONGEST 20

#define NAMED(text, kind)                                                                          \
    {                                                                                              \
        text, sizeof(text) - 1, kind                                                               \
    }

static const struct {
    const char *text; /* in lower case */
    size_t length;
    enum name kind;
} names[] = {
    NAMED("vote", NAME_VOTES),
    NAMED("votes", NAME_VOTES),
    NAMED("upvote", NAME_VOTES),
    NAMED("upvotes", NAME_VOTES),
    NAMED("likes", NAME_VOTES),
    NAMED("hf upvotes", NAME_VOTES),
    NAMED("추천", NAME_VOTES),
    NAMED("추천수", NAME_VOTES),
    NAMED("추천 수", NAME_VOTES),
    NAMED("투표", NAME_VOTES),
    NAMED("투표수", NAME_VOTES),
    NAMED("좋아요", NAME_VOTES),
    NAMED("投票", NAME_VOTES),
    NAMED("点赞", NAME_VOTES),
    NAMED("赞", NAME_VOTES),
    NAMED("票数", NAME_VOTES),
    NAMED("いいね", NAME_VOTES),
    NAMED("author", NAME_AUTHORS),
    NAMED("authors", NAME_AUTHORS),
    NAMED("author(s)", NAME_AUTHORS),
    NAMED("author list", NAME_AUTHORS),
    NAMED("저자", NAME_AUTHORS),
    NAMED("저자들", NAME_AUTHORS),
    NAMED("지은이", NAME_AUTHORS),
    NAMED("글쓴이", NAME_AUTHORS),
    NAMED("著者", NAME_AUTHORS),
    NAMED("作者", NAME_AUTHORS),
    NAMED("date", NAME_DATE),
    NAMED("publish date", NAME_DATE),
    NAMED("날짜", NAME_DATE),
    NAMED("일자", NAME_DATE),
    NAMED("日付", NAME_DATE),
    NAMED("日期", NAME_DATE),
    NAMED("title", NAME_TITLE),
    NAMED("paper title", NAME_TITLE),
    NAMED("paper name", NAME_TITLE),
    NAMED("제목", NAME_TITLE),
    NAMED("논문 제목", NAME_TITLE),
    NAMED("논문명", NAME_TITLE),
    NAMED("標題", NAME_TITLE),
    NAMED("标题", NAME_TITLE),
    NAMED("题目", NAME_TITLE),
    NAMED("タイトル", NAME_TITLE),
    NAMED("link", NAME_LINK),
    NAMED("links", NAME_LINK),
    NAMED("url", NAME_LINK),
    NAMED("urls", NAME_LINK),
    NAMED("arxiv", NAME_LINK),
    NAMED("arxiv id", NAME_LINK),
    NAMED("arxiv link", NAME_LINK),
    NAMED("arxiv url", NAME_LINK),
    NAMED("abs", NAME_LINK),
    NAMED("pdf", NAME_LINK),
    NAMED("pdf link", NAME_LINK),
    NAMED("pdf url", NAME_LINK),
    NAMED("doi", NAME_LINK),
    NAMED("source", NAME_LINK),
    NAMED("paper link", NAME_LINK),
    NAMED("paper links", NAME_LINK),
    NAMED("paper url", NAME_LINK),
    NAMED("paper id", NAME_LINK),
    NAMED("paper page", NAME_LINK),
    NAMED("hf", NAME_LINK),
    NAMED("hugging face", NAME_LINK),
    NAMED("huggingface", NAME_LINK),
    NAMED("alphaxiv", NAME_LINK),
    NAMED("openreview", NAME_LINK),
    NAMED("id", NAME_LINK),
    NAMED("링크", NAME_LINK),
    NAMED("논문 링크", NAME_LINK),
    NAMED("논문링크", NAME_LINK),
    NAMED("논문 주소", NAME_LINK),
    NAMED("원문", NAME_LINK),
    NAMED("원문 링크", NAME_LINK),
    NAMED("출처", NAME_LINK),
    NAMED("주소", NAME_LINK),
    NAMED("リンク", NAME_LINK),
    NAMED("链接", NAME_LINK),
    NAMED("論文リンク", NAME_LINK),
    NAMED("论文链接", NAME_LINK),
    NAMED("论文地址", NAME_LINK),
    NAMED("原文", NAME_LINK),
    NAMED("paper", NAME_PAPER),
    NAMED("papers", NAME_PAPER),
    NAMED("논문", NAME_PAPER),
    NAMED("論文", NAME_PAPER),
    NAMED("论文", NAME_PAPER),
    NAMED("abstract", NAME_TEXT),
    NAMED("summary", NAME_TEXT),
    NAMED("tl;dr", NAME_TEXT),
    NAMED("tldr", NAME_TEXT),
    NAMED("key idea", NAME_TEXT),
    NAMED("요약", NAME_TEXT),
    NAMED("초록", NAME_TEXT),
    NAMED("한 줄 요약", NAME_TEXT),
    NAMED("한줄 요약", NAME_TEXT),
    NAMED("한줄요약", NAME_TEXT),
    NAMED("개요", NAME_TEXT),
    NAMED("내용", NAME_TEXT),
    NAMED("핵심", NAME_TEXT),
    NAMED("논문 요약", NAME_TEXT),
    NAMED("概要", NAME_TEXT),
    NAMED("要約", NAME_TEXT),
    NAMED("摘要", NAME_TEXT),
    NAMED("introduction", NAME_TEXT),
    NAMED("method", NAME_TEXT),
    NAMED("results", NAME_TEXT),
    NAMED("conclusion", NAME_TEXT),
    NAMED("overview", NAME_TEXT),
    NAMED("notes", NAME_TEXT),
    NAMED("note", NAME_TEXT),
    NAMED("related work", NAME_RELATED),
    NAMED("related works", NAME_RELATED),
    NAMED("related papers", NAME_RELATED),
    NAMED("related", NAME_RELATED),
    NAMED("references", NAME_RELATED),
    NAMED("reference", NAME_RELATED),
    NAMED("further reading", NAME_RELATED),
    NAMED("see also", NAME_RELATED),
    NAMED("sources", NAME_RELATED),
    NAMED("links and references", NAME_RELATED),
    NAMED("bibliography", NAME_RELATED),
    NAMED("관련 연구", NAME_RELATED),
    NAMED("관련연구", NAME_RELATED),
    NAMED("관련 논문", NAME_RELATED),
    NAMED("선행 연구", NAME_RELATED),
    NAMED("참고", NAME_RELATED),
    NAMED("참고문헌", NAME_RELATED),
    NAMED("참고 문헌", NAME_RELATED),
    NAMED("참고 자료", NAME_RELATED),
    NAMED("참고자료", NAME_RELATED),
    NAMED("출처 및 참고", NAME_RELATED),
    NAMED("関連研究", NAME_RELATED),
    NAMED("参考文献", NAME_RELATED),
    NAMED("相关工作", NAME_RELATED),
    NAMED("submitted", NAME_OTHER),
    NAMED("published", NAME_OTHER),
    NAMED("updated", NAME_OTHER),
    NAMED("keyword", NAME_OTHER),
    NAMED("keywords", NAME_OTHER),
    NAMED("topic keywords", NAME_OTHER),
    NAMED("tag", NAME_OTHER),
    NAMED("tags", NAME_OTHER),
    NAMED("category", NAME_OTHER),
    NAMED("categories", NAME_OTHER),
    NAMED("subject", NAME_OTHER),
    NAMED("subjects", NAME_OTHER),
    NAMED("comment", NAME_OTHER),
    NAMED("comments", NAME_OTHER),
    NAMED("affiliation", NAME_OTHER),
    NAMED("affiliations", NAME_OTHER),
    NAMED("institution", NAME_OTHER),
    NAMED("institutions", NAME_OTHER),
    NAMED("organization", NAME_OTHER),
    NAMED("venue", NAME_OTHER),
    NAMED("conference", NAME_OTHER),
    NAMED("journal", NAME_OTHER),
    NAMED("year", NAME_OTHER),
    NAMED("score", NAME_OTHER),
    NAMED("track", NAME_OTHER),
    NAMED("code", NAME_OTHER),
    NAMED("github", NAME_OTHER),
    NAMED("project", NAME_OTHER),
    NAMED("project page", NAME_OTHER),
    NAMED("homepage", NAME_OTHER),
    NAMED("website", NAME_OTHER),
    NAMED("demo", NAME_OTHER),
    NAMED("video", NAME_OTHER),
    NAMED("dataset", NAME_OTHER),
    NAMED("metadata", NAME_OTHER),
    NAMED("info", NAME_OTHER),
    NAMED("paper info", NAME_OTHER),
    NAMED("resources", NAME_OTHER),
    NAMED("table of contents", NAME_OTHER),
    NAMED("contents", NAME_OTHER),
    NAMED("목차", NAME_OTHER),
    NAMED("논문 정보", NAME_OTHER),
    NAMED("기본 정보", NAME_OTHER),
    NAMED("소속", NAME_OTHER),
    NAMED("기관", NAME_OTHER),
    NAMED("키워드", NAME_OTHER),
    NAMED("태그", NAME_OTHER),
    NAMED("분류", NAME_OTHER),
    NAMED("분야", NAME_OTHER),
    NAMED("학회", NAME_OTHER),
    NAMED("발표", NAME_OTHER),
    NAMED("논문 발표", NAME_OTHER),
    NAMED("제출", NAME_OTHER),
    NAMED("게재", NAME_OTHER),
    NAMED("코드", NAME_OTHER),
    NAMED("깃허브", NAME_OTHER),
    NAMED("프로젝트", NAME_OTHER),
    NAMED("공식 구현", NAME_OTHER),
    NAMED("트랙", NAME_OTHER),
    NAMED("소스", NAME_OTHER),
    NAMED("所属", NAME_OTHER),
    NAMED("キーワード", NAME_OTHER),
    NAMED("关键词", NAME_OTHER),
    NAMED("单位", NAME_OTHER),
    NAMED("机构", NAME_OTHER),
    NAMED("代码", NAME_OTHER),
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

static const char *votes_mark(struct slice text)
{
    if (text.length == 0 || (unsigned char)text.data[0] < 0xE2)
        return NULL;
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
    while (at < text.length && (ascii_digit(text.data[at]) || text.data[at] == '.'))
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
    if (text.length > NAME_LONGEST)
        return NAME_UNKNOWN;
    if (text.length > 2 && slice_starts((struct slice){slice_end(text) - 2, 2}, "(s"))
        text.length -= 2;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].length == text.length && slice_starts(text, names[i].text))
            return names[i].kind;
    }
    return NAME_UNKNOWN;
}

/* The colon in the first bytes of line, of one byte or three; NULL for none. An
 * address has one that is no such. */
static const char *colon_of(struct slice line, size_t *length)
{
    static const char full_width[] = "\xEF\xBC\x9A";
    const char *const end = slice_end(line);
    const struct slice start = {line.data,
                                line.length < NAME_BYTES_MAX ? line.length : NAME_BYTES_MAX};
    const char *const colon = slice_find(start, ':'), *wide = slice_find(start, full_width[0]);
    while (wide < colon && !slice_starts(slice_between(wide, end), full_width))
        wide = slice_find(slice_between(wide + 1, slice_end(start)), full_width[0]);
    *length = wide < colon ? strlen(full_width) : 1;
    if (wide < colon)
        return wide;
    return colon == slice_end(start) || slice_starts(slice_between(colon, end), "://") ? NULL
                                                                                       : colon;
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
    return out->value.length > 0 && ascii_digit(out->value.data[0]);
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
    while (at > rest.data && (ascii_digit(at[-1]) || at[-1] == ','))
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
