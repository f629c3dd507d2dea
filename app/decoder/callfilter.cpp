#include "app/decoder/callfilter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <sched.h>
#include <vector>

namespace vitrine::app {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

/// Memory, threads, clocks, what is open already, and ending.
constexpr std::array kAllowed{
    __NR_read,           __NR_pread64,         __NR_readv,          __NR_write,
    __NR_writev,         __NR_lseek,           __NR_fstat,          __NR_fcntl,
    __NR_close,          __NR_dup,             __NR_ppoll,          __NR_sendmsg,
    __NR_recvmsg,        __NR_mmap,            __NR_munmap,         __NR_mprotect,
    __NR_mremap,         __NR_madvise,         __NR_brk,            __NR_futex,
    __NR_set_robust_list, __NR_get_robust_list, __NR_sched_yield,   __NR_sched_getaffinity,
    __NR_sched_setaffinity, __NR_sched_getparam, __NR_sched_getscheduler, __NR_getpid,
    __NR_gettid,         __NR_getrandom,       __NR_getrusage,      __NR_sysinfo,
    __NR_uname,          __NR_clock_gettime,   __NR_clock_getres,   __NR_clock_nanosleep,
    __NR_nanosleep,      __NR_gettimeofday,    __NR_setitimer,      __NR_rt_sigaction,
    __NR_rt_sigprocmask, __NR_rt_sigreturn,    __NR_sigaltstack,    __NR_restart_syscall,
    __NR_exit,           __NR_exit_group,
#if defined(__NR_poll)
    __NR_poll,
#endif
#if defined(__NR_newfstatat)
    __NR_newfstatat,
#endif
#if defined(__NR_rseq)
    __NR_rseq,
#endif
#if defined(__NR_alarm)
    __NR_alarm,
#endif
};

using Program = std::vector<sock_filter>;

void answer(Program& program, std::uint32_t verdict) {
    program.push_back(BPF_STMT(BPF_RET | BPF_K, verdict));
}

/// Two instructions: the verdict for this number, else on.
void forCall(Program& program, long number, std::uint32_t verdict) {
    program.push_back(
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1));
    answer(program, verdict);
}

void load(Program& program, std::size_t offset) {
    program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
}

/// Threads, yes; processes and namespaces, no. The flags are the first argument (its lower half
/// comes first in memory on both processors).
void allowThreads(Program& program) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4));
    load(program, offsetof(seccomp_data, args));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
    answer(program, SECCOMP_RET_ALLOW);
    answer(program, SECCOMP_RET_ERRNO | EPERM);
}

} // namespace

bool filterSystemCalls() {
    constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
    if (kArchitecture == 0) {
        return false;
    }
    Program program;
    load(program, offsetof(seccomp_data, arch));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
    answer(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(seccomp_data, nr));
    for (const long number : kAllowed) {
        forCall(program, number, SECCOMP_RET_ALLOW);
    }
#if defined(__NR_clone3)
    // Its flags lie in memory that a filter cannot see; told that it is missing, the C library
    // takes clone.
    forCall(program, __NR_clone3, SECCOMP_RET_ERRNO | ENOSYS);
#endif
    allowThreads(program);
    answer(program, kRefuse);
    sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

} // namespace vitrine::app
