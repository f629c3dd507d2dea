#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

namespace vitrine::widgets {
class Course;
class TokensLab;
}

namespace vitrine::app {

class LessonsPage;

/// The lessons lab as the window sees it. Keeps the progress in the settings.
class LessonsRoom final : public Lab {
    Q_OBJECT

public:
    LessonsRoom(const WindowParts& parts, widgets::TokensLab& tokens, QWidget* stage);

    [[nodiscard]] LessonsPage& lessonsPage() const { return *page_; }
    [[nodiscard]] widgets::Course& course() const;

    /// Opens a lesson where one left it; false for an unknown id.
    bool open(const std::string& id);

    [[nodiscard]] LabFace face() const override;
    [[nodiscard]] QWidget& page() const override;
    void setInFront(bool inFront) override;
    void focusMain() override;
    void focusText() override;
    void shape(Crowding& crowding) const override;
    [[nodiscard]] QStringList facts(bool words) const override;
    [[nodiscard]] QList<widgets::KeyHint> hints(bool words) const override;
    void addTo(ReportContent& content) const override;
    [[nodiscard]] bool settled() const override;

private:
    void keepProgress();

    Session& session_;
    Settings& settings_;
    LookSettings& look_;
    LessonsPage* page_;
    bool inFront_ = false;
};

} // namespace vitrine::app
