#pragma once

#include "app/vitrine/window/floatingcard.h"

#include <QList>
#include <QString>

namespace vitrine::app {

class ActionTable;

/// All keys of the window, by group: opened by "?".
class KeyCard final : public FloatingCard {
    Q_OBJECT

public:
    explicit KeyCard(QWidget* window);

    void fill(const ActionTable& table);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line {
        QString keys; ///< empty: a heading
        QString text;
    };

    using Column = QList<Line>;

    QList<Column> columns_;
};

} // namespace vitrine::app
