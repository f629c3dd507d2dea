#pragma once

#include "widgets/input/tokenmarks.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QSpinBox;

namespace vitrine::widgets {

class ChipRow;
class SampleEditor;
class Segments;
class Words;

/// What a Sample is: the choices at the left of the strip, in their order.
enum class SampleKind { Text, Picture, Clip };

/// What one side of a comparison shows above the maps.
struct ComparedTokens {
    QString name;
    TokenMarks marks;
    std::vector<bool> changed; ///< empty, or one for each token
};

/// The Sample on top of the stage: its text (and its pair) with the tokens underlined as one types,
/// the chips below, the counts at the right. In a comparison: the chips of A and B with their
/// names.
class SampleStrip final : public QWidget {
    Q_OBJECT

public:
    explicit SampleStrip(QWidget* parent = nullptr);

    void setText(const QByteArray& text, const std::optional<QByteArray>& pair);
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] std::optional<QByteArray> pair() const;

    /// A picture or a clip in place of a text: its name, and of a clip how many frames are sampled.
    void setMedia(SampleKind kind, const QString& name, int frames = 0);

    /// Words beside the icons of the kinds.
    void setWordsShown(bool shown);

    [[nodiscard]] SampleKind kind() const { return kind_; }
    [[nodiscard]] Segments& kinds() const { return *kinds_; }
    [[nodiscard]] QSpinBox& frames() const { return *frames_; }

    void setMarks(const TokenMarks& marks);

    /// "15 tokens", "10 words": the first is the most important one, and those that do not fit give
    /// way from the end.
    void setCounts(const QStringList& counts);

    /// Chips below 720 pixels of window height give way; the underlines stay.
    void setChipsShown(bool shown);

    void setCompared(const ComparedTokens& a, const ComparedTokens& b);
    void endCompared();
    [[nodiscard]] bool comparing() const;

    [[nodiscard]] SampleEditor& editor() const { return *editor_; }
    [[nodiscard]] SampleEditor& pairEditor() const { return *pairEditor_; }
    [[nodiscard]] ChipRow& chips() const { return *chips_; }

Q_SIGNALS:
    void edited(const QByteArray& text, const std::optional<QByteArray>& pair);
    void kindChosen(vitrine::widgets::SampleKind kind);
    void framesChosen(int frames);
    void tokenHovered(int token);
    void tokenClicked(int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEditors();
    QWidget* makeCompared();
    void connectTokens(SampleEditor* editor);
    void announceEdit();
    void showKind();
    void fit();

    Segments* kinds_;
    Words* name_;
    QSpinBox* frames_;
    SampleEditor* editor_;
    SampleEditor* pairEditor_;
    Words* pairLabel_;
    ChipRow* chips_;
    Words* counts_;
    QStringList parts_; ///< of the counts
    QString fullName_;
    QWidget* editors_;
    QWidget* compared_;
    std::array<ChipRow*, 2> sides_;
    std::array<Words*, 2> names_;
    bool hasPair_ = false;
    bool chipsWanted_ = true;
    SampleKind kind_ = SampleKind::Text;
};

} // namespace vitrine::widgets
