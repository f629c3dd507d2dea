#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// What a SentencePiece `.model` holds (sentencepiece_model.proto), as far as encoding needs it.
struct SentencePieceModel {
    enum class Kind { Unigram = 1, Bpe = 2 };
    enum class Type { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

    struct Piece {
        std::string text;
        float score = 0;
        Type type = Type::Normal;
    };

    std::vector<Piece> pieces; ///< by id
    Kind kind = Kind::Unigram;
    bool byteFallback = false;
    bool spaceAsSuffix = false;           ///< treat_whitespace_as_suffix
    std::string unknownText = " \u2047 "; ///< what decoding writes for the unknown piece
    std::string charsmap;                 ///< normalizer_spec.precompiled_charsmap
    bool addDummyPrefix = true;           ///< a space before the text
    bool removeExtraWhitespaces = true;   ///< at the ends and in runs
    bool escapeWhitespaces = true;        ///< spaces as U+2581
    bool denormalizes = false;            ///< a map for decoding is there
    std::int32_t unknownId = -1;
};

/// Reads the bytes of a `.model`. A Problem for a broken message, a piece that is empty, no UTF-8
/// or there twice, a score that is no number, byte pieces that are not all there, and kinds other
/// than Unigram and BPE. `where` names the file.
[[nodiscard]] Outcome<SentencePieceModel> readSentencePieceModel(std::string_view bytes,
                                                                 const std::string& where);

} // namespace vitrine::text
