#include "app/vitrine/labs/labs.h"

#include "app/vitrine/labs/attentionroom.h"
#include "app/vitrine/labs/lessonsroom.h"
#include "app/vitrine/labs/robustnessroom.h"
#include "app/vitrine/labs/tokensroom.h"
#include "app/vitrine/labs/trainingroom.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::app {

Labs::Labs(const WindowParts& parts, QWidget* parent)
    : PageStack(parent) {
    add(attention_ = new AttentionRoom(parts, this));
    add(tokens_ = new TokensRoom(parts, this));
    add(robustness_ = new RobustnessRoom(parts, this));
    add(training_ = new TrainingRoom(parts, this));
    add(lessons_ = new LessonsRoom(parts, tokens_->tokensLab(), this));
}

Labs::~Labs() = default;

void Labs::add(Lab* lab) {
    labs_.push_back(lab);
    addWidget(&lab->page());
}

Lab* Labs::find(const std::string& key) const {
    const auto found =
        std::ranges::find_if(labs_, [&](const Lab* lab) { return lab->face().key == key; });
    return found != labs_.end() ? *found : nullptr;
}

std::size_t Labs::show(LabId id) {
    const auto found =
        std::ranges::find_if(labs_, [&](const Lab* lab) { return lab->face().id == id; });
    if (found == labs_.end()) {
        throw std::invalid_argument("no lab " + std::to_string(static_cast<int>(id)));
    }
    const QWidget* focused = focusWidget();
    const bool inside = focused != nullptr && focused->hasFocus();
    const auto index = static_cast<std::size_t>(found - labs_.begin());
    if (index != current_) {
        current().setInFront(false);
    }
    current_ = index;
    setCurrentWidget(&current().page());
    if (inside) { // else it goes to whatever comes next in the window
        current().focusMain();
    }
    current().setInFront(true);
    return index;
}

} // namespace vitrine::app
