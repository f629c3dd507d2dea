#include "widgets/attention/pane/snugcombo.h"

#include "widgets/foundation/style/role.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QStyleOptionComboBox>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kListMargin = 48; // check mark and scroll bar

} // namespace

SnugCombo::SnugCombo(const QString& word, QWidget* parent)
    : QComboBox(parent)
    , word_(word) {
    setCompact(*this);
    setComboWord(*this, word);
    setAccessibleName(word);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QComboBox::currentTextChanged, this, [this] { updateGeometry(); });
}

void SnugCombo::setWordShown(bool shown) {
    setComboWord(*this, shown ? word_ : QString());
    setAccessibleName(word_);
    setToolTip(shown ? QString() : word_);
    updateGeometry();
}

QSize SnugCombo::sizeHint() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QFontMetrics metrics(font());
    const QSize content(metrics.horizontalAdvance(currentText()) + 2, metrics.height());
    return style()->sizeFromContents(QStyle::CT_ComboBox, &option, content, this);
}

QSize SnugCombo::minimumSizeHint() const {
    return sizeHint();
}

void SnugCombo::changeEvent(QEvent* event) {
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
    }
}

void SnugCombo::showPopup() {
    int widest = 0;
    const QFontMetrics metrics(view()->font());
    for (int index = 0; index < count(); ++index) {
        widest = std::max(widest, metrics.horizontalAdvance(itemText(index)));
    }
    view()->setMinimumWidth(std::max(width(), widest + kListMargin));
    QComboBox::showPopup();
}

} // namespace vitrine::widgets
