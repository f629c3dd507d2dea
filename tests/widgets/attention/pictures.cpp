// Renders the lab with MiniLM at the sizes and themes of DESIGN 10 and saves what it paints, to be
// laid beside the design; checks what must hold at every size.

#include "tests/widgets/attention/minilm.h"
#include "widgets/attention/attentionlab.h"
#include "widgets/attention/compare/comparepane.h"
#include "widgets/attention/compare/comparepanel.h"
#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/panellists.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/numberpanel.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/attention/state/anchors.h"
#include "widgets/foundation/task/worker.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QTest>
#include <QVBoxLayout>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

/// What stands around the lab in the window, as plain ground.
QWidget* ground(int width, int height) {
    auto* widget = new QWidget;
    if (width > 0) {
        widget->setFixedWidth(width);
    }
    if (height > 0) {
        widget->setFixedHeight(height);
    }
    return widget;
}

struct Window {
    explicit Window(const QSize& size)
        : worker(QStringLiteral("engine"))
        , lab(new AttentionLab(state, worker))
        , panel(new NumberPanel(state)) {
        const bool narrow = size.width() < 1500;
        auto* columns = new QHBoxLayout(&widget);
        columns->setContentsMargins(0, 0, 0, 0);
        columns->setSpacing(1);
        columns->addWidget(ground(narrow ? 44 : size.width() > 2000 ? 240 : 176, 0));
        auto* middle = new QVBoxLayout;
        middle->setSpacing(0);
        middle->addWidget(ground(0, 150));
        middle->addWidget(lab, 1);
        middle->addWidget(ground(0, narrow ? 28 : 64));
        columns->addLayout(middle, 1);
        panel->setFixedWidth(narrow ? 256 : size.width() > 2000 ? 340 : 300);
        panel->setBrief(narrow);
        columns->addWidget(panel);
        widget.resize(size);
    }

    AttentionState state;
    Worker worker;
    QWidget widget;
    AttentionLab* lab;
    NumberPanel* panel;
};

QString pictureFile() {
    const QString folder = QStringLiteral(VITRINE_BINARY_DIR "/pictures/attention");
    QDir().mkpath(folder);
    return folder + u'/' + QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
}

AttentionSelection asDesigned(const engine::Trace& trace) {
    const Axis& axis = trace.axes().front();
    AttentionSelection selection;
    selection.site = "text.3.self";
    selection.head = 1;
    selection.query = anchorOf(axis, 9);
    selection.key = anchorOf(axis, 7);
    selection.pins = {{.letter = 0, .site = "text.3.self", .head = 1, .query = {}, .key = {}},
                      {.letter = 1, .site = "text.5.self", .head = 11, .query = {}, .key = {}},
                      {.letter = 2, .site = "text.0.self", .head = 2, .query = {}, .key = {}}};
    return selection;
}

} // namespace

class AttentionPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sizes_data();
    void sizes();
    void comparison_data();
    void comparison();

private:
    std::shared_ptr<const study::TracePicture> typos_;
    std::shared_ptr<const study::TracePicture> picture_;
};

void AttentionPictures::initTestCase() {
    if (tests::miniLmFolder().empty()) {
        QSKIP("MiniLM is not in the cache: run app/setup.sh");
    }
    picture_ = tests::miniLmPicture("Dog and frisbee", tests::kFrisbee);
    typos_ = tests::miniLmPicture("… with two typos", tests::kTypos);
}

void AttentionPictures::sizes_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("lines");
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1280, 800), QSize(1600, 1000), QSize(2560, 1440)}) {
            for (const bool lines : {false, true}) {
                QTest::addRow("%d-%s-%s", size.width(), dark ? "dark" : "light",
                              lines ? "lines" : "map")
                    << size << dark << lines;
            }
        }
    }
}

void AttentionPictures::sizes() {
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    QFETCH(bool, lines);
    Theme theme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme.install(*qApp);
    Window window(size);
    window.lab->setPicture(picture_);
    AttentionSelection selection = asDesigned(*picture_->trace);
    selection.form = lines ? MapForm::Lines : MapForm::Map;
    window.state.setSelection(selection);
    window.widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
    QVERIFY(window.widget.grab().save(pictureFile()));

    QVERIFY(window.panel->facts());
    QCOMPARE(window.panel->facts()->head.number, QStringLiteral("0.4959"));
    QCOMPARE(window.panel->facts()->head.query, QStringLiteral("it"));
    QCOMPARE(window.panel->facts()->head.key, QStringLiteral("##bee"));
    if (!lines) {
        const auto card = window.lab->stage().map().readOut();
        QVERIFY(card);
        QCOMPARE(card->detail, QStringLiteral("rank 1 of 15 · sum so far 0.50 · 7.4 × uniform"));
    }
}

void AttentionPictures::comparison_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("form");
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1280, 800), QSize(1600, 1000), QSize(2560, 1440)}) {
            QTest::addRow("%d-%s-compare", size.width(), dark ? "dark" : "light") << size << dark << 0;
        }
    }
    QTest::addRow("1600-light-overlay") << QSize(1600, 1000) << false << 1;
}

void AttentionPictures::comparison() {
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    QFETCH(int, form);
    Theme theme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme.install(*qApp);
    Window window(size);
    window.lab->setPicture(picture_);
    AttentionSelection selection;
    selection.site = "text.2.self";
    selection.head = 1;
    window.state.setSelection(selection);
    window.state.setOther(typos_);
    window.lab->comparison().setForm(static_cast<ComparePane::Form>(form));
    window.widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
    QTRY_VERIFY(window.state.compare().shifts() != nullptr);
    // The list of heads came after the rest: its layouts follow one by one.
    auto* shifted = window.panel->findChild<ShiftList*>();
    QTRY_VERIFY(shifted->height() >= shifted->sizeHint().height()
                && shifted->parentWidget()->height() > shifted->geometry().bottom());
    QVERIFY(window.widget.grab().save(pictureFile()));

    const auto& facts = window.panel->comparison().facts();
    QVERIFY(facts);
    QCOMPARE(facts->head.query, QStringLiteral("the"));
    QCOMPARE(facts->head.key, QStringLiteral("frisbee"));
    QCOMPARE(facts->head.number, QStringLiteral("−0.5505"));
    QCOMPARE(facts->shiftedNames.front(), QStringLiteral("2·1"));
    QCOMPARE(facts->changes.size(), std::size_t{2});
    QCOMPARE(facts->changes.front().swapped, std::optional<std::size_t>(2));
}

QTEST_MAIN(AttentionPictures)
#include "pictures.moc"
