#include "widgets/foundation/theme/theme.h"

#include "widgets/foundation/style/focusring.h"
#include "widgets/foundation/style/vitrinestyle.h"

#include <QApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

// Where a Theme hangs on an object: a replaceable property rather than a global.
constexpr const char* kProperty = "vitrineTheme";

Theme* installedOn(const QObject* object) {
    // Asked for all ancestors, many times a frame: by far most have no property of their own, and
    // looking for one among those of their class is dear.
    if (object->dynamicPropertyNames().isEmpty()) {
        return nullptr;
    }
    return qobject_cast<Theme*>(object->property(kProperty).value<QObject*>());
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

Theme& find(const QWidget* widget) {
    for (const QWidget* at = widget; at != nullptr; at = at->parentWidget()) {
        if (Theme* theme = installedOn(at)) {
            return *theme;
        }
    }
    Theme* theme = qApp != nullptr ? installedOn(qApp) : nullptr;
    if (theme == nullptr) {
        throw std::logic_error("Theme::of: no Theme is installed on the application");
    }
    return *theme;
}

} // namespace

Theme::Theme(Mode mode, QObject* parent)
    : QObject(parent)
    , mode_(mode)
    , systemDark_(isDark(QGuiApplication::palette()))
    , look_(Look::builtIn(wantsDark())) {}

Theme::~Theme() {
    if (application_ != nullptr && installedOn(application_) == this) {
        application_->setProperty(kProperty, QVariant());
        QApplication::setStyle(QStringLiteral("Fusion")); // ours cannot draw without a Theme
    }
    for (const QPointer<QWidget>& root : roots_) {
        if (root != nullptr) {
            root->setProperty(kProperty, QVariant());
        }
    }
}

void Theme::install(QApplication& application) {
    application_ = &application;
    application.setProperty(kProperty, QVariant::fromValue<QObject*>(this));
    application.setStyle(new VitrineStyle); // the application takes it
    application.installEventFilter(this);
    delete ring_;
    ring_ = new FocusRing(this);
    apply();
}

void Theme::install(QWidget& root) {
    root.setProperty(kProperty, QVariant::fromValue<QObject*>(this));
    roots_.append(&root);
    apply();
}

const Theme& Theme::of(const QWidget* widget) {
    return find(widget);
}

Theme& Theme::of(QWidget* widget) {
    return find(widget);
}

void Theme::setMode(Mode mode) {
    if (mode != mode_) {
        mode_ = mode;
        if (mode == Mode::System && application_ != nullptr) {
            askSystem();
        }
        rebuild();
    }
}

void Theme::setTextScale(double scale) {
    const double clamped = std::clamp(scale, 0.9, 1.5);
    if (clamped != options_.textScale) {
        options_.textScale = clamped;
        rebuild();
    }
}

void Theme::setDensity(Density density) {
    if (density != options_.density) {
        options_.density = density;
        rebuild();
    }
}

void Theme::setReducedMotion(bool reduced) {
    if (reduced != options_.reducedMotion) {
        options_.reducedMotion = reduced;
        rebuild();
    }
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (watched == application_ && event->type() == QEvent::ApplicationPaletteChange &&
        !applying_ && mode_ == Mode::System) {
        const bool was = systemDark_;
        askSystem();
        systemDark_ != was ? rebuild() : apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::askSystem() {
    // Qt 6.4 has no colour scheme: the lightness of the platform's window colour tells it. An
    // application without a palette of its own shows the platform's.
    applying_ = true;
    QApplication::setPalette(QPalette());
    systemDark_ = isDark(QApplication::palette());
    applying_ = false;
}

void Theme::rebuild() {
    look_ = Look::builtIn(wantsDark(), options_);
    apply();
    Q_EMIT
    themeChanged();
}

void Theme::apply() {
    applying_ = true;
    if (application_ != nullptr) {
        QApplication::setFont(look_.font(TextStyle::Base));
        QApplication::setPalette(look_.palette());
        // Density and motion change neither palette nor font: ask for a new layout.
        for (QWidget* widget : QApplication::allWidgets()) {
            QEvent change(QEvent::StyleChange);
            QApplication::sendEvent(widget, &change);
        }
    }
    for (const QPointer<QWidget>& root : roots_) {
        if (root != nullptr) {
            root->setFont(look_.font(TextStyle::Base));
            root->setPalette(look_.palette());
        }
    }
    applying_ = false;
}

bool Theme::wantsDark() const {
    return mode_ == Mode::Dark || (mode_ == Mode::System && systemDark_);
}

const Look& lookOf(const QWidget* widget) {
    return Theme::of(widget).look();
}

} // namespace vitrine::widgets
