#pragma once

#include <QComboBox>

namespace vitrine::widgets {

/// A tool bar combo as wide as its present value, with a list as wide as its longest entry.
class SnugCombo final : public QComboBox {
    Q_OBJECT

public:
    /// `word` stands before the value: "Range".
    explicit SnugCombo(const QString& word, QWidget* parent = nullptr);

    /// Whether the word is shown; it stays the accessible name.
    void setWordShown(bool shown);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void showPopup() override;
    void changeEvent(QEvent* event) override;

private:
    QString word_;
};

} // namespace vitrine::widgets
