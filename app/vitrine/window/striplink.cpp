#include "app/vitrine/window/striplink.h"

#include "app/vitrine/window/livetokens.h"
#include "app/vitrine/window/textaxes.h"

#include "widgets/input/film.h"
#include "widgets/input/samplestrip.h"

#include <QStringList>

#include <algorithm>

namespace vitrine::app {

namespace {

QByteArray bytesOf(const std::string& text) {
    return QByteArray::fromStdString(text);
}

widgets::SampleKind kindOf(const SampleEntry& entry) {
    switch (entry.media.kind) {
    case MediaSource::Kind::Picture: return widgets::SampleKind::Picture;
    case MediaSource::Kind::Clip: return widgets::SampleKind::Clip;
    case MediaSource::Kind::None: break;
    }
    return widgets::SampleKind::Text;
}

// "64 frames, 2.67 s", "14 × 14 patches", "224 × 224 px", "24 a second": the last are the first to
// give way.
QStringList mediaCounts(Session& session) {
    const DecodedMedia* decoded = session.currentMedia();
    if (decoded == nullptr) {
        return {};
    }
    QStringList parts;
    const Image* picture = decoded->picture.get();
    if (decoded->clip != nullptr) {
        const Clip& clip = *decoded->clip;
        picture = clip.frames.front().picture.get();
        parts << StripLink::tr("%1 frames, %2")
                     .arg(clip.sourceFrames)
                     .arg(widgets::secondsText(clip.sourceSeconds));
    }
    const widgets::PatchGrid& grid = session.attention().patches();
    if (session.stage() == Stage::Done && !grid.empty()) {
        parts << StripLink::tr("%1 × %2 patches").arg(grid.rows()).arg(grid.columns());
    }
    parts << StripLink::tr("%1 × %2 px").arg(picture->width()).arg(picture->height());
    if (decoded->clip != nullptr) {
        parts << StripLink::tr("%1 a second").arg(decoded->clip->framesPerSecond, 0, 'g', 4);
    }
    return parts;
}

} // namespace

StripLink::StripLink(Document& document, Session& session, widgets::SampleStrip& strip)
    : QObject(&strip)
    , document_(document)
    , session_(session)
    , strip_(strip) {
    connect(&strip_, &widgets::SampleStrip::edited, this,
            [this](const QByteArray& text, const std::optional<QByteArray>& pair) {
                document_.editSample(text.toStdString(), pair ? std::optional(pair->toStdString())
                                                              : std::nullopt);
            });
    connect(&strip_, &widgets::SampleStrip::kindChosen, this, &StripLink::chooseKind);
    connect(&strip_, &widgets::SampleStrip::framesChosen, this,
            [this](int frames) { document_.setClipFrames(document_.value().sample, frames); });
    connectDocument();
    connectTokens();
    takeSample();
}

void StripLink::connectDocument() {
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &StripLink::takeSample);
    connect(&state, &WorkspaceState::currentModelChanged, this, &StripLink::takeMarks);
    connect(&state, &WorkspaceState::comparisonChanged, this, &StripLink::takeComparison);
    connect(&state, &WorkspaceState::sampleEdited, this, [this](const std::string& id) {
        if (id == document_.value().sample) {
            takeSample();
        }
    });
    connect(&session_, &Session::stageChanged, this, &StripLink::takeShown);
    connect(&session_, &Session::mediaArrived, this, &StripLink::takeMarks);
    connect(&session_, &Session::pictureShown, this, &StripLink::takeMarks);
    connect(&session_, &Session::pictureShown, this, &StripLink::takeComparison);
    connect(&session_, &Session::comparisonShown, this, &StripLink::takeComparison);
    connect(&session_.tokenizers(), &TokenizerShelf::arrived, this, &StripLink::takeMarks);
}

void StripLink::connectTokens() {
    widgets::AttentionState& attention = session_.attention();
    connect(&attention, &widgets::AttentionState::shownChanged, this, &StripLink::takeShown);
    connect(&strip_, &widgets::SampleStrip::tokenHovered, this, [this](int token) {
        widgets::AttentionHover hover = session_.attention().hover();
        hover.key.reset();
        hover.query = token < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(token));
        session_.attention().setHover(hover);
    });
    connect(&strip_, &widgets::SampleStrip::tokenClicked, this, &StripLink::selectToken);
}

void StripLink::takeSample() {
    const SampleEntry* entry = document_.state().currentSample();
    const Sample sample = entry != nullptr ? entry->sample : Sample{};
    if (entry != nullptr && !entry->media.none()) {
        strip_.setMedia(kindOf(*entry), QString::fromStdString(shownName(*entry)),
                        entry->media.frames);
    } else {
        strip_.setText(bytesOf(sample.text),
                       sample.pair ? std::optional(bytesOf(*sample.pair)) : std::nullopt);
    }
    takeMarks();
}

// Another kind is another sample: the last one of that kind that the workspace has.
void StripLink::chooseKind(widgets::SampleKind kind) {
    const auto& samples = document_.value().samples;
    const auto found = std::find_if(samples.rbegin(), samples.rend(), [&](const auto& entry) {
        return kindOf(entry) == kind;
    });
    if (found != samples.rend()) {
        document_.chooseSample(found->id);
    } else if (kind == widgets::SampleKind::Text) {
        document_.addSample({}, tr("Add a sample"));
    } else {
        Q_EMIT openSampleRequested();
    }
}

std::vector<AxisToken> StripLink::currentTokens() const {
    const SampleEntry* entry = document_.state().currentSample();
    const ModelEntry* model = document_.state().currentModel();
    if (entry == nullptr || model == nullptr || !model->confirmed || !entry->media.none()) {
        return {};
    }
    const widgets::PicturePointer& picture = session_.attention().picture();
    const Sample& sample = entry->sample;
    if (picture != nullptr && session_.stage() == Stage::Done &&
        picture->trace->sample().text == sample.text &&
        (!sample.pair || picture->trace->sample().pair == sample.pair) &&
        picture->trace->sample().pictureAt(0) == nullptr) {
        return TextAxes(*picture->trace).tokens();
    }
    const std::size_t bytes = sample.text.size() + (sample.pair ? sample.pair->size() : 0);
    if (bytes > kMostLiveText) {
        return {};
    }
    const TokenizerPointer tokenizer = session_.tokenizers().find(model->folder);
    return tokenizer != nullptr ? liveTokens(*tokenizer, sample) : std::vector<AxisToken>();
}

void StripLink::takeMarks() {
    marks_.tokens = currentTokens();
    takeShown();
    const SampleEntry* entry = document_.state().currentSample();
    if (entry == nullptr) {
        strip_.setCounts({});
    } else if (!entry->media.none()) {
        strip_.setCounts(mediaCounts(session_));
    } else if (!marks_.tokens.empty()) {
        strip_.setCounts({countsText(marks_.tokens.size(), entry->sample)});
    } else {
        strip_.setCounts({tr("%1 bytes").arg(entry->sample.text.size())});
    }
}

void StripLink::takeShown() {
    marks_.query.reset();
    marks_.key.reset();
    const widgets::AttentionState& attention = session_.attention();
    const engine::Site* site = attention.site();
    if (session_.stage() == Stage::Done && !marks_.tokens.empty() && site != nullptr) {
        const TextAxes axes(*attention.trace());
        const auto query = attention.shownQuery();
        const auto key = attention.shownKey();
        marks_.query = query ? axes.placeOf(site->queryAxis, *query) : std::nullopt;
        marks_.key = key ? axes.placeOf(site->keyAxis, *key) : std::nullopt;
    }
    strip_.setMarks(marks_);
}

void StripLink::takeComparison() {
    const widgets::PicturePointer& a = session_.attention().picture();
    const widgets::PicturePointer& b = session_.attention().other();
    if (a == nullptr || b == nullptr || session_.stage() != Stage::Done) {
        strip_.endCompared();
        return;
    }
    const bool models = document_.value().comparison.kind == Comparison::Kind::Model;
    const auto side = [&](const widgets::PicturePointer& picture,
                          const widgets::PicturePointer& other) {
        const std::vector<AxisToken> tokens = TextAxes(*picture->trace).tokens();
        return widgets::ComparedTokens{
            .name = models ? QString::fromStdString(picture->model.name)
                           : QString::fromStdString(shownName(picture->trace->sample())),
            .marks = {.tokens = tokens, .query = {}, .key = {}},
            .changed = changedTokens(tokens, TextAxes(*other->trace).tokens())};
    };
    strip_.setCompared(side(a, b), side(b, a));
}

void StripLink::selectToken(int token) {
    widgets::AttentionState& attention = session_.attention();
    const engine::Site* site = attention.site();
    if (site == nullptr) {
        return;
    }
    const TextAxes axes(*attention.trace());
    const auto place = static_cast<std::size_t>(token);
    const auto query = axes.tokenAt(site->queryAxis, place);
    const auto key = axes.tokenAt(site->keyAxis, place);
    if (query) {
        attention.selectCell(*query, attention.selectedKey());
    } else if (key) { // a word of the text that the shown head reads from
        attention.selectCell(attention.selectedQuery().value_or(0), key);
    }
}

} // namespace vitrine::app
