#include "widgets/foundation/colour/colourmap.h"

#include "widgets/foundation/colour/bytekernel.h"

#include <cmath>
#include <stdexcept>
#include <vector>

namespace vitrine::widgets {

namespace {

double linear(int channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

void translate(std::span<const std::uint8_t> bytes, const Ramp::Table& table, QRgb* line) {
    for (const std::uint8_t byte : bytes) {
        *line++ = table[byte];
    }
}

QImage blank(std::size_t rows, std::size_t columns) {
    return QImage(static_cast<int>(columns), static_cast<int>(rows), QImage::Format_RGB32);
}

} // namespace

ColourMap::ColourMap(const Ramp& ramp, const ColourScale& scale)
    : table_(ramp.table()), scale_(scale) {
    for (std::size_t code = 0; code < codeTable_.size(); ++code) {
        const double root = static_cast<double>(code) / 255;
        codeTable_[code] = ramp.at(scale.position(root * root));
    }
}

QRgb ColourMap::color(float value) const {
    if (std::isnan(value)) {
        return qRgba(0, 0, 0, 0);
    }
    return table_[static_cast<std::size_t>(std::lround(scale_.position(value) * 255))];
}

void ColourMap::toBytes(std::span<const float> values, std::span<std::uint8_t> bytes) const {
    if (values.size() != bytes.size()) {
        throw std::invalid_argument("ColourMap::toBytes: as many bytes as values are needed");
    }
    placesAsBytes(values, bytes, scale_);
}

QImage ColourMap::paint(const Grid& grid) const {
    QImage image;
    paintInto(image, grid);
    return image;
}

void ColourMap::paintInto(QImage& image, const Grid& grid) const {
    const QSize size(static_cast<int>(grid.columns()), static_cast<int>(grid.rows()));
    if (image.size() != size || image.format() != QImage::Format_RGB32) {
        image = blank(grid.rows(), grid.columns());
    }
    std::vector<std::uint8_t> bytes(grid.columns());
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        placesAsBytes(grid.row(row), bytes, scale_);
        translate(bytes, table_, reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(row))));
    }
}

QImage ColourMap::paintCodes(std::span<const std::uint8_t> codes, std::size_t rows,
                             std::size_t columns) const {
    if (codes.size() != rows * columns) {
        throw std::invalid_argument("ColourMap::paintCodes: the codes do not fill rows × columns");
    }
    QImage image = blank(rows, columns);
    for (std::size_t row = 0; row < rows; ++row) {
        translate(codes.subspan(row * columns, columns), codeTable_,
                  reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(row))));
    }
    return image;
}

double lightness(QRgb color) {
    const double luminance = 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) +
                             0.0722 * linear(qBlue(color));
    return luminance > 216.0 / 24389 ? 116 * std::cbrt(luminance) - 16 : luminance * 24389 / 27;
}

QRgb textOver(QRgb ground) {
    return lightness(ground) < 50 ? qRgb(255, 255, 255) : qRgb(0, 0, 0);
}

} // namespace vitrine::widgets
