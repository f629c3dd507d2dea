// How pictures and clips come into a Session.

#include "app/vitrine/session/session.h"

#include <algorithm>

namespace vitrine::app {

Mismatch Session::mismatchOf(const SampleEntry& entry, const ModelKey& key) const {
    const engine::ModelCard* card = opener_.card(key);
    return card == nullptr ? Mismatch::None
                           : mismatchBetween(entry, {card->texts, card->pictures});
}

// The current model if it reads the sample, else an open one that does, else one whose
// configuration says so, else the current one.
std::string Session::readerOf(const SampleEntry& entry) const {
    const auto fits = [&](const ModelEntry& model) {
        const engine::ModelCard* card = opener_.card(keyOf(model));
        const Reading reading = card != nullptr ? Reading{card->texts, card->pictures}
                                                : likelyReadingOf(model.folder);
        return model.confirmed && mismatchBetween(entry, reading) == Mismatch::None;
    };
    const ModelEntry* current = document_.state().currentModel();
    if (current == nullptr || fits(*current)) {
        return document_.value().model;
    }
    const std::string* found = nullptr;
    for (const ModelEntry& model : document_.value().models) {
        if (!fits(model)) {
            continue;
        }
        if (opener_.card(keyOf(model)) != nullptr) {
            return model.id;
        }
        found = found != nullptr ? found : &model.id;
    }
    return found != nullptr ? *found : document_.value().model;
}

// The sample as a model is to see it: of a clip the frame in front, unless the model reads clips.
// `frame` becomes that frame.
std::optional<Sample> Session::sampleOf(const SampleEntry& entry, const ModelKey& key,
                                        int& frame) const {
    if (entry.media.none()) {
        return entry.sample;
    }
    const DecodedMedia* decoded = media_.find(entry.media);
    if (decoded == nullptr) {
        return std::nullopt;
    }
    if (decoded->clip != nullptr) {
        const int last = static_cast<int>(decoded->clip->frames.size()) - 1;
        frame = std::clamp(document_.value().selection.frame, 0, last);
        const engine::ModelCard* card = opener_.card(key);
        if (card != nullptr && card->clips) {
            return Sample{.name = shownName(entry), .clip = decoded->clip};
        }
        return FilmTracer::sampleOf(shownName(entry), *decoded->clip, frame);
    }
    Sample sample = entry.sample;
    sample.name = shownName(entry);
    sample.picture = decoded->picture;
    return sample;
}

// Whether the sample can be traced now; if not, the stage says why.
bool Session::prepareSample(const SampleEntry& entry, const ModelKey& key) {
    mismatch_ = mismatchOf(entry, key);
    if (mismatch_ != Mismatch::None) {
        film_.clear();
        if (!entry.media.none()) {
            (void)media_.find(entry.media); // the picture is shown, if not what a model sees in it
        }
        setStage(Stage::Unsuitable);
        return false;
    }
    int frame = 0;
    if (sampleOf(entry, key, frame)) {
        return true;
    }
    film_.clear();
    if (const Problem* problem = media_.problem(entry.media)) {
        fail(*problem);
    } else {
        setStage(Stage::Decoding);
    }
    return false;
}

const DecodedMedia* Session::currentMedia() {
    const SampleEntry* entry = document_.state().currentSample();
    return entry == nullptr || entry->media.none() || !entry->media.confirmed
               ? nullptr
               : media_.find(entry->media);
}

void Session::takeMedia(const MediaSource& source) {
    const SampleEntry* entry = document_.state().currentSample();
    if (entry == nullptr || !entry->media.sameContent(source)) {
        if (document_.value().comparison.kind == Comparison::Kind::Sample) {
            refreshComparison();
        }
        return;
    }
    const bool stopped = stage_ == Stage::Decoding && media_.problem(source) == nullptr &&
                         !media_.holds(source);
    if (stopped) {
        return setStage(Stage::Stopped);
    }
    refresh();
    Q_EMIT mediaArrived();
}

// After the frame in front, the others: they are what the strip shows.
void Session::takeFilm() {
    const SampleEntry* entry = document_.state().currentSample();
    const DecodedMedia* decoded = currentMedia();
    if (entry == nullptr || decoded == nullptr || decoded->clip == nullptr) {
        film_.clear();
        return;
    }
    const ModelEntry* model = document_.state().currentModel();
    film_.show(currentKey(), model->name, shownName(*entry), decoded->clip,
               std::clamp(document_.value().selection.frame, 0,
                          static_cast<int>(decoded->clip->frames.size()) - 1),
               attention_.picture());
}

} // namespace vitrine::app
