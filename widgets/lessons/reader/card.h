#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QWidget>

class QVBoxLayout;

namespace vitrine::widgets {

/// A card within a lesson: icon and head, and below them what is added. Raised asks for something,
/// sunk tells something.
class LessonCard final : public QWidget {
    Q_OBJECT

public:
    enum class Ground { Raised, Sunk };

    LessonCard(Icon icon, const QString& head, Ground ground, QWidget* parent = nullptr);

    void add(QWidget* widget);
    void add(class QLayout* layout);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon icon_;
    Ground ground_;
    QVBoxLayout* content_;
};

} // namespace vitrine::widgets
