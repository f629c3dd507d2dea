#include "core/perturb/text/keymap.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace vitrine::perturb {

namespace {

constexpr std::string_view kNames[] = {"square4", "staggered8", "observed8", "qwertz", "azerty"};

constexpr std::string_view kSquare4 =
    "q:aw w:sqe e:dwr r:fet t:gry y:htu u:jyi i:kuo o:lip p:o a:qzs s:wxad d:ecsf f:rvdg g:tbfh "
    "h:yngj j:umhk k:ijl l:ok z:ax x:szc c:dxv v:fcb b:gvn n:hbm m:jn";

constexpr std::string_view kStaggered8 =
    "q:was w:qeasd e:wsdfr r:edfgt t:rfghy y:tghju u:yhjki i:ujklo o:iklp p:ol a:qwszx s:qweadzx "
    "d:werfcxs f:ertgvcd g:rtyhbvd h:tyugjbn j:yuikmnh k:uiolmj l:iopk z:asx x:sdzc c:xdfv v:cfgb "
    "b:vghn n:bhjm m:njk";

// Seen in the published attack files; j, k, q and z were not, and are those of staggered8.
constexpr std::string_view kObserved8 =
    "a:wqszx b:vngh c:xdvf d:xefrscv e:wrfsd f:grd g:hvytfb h:ugjbny i:kuloj l:pok m:kjn n:bjhm "
    "o:likp p:ol r:fdegt s:axecdwz t:gyfrh u:iykjh v:gfbc w:dseqa x:scz y:tuh j:yuikmnh k:uiolmj "
    "q:was z:asx";

using Rows = std::array<std::string_view, 3>;

constexpr Rows kQwertz = {"qwertzuiopü", "asdfghjklöä", "yxcvbnm"};
constexpr Rows kAzerty = {"azertyuiop", "qsdfghjklm", "wxcvbn"};

constexpr std::array<double, 3> kRowOffsets = {0, 0.25, 0.75}; // key widths
constexpr double kReach = 1.2;

std::u32string codesOf(std::string_view text) {
    std::u32string codes;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8Step(text, at);
        codes.push_back(step.character);
        at += step.bytes;
    }
    return codes;
}

/// Keys whose middles are within reach, row by row from the left.
std::string tableOf(const Rows& rows) {
    std::string table;
    const auto each = [&](const auto& visit) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::u32string keys = codesOf(rows[row]);
            for (std::size_t column = 0; column < keys.size(); ++column) {
                visit(keys[column], kRowOffsets[row] + static_cast<double>(column),
                      static_cast<double>(row));
            }
        }
    };
    each([&](char32_t key, double x, double y) {
        table += table.empty() ? "" : " ";
        appendUtf8(table, key);
        table += ':';
        each([&](char32_t other, double otherX, double otherY) {
            if (other != key && std::hypot(otherX - x, otherY - y) <= kReach) {
                appendUtf8(table, other);
            }
        });
    });
    return table;
}

/// The letters of the maps are ASCII or of Latin-1, where case is one bit.
char32_t lowered(char32_t code) {
    const bool upper =
        (code >= U'A' && code <= U'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    return upper ? code + 0x20 : code;
}

char32_t raised(char32_t code) {
    const bool lower =
        (code >= U'a' && code <= U'z') || (code >= 0xE0 && code <= 0xFE && code != 0xF7);
    return lower ? code - 0x20 : code;
}

/// The one character of a letter, or 0 where it has marks.
char32_t soleCode(std::string_view letter) {
    const Utf8Step step = utf8Step(letter, 0);
    return step.bytes == letter.size() ? step.character : 0;
}

} // namespace

Outcome<KeyMap> KeyMap::parse(std::string_view table) {
    KeyMap map;
    map.keys_.resize(26);
    const std::u32string codes = codesOf(table);
    for (std::size_t at = 0; at < codes.size();) {
        const std::size_t end = std::min(codes.find(U' ', at), codes.size());
        if (end - at < 3 || codes[at + 1] != U':') {
            return Problem{"The key map has an entry that is not `key:neighbours`",
                           std::string(table), "Write `q:aw w:sqe` and so on"};
        }
        Key key{codes[at], codes.substr(at + 2, end - at - 2)};
        if (key.code >= U'a' && key.code <= U'z') {
            map.keys_[key.code - U'a'] = std::move(key);
        } else {
            map.keys_.push_back(std::move(key));
        }
        at = end + 1;
    }
    return map;
}

KeyMap KeyMap::named(std::string_view name) {
    const auto table = [&]() -> std::string {
        if (name == "square4") {
            return std::string(kSquare4);
        }
        if (name == "staggered8") {
            return std::string(kStaggered8);
        }
        if (name == "observed8") {
            return std::string(kObserved8);
        }
        if (name == "qwertz") {
            return tableOf(kQwertz);
        }
        if (name == "azerty") {
            return tableOf(kAzerty);
        }
        throw std::invalid_argument("KeyMap: no map is named " + std::string(name));
    };
    return *parse(table());
}

std::size_t KeyMap::neighbours(std::string_view letter) const {
    const Key* key = find(lowered(soleCode(letter)));
    return key == nullptr ? 0 : key->beside.size();
}

std::string KeyMap::neighbour(std::string_view letter, std::size_t index) const {
    const char32_t code = soleCode(letter);
    const char32_t lower = lowered(code);
    const char32_t beside = find(lower)->beside[index];
    std::string text;
    appendUtf8(text, code == lower ? beside : raised(beside));
    return text;
}

const KeyMap::Key* KeyMap::find(char32_t code) const {
    if (code >= U'a' && code <= U'z') {
        return &keys_[code - U'a'];
    }
    const auto found = std::ranges::find(keys_.begin() + 26, keys_.end(), code, &Key::code);
    return found == keys_.end() || code == 0 ? nullptr : &*found;
}

std::span<const std::string_view> keyMapNames() {
    return kNames;
}

} // namespace vitrine::perturb
