#include "core/neural/pictureaxis.h"

#include <string>

namespace vitrine::neural {

namespace {

AxisToken addedToken(std::int64_t index) {
    AxisToken token;
    token.kind = TokenKind::Class;
    token.label = index == 0 ? "[CLS]" : "[DIST]";
    token.special = true;
    return token;
}

AxisToken patchToken(std::int64_t row, std::int64_t column, std::int64_t size,
                     const pixels::BackMap& toSource) {
    AxisToken token;
    token.kind = TokenKind::Patch;
    token.label = std::to_string(row) + ", " + std::to_string(column);
    token.row = static_cast<std::int32_t>(row);
    token.column = static_cast<std::int32_t>(column);
    const auto side = static_cast<float>(size);
    token.box = toSource({.x = static_cast<float>(column) * side,
                          .y = static_cast<float>(row) * side,
                          .width = side,
                          .height = side});
    return token;
}

AxisToken ofFrame(AxisToken token, std::size_t frame) {
    token.frame = static_cast<std::int32_t>(frame);
    token.label = "t" + std::to_string(frame) + " · " + token.label;
    return token;
}

/// Where the cells of a clip stand on its axis.
struct CellOrder {
    std::size_t frames = 1;
    std::size_t places = 0;
    bool apart = false;

    CellOrder(const PatchLayout& layout, std::span<const pixels::Prepared> prepared)
        : frames(prepared.size())
        , apart(layout.framesApart) {
        const auto side = static_cast<std::size_t>(layout.patchSize);
        const Image& picture = prepared.front().picture;
        places = (picture.height() / side) * (picture.width() / side);
    }

    [[nodiscard]] std::size_t length() const { return frames * places + (apart ? frames : 1); }

    [[nodiscard]] std::size_t classToken(std::size_t frame) const {
        return apart ? frame * (1 + places) : 0;
    }

    [[nodiscard]] std::size_t cell(std::size_t place, std::size_t frame) const {
        return 1 + (apart ? frame * (1 + places) + place : place * frames + frame);
    }
};

} // namespace

Axis pictureAxis(const PatchLayout& layout, const pixels::Prepared& picture) {
    Axis axis{.name = "image", .tokens = {}};
    for (std::int64_t index = 0; index < layout.leading; ++index) {
        axis.tokens.push_back(addedToken(index));
    }
    const auto rows = static_cast<std::int64_t>(picture.picture.height()) / layout.patchSize;
    const auto columns = static_cast<std::int64_t>(picture.picture.width()) / layout.patchSize;
    for (std::int64_t row = 0; row < rows; ++row) {
        for (std::int64_t column = 0; column < columns; ++column) {
            axis.tokens.push_back(patchToken(row, column, layout.patchSize, picture.toSource));
        }
    }
    return axis;
}

Axis clipAxis(const PatchLayout& layout, std::span<const pixels::Prepared> frames) {
    const CellOrder order(layout, frames);
    Axis axis{.name = "video", .tokens = std::vector<AxisToken>(order.length())};
    for (std::size_t frame = 0; frame < frames.size(); ++frame) {
        const Axis picture = pictureAxis(layout, frames[frame]);
        AxisToken& classToken = axis.tokens[order.classToken(frame)];
        classToken = order.apart ? ofFrame(picture.tokens.front(), frame) : picture.tokens.front();
        for (std::size_t place = 0; place < order.places; ++place) {
            axis.tokens[order.cell(place, frame)] = ofFrame(picture.tokens[1 + place], frame);
        }
    }
    return axis;
}

SiteBlocks clipBlocks(const PatchLayout& layout, std::span<const pixels::Prepared> frames) {
    const CellOrder order(layout, frames);
    std::vector<std::uint32_t> spatial;
    for (std::size_t frame = 0; frame < order.frames; ++frame) {
        spatial.push_back(static_cast<std::uint32_t>(order.classToken(frame)));
        for (std::size_t place = 0; place < order.places; ++place) {
            spatial.push_back(static_cast<std::uint32_t>(order.cell(place, frame)));
        }
    }
    std::vector<std::uint32_t> temporal;
    for (std::size_t place = 0; place < order.places; ++place) {
        for (std::size_t frame = 0; frame < order.frames; ++frame) {
            temporal.push_back(static_cast<std::uint32_t>(order.cell(place, frame)));
        }
    }
    using enum engine::SiteKind;
    return {{Spatial, std::make_shared<TokenBlocks>(order.length(), 1 + order.places,
                                                    std::move(spatial))},
            {Temporal, std::make_shared<TokenBlocks>(order.length(), order.frames,
                                                     std::move(temporal))}};
}

} // namespace vitrine::neural
