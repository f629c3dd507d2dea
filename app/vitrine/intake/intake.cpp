#include "app/vitrine/intake/intake.h"

#include "core/base/files.h"
#include "core/base/utf8.h"

#include <QBuffer>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kTokenizerFiles = {"tokenizer.json", "vocab.txt",    "vocab.json",
                                        "merges.txt",     "encoder.json", "vocab.bpe"};

constexpr std::array kPictures = {".png",  ".jpg", ".jpeg", ".webp", ".bmp", ".tif",
                                  ".tiff", ".pgm", ".ppm",  ".pbm",  ".pnm"};
constexpr std::array kClips = {".mp4", ".webm", ".mkv", ".mov", ".avi", ".gif",
                               ".m4v", ".mpg",  ".mpeg", ".ts", ".ogv"};
constexpr std::array kPlainlyNoText = {".pdf", ".zip", ".gz", ".safetensors", ".bin", ".pt",
                                       ".ckpt"};

template <std::size_t N>
bool among(const std::array<const char*, N>& names, const std::string& name) {
    return std::ranges::any_of(names, [&](const char* known) { return name == known; });
}

bool holds(const fs::path& folder, const char* name) {
    std::error_code error;
    return fs::exists(folder / name, error);
}

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

// A training run has a config.json as well, but writes down what happens to it.
bool isRun(const fs::path& folder) {
    return holds(folder, "config.json") && (holds(folder, "status.json") ||
                                            holds(folder, "events.jsonl") ||
                                            holds(folder, "control"));
}

IntakeKind kindOfFolder(const fs::path& folder) {
    if (isRun(folder)) {
        return IntakeKind::Run;
    }
    if (holds(folder, "config.json")) {
        return IntakeKind::Model;
    }
    const bool tokenizer = std::ranges::any_of(
        kTokenizerFiles, [&](const char* name) { return holds(folder, name); });
    return tokenizer ? IntakeKind::Tokenizer : IntakeKind::Unknown;
}

} // namespace

IntakeKind kindOf(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
        return kindOfFolder(path);
    }
    if (!fs::exists(path, error)) {
        return IntakeKind::Missing;
    }
    const std::string name = lowered(path.filename().string());
    const std::string extension = lowered(path.extension().string());
    if (extension == ".vitrine") {
        return IntakeKind::Workspace;
    }
    if (among(kTokenizerFiles, name)) {
        return IntakeKind::Tokenizer;
    }
    if (name == "config.json") {
        return IntakeKind::Model;
    }
    if (among(kPictures, extension)) {
        return IntakeKind::Picture;
    }
    if (among(kClips, extension)) {
        return IntakeKind::Clip;
    }
    return among(kPlainlyNoText, extension) ? IntakeKind::Unknown : IntakeKind::Text;
}

std::optional<Problem> invalidUtf8(std::string_view text, const fs::path& file) {
    const std::size_t at = firstInvalidUtf8(text);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto line = 1 + std::ranges::count(text.substr(0, at), '\n');
    return Problem{"The text is not UTF-8 throughout",
                   file.filename().string() + ", byte " + std::to_string(at) + ", line " +
                       std::to_string(line),
                   "Each part that is no UTF-8 is shown as \xEF\xBF\xBD; save the file as UTF-8 to "
                   "read it as it was meant"};
}

Intake::Intake(Document& document, DocumentFile& file, MediaShelf& media, QObject* parent)
    : QObject(parent)
    , document_(document)
    , file_(file)
    , media_(media) {
    connect(&media_, &MediaShelf::arrived, this, &Intake::takeMedia);
}

void Intake::open(const fs::path& path) {
    const fs::path absolute = fs::absolute(path).lexically_normal();
    switch (kindOf(absolute)) {
    case IntakeKind::Workspace: return openWorkspace(absolute);
    case IntakeKind::Model: {
        std::error_code error;
        const bool folder = fs::is_directory(absolute, error);
        document_.addModel(folder ? absolute : absolute.parent_path());
        Q_EMIT modelAdded();
        return;
    }
    case IntakeKind::Run:
        Q_EMIT runOpened(absolute);
        return;
    case IntakeKind::Tokenizer: return openTokenizer(absolute);
    case IntakeKind::Text: return openText(absolute);
    case IntakeKind::Picture:
        return openMedia({.kind = MediaSource::Kind::Picture, .file = absolute});
    case IntakeKind::Clip:
        return openMedia({.kind = MediaSource::Kind::Clip, .file = absolute});
    case IntakeKind::Missing:
        Q_EMIT problemMet({"There is no such file or folder", absolute.string(),
                           "Check the name, or choose it with File ▸ Open"});
        return;
    case IntakeKind::Unknown:
        Q_EMIT problemMet({"Vitrine cannot open this", absolute.string(),
                           "Open a workspace (.vitrine), a text, a picture, a clip, a model folder "
                           "with config.json, the folder of a training run, or tokenizer files"});
        return;
    }
}

void Intake::openWorkspace(const fs::path& path) {
    if (mayReplace_ && !mayReplace_()) {
        return;
    }
    if (auto opened = file_.open(path); opened.failed()) {
        Q_EMIT problemMet(opened.problem());
    }
}

void Intake::openText(const fs::path& path) {
    auto text = readFile(path, kMostText);
    if (!text) {
        Q_EMIT problemMet(text.problem());
        return;
    }
    if (text->find('\0') != std::string::npos) {
        Q_EMIT problemMet({"This is no text file", path.string(),
                           "It holds zero bytes. Open a text in UTF-8"});
        return;
    }
    if (const auto invalid = invalidUtf8(*text, path)) {
        Q_EMIT problemMet(*invalid);
    }
    document_.addSample({.name = path.filename().string(), .text = *std::move(text), .pair = {}},
                        tr("Open a text"));
}

void Intake::openTokenizer(const fs::path& path) {
    document_.addTokenizer(fs::absolute(path).lexically_normal());
    Q_EMIT tokenizerAdded();
}

void Intake::openMedia(const MediaSource& source) {
    media_.forget(source); // the file may be another one by now
    awaited_.push_back(source);
    if (media_.find(source) != nullptr) {
        takeMedia(source);
    }
}

void Intake::takeMedia(const MediaSource& source) {
    const auto awaited = std::ranges::find_if(
        awaited_, [&](const MediaSource& each) { return each.sameContent(source); });
    if (awaited == awaited_.end()) {
        return;
    }
    awaited_.erase(awaited);
    if (const Problem* problem = media_.problem(source)) {
        Q_EMIT problemMet(*problem);
        return;
    }
    if (!media_.holds(source)) {
        return; // stopped by the person
    }
    const std::string name = source.png ? std::string() : source.file.filename().string();
    document_.addMedia(name, source,
                       source.kind == MediaSource::Kind::Clip ? tr("Open a clip")
                                                              : tr("Open a picture"));
}

// What is pasted has no file: the workspace keeps it.
void Intake::takePicture(const QImage& picture) {
    QByteArray png;
    QBuffer buffer(&png);
    if (picture.isNull() || !buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG")) {
        Q_EMIT problemMet({"The picture on the clipboard cannot be read", "the clipboard",
                           "Copy it again, or save it as a file and open that"});
        return;
    }
    if (static_cast<std::size_t>(png.size()) > MediaSource::kMostPasted) {
        Q_EMIT problemMet({"The pasted picture is too large to be kept in a workspace",
                           std::to_string(png.size() >> 20) + " MB as PNG, " +
                               std::to_string(MediaSource::kMostPasted >> 20) + " MB are allowed",
                           "Save it as a file and open that"});
        return;
    }
    openMedia({.kind = MediaSource::Kind::Picture,
               .png = std::make_shared<const std::string>(png.toStdString())});
}

bool Intake::accepts(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    if (!urls.isEmpty()) {
        return std::ranges::any_of(urls, [](const QUrl& url) { return url.isLocalFile(); });
    }
    return data.hasImage() || data.hasText();
}

void Intake::take(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile()) {
            open(url.toLocalFile().toStdString());
        }
    }
    if (urls.isEmpty() && data.hasImage()) {
        takePicture(qvariant_cast<QImage>(data.imageData()));
    } else if (urls.isEmpty() && data.hasText()) {
        document_.addSample({.name = {}, .text = data.text().toStdString(), .pair = {}},
                            tr("Paste as a sample"));
    }
}

} // namespace vitrine::app
