#include "widgets/robustness/says/answercurve.h"

#include "core/perturb/kindrecord.h"

#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/says/answerfigure.h"
#include "widgets/robustness/state/answerprobe.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

namespace {

using Step = AnswerScene::Step;

constexpr int kMostHeight = 280;

QString say(const char* text) {
    return QCoreApplication::translate("AnswerCurve", text);
}

double rivalOf(const study::Verdict& answer, std::size_t own) {
    double best = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t label = 0; label < answer.scores.size(); ++label) {
        if (label != own && !(answer.scores[label] <= best)) {
            best = answer.scores[label];
        }
    }
    return best;
}

std::vector<Step> stepsOf(const AnswerProbe& probe) {
    std::vector<Step> steps;
    const study::Verdict& clean = probe.clean();
    for (const auto& [place, answer] : probe.answers()) {
        Step step{.severity = study::severityAt(place)};
        if (clean.best && *clean.best < answer.scores.size()) {
            step.score = answer.scores[*clean.best];
            step.rival = rivalOf(answer, *clean.best);
        } else {
            step.score = study::cosine(answer.embedding, clean.embedding)
                             .value_or(std::numeric_limits<double>::quiet_NaN());
            step.rival = std::numeric_limits<double>::quiet_NaN();
        }
        steps.push_back(step);
    }
    return steps;
}

QString titleOf(const study::Verdict& clean) {
    switch (clean.kind) {
    case study::VerdictKind::Classes:
        return say("P(%1) against severity").arg(QString::fromStdString(clean.labels[*clean.best]));
    case study::VerdictKind::Prototypes:
        return say("Cosine to “%1” against severity")
            .arg(QString::fromStdString(clean.labels[*clean.best]));
    case study::VerdictKind::Embedding: return say("Cosine to the clean text against severity");
    case study::VerdictKind::None: break;
    }
    return say("Answer against severity");
}

/// Cosines keep to a part of 0 … 1: their axis fits them in tenths.
void fit(AnswerScene& scene, study::VerdictKind kind) {
    if (kind == study::VerdictKind::Classes) {
        return;
    }
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const auto* steps : {&scene.steps, &scene.other}) {
        for (const Step& step : *steps) {
            for (const double value : {step.score, step.rival}) {
                if (std::isfinite(value)) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                }
            }
        }
    }
    if (low <= high) {
        scene.low = std::floor(low * 10 - 1e-9) / 10;
        scene.high = std::max(std::ceil(high * 10 + 1e-9) / 10, scene.low + 0.1);
    }
}

} // namespace

const Step* AnswerScene::at(const std::vector<Step>& steps, double severity) {
    const auto after = std::ranges::upper_bound(steps, severity + 1e-9, {}, &Step::severity);
    return after == steps.begin() ? nullptr : &*std::prev(after);
}

AnswerScene answerScene(const AnswerProbe& probe, const AnswerProbe& other, double severity) {
    AnswerScene scene{.title = titleOf(probe.clean()),
                      .steps = stepsOf(probe),
                      .other = stepsOf(other),
                      .spans = probe.spans(),
                      .severity = severity};
    fit(scene, probe.clean().kind);
    QStringList notes;
    if (std::ranges::any_of(scene.steps, [](const Step& s) { return std::isfinite(s.rival); })) {
        notes.append(say("dotted: the best other label"));
    }
    if (!scene.other.empty()) {
        notes.append(say("dashed: the second model"));
    }
    if (!scene.spans.empty()) {
        notes.append(say("shaded: another answer than the clean text"));
    }
    scene.note = notes.join(QStringLiteral(" · "));
    return scene;
}

AnswerCurve::AnswerCurve(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Answer against severity"));
    makeAccessibleTable(*this, *this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMaximumHeight(kMostHeight);
}

void AnswerCurve::setScene(AnswerScene scene) {
    const bool reshaped = scene.steps.size() != scene_.steps.size();
    scene_ = std::move(scene);
    setAccessibleDescription(scene_.title + QStringLiteral(". ") + scene_.note);
    if (reshaped) {
        announceTableReset(*this);
    }
    update();
}

std::unique_ptr<Figure> AnswerCurve::figure(const QString& caption) const {
    return scene_.steps.empty() ? nullptr : makeAnswerFigure(scene_, caption);
}

void AnswerCurve::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (scene_.steps.empty()) {
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignTop, tr("Nothing asked yet"),
                   TextStyle::Small, Token::T3, look);
        return;
    }
    paintAnswers(painter, rect(), scene_, look);
}

void AnswerCurve::mousePressEvent(QMouseEvent* event) {
    const QRectF plot = answerPlot(rect(), scene_, lookOf(this));
    if (event->button() == Qt::LeftButton && plot.contains(event->position())) {
        Q_EMIT severityAsked((event->position().x() - plot.left()) / plot.width() *
                             perturb::kMostSeverity);
    }
}

void AnswerCurve::keyPressEvent(QKeyEvent* event) {
    const QPoint from(std::max(0, cursor_.x()), std::max(0, cursor_.y()));
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(from.y() - 1, from.x());
    case Qt::Key_Right: return moveCursorTo(from.y() + 1, from.x());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursor_.y() >= 0 && cursor_.y() < tableRows()) {
            Q_EMIT severityAsked(scene_.steps[static_cast<std::size_t>(cursor_.y())].severity);
        }
        return;
    default: QWidget::keyPressEvent(event);
    }
}

int AnswerCurve::tableRows() const {
    return static_cast<int>(scene_.steps.size());
}

QString AnswerCurve::rowLabel(int row) const {
    return tr("severity %1").arg(
        severityText(scene_.steps.at(static_cast<std::size_t>(row)).severity));
}

QString AnswerCurve::columnLabel(int column) const {
    return column == 0 ? tr("clean answer") : tr("best other label");
}

QString AnswerCurve::cellText(int row, int column) const {
    const Step& step = scene_.steps.at(static_cast<std::size_t>(row));
    return tr("%1, %2 %3")
        .arg(rowLabel(row), columnLabel(column), hoverText(column == 0 ? step.score : step.rival));
}

QRect AnswerCurve::cellRect(int row, int) const {
    const QRectF plot = answerPlot(rect(), scene_, lookOf(this));
    const double severity = scene_.steps.at(static_cast<std::size_t>(row)).severity;
    const double x = plot.left() + plot.width() * severity / perturb::kMostSeverity;
    return QRectF(x - 2, plot.top(), 4, plot.height()).toRect();
}

QPoint AnswerCurve::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        if (cellRect(row, 0).contains(point)) {
            return {0, row};
        }
    }
    return {-1, -1};
}

void AnswerCurve::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        cursor_ = {column, row};
        announceCell(*this);
    }
}

} // namespace vitrine::widgets
