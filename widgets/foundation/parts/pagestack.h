#pragma once

#include <QStackedWidget>

namespace vitrine::widgets {

/// A stack that asks for as much room as the page in it: a page that is out of sight makes no window
/// larger.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
};

} // namespace vitrine::widgets
