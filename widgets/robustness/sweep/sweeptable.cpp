#include "widgets/robustness/sweep/sweeptable.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/sweep/sweepstudy.h"

#include <QFont>

#include <cmath>
#include <limits>

namespace vitrine::widgets {

double SweepLine::mean() const {
    double sum = 0;
    int count = 0;
    for (std::size_t severity = 1; severity < bands.size(); ++severity) {
        if (bands[severity].count > 0) {
            sum += bands[severity].value;
            ++count;
        }
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

std::vector<SweepLine> sweepLines(const SweepStudy& study, study::SweepMetric metric) {
    std::vector<SweepLine> lines;
    const auto& halves = study.halves();
    for (std::size_t half = 0; half < halves.size(); ++half) {
        const study::SweepPlan& plan = halves[half].sweep.plan();
        for (std::size_t chain = 0; chain < plan.chains.size(); ++chain) {
            SweepLine line{.name = QString::fromStdString(plan.chains[chain].name),
                           .half = half,
                           .chain = chain};
            if (halves.size() > 1) {
                line.name += QStringLiteral(" · ") + halves[half].model.name;
            }
            for (std::size_t severity = 0; severity < plan.severities.size(); ++severity) {
                line.bands.push_back(halves[half].sweep.band(metric, chain, severity));
            }
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

void SweepTableModel::setLines(std::vector<SweepLine> lines, std::vector<double> severities) {
    beginResetModel();
    lines_ = std::move(lines);
    severities_ = std::move(severities);
    endResetModel();
}

int SweepTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

// Chain, the severities, their mean.
int SweepTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(severities_.size()) + 2;
}

QString SweepTableModel::toolTip(const SweepLine& line, int column) const {
    const analysis::Band& band = line.bands[static_cast<std::size_t>(column) - 1];
    return tr("%1, band from %2 to %3, %4 texts")
        .arg(hoverText(band.value), hoverText(band.low), hoverText(band.high))
        .arg(band.count);
}

QVariant SweepTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const SweepLine& line = lines_[static_cast<std::size_t>(index.row())];
    const bool mean = index.column() == columnCount() - 1;
    const bool band = index.column() > 0 && !mean;
    switch (role) {
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    case Qt::ToolTipRole: return band ? toolTip(line, index.column()) : QVariant();
    case Qt::DisplayRole: break;
    default: return {};
    }
    if (index.column() == 0) {
        return line.name;
    }
    if (mean) {
        return std::isnan(line.mean()) ? QString() : numberText(line.mean(), 3);
    }
    const analysis::Band& found = line.bands[static_cast<std::size_t>(index.column()) - 1];
    return found.count > 0 ? numberText(found.value, 2) : QString();
}

QVariant SweepTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || role != Qt::DisplayRole) {
        const Qt::Alignment side = section > 0 ? Qt::AlignRight : Qt::AlignLeft;
        return role == Qt::TextAlignmentRole
                   ? QVariant(static_cast<int>(side | Qt::AlignVCenter))
                   : QVariant();
    }
    if (section == 0) {
        return tr("chain");
    }
    return section == columnCount() - 1
               ? tr("mean")
               : severityText(severities_[static_cast<std::size_t>(section) - 1]);
}

} // namespace vitrine::widgets
