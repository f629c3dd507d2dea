// Written by generate_tables.py from the Unicode Character Database 15.0. Do not edit.
#pragma once

#include <cstdint>

namespace vitrine::unicode::tables {

constexpr int kBlockSize = 128;

extern const std::uint16_t kBlockOf[8704];
extern const std::uint8_t kRecordOf[35328];
extern const std::uint32_t kRecords[162];

} // namespace vitrine::unicode::tables
