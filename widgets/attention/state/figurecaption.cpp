#include "widgets/attention/state/figurecaption.h"

#include "widgets/attention/state/labels.h"

#include <QCoreApplication>
#include <QStringList>

namespace vitrine::widgets {

namespace {

QString captionWords(const char* text) {
    return QCoreApplication::translate("AttentionFigures", text);
}

QString joined(const QStringList& parts) {
    QStringList filled;
    for (const QString& part : parts) {
        if (!part.isEmpty()) {
            filled << part;
        }
    }
    return filled.join(QStringLiteral(" · "));
}

QString sampleOf(const study::TracePicture& picture) {
    const QString name = QString::fromStdString(picture.trace->sample().name);
    return name.isEmpty() ? QString() : captionWords("sample “%1”").arg(name);
}

} // namespace

QString headCaption(const study::TracePicture& picture, engine::HeadRef head, const QString& method,
                    const QString& rule) {
    return joined({QString::fromStdString(picture.model.name),
                   headAddress(*picture.trace, head), sampleOf(picture), method, rule});
}

QString gridCaption(const study::TracePicture& picture, const QString& rule) {
    return joined({QString::fromStdString(picture.model.name), captionWords("all heads"),
                   sampleOf(picture), captionWords("attention probability"),
                   captionWords("0 to %1").arg(rule)});
}

QString figureTitle(const study::TracePicture& picture, std::optional<engine::HeadRef> head) {
    const QString model = QString::fromStdString(picture.model.name);
    if (!head) {
        return captionWords("%1 all heads").arg(model);
    }
    return model + u' ' + headAddress(*picture.trace, *head).remove(QStringLiteral("· "));
}

} // namespace vitrine::widgets
