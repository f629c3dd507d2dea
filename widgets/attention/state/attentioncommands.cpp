// The commands of AttentionState: each makes the selection that it wants and requests it.

#include "widgets/attention/state/anchors.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/theme/metrics.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

std::optional<int> freeLetter(const std::vector<Pin>& pins) {
    for (int letter = 0; letter < metrics::kMostPins; ++letter) {
        if (std::ranges::find(pins, letter, &Pin::letter) == pins.end()) {
            return letter;
        }
    }
    return std::nullopt;
}

void goTo(AttentionSelection& selection, const engine::Trace& trace, engine::HeadRef head) {
    selection.site = trace.sites()[static_cast<std::size_t>(head.site)].name;
    selection.shown = head.head == kMeanHead ? ShownMap::HeadMean : ShownMap::Attention;
    if (head.head != kMeanHead) {
        selection.head = head.head;
    }
}

const Axis& queryAxis(const engine::Trace& trace, const engine::Site& site) {
    return trace.axes()[static_cast<std::size_t>(site.queryAxis)];
}

const Axis& keyAxis(const engine::Trace& trace, const engine::Site& site) {
    return trace.axes()[static_cast<std::size_t>(site.keyAxis)];
}

} // namespace

void AttentionState::openHead(engine::HeadRef head) {
    if (trace() == nullptr) {
        return;
    }
    AttentionSelection after = selection_;
    goTo(after, *trace(), head);
    request(after, SelectionChange::Head, tr("Open head %1").arg(headName(*trace(), head)));
}

void AttentionState::openPinned(engine::HeadRef head) {
    if (trace() == nullptr) {
        return;
    }
    AttentionSelection after = selection_;
    goTo(after, *trace(), head);
    if (pinOf(head) == nullptr) {
        if (const auto letter = freeLetter(after.pins)) {
            after.pins.push_back({.letter = *letter, .site = after.site, .head = head.head});
        } else {
            Q_EMIT refused(tr("Eight pins are set. Drop one with Esc"));
        }
    }
    request(after, SelectionChange::Pins, tr("Pin head %1").arg(headName(*trace(), head)));
}

void AttentionState::stepLayer(int by) {
    const auto head = selectedHead();
    if (!head) {
        return;
    }
    const int last = static_cast<int>(trace()->sites().size()) - 1;
    const int site = std::clamp(head->site + by, 0, last);
    const int heads = trace()->sites()[static_cast<std::size_t>(site)].heads;
    openHead({site, std::min(head->head, heads - 1)});
}

void AttentionState::stepHead(int by) {
    const auto head = selectedHead();
    if (!head) {
        return;
    }
    const int heads = trace()->sites()[static_cast<std::size_t>(head->site)].heads;
    const int from = head->head == kMeanHead ? (by > 0 ? -1 : heads) : head->head;
    openHead({head->site, std::clamp(from + by, 0, heads - 1)});
}

void AttentionState::selectCell(std::size_t query, std::optional<std::size_t> key) {
    const engine::Site* shown = site();
    if (shown == nullptr) {
        return;
    }
    AttentionSelection after = selection_;
    after.query = anchorOf(queryAxis(*trace(), *shown), query);
    after.key.reset();
    if (key) {
        after.key = anchorOf(keyAxis(*trace(), *shown), *key);
    }
    request(after, SelectionChange::Cell, tr("Choose a cell"));
}

void AttentionState::clearCell() {
    AttentionSelection after = selection_;
    after.query.reset();
    after.key.reset();
    request(after, SelectionChange::Cell, tr("Leave the cell"));
}

void AttentionState::togglePin(engine::HeadRef head) {
    if (trace() == nullptr) {
        return;
    }
    AttentionSelection after = selection_;
    if (const Pin* pin = pinOf(head)) {
        const int letter = pin->letter;
        std::erase_if(after.pins, [&](const Pin& each) { return each.letter == letter; });
        request(after, SelectionChange::Pins, tr("Drop pin %1").arg(QChar(u'A' + letter)));
        return;
    }
    const auto letter = freeLetter(after.pins);
    if (!letter) {
        Q_EMIT refused(tr("Eight pins are set. Drop one with Esc"));
        return;
    }
    const auto& site = trace()->sites()[static_cast<std::size_t>(head.site)];
    after.pins.push_back({.letter = *letter, .site = site.name, .head = head.head});
    request(after, SelectionChange::Pins, tr("Pin head %1").arg(headName(*trace(), head)));
}

void AttentionState::pinCell(std::size_t query, std::size_t key) {
    const auto head = shownHead();
    if (!head) {
        return;
    }
    const engine::Site& site = trace()->sites()[static_cast<std::size_t>(head->site)];
    AttentionSelection after = selection_;
    goTo(after, *trace(), *head);
    after.query = anchorOf(queryAxis(*trace(), site), query);
    after.key = anchorOf(keyAxis(*trace(), site), key);
    auto pin = std::ranges::find_if(after.pins,
                                    [&](const Pin& each) { return headOf(each) == *head; });
    if (pin == after.pins.end()) {
        if (const auto letter = freeLetter(after.pins)) {
            after.pins.push_back({.letter = *letter, .site = site.name, .head = head->head});
            pin = after.pins.end() - 1;
        }
    }
    if (pin != after.pins.end()) {
        pin->query = after.query;
        pin->key = after.key;
    }
    request(after, SelectionChange::Pins,
            tr("Pin “%1” to “%2”")
                .arg(labelOf(queryAxis(*trace(), site).tokens[query]),
                     labelOf(keyAxis(*trace(), site).tokens[key])));
}

void AttentionState::dropLastPin() {
    if (selection_.pins.empty()) {
        clearCell();
        return;
    }
    AttentionSelection after = selection_;
    const QChar letter(u'A' + after.pins.back().letter);
    after.pins.pop_back();
    request(after, SelectionChange::Pins, tr("Drop pin %1").arg(letter));
}

void AttentionState::setForm(MapForm form) {
    AttentionSelection after = selection_;
    if (patches_.empty()) {
        after.form = form == MapForm::Picture ? MapForm::Map : form;
    } else {
        after.pictureForm = form;
    }
    request(after, SelectionChange::Form, tr("Change the view"));
}

void AttentionState::setShown(ShownMap shown) {
    AttentionSelection after = selection_;
    after.shown = shown;
    request(after, SelectionChange::Form, tr("Change what is shown"));
}

void AttentionState::setGridRange(RangePolicy policy) {
    AttentionSelection after = selection_;
    after.gridRange = policy;
    request(after, SelectionChange::Range, tr("Change the range of the grid"));
}

void AttentionState::setMapRange(RangePolicy policy) {
    AttentionSelection after = selection_;
    after.mapRange = policy;
    request(after, SelectionChange::Range, tr("Change the range of the map"));
}

void AttentionState::setResponse(Response response) {
    AttentionSelection after = selection_;
    after.response = response;
    request(after, SelectionChange::Range, tr("Change the response"));
}

void AttentionState::setPooling(Pooling pooling) {
    AttentionSelection after = selection_;
    after.pooling = pooling;
    request(after, SelectionChange::Form, tr("Change the pooling"));
}

void AttentionState::setSort(const std::string& statistic) {
    AttentionSelection after = selection_;
    after.sort = statistic;
    request(after, SelectionChange::Order, tr("Sort the heads"));
}

void AttentionState::setBadge(const std::string& statistic) {
    AttentionSelection after = selection_;
    after.badge = statistic;
    request(after, SelectionChange::Order, tr("Change the badge"));
}

void AttentionState::setLinkMass(double mass) {
    AttentionSelection after = selection_;
    after.linkMass = std::clamp(mass, 0.0, 1.0);
    request(after, SelectionChange::Form, tr("Change the threshold of the lines"));
}

void AttentionState::setOverlay(const OverlayChoice& overlay) {
    AttentionSelection after = selection_;
    after.overlay = overlay;
    request(after, SelectionChange::Form, tr("Change the overlay"));
}

void AttentionState::setFrame(int frame) {
    AttentionSelection after = selection_;
    after.frame = std::max(0, frame);
    request(after, SelectionChange::Frame, tr("Look at frame t %1").arg(after.frame));
}

void AttentionState::resetRange() {
    AttentionSelection after = selection_;
    const AttentionSelection initial;
    after.gridRange = initial.gridRange;
    after.mapRange = initial.mapRange;
    after.response = initial.response;
    after.overlay.range = initial.overlay.range;
    request(after, SelectionChange::Range, tr("Reset the range"));
}

} // namespace vitrine::widgets
