// banggiao build: reads articles or facts into a store; prints what was added, changed, unchanged, skipped.
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/background.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/extraction.h>
#include <banggiao/tools/progress.h>
#include <banggiao/tools/wording.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store;
    std::vector<std::string> paths;
    std::vector<std::string> facts_files;
    ExtractionOptions extraction;
};

/// Puts facts into a store, commits now and then, counts.
class Builder {
  public:
    explicit Builder(Store& store) : store_(store) {}

    void put(const Facts& facts) {
        if (failed_) return;
        const auto faults = validate(facts);
        if (!faults.empty()) return skip(faults.front());
        const auto outcome = store_.put(facts);
        if (!outcome) return stop(outcome.error());
        ++counts_[static_cast<std::size_t>(*outcome)];
        if (++uncommitted_ >= articles_a_commit) commit();
    }

    void skip(const Error& error) {
        fail(error);
        ++skipped_;
    }

    void commit() {
        uncommitted_ = 0;
        if (failed_) return;
        if (const Status done = store_.commit(); !done) stop(done.error());
    }

    bool failed() const { return failed_; }

    /// Prints the counts and gives the exit status.
    int finish(const std::string& language) {
        commit();
        if (failed_) return exit_failed;
        std::ostringstream counts;
        counts << counts_[0] << " added, " << counts_[1] << " changed, " << counts_[2] << " unchanged, "
               << skipped_ << " skipped";
        std::cout << in_language(counts.str(), language) << "\n";
        return skipped_ == 0 ? exit_ok : exit_failed;
    }

  private:
    static constexpr int articles_a_commit = 256;

    void stop(const Error& error) {
        fail(error);
        failed_ = true;
    }

    Store& store_;
    std::size_t counts_[3] = {0, 0, 0}; ///< by Outcome
    std::size_t skipped_ = 0;
    int uncommitted_ = 0;
    bool failed_ = false;
};

void read_facts(const std::string& path, const ExtractionOptions& options, Builder& builder) {
    std::ifstream file(path);
    if (!file)
        return builder.skip(
            {ErrorKind::unreadable, "cannot be opened", path, "check the name and its permissions"});
    Progress progress(options.quiet, options.language);
    std::string line;
    for (std::size_t number = 1; std::getline(file, line) && !builder.failed() && !interrupted(); ++number) {
        if (line.empty()) continue;
        progress.step();
        auto facts = facts_from_json(line);
        if (facts) {
            builder.put(*facts);
            continue;
        }
        Error error = facts.error();
        error.place = path + ":" + std::to_string(number);
        progress.clear();
        builder.skip(error);
    }
    if (file.bad())
        builder.skip({ErrorKind::unreadable, "cannot be read", path, "name a file of facts, one a line"});
}

int run(const Options& options) {
    if (options.paths.empty() && options.facts_files.empty()) {
        std::cerr << "banggiao: nothing to read; name articles, folders, or --facts FILE\n";
        return exit_usage;
    }
    auto store = Store::open(options.store, Store::Mode::create_or_write);
    if (!store) return fail(store.error());
    Builder builder(*store);
    for (const std::string& path : options.facts_files) read_facts(path, options.extraction, builder);
    if (!options.paths.empty()) {
        const Status read = extract_paths(options.paths, options.extraction,
                                          {[&](const Facts& facts) { builder.put(facts); },
                                           {},
                                           [&](const Error& error) { builder.skip(error); },
                                           [](const std::string& text) { note(text); }});
        if (!read) return fail(read.error());
    }
    const int status = builder.finish(options.extraction.language);
    if (builder.failed()) return status;
    if (interrupted())
        note(in_language("stopped; what was read is kept, and the same command goes on from there",
                         options.extraction.language));
    if (const Status built = update_graph(*store); !built) return fail(built.error());
    refresh_in_background(options.store);
    return interrupted() ? exit_failed : status;
}

} // namespace

void add_build(CommandLine& line) {
    Subcommand command = line.add("build", "Read articles into a store, adding or replacing",
                                  "banggiao build news.kg examples/articles");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg; made if there is none").required();
    command.option("PATH", options->paths, "Files (.txt, .html, .jsonl), folders, or - for standard input");
    command.option("--facts", options->facts_files, "Facts made elsewhere, one JSON object a line");
    add_extraction_options(command, options->extraction);
    command.language(options->extraction.language, "Language of the counts and the progress: vi or en");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
