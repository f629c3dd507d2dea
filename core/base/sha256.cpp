#include "core/base/sha256.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace vitrine {

namespace {

constexpr std::array<std::uint32_t, 64> kRound{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::size_t kBlock = 64;

std::array<std::uint32_t, 64> scheduleOf(const std::byte* bytes) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) {
        for (std::size_t byte = 0; byte < 4; ++byte) {
            w[i] = (w[i] << 8) | static_cast<std::uint32_t>(bytes[4 * i + byte]);
        }
    }
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t a = w[i - 15];
        const std::uint32_t b = w[i - 2];
        const std::uint32_t s0 = std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3);
        const std::uint32_t s1 = std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    return w;
}

Problem hashProblem(const std::filesystem::path& file, const std::string& reason) {
    return {.what = "The file cannot be read: " + reason,
            .where = file.string(),
            .advice = "Check its name, your rights and the disk"};
}

} // namespace

void Sha256::block(const std::byte* bytes) {
    const auto w = scheduleOf(bytes);
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
        const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < add.size(); ++i) {
        state_[i] += add[i];
    }
}

void Sha256::add(std::span<const std::byte> bytes) {
    std::size_t filled = length_ % kBlock;
    length_ += bytes.size();
    if (filled > 0) {
        const std::size_t taken = std::min(kBlock - filled, bytes.size());
        std::copy_n(bytes.begin(), taken, rest_.begin() + static_cast<std::ptrdiff_t>(filled));
        bytes = bytes.subspan(taken);
        if (filled + taken < kBlock) {
            return;
        }
        block(rest_.data());
    }
    while (bytes.size() >= kBlock) {
        block(bytes.data());
        bytes = bytes.subspan(kBlock);
    }
    std::ranges::copy(bytes, rest_.begin());
}

Sha256::Digest Sha256::finish() {
    const std::uint64_t bits = length_ * 8;
    std::array<std::byte, 2 * kBlock> end{std::byte{0x80}};
    const std::size_t zeros = (kBlock + 55 - length_ % kBlock) % kBlock;
    for (std::size_t i = 0; i < 8; ++i) {
        end[1 + zeros + i] = static_cast<std::byte>(bits >> (56 - 8 * i));
    }
    add(std::span(end).first(1 + zeros + 8));
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    }
    return digest;
}

std::string Sha256::finishHex() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : finish()) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

std::string sha256Hex(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.finishHex();
}

Outcome<std::string> sha256OfFile(const std::filesystem::path& file, const Tick& tick) {
    constexpr std::size_t kStep = std::size_t{1} << 20;
    const Descriptor descriptor(retryInterrupted(
        [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    struct stat info {};
    if (!descriptor.valid() || ::fstat(descriptor.number(), &info) != 0) {
        return hashProblem(file, reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return hashProblem(file, "it is no ordinary file");
    }
    Sha256 hash;
    std::vector<std::byte> buffer(kStep);
    std::int64_t done = 0;
    while (true) {
        const ssize_t count = retryInterrupted(
            [&] { return ::read(descriptor.number(), buffer.data(), buffer.size()); });
        if (count < 0) {
            return hashProblem(file, reasonOf(errno));
        }
        if (count == 0) {
            return hash.finishHex();
        }
        hash.add(std::span(buffer).first(static_cast<std::size_t>(count)));
        done += count;
        if (!tick.update(done, info.st_size, Unit::Bytes)) {
            return Cancelled{};
        }
    }
}

} // namespace vitrine
