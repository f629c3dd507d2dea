#include "widgets/attention/state/attentionstate.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/state/anchors.h"

#include <algorithm>
#include <utility>

namespace vitrine::widgets {

namespace {

const engine::Trace* traceOf(const PicturePointer& picture) {
    return picture ? picture->trace.get() : nullptr;
}

std::optional<engine::HeadRef> findHead(const engine::Trace* trace, const std::string& site,
                                        int head) {
    if (trace == nullptr) {
        return std::nullopt;
    }
    const auto sites = trace->sites();
    const auto found = std::ranges::find(sites, site, &engine::Site::name);
    if (found == sites.end() || head < kMeanHead || head >= found->heads) {
        return std::nullopt;
    }
    return engine::HeadRef{static_cast<int>(found - sites.begin()), head};
}

PatchGrid patchGridOf(const engine::Trace& trace, int frame) {
    for (const Axis& axis : trace.axes()) {
        if (PatchGrid grid(axis, frame); !grid.empty()) {
            return grid;
        }
    }
    return {};
}

/// A picture of another model may lack the site: the nearest layer of the same kind, else the first.
void moveToExistingHead(AttentionSelection& selection, const engine::Trace& trace) {
    const auto sites = trace.sites();
    if (sites.empty() || findHead(&trace, selection.site, selection.head)) {
        return;
    }
    const auto sameSite = std::ranges::find(sites, selection.site, &engine::Site::name);
    const engine::Site& site = sameSite != sites.end() ? *sameSite : sites.front();
    selection.site = site.name;
    selection.head = std::clamp(selection.head, kMeanHead, std::max(site.heads - 1, kMeanHead));
}

} // namespace

AttentionState::AttentionState(QObject* parent)
    : QObject(parent)
    , compare_(new CompareState(*this)) {}

AttentionState::~AttentionState() = default;

void AttentionState::setPicture(PicturePointer picture) {
    setPicture(std::move(picture), AttentionSelection(selection_));
}

void AttentionState::setPicture(PicturePointer picture, const AttentionSelection& selection) {
    if (picture == picture_) {
        setSelection(selection);
        return;
    }
    picture_ = std::move(picture);
    patches_ = picture_ ? patchGridOf(*picture_->trace, selection.frame) : PatchGrid();
    const bool hadHover = hover_ != AttentionHover{};
    hover_ = {}; // its indices belong to the old picture
    const AttentionSelection selectionBefore = std::exchange(selection_, selection);
    if (picture_) {
        moveToExistingHead(selection_, *picture_->trace);
    }
    Q_EMIT pictureChanged();
    if (hadHover) {
        Q_EMIT hoverChanged();
    }
    if (selection_ != selectionBefore) {
        Q_EMIT selectionChanged();
    }
    Q_EMIT shownChanged();
}

void AttentionState::setOther(PicturePointer other) {
    if (other != other_) {
        other_ = std::move(other);
        Q_EMIT otherChanged();
    }
}

void AttentionState::setSelection(const AttentionSelection& selection) {
    if (selection == selection_) {
        return;
    }
    const bool otherFrame = selection.frame != selection_.frame;
    selection_ = selection;
    if (picture_) {
        moveToExistingHead(selection_, *picture_->trace);
        if (otherFrame) {
            patches_ = patchGridOf(*picture_->trace, selection_.frame);
        }
    }
    Q_EMIT selectionChanged();
    Q_EMIT shownChanged();
}

void AttentionState::setHover(const AttentionHover& hover) {
    if (hover != hover_) {
        hover_ = hover;
        Q_EMIT hoverChanged();
        Q_EMIT shownChanged();
    }
}

void AttentionState::setReversed(bool reversed) {
    if (reversed != reversed_) {
        reversed_ = reversed;
        Q_EMIT reversedChanged(reversed_);
        Q_EMIT shownChanged();
    }
}

void AttentionState::setRangeRule(const QString& rule) {
    if (rule != rangeRule_) {
        rangeRule_ = rule;
        Q_EMIT rangeRuleChanged(rangeRule_);
    }
}

PatchGrid AttentionState::patchesOf(int frame) const {
    return picture_ ? patchGridOf(*picture_->trace, frame) : PatchGrid();
}

const engine::Trace* AttentionState::trace() const {
    return traceOf(picture_);
}

const engine::Site* AttentionState::site() const {
    const auto head = shownHead();
    return head ? &trace()->sites()[static_cast<std::size_t>(head->site)] : nullptr;
}

MapForm AttentionState::form() const {
    return patches_.empty() ? selection_.form : selection_.pictureForm;
}

std::optional<engine::HeadRef> AttentionState::selectedHead() const {
    const int head = selection_.shown == ShownMap::HeadMean ? kMeanHead : selection_.head;
    return findHead(trace(), selection_.site, head);
}

std::optional<engine::HeadRef> AttentionState::shownHead() const {
    if (hover_.site) {
        if (const auto head = findHead(trace(), *hover_.site, hover_.head)) {
            return head;
        }
    }
    return selectedHead();
}

std::optional<std::size_t> AttentionState::selectedQuery() const {
    const engine::Site* shown = site();
    if (shown == nullptr) {
        return std::nullopt;
    }
    std::optional<std::size_t> chosen;
    if (selection_.query) {
        chosen = indexOf(trace()->axes()[static_cast<std::size_t>(shown->queryAxis)],
                         *selection_.query);
    }
    return chosen ? chosen : patches_.classToken();
}

std::optional<std::size_t> AttentionState::selectedKey() const {
    const engine::Site* shown = site();
    if (shown == nullptr || !selection_.key) {
        return std::nullopt;
    }
    return indexOf(trace()->axes()[static_cast<std::size_t>(shown->keyAxis)], *selection_.key);
}

// A pointer over a token alone shows its row or column without the chosen cell's other half.
std::optional<std::size_t> AttentionState::shownQuery() const {
    return hover_.query || hover_.key ? hover_.query : selectedQuery();
}

std::optional<std::size_t> AttentionState::shownKey() const {
    return hover_.query || hover_.key ? hover_.key : selectedKey();
}

std::optional<engine::HeadRef> AttentionState::headOf(const Pin& pin) const {
    return findHead(trace(), pin.site, pin.head);
}

const Pin* AttentionState::pinOf(engine::HeadRef head) const {
    const auto found = std::ranges::find_if(
        selection_.pins, [&](const Pin& pin) { return headOf(pin) == head; });
    return found == selection_.pins.end() ? nullptr : &*found;
}

void AttentionState::request(const AttentionSelection& after, SelectionChange kind,
                             const QString& words) {
    if (after == selection_) {
        return;
    }
    if (editor_ != nullptr) {
        editor_->edit(after, kind, words);
    } else {
        setSelection(after);
    }
}

} // namespace vitrine::widgets
