#pragma once

#include "core/base/unicode/propertytables.h"

#include <cstdint>

namespace vitrine::unicode {

/// General categories in the order of generate_tables.py.
enum class Category : std::uint8_t {
    Cn,
    Lu,
    Ll,
    Lt,
    Lm,
    Lo,
    Mn,
    Mc,
    Me,
    Nd,
    Nl,
    No,
    Pc,
    Pd,
    Ps,
    Pe,
    Pi,
    Pf,
    Po,
    Sm,
    Sc,
    Sk,
    So,
    Zs,
    Zl,
    Zp,
    Cc,
    Cf,
    Cs,
    Co
};

/// Grapheme_Cluster_Break values in the order of generate_tables.py.
enum class BreakClass : std::uint8_t {
    Other,
    Cr,
    Lf,
    Control,
    Extend,
    Zwj,
    RegionalIndicator,
    Prepend,
    SpacingMark,
    L,
    V,
    T,
    Lv,
    Lvt
};

constexpr char32_t kLastCodePoint = 0x10FFFF;

/// What Unicode 15.0 says about one code point, in one look-up. Code points above U+10FFFF count as
/// unassigned.
class Properties {
public:
    explicit Properties(char32_t code)
        : bits_(
              code <= kLastCodePoint
                  ? tables::kRecords[tables::kRecordOf[tables::kBlockOf[code / tables::kBlockSize] *
                                                           tables::kBlockSize +
                                                       code % tables::kBlockSize]]
                  : 0) {}

    [[nodiscard]] Category category() const { return static_cast<Category>(bits_ & 31U); }

    [[nodiscard]] BreakClass breakClass() const {
        return static_cast<BreakClass>((bits_ >> 5) & 15U);
    }

    [[nodiscard]] std::uint8_t combiningClass() const {
        return static_cast<std::uint8_t>((bits_ >> 9) & 255U);
    }

    [[nodiscard]] bool pictographic() const { return has(17); } ///< Extended_Pictographic

    [[nodiscard]] bool whiteSpace() const { return has(18); } ///< White_Space

    [[nodiscard]] bool word() const { return has(19); } ///< Alphabetic, M, Nd, Pc, Join_Control

    /// The classes that Hugging Face's BERT rules take from Unicode 8.0.
    [[nodiscard]] bool mark8() const { return has(20); }

    [[nodiscard]] bool punctuation8() const { return has(21); }

    [[nodiscard]] bool format8() const { return has(22); }

    /// A canonical decomposition other than a Hangul syllable's; a lower-case mapping.
    [[nodiscard]] bool decomposes() const { return has(23); }

    [[nodiscard]] bool lowers() const { return has(24); }

    /// The marks that Hugging Face's StripAccents takes from Unicode 9.0.
    [[nodiscard]] bool mark9() const { return has(25); }

    [[nodiscard]] bool letter() const {
        return category() >= Category::Lu && category() <= Category::Lo;
    }

    [[nodiscard]] bool number() const {
        return category() >= Category::Nd && category() <= Category::No;
    }

    [[nodiscard]] bool punctuation() const {
        return category() >= Category::Pc && category() <= Category::Po;
    }

private:
    [[nodiscard]] bool has(int bit) const { return ((bits_ >> bit) & 1U) != 0; }

    std::uint32_t bits_;
};

} // namespace vitrine::unicode
