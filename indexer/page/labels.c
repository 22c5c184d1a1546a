/* See labels.h. */
#include "indexer/page/labels.h"

#include "indexer/format/address.h"

#define WORD(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

/* Labels are made of these alone, of ids, numbers and marks. */
static const struct {
    const char *text; /* in lower case */
    size_t length;
} words[] = {WORD("abs"),        WORD("abstract"),   WORD("acl"),           WORD("alphaxiv"),
             WORD("anthology"),  WORD("arxiv"),      WORD("bibtex"),        WORD("blog"),
             WORD("check"),      WORD("cite"),       WORD("code"),          WORD("codes"),
             WORD("colab"),      WORD("data"),       WORD("dataset"),       WORD("datasets"),
             WORD("demo"),       WORD("doi"),        WORD("face"),          WORD("full"),
             WORD("github"),     WORD("gitlab"),     WORD("here"),          WORD("hf"),
             WORD("homepage"),   WORD("html"),       WORD("hugging"),       WORD("huggingface"),
             WORD("link"),       WORD("links"),      WORD("model"),         WORD("models"),
             WORD("official"),   WORD("on"),         WORD("online"),        WORD("open"),
             WORD("openreview"), WORD("page"),       WORD("pages"),         WORD("paper"),
             WORD("papers"),     WORD("pdf"),        WORD("poster"),        WORD("post"),
             WORD("preprint"),   WORD("project"),    WORD("publication"),   WORD("read"),
             WORD("repo"),       WORD("repository"), WORD("site"),          WORD("slides"),
             WORD("source"),     WORD("supp"),       WORD("supplementary"), WORD("text"),
             WORD("the"),        WORD("to"),         WORD("tweet"),         WORD("twitter"),
             WORD("url"),        WORD("version"),    WORD("video"),         WORD("view"),
             WORD("web"),        WORD("webpage"),    WORD("website"),       WORD("weights"),
             WORD("youtube"),    WORD("↗"),          WORD("깃허브"),        WORD("논문"),
             WORD("데모"),       WORD("링크"),       WORD("바로가기"),      WORD("보기"),
             WORD("블로그"),     WORD("영상"),       WORD("원문"),          WORD("자료"),
             WORD("주소"),       WORD("코드"),       WORD("페이지"),        WORD("프로젝트"),
             WORD("홈페이지"),   WORD("출처"),       WORD("コード"),        WORD("リンク"),
             WORD("论文"),       WORD("論文"),       WORD("代码"),          WORD("链接"),
             WORD("主页"),       WORD("原文"),       WORD("目次"),          WORD("목차")};

static bool is_label_word(struct slice word)
{
    word = slice_core(word);
    if (!slice_has_letter(word) || address_arxiv_length(word.data, word.length) == word.length)
        return true;
    if (slice_starts(word, "arxiv:") || slice_starts(word, "https://") ||
        slice_starts(word, "http://") || slice_starts(word, "10."))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].length == word.length && slice_starts(word, words[i].text))
            return true;
    }
    return false;
}

static bool separates_words(char c)
{
    return (unsigned char)c <= ' ' || c == '|' || c == '/' || c == '&' || c == '+' || c == ',';
}

bool labels_alone(struct slice text)
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
