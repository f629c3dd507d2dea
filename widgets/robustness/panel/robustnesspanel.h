#pragma once

#include <QWidget>

class QVBoxLayout;

namespace vitrine::widgets {

class RobustnessLab;
class RobustnessStudy;
class SectionHead;
class ValueRow;
class Words;

/// The inspector beside the robustness lab: what was edited, the read-outs in numbers, how the flip
/// was found, where it all comes from.
class RobustnessPanel final : public QWidget {
    Q_OBJECT

public:
    RobustnessPanel(RobustnessLab& lab, QWidget* parent);

private:
    QWidget* makeContent();
    void fillContent(QWidget& content);
    QVBoxLayout* addSection(QWidget& content);
    Words* addProse(QWidget& content, const QString& title);
    void fillEdits();
    void fillNumbers();
    void fillFlip();
    void fillSource();

    RobustnessLab& lab_;
    RobustnessStudy& study_;
    SectionHead* editsHead_;
    QVBoxLayout* edits_;
    SectionHead* numbersHead_;
    ValueRow* score_;
    ValueRow* pieces_;
    ValueRow* mean_;
    ValueRow* largest_;
    ValueRow* cosine_;
    Words* flip_;
    Words* source_;
};

} // namespace vitrine::widgets
