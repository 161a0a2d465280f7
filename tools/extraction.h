// Takes paths. Hands out the facts of their articles in the order they were read, extracted on any number of
// threads: the same facts in the same order whatever the number. Memory is bounded by the articles under way.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/result.h>
#include <banggiao/tools/command.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace banggiao::tools {

struct ExtractionOptions {
    unsigned jobs = 0; ///< threads; 0: one for each processor
    std::optional<std::string> published;
    std::optional<std::string> id;
    std::optional<std::string> gazetteer; ///< a user's own table
    bool quiet = false;                   ///< no progress, no notes
    std::string language = "en";          ///< of the progress: vi or en
};

/// --jobs, --published, --id, --gazetteer, --quiet.
void add_extraction_options(Subcommand& command, ExtractionOptions& options);

/// What comes out, on the calling thread, in the order of reading.
struct ExtractionSinks {
    std::function<void(const Facts&)> facts;
    std::function<void(const std::string&)> line; ///< instead of facts: their JSON line, made by the workers
    std::function<void(const Error&)> problem;    ///< an article that is skipped
    std::function<void(const std::string&)> note; ///< something to know about one that is not
};

/// Stops early, with all that was read handed out, when interrupted() is set. Fails only before the first
/// article. At most 32 articles a thread, or 64 MiB of text, are under way at once.
Status extract_paths(const std::vector<std::string>& paths, const ExtractionOptions& options,
                     const ExtractionSinks& sinks);

} // namespace banggiao::tools
