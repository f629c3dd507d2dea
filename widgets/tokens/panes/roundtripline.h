#pragma once

#include "core/text/stages.h"

#include <QByteArray>
#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// What comes back from decode(encode(text)), with what is lost underlined and named in amber.
class RoundTripLine final : public QWidget {
    Q_OBJECT

public:
    explicit RoundTripLine(QWidget* parent = nullptr);

    void setRoundTrip(const text::RoundTrip& trip, const QByteArray& source);
    void clear();

    [[nodiscard]] const text::RoundTrip& roundTrip() const { return trip_; }
    [[nodiscard]] const QString& loss() const { return loss_; } ///< empty when nothing is lost

    void setLabelWidth(int width);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double paintVerdict(QPainter& painter) const;
    void paintText(QPainter& painter, const QRectF& area) const;

    text::RoundTrip trip_;
    QString loss_;
    int labelWidth_ = 0;
    bool known_ = false;
};

} // namespace vitrine::widgets
