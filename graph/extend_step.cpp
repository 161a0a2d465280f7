// Takes a base, its index, articles to come and to go. Hands out the change: reads again the few articles
// that these touch, merges them around what is known as it was and as it will be, and says what differs.
#include <banggiao/graph/extend_patch.h>
#include <banggiao/graph/extend_reach.h>
#include <banggiao/graph/extend_step.h>
#include <banggiao/graph/extend_touched.h>
#include <banggiao/graph/merge_successions.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

/// Adds one step's notes to those of all: a note that one step makes and another takes back is none.
template <typename Note>
void tally(std::map<Note, int>& all, const std::vector<Note>& gone, const std::vector<Note>& made) {
    for (const Note& note : std::set<Note>(gone.begin(), gone.end())) --all[note];
    for (const Note& note : std::set<Note>(made.begin(), made.end())) ++all[note];
}

template <typename Note>
void differences(const std::map<Note, int>& all, std::vector<Note>& gone, std::vector<Note>& made) {
    for (const auto& [note, count] : all)
        if (count != 0) (count < 0 ? gone : made).push_back(note);
}

class Extending {
  public:
    Extending(const Ground& ground, const Widened& widened)
        : base_(ground.patched), index_(ground.known), judgements_(ground.judgements),
          added_(widened.changes().added), removed_(widened.changes().removed),
          in_question_(widened.in_question()),
          around_(base_, index_, ground.fetch, most_read(), !judgements_.empty()),
          left_(index_.without(removed_index_, known_then_.renamed)), known_{index_, {}, {}, {}, {}},
          known_then_{rest(), {}, {}, {}, {}} {}

    Extension run() {
        bool certain = are_known() && are_new() && take_out() && put_in() && read_touched() && settle();
        if (!certain) extension_.change.reset();
        extension_.articles_read = around_.digests().size();
        return std::move(extension_);
    }

    /// The index without what goes.
    const KnownIndex& rest() const { return removed_.empty() ? index_ : left_; }
    bool met_damage() const {
        return index_.is_damaged() || left_.is_damaged() || (again_ && again_->met_damage());
    }
    /// What it is that the index says otherwise, beside what is said of nodes of many articles. REQUIRES: it
    /// was certain.
    IndexPatch patch(const GraphStep& graph) const {
        return patch_of({index_, rest(), gone_alone_.get(), alone_.get(), *before_, *after_, alike_,
                         known_.open, added_, removed_},
                        graph);
    }
    /// After a doubt: keys that it is about, and of those the people's that leave or join others.
    const std::vector<std::string>& concerned() const { return concerned_; }
    const std::vector<std::string>& moving() const { return moving_; }

  private:
    /// Each article that comes or goes touches some fifty others; a large part of all is merged as fast with
    /// all. A graph has some two vertices an article.
    std::size_t most_read() const {
        constexpr std::size_t few = 600, of_each = 100, part = 64;
        return std::max({few, of_each * (added_.size() + removed_.size()), base_.vertex_count() / part});
    }

    bool doubt(Unsure reason, std::string about) {
        extension_.unsure = reason;
        concerned_ = {about};
        moving_.clear();
        extension_.about = std::move(about);
        return false;
    }
    bool doubt_around() { return doubt(around_.unsure(), around_.about()); }
    bool doubt(const Compared& compared) {
        doubt(compared.unsure, compared.about);
        concerned_ = compared.concerned;
        moving_ = compared.moving;
        return false;
    }

    /// Articles of the base, and the only ones with their texts.
    bool are_known() {
        for (const Digest* each : removed_) {
            std::string id(each->id), sha256(each->sha256);
            auto vertex = index_.vertex("article/" + id);
            bool is_known =
                vertex && around_.leave_out(*vertex) && (sha256.empty() || !index_.is_repeated_text(sha256));
            if (!is_known) return doubt(Unsure::article, id);
            removed_ids_.insert(id);
            removed_texts_.insert(std::move(sha256));
        }
        return true;
    }

    bool are_new() {
        std::set<std::string_view> texts;
        for (const Digest* each : added_) {
            std::string id(each->id), sha256(each->sha256);
            bool was_there = index_.vertex("article/" + id) && !removed_ids_.contains(id);
            bool is_text_known = index_.first_with_text(sha256) && !removed_texts_.contains(sha256);
            bool is_new = !was_there && added_ids_.insert(id).second &&
                          (sha256.empty() || (!is_text_known && texts.insert(each->sha256).second));
            if (!is_new) return doubt(Unsure::article, id);
        }
        return true;
    }

    /// Which places some articles name: bodies and people are told apart by those.
    bool compare_places_with_rest(const PartialMerge& alone) {
        Comparison comparison = comparison_of(alone, {});
        const bool certain = compare_places(comparison);
        compared_ = std::move(comparison.result);
        return certain || doubt(compared_);
    }

    /// What bodies they name: people are told apart by those too. REQUIRES: their places are compared, and
    /// taken as what they are found to be.
    bool compare_bodies_with_rest(const PartialMerge& alone) {
        Comparison comparison = comparison_of(alone, std::move(compared_));
        const bool certain = compare_bodies(comparison);
        compared_ = std::move(comparison.result);
        return certain || doubt(compared_);
    }

    /// REQUIRES: their bodies are compared too, likewise.
    bool compare_people_with_rest(const PartialMerge& alone, NotesChange& notes) {
        Comparison comparison = comparison_of(alone, std::move(compared_));
        const bool certain = compare_people(comparison) && compare_seats(comparison);
        compared_ = std::move(comparison.result);
        if (!certain) return doubt(compared_);
        notes = std::move(compared_.notes);
        for (const Conflict& conflict : alone.state.conflicts)
            if (conflict.rule == "official.two-names") notes.new_conflicts.push_back(conflict);
        return true;
    }

    Comparison comparison_of(const PartialMerge& alone, Compared so_far) const {
        Comparison comparison{rest(), alone.index, {}, std::move(so_far)};
        comparison.is_between = !added_.empty() && !removed_.empty();
        comparison.to_settle = unsettled_;
        if (!in_question_.empty()) comparison.in_question = &in_question_;
        for (const Judgement& judgement : judgements_) comparison.judged.insert({judgement.a, judgement.b});
        return comparison;
    }

    /// Whether the base is the rest and what the articles that go add to it. What they add is then taken out.
    bool take_out() {
        if (removed_.empty()) return true;
        gone_alone_ = std::make_unique<PartialMerge>(removed_, known_, names_);
        put_in_question(*gone_alone_, added_);
        removed_index_ = gone_alone_->index;
        NotesChange notes;
        if (!find_gone_keys() || !compare_places_with_rest(*gone_alone_)) return false;
        find_unlinked();
        if (!compare_bodies_with_rest(*gone_alone_) || !compare_people_with_rest(*gone_alone_, notes) ||
            !is_as_compared() || !stays_linked())
            return false;
        unsettled_ = std::move(compared_.unsettled);
        take_notes({std::move(notes.new_decisions), std::move(notes.gone_decisions),
                    std::move(notes.new_conflicts), std::move(notes.gone_conflicts)});
        return true;
    }

    bool put_in() {
        compared_ = {};
        if (added_.empty()) return true;
        merge_alone();
        if (!compare_places_with_rest(*alone_)) return false;
        merge_alone();
        if (!compare_bodies_with_rest(*alone_)) return false;
        merge_alone();
        NotesChange notes;
        if (!compare_people_with_rest(*alone_, notes)) return false;
        known_then_.assigned = std::move(compared_.assigned);
        alike_ = std::move(compared_.alike);
        take_notes(notes);
        return true;
    }

    /// What comes, around what is known and so far found out.
    void merge_alone() {
        if (alone_ && compared_.assigned.size() == known_then_.assigned.size()) return;
        known_then_.assigned = compared_.assigned;
        alone_ = std::make_unique<PartialMerge>(added_, known_then_, names_);
        put_in_question(*alone_, removed_);
    }

    /// People of articles that do not come and go again.
    void put_in_question(const PartialMerge& alone, std::span<const Digest* const> others) {
        if (in_question_.empty()) return;
        const std::unordered_set<const Digest*> again(others.begin(), others.end());
        for (const Local& local : alone.state.locals)
            if (local.group != none && !again.contains(alone.state.articles[local.article].digest))
                in_question_.insert(alone.state.groups.key(local.group));
    }

    void take_notes(const NotesChange& step) {
        tally(decisions_, step.gone_decisions, step.new_decisions);
        tally(conflicts_, step.gone_conflicts, step.new_conflicts);
    }

    /// What only the articles that go tell. Someone whose least key goes gets another name.
    bool find_gone_keys() {
        for (const auto& [key, told] : removed_index_.told)
            if (!left_.told(key)) known_then_.gone.insert(key);
        for (const Local& local : gone_alone_->state.locals)
            if (local.inferred) known_then_.gone.insert(gone_alone_->state.groups.key(local.group));
        for (const std::string& key : known_then_.gone) {
            const std::string& node = index_.sure(index_.node(key));
            std::vector<std::string> rest = known_then_.keys_of(node);
            if (rest.empty()) continue;
            const bool is_named_so = node == key && !key.starts_with("official");
            if (is_named_so || has_succession(key)) return doubt(Unsure::id, key);
            if (node == key) known_then_.renamed.emplace(node, *std::min_element(rest.begin(), rest.end()));
        }
        return tellings_agree();
    }

    /// Whether what is left of a key is told as it was: where articles tell it in several ways, which is
    /// taken for it can change.
    bool tellings_agree() {
        for (const auto& [key, less] : removed_index_.told) {
            const auto* told = left_.told(key);
            bool is_one_form =
                !told || (told->forms.size() < 2 && less.forms.size() < 2 &&
                          (told->forms.empty() || told->forms.begin()->first == less.forms.begin()->first));
            if (!is_one_form) return doubt(Unsure::name_spelled, key);
            if (told && told->served.size() > 1) return doubt(Unsure::body_name, key);
        }
        return true;
    }

    /// Whether a node took over from another, or another from it, by this key.
    static bool has_succession(const std::string& key) {
        return !successors_of(key).empty() || !predecessors_of(key).empty();
    }

    /// Whether the base says of the keys that go what was found of them beside the rest.
    bool is_as_compared() {
        for (const std::string& key : known_then_.gone) {
            const std::string& node = index_.sure(index_.node(key));
            const auto found = compared_.assigned.find(key);
            const bool is_alone = found == compared_.assigned.end();
            const bool is_left = !is_alone && !known_then_.gone.contains(found->second);
            const std::vector<std::string> keys = known_.keys_of(node);
            const bool is_same =
                is_alone  ? keys.size() <= 1
                : is_left ? index_.sure(index_.node(found->second)) == node
                          : index_.sure(index_.node(found->second)) == node && keys == gone_keys_of(node);
            if (!is_same) return doubt(Unsure::person_changed, key);
        }
        return true;
    }

    /// What is left of the node of a person's key, where some of it has another name. People of several names
    /// are one by names alike in an office: those of other names may have been linked by that key.
    std::vector<std::string> left_unlinked(const std::string& key) const {
        const auto* gone = index_.person(key);
        if (!gone || gone->seats.empty()) return {};
        std::vector<std::string> left = known_then_.keys_of(index_.sure(index_.node(key)));
        std::erase_if(left, [this](const std::string& other) { return !index_.person(other); });
        const bool is_one_name = std::all_of(left.begin(), left.end(), [&](const std::string& other) {
            return index_.person(other)->forms->key == gone->forms->key;
        });
        return is_one_name ? std::vector<std::string>() : left;
    }

    /// Those in offices are to be compared anew.
    void find_unlinked() {
        for (const std::string& key : known_then_.gone)
            for (std::string& other : left_unlinked(key))
                if (!index_.person(other)->seats.empty()) unsettled_.insert(std::move(other));
    }

    /// Whether those of its name who are in none are still linked by another that is.
    bool stays_linked() {
        for (const std::string& key : known_then_.gone) {
            const std::vector<std::string> left = left_unlinked(key);
            std::vector<std::string> of_name;
            std::copy_if(left.begin(), left.end(), std::back_inserter(of_name),
                         [&](const std::string& other) {
                             return index_.person(other)->forms->key == index_.person(key)->forms->key;
                         });
            const bool is_linked =
                of_name.empty() || std::any_of(of_name.begin(), of_name.end(), [&](const std::string& other) {
                    return compared_.alike_compared.contains(other);
                });
            if (is_linked) continue;
            doubt(Unsure::person_changed, key);
            concerned_.insert(concerned_.end(), left.begin(), left.end());
            moving_ = of_name;
            return false;
        }
        return true;
    }

    std::vector<std::string> gone_keys_of(const std::string& node) const {
        std::vector<std::string> keys = known_.keys_of(node);
        std::erase_if(keys, [&](const std::string& key) { return !known_then_.gone.contains(key); });
        return keys;
    }

    // What is read again.

    bool read_touched() {
        again_ = std::make_unique<PutAgain>(known_, gone_alone_.get(), alone_.get(), known_then_, names_);
        leave_as_before();
        std::vector<const PartialMerge*> alone{gone_alone_.get(), alone_.get()};
        std::erase(alone, nullptr);
        if (!touched_.read(alone, rest(), *again_)) return doubt_around();
        reach_.touch(touched_.opened());
        open(touched_.opened());
        return true;
    }

    /// What is put in again and tells no key that moves is as any other article.
    void leave_as_before() {
        for (const std::string& article : again_->as_before()) {
            if (const auto vertex = index_.vertex("article/" + article)) around_.take_back(*vertex);
            added_ids_.erase(article);
            removed_ids_.erase(article);
        }
    }

    /// Events and agreements that are to be decided anew.
    void open(const std::set<std::string>& nodes) {
        known_.open.insert(nodes.begin(), nodes.end());
        again_->then().open = known_.open;
    }

    // The merge of what is read, until nothing more is near it.

    bool settle() {
        constexpr int most_rounds = 24;
        constexpr std::size_t few = 7200;
        const std::size_t most_merged = std::max(few, 2 * most_read());
        std::size_t merged = 0;
        for (int round = 0; round < most_rounds; ++round) {
            merged += around_.digests().size();
            if (merged > most_merged) return doubt(Unsure::too_many, {});
            if (!merge_parts()) return false;
            reach_.look(before_->state, after_->state);
            const std::optional<bool> is_whole = read_reached();
            if (!is_whole) return doubt_around();
            if (!*is_whole) continue;
            if (!is_settled()) return false;
            Composed composed = compose(base_, index_, *before_, *after_,
                                        {around_.read_articles(), added_ids_, removed_ids_, *again_});
            if (composed.unsure != Unsure::nothing) return doubt(composed.unsure, composed.about);
            if (composed.needed.empty()) return take(std::move(composed));
            for (VertexId article : composed.needed)
                if (!around_.read(article)) return doubt_around();
        }
        return doubt(Unsure::event_near, {});
    }

    /// Reads and opens what matters to what is to be decided; true if nothing more does, nothing once there
    /// is a doubt.
    std::optional<bool> read_reached() {
        const std::size_t read_before = around_.digests().size();
        Reach::Nodes around = reach_.take_around(), opened = reach_.take_beside();
        const Reach::Nodes titled = conventions_reached();
        around.insert(titled.begin(), titled.end());
        opened.insert(titled.begin(), titled.end());
        const auto is_decided = [this](const std::string& key) { return reach_.is_decided(key); };
        const auto look_around = [this](const std::string& node) { return around_.look_around(node); };
        const auto read_all = [this](const std::string& node) { return around_.read_all(node); };
        const bool is_read = touched_.look_around_told(before_->state, is_decided) &&
                             touched_.look_around_told(after_->state, is_decided) &&
                             std::all_of(around.begin(), around.end(), look_around) &&
                             std::all_of(opened.begin(), opened.end(), read_all);
        if (!is_read) return std::nullopt;
        open(opened);
        return opened.empty() && around_.digests().size() == read_before;
    }

    /// Of conventions of titles that are open, those that are not.
    Reach::Nodes conventions_reached() const {
        Reach::Nodes reached;
        for (const PartialMerge* part : {before_.get(), after_.get()})
            for (const auto& [title, nodes] : part->index.conventions)
                if (const auto* known = index_.conventions(title))
                    for (const std::string& node : *known)
                        if (!known_.open.contains(node)) reached.insert(node);
        return reached;
    }

    bool merge_parts() {
        const auto with_old = [&](std::span<const Digest* const> more) {
            std::vector<const Digest*> all = around_.digests();
            std::copy_if(more.begin(), more.end(), std::back_inserter(all),
                         [&](const Digest* each) { return !again_->is_as_before(each->id); });
            return all;
        };
        before_ = std::make_unique<PartialMerge>(with_old(removed_), known_, names_);
        after_ = std::make_unique<PartialMerge>(with_old(added_), again_->then(), names_);
        return true;
    }

    /// Whether the base was decided as these parts are without the new articles, and nothing is left open.
    bool is_settled() {
        for (PartialMerge* part : {before_.get(), after_.get()})
            if (part->state.is_uncertain) return doubt(Unsure::event_uncertain, {});
        for (const std::string& node : known_.open)
            if (!is_as_in_base(node)) return doubt(Unsure::event_uncertain, node);
        for (PartialMerge* part : {before_.get(), after_.get()}) {
            for (const std::string& who : part->index.crowded) return doubt(Unsure::event_near, who);
            for (const Judgement& judgement : judgements_)
                for (const std::string* key : {&judgement.a, &judgement.b})
                    if (part->state.groups.find(*key)) return doubt(Unsure::judgement, *key);
        }
        return true;
    }

    bool is_as_in_base(const std::string& node) const {
        const Groups& groups = before_->state.groups;
        auto first = groups.find(node);
        if (!first) return false;
        std::vector<std::string> keys = known_.keys_of(node);
        std::size_t count = 0;
        for (GroupId group = 0; group < groups.size(); ++group)
            if (groups.root(group) == groups.root(*first)) ++count;
        return count == keys.size() && std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
                   auto group = groups.find(key);
                   return group && groups.root(*group) == groups.root(*first);
               });
    }

    bool take(Composed composed) {
        GraphChange& change = composed.change;
        take_notes({before_->state.groups.take_decisions(), after_->state.groups.take_decisions(), {}, {}});
        differences(decisions_, change.notes.gone_decisions, change.notes.new_decisions);
        differences(conflicts_, change.notes.gone_conflicts, change.notes.new_conflicts);
        extension_.change = std::move(change);
        extension_.index = std::move(composed.said);
        return true;
    }

    const PatchedGraph& base_;
    const KnownIndex& index_;
    std::span<const Judgement> judgements_;
    std::span<const Digest*const> added_, removed_;
    std::unordered_set<std::string> in_question_; ///< empty: all are
    ArticlesAround around_;
    MergeIndex removed_index_; ///< of the articles that go, alone
    KnownIndex left_;          ///< the index without them
    Known known_, known_then_; ///< in the base, and when it is changed
    Compared compared_;
    std::set<std::string> unsettled_; ///< people who are not what they are known as without what goes
    MergeIndex::Table<MergeIndex::Name::Pairs> alike_; ///< newly, by what comes
    Names names_;
    std::set<std::string> added_ids_, removed_ids_, removed_texts_;
    TouchedReading touched_{base_, index_, known_then_, around_};
    Reach reach_{known_};
    std::unique_ptr<PartialMerge> gone_alone_, alone_, before_, after_;
    std::unique_ptr<PutAgain> again_;
    std::map<MergeDecision, int> decisions_; ///< made or taken back
    std::map<Conflict, int> conflicts_;
    std::vector<std::string> concerned_, moving_;
    Extension extension_;
};

/// Makes of what a step changes what all change. What the file of the index says itself is in no patch.
void add_to(const Ground& ground, const Extending& extending, Extension& found) {
    static const GraphChange nothing;
    const FoundSoFar* so_far = ground.so_far;
    const GraphChange then = std::move(*found.change);
    found.change = both_changes(ground.base, so_far ? so_far->change : nothing, then);
    if (!found.index) return;
    found.index->merge(extending.patch({ground.base, ground.patched, then, *found.change}));
    std::vector<std::string> as_in_file;
    for (const auto& [name, bytes] : *found.index)
        if (ground.file.says(name, bytes.view())) as_in_file.push_back(name);
    if (so_far) found.index->insert(so_far->index.begin(), so_far->index.end());
    for (const std::string& name : as_in_file) found.index->erase(name);
}

} // namespace

Step extend_step(const Ground& ground, const Widened& widened) {
    Extending extending(ground, widened);
    Step step{extending.run(), extending.concerned(), extending.moving(), false};
    if (step.found.change) add_to(ground, extending, step.found);
    step.met_damage = extending.met_damage() || ground.file.is_damaged();
    return step;
}

} // namespace banggiao::merging
