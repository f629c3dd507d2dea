#include "widgets/robustness/chain/kindwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 6> kNames = {{
    {"char.drop", QT_TRANSLATE_NOOP("Kinds", "Drop letters")},
    {"char.add", QT_TRANSLATE_NOOP("Kinds", "Add letters")},
    {"char.swap", QT_TRANSLATE_NOOP("Kinds", "Swap letters")},
    {"char.key", QT_TRANSLATE_NOOP("Kinds", "Keyboard typos")},
    {"char.mix", QT_TRANSLATE_NOOP("Kinds", "Mixed typos")},
    {"char.homoglyph", QT_TRANSLATE_NOOP("Kinds", "Look-alike letters")},
}};

QString spaced(const std::string& name) {
    return QString::fromStdString(name).replace(u'_', u' ');
}

} // namespace

QString kindName(const std::string& id) {
    const auto known =
        std::ranges::find(kNames, id, [](const auto& entry) { return std::string(entry.first); });
    if (known != kNames.end()) {
        return QCoreApplication::translate("Kinds", known->second);
    }
    QString name = spaced(id.substr(id.find('.') + 1));
    if (!name.isEmpty()) {
        name[0] = name[0].toUpper();
    }
    return name;
}

QString parameterName(const std::string& name) {
    return spaced(name);
}

QString chainName(const perturb::Chain& chain) {
    QStringList names;
    for (const perturb::Stage& stage : chain.stages) {
        if (stage.on) {
            names.append(kindName(stage.kind));
        }
    }
    return names.isEmpty() ? QCoreApplication::translate("Kinds", "no stage")
                           : names.join(QStringLiteral(" → "));
}

} // namespace vitrine::widgets
