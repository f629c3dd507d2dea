#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

using namespace vitrine;
using namespace vitrine::widgets;

/// Pictures and tables of the lab as files.
class ExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportsPieces();
    void exportFailuresAreTold();

private:
    Theme theme_;
    std::unique_ptr<TokensLab> lab_;
};

void ExportTest::initTestCase() {
    theme_.install(*qApp);
    lab_ = std::make_unique<TokensLab>();
    lab_->setTokenizers(tests::realTokenizers());
    lab_->setText(tests::sentence());
}

void ExportTest::exportsPieces() {
    QTemporaryDir folder;
    const auto contentOf = [&](const char* name) {
        const std::filesystem::path file = folder.filePath(QLatin1String(name)).toStdString();
        if (!lab_->exportTo(file).ok()) {
            return std::string();
        }
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream content;
        content << stream.rdbuf();
        return content.str();
    };
    const std::string svg = contentOf("rows.svg");
    for (const char* piece : {">bel<", ">naive<", ">chs<", ">[UNK]<", ">ach<", ">18069<",
                              ">20F09F<", ">CLS<"}) {
        QVERIFY2(svg.find(piece) != std::string::npos, piece);
    }
    QVERIFY(svg.find("<image") == std::string::npos);
    QVERIFY(contentOf("rows.pdf").starts_with("%PDF"));
    QVERIFY(contentOf("rows.csv").find("##chs") != std::string::npos);
    QImage image;
    const std::string png = contentOf("rows.png");
    QVERIFY(image.loadFromData(QByteArray::fromStdString(png)));
    QVERIFY(image.width() > 2'000);
}

void ExportTest::exportFailuresAreTold() {
    const auto unknown = lab_->exportTo("rows.docx");
    QVERIFY(unknown.failed());
    QVERIFY(!unknown.problem().advice.empty());
    QVERIFY(lab_->exportTo("/nowhere/at/all/rows.svg").failed());
    QVERIFY(lab_->exportTo("/nowhere/at/all/rows.csv").failed());
}

QTEST_MAIN(ExportTest)
#include "export_test.moc"
