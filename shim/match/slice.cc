/* See slice.hpp. */
#include "shim/match/slice.hpp"

#include <algorithm>
#include <cstddef>
#include <thread>

namespace seogo
{

/* Fewer documents are not worth a thread and a plan of its own: of 50,000 two slices save
 * a session a twelfth of its time and cost a quarter more of the processors'. */
static constexpr Xapian::docid least_of_slice = 100000;
static constexpr unsigned most_slices = 8;

static unsigned wanted(Xapian::docid documents, unsigned most)
{
    if (most > 0)
        return std::min(most, std::max(documents, 1U));
    return std::clamp(std::min(documents / least_of_slice, std::thread::hardware_concurrency()), 1U,
                      most_slices);
}

slices::slices(const ::shim_database &database, bool often, unsigned most)
{
    for (std::size_t i = 0; i < database.parts.size(); i++) {
        const Xapian::Database &part = database.parts[i];
        const std::string uuid = part.get_uuid();
        const Xapian::docid last = part.get_lastdocid();
        const bool far = is_remote(database.paths[i]);
        const unsigned count = far ? 1 : wanted(last, most);
        std::vector<slice> made;
        for (unsigned k = 0; k < count; k++) {
            const auto border = [&](unsigned n) {
                return static_cast<Xapian::docid>(std::size_t{last} * n / count);
            };
            const document_range of = {border(k) + 1, border(k + 1)};
            const std::string &path = database.paths[i];
            made.emplace_back(k == 0
                                  ? std::make_unique<stored>(part, path, of, far)
                                  : std::make_unique<stored>(path, uuid, of, part.get_doccount()),
                              often);
            if (often) /* whatever becomes of the path */
                made.back().from().database();
        }
        parts.push_back(std::move(made));
    }
    for (std::size_t i = 0; i < parts.size(); i++) {
        const auto added = by_uuid_.try_emplace(database.parts[i].get_uuid(), &parts[i]);
        if (!added.second)
            added.first->second = nullptr;
    }
}

std::vector<slice> *slices::of(const Xapian::Database &part)
{
    const auto found = by_uuid_.find(part.get_uuid());
    return found != by_uuid_.end() ? found->second : nullptr;
}

} // namespace seogo
