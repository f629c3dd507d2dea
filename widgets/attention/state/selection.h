#pragma once

#include "core/base/axis.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/colour/valuerange.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::widgets {

/// In place of a head's number: the mean over the heads of a site.
inline constexpr int kMeanHead = -1;

/// A token by where it comes from, so that it is found again after an edit elsewhere.
struct TokenAnchor {
    std::int32_t segment = 0; ///< 0 the text, 1 its pair
    Span source;              ///< bytes in that segment; empty for added tokens
    int added = -1;           ///< counts the added tokens of the axis from 0; −1 for the text's own
    std::optional<Box> box;   ///< of a patch, in pixels of the Sample's picture
    std::int32_t frame = -1;  ///< of a patch of a clip; −1 where the model saw a picture

    bool operator==(const TokenAnchor&) const = default;
};

/// A head, and perhaps a cell of its map, that stays in sight. One pin a head, at most eight.
struct Pin {
    int letter = 0;   ///< 0 … 7 = A … H
    std::string site; ///< "text.3.self"
    int head = 0;     ///< or kMeanHead
    std::optional<TokenAnchor> query;
    std::optional<TokenAnchor> key;

    bool operator==(const Pin&) const = default;
};

enum class MapForm {
    Map,
    Lines,
    Picture ///< over the picture that was traced
};

enum class ShownMap {
    Attention, ///< one head's probabilities
    HeadMean   ///< their mean over the heads of the site
};

/// How many cells become one pixel where a map is larger than its place.
enum class Pooling { Largest, Average };

/// How weights are laid over a photograph (specs: attention, section 10).
enum class OverlayMode {
    GreyOut, ///< colour comes back where the weight is
    Tint,    ///< one hue, denser where the weight is
    Lines    ///< the photograph as it is, under the outlines of its mass
};

/// Which outlines are drawn around the patches that hold most of the mass.
enum class OverlayLines { None, HalfAndEighty, AndNinetyFive };

/// What the weights of the overlay are.
enum class OverlayMethod {
    Head,   ///< a row (or column) of the head in front
    Rollout ///< attention rollout over all layers (5.1): mixing, not importance
};

/// One of the four blocks of a picture's map, rows first; Row is the whole row of one query.
enum class Quadrant { Row, ClassToClass, ClassToPatches, PatchesToClass, PatchesToPatches };

/// How the weights of a picture's patches are shown.
struct OverlayChoice {
    OverlayMode mode = OverlayMode::GreyOut;
    OverlayLines lines = OverlayLines::HalfAndEighty;
    OverlayMethod method = OverlayMethod::Head;
    Quadrant quadrant = Quadrant::Row;
    RangePolicy range = RangePolicy::PerRow;
    bool pictureThumbnails = true; ///< heads as little pictures, not as matrices

    bool operator==(const OverlayChoice&) const = default;
};

/// What of a picture is looked at, and how: the part of a document that the attention views share.
/// A plain value; tokens by source bytes, sites by name, so that it outlives a Trace. It speaks of one
/// text: `carried` (anchors.h) puts it in the words of an edited one.
struct AttentionSelection {
    std::string site = "text.0.self";
    int head = 0;
    std::optional<TokenAnchor> query; ///< of the cell that stays when the pointer leaves
    std::optional<TokenAnchor> key;
    std::vector<Pin> pins; ///< in the order in which they were set
    ShownMap shown = ShownMap::Attention;
    MapForm form = MapForm::Map;        ///< of texts: map or lines
    MapForm pictureForm = MapForm::Picture; ///< of pictures
    OverlayChoice overlay;
    int frame = 0; ///< of a clip: index into its sampled frames
    RangePolicy gridRange = RangePolicy::PerLayer;
    RangePolicy mapRange = RangePolicy::PerLayer;
    Response response = Response::SquareRoot;
    Pooling pooling = Pooling::Largest;
    std::string sort;              ///< id of a statistic, largest first; empty: by head number
    std::string badge = "entropy"; ///< id of a statistic; empty: none
    double linkMass = 0.7;         ///< token lines: the strongest that make up this share

    bool operator==(const AttentionSelection&) const = default;
};

/// What the pointer is over; empty members where it is over nothing of that kind.
struct AttentionHover {
    std::optional<std::string> site; ///< with head: a thumbnail is previewed
    int head = 0;
    std::optional<std::size_t> query; ///< token indices of the picture in force
    std::optional<std::size_t> key;

    bool operator==(const AttentionHover&) const = default;
};

/// The part of the selection that an edit changes: edits of one kind may be merged on an undo stack.
enum class SelectionChange { Head, Cell, Pins, Range, Order, Form, Frame };

/// Who makes edits undoable. Without one, the state applies them at once.
class SelectionEditor {
public:
    virtual ~SelectionEditor() = default;

    /// Is to call AttentionState::setSelection(after), now and on redo. `words` name the act:
    /// "Pin head 3·1".
    virtual void edit(const AttentionSelection& after, SelectionChange kind,
                      const QString& words) = 0;
};

} // namespace vitrine::widgets
