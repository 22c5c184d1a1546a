#include "query/search/request.h"

#include <string.h>
#include <time.h>

void search_request_init(struct search_request *request, const char *query, size_t length)
{
    *request = (struct search_request){
        .query = query, .length = length, .count = 10, .sort = SORT_RELEVANCE, .marked = true};
    ranking_init(&request->ranking);
}

bool search_sort_named(const char *name, struct search_request *request)
{
    static const char *const SORTS[] = {"relevance", "votes", "date"};
    bool reversed = name[0] == '-';

    for (size_t i = 0; i < sizeof SORTS / sizeof *SORTS; i++)
        if (strcmp(name + reversed, SORTS[i]) == 0) {
            request->sort = (enum search_sort)i;
            request->reversed = reversed;
            return true;
        }
    return false;
}

/* The day that it is where the person sits, as eight digits. */
static int64_t day_of_today(void)
{
    time_t now = time(NULL);
    struct tm local;

    if (!localtime_r(&now, &local))
        return 0;
    return (local.tm_year + 1900) * (int64_t)10000 + (local.tm_mon + 1) * 100 + local.tm_mday;
}

int64_t search_request_today(const struct search_request *request)
{
    return request->context.today ? request->context.today : day_of_today();
}

enum status search_request_parse(const struct search_request *request, struct node **out,
                                 size_t *offset, struct error *error)
{
    struct query_context context = request->context;

    context.today = search_request_today(request);
    return query_parse(request->query, request->length, &context, out, offset, error);
}
