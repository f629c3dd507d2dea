#include "widgets/foundation/style/stylemetrics.h"

#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/look.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

namespace vitrine::widgets {

namespace {

constexpr int kToolTipDelay = 500; // ms
constexpr int kMenuPadding = 4;

bool isField(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr || isTextField(widget);
}

} // namespace

bool isTextField(const QWidget* widget) {
    const auto* plain = qobject_cast<const QPlainTextEdit*>(widget);
    const auto* rich = qobject_cast<const QTextEdit*>(widget);
    return (plain != nullptr && !plain->isReadOnly()) || (rich != nullptr && !rich->isReadOnly());
}

std::optional<int> ourMetric(QStyle::PixelMetric metric, const QWidget* widget, const Look& look) {
    switch (metric) {
    case QStyle::PM_ScrollBarExtent:
        return metrics::kScrollBar;
    case QStyle::PM_ScrollBarSliderMin:
        return metrics::kLeastScrollHandle;
    case QStyle::PM_SplitterWidth:
    case QStyle::PM_DockWidgetSeparatorExtent:
        return metrics::kSplitter;
    case QStyle::PM_DockWidgetTitleMargin:
        return (look.scaled(metrics::kDockHeadHeight) - look.lineHeight(TextStyle::Head)) / 2;
    case QStyle::PM_DefaultFrameWidth:
        return isField(widget) ? metrics::kHairline : 0;
    case QStyle::PM_DockWidgetFrameWidth:
    case QStyle::PM_MenuBarPanelWidth:
    case QStyle::PM_MenuBarVMargin:
    case QStyle::PM_ToolBarFrameWidth:
    case QStyle::PM_TabBarBaseOverlap:
    case QStyle::PM_TabBarTabShiftHorizontal:
    case QStyle::PM_TabBarTabShiftVertical:
    case QStyle::PM_ButtonShiftHorizontal:
    case QStyle::PM_ButtonShiftVertical:
    case QStyle::PM_ScrollView_ScrollBarSpacing:
    case QStyle::PM_ScrollView_ScrollBarOverlap:
        return 0;
    case QStyle::PM_MenuBarHMargin:
    case QStyle::PM_MenuBarItemSpacing:
        return 2;
    case QStyle::PM_MenuPanelWidth:
        return 1;
    case QStyle::PM_MenuVMargin:
        return kMenuPadding;
    case QStyle::PM_MenuHMargin:
        return 0;
    case QStyle::PM_IndicatorWidth:
        return look.scaled(roleOf(widget) == Role::Switch ? metrics::kSwitchWidth
                                                          : metrics::kCheckBox);
    case QStyle::PM_IndicatorHeight:
        return look.scaled(metrics::kCheckBox);
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
        return look.scaled(metrics::kCheckBox);
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
        return metrics::kRowGap;
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutBottomMargin:
        return metrics::kPanePadding;
    case QStyle::PM_SliderThickness:
    case QStyle::PM_SliderControlThickness:
    case QStyle::PM_SliderLength:
        return metrics::kSliderHandle;
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ToolBarIconSize:
    case QStyle::PM_ListViewIconSize:
        return look.scaled(metrics::kIcon);
    case QStyle::PM_HeaderDefaultSectionSizeVertical:
        return look.rows().table;
    case QStyle::PM_TreeViewIndentation:
        return look.scaled(metrics::kPanePadding);
    case QStyle::PM_ToolTipLabelFrameWidth:
        return 6;
    case QStyle::PM_FocusFrameHMargin:
        return 5; // text margin of item views
    case QStyle::PM_FocusFrameVMargin:
        return 2;
    default:
        return std::nullopt;
    }
}

std::optional<int> ourHint(QStyle::StyleHint hint, const Look& look) {
    switch (hint) {
    case QStyle::SH_UnderlineShortcut:
    case QStyle::SH_EtchDisabledText:
    case QStyle::SH_DitherDisabledText:
    case QStyle::SH_ComboBox_Popup:
    case QStyle::SH_ScrollBar_ContextMenu:
    case QStyle::SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case QStyle::SH_ToolTip_WakeUpDelay:
        return kToolTipDelay;
    case QStyle::SH_Widget_Animation_Duration:
        return look.motion(metrics::kPaneMotion);
    case QStyle::SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case QStyle::SH_ItemView_ShowDecorationSelected:
    case QStyle::SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    default:
        return std::nullopt;
    }
}

} // namespace vitrine::widgets
