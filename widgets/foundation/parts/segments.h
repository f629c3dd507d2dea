#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;
class QToolButton;

namespace vitrine::widgets {

/// A segmented control: one of a few choices, chosen = ink. Left and right arrows move.
class Segments final : public QWidget {
    Q_OBJECT

  public:
    explicit Segments(const QString& accessibleName, QWidget* parent = nullptr);

    /// Adds a choice and answers its index. The first one added is chosen.
    int add(const QString& text);
    int add(Icon icon, const QString& text);

    [[nodiscard]] int count() const;
    [[nodiscard]] int current() const;
    void setCurrent(int index); ///< emits only if it changed

    /// Marks a choice as not in this model: hatched, not choosable, says why. Empty takes it back.
    void setChoiceUnavailable(int index, const QString& reason);

    void setWordsShown(bool shown); ///< icons only where false; words become tool tips
    [[nodiscard]] QToolButton* button(int index) const;

  Q_SIGNALS:
    void currentChanged(int index);

  private:
    int addButton(QToolButton* button, const QString& text);

    QButtonGroup* group_;
    int current_ = -1;
};

} // namespace vitrine::widgets
