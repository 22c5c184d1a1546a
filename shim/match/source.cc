/* See source.hpp. */
#include "shim/match/source.hpp"

namespace seogo
{

void weighed_source::init(const Xapian::Database &database)
{
    std::vector<slice> *known = all_.of(database);
    searches_.clear();
    at_ = 0;
    document_ = 0;
    const auto add = [this](slice &of) {
        searches_.push_back(std::make_unique<slice_search>(whole_, of, bm25_, *query_, factor_));
    };
    if (known == nullptr) {
        const document_range all{1, database.get_lastdocid()};
        given_ = std::make_unique<slice>(
            std::make_unique<stored>(database, std::string(), all, false), false);
        add(*given_);
    }
    for (std::size_t i = 0; known != nullptr && i < known->size(); i++)
        add((*known)[i]);
    count_ = searches_[0]->count();
    set_maxweight(searches_[0]->most());
}

Xapian::PostingSource *weighed_source::clone() const
{
    return new weighed_source(whole_, all_, bm25_, query_, factor_);
}

void weighed_source::next(double least)
{
    find(document_ + 1, least);
}

void weighed_source::skip_to(Xapian::docid document, double least)
{
    if (document > document_)
        find(document, least);
}

/* Always stands on a match: of a source that was left on a document that does not match,
 * Xapian's OR takes the document for one all the same, and adds the weight of another. */
bool weighed_source::check(Xapian::docid document, double least)
{
    skip_to(document, least);
    return true;
}

void weighed_source::find(Xapian::docid from, double least)
{
    document_ = searches_[at_]->next(from, least, weight_);
    while (at_end() && at_ + 1 < searches_.size())
        document_ = searches_[++at_]->next(from, least, weight_);
}

} // namespace seogo
