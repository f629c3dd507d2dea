#pragma once

#include "tests/core/text/fixtures.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tests {

/// A file of tests/golden/subword.
Json subwordGolden(std::string_view name);

/// The bytes of a file of tests/golden/subword.
std::string subwordBytes(std::string_view name);

/// The tokenizer.json of a golden's entry, with the trained vocabulary and the character map in it.
Json subwordFile(const Json& entry);

/// A trained `.model` with the character map; flags of the normaliser and the trainer put behind,
/// as later fields win.
std::string subwordModel(std::string_view name, const Json& flags = Json::Object{});

/// The tokenizer of a golden's entry, of either form.
TokenizerPointer subwordTokenizer(const Json& entry);

/// A protobuf field of bytes, and one of a varint.
std::string wireBytes(std::uint32_t number, std::string_view bytes);
std::string wireNumber(std::uint32_t number, std::uint64_t value);

} // namespace vitrine::tests
