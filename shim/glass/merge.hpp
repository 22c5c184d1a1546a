/* Runs -> one database, the single file that Xapian makes when it compacts: each posting
 * is written once more, and each block once. */
#ifndef SEOGO_GLASS_MERGE_HPP
#define SEOGO_GLASS_MERGE_HPP

#include <string>
#include <vector>

namespace seogo::glass
{

/* Documents are numbered from 1 on, run by run; of metadata under one key the last
 * counts. What is at output is overwritten. */
void merge(const std::vector<std::string> &runs, const std::string &output);

} // namespace seogo::glass

#endif
