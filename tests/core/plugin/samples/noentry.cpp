// A library that is no plugin.
extern "C" [[gnu::visibility("default")]] int anotherFunction();

extern "C" int anotherFunction() {
    return 3;
}
