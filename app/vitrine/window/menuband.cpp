#include "app/vitrine/window/menuband.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

MenuBand::MenuBand(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* name = new widgets::Words(QStringLiteral("Vitrine"), TextStyle::Head, Token::T1, this);
    menus_ = new QMenuBar(this);
    menus_->setNativeMenuBar(false);
    menus_->setAccessibleName(tr("Menus"));
    document_ = new widgets::Words(TextStyle::Base, Token::T2, this);
    document_->setAccessibleName(tr("Document"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(name);
    layout->addWidget(menus_, 1);
    layout->addWidget(document_);
}

void MenuBand::setDocument(const QString& name, const QString& path) {
    document_->setText(name);
    document_->setToolTip(path.toHtmlEscaped());
}

void MenuBand::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), widgets::lookOf(this).color(Token::S1));
}

} // namespace vitrine::app
