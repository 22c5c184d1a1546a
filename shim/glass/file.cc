#include "shim/glass/file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace
{

constexpr std::size_t buffer_bytes = 1U << 16;

[[noreturn]] void fail(const std::string &path)
{
    throw std::system_error(errno, std::generic_category(), path);
}

int opened(const std::string &path, int flags)
{
    const int file = open(path.c_str(), flags | O_CLOEXEC, 0666);
    if (file < 0)
        fail(path);
    return file;
}

} // namespace

seogo::glass::output::output(const std::string &path)
    : path_(path), file_(opened(path, O_WRONLY | O_CREAT | O_TRUNC))
{
}

seogo::glass::output::~output()
{
    if (file_ >= 0)
        ::close(file_);
}

void seogo::glass::output::close()
{
    if (::close(std::exchange(file_, -1)) != 0 && errno != EINTR)
        fail(path_);
}

void seogo::glass::output::write(std::uint64_t at, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            fail(path_);
        at += static_cast<std::uint64_t>(done);
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

void seogo::glass::output::add(std::string_view bytes)
{
    buffer_ += bytes;
    if (buffer_.size() >= buffer_bytes)
        flush();
}

void seogo::glass::output::flush()
{
    write(written_, buffer_);
    written_ += buffer_.size();
    buffer_.clear();
}

void seogo::glass::output::overwrite(std::uint64_t at, std::string_view bytes)
{
    write(at, bytes);
}

seogo::glass::input::input(const std::string &path) : path_(path), file_(opened(path, O_RDONLY))
{
}

seogo::glass::input::input(input &&other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)),
      buffer_(std::move(other.buffer_)), next_(other.next_), end_(other.end_)
{
}

seogo::glass::input::~input()
{
    if (file_ >= 0)
        ::close(file_);
}

void seogo::glass::input::seek(std::uint64_t at)
{
    buffer_.clear();
    next_ = 0;
    end_ = at;
}

/* Until so many bytes are there. */
void seogo::glass::input::fill(std::size_t count)
{
    std::size_t held = buffer_.size() - next_;
    buffer_.erase(0, next_);
    next_ = 0;
    buffer_.resize(count > buffer_bytes ? count : buffer_bytes);
    while (held < count) {
        const ssize_t got =
            pread(file_, &buffer_[held], buffer_.size() - held, static_cast<off_t>(end_));
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO; /* it was longer when it was written */
        if (got <= 0)
            fail(path_);
        held += static_cast<std::size_t>(got);
        end_ += static_cast<std::uint64_t>(got);
    }
    buffer_.resize(held);
}

std::string_view seogo::glass::input::take(std::size_t count)
{
    if (buffer_.size() - next_ < count)
        fill(count);
    const std::string_view taken(buffer_.data() + next_, count);
    next_ += count;
    return taken;
}

std::uint64_t seogo::glass::input::number()
{
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (next_ == buffer_.size())
            fill(1);
        const auto byte = static_cast<unsigned char>(buffer_[next_++]);
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80 || shift > 56)
            return number;
    }
}

void seogo::glass::input::skip(std::uint64_t count)
{
    const std::size_t held = buffer_.size() - next_;
    if (count <= held)
        next_ += static_cast<std::size_t>(count);
    else
        seek(end_ + count - held);
}

seogo::glass::blocks_input::blocks_input(const std::string &path)
    : path_(path), file_(opened(path, O_RDONLY))
{
}

seogo::glass::blocks_input::~blocks_input()
{
    ::close(file_);
}

void seogo::glass::blocks_input::read(std::uint64_t first, std::size_t count,
                                      std::string &blocks) const
{
    std::size_t held = 0;
    blocks.resize(count * block_bytes);
    while (held < blocks.size()) {
        const ssize_t got = pread(file_, &blocks[held], blocks.size() - held,
                                  static_cast<off_t>(first * block_bytes + held));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            blocks.clear(); /* which holds half of them */
            fail(path_);
        }
        if (got == 0)
            break;
        held += static_cast<std::size_t>(got);
    }
    blocks.resize(held);
}
