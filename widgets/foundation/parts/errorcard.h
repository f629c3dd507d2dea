#pragma once

#include "core/base/outcome.h"

#include <QString>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace vitrine::widgets {

/// A failure in the pane it concerns: what happened, which file or number, what to do; at most two
/// buttons.
class ErrorCard final : public QWidget {
    Q_OBJECT

public:
    explicit ErrorCard(QWidget* parent = nullptr);

    void setProblem(const Problem& problem);

    /// Adds a button; a third throws std::invalid_argument.
    void addAct(const QString& text, std::function<void()> action);
    void clearActs();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    QLabel* what_;
    QLabel* details_;
    QHBoxLayout* acts_;
};

} // namespace vitrine::widgets
