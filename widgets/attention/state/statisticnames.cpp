#include "widgets/attention/state/statisticnames.h"

#include "core/analysis/rowstatistics.h"

#include <QCoreApplication>

namespace vitrine::widgets {

std::vector<StatisticName> statisticsOf(const study::TracePicture& picture) {
    std::vector<StatisticName> names;
    if (!picture.overviews.empty()) {
        for (const std::string& id : picture.overviews.front().statistics) {
            names.push_back(statisticName(id));
        }
    }
    return names;
}

StatisticName statisticName(std::string_view id) {
    const std::size_t index = analysis::statisticIndex(id);
    const auto& columns = analysis::statisticColumns();
    if (index >= columns.size()) {
        return {.id = std::string(id), .label = QString::fromUtf8(id.data(), qsizetype(id.size()))};
    }
    const analysis::StatisticColumn& column = columns[index];
    const analysis::Statistic& statistic = *column.statistic;
    const auto text = [](std::string_view words) {
        return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
    };
    StatisticName name{.id = column.id,
                       .label = text(statistic.label).toLower(),
                       .tooltip = text(statistic.tooltip),
                       .badge = statistic.bounded && statistic.commonScale};
    if (column.sinks == analysis::Sinks::Removed) {
        name.label = QCoreApplication::translate("AttentionLabels", "%1 − sinks")
                         .arg(name.label);
        name.tooltip += u' '
                        + QCoreApplication::translate(
                            "AttentionLabels",
                            "Special tokens are left out and each row is divided by what is left.");
    }
    return name;
}

} // namespace vitrine::widgets
