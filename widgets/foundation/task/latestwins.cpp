#include "widgets/foundation/task/latestwins.h"

#include <QString>

#include <new>

namespace vitrine::widgets {

Problem problemOf(const std::exception_ptr& exception, const QString& worker) {
    const std::string where = worker.toStdString();
    try {
        std::rethrow_exception(exception);
    } catch (const std::bad_alloc&) {
        return {"There is not enough memory for this", where,
                "Close other models or use a shorter sample, then try again"};
    } catch (const std::exception& error) {
        return {"The work stopped at an unexpected fault", where + ": " + error.what(),
                "Try again; if it happens again, please report it with this text"};
    } catch (...) {
        return {"The work stopped at an unexpected fault", where,
                "Try again; if it happens again, please report it"};
    }
}

} // namespace vitrine::widgets
