#include "core/neural/border.h"

#include "core/neural/weights/problems.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>

namespace vitrine::neural {

Problem problemOfException(const std::string& where) {
    try {
        throw;
    } catch (const BadParameter& bad) {
        return bad.problem();
    } catch (const c10::Error& error) {
        return {"LibTorch stopped the work", where, error.what_without_backtrace()};
    } catch (const std::bad_alloc&) {
        return {"There is not enough memory", where, "Close a model or shorten the input"};
    } catch (const std::exception& error) {
        return {"The engine failed", where, error.what()};
    } catch (...) {
        return {"The engine failed", where, "An unknown exception was thrown"};
    }
}

} // namespace vitrine::neural
