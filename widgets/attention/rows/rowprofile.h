#pragma once

#include "widgets/attention/rows/profilescene.h"

#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class Figure;
class MapView;

/// The row pointed at (with Alt the column) as bars under the map, in the map's columns.
class RowProfile final : public QWidget {
    Q_OBJECT

public:
    RowProfile(AttentionState& state, MapView& map, QWidget* parent = nullptr);

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    AttentionState& state_;
    MapView& map_;
};

} // namespace vitrine::widgets
