/* A database is searched in slices, several at a time; a remote one in one. */
#ifndef SEOGO_MATCH_SLICE_HPP
#define SEOGO_MATCH_SLICE_HPP

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "shim/match/cache.hpp"
#include "shim/xapian/handles.hpp"

namespace seogo
{

/* Documents of a database, and what reads them, which nobody else may meanwhile. */
class slice
{
  public:
    /* is_often: see match_use. */
    slice(std::unique_ptr<stored> from, bool is_often)
        : often(is_often), from_(std::move(from)), cache_(std::make_unique<class cache>(*from_))
    {
    }

    stored &from()
    {
        return *from_;
    }
    document_range documents() const
    {
        return from_->documents;
    }
    class cache &cache()
    {
        return *cache_;
    }

    const bool often;

  private:
    std::unique_ptr<stored> from_;
    std::unique_ptr<class cache> cache_;
};

/* The slices of all the databases. */
class slices
{
  public:
    /* most: so many at most of one database; 0: what the machine and its size are good
     * for. */
    slices(const ::shim_database &database, bool often, unsigned most);

    /* NULL where it is not known which of the databases it is. */
    std::vector<slice> *of(const Xapian::Database &part);

    std::vector<std::vector<slice>> parts;

  private:
    /* By UUID, which is all that a search tells of the part it is at. NULL: two of them
     * have it, as copies do. */
    std::unordered_map<std::string, std::vector<slice> *> by_uuid_;
};

} // namespace seogo

#endif
