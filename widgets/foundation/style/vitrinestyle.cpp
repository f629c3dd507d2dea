#include "widgets/foundation/style/vitrinestyle.h"

namespace vitrine::widgets {

VitrineStyle::VitrineStyle()
    : QProxyStyle(QStringLiteral("Fusion")) {}

} // namespace vitrine::widgets
