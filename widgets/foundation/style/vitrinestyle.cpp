#include "widgets/foundation/style/vitrinestyle.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/style/draw/bars.h"
#include "widgets/foundation/style/draw/buttons.h"
#include "widgets/foundation/style/draw/fields.h"
#include "widgets/foundation/style/draw/frames.h"
#include "widgets/foundation/style/draw/indicators.h"
#include "widgets/foundation/style/draw/items.h"
#include "widgets/foundation/style/draw/menus.h"
#include "widgets/foundation/style/draw/tabs.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/style/stylegeometry.h"
#include "widgets/foundation/style/stylemetrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace vitrine::widgets {

namespace {

// The option as the type it claims to be; null if it is another.
template <class Option> const Option* as(const QStyleOption* option) {
    return qstyleoption_cast<const Option*>(option);
}

// Hairlines and space part the panes: no frames, bevels or bases.
bool isBare(QStyle::PrimitiveElement element) {
    switch (element) {
    case QStyle::PE_FrameMenu:
    case QStyle::PE_FrameWindow:
    case QStyle::PE_FrameDockWidget:
    case QStyle::PE_FrameStatusBarItem:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_FrameTabBarBase:
    case QStyle::PE_FrameGroupBox:
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_PanelMenuBar:
    case QStyle::PE_PanelToolBar:
    case QStyle::PE_PanelStatusBar:
    case QStyle::PE_PanelScrollAreaCorner:
        return true;
    default:
        return false;
    }
}

// Answers whether the element is one of ours.
bool drawIndicator(const DrawContext& draw, QStyle::PrimitiveElement element) {
    const auto chevron = [&](Icon icon) {
        drawMark(draw, icon, Token::T2, draw.look.scaled(metrics::kSmallIcon));
    };
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
        roleOf(draw.widget) == Role::Switch ? drawSwitch(draw) : drawCheckBox(draw);
        return true;
    case QStyle::PE_IndicatorItemViewItemCheck:
        drawCheckBox(draw);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadioButton(draw);
        return true;
    case QStyle::PE_IndicatorBranch:
        drawBranch(draw);
        return true;
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorSpinDown:
        chevron(Icon::ChevronDown);
        return true;
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
        chevron(Icon::ChevronUp);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        chevron(Icon::ChevronRight);
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        chevron(Icon::ChevronLeft);
        return true;
    case QStyle::PE_IndicatorToolBarSeparator:
        drawHairline(draw, draw.option->state.testFlag(QStyle::State_Horizontal));
        return true;
    case QStyle::PE_IndicatorDockWidgetResizeHandle:
        drawHairline(draw, draw.option->rect.width() <= draw.option->rect.height());
        return true;
    default:
        return false;
    }
}

QSize atLeastTall(const QSize& size, int height) {
    return {size.width(), std::max(size.height(), height)};
}

} // namespace

VitrineStyle::VitrineStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

int VitrineStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                              const QWidget* widget) const {
    if (const std::optional<int> ours = ourMetric(metric, widget, lookOf(widget))) {
        return *ours;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int VitrineStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* data) const {
    if (const std::optional<int> ours = ourHint(hint, lookOf(widget))) {
        return *ours;
    }
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize VitrineStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                     const QSize& size, const QWidget* widget) const {
    const Look& look = lookOf(widget);
    switch (type) {
    case CT_PushButton:
        if (const auto* button = as<QStyleOptionButton>(option)) {
            return pushButtonSize(*button, widget, look);
        }
        break;
    case CT_ToolButton:
        if (const auto* button = as<QStyleOptionToolButton>(option)) {
            return toolButtonSize(*button, widget, look);
        }
        break;
    case CT_ComboBox:
        return comboSize(size, widget, look);
    case CT_LineEdit:
        return {size.width() + 2 * kFieldPadding,
                isCompact(widget) ? look.rows().toolControl : look.rows().control};
    case CT_SpinBox:
        return {size.width() + 2 * kFieldPadding + kSpinArrows, look.rows().control};
    case CT_MenuItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option)) {
            return menuItemSize(*item, look);
        }
        break;
    case CT_MenuBarItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option)) {
            return menuBarItemSize(*item, look);
        }
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        return atLeastTall(QProxyStyle::sizeFromContents(type, option, size, widget),
                           metrics::kLeastHit);
    case CT_ItemViewItem:
        return atLeastTall(QProxyStyle::sizeFromContents(type, option, size, widget),
                           look.rows().tree);
    case CT_TabBarTab:
        return {size.width() + metrics::kPanePadding,
                look.scaled(metrics::kToolBarHeight) - 2 * metrics::kGrid};
    case CT_HeaderSection:
        return atLeastTall(QProxyStyle::sizeFromContents(type, option, size, widget),
                           look.rows().table);
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect VitrineStyle::subElementRect(SubElement element, const QStyleOption* option,
                                   const QWidget* widget) const {
    if (element == SE_LineEditContents) {
        return option->rect.adjusted(kFieldPadding - 2, 1, -kFieldPadding + 2, -1);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect VitrineStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                   SubControl part, const QWidget* widget) const {
    switch (control) {
    case CC_ComboBox:
        return visualRect(option->direction, option->rect, comboPart(option->rect, part));
    case CC_SpinBox:
        return visualRect(option->direction, option->rect, spinBoxPart(option->rect, part));
    case CC_ScrollBar:
        if (const auto* bar = as<QStyleOptionSlider>(option)) {
            return scrollBarPart(*bar, part);
        }
        break;
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void VitrineStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                 QPainter* painter, const QWidget* widget) const {
    const DrawContext draw{this, option, painter, widget, lookOf(widget)};
    if (isBare(element) || drawIndicator(draw, element)) {
        return;
    }
    switch (element) {
    case PE_PanelLineEdit: {
        const auto* frame = as<QStyleOptionFrame>(option);
        return frame != nullptr && frame->lineWidth > 0 ? drawField(draw) : void();
    }
    case PE_Frame:
        return isTextField(widget) ? drawField(draw) : void();
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option)) {
            drawItemGround(draw, *item, element == PE_PanelItemViewRow);
        }
        return;
    case PE_PanelMenu:
        return drawMenuPanel(draw);
    case PE_PanelTipLabel:
        return drawToolTip(draw);
    case PE_FrameFocusRect:
        return qobject_cast<const QAbstractItemView*>(widget) != nullptr ? drawItemFocus(draw)
                                                                         : void();
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void VitrineStyle::drawControl(ControlElement element, const QStyleOption* option,
                               QPainter* painter, const QWidget* widget) const {
    const DrawContext draw{this, option, painter, widget, lookOf(widget)};
    // Each entry draws if the option is of the type it needs.
    const auto with = [&](auto* typed, auto function) {
        if (typed != nullptr) {
            function(draw, *typed);
        }
    };
    switch (element) {
    case CE_PushButton:
        return with(as<QStyleOptionButton>(option), drawPushButton);
    case CE_ComboBoxLabel:
        return with(as<QStyleOptionComboBox>(option), drawComboLabel);
    case CE_MenuItem:
        return with(as<QStyleOptionMenuItem>(option), drawMenuItem);
    case CE_MenuBarItem:
        return with(as<QStyleOptionMenuItem>(option), drawMenuBarItem);
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, draw.look.color(Token::S1));
    case CE_TabBarTabShape:
        return with(as<QStyleOptionTab>(option), drawTab);
    case CE_TabBarTabLabel:
        return with(as<QStyleOptionTab>(option), drawTabLabel);
    case CE_HeaderSection:
        return with(as<QStyleOptionHeader>(option), drawHeaderSection);
    case CE_HeaderLabel:
        return with(as<QStyleOptionHeader>(option), drawHeaderLabel);
    case CE_DockWidgetTitle:
        return with(as<QStyleOptionDockWidget>(option), drawDockTitle);
    case CE_ProgressBar:
        return with(as<QStyleOptionProgressBar>(option), drawProgressBar);
    case CE_Splitter:
        return drawHairline(draw, option->state.testFlag(State_Horizontal));
    case CE_ToolBar:
    case CE_HeaderEmptyArea:
    case CE_MenuHMargin:
    case CE_MenuVMargin:
    case CE_MenuEmptyArea:
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void VitrineStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                      QPainter* painter, const QWidget* widget) const {
    const DrawContext draw{this, option, painter, widget, lookOf(widget)};
    const auto with = [&](auto* typed, auto function) {
        if (typed != nullptr) {
            function(draw, *typed);
        }
    };
    switch (control) {
    case CC_ComboBox:
        return with(as<QStyleOptionComboBox>(option), drawCombo);
    case CC_SpinBox:
        return with(as<QStyleOptionSpinBox>(option), drawSpinBox);
    case CC_ToolButton:
        return with(as<QStyleOptionToolButton>(option), drawToolButton);
    case CC_ScrollBar:
        return with(as<QStyleOptionSlider>(option), drawScrollBar);
    case CC_Slider:
        return with(as<QStyleOptionSlider>(option), drawSlider);
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QIcon VitrineStyle::standardIcon(StandardPixmap standard, const QStyleOption* option,
                                 const QWidget* widget) const {
    switch (standard) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
        return themedIcon(Icon::Close);
    case SP_TitleBarNormalButton:
        return themedIcon(Icon::Fit);
    case SP_MessageBoxWarning:
        return themedIcon(Icon::Warning, Token::WarnMark);
    case SP_MessageBoxCritical:
        return themedIcon(Icon::Error, Token::DangerMark);
    case SP_MessageBoxInformation:
        return themedIcon(Icon::Info);
    case SP_ToolBarHorizontalExtensionButton:
        return themedIcon(Icon::More);
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

void VitrineStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    // These change their look under the pointer.
    if (qobject_cast<QAbstractButton*>(widget) != nullptr ||
        qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QAbstractSlider*>(widget) != nullptr ||
        qobject_cast<QTabBar*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

} // namespace vitrine::widgets
