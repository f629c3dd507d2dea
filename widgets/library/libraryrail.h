#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QString>
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace vitrine::widgets {

/// What the library becomes in a narrow window: 44 pixels of icons, one a section, that open it.
class LibraryRail final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 44;

    explicit LibraryRail(QWidget* parent = nullptr);

    /// Adds a section and answers its number.
    int addSection(Icon icon, const QString& name);

    [[nodiscard]] QToolButton* button(int section) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void sectionRequested(int section);

private:
    QVBoxLayout* layout_;
    QList<QToolButton*> buttons_;
};

} // namespace vitrine::widgets
