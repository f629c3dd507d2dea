#include "widgets/input/picturecanvas.h"

#include "widgets/foundation/theme/theme.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kLeastPitch = 8; // patches closer than this are not ruled

QStringList filesOf(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

} // namespace

PictureCanvas::PictureCanvas(QWidget* parent)
    : PatchCanvas(parent) {
    setAcceptDrops(true);
}

// A picture smaller than its room stands in the middle of it.
QRectF PictureCanvas::room() const {
    const QSizeF content = viewport().content();
    const QSizeF fitted = content.scaled(QSizeF(size()), Qt::KeepAspectRatio);
    return {QPointF((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

void PictureCanvas::paintEvent(QPaintEvent* event) {
    PatchCanvas::paintEvent(event);
    if (patches().empty() || picture().isNull()) {
        return;
    }
    const double pitch = patchRect(patches().patches().front()).width();
    if (pitch < kLeastPitch) {
        return;
    }
    QPainter painter(this);
    painter.setClipRect(canvasRect());
    QColor line = lookOf(this).color(Token::Casing);
    line.setAlphaF(0.45F);
    painter.setPen(QPen(line, 0));
    for (const std::size_t token : patches().patches()) {
        painter.drawRect(patchRect(token));
    }
}

void PictureCanvas::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesOf(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void PictureCanvas::dropEvent(QDropEvent* event) {
    const QStringList files = filesOf(*event->mimeData());
    if (!files.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT filesDropped(files);
    }
}

} // namespace vitrine::widgets
