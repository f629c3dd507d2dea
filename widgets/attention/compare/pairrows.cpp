#include "widgets/attention/compare/pairrows.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/rows/profilescene.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

namespace {

constexpr double kMostLabel = 84;
const double kSin = std::sin(qDegreesToRadians(-metrics::kKeyLabelAngle));

/// Weights of one word in both, over the words of A.
struct PairRowScene {
    QString token;
    std::vector<QString> keys;
    std::vector<float> a;
    std::vector<float> b; ///< NaN where B has no such word
    std::optional<std::size_t> key;
    double top = 1;
};

PairRowScene sceneOf(const CompareState& compare) {
    PairRowScene scene;
    const auto query = compare.shown().query;
    if (!compare.head() || !query) {
        return scene;
    }
    const study::Comparison& comparison = *compare.comparison();
    scene.token = shortLabelOf(comparison.groupsA().tokens[*query]);
    scene.key = compare.shown().key;
    const auto row = compare.head()->a.row(*query);
    scene.a.assign(row.begin(), row.end());
    const auto partner = compare.inB(query);
    double largest = 0;
    for (std::size_t key = 0; key < scene.a.size(); ++key) {
        scene.keys.push_back(labelOf(comparison.groupsA().tokens[key]));
        const auto keyInB = compare.inB(key);
        scene.b.push_back(partner && keyInB ? compare.head()->b.at(*partner, *keyInB)
                                            : std::numeric_limits<float>::quiet_NaN());
        largest = std::max(largest, static_cast<double>(scene.a[key]));
        largest = std::isnan(scene.b[key]) ? largest
                                           : std::max(largest, static_cast<double>(scene.b[key]));
    }
    scene.top = axisTop(largest);
    return scene;
}

void paintTicks(QPainter& painter, const QRectF& plot, double top, const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    // Round values: three or four steps of a quarter, a fifth or a tenth of a power of ten.
    double step = 0.25;
    while (step * 2 > top) {
        step /= step > 0.2 || step < 0.03 ? 2.5 : 2;
    }
    const int ticks = static_cast<int>(std::floor(top / step + 1e-9));
    for (int tick = 0; tick <= ticks; ++tick) {
        const double value = step * tick;
        const double y = std::round(plot.bottom() - plot.height() * value / top) + 0.5;
        painter.setPen(QPen(look.color(tick == 0 ? Token::Outline : Token::Line), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        paintWords(painter, QRectF(0, y - line / 2, plot.left() - 10, line),
                   Qt::AlignRight | Qt::AlignVCenter, tickText(value), TextStyle::Caption, Token::T2,
                   look);
    }
}

void paintBars(QPainter& painter, const QRectF& plot, const PairRowScene& scene, const Look& look) {
    const double pitch = plot.width() / static_cast<double>(scene.a.size());
    const double width = std::clamp(std::floor(pitch * 0.3), 1.0, 12.0);
    for (std::size_t key = 0; key < scene.a.size(); ++key) {
        const double middle = plot.left() + pitch * (static_cast<double>(key) + 0.5);
        const auto bar = [&](double left, float weight) {
            const double height =
                std::max(1.0, std::round(plot.height() * static_cast<double>(weight) / scene.top));
            return QRectF(std::round(left), plot.bottom() - height, width, height);
        };
        painter.fillRect(bar(middle - width - 1, scene.a[key]),
                         look.color(scene.key == key ? Token::Key : Token::T2));
        if (!std::isnan(scene.b[key])) {
            painter.setBrush(look.color(Token::S2));
            painter.setPen(QPen(look.color(scene.key == key ? Token::Key : Token::Ink), 1));
            painter.drawRect(bar(middle + 1, scene.b[key]).adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
}

void paintPairRow(QPainter& painter, const QSizeF& size, const PairRowScene& scene,
                  const Look& look) {
    if (scene.a.empty()) {
        return;
    }
    painter.save();
    double labels = 0;
    for (const QString& key : scene.keys) {
        const double width = wordsWidth(key, TextStyle::Caption, look);
        labels = width <= kMostLabel ? std::max(labels, width) : labels;
    }
    const QRectF plot(38, 6, std::min(size.width() - 46, 34.0 * double(scene.a.size()) + 40),
                      std::max(24.0, size.height() - 20 - labels * kSin));
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintTicks(painter, plot, scene.top, look);
    paintBars(painter, plot, scene, look);
    painter.setRenderHint(QPainter::Antialiasing);
    const double pitch = plot.width() / static_cast<double>(scene.a.size());
    const double line = look.lineHeight(TextStyle::Caption);
    for (std::size_t key = 0; pitch >= metrics::kLeastLabelPitch && key < scene.keys.size(); ++key) {
        const bool current = scene.key == key;
        if (wordsWidth(scene.keys[key], TextStyle::Caption, look) > kMostLabel) {
            continue;
        }
        painter.save();
        painter.translate(plot.left() + pitch * (static_cast<double>(key) + 0.5), plot.bottom() + 6);
        painter.rotate(metrics::kKeyLabelAngle);
        paintWords(painter, QRectF(-kMostLabel, -line / 2, kMostLabel, line),
                   Qt::AlignRight | Qt::AlignVCenter, scene.keys[key],
                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                   current ? Token::KeyText : Token::T2, look);
        painter.restore();
    }
    painter.restore();
}

class PairRowFigure final : public Figure {
public:
    PairRowFigure(PairRowScene scene, QString caption, QString title)
        : scene_(std::move(scene))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        return {static_cast<int>(std::clamp<std::size_t>(scene_.a.size() * 34 + 90, 260, 1'000)), 260};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintPairRow(painter, size, scene_, look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    PairRowScene scene_;
    QString caption_;
    QString title_;
};

} // namespace

PairRows::PairRows(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , compare_(state.compare()) {
    setAccessibleName(tr("Row in A and B"));
    connect(&compare_, &CompareState::shownChanged, this, [this] {
        setAccessibleDescription(title());
        update();
    });
    connect(&compare_, &CompareState::headChanged, this, qOverload<>(&QWidget::update));
}

QString PairRows::title() const {
    const PairRowScene scene = sceneOf(compare_);
    return scene.token.isEmpty() ? tr("Row in both") : tr("Row of “%1”").arg(scene.token);
}

void PairRows::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPairRow(painter, size(), sceneOf(compare_), lookOf(this));
}

std::unique_ptr<Figure> PairRows::figure() const {
    PairRowScene scene = sceneOf(compare_);
    const auto sites = compare_.sites();
    if (scene.a.empty() || !sites) {
        return nullptr;
    }
    const engine::HeadRef head{sites->siteA, compare_.headNumber()};
    return std::make_unique<PairRowFigure>(
        std::move(scene),
        headCaption(*state_.picture(), head, title(), tr("A filled, B hollow, linear")),
        figureTitle(*state_.picture(), head) + u' ' + title());
}

QSize PairRows::sizeHint() const {
    return {420, 240};
}

QSize PairRows::minimumSizeHint() const {
    return {220, 120};
}

} // namespace vitrine::widgets
