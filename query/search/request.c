#include "query/search/request.h"

#include <string.h>

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
