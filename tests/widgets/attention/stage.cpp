#include "tests/widgets/attention/stage.h"

#include <QApplication>
#include <QColor>
#include <QMouseEvent>
#include <QSet>
#include <QTest>

#include <cstdlib>

namespace vitrine::tests {

Stage::Stage(bool dark)
    : theme(dark ? widgets::Theme::Mode::Dark : widgets::Theme::Mode::Light)
    , worker(QStringLiteral("test engine")) {
    theme.install(*qApp);
}

std::shared_ptr<const study::TracePicture> pictureOfHeads(const std::string& text,
                                                          std::vector<OracleHead> heads,
                                                          engine::MaskRule mask) {
    std::vector<OracleTrace::Layer> layers(1);
    layers[0].heads = std::move(heads);
    layers[0].mask = mask;
    return pictureOf(std::make_shared<OracleTrace>(Sample{.name = "oracle", .text = text, .pair = {}},
                                                   wordsAxis(text), std::move(layers)));
}

std::string wordsText(std::size_t n) {
    std::string text;
    for (std::size_t word = 0; word < n; ++word) {
        text += (word == 0 ? "w" : " w") + std::to_string(word);
    }
    return text;
}

void show(QWidget& widget, const QSize& size) {
    widget.resize(size);
    widget.show();
    if (!QTest::qWaitForWindowExposed(&widget)) {
        qFatal("the window was not shown");
    }
}

QPoint darkest(const QImage& image, const QRect& area) {
    QPoint best = area.topLeft();
    int least = 256;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const int value = qGray(image.pixel(x, y));
            if (value < least) {
                least = value;
                best = {x, y};
            }
        }
    }
    return best;
}

int countOf(const QImage& image, const QRect& area, const QColor& color, int tolerance) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) <= tolerance
                             && std::abs(pixel.green() - color.green()) <= tolerance
                             && std::abs(pixel.blue() - color.blue()) <= tolerance
                         ? 1
                         : 0;
        }
    }
    return count;
}

int coloursIn(const QImage& image, const QRect& area) {
    QSet<QRgb> colours;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            colours.insert(image.pixel(x, y));
        }
    }
    return static_cast<int>(colours.size());
}

void moveTo(QWidget& widget, const QPoint& point, Qt::KeyboardModifiers modifiers) {
    QMouseEvent move(QEvent::MouseMove, point, widget.mapToGlobal(point), Qt::NoButton, Qt::NoButton,
                     modifiers);
    QApplication::sendEvent(&widget, &move);
}

} // namespace vitrine::tests
