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

/* Again where a signal came. */
ssize_t read_some(int file, char *to, std::size_t count, std::uint64_t at)
{
    ssize_t got;
    do
        got = pread(file, to, count, static_cast<off_t>(at));
    while (got < 0 && errno == EINTR);
    return got;
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
        const ssize_t got = read_some(file_, &buffer_[held], buffer_.size() - held, end_);
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

seogo::glass::random_input::random_input(const std::string &path)
    : path_(path), file_(opened(path, O_RDONLY))
{
}

seogo::glass::random_input::~random_input()
{
    ::close(file_);
}

void seogo::glass::random_input::read(std::uint64_t at, std::size_t count, std::string &bytes) const
{
    std::size_t held = 0;
    ssize_t got = 0;
    bytes.resize(count);
    do {
        held += static_cast<std::size_t>(got);
        got = held < count ? read_some(file_, &bytes[held], count - held, at + held) : 0;
    } while (got > 0);
    bytes.resize(got < 0 ? 0 : held);
    if (got < 0)
        fail(path_);
}
