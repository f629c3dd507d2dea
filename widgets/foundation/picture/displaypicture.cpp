#include "widgets/foundation/picture/displaypicture.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kLargeSide = 2'048; ///< longer sides get halved copies
constexpr double kPixelsShow = 4;  ///< from this zoom on a pixel is a square of its own

void forget(void* kept) {
    delete static_cast<std::shared_ptr<const Image>*>(kept);
}

QImage sharing(const std::shared_ptr<const Image>& image) {
    auto kept = std::make_unique<std::shared_ptr<const Image>>(image);
    return QImage(image->pixels().data(), static_cast<int>(image->width()),
                  static_cast<int>(image->height()),
                  static_cast<qsizetype>(image->width() * Image::kChannels), QImage::Format_RGB888,
                  forget, kept.release());
}

QImage halved(const QImage& full) {
    QImage half(full.width() / 2, full.height() / 2, QImage::Format_RGB888);
    for (int y = 0; y < half.height(); ++y) {
        const uchar* above = full.constScanLine(2 * y);
        const uchar* below = full.constScanLine(2 * y + 1);
        uchar* line = half.scanLine(y);
        for (int x = 0; x < half.width(); ++x, above += 6, below += 6, line += 3) {
            for (int c = 0; c < 3; ++c) {
                line[c] = static_cast<uchar>((above[c] + above[c + 3] + below[c] + below[c + 3] + 2) / 4);
            }
        }
    }
    return half;
}

} // namespace

DisplayPicture::DisplayPicture(std::shared_ptr<const Image> image)
    : image_(std::move(image)) {
    if (image_ == nullptr || image_->empty()) {
        image_.reset();
        return;
    }
    levels_.push_back(sharing(image_));
    while (std::max(levels_.back().width(), levels_.back().height()) > kLargeSide &&
           std::min(levels_.back().width(), levels_.back().height()) > 1) {
        levels_.push_back(halved(levels_.back()));
    }
}

QImage DisplayPicture::rendered(const QRectF& area, const QSize& size) const {
    QImage result(size, QImage::Format_RGB32);
    result.fill(Qt::black);
    if (isNull() || size.isEmpty() || area.isEmpty()) {
        return result;
    }
    const double shrink = std::max(area.width() / size.width(), area.height() / size.height());
    std::size_t level = 0;
    double step = 1;
    while (level + 1 < levels_.size() && shrink >= 2 * step) {
        ++level;
        step *= 2;
    }
    const QImage& from = levels_[level];
    // A halved side is rounded down: the factors are those of the sizes, not powers of two.
    const double x = static_cast<double>(from.width()) / levels_.front().width();
    const double y = static_cast<double>(from.height()) / levels_.front().height();
    const QRectF part(area.x() * x, area.y() * y, area.width() * x, area.height() * y);
    if (shrink > step) {
        // QPainter's smooth scaling looks at four pixels alone; QImage's averages all of them.
        const QRect whole = part.toAlignedRect().intersected(from.rect());
        const double across = size.width() / part.width();
        const double down = size.height() / part.height();
        const QSize scaled(std::max(1, qRound(whole.width() * across)),
                           std::max(1, qRound(whole.height() * down)));
        const QImage small = from.copy(whole).scaled(scaled, Qt::IgnoreAspectRatio,
                                                     Qt::SmoothTransformation);
        QPainter(&result).drawImage(QPointF((whole.x() - part.x()) * across,
                                            (whole.y() - part.y()) * down),
                                    small);
    } else {
        QPainter painter(&result);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, shrink * kPixelsShow > 1);
        painter.drawImage(QRectF(QPointF(), QSizeF(size)), from, part);
    }
    return result;
}

} // namespace vitrine::widgets
