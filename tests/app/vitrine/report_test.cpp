#include "app/vitrine/labs/labs.h"
#include "app/vitrine/report/collect.h"
#include "app/vitrine/report/writer.h"
#include "core/base/files.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

void ReportTest::writesPicturesAndAPage() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const ReportContent content =
        collectReport(fixture.window->labs(), fixture.document, *fixture.session);
    QVERIFY(content.figures.size() >= 3);
    QVERIFY(content.tables.size() >= 3);
    const auto page = writeReport(content, fixture.folder / "report", {});
    QVERIFY(page.ok());
    auto html = readFile(*page, 1 << 22);
    QVERIFY(html.ok());
    for (const ReportFigure& figure : content.figures) {
        const QString file = QString::fromStdString(
            (fixture.folder / "report" / (figure.stem.toStdString() + ".png")).string());
        const QImage image(file);
        QVERIFY2(!image.isNull(), qPrintable(file));
        QVERIFY(!figure.caption.isEmpty());
        QVERIFY(html->find(figure.stem.toStdString() + ".png") != std::string::npos);
    }
    QVERIFY(html->find("[CLS]") != std::string::npos);
}

void ReportTest::pageIsPlainHtml() {
    ReportContent content;
    content.title = QStringLiteral("<script>alert(1)</script>");
    content.tables.push_back({.title = QStringLiteral("a & b"),
                              .headings = {QStringLiteral("<i>")},
                              .rows = {{QStringLiteral("\"x\"")}}});
    const QString html = QString::fromStdString(reportHtml(content));
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(html.contains(QStringLiteral("a &amp; b")));
    QVERIFY(!html.contains(QStringLiteral("<i>")));
    QVERIFY(!html.contains(QRegularExpression(QStringLiteral("https?:|src=\"//|#[0-9a-fA-F]{6}"))));
}
