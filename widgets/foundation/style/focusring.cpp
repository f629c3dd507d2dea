#include "widgets/foundation/style/focusring.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kRoom = metrics::kFocusOutset + 1;

class Overlay final : public QWidget {
  public:
    explicit Overlay(QWidget* window) : QWidget(window) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintFocusRing(painter, QRectF(rect()).adjusted(kRoom, kRoom, -kRoom, -kRoom),
                       metrics::kRadius, lookOf(parentWidget()));
    }
};

bool wantsRing(const QWidget* widget) {
    return widget != nullptr && !widget->isWindow() && ringPlaceOf(widget) != RingPlace::None &&
           qobject_cast<const QMenu*>(widget) == nullptr &&
           qobject_cast<const QMenuBar*>(widget) == nullptr;
}

// What is seen of the widget in its window: scroll areas cut it.
QRect visiblePart(const QWidget* widget, const QRect& inWindow) {
    QRect part = inWindow;
    for (const QWidget* at = widget->parentWidget(); at != nullptr && !at->isWindow();
         at = at->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(at->parentWidget()) != nullptr) {
            part &= QRect(at->mapTo(at->window(), QPoint()), at->size());
        }
    }
    return part;
}

} // namespace

FocusRing::FocusRing(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, QWidget* now) { follow(now); });
}

FocusRing::~FocusRing() {
    delete overlay_;
}

const QWidget* FocusRing::overlay() const {
    return overlay_ != nullptr && overlay_->isVisible() ? overlay_ : nullptr;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (keyboardLeads_) {
            keyboardLeads_ = false;
            place();
        }
        break;
    case QEvent::KeyPress:
        if (!keyboardLeads_) {
            keyboardLeads_ = true;
            place();
        }
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        if (watched->isWidgetType() && watched_.contains(static_cast<QWidget*>(watched))) {
            QMetaObject::invokeMethod(this, &FocusRing::place, Qt::QueuedConnection);
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget* target) {
    target_ = wantsRing(target) ? target : nullptr;
    watched_.clear();
    for (QWidget* at = target_; at != nullptr; at = at->isWindow() ? nullptr : at->parentWidget()) {
        watched_.append(at);
    }
    place();
}

void FocusRing::release() {
    if (overlay_ != nullptr) {
        overlay_->hide();
        overlay_->deleteLater();
        overlay_ = nullptr;
    }
}

void FocusRing::place() {
    if (!keyboardLeads_ || target_ == nullptr || !target_->isVisible()) {
        release();
        return;
    }
    QWidget* window = target_->window();
    if (overlay_ != nullptr && overlay_->parentWidget() != window) {
        release();
    }
    if (overlay_ == nullptr) {
        overlay_ = new Overlay(window);
    }
    QRect around(target_->mapTo(window, QPoint()), target_->size());
    around = visiblePart(target_, around);
    const int outset =
        ringPlaceOf(target_) == RingPlace::Inside ? kRoom - metrics::kFocusOutset : kRoom;
    overlay_->setGeometry(around.adjusted(-outset, -outset, outset, outset));
    // The ring alone: what moves inside it is painted without it.
    const int ring = kRoom + metrics::kRadius;
    overlay_->setMask(QRegion(overlay_->rect()) -
                      QRegion(overlay_->rect().adjusted(ring, ring, -ring, -ring)));
    overlay_->setVisible(!around.isEmpty());
    overlay_->raise();
}

} // namespace vitrine::widgets
