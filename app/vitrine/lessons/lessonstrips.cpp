#include "app/vitrine/lessons/lessonstrips.h"

#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vitrine::app {

using widgets::NamedStrip;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("LessonStrips", text);
}

QString lengthNote(const std::vector<float>& values) {
    double sum = 0;
    for (const float value : values) {
        sum += static_cast<double>(value) * static_cast<double>(value);
    }
    return tr("length %1").arg(widgets::numberText(std::sqrt(sum), 2));
}

NamedStrip strip(const QString& sign, const QString& name, const std::vector<float>& values) {
    return {.sign = sign, .name = name, .note = lengthNote(values), .values = values};
}

const std::vector<float>* meaningOf(const study::TracePicture& picture) {
    const auto predictions = picture.trace->predictions();
    const auto found = std::ranges::find_if(predictions, [](const engine::Prediction& prediction) {
        return prediction.task == "embed" && !prediction.vector.empty();
    });
    return found != predictions.end() ? &found->vector : nullptr;
}

} // namespace

std::vector<NamedStrip> embeddingStrips(const engine::Walk& walk, const AxisToken& token,
                                        std::size_t position) {
    const QString plus = QStringLiteral("+");
    std::vector<NamedStrip> strips;
    for (const engine::WalkStep& step : walk.steps) {
        if (step.name == "word") {
            strips.push_back(strip({},
                                   tr("word: row %1 of the table, “%2”")
                                       .arg(widgets::countText(token.id),
                                            QString::fromStdString(token.label)),
                                   step.values));
        } else if (step.name == "position") {
            strips.push_back(strip(plus, tr("position: row %1, learned").arg(position),
                                   step.values));
        } else if (step.name == "sinusoid") {
            strips.push_back(strip(plus, tr("position %1: sines and cosines").arg(position),
                                   step.values));
        } else if (step.name == "type") {
            strips.push_back(strip(plus, tr("token type: row %1").arg(token.segment),
                                   step.values));
        } else if (step.name == "sum") {
            strips.push_back(strip(QStringLiteral("="), tr("sum"), step.values));
        } else {
            strips.push_back(strip(QString(QChar(0x2192)),
                                   tr("after LayerNorm: what enters layer 0"), step.values));
        }
    }
    return strips;
}

std::vector<NamedStrip> layerStrips(const engine::Walk& walk) {
    const QString arrow = QChar(0x2192);
    std::vector<NamedStrip> strips;
    for (const engine::WalkStep& step : walk.steps) {
        if (step.name == "input") {
            strips.push_back(strip({}, tr("what enters the layer"), step.values));
        } else if (step.name == "attention") {
            strips.push_back(strip(QStringLiteral("+"), tr("what all heads hand on"),
                                   step.values));
        } else if (step.name == "cross-attention") {
            strips.push_back(strip(QStringLiteral("+"), tr("what it sees in the encoder's text"),
                                   step.values));
        } else if (step.name == "residual") {
            strips.push_back(strip(QStringLiteral("="), tr("added: the residual path"),
                                   step.values));
        } else if (step.name == "norm") {
            strips.push_back(strip(arrow, tr("LayerNorm"), step.values));
        } else if (step.name == "inner") {
            strips.push_back(strip(arrow,
                                   tr("inside the feed-forward layer, %1 numbers")
                                       .arg(step.values.size()),
                                   step.values));
        } else {
            strips.push_back(strip(QStringLiteral("+"), tr("what the feed-forward layer says"),
                                   step.values));
        }
    }
    return strips;
}

std::vector<NamedStrip> meaningStrips(const study::TracePicture& a,
                                      const study::TracePicture* b) {
    const std::vector<float>* first = meaningOf(a);
    const std::vector<float>* second = b != nullptr ? meaningOf(*b) : nullptr;
    std::vector<NamedStrip> strips;
    if (first == nullptr) {
        return strips;
    }
    strips.push_back(strip({}, tr("A: mean of the last layer, length 1"), *first));
    if (second != nullptr && second->size() == first->size()) {
        strips.push_back(strip({}, tr("B: the same of the other sentence"), *second));
        std::vector<float> difference = *second;
        for (std::size_t index = 0; index < difference.size(); ++index) {
            difference[index] -= (*first)[index];
        }
        strips.push_back(strip(QStringLiteral("="), tr("B − A"), difference));
    }
    return strips;
}

std::vector<widgets::WritingStep> writingSteps(const engine::Generation& written,
                                               const QString& start) {
    std::vector<widgets::WritingStep> steps;
    QString after = start;
    for (const engine::WrittenToken& token : written.tokens) {
        const QString piece = QString::fromStdString(token.piece);
        widgets::WritingStep step{.after = after,
                                  .chosen = {.piece = piece,
                                             .probability = static_cast<double>(token.probability)},
                                  .others = {}};
        for (const engine::Candidate& candidate : token.candidates) {
            if (candidate.id != token.id) {
                step.others.push_back(
                    {.piece = QString::fromStdString(candidate.label),
                     .probability = static_cast<double>(candidate.probability)});
            }
        }
        steps.push_back(std::move(step));
        after = piece;
    }
    return steps;
}

widgets::UnfoldedRow unfoldedRow(const LessonWords& words, engine::HeadRef head,
                                 std::size_t query, const engine::Walk* walk) {
    const engine::Trace& trace = words.trace();
    const std::vector<AxisToken>& keys = words.tokens(words.keyAxis(head));
    widgets::UnfoldedRow row{.query = QString::fromStdString(
                                 words.tokens(words.queryAxis(head))[query].label),
                             .keys = {},
                             .values = {},
                             .mixed = {}};
    for (std::size_t key = 0; key < keys.size(); ++key) {
        const engine::Cell cell = trace.cell(head, query, key);
        row.keys.push_back({.label = QString::fromStdString(keys[key].label),
                            .score = cell.scaled + cell.bias,
                            .weight = cell.probability,
                            .masked = cell.masked});
    }
    if (walk != nullptr && walk->values.rows() == row.keys.size()) {
        row.values = walk->values;
        row.mixed = walk->mixed;
    }
    return row;
}

} // namespace vitrine::app
