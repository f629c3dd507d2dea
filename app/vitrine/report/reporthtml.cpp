#include "app/vitrine/report/reportcontent.h"

namespace vitrine::app {

namespace {

// Colours are the reader's own, so that the page follows a light or dark browser.
constexpr const char* kStyle =
    "body{font:15px/1.6 'Noto Sans',sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
    "color:CanvasText;background:Canvas;color-scheme:light dark}"
    "figure{margin:2rem 0}img{max-width:100%;height:auto;background:white}"
    "figcaption{font-size:13px;margin-top:.5rem}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:1rem 0}"
    "th,td{padding:.2rem .8rem;border-bottom:1px solid GrayText;text-align:right}"
    ".t{text-align:left}caption{text-align:left;font-weight:600;padding:.4rem 0}";

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString figureHtml(const ReportFigure& figure) {
    const QString svg = figure.figure != nullptr
                            ? QStringLiteral(" · <a href=\"%1.svg\">SVG</a>").arg(figure.stem)
                            : QString();
    return QStringLiteral("<figure><img src=\"%1.png\" alt=\"%2\">"
                          "<figcaption><strong>%2</strong>. %3%4</figcaption></figure>\n")
        .arg(figure.stem, escaped(figure.title), escaped(figure.caption), svg);
}

QString rowHtml(const QStringList& cells, const QString& tag, int textColumns) {
    QString row = QStringLiteral("<tr>");
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const QString kind = column < textColumns ? QStringLiteral(" class=\"t\"") : QString();
        row += QStringLiteral("<%1%2>%3</%1>").arg(tag, kind, escaped(cells[column]));
    }
    return row + QStringLiteral("</tr>\n");
}

QString tableHtml(const ReportTable& table) {
    QString html =
        QStringLiteral("<table><caption>%1</caption>\n<thead>").arg(escaped(table.title));
    html += rowHtml(table.headings, QStringLiteral("th"), table.textColumns);
    html += QStringLiteral("</thead>\n<tbody>\n");
    for (const QStringList& row : table.rows) {
        html += rowHtml(row, QStringLiteral("td"), table.textColumns);
    }
    return html + QStringLiteral("</tbody></table>\n");
}

} // namespace

std::string reportHtml(const ReportContent& content) {
    QString html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\"><head>"
                                  "<meta charset=\"utf-8\">"
                                  "<meta name=\"viewport\" content=\"width=device-width\">"
                                  "<title>%1</title><style>%2</style></head>\n<body>\n"
                                  "<h1>%1</h1>\n<p>%3</p>\n")
                       .arg(escaped(content.title), QString::fromLatin1(kStyle),
                            escaped(content.introduction));
    for (const ReportFigure& figure : content.figures) {
        html += figureHtml(figure);
    }
    for (const ReportTable& table : content.tables) {
        html += tableHtml(table);
    }
    html += QStringLiteral("</body></html>\n");
    return html.toStdString();
}

} // namespace vitrine::app
