#include "widgets/attention/state/labels.h"

#include "widgets/attention/state/selection.h"

#include <QCoreApplication>

#include <algorithm>

namespace vitrine::widgets {

namespace {

QString labelWords(const char* text) {
    return QCoreApplication::translate("AttentionLabels", text);
}

QChar visible(QChar character) {
    switch (character.unicode()) {
    case u' ':
    case 0x00A0: return QChar(0x00B7);
    case u'\n': return QChar(0x21B5);
    case u'\r': return QChar(0x240D);
    case u'\t': return QChar(0x21E5);
    case 0x0120: return QChar(0x0120); // GPT-2's mark of a blank stays what it is
    default: break;
    }
    if (character.unicode() < 0x20) {
        return QChar(0x2400 + character.unicode());
    }
    return character == QChar(0x7F) ? QChar(0x2421) : character;
}

bool hasRightToLeft(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        const QChar::Direction direction = character.direction();
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirRLE
               || direction == QChar::DirRLO || direction == QChar::DirRLI;
    });
}

QString isolated(const QString& text) {
    const QChar firstStrongIsolate(0x2068);
    const QChar popIsolate(0x2069);
    return hasRightToLeft(text) ? firstStrongIsolate + text + popIsolate : text;
}

QString visibleText(const std::string& label) {
    QString text = QString::fromStdString(label);
    std::transform(text.begin(), text.end(), text.begin(), visible);
    return text;
}

const engine::Site& siteOf(const engine::Trace& trace, engine::HeadRef head) {
    return trace.sites()[static_cast<std::size_t>(head.site)];
}

bool severalTowers(const engine::Trace& trace) {
    const auto sites = trace.sites();
    return std::any_of(sites.begin(), sites.end(), [&](const engine::Site& site) {
        return site.tower != sites.front().tower || site.kind != sites.front().kind;
    });
}

} // namespace

QString labelOf(const AxisToken& token) {
    if (token.kind == TokenKind::Patch) {
        return QString::fromStdString(token.label); // a place, not a text
    }
    return isolated(visibleText(token.label));
}

QString shortLabelOf(const AxisToken& token, int most) {
    if (token.kind == TokenKind::Patch) {
        return labelOf(token);
    }
    const QString text = visibleText(token.label);
    if (text.size() <= most) {
        return isolated(text);
    }
    const int half = (most - 1) / 2;
    // A surrogate pair is never cut.
    int begin = half;
    if (text.at(begin - 1).isHighSurrogate()) {
        --begin;
    }
    int end = static_cast<int>(text.size()) - half;
    if (text.at(end).isLowSurrogate()) {
        ++end;
    }
    return isolated(text.left(begin) + QChar(0x2026) + text.mid(end));
}

QString siteLabel(const engine::Trace& trace, int site) {
    const engine::Site& record = trace.sites()[static_cast<std::size_t>(site)];
    const QString layer = QString::number(record.layer);
    if (!severalTowers(trace)) {
        return layer;
    }
    const QString named = QString::fromStdString(record.tower.substr(0, 1)) + layer;
    switch (record.kind) {
    case engine::SiteKind::Cross: return named + QChar(0x00D7);
    case engine::SiteKind::Temporal: return named + u't';
    case engine::SiteKind::Spatial: return named + u's';
    case engine::SiteKind::Self: break;
    }
    return named;
}

QString siteWords(const engine::Trace& trace, int site) {
    const engine::Site& record = trace.sites()[static_cast<std::size_t>(site)];
    return severalTowers(trace) ? QString::fromStdString(record.name)
                                : labelWords("layer %1").arg(record.layer);
}

QString headName(const engine::Trace& trace, engine::HeadRef head) {
    const QString site = siteLabel(trace, head.site);
    return head.head == kMeanHead ? labelWords("%1 mean").arg(site)
                                  : QStringLiteral("%1·%2").arg(site).arg(head.head);
}

QString headTitle(const engine::Trace& trace, engine::HeadRef head) {
    const engine::Site& site = siteOf(trace, head);
    const QString title = head.head == kMeanHead
                              ? labelWords("Layer %1 · head mean").arg(site.layer)
                              : labelWords("Layer %1 · head %2").arg(site.layer).arg(head.head);
    return severalTowers(trace) ? title + QStringLiteral(" · ") + QString::fromStdString(site.name)
                                : title;
}

QString headAddress(const engine::Trace& trace, engine::HeadRef head) {
    const QString site = QString::fromStdString(siteOf(trace, head).name);
    return head.head == kMeanHead ? labelWords("%1 · head mean").arg(site)
                                  : labelWords("%1 · head %2").arg(site).arg(head.head);
}

} // namespace vitrine::widgets
