// Takes paths, folders, bytes (txt, html, jsonl; UTF-8, UTF-16, windows-1258, TCVN3, VNI). Hands out
// articles: decoded, NFC, page furniture not removed from text files (sections.h marks it) but main text
// chosen from HTML.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/result.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

struct ReadOptions {
    std::optional<std::string> published; ///< for articles that do not say
    std::optional<std::string> id;        ///< for standard input or a single file
};

/// What a reader reports besides articles: problems (the article is skipped) and notes (it is not).
struct ReadReport {
    std::function<void(Article&&)> article;
    std::function<void(const Error&)> problem;
    std::function<void(const std::string&)> note;
    std::function<void(std::size_t)> count = {}; ///< how many articles there seem to be, before the first
    std::function<bool()> stop = {};             ///< true: no further article is read
};

/// Reads every PATH (file, folder recursively in sorted order, `-` for standard input), streaming: one
/// article in memory at a time. Ids as in the contract: own in JSON lines; the path below its argument
/// without extension; a file given by name: its stem. Two different texts under one id are both refused.
void read_paths(const std::vector<std::string>& paths, const ReadOptions& options, const ReadReport& report);

/// One article from the bytes of a .txt file; `encoding` as for decode().
Result<Article> read_text(std::string_view bytes, std::string id, std::string* encoding = nullptr);
/// One article from a page: main text, title, date, source (JSON-LD, OpenGraph, <time>, visible date lines).
Result<Article> read_html(std::string_view bytes, std::string id, std::string* encoding = nullptr);
/// One article from a JSON line with id, title, text, url, published, source.
Result<Article> read_json_line(std::string_view line, std::string place);

/// Bytes to NFC UTF-8; `encoding` gets what was found (UTF-8, UTF-16LE, windows-1258 …). CRLF becomes LF.
Result<std::string> decode(std::string_view bytes, std::string* encoding = nullptr);

/// Whether the text is Vietnamese: by the share of its letters and, where that leaves doubt, its syllables.
bool is_vietnamese(std::string_view nfc_text);

} // namespace banggiao::extract
