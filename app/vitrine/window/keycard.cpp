#include "app/vitrine/window/keycard.h"

#include "app/vitrine/actions/actiontable.h"

#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QAction>
#include <QPainter>

#include <algorithm>

namespace vitrine::app {

using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kColumns = 2;
constexpr int kLine = 26;
constexpr int kHeadGap = 10;
constexpr int kColumnGap = 40;
constexpr int kKeys = 170;
constexpr int kText = 220;

// Keys that the views answer themselves.
struct ViewKey {
    const char* keys;
    const char* text;
};

constexpr ViewKey kViewKeys[] = {
    {QT_TRANSLATE_NOOP("KeyCard", "Arrows"), QT_TRANSLATE_NOOP("KeyCard", "Move the cell cursor")},
    {QT_TRANSLATE_NOOP("KeyCard", "Enter"), QT_TRANSLATE_NOOP("KeyCard", "Choose what it is on")},
    {QT_TRANSLATE_NOOP("KeyCard", "Shift"), QT_TRANSLATE_NOOP("KeyCard", "Extend, or pin alone")},
    {QT_TRANSLATE_NOOP("KeyCard", "Alt"), QT_TRANSLATE_NOOP("KeyCard", "Look from the key")},
    {QT_TRANSLATE_NOOP("KeyCard", "+ −"), QT_TRANSLATE_NOOP("KeyCard", "Zoom; Ctrl+0 fits")},
    {QT_TRANSLATE_NOOP("KeyCard", "Tab"), QT_TRANSLATE_NOOP("KeyCard", "Go to the next control")}};

} // namespace

KeyCard::KeyCard(QWidget* window)
    : FloatingCard(window) {
    setAccessibleName(tr("All keys"));
}

void KeyCard::fill(const ActionTable& table) {
    Column all;
    QString group;
    for (const ActionTable::Entry& entry : table.entries()) {
        if (entry.action->shortcuts().isEmpty()) {
            continue;
        }
        if (entry.group != group) {
            group = entry.group;
            all.append({{}, group});
        }
        all.append({keyText(*entry.action), entry.action->text()});
    }
    all.append({{}, tr("In a view")});
    for (const ViewKey& key : kViewKeys) {
        all.append({tr(key.keys), tr(key.text)});
    }
    columns_.clear();
    const qsizetype least = (all.size() + kColumns - 1) / kColumns;
    Column column;
    for (const Line& line : all) {
        // A column ends before a heading, never behind one.
        if (line.keys.isEmpty() && column.size() >= least - 3 && columns_.size() + 1 < kColumns) {
            columns_.append(column);
            column.clear();
        }
        column.append(line);
    }
    columns_.append(column);
    QString spoken;
    for (const Line& line : all) {
        spoken += line.text + (line.keys.isEmpty() ? QStringLiteral(": ") : QStringLiteral(" "));
        spoken += line.keys.isEmpty() ? QString() : QString(line.keys + QStringLiteral(", "));
    }
    setAccessibleDescription(spoken);
}

QSize KeyCard::sizeHint() const {
    const widgets::Look& look = widgets::lookOf(this);
    int tallest = 0;
    for (const Column& column : columns_) {
        int height = 0;
        for (const Line& line : column) {
            height += look.scaled(kLine) + (line.keys.isEmpty() && height > 0 ? kHeadGap : 0);
        }
        tallest = std::max(tallest, height);
    }
    const auto count = static_cast<int>(columns_.size());
    const int width = count * look.scaled(kKeys + kText) + (count - 1) * kColumnGap;
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), tallest + margins.top() + margins.bottom()};
}

void KeyCard::paintEvent(QPaintEvent* event) {
    FloatingCard::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const widgets::Look& look = widgets::lookOf(this);
    const double line = look.scaled(kLine);
    double x = contentsMargins().left();
    for (const Column& column : columns_) {
        double y = contentsMargins().top();
        for (const Line& entry : column) {
            const bool head = entry.keys.isEmpty();
            y += head && y > contentsMargins().top() ? kHeadGap : 0;
            const double keys = look.scaled(kKeys);
            if (!head) {
                widgets::paintKeyHint(painter, QPointF(x, y + line / 2),
                                      {.keys = {entry.keys}, .text = {}}, look);
            }
            const QRectF area(head ? x : x + keys, y, look.scaled(kText), line);
            widgets::paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, entry.text,
                                head ? TextStyle::Head : TextStyle::Base, Token::T1, look,
                                /*elide=*/true);
            y += line;
        }
        x += look.scaled(kKeys + kText) + kColumnGap;
    }
}

} // namespace vitrine::app
