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
    /* often: see match_use. database is opened at path again where it is not given. */
    slice(std::string path, std::string uuid, document_range of, bool often)
        : documents(of), often_(often), path_(std::move(path)), uuid_(std::move(uuid))
    {
    }
    /* far: it is remote, and asked often. */
    slice(const Xapian::Database &opened, document_range of, bool often, bool far = false)
        : documents(of), often_(often), far_(far), database_(opened), opened_(true)
    {
        keep();
    }

    const Xapian::Database &database()
    {
        if (!opened_)
            open();
        return database_;
    }
    class cache *cache() /* or NULL */
    {
        return cache_.get();
    }

    cached_postings &postings()
    {
        return *postings_;
    }

    document_range documents;

  private:
    void open();
    void keep()
    {
        postings_ = std::make_unique<cached_postings>(database_, documents, often_, far_);
        if (often_)
            cache_ = std::make_unique<class cache>(database_, documents, far_);
    }

    bool often_, far_ = false;
    std::string path_, uuid_;
    Xapian::Database database_;
    bool opened_ = false;
    std::unique_ptr<cached_postings> postings_;
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
