#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

#include "widgets/foundation/parts/pagestack.h"

#include <cstddef>
#include <string>
#include <vector>

namespace vitrine::app {

class AttentionRoom;
class LessonsRoom;
class RobustnessRoom;
class TokensRoom;
class TrainingRoom;

/// The labs of the window and which of them is in front. The table of labs is the constructor.
class Labs final : public widgets::PageStack {
    Q_OBJECT

public:
    explicit Labs(const WindowParts& parts, QWidget* parent = nullptr);
    ~Labs() override;

    /// In the order of the lab bar.
    [[nodiscard]] const std::vector<Lab*>& all() const { return labs_; }

    [[nodiscard]] Lab& current() const { return *labs_[current_]; }

    /// The lab with that key ("attention"); null for none.
    [[nodiscard]] Lab* find(const std::string& key) const;

    /// Puts a lab in front; the focus goes along if it was in the one before. Answers its place in
    /// `all`. Throws std::invalid_argument for a lab that this window lacks.
    std::size_t show(LabId id);

    [[nodiscard]] AttentionRoom& attention() const { return *attention_; }
    [[nodiscard]] TokensRoom& tokens() const { return *tokens_; }
    [[nodiscard]] TrainingRoom& training() const { return *training_; }
    [[nodiscard]] LessonsRoom& lessons() const { return *lessons_; }
    [[nodiscard]] RobustnessRoom& robustness() const { return *robustness_; }

private:
    void add(Lab* lab);

    std::vector<Lab*> labs_;
    std::size_t current_ = 0;
    AttentionRoom* attention_;
    TokensRoom* tokens_;
    TrainingRoom* training_;
    LessonsRoom* lessons_;
    RobustnessRoom* robustness_;
};

} // namespace vitrine::app
