/* Documents' data in fewer bytes: each alone, so that it is read alone, with a dictionary
 * of what such data has in common. */
#ifndef SEOGO_XAPIAN_PACK_HPP
#define SEOGO_XAPIAN_PACK_HPP

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace seogo
{

/* The key of the metadata that holds the dictionary: no document has it. */
const char *const dictionary_key = "@";

/* A dictionary made of samples; empty where they are too few for one. What it is made of
 * gives it a number, which stands in what it packed. */
std::string dictionary_of(const std::vector<std::string> &samples);

/* Packs with a dictionary, which may be empty. */
class packer
{
  public:
    explicit packer(const std::string &dictionary);
    ~packer();
    packer(const packer &) = delete;
    packer &operator=(const packer &) = delete;
    std::string pack(std::string_view data);

  private:
    struct state;
    std::unique_ptr<state> state_;
};

/* Reads what was packed, with the dictionaries of the databases that it is from, each of
 * which is read once: the shards of an archive have one. */
class unpacker
{
  public:
    unpacker();
    ~unpacker();
    unpacker(const unpacker &) = delete;
    unpacker &operator=(const unpacker &) = delete;
    std::string unpack(const std::string &packed, const Xapian::Database &database);

  private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace seogo

#endif
