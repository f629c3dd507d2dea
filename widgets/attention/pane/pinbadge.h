#pragma once

#include <QWidget>

#include <optional>

namespace vitrine::widgets {

/// The letter of a pin beside a head's name; hidden where the head is not pinned.
class PinBadge final : public QWidget {
    Q_OBJECT

public:
    explicit PinBadge(QWidget* parent = nullptr);

    void setLetter(std::optional<int> letter);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<int> letter_;
};

} // namespace vitrine::widgets
