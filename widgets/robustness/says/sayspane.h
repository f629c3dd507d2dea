#pragma once

#include <QWidget>

class QComboBox;

namespace vitrine::widgets {

class AnswerCurve;
class Badge;
class RobustnessStudy;
class ScoreBars;
class SectionHead;
class Words;

/// What the model says: scores now and clean, and along the dial.
class SaysPane final : public QWidget {
    Q_OBJECT

public:
    explicit SaysPane(RobustnessStudy& study, QWidget* parent = nullptr);

    void setLabelSets(const QStringList& names, const QString& current);

    [[nodiscard]] ScoreBars& bars() const { return *bars_; }
    [[nodiscard]] AnswerCurve& curve() const { return *curve_; }
    [[nodiscard]] Badge& badge() const { return *badge_; }

Q_SIGNALS:
    void labelSetChosen(const QString& name);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHead();
    void takeReadOuts();
    void takeProbe();

    RobustnessStudy& study_;
    SectionHead* head_;
    Badge* badge_;
    QComboBox* labels_;
    ScoreBars* bars_;
    Words* about_;
    Words* title_;
    AnswerCurve* curve_;
    Words* note_;
};

} // namespace vitrine::widgets
