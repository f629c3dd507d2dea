#include "widgets/attention/compare/comparestate.h"

#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/task/latestwins.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kAtOnce = 128; // tokens: fewer are compared while painting

using ComparedPointer = std::shared_ptr<const study::ComparedHead>;
using ShiftsPointer = std::shared_ptr<const study::HeadShifts>;

std::size_t tokensOf(const study::Comparison& comparison) {
    return std::max(comparison.groupingA().groupOf.size(), comparison.groupingB().groupOf.size());
}

CompareState::Cell largestOf(const study::ComparedHead& head) {
    CompareState::Cell cell;
    float most = -1;
    for (std::size_t row = 0; row < head.difference.rows(); ++row) {
        for (std::size_t column = 0; column < head.difference.columns(); ++column) {
            const float size = std::abs(head.difference.at(row, column));
            if (size > most) {
                most = size;
                cell = {row, column};
            }
        }
    }
    return cell;
}

} // namespace

struct CompareState::Private {
    Private(Worker& worker, CompareState& owner)
        : headLane(worker, [this, &owner](Generation, Outcome<ComparedPointer> result) {
            if (result) {
                head = *result;
                largest = largestOf(*head);
                Q_EMIT owner.headChanged();
                Q_EMIT owner.shownChanged();
            }
        })
        , shiftLane(worker, [this, &owner](Generation, Outcome<ShiftsPointer> result) {
            if (result) {
                shifts = *result;
                Q_EMIT owner.shiftsChanged();
            }
        }) {}

    std::shared_ptr<const study::Comparison> comparison;
    QString problem;
    std::optional<study::CompareBy> by; ///< what the person chose; none: customary
    ComparedPointer head;
    Cell largest;
    std::optional<study::SitePair> sites;
    int number = 0;
    ShiftsPointer shifts;
    Cell hover;
    Cell chosen;
    LatestWins<ComparedPointer> headLane;
    LatestWins<ShiftsPointer> shiftLane;
};

namespace {

const std::shared_ptr<const study::Comparison> kNoComparison;
const ComparedPointer kNoHead;
const ShiftsPointer kNoShifts;
const QString kNoProblem;

} // namespace

CompareState::CompareState(AttentionState& state)
    : QObject(&state)
    , state_(state) {
    connect(&state_, &AttentionState::pictureChanged, this, &CompareState::compare);
    connect(&state_, &AttentionState::otherChanged, this, &CompareState::compare);
    connect(&state_, &AttentionState::shownChanged, this, &CompareState::takeHead);
}

CompareState::~CompareState() = default;

void CompareState::setWorker(Worker* worker) {
    d_ = worker != nullptr ? std::make_unique<Private>(*worker, *this) : nullptr;
    compare();
}

const std::shared_ptr<const study::Comparison>& CompareState::comparison() const {
    return d_ ? d_->comparison : kNoComparison;
}

const QString& CompareState::problem() const {
    return d_ ? d_->problem : kNoProblem;
}

const ComparedPointer& CompareState::head() const {
    return d_ ? d_->head : kNoHead;
}

const ShiftsPointer& CompareState::shifts() const {
    return d_ ? d_->shifts : kNoShifts;
}

std::optional<study::SitePair> CompareState::sites() const {
    return d_ ? d_->sites : std::nullopt;
}

int CompareState::headNumber() const {
    return d_ ? d_->number : 0;
}

study::CompareBy CompareState::by() const {
    return comparison() ? comparison()->by() : study::CompareBy::Word;
}

void CompareState::setBy(study::CompareBy by) {
    if (d_ && d_->by != by) {
        d_->by = by;
        compare();
    }
}

void CompareState::compare() {
    if (!d_) {
        return;
    }
    d_->comparison.reset();
    d_->problem.clear();
    d_->head.reset();
    d_->shifts.reset();
    d_->largest = {};
    d_->hover = {};
    d_->chosen = {};
    d_->sites.reset();
    if (state_.picture() && state_.other()) {
        const study::CompareBy by =
            d_->by.value_or(study::Comparison::customary(*state_.picture(), *state_.other()));
        auto comparison = study::Comparison::of(state_.picture(), state_.other(), by);
        if (comparison) {
            d_->comparison = std::make_shared<const study::Comparison>(*std::move(comparison));
        } else if (comparison.failed()) {
            d_->problem = QString::fromStdString(comparison.problem().text());
        }
    }
    Q_EMIT comparisonChanged();
    takeHead();
    requestShifts();
    Q_EMIT shownChanged();
}

void CompareState::takeHead() {
    const auto shown = state_.shownHead();
    if (!d_ || !d_->comparison || !shown) {
        return;
    }
    const std::string& name = state_.trace()->sites()[static_cast<std::size_t>(shown->site)].name;
    const auto pair = d_->comparison->pairOf(name);
    const bool same = d_->head && pair && d_->sites && pair->siteA == d_->sites->siteA
                      && d_->number == shown->head;
    if (same) {
        return;
    }
    d_->sites = pair;
    d_->number = shown->head;
    d_->head.reset();
    d_->largest = {};
    if (!pair || shown->head >= pair->heads) {
        Q_EMIT headChanged();
        return;
    }
    const auto work = [comparison = d_->comparison, sites = *pair,
                       number = shown->head](const Tick& tick) -> Outcome<ComparedPointer> {
        auto head = study::compareHead(*comparison, sites, number, tick);
        if (!head) {
            return head.as<ComparedPointer>();
        }
        return std::make_shared<const study::ComparedHead>(*std::move(head));
    };
    if (tokensOf(*d_->comparison) > kAtOnce) {
        d_->headLane.submit(work);
        return;
    }
    if (const auto head = work({})) {
        d_->head = *head;
        d_->largest = largestOf(**head);
    }
    Q_EMIT headChanged();
    Q_EMIT shownChanged();
}

void CompareState::requestShifts() {
    if (!d_->comparison) {
        return;
    }
    d_->shiftLane.submit([comparison = d_->comparison](const Tick& tick) -> Outcome<ShiftsPointer> {
        auto shifts = study::headShifts(*comparison, tick);
        if (!shifts) {
            return shifts.as<ShiftsPointer>();
        }
        return std::make_shared<const study::HeadShifts>(*std::move(shifts));
    });
}

void CompareState::setHover(const Cell& cell) {
    if (d_ && d_->hover != cell) {
        d_->hover = cell;
        Q_EMIT shownChanged();
    }
}

void CompareState::choose(const Cell& cell) {
    if (d_ && d_->chosen != cell) {
        d_->chosen = cell;
        Q_EMIT shownChanged();
    }
}

CompareState::Cell CompareState::shown() const {
    if (!d_) {
        return {};
    }
    if (d_->hover != Cell{}) {
        return d_->hover;
    }
    return d_->chosen != Cell{} ? d_->chosen : d_->largest;
}

bool CompareState::showsLargest() const {
    return d_ && d_->largest != Cell{} && shown() == d_->largest;
}

CompareState::Cell CompareState::largestChange() const {
    return d_ ? d_->largest : Cell{};
}

std::optional<std::size_t> CompareState::inB(std::optional<std::size_t> groupOfA) const {
    if (!comparison() || !groupOfA) {
        return std::nullopt;
    }
    const std::size_t partner = comparison()->alignment().toB.at(*groupOfA);
    return partner == analysis::Alignment::kNone ? std::nullopt : std::optional(partner);
}

std::optional<std::size_t> CompareState::inA(std::optional<std::size_t> groupOfB) const {
    if (!comparison() || !groupOfB) {
        return std::nullopt;
    }
    const std::size_t partner = comparison()->alignment().toA.at(*groupOfB);
    return partner == analysis::Alignment::kNone ? std::nullopt : std::optional(partner);
}

} // namespace vitrine::widgets
