/* What a remote database tells of many documents in one message. Xapian's protocol has a
 * message for each posting, length and value, but one for all hits of a search. */
#ifndef SEOGO_MATCH_FAR_HPP
#define SEOGO_MATCH_FAR_HPP

#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/documents.hpp"

namespace seogo
{

/* Documents, and a number of each. */
using numbered_documents = std::vector<std::pair<Xapian::docid, double>>;

/* How often the term is in each document that has it; they rise. */
numbered_documents far_frequencies(const Xapian::Database &database, const std::string &term);
/* The lengths of all documents, and the numbers that they have in a slot; in any order. */
numbered_documents far_lengths(const Xapian::Database &database);
numbered_documents far_values(const Xapian::Database &database, Xapian::valueno slot);
/* The documents that match a query without weights; they rise. */
document_list far_matches(const Xapian::Database &database, const Xapian::Query &query);

} // namespace seogo

#endif
