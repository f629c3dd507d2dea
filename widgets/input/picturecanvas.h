#pragma once

#include "widgets/foundation/picture/patchcanvas.h"

#include <QStringList>

namespace vitrine::widgets {

/// The picture of a Sample, with the patches of the model that reads it, if one does. Takes files
/// that are dropped on it.
class PictureCanvas final : public PatchCanvas {
    Q_OBJECT

public:
    explicit PictureCanvas(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Local files, in the order in which they were dropped.
    void filesDropped(const QStringList& paths);

protected:
    [[nodiscard]] QRectF room() const override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
};

} // namespace vitrine::widgets
