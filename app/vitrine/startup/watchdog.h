#pragma once

#include "core/base/log.h"

#include <QObject>

#include <atomic>
#include <cstdint>
#include <thread>

namespace vitrine::app {

/// Logs, with the stack, whenever the GUI thread has not come back to its event loop for more than
/// 100 ms. Make and destroy it on the GUI thread; one at a time.
class Watchdog final : public QObject {
    Q_OBJECT

public:
    static constexpr int kSilentMilliseconds = 100;

    explicit Watchdog(Log log, QObject* parent = nullptr);
    ~Watchdog() override;

    /// How often it barked.
    [[nodiscard]] int barks() const { return barks_; }

private:
    void watch(const std::stop_token& stop);
    void bark();

    Log log_;
    std::atomic<std::int64_t> busySince_{0}; ///< ns of the steady clock; 0 while the loop waits
    std::atomic<int> barks_{0};
    pthread_t gui_;
    std::jthread thread_; // last: it uses the members above
};

} // namespace vitrine::app
