#include "core/text/encode/gapencoder.h"

#include <stdexcept>

namespace vitrine::text {

void GapEncoder::normalize(std::string_view text, std::size_t begin, std::size_t end,
                           AlignedText& out) const {
    out.clear();
    alignValid(text, begin, end, out);
}

void GapEncoder::encodeNormalized(const AlignedText& /*gap*/, CharRange /*range*/,
                                  Scratch& /*scratch*/, FlatEncoding& /*out*/) const {
    throw std::logic_error("encodeNormalized: this encoder has no normaliser");
}

} // namespace vitrine::text
