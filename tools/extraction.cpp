// Takes paths. Hands out the facts of their articles in the order they were read.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/parallel.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/extraction.h>
#include <banggiao/tools/progress.h>

#include <boost/container/static_vector.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace banggiao::tools {

namespace {

/// One step of the output: an article under way or done, a problem or a note between two articles.
struct Item {
    std::optional<Article> article; ///< until a worker takes it
    std::optional<Facts> facts;
    std::string line; ///< facts as JSON, if that is what is wanted
    std::optional<Error> problem;
    std::optional<std::string> note;
    std::exception_ptr failure; ///< of whoever had no memory for it
    std::size_t bytes = 0;      ///< of the article's text
    bool done = false;
};

/// Articles in, facts out in the same order. The reader pushes and, when enough is under way, hands out what
/// is done.
class Pipeline {
  public:
    Pipeline(const extract::Extractor& extractor, unsigned jobs, const ExtractionSinks& sinks,
             Progress& progress)
        : extractor_(extractor), sinks_(sinks), progress_(progress), most_jobs_(jobs),
          most_under_way_(std::size_t{jobs} * 32) {
        unsigned started = 0;
        while (started < jobs && workers_.start(work_)) ++started;
        if (started == 0) throw std::bad_alloc();
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// What waits still is given up.
    ~Pipeline() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
            waiting_.clear();
        }
        has_work_.notify_all();
    }

    /// Hands out all that is left.
    void finish() { hand_out(items_.size()); }

    void push(Item item) {
        auto shared = std::make_shared<Item>(std::move(item));
        shared->done = !shared->article;
        if (shared->article) shared->bytes = shared->article->text->size();
        bytes_ += shared->bytes;
        items_.push_back(shared);
        if (shared->article) {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(shared);
        }
        if (shared->article) has_work_.notify_one();
        if (items_.size() > most_under_way_) hand_out(items_.size() / 2);
        while (bytes_ > most_bytes && items_.size() > 1) hand_out(1);
    }

  private:
    static constexpr std::size_t most_bytes = std::size_t{64} << 20;
    /// Articles a worker takes at once, and the bytes of their text with which it has enough.
    static constexpr std::size_t most_together = 8, bytes_together = std::size_t{128} << 10;
    using Items = boost::container::static_vector<std::shared_ptr<Item>, most_together>;

    void await(const Item& item) {
        std::unique_lock lock(mutex_);
        awaited_ = &item;
        done_.wait(lock, [&] { return item.done; });
        awaited_ = nullptr;
    }

    /// The first of the items. They are awaited from the last on: when that is done, nearly all are, and the
    /// reader has slept once.
    void hand_out(std::size_t count) {
        for (std::size_t i = count; i > 0; --i) await(*items_[i - 1]);
        for (; count > 0; --count) hand_out_first();
    }

    /// REQUIRES: it is done.
    void hand_out_first() {
        const std::shared_ptr<Item> item = items_.front();
        items_.pop_front();
        bytes_ -= item->bytes;
        if (item->failure) std::rethrow_exception(item->failure);
        if (!item->facts) progress_.clear();
        if (item->note) sinks_.note(*item->note);
        if (item->problem) sinks_.problem(*item->problem);
        if (!item->line.empty()) sinks_.line(item->line);
        if (item->facts) sinks_.facts(*item->facts);
        if (!item->note) progress_.step();
    }

    /// REQUIRES: no other thread looks at the items until they are done.
    void extract(const Items& items) const try {
        std::vector<Article> articles;
        articles.reserve(items.size());
        for (const auto& item : items) articles.push_back(std::move(*item->article));
        std::vector<Result<Facts>> facts = extractor_.extract_all(std::move(articles));
        for (std::size_t i = 0; i < items.size(); ++i) take(*items[i], std::move(facts[i]));
    } catch (...) {
        for (const auto& item : items) item->failure = std::current_exception();
    }

    void take(Item& item, Result<Facts> facts) const {
        if (!facts)
            item.problem = facts.error();
        else if (sinks_.line)
            item.line = banggiao::to_json(*facts);
        else
            item.facts = std::move(*facts);
        item.article.reset();
    }

    void work() {
        for (;;) {
            const Items items = next();
            if (items.empty()) return;
            extract(items);
            const std::lock_guard lock(mutex_);
            for (const auto& item : items) {
                item->done = true;
                if (awaited_ == item.get()) done_.notify_one();
            }
        }
    }

    /// The next articles, few enough that every worker has some; none once there will be no more.
    Items next() {
        std::unique_lock lock(mutex_);
        has_work_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
        const std::size_t share = std::clamp<std::size_t>(waiting_.size() / most_jobs_, 1, most_together);
        Items items;
        for (std::size_t bytes = 0; !waiting_.empty() && items.size() < share && bytes < bytes_together;) {
            bytes += waiting_.front()->bytes;
            items.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
        return items;
    }

    const extract::Extractor& extractor_;
    const ExtractionSinks& sinks_;
    Progress& progress_; ///< the calling thread's
    const std::size_t most_jobs_, most_under_way_;
    std::deque<std::shared_ptr<Item>> items_;   ///< in order; the reader's own, like the next
    std::size_t bytes_ = 0;                     ///< of their articles
    std::deque<std::shared_ptr<Item>> waiting_; ///< guarded by mutex_, like what follows
    const Item* awaited_ = nullptr;             ///< what the reader waits for
    std::mutex mutex_;
    std::condition_variable has_work_; ///< there is an article to take, or no more will come
    std::condition_variable done_;     ///< the awaited item is done
    bool closed_ = false;
    const std::function<void()> work_ = [this] { work(); };
    Workers workers_; ///< go first
};

unsigned number_of_jobs(unsigned wanted) {
    constexpr unsigned most = 256; // of some thousands the system refuses the next
    return wanted > 0 ? std::min(wanted, most) : std::max(1u, std::thread::hardware_concurrency());
}

void run_pipeline(const extract::Extractor& extractor, const std::vector<std::string>& paths,
                  const ExtractionOptions& options, const ExtractionSinks& sinks) {
    Progress progress(options.quiet, options.language);
    Pipeline pipeline(extractor, number_of_jobs(options.jobs), sinks, progress);
    auto push = [&](auto&& fill) {
        Item item;
        fill(item);
        pipeline.push(std::move(item));
    };
    extract::read_paths(
        paths, {options.published, options.id},
        {[&](Article&& article) { push([&](Item& item) { item.article = std::move(article); }); },
         [&](const Error& error) { push([&](Item& item) { item.problem = error; }); },
         [&](const std::string& text) {
             if (!options.quiet) push([&](Item& item) { item.note = text; });
         },
         [&](std::size_t count) { progress.expect(count); }, [] { return interrupted().load(); }});
    pipeline.finish();
}

} // namespace

void add_extraction_options(Subcommand& command, ExtractionOptions& options) {
    command.option("--jobs,-j", options.jobs, "Threads (default: one for each processor)");
    command.option("--published", options.published, "Date for articles that do not say theirs, YYYY-MM-DD");
    command.option("--id", options.id, "Id of the article, for a single file or standard input");
    command.option("--gazetteer", options.gazetteer, "A table of places and bodies of your own");
    command.flag("--quiet,-q", options.quiet, "No progress and no notes, only what fails");
}

Status extract_paths(const std::vector<std::string>& paths, const ExtractionOptions& options,
                     const ExtractionSinks& sinks) {
    if (options.published && !PartialDate::parse(*options.published))
        return Error{ErrorKind::invalid_argument, "'" + *options.published + "' is no date", "--published",
                     "write it as 2023-03-24"};
    if (!options.gazetteer) {
        run_pipeline(extract::Extractor(), paths, options, sinks);
        return {};
    }
    const auto gazetteer = extract::Gazetteer::with_user_table(*options.gazetteer);
    if (!gazetteer) return gazetteer.error();
    run_pipeline(extract::Extractor(*gazetteer), paths, options, sinks);
    return {};
}

} // namespace banggiao::tools
