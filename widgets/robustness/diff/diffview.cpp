#include "widgets/robustness/diff/diffview.h"

#include "core/perturb/offsetmap.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QGlyphRun>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kMostBytes = 600;
constexpr double kUnderline = 2;
constexpr double kBadgeWidth = 300;

/// Edited bytes before and after, whole words.
std::array<std::vector<Span>, 2> editsOf(const PerturbedText& text) {
    const perturb::TextScript& script = text.result.script.text;
    const perturb::OffsetMap offsets(script);
    std::array<std::vector<Span>, 2> edits;
    for (const perturb::TextEdit& edit : script) {
        edits[0].push_back(edit.at);
        // An insertion has no bytes in the clean text: what was put in ends where the rest begins.
        Span after = offsets.forward(edit.at);
        if (edit.at.empty()) {
            const std::size_t next = offsets.forward({edit.at.begin, edit.at.begin + 1}).begin;
            after = {next - edit.replacement.size(), next};
        }
        edits[1].push_back(after);
    }
    return {editedWords(text.clean.text, edits[0]),
            editedWords(text.result.sample.text, edits[1])};
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Clean and perturbed text"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeAccessibleTable(*this, *this);
    relayout();
}

DiffView::~DiffView() = default;

void DiffView::setText(std::shared_ptr<const PerturbedText> text) {
    text_ = std::move(text);
    const auto edits = text_ ? editsOf(*text_) : std::array<std::vector<Span>, 2>();
    lines_[0] = text_ ? visibleText(text_->clean.text, edits[0], kMostBytes) : VisibleText();
    lines_[1] = text_ ? visibleText(text_->result.sample.text, edits[1], kMostBytes)
                      : VisibleText();
    relayout();
    announceTableReset(*this);
    update();
}

void DiffView::setBadge(const QString& badge) {
    if (badge_ != badge) {
        badge_ = badge;
        setAccessibleDescription(badge);
        relayout();
        update();
    }
}

double DiffView::labelWidth() const {
    return wordsWidth(tr("perturbed"), TextStyle::Small, lookOf(this)) + 24;
}

void DiffView::relayout() {
    const Look& look = lookOf(this);
    const double line = look.lineHeight(TextStyle::SampleText) - 2;
    const double room = std::max(80.0, width() - labelWidth() - 2 * metrics::kPanePadding -
                                           (badge_.isEmpty() ? 0 : kBadgeWidth));
    double top = 8;
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        auto layout = std::make_unique<QTextLayout>(lines_[row].text,
                                                    look.font(TextStyle::SampleText));
        QList<QTextLayout::FormatRange> formats;
        for (const VisibleText::Mark& mark : lines_[row].marks) {
            QTextCharFormat format;
            const bool control = mark.kind == VisibleText::Mark::Kind::Control;
            format.setForeground(look.color(control    ? Token::WarnText
                                            : row == 1 ? Token::DangerText
                                                       : Token::T1));
            if (control) {
                format.setFont(look.font(TextStyle::MonoCaption));
            }
            formats.append({static_cast<int>(mark.begin), static_cast<int>(mark.end - mark.begin),
                            format});
        }
        layout->setFormats(formats);
        layout->beginLayout();
        double y = 0;
        for (QTextLine each = layout->createLine(); each.isValid(); each = layout->createLine()) {
            each.setLineWidth(room);
            each.setPosition({0, y});
            y += line;
        }
        layout->endLayout();
        tops_[row] = top;
        top += std::max(y, line);
        layouts_[row] = std::move(layout);
    }
    if (height_ != top + 8) {
        height_ = top + 8;
        updateGeometry();
    }
}

void DiffView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const double line = look.lineHeight(TextStyle::SampleText) - 2;
    for (int row = 0; row < tableRows(); ++row) {
        paintWords(painter,
                   QRectF(metrics::kPanePadding, tops_[static_cast<std::size_t>(row)], labelWidth(),
                          line),
                   Qt::AlignLeft | Qt::AlignVCenter, rowLabel(row), TextStyle::Small, Token::T2,
                   look);
        paintLine(painter, row);
    }
    if (!badge_.isEmpty()) {
        const double wide =
            std::min(kBadgeWidth, wordsWidth(badge_, TextStyle::SmallLabel, look) + 20);
        const QRectF box(width() - metrics::kPanePadding - wide, tops_[1], wide, line);
        painter.setPen(QPen(look.color(Token::WarnMark), 1));
        painter.setBrush(look.color(Token::WarnGround));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                                metrics::kRadius);
        paintWords(painter, box.adjusted(8, 0, -8, 0), Qt::AlignCenter, badge_,
                   TextStyle::SmallLabel, Token::WarnText, look, /*elide=*/true);
    }
    painted_ = text_ ? text_->severity : -1;
}

void DiffView::paintLine(QPainter& painter, int row) const {
    const Look& look = lookOf(this);
    const auto index = static_cast<std::size_t>(row);
    const QTextLayout& layout = *layouts_[index];
    const QPointF origin(metrics::kPanePadding + labelWidth(), tops_[index]);
    for (const VisibleText::Mark& mark : lines_[index].marks) {
        const bool control = mark.kind == VisibleText::Mark::Kind::Control;
        const Token ground = control    ? Token::WarnGround
                             : row == 1 ? Token::DangerGround
                                        : Token::Sunk;
        const Token edge = control    ? Token::WarnMark
                           : row == 1 ? Token::DangerMark
                                      : Token::Outline;
        const QList<QGlyphRun> runs =
            layout.glyphRuns(static_cast<int>(mark.begin), static_cast<int>(mark.end - mark.begin));
        for (const QGlyphRun& run : runs) {
            const QRectF box = run.boundingRect().translated(origin);
            painter.fillRect(box.adjusted(0, 1, 0, -1), look.color(ground));
            const double bottom = std::round(box.bottom()) - 1;
            painter.fillRect(QRectF(box.left(), bottom, box.width(), kUnderline),
                             look.color(edge));
        }
    }
    painter.setPen(look.color(Token::T1));
    layout.draw(&painter, origin);
}

void DiffView::resizeEvent(QResizeEvent*) {
    relayout();
}

void DiffView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        relayout();
        update();
    }
    QWidget::changeEvent(event);
}

void DiffView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up: return moveCursorTo(0, 0);
    case Qt::Key_Down: return moveCursorTo(1, 0);
    default: QWidget::keyPressEvent(event);
    }
}

QSize DiffView::sizeHint() const {
    return {600, static_cast<int>(std::ceil(height_))};
}

QSize DiffView::minimumSizeHint() const {
    return {200, sizeHint().height()};
}

QString DiffView::rowLabel(int row) const {
    return row == 0 ? tr("clean") : tr("perturbed");
}

QString DiffView::columnLabel(int) const {
    return tr("text");
}

QString DiffView::cellText(int row, int) const {
    return tr("%1: %2").arg(rowLabel(row), lines_.at(static_cast<std::size_t>(row)).text);
}

QRect DiffView::cellRect(int row, int) const {
    const double bottom = row == 0 ? tops_[1] : height_ - 8;
    const double top = tops_.at(static_cast<std::size_t>(row));
    return {0, static_cast<int>(top), width(), static_cast<int>(bottom - top)};
}

QPoint DiffView::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        if (cellRect(row, 0).contains(point)) {
            return {0, row};
        }
    }
    return {-1, -1};
}

void DiffView::moveCursorTo(int row, int) {
    cursor_ = std::clamp(row, 0, 1);
    announceCell(*this);
}

} // namespace vitrine::widgets
