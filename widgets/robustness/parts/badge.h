#pragma once

#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// A word of caution on an amber ground: "flipped". Hidden while it is empty.
class Badge final : public QWidget {
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return text_; }

    /// The sign alone, where there is no room; the word is then its tool tip.
    void setWordless(bool wordless);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString text_;
    bool wordless_ = false;
};

} // namespace vitrine::widgets
