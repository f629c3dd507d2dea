#pragma once

#include "widgets/tokens/study/namedtokenizer.h"

#include <QSet>
#include <QPushButton>

#include <vector>

namespace vitrine::widgets {

/// Which of the tokenizers are shown as rows: a menu of check marks. The last one cannot be taken
/// away.
class CompareButton final : public QPushButton {
    Q_OBJECT

public:
    explicit CompareButton(QWidget* parent = nullptr);

    void setTokenizers(std::vector<NamedTokenizer> tokenizers);

    /// Those with a check mark, in order.
    [[nodiscard]] std::vector<NamedTokenizer> chosen() const;
    void setShown(const QString& name, bool shown);

Q_SIGNALS:
    void chosenChanged();

private:
    void refresh();

    std::vector<NamedTokenizer> all_;
    QSet<QString> hidden_;
};

} // namespace vitrine::widgets
