/* Tokens -> tree, by recursive descent that parentheses alone can deepen. */
#include "query/language/language.h"
#include "query/language/lexer.h"
#include "query/language/parser.h"
#include "query/language/tree.h"

struct parser {
    struct lexer lexer;
    int64_t today;            /* as query_context has it */
    struct lexer_token token; /* not yet taken */
    struct value_fault fault; /* filled where STATUS_BAD_QUERY is returned */
    unsigned depth;           /* of parentheses */
};

/* A part of a list, before it is known whether AND or OR follows. */
struct operand {
    struct node *node; /* owned; NULL where nothing stands there */
    size_t start, end; /* as node's, and signs and parentheses around it */
    bool filter;       /* a clause that lists demand, or made of such alone */
    bool must;         /* a plus stands in it */
    bool exclude;      /* a minus or NOT stands before it and is not yet in the tree */
};

/* What a list turned out to hold. */
struct contents {
    bool filters; /* filters alone */
    bool signs;   /* a plus, minus or NOT */
};

static enum status parse_list(struct parser *parser, enum field_id field, struct node *list,
                              struct contents *contents);

static enum status fail(struct parser *parser, size_t offset, const char *message, const char *hint)
{
    parser->fault = (struct value_fault){offset, message, hint};
    return STATUS_BAD_QUERY;
}

static enum status advance(struct parser *parser)
{
    bool read = lexer_next(&parser->lexer, &parser->token, &parser->fault);
    return read ? STATUS_OK : STATUS_BAD_QUERY;
}

/* What the value of a field that holds no text becomes. */
static const enum node_kind VALUE_KINDS[] = {
    [FIELD_TERM] = NODE_TERM,   [FIELD_PAPER] = NODE_ID,     [FIELD_LIKE] = NODE_SIMILAR,
    [FIELD_DAY] = NODE_RANGE,   [FIELD_NUMBER] = NODE_RANGE, [FIELD_NEWS] = NODE_NEW,
    [FIELD_SAVED] = NODE_SAVED,
};

/* Fills what the value of such a field says. */
static enum status read_value(struct parser *parser, struct node *node, enum field_id field)
{
    const struct lexer_token *token = &parser->token;
    const char *text = parser->lexer.text.query + token->text;
    size_t length = token->text_end - token->text;
    const struct field *row = field_at(field);
    if (token->kind == TOKEN_PREFIX)
        return fail(parser, token->text_end, "this field takes a whole value, not a prefix",
                    row->example);
    node->kind = VALUE_KINDS[row->type];
    bool valid;
    if (node->kind == NODE_RANGE || node->kind == NODE_NEW) {
        struct value_range range = {.low = 0};
        valid = value_range(row, text, length, parser->today, &range, &parser->fault);
        if (range.counted && !node_set_text(node, text, length))
            return STATUS_NO_MEMORY;
        node->field = node->kind == NODE_NEW ? field : field_id(field_stored(row));
        node->low = range.low;
        node->high = range.high;
    } else {
        if (!node_set_text(node, text, length))
            return STATUS_NO_MEMORY;
        node->length = value_text(row, text, length, node->text, &parser->fault);
        node->text[node->length] = '\0';
        node->field = node->kind == NODE_TERM ? field : FIELD_NONE;
        valid = node->length > 0;
    }
    if (valid)
        return STATUS_OK;
    return fail(parser, token->text + parser->fault.offset, parser->fault.message, row->example);
}

static enum status read_text(struct parser *parser, struct node *node, enum field_id field)
{
    const struct lexer_token *token = &parser->token;
    const char *text = parser->lexer.text.query + token->text;
    size_t length = token->text_end - token->text;
    node->field = field;
    node->kind = token->kind == TOKEN_PHRASE   ? NODE_PHRASE
                 : token->kind == TOKEN_PREFIX ? NODE_PREFIX
                                               : NODE_WORD;
    node->open = token->open;
    if (!node_set_text(node, text, length))
        return STATUS_NO_MEMORY;
    if (node->kind == NODE_PREFIX || field != FIELD_NONE ||
        (node->kind == NODE_PHRASE && lexer_spaced(&parser->lexer, token->text, token->text_end)))
        return STATUS_OK;
    size_t id = value_id(text, length, node->text);
    if (id == 0)
        return STATUS_OK;
    node->kind = NODE_ID;
    node->length = id;
    node->text[id] = '\0';
    return STATUS_OK;
}

/* Whether a field is typed that the group does not have already. */
static bool narrows(const struct lexer_token *token, enum field_id inherited)
{
    return token->field != FIELD_NONE && token->field != inherited;
}

static enum status parse_clause(struct parser *parser, enum field_id inherited, struct operand *out)
{
    const struct lexer_token *token = &parser->token;
    enum field_id field = token->field ? token->field : inherited;
    bool is_text = field_at(field)->type == FIELD_TEXT;
    out->node = node_new(NODE_WORD, token->start, token->end);
    if (!out->node)
        return STATUS_NO_MEMORY;
    out->filter = !is_text || narrows(token, inherited);
    enum status status =
        is_text ? read_text(parser, out->node, field) : read_value(parser, out->node, field);
    out->filter = out->filter || out->node->kind == NODE_TERM;
    return status == STATUS_OK ? advance(parser) : status;
}

/* Takes what the list at the token holds, up to its parenthesis or the query's end;
 * a single item without a sign means the same without its parentheses. */
static enum status read_group(struct parser *parser, enum field_id field, struct operand *out)
{
    struct contents contents;
    enum status status = advance(parser);
    if (status == STATUS_OK)
        status = parse_list(parser, field, out->node, &contents);
    if (status != STATUS_OK)
        return status;
    out->node->end = out->end = parser->token.end;
    out->filter = out->filter || contents.filters;
    if (node_join_ids(out->node) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (out->node->child_count == 0) {
        node_free(out->node);
        out->node = NULL;
    } else if (out->node->child_count == 1 && !contents.signs) {
        struct node *child = out->node->children[0];
        out->node->child_count = 0;
        node_free(out->node);
        out->node = child;
        child->demand = DEMAND_RANK;
    }
    return advance(parser);
}

static enum status parse_group(struct parser *parser, enum field_id inherited, struct operand *out)
{
    const struct lexer_token *token = &parser->token;
    enum field_id field = token->field ? token->field : inherited;
    if (parser->depth == QUERY_DEPTH_MAX)
        return fail(parser, token->text, "parentheses are nested too deep here",
                    "(diffusion OR flow) video");
    out->node = node_new(NODE_LIST, token->start, token->end);
    if (!out->node)
        return STATUS_NO_MEMORY;
    out->node->field = field;
    out->filter = narrows(token, inherited);
    parser->depth++;
    enum status status = read_group(parser, field, out);
    parser->depth--;
    return status;
}

/* out->node is NULL where no primary begins at the token. */
static enum status parse_primary(struct parser *parser, enum field_id field, struct operand *out)
{
    const struct lexer_token token = parser->token;
    *out = (struct operand){.start = token.mark,
                            .end = token.end,
                            .must = token.sign == DEMAND_MUST,
                            .exclude = token.sign == DEMAND_NOT};
    enum status status = STATUS_OK;
    if (token.kind == TOKEN_OPEN)
        status = parse_group(parser, field, out);
    else if (token.kind == TOKEN_WORD || token.kind == TOKEN_PREFIX || token.kind == TOKEN_PHRASE)
        status = parse_clause(parser, field, out);
    if (status != STATUS_OK) {
        node_free(out->node);
        out->node = NULL;
    }
    return status;
}

static enum status parse_not(struct parser *parser, enum field_id field, struct operand *out)
{
    size_t start = parser->token.start;
    bool negated = false, exclude = false;
    *out = (struct operand){0};
    for (; parser->token.kind == TOKEN_NOT; negated = true) {
        exclude = !exclude;
        enum status status = advance(parser);
        if (status != STATUS_OK)
            return status;
    }
    enum status status = parse_primary(parser, field, out);
    if (status != STATUS_OK || !negated || !out->node)
        return status;
    out->start = start;
    out->exclude = out->exclude != exclude;
    return STATUS_OK;
}

/* Takes part->node, also where memory is short. */
static enum status chain_add(struct operand *chain, struct operand *part)
{
    struct node *child = part->node;
    if (part->exclude) {
        child = node_new(NODE_NOT, part->start, part->end);
        if (!child) {
            node_free(part->node);
            return STATUS_NO_MEMORY;
        }
        if (!node_add(child, part->node)) {
            node_free(child);
            return STATUS_NO_MEMORY;
        }
    }
    chain->filter = chain->filter && part->filter;
    chain->must = chain->must || part->must;
    chain->end = chain->node->end = part->end;
    return node_add(chain->node, child) ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status parse_chain(struct parser *parser, enum field_id field, enum node_kind kind,
                               struct operand *out);

static enum status parse_part(struct parser *parser, enum field_id field, enum node_kind kind,
                              struct operand *out)
{
    return kind == NODE_OR ? parse_chain(parser, field, NODE_AND, out)
                           : parse_not(parser, field, out);
}

/* Makes a chain of its first part. */
static enum status chain_begin(enum node_kind kind, struct operand *chain)
{
    struct operand first = *chain;
    *chain = (struct operand){
        .node = node_new(kind, first.start, first.end), .start = first.start, .filter = true};
    if (chain->node)
        return chain_add(chain, &first);
    node_free(first.node);
    return STATUS_NO_MEMORY;
}

/* One part, or a NODE_AND or NODE_OR of several. Empty groups are no parts. */
static enum status parse_chain(struct parser *parser, enum field_id field, enum node_kind kind,
                               struct operand *out)
{
    const enum lexer_kind joint = kind == NODE_AND ? TOKEN_AND : TOKEN_OR;
    bool chained = false;
    enum status status = parse_part(parser, field, kind, out);
    while (status == STATUS_OK && parser->token.kind == joint) {
        struct operand part = {.node = NULL};
        status = advance(parser);
        if (status == STATUS_OK)
            status = parse_part(parser, field, kind, &part);
        if (status != STATUS_OK || !part.node)
            continue;
        if (!out->node) {
            *out = part;
            continue;
        }
        if (!chained)
            status = chain_begin(kind, out);
        chained = true;
        if (status == STATUS_OK)
            status = chain_add(out, &part);
        else
            node_free(part.node);
    }
    if (status != STATUS_OK) {
        node_free(out->node);
        out->node = NULL;
    }
    return status;
}

/* Up to a closing parenthesis or the end, which stays the token. */
static enum status parse_list(struct parser *parser, enum field_id field, struct node *list,
                              struct contents *contents)
{
    *contents = (struct contents){.filters = true};
    while (parser->token.kind != TOKEN_END && parser->token.kind != TOKEN_CLOSE) {
        struct operand item;
        enum status status = parse_chain(parser, field, NODE_OR, &item);
        if (status != STATUS_OK)
            return status;
        if (!item.node)
            continue;
        item.node->demand = item.exclude               ? DEMAND_NOT
                            : item.must || item.filter ? DEMAND_MUST
                                                       : DEMAND_RANK;
        contents->signs = contents->signs || item.must || item.exclude;
        contents->filters = contents->filters && item.filter;
        if (!node_add(list, item.node))
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static enum status parse_query(struct parser *parser, struct node *list)
{
    struct contents contents;
    enum status status = advance(parser);
    if (status == STATUS_OK)
        status = parse_list(parser, FIELD_NONE, list, &contents);
    return status == STATUS_OK ? node_join_ids(list) : status;
}

enum status parser_read(const char *query, size_t length, int64_t today, struct node **out,
                        size_t *offset, struct error *error)
{
    struct parser parser = {.today = today};
    *out = NULL;
    *offset = 0;
    if (length > QUERY_LENGTH_MAX) {
        *offset = QUERY_LENGTH_MAX;
        return error_set(error, STATUS_BAD_QUERY, "shorten it", "the query is over %u bytes long",
                         QUERY_LENGTH_MAX);
    }
    if (!lexer_open(&parser.lexer, query, length, today))
        return error_no_memory(error);
    struct node *list = node_new(NODE_LIST, 0, length);
    enum status status = list ? parse_query(&parser, list) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        list->mended = parser.lexer.mended;
    lexer_close(&parser.lexer);
    if (status == STATUS_OK) {
        *out = list;
        return STATUS_OK;
    }
    node_free(list);
    if (status == STATUS_NO_MEMORY)
        return error_set(error, status, NULL, "out of memory");
    *offset = parser.fault.offset;
    return error_set(error, status, parser.fault.hint, "%s", parser.fault.message);
}
