#pragma once

#include "widgets/foundation/paint/chip.h"
#include "widgets/lessons/script/lesson.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace vitrine::widgets {

/// What the live model answers to a call of a lesson.
struct LiveValue {
    enum class Kind {
        Missing, ///< not to be had now; `why` says what is lacking
        Number,
        Words,   ///< a word or a sentence of the Sample
        Pieces   ///< chips
    };
    /// Whose colour it has: the query's, the key's, or none.
    enum class Hue { None, Query, Key };

    Kind kind = Kind::Missing;
    QString text; ///< of a number and of words; of pieces what is spoken
    QList<Chip> pieces;
    Hue hue = Hue::None;
    QString why;
    std::optional<double> number; ///< of Kind::Number, as it is compared with a prediction
};

/// The other side of a lesson: the window with its model. The reader asks it and is told when the
/// answers may have changed. GUI thread.
class LessonHost : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The sentence that the lesson begins with.
    virtual void beginLesson(const Lesson& lesson) = 0;

    /// A step comes in sight: the live side follows.
    virtual void showStep(const LessonStep& step) = 0;

    [[nodiscard]] virtual LiveValue value(const LiveCall& call) const = 0;

    /// Whether a condition holds now, for the step in sight.
    [[nodiscard]] virtual bool holds(const LiveCall& condition) const = 0;

    /// Why the open model cannot do what a step needs; empty where it can.
    [[nodiscard]] virtual QString lacking(const std::string& need) const = 0;

    virtual void useSentence(const std::string& sentence) = 0;

Q_SIGNALS:
    /// Any value, condition or need may be another one.
    void changed();
};

} // namespace vitrine::widgets
