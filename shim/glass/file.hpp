/* Files that are written or read from one end to the other, or read anywhere. What the system
 * refuses is thrown as std::system_error. */
#ifndef SEOGO_GLASS_FILE_HPP
#define SEOGO_GLASS_FILE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace seogo::glass
{

/* A new file; what was not closed may be lost. */
class output
{
  public:
    /* What is at path is overwritten. */
    explicit output(const std::string &path);
    ~output();
    output(const output &) = delete;
    output &operator=(const output &) = delete;

    void add(std::string_view bytes);
    void flush();
    /* Of bytes that were flushed. */
    void overwrite(std::uint64_t at, std::string_view bytes);
    /* After what was flushed: only now some systems say that they could not write it. */
    void close();
    std::uint64_t size() const
    {
        return written_ + buffer_.size();
    }

  private:
    void write(std::uint64_t at, std::string_view bytes);

    std::string path_;
    int file_;
    std::string buffer_{};
    std::uint64_t written_ = 0;
};

class input
{
  public:
    explicit input(const std::string &path);
    input(input &&other) noexcept;
    ~input();
    input(const input &) = delete;
    input &operator=(const input &) = delete;

    void seek(std::uint64_t at);
    std::uint64_t tell() const
    {
        return end_ - (buffer_.size() - next_);
    }
    /* The next so many bytes, which last until the next call. */
    std::string_view take(std::size_t count);
    std::uint64_t number();
    std::string_view text()
    {
        return take(number());
    }
    void skip(std::uint64_t count);

  private:
    void fill(std::size_t count);

    std::string path_;
    int file_;
    std::string buffer_{};
    std::size_t next_ = 0;
    std::uint64_t end_ = 0; /* of what the buffer holds, in the file */
};

/* Read in any order. */
class random_input
{
  public:
    explicit random_input(const std::string &path);
    ~random_input();
    random_input(const random_input &) = delete;
    random_input &operator=(const random_input &) = delete;

    /* Fewer bytes where the file ends, none where it throws. */
    void read(std::uint64_t at, std::size_t count, std::string &bytes) const;

  private:
    std::string path_;
    int file_;
};

} // namespace seogo::glass

#endif
