// banggiao extract: articles → facts, one JSON line an article, on standard output, in the order of the
// articles.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/tools/command.h>

#include <condition_variable>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>

namespace banggiao::tools {
namespace {

using extract::Extractor;
using extract::Gazetteer;

struct Options {
    std::vector<std::string> paths;
    std::string published, id, gazetteer;
    unsigned jobs = 0; ///< 0: one a core
};

/// Hands articles to a number of threads and prints what they make of them in the order given. At most
/// `capacity` articles or `most_bytes` of text are in hand at once.
class Line {
  public:
    Line(const Extractor& extractor, unsigned jobs) : extractor_(extractor), capacity_(8 * jobs) {
        for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this] { work(); });
    }

    void push(Article&& article) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return in_hand_ < capacity_ && (bytes_ < most_bytes || in_hand_ == 0); });
        ++in_hand_;
        bytes_ += article.text->size();
        articles_.push({next_in_++, std::move(article)});
        lock.unlock();
        work_.notify_one();
    }

    /// Waits for the rest. False if an article failed or the output could not be written.
    bool finish() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        work_.notify_all();
        for (std::thread& worker : workers_) worker.join();
        if (std::fflush(stdout) != 0) failed_ = true;
        return !failed_;
    }

  private:
    static constexpr std::size_t most_bytes = std::size_t{64} << 20;

    struct Job {
        std::size_t number;
        Article article;
    };
    struct Done {
        std::string line;    ///< of standard output, or empty
        std::string problem; ///< of standard error, or empty
        std::size_t bytes;
    };

    void work() {
        for (;;) {
            std::unique_lock lock(mutex_);
            work_.wait(lock, [&] { return closed_ || !articles_.empty(); });
            if (articles_.empty()) return;
            Job job = std::move(articles_.front());
            articles_.pop();
            lock.unlock();
            Done done = extract(job.article);
            lock.lock();
            done_.emplace(job.number, std::move(done));
            print_ready();
        }
    }

    Done extract(const Article& article) const {
        const auto facts = extractor_.extract(article);
        if (facts.ok()) return {to_json(*facts), "", article.text->size()};
        return {"", facts.error().text(), article.text->size()};
    }

    // REQUIRES: mutex_ is held.
    void print_ready() {
        for (auto next = done_.find(next_out_); next != done_.end(); next = done_.find(++next_out_)) {
            const Done& done = next->second;
            if (!done.problem.empty()) {
                std::cerr << "banggiao: " << done.problem << '\n';
                failed_ = true;
            } else if (std::fwrite(done.line.data(), 1, done.line.size(), stdout) != done.line.size() ||
                       std::fputc('\n', stdout) == EOF) {
                failed_ = true;
            }
            --in_hand_;
            bytes_ -= done.bytes;
            done_.erase(next);
        }
        room_.notify_all();
    }

    const Extractor& extractor_;
    const std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable work_, room_;
    std::queue<Job> articles_;
    std::map<std::size_t, Done> done_;
    std::size_t next_in_ = 0, next_out_ = 0, in_hand_ = 0, bytes_ = 0;
    bool closed_ = false, failed_ = false;
    std::vector<std::thread> workers_;
};

int fail(const Error& error, int status) {
    std::cerr << "banggiao: " << error.text() << '\n';
    return status;
}

int run(const Options& options, const Extractor& extractor) {
    const unsigned jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
    Line line(extractor, jobs);
    bool failed = false;
    extract::ReadOptions read;
    if (!options.published.empty()) read.published = options.published;
    if (!options.id.empty()) read.id = options.id;
    extract::read_paths(options.paths, read,
                        {[&](Article&& article) { line.push(std::move(article)); },
                         [&](const Error& error) { failed = true, fail(error, exit_failed); },
                         [](const std::string& note) { std::cerr << "banggiao: " << note << '\n'; }});
    return line.finish() && !failed ? exit_ok : exit_failed;
}

int run(const Options& options) {
    if (!options.published.empty() && !PartialDate::parse(options.published))
        return fail({ErrorKind::invalid_argument, "\"" + options.published + "\" is no date", "--published",
                     "write it as 2023-03-24"},
                    exit_usage);
    if (options.gazetteer.empty()) return run(options, Extractor());
    const auto gazetteer = Gazetteer::with_user_table(options.gazetteer);
    if (!gazetteer.ok()) return fail(gazetteer.error(), exit_failed);
    return run(options, Extractor(*gazetteer));
}

} // namespace

void add_extract(CLI::App& program, int& status) {
    CLI::App* command =
        program.add_subcommand("extract", "Print the facts of articles, one JSON line an article");
    auto options = std::make_shared<Options>();
    command
        ->add_option("PATH", options->paths, "Files (.txt, .html, .jsonl), folders, or - for standard input")
        ->required();
    command->add_option("--jobs", options->jobs, "Threads (one a core)")->check(CLI::Range(1u, 1024u));
    command->add_option("--published", options->published, "Date of articles that do not give theirs");
    command->add_option("--id", options->id, "Id of the one article read");
    command->add_option("--gazetteer", options->gazetteer, "A table of more places and bodies");
    command->footer("Example: banggiao extract examples/articles > facts.jsonl");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace banggiao::tools
