#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace vitrine::widgets {

class RobustnessStudy;
class SeverityDial;
class Words;

/// The dial with its head: the number, where the answer differs, the seed, the way to the flip.
class DialPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DialPanel(RobustnessStudy& study, QWidget* parent = nullptr);

    [[nodiscard]] SeverityDial& dial() const { return *dial_; }
    [[nodiscard]] QString note() const;

    void newSeed();

private:
    QHBoxLayout* makeHead();
    void describe();

    RobustnessStudy& study_;
    Words* number_;
    Words* note_;
    QPushButton* seed_;
    QPushButton* flip_;
    QPushButton* cancel_;
    SeverityDial* dial_;
};

} // namespace vitrine::widgets
