#include "plugins/pictures/jpeg.h"

#include "plugins/pictures/jpegcodec.h"

namespace vitrine::pictures {

namespace {

perturb::KindRecord jpegRecord() {
    std::vector<perturb::Parameter> parameters = sizeParameters(/*lengths=*/false);
    parameters.push_back({.name = "quality",
                          .type = perturb::ParameterType::Whole,
                          .least = 1,
                          .most = 100,
                          .about = "of libjpeg"});
    perturb::KindRecord record =
        recordOf("picture.jpeg", "stored as JPEG with little space, and read again",
                 {{.name = "quality", .whole = true, .identity = 100}}, std::move(parameters),
                 {{kLarge, {{25}, {18}, {15}, {10}, {7}}},
                  {kMedium, {{65}, {58}, {50}, {40}, {25}}},
                  {kSmall, {{80}, {65}, {58}, {50}, {40}}}});
    record.between = perturb::Between::Step;
    return record;
}

} // namespace

Jpeg::Jpeg()
    : PictureKind(jpegRecord()) {}

Outcome<Image> Jpeg::corrupted(const Image& picture, std::span<const double> values, const Sizing&,
                               const DrawKey&, const Tick&) const {
    return throughJpeg(picture, static_cast<int>(values[0]));
}

} // namespace vitrine::pictures
