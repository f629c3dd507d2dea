#include "plugins/pictures/brightness.h"
#include "plugins/pictures/defocusblur.h"
#include "plugins/pictures/gaussiannoise.h"
#include "plugins/pictures/jpeg.h"
#include "tests/plugins/pictures/referencepicture.h"
#include "tests/support/pace.h"

#include <QTest>

#include <memory>

using namespace vitrine;
using namespace vitrine::pictures;
using namespace vitrine::tests;

/// At most 4 ms a kind for 224 × 224 on one thread (robustness, section 13).
class SpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fourMilliseconds();
};

void SpeedTest::fourMilliseconds() {
    const Sample sample{.picture = std::make_shared<const Image>(referencePicture(224))};
    const GaussianNoise noise;
    const DefocusBlur blur;
    const Brightness brightness;
    const Jpeg jpeg;
    for (const PictureKind* kind :
         std::initializer_list<const PictureKind*>{&noise, &blur, &brightness, &jpeg}) {
        const double best = quickest(100, 0, [&](int) {
            QVERIFY(perturb::perturb(*kind, sample, {.severity = 5, .seed = 1}).ok());
        });
        qInfo("%s: %.2f ms", kind->record().id.c_str(), best);
        QVERIFY(best <= 4);
    }
}

QTEST_APPLESS_MAIN(SpeedTest)
#include "speed_test.moc"
