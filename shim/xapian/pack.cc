/* Zstandard with a dictionary, of text whose syllables are packed; see pack.hpp. */
#include "shim/xapian/pack.hpp"

#include <algorithm>
#include <map>
#include <new>
#include <zdict.h>
#include <zstd.h>

#include "shim/xapian/guard.hpp"
#include "shim/xapian/syllables.hpp"

namespace
{

/* Measured on 3,590 papers: 32 KB make 2.4 MB of 6.6, 64 KB 2.2, without 3.8. */
constexpr size_t dictionary_bytes = 65536;
/* 8 microseconds for a paper; 6 takes four times as long and saves a twentieth. */
constexpr int level = 3;
/* A record that says it is longer is damaged. */
constexpr unsigned long long data_bytes_max = 1ULL << 28;

template <typename Made> Made *made(Made *object)
{
    if (object == nullptr)
        throw std::bad_alloc();
    return object;
}

struct freeing {
    void operator()(ZSTD_CCtx *object) const
    {
        ZSTD_freeCCtx(object);
    }
    void operator()(ZSTD_DCtx *object) const
    {
        ZSTD_freeDCtx(object);
    }
    void operator()(ZSTD_CDict *object) const
    {
        ZSTD_freeCDict(object);
    }
    void operator()(ZSTD_DDict *object) const
    {
        ZSTD_freeDDict(object);
    }
};

template <typename Object> using owned = std::unique_ptr<Object, freeing>;

} // namespace

std::string seogo::dictionary_of(const std::vector<std::string> &samples)
{
    std::string all, dictionary(dictionary_bytes, '\0');
    std::vector<size_t> sizes;
    for (const std::string &sample : samples) {
        const std::string text = syllables_packed(sample);
        all += text;
        sizes.push_back(text.size());
    }
    const size_t content = std::min(all.size(), dictionary_bytes);
    ZDICT_params_t parameters = {};
    parameters.compressionLevel = level;
    const size_t size = ZDICT_finalizeDictionary(
        dictionary.data(), dictionary.size(), all.data() + all.size() - content, content,
        all.data(), sizes.data(), static_cast<unsigned>(sizes.size()), parameters);
    dictionary.resize(ZDICT_isError(size) ? 0 : size);
    return dictionary;
}

struct seogo::packer::state {
    owned<ZSTD_CCtx> context{made(ZSTD_createCCtx())};
    owned<ZSTD_CDict> dictionary{};
};

seogo::packer::packer(const std::string &dictionary) : state_(std::make_unique<state>())
{
    if (!dictionary.empty())
        state_->dictionary.reset(
            made(ZSTD_createCDict(dictionary.data(), dictionary.size(), level)));
    ZSTD_CCtx *context = state_->context.get();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_refCDict(context, state_->dictionary.get());
}

seogo::packer::~packer() = default;

std::string seogo::packer::pack(std::string_view data)
{
    const std::string text = syllables_packed(data);
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    const size_t size = ZSTD_compress2(state_->context.get(), packed.data(), packed.size(),
                                       text.data(), text.size());
    if (ZSTD_isError(size))
        throw std::bad_alloc(); /* all else was given room */
    packed.resize(size);
    return packed;
}

struct seogo::unpacker::state {
    owned<ZSTD_DCtx> context{made(ZSTD_createDCtx())};
    std::map<unsigned, owned<ZSTD_DDict>> dictionaries{}; /* by number */
};

seogo::unpacker::unpacker() : state_(std::make_unique<state>())
{
}

seogo::unpacker::~unpacker() = default;

std::string seogo::unpacker::unpack(const std::string &packed, const Xapian::Database &database)
{
    const unsigned id = ZSTD_getDictID_fromFrame(packed.data(), packed.size());
    auto known = state_->dictionaries.find(id);
    if (id != 0 && known == state_->dictionaries.end()) {
        const std::string bytes = database.get_metadata(dictionary_key);
        if (ZSTD_getDictID_fromDict(bytes.data(), bytes.size()) != id)
            throw failure{STATUS_DAMAGED, "the dictionary of documents is damaged"};
        owned<ZSTD_DDict> dictionary(made(ZSTD_createDDict(bytes.data(), bytes.size())));
        known = state_->dictionaries.emplace(id, std::move(dictionary)).first;
    }
    const auto length = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (length > data_bytes_max) /* also where it says none */
        throw failure{STATUS_DAMAGED, "the data of a document is damaged"};
    std::string text(static_cast<size_t>(length), '\0');
    const size_t size =
        ZSTD_decompress_usingDDict(state_->context.get(), text.data(), text.size(), packed.data(),
                                   packed.size(), id != 0 ? known->second.get() : nullptr);
    if (ZSTD_isError(size) || size != text.size())
        throw failure{STATUS_DAMAGED, "the data of a document is damaged"};
    return syllables_unpacked(text);
}
