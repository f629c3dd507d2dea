"""The texts of the tokenizer goldens: hand-picked edge cases and seeded random ones, as bytes."""

import random

FAMILY = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
FLAG = "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"
SCOTLAND = "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"

# Each edge case of the specification, in its order, then what C++ ports usually get wrong.
EDGES = [
    "\uFEFFabc", "a\uFEFFb", "a\0b", "\0", "\0\0a\0", "\u0301", "\u0301abc", "a \u0301 b",
    "e" + "\u0301" * 1000, "한국어", "한", "각 값", "กำลัง ทำ", "น้ำ", "क्षि", "हिन्दी में", "مَرْحَبًا",
    "بِسْمِ اللَّهِ", "İstanbul", "ıIiİ", "straße", "STRASSE ẞ", "ΑΣ", "ΣΊΣΥΦΟΣ ΌΔΟΣ", "σς",
    FAMILY + " family", "vote♡♡", "♡ love", "♥\uFE0F", FLAG, "1\uFE0F\u20E32\uFE0F\u20E3", SCOTLAND,
    "a\u180Eb", "a\u00ADb soft", "line\u2028two\u2029three", "a\u00A0b", "a\u3000b",
    "\u202Eabc", "\u202Aabc\u202C\u2066x\u2069", "\u200Eabc\u200F", "\uE000\uF8FF private",
    "\U000F0000a\U0010FFFDb", "\U00020000\U0002A700\U0002B740\U0002B820\U0002B920\U0002CEB0\U00030000",
    "a\U0002B820b \U0002B91Fc \U0002B920d", "½ ² Ⅻ ٣ ③ 一二", "don’t don't DON'T", "it’s",
    "a\r\nb\rc\nd", "a\tb\t\tc", "\t", "\n", "\r\n", "x" * 99, "x" * 100, "x" * 101, "x" * 200,
    "x" * 201, "ab" * 300, "_" * 400, "0" * 300, "é" * 100, "é" * 101, "日" * 120,
    "[CLS]", "[SEP] a [SEP]", "[MASK]", "[mask]", "a[MASK]b", "[[MASK]]", "[MA[MASK]SK]", "[PAD][PAD]",
    "[UNK]", "[UN K]", "<|endoftext|>", "hello <|endoftext|>", "<|endoftext|>hello",
    "<|end<|endoftext|>oftext|>", "<|endoftext|><|endoftext|>", "a <|endoftext|> b", "<|ENDOFTEXT|>",
    "", " ", "   ", "\u3000", "    a", "a    ", "backhand", "bachand", "don't $5.00", "naïve", "e\u0301",
    "日本語 text", "##ing", "##", "# # #", "\uFB01", "hello world", "hello  world", "hello\n\nworld ",
    "don'T DON'T don't", "👍", "é", "日本", "\u00A0x", "00000000000000000", "'rer",
    "today\n  \n", "\uFFFD", "a\uFFFDb", "i⭢j", "a'll b've c're d'm e'd f's g't", "'", "''", "'s's's",
    " '", " 's", "'S 'T 'RE 'VE 'M 'LL 'D", "we'll've", "a\u0085b", "a\vb", "a\fb", "a\x1cb\x1db\x1eb\x1fb",
    "a\u200Bb", "a\u200Cb\u200Dc", "a\u2060b", "\u061D \u061C \u0600", "\u0AFE\u0C3C\u0B55",
    "\u1734 \u1885\u1886 \uA9BD \U000111C9", "\u166D", "x\u20DDy", "Ω Ω", "Å Å", "\u1E9B\u0323",
    "d\u0323\u0307", "d\u0307\u0323", "\u0344", "\u0F73 \u0F75", "\u0958", "\u2126", "\uF900",
    "\U0002F800", "café au lait", "CAFÉ", "Ǆ ǅ ǆ", "ﬀ ﬃ", "ſ K Å", "¿Qué? ¡No!", "«guillemets»",
    "“quotes” ‘single’ – — … ‰", "a.b,c;d:e!f?g", "$+<=>^|~`", "€ £ ¥ ₿", "C++ C# F#", "http://a.b/c?d=e&f=g#h",
    "user@example.com", "2024-01-31T12:34:56Z", "3.14159 1,000,000 1e-9", "snake_case camelCase PascalCase",
    "if (x == 1) {\n    return y;\n}", "\ttab\n\t\tindent", "a  b   c    d", " lead", "trail ", " both ",
    "ŁÓDŹ łódź", "Ćwiczenie", "đ Đ", "Ħ ħ", "Þórður", "ŒUVRE œuvre", "Москва ЙОГУРТ ёж", "Київ їжак",
    "Ελλάδα", "ΆΈΉΊΌΎΏ", "שָׁלוֹם", "ქართული ᲥᲐᲠᲗᲣᲚᲘ", "Հայերեն ԵՎ և", "ไทย", "ລາວ", "ខ្មែរ", "မြန်မာ",
    "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "বাংলা", "ਪੰਜਾਬੀ", "ગુજરાતી", "ଓଡ଼ିଆ", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ",
    "ኢትዮጵያ", "ᏣᎳᎩ ꭰꮝꭼ", "ひらがな カタカナ ﾊﾝｶｸ", "がぎぐ か\u3099", "中文，测试。", "㈱ ㍿ ①", "한글 조합 \u1112\u1161\u11AB",
    "𝒜𝓁𝑔𝑒𝒷𝓇𝒶", "𐐀𐐨 𐐁", "🏳️‍🌈", "👩🏽‍🚀", "😀😃😄", "\U0001F1E6", "A\u030A", "a\u0328\u0301",
    "zero\u200Dwidth", "mixed日本and한국and русский", "tab\tand\u00A0nbsp\u2003em\u3000wide", "\u2003\u2003",
    "[CLS] A [SEP] B [SEP]", "[ CLS ]", "[MASK][MASK].", "the[MASK]the", "\u0345 Ͱ ͱ", "ᾼ ᾳ ῼ", "ǰ ΐ ΰ",
]

# Not UTF-8: each maximal invalid part is one U+FFFD.
BROKEN = [
    b"\xff", b"a\xffb", b"\xc0\x80", b"\xc1\xbf a", b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xe2\x82",
    b"\xe2\x82a", b"a \xe2\x82 b", b"\xf0\x9f\x98", b"\xf0\x9f\x98 x", b"\xf0\x9f", b"\xf0",
    b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe\xff", b"\xed\xa0\x80", b"\xed\xbf\xbf",
    b"\xed\xa0\xbd\xed\xb8\x80", b"x\xed\xa0\x80y", b"\xf4\x90\x80\x80", b"\x80", b"\x80\x80", b"\xbf a",
    b"caf\xe9", b"na\xefve", b"\xe9\xe9\xe9", b"abc\xc3", b"\xc3 abc", b"\xe4\xb8", b"\xe4\xb8\xad\xe4\xb8",
    b"\xf0\x9f\x91\x8d\xf0\x9f", b"a\x00\xffb", b"\xff\xfe\xfd", b"[MASK\xff]", b"\xff[MASK]\xff",
    b"<|endoftext|>\xff", b"\xff<|endoftext|>", b" \xff ", b"\xff \xff", b"'\xffs", b"1\xff2", b"\xe0\xa4",
    b"\xe1\x84\x92\xe1\x85", b"the \xc2 end", b"\xef\xbf", b"\xef\xbb\xbfabc\xef\xbb",
]

BLOCKS = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF),
    (0x400, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF), (0xE00, 0x109F), (0x1100, 0x11FF), (0x1E00, 0x1FFF),
    (0x2000, 0x206F), (0x2070, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xE000, 0xFFFD), (0x1F300, 0x1FAFF),
]
EXTRA = [(0, 0x1F), (0x7F, 0x9F), (0x10000, 0x10FFFF), (0x1D400, 0x1D7FF), (0x11000, 0x11FFF),
         (0x2B800, 0x2B930), (0xA000, 0xABFF), (0xFE00, 0xFE0F), (0xE0000, 0xE007F)]

WORDS = ("the of and in to unaffable attention transformer tokenization state-of-the-art U.S.A. don't "
         "Electroencephalography Saskatchewan antidisestablishmentarianism rhythm Worcestershire "
         "naïve Müller São Paulo Kraków Zürich 12,345.67 $9.99 100% A/B e-mail I'm we've you'll O'Neill "
         "qwertyuiop zzxxcc GPT-2 BERT ResNet50 x86_64 int32_t 0xDEADBEEF foo::bar<T>() [MASK] [SEP] "
         "<|endoftext|> ## ##ing ... !!! ?! -- — “hello” it’s (parenthesised) #hashtag @user ;-) :D").split(" ")
SEPARATORS = [" ", " ", " ", " ", "  ", "\n", "\t", ", ", ". ", "", "\r\n", "\u00A0", "\u3000", "-", "\u200B"]


def character(random_, blocks):
    while True:
        low, high = random_.choice(blocks)
        code = random_.randint(low, high)
        if not 0xD800 <= code <= 0xDFFF:
            return chr(code)


def random_text(random_):
    kind = random_.randrange(6)
    if kind == 0:  # words
        return "".join(random_.choice(WORDS) + random_.choice(SEPARATORS)
                       for _ in range(random_.randint(1, 10)))
    if kind == 1:  # one script with spaces
        block = [random_.choice(BLOCKS)]
        return "".join(" " if random_.random() < 0.2 else character(random_, block)
                       for _ in range(random_.randint(1, 24)))
    if kind == 2:  # everything
        return "".join(character(random_, BLOCKS + EXTRA) for _ in range(random_.randint(1, 16)))
    if kind == 3:  # pieces of edge cases
        parts = []
        for _ in range(random_.randint(1, 4)):
            edge = random_.choice(EDGES)
            at = random_.randrange(len(edge) + 1)
            parts.append(edge[at:at + random_.randint(1, 12)])
        return random_.choice(SEPARATORS).join(parts)
    if kind == 4:  # words with a stranger inside
        word = random_.choice(WORDS)
        at = random_.randrange(len(word) + 1)
        return word[:at] + character(random_, BLOCKS + EXTRA) + word[at:]
    letters = "abcdefghijklmnopqrstuvwxyzABC '0123-_.\n"
    return "".join(random_.choice(letters) for _ in range(random_.randint(1, 40)))


def random_bytes(random_):
    data = bytearray(random_text(random_).encode("utf-8"))
    for _ in range(random_.randint(1, 3)):
        if data:
            data[random_.randrange(len(data))] = random_.randrange(256)
    return bytes(data)


def random_cases(seed, count):
    """One in ten is damaged and may not be UTF-8."""
    random_ = random.Random(seed)
    return [random_bytes(random_) if random_.random() < 0.1 else random_text(random_).encode("utf-8")
            for _ in range(count)]


def edge_cases():
    return [text.encode("utf-8") for text in EDGES] + BROKEN
