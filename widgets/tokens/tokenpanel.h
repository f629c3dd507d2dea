#pragma once

#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class TokenStudy;

/// The right dock of the Tokens lab: the current token, the pieces of its word, what each tokenizer
/// makes of the whole text, and what its embedding table costs. About 260 wide at least.
class TokenPanel final : public QWidget {
    Q_OBJECT

public:
    /// `study` is the lab's and must outlive the panel or its last event.
    explicit TokenPanel(TokenStudy& study, QWidget* parent = nullptr);
    ~TokenPanel() override;

private:
    class Parts;

    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::widgets
