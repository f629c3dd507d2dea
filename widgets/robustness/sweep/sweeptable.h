#pragma once

#include "core/study/sweep/smallsweep.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace vitrine::widgets {

class SweepStudy;

/// A line of a sweep: one chain on one model.
struct SweepLine {
    QString name;
    std::size_t half = 0;
    std::size_t chain = 0;
    std::vector<analysis::Band> bands; ///< by severity

    /// Over the severities above 0; NaN before the first result.
    [[nodiscard]] double mean() const;
};

/// The lines of a sweep as far as it has come, chain by chain, the first model first.
[[nodiscard]] std::vector<SweepLine> sweepLines(const SweepStudy& study, study::SweepMetric metric);

/// Lines × severities and their mean. Adapts what it is given; owns no truth.
class SweepTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<SweepLine> lines, std::vector<double> severities);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString toolTip(const SweepLine& line, int column) const;

    std::vector<SweepLine> lines_;
    std::vector<double> severities_;
};

} // namespace vitrine::widgets
