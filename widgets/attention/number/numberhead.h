#pragma once

#include <QString>
#include <QWidget>

#include <optional>

namespace vitrine::widgets {

/// The top of the inspector: "it → ##bee · text.3.self · head 1", the number at 26 px and what it
/// is. The address goes to a line of its own where the first one is full.
class NumberHead final : public QWidget {
    Q_OBJECT

public:
    struct Content {
        QString query;
        QString key;
        QString address; ///< "text.3.self · head 1"
        QString number;  ///< "0.4959"; "masked"
        QString what;    ///< "probability, rank 1 of 15"

        bool operator==(const Content&) const = default;
    };

    explicit NumberHead(QWidget* parent = nullptr);

    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return content_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double pairWidth() const;
    [[nodiscard]] bool broken(int width) const;

    Content content_;
};

} // namespace vitrine::widgets
