#include "core/media/codec/quiet.h"

#include "core/media/codec/clip/av.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace vitrine::media {

void quietLibraries() {
    cv::setNumThreads(1);
    cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    av_log_set_level(AV_LOG_QUIET);
}

} // namespace vitrine::media
