#pragma once

#include "core/base/outcome.h"

#include <QString>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QPushButton;

namespace vitrine::widgets {

class Words;

/// A failure in the pane it concerns: what happened, which file or number, what to do; at most two
/// buttons.
class ErrorCard final : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorCard(QWidget* parent = nullptr);

    void setProblem(const Problem& problem);

    [[nodiscard]] const Problem& problem() const { return problem_; }

    /// Adds a button; a third throws std::invalid_argument.
    QPushButton* addAct(const QString& text, std::function<void()> action);
    void clearActs();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Problem problem_;
    Words* what_;
    Words* details_;
    QHBoxLayout* acts_;
};

} // namespace vitrine::widgets
