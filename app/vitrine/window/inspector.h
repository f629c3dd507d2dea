#pragma once

#include <QStackedWidget>

namespace vitrine::app {

/// The right dock: what the lab in front has to tell of one thing.
class Inspector final : public QStackedWidget {
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    /// Null shows nothing. Panes become children of the inspector.
    void showPane(QWidget* pane);

private:
    QWidget* nothing_;
};

} // namespace vitrine::app
