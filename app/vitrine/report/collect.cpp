#include "app/vitrine/report/collect.h"

#include "app/vitrine/labs/labs.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/export/exporter.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace vitrine::app {

namespace {

constexpr std::size_t kMostTokens = 512;
constexpr std::size_t kStrongest = 10;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

QString numberOf(double value) {
    return widgets::hoverText(value);
}

ReportTable tokenTable(const Axis& axis, const QString& title) {
    ReportTable table{.title = title,
                      .headings = {tr("piece"), tr("index"), tr("id"), tr("bytes")},
                      .rows = {}};
    for (std::size_t index = 0; index < std::min(axis.size(), kMostTokens); ++index) {
        const AxisToken& token = axis.tokens[index];
        const QString bytes = token.source.empty() ? QString()
                                                   : QStringLiteral("%1–%2")
                                                         .arg(token.source.begin)
                                                         .arg(token.source.end);
        table.rows.push_back(
            {textOf(token.label), QString::number(index), QString::number(token.id), bytes});
    }
    if (axis.size() > kMostTokens) {
        table.title = tr("The first %1 of %2 tokens").arg(kMostTokens).arg(axis.size());
    }
    return table;
}

ReportTable strongestTable(const widgets::AttentionState& state, engine::HeadRef head,
                           std::size_t query) {
    const engine::Trace& trace = *state.trace();
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    const auto& keys = trace.axes()[static_cast<std::size_t>(site.keyAxis)].tokens;
    const auto& queries = trace.axes()[static_cast<std::size_t>(site.queryAxis)].tokens;
    const std::vector<float> row = trace.row(head, query);
    std::vector<std::size_t> order(row.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return row[a] > row[b]; });
    ReportTable table{.title = tr("Strongest keys for “%1”, %2, head %3")
                                   .arg(textOf(queries[query].label), textOf(site.name))
                                   .arg(head.head),
                      .headings = {tr("key"), tr("index"), tr("probability"), tr("cumulative")},
                      .rows = {}};
    double sum = 0;
    for (std::size_t rank = 0; rank < std::min(order.size(), kStrongest); ++rank) {
        const std::size_t key = order[rank];
        sum += static_cast<double>(row[key]);
        table.rows.push_back({textOf(keys[key].label), QString::number(key),
                              numberOf(static_cast<double>(row[key])), numberOf(sum)});
    }
    return table;
}

ReportTable statisticTable(const study::TracePicture& picture) {
    ReportTable table{.title = tr("Statistics of all heads"),
                      .headings = {tr("site"), tr("head")},
                      .rows = {}};
    if (picture.overviews.empty()) {
        return table; // a model without attention
    }
    for (const std::string& statistic : picture.overviews.front().statistics) {
        table.headings.append(textOf(statistic));
    }
    for (const engine::SiteOverview& overview : picture.overviews) {
        const engine::Site& site = picture.trace->sites()[static_cast<std::size_t>(overview.site)];
        for (std::size_t head = 0; head < overview.heads.size(); ++head) {
            QStringList row{textOf(site.name), QString::number(head)};
            for (const float value : overview.heads[head].statistics) {
                row.append(value != value ? QStringLiteral("–")
                                          : numberOf(static_cast<double>(value)));
            }
            table.rows.push_back(row);
        }
    }
    return table;
}

QString introductionFor(const Document& document, Session& session) {
    const SampleEntry* sample = document.state().currentSample();
    const ModelEntry* model = document.state().currentModel();
    QStringList parts;
    if (sample != nullptr) {
        parts.append(tr("Sample “%1”").arg(textOf(shownName(*sample))));
    }
    if (model != nullptr) {
        parts.append(tr("model %1").arg(textOf(model->name)));
    }
    const EngineFacts& facts = session.host().facts();
    parts.append(textOf(facts.version));
    parts.append(tr("Vitrine %1").arg(QCoreApplication::applicationVersion()));
    parts.append(tr("every number in fp32"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString fileStem(const QString& name) {
    QString stem;
    for (const QChar c : name.toLower()) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (plain) {
            stem += c;
        } else if (!stem.endsWith(u'-') && !stem.isEmpty()) {
            stem += u'-';
        }
    }
    while (stem.endsWith(u'-')) {
        stem.chop(1);
    }
    return stem.isEmpty() ? QStringLiteral("figure") : stem;
}

void addFigure(ReportContent& content, const QString& name,
               std::unique_ptr<widgets::Figure> figure) {
    if (figure == nullptr) {
        return;
    }
    const QString caption = widgets::fullCaption(*figure);
    content.figures.push_back({.title = name,
                               .caption = caption,
                               .stem = fileStem(name),
                               .figure = std::shared_ptr<const widgets::Figure>(std::move(figure)),
                               .image = {}});
}

void addViews(ReportContent& content, const widgets::AttentionLab& lab) {
    for (const widgets::Exportable& view : lab.exportables()) {
        if (std::ranges::find(content.figures, view.name, &ReportFigure::title) ==
            content.figures.end()) {
            addFigure(content, view.name, view.figure());
        }
    }
}

void addTables(ReportContent& content, const widgets::AttentionState& state) {
    const auto axes = state.trace()->axes();
    for (const Axis& axis : axes) {
        const QString title = axes.size() == 1 ? tr("Tokens") : tr("Tokens, %1").arg(textOf(axis.name));
        content.tables.push_back(tokenTable(axis, title));
    }
    const auto head = state.selectedHead();
    const auto query = state.selectedQuery();
    if (head && query && head->head != widgets::kMeanHead) {
        content.tables.push_back(strongestTable(state, *head, *query));
    }
    content.tables.push_back(statisticTable(*state.picture()));
}

ReportContent collectReport(const Labs& labs, const Document& document, Session& session) {
    ReportContent content;
    const SampleEntry* sample = document.state().currentSample();
    content.title = sample != nullptr ? textOf(shownName(*sample)) : tr("Vitrine");
    content.introduction = introductionFor(document, session);
    for (const Lab* lab : labs.all()) {
        lab->addTo(content);
    }
    return content;
}

} // namespace vitrine::app
