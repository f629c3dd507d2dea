#pragma once

#include "core/study/picture.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <string>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class AttentionState;
class Look;

/// One statistic of all heads: a line for each layer, a mark for each head.
struct LayerScene {
    struct Mark {
        engine::HeadRef head;
        double value = 0;
        std::optional<int> letter; ///< pinned
        bool selected = false;
        bool hovered = false;
    };

    struct Layer {
        QString label; ///< of its site, for the margin
        std::vector<Mark> marks; ///< heads whose statistic is defined
    };

    std::string statistic;
    QString label; ///< "entropy"
    double low = 0;
    double high = 1; ///< of the axis: 1 for shares, else a round number above the largest
    std::vector<Layer> layers;
};

[[nodiscard]] LayerScene layersOf(const AttentionState& state);

/// Where the marks lie in an area.
struct LayerLayout {
    LayerLayout(const LayerScene& scene, const QRectF& area, const Look& look);

    QRectF plot;
    double pitch = 0;
    double low = 0;
    double high = 1;

    [[nodiscard]] QPointF place(std::size_t layer, double value) const;
};

void paintLayers(QPainter& painter, const LayerScene& scene, const LayerLayout& layout,
                 const Look& look);

} // namespace vitrine::widgets
