#pragma once

#include <QWidget>

namespace vitrine::widgets {

class HeadMaps;
class RobustnessStudy;
class ShiftMap;
class Words;

/// Where attention went: the shift of all heads, one head in both texts.
class ShiftPane final : public QWidget {
    Q_OBJECT

public:
    explicit ShiftPane(RobustnessStudy& study, QWidget* parent = nullptr);

    [[nodiscard]] ShiftMap& map() const { return *map_; }
    [[nodiscard]] HeadMaps& maps() const { return *maps_; }

private:
    void takeReadOuts();
    void takeHead();

    RobustnessStudy& study_;
    Words* unmatched_;
    ShiftMap* map_;
    HeadMaps* maps_;
    Words* rule_;
};

} // namespace vitrine::widgets
