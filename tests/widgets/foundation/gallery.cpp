#include "gallery.h"

#include "core/base/axis.h"
#include "core/base/grid.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/figure/heat.h"
#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/errorcard.h"
#include "widgets/foundation/parts/progresschip.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/toast.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <functional>

namespace vitrine::widgets {

namespace {

// A widget that paints by a function: for what exists only as painter functions.
class Sheet final : public QWidget {
  public:
    using Paint = std::function<void(QPainter&, const Look&)>;

    Sheet(const QSize& size, Paint paint) : paint_(std::move(paint)) {
        setFixedSize(size * lookOf(this).textScale());
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paint_(painter, lookOf(this));
    }

  private:
    Paint paint_;
};

QWidget* row(std::initializer_list<QWidget*> widgets) {
    auto* box = new QWidget;
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    return box;
}

QWidget* column(std::initializer_list<QWidget*> widgets) {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    return box;
}

QPushButton* push(const QString& text, Role role = Role::None) {
    auto* button = new QPushButton(text);
    setRole(*button, role);
    return button;
}

AxisToken token(TokenKind kind, const char* label) {
    return {.kind = kind, .label = label};
}

void paintChips(QPainter& painter, const Look& look) {
    const std::vector<AxisToken> tokens = {token(TokenKind::Piece, "fr"),
                                           token(TokenKind::Continuation, "##is"),
                                           token(TokenKind::Continuation, "##bee"),
                                           token(TokenKind::Class, "[CLS]"),
                                           token(TokenKind::Byte, "F0"),
                                           token(TokenKind::Byte, "9F"),
                                           token(TokenKind::Unknown, "[UNK]"),
                                           token(TokenKind::Piece, "hover"),
                                           token(TokenKind::Piece, "it"),
                                           token(TokenKind::Piece, "cat"),
                                           token(TokenKind::Piece, "Ġthe"),
                                           token(TokenKind::Piece, "gone")};
    std::vector<Chip> chips;
    for (const AxisToken& each : tokens) {
        chips.push_back(chipOf(each));
    }
    chips[7].hovered = true;
    chips[8].edge = Chip::Edge::Query;
    chips[9].edge = Chip::Edge::Key;
    chips[11].shape = Chip::Shape::Dropped;
    chips.push_back({.text = {}, .shape = Chip::Shape::Inserted});
    double x = 0;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        x += i == 0 ? 0 : chipGapBefore(chips[i], look);
        const bool joins = i + 1 < chips.size() && chips[i + 1].shape == Chip::Shape::Continuation;
        const QRectF box(x, 0, chipWidth(chips[i], look), chipHeight(look));
        paintChip(painter, box, chips[i], look, joins);
        x = box.right();
    }
}

Grid exampleGrid() {
    Grid grid(7, 7);
    for (std::size_t r = 0; r < 7; ++r) {
        for (std::size_t c = 0; c < 7; ++c) {
            grid.at(r, c) = static_cast<float>((r * 5 + c * 3) % 7) / 30.0F + (c == 3 ? 0.15F : 0);
        }
    }
    grid.at(0, 3) = 1.4F;
    grid.at(5, 3) = 0.7F;
    grid.at(0, 5) = std::numeric_limits<float>::quiet_NaN();
    return grid;
}

void paintMap(QPainter& painter, const Look& look) {
    const Grid grid = exampleGrid();
    const ValueRange range{0, 0.99, RangePolicy::PerLayer, QStringLiteral("layer 3")};
    const ColourScale scale = range.scale(Response::SquareRoot);
    const QRectF area(10, 10, 112, 112);
    paintHeat(painter, area, grid, ColourMap(look.unsignedRamp(), scale));
    const auto cell = [&](int r, int c) { return QRectF(10 + 16 * c, 10 + 16 * r, 16, 16); };
    for (int r = 0; r < 7; ++r) {
        for (int c = 0; c < 7; ++c) {
            paintCellMark(painter, cell(r, c),
                          markOf(grid.at(std::size_t(r), std::size_t(c)), scale), look);
        }
    }
    paintMasked(painter, cell(0, 6), look);
    paintMasked(painter, cell(1, 6), look);
    strokeCased(painter, QRectF(10, 10 + 16 * 5, 112, 16), look.color(Token::Query),
                metrics::kCrosshairWidth, look);
    paintCellCursor(painter, cell(5, 3), look);
    paintUprightBar(
        painter, QRectF(140, 10, 110, 170),
        {.scale = scale,
         .uniform = 1.0 / 15,
         .rule = {QStringLiteral("√ scale"), QStringLiteral("shared,"), QStringLiteral("layer 3")}},
        look);
    paintFlatBar(
        painter, QRectF(270, 10, 240, 16),
        {.scale = scale, .uniform = 1.0 / 15, .rule = {QStringLiteral("√, shared, layer 3")}},
        look);
    paintFlatBar(painter, QRectF(270, 40, 240, 16),
                 {.scale = signedScale(0.6), .rule = {QStringLiteral("linear, 0 in the middle")}},
                 look);
    for (int pin = 0; pin < 8; ++pin) {
        paintPin(painter, QRectF(270 + 22 * pin, 70, 16, 16), pin, look);
    }
    paintPin(painter, QRectF(460, 72, 13, 13), 0, look);
    paintHatch(painter, QRectF(270, 96, 30, 30), look.color(Token::Outline));
    double x = 320;
    for (const KeyHint& hint :
         {KeyHint{{QStringLiteral("["), QStringLiteral("]")}, QStringLiteral("layer")},
          KeyHint{{QStringLiteral("Space")}, QStringLiteral("play queries")},
          KeyHint{{QStringLiteral("Ctrl K")}, {}}}) {
        x = paintKeyHint(painter, QPointF(x, 112), hint, look) + 12;
    }
}

void paintIcons(QPainter& painter, const Look& look) {
    for (int i = 0; i < kIconCount; ++i) {
        const QRectF place(4 + 26 * (i % 24), 4 + 26 * (i / 24), 16, 16);
        paintIcon(painter, place, static_cast<Icon>(i), look.color(Token::T2));
    }
}

void paintTokens(QPainter& painter, const Look& look) {
    for (std::size_t i = 0; i <= std::size_t(Token::Ink); ++i) {
        const QRectF box(double(i) * 48, 0, 42, 22);
        painter.setPen(look.color(Token::Line));
        painter.setBrush(look.color(static_cast<Token>(i)));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        const std::string_view key = keyOf(static_cast<Token>(i));
        paintWords(painter, QRectF(box.left(), 24, 42, 14), Qt::AlignLeft,
                   QString::fromLatin1(key.data(), qsizetype(key.size())), TextStyle::Caption,
                   Token::T2, look);
    }
}

} // namespace

Gallery::Gallery(QWidget* parent) : QWidget(parent) {
    setAutoFillBackground(true);
    auto* grid = new QGridLayout(this);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(16);
    const QString name = lookOf(this).name();
    grid->addWidget(new Words(name, TextStyle::RunTitle), 0, 0);
    grid->addWidget(section(QStringLiteral("Surfaces"), new Sheet({740, 40}, paintTokens)), 1, 0, 1,
                    2);
    grid->addWidget(section(QStringLiteral("Lab switcher"), labs()), 2, 0);
    grid->addWidget(section(QStringLiteral("Buttons 28 / 24, combo, switch"), buttons()), 2, 1);
    grid->addWidget(section(QStringLiteral("Token chips"), new Sheet({620, 26}, paintChips)), 3, 0);
    grid->addWidget(section(QStringLiteral("Fields"), fields()), 3, 1);
    grid->addWidget(
        section(QStringLiteral("Map marks, bars, pins, keys"), new Sheet({620, 190}, paintMap)), 4,
        0);
    grid->addWidget(section(QStringLiteral("Inspector, progress, toast"), values()), 4, 1);
    grid->addWidget(section(QStringLiteral("Icons"), new Sheet({640, 58}, paintIcons)), 5, 0);
    grid->addWidget(section(QStringLiteral("Tree, table, tabs"), tables()), 6, 0, 1, 2);
    auto* error = new ErrorCard;
    error->setProblem(
        {"The weights stop early",
         "model.safetensors names tensor encoder.layer.5.output.dense.weight at 88 MB, "
         "but the file ends at 61 MB",
         "Copy it again; the other models stay open."});
    error->addAct(QStringLiteral("Show file"), [] {});
    error->addAct(QStringLiteral("Try again"), [] {});
    grid->addWidget(section(QStringLiteral("Error card"), error), 7, 0, 1, 2);
    auto* empty = new EmptyState;
    empty->setContent(Icon::Drop, QStringLiteral("No clip yet"),
                      QStringLiteral("Drop one here, or"), QStringLiteral("open the sample clip"));
    grid->addWidget(section(QStringLiteral("Empty state"), empty), 5, 1);
}

QWidget* Gallery::section(const QString& title, QWidget* content) {
    return column({new Words(title, TextStyle::Small, Token::T2), content});
}

QWidget* Gallery::buttons() {
    QPushButton* hovered = push(QStringLiteral("Hover"));
    hovered->setAttribute(Qt::WA_UnderMouse);
    QPushButton* pressed = push(QStringLiteral("Press"));
    pressed->setDown(true);
    QPushButton* focused = push(QStringLiteral("Focus"));
    focus_ = focused;
    QPushButton* off = push(QStringLiteral("Off"));
    off->setEnabled(false);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("per layer"), QStringLiteral("per head")});
    setComboWord(*combo, QStringLiteral("Range"));
    setCompact(*combo);
    auto* model = new QComboBox;
    model->addItem(QStringLiteral("MiniLM-L6"));
    setComboWord(*model, QStringLiteral("Model"));
    auto* on = new QCheckBox;
    on->setChecked(true);
    auto* offSwitch = new QCheckBox;
    for (QCheckBox* box : {on, offSwitch}) {
        setRole(*box, Role::Switch);
    }
    auto* check = new QCheckBox(QStringLiteral("White space"));
    check->setChecked(true);
    auto* radio = new QRadioButton(QStringLiteral("Words"));
    radio->setChecked(true);
    auto* segments = new Segments(QStringLiteral("Way"));
    segments->add(Icon::Map, QStringLiteral("Map"));
    segments->add(Icon::Lines, QStringLiteral("Lines"));
    segments->add(QStringLiteral("Joint"));
    segments->setChoiceUnavailable(2, QStringLiteral("This model has no joint attention"));
    QPushButton* compact = push(QStringLiteral("Compare settings"));
    setCompact(*compact);
    auto* icon = new QToolButton;
    icon->setIcon(themedIcon(Icon::Export));
    setCompact(*icon);
    return column(
        {row({push(QStringLiteral("Plain")), hovered, pressed, focused, off,
              push(QStringLiteral("Launch"), Role::Primary),
              push(QStringLiteral("Stop…"), Role::Danger),
              push(QStringLiteral("Cancel"), Role::Quiet)}),
         row({segments, combo, compact, icon}),
         row({model, on, offSwitch, check, new QCheckBox(QStringLiteral("Ids")), radio})});
}

QWidget* Gallery::fields() {
    auto* plain = new QLineEdit(QStringLiteral("32"));
    auto* fault = new QLineEdit(QStringLiteral("3e-1"));
    setRole(*fault, Role::Fault);
    auto* off = new QLineEdit(QStringLiteral("fp32"));
    off->setEnabled(false);
    auto* hint = new QLineEdit;
    hint->setPlaceholderText(QStringLiteral("Filter"));
    auto* spin = new QSpinBox;
    spin->setValue(12);
    for (QLineEdit* edit : {plain, fault, off, hint}) {
        edit->setFixedWidth(100);
    }
    return row({plain, fault, off, hint, spin});
}

QWidget* Gallery::labs() {
    const auto lab = [](Icon icon, const QString& text) {
        auto* button = new QToolButton;
        button->setIcon(themedIcon(icon));
        button->setText(text);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        setRole(*button, Role::Lab);
        return button;
    };
    QToolButton* attention = lab(Icon::Attention, QStringLiteral("Attention"));
    attention->setChecked(true);
    QToolButton* tokens = lab(Icon::Tokens, QStringLiteral("Tokens"));
    QToolButton* hovered = lab(Icon::Run, QStringLiteral("Training"));
    hovered->setAttribute(Qt::WA_UnderMouse);
    return row({attention, tokens, hovered});
}

QWidget* Gallery::values() {
    auto* scaled = new ValueRow(QStringLiteral("Scaled"));
    scaled->setValue(QStringLiteral("3.572"), QStringLiteral("÷√32"));
    auto* share = new ValueRow(QStringLiteral("Uniform share"));
    share->setValue(QStringLiteral("0.0667"), QStringLiteral("1/n"));
    auto* head = new SectionHead(QStringLiteral("Dot product"));
    head->setNote(QStringLiteral("32 components"));
    head->setFoldable(true);
    auto* progress = new ProgressChip;
    progress->begin(QStringLiteral("Trace"));
    progress->setProgress({7, 12, Unit::Count});
    progress->show();
    auto* stage = new QWidget;
    stage->setFixedSize(360, 64);
    auto* toast = new Toast(stage);
    toast->tell(QStringLiteral("Pin B lost, no such word"), QStringLiteral("Undo"), [] {});
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, 50);
    slider->setValue(24);
    return column({head, scaled, share, row({progress}), stage, slider});
}

QWidget* Gallery::tables() {
    auto* tree = new QTreeWidget;
    tree->setHeaderHidden(true);
    auto* models = new QTreeWidgetItem(tree, {QStringLiteral("Models")});
    for (const QString& name : {QStringLiteral("MiniLM-L6"), QStringLiteral("GPT-2 small")}) {
        auto* item = new QTreeWidgetItem(models, {name});
        item->setIcon(0, themedIcon(Icon::Model));
    }
    tree->expandAll();
    tree->setCurrentItem(models->child(0));
    auto* table = new QTableWidget(3, 3);
    table->setHorizontalHeaderLabels(
        {QStringLiteral("tokenizer"), QStringLiteral("pieces"), QStringLiteral("per word")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c) {
            table->setItem(
                r, c,
                new QTableWidgetItem(c == 0 ? QStringLiteral("MiniLM") : QString::number(r + c)));
        }
    }
    table->selectRow(1);
    auto* tabs = new QTabBar;
    tabs->addTab(QStringLiteral("Pieces"));
    tabs->addTab(QStringLiteral("Ids"));
    tabs->addTab(QStringLiteral("Table"));
    tree->setFixedSize(220, 110);
    table->setFixedSize(360, 130);
    auto* bar = new QScrollBar(Qt::Horizontal);
    bar->setRange(0, 100);
    bar->setFixedWidth(160);
    return row({tree, table, tabs, bar});
}

} // namespace vitrine::widgets
