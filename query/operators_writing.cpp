// Takes plans that change the graph. Hands out their operators: each reads its whole input first, so that no
// clause sees what it writes itself; MERGE does, row by row.
#include <banggiao/query/execution.h>

#include <algorithm>

namespace banggiao::query {

namespace {

bool is_storable(const Value& value);

bool is_storable_list(const List& list) {
    return std::all_of(list.begin(), list.end(),
                       [](const Value& item) { return !item.is(ValueType::list) && is_storable(item); });
}

bool is_storable(const Value& value) {
    switch (value.type()) {
    case ValueType::map:
    case ValueType::node:
    case ValueType::edge:
    case ValueType::path:
        return false;
    case ValueType::list:
        return is_storable_list(value.list());
    default:
        return true;
    }
}

void require_storable(const Value& value, TextSpan span) {
    if (!is_storable(value))
        fail_at_run_time(QueryErrorType::type, "InvalidPropertyType", span,
                         "a property cannot hold a value of type " + std::string(name_of(value.type())),
                         "properties hold numbers, texts, booleans, temporal values and lists of them");
}

/// A clause that changes the graph for each row of its input, and passes the rows on.
class Writer : public Operator {
  public:
    using Operator::Operator;

  protected:
    virtual void write() = 0; ///< for the current row; calls keep() for each row it gives

    /// The kept slots of the current row.
    void keep() {
        Row row;
        row.reserve(plan_.slots.size() + added_.size());
        for (Slot kept : plan_.slots) row.push_back(slot(kept));
        for (Slot kept : added_) row.push_back(slot(kept));
        kept_.add(row);
        given_.push_back(std::move(row));
    }

    GraphChanges& changes() { return *execution_.changes; }

    std::vector<Slot> added_; ///< slots this clause assigns

  private:
    void start() override {
        done_ = false;
        given_.clear();
        kept_.release();
        next_ = 0;
    }

    bool produce() override {
        if (!std::exchange(done_, true)) run();
        if (next_ == given_.size()) return false;
        Row& row = given_[next_++];
        restore(row);
        row = Row();
        return true;
    }

    void run() {
        std::vector<Row> rows;
        while (input().next()) {
            Row& row = rows.emplace_back();
            for (Slot kept : plan_.slots) row.push_back(slot(kept));
            kept_.add(row);
        }
        for (const Row& row : rows) {
            execution_.tick();
            for (std::size_t i = 0; i < row.size(); ++i) slot(plan_.slots[i]) = row[i];
            write();
        }
    }

    void restore(const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i)
            slot(i < plan_.slots.size() ? plan_.slots[i] : added_[i - plan_.slots.size()]) = row[i];
    }

    bool done_ = false;
    std::vector<Row> given_;
    std::size_t next_ = 0;
    Kept kept_{execution_}; ///< rows read and given
};

/// Creates what a pattern describes, in the current row.
class PatternCreator {
  public:
    PatternCreator(const bound::Create& create, Execution& execution)
        : create_(create), execution_(execution) {}

    std::vector<Slot> slots() const {
        std::vector<Slot> result;
        for (const auto& step : create_.steps)
            result.push_back(std::visit([](const auto& body) { return body.slot; }, step));
        return result;
    }

    /// `merging`: a null property is an error, since it would never be found again.
    void create(bool merging) {
        merging_ = merging;
        for (const auto& step : create_.steps) std::visit([&](const auto& body) { make(body); }, step);
    }

  private:
    void make(const bound::CreateNode& node) {
        std::vector<LabelId> labels;
        for (const std::string& label : node.labels) labels.push_back(execution_.changes->label(label));
        VertexId id = execution_.changes->create_vertex(std::move(labels), properties(node.properties));
        execution_.slots[node.slot] = NodeReference{id};
    }

    void make(const bound::CreateRelationship& relationship) {
        VertexId from = end(relationship.from, relationship.span),
                 to = end(relationship.to, relationship.span);
        TypeId type = execution_.changes->type(relationship.type);
        EdgeId id = execution_.changes->create_edge(from, to, type, properties(relationship.properties));
        execution_.slots[relationship.slot] = EdgeReference{id};
    }

    void make(const bound::ProjectionItem& path) {
        execution_.slots[path.slot] = evaluate(*path.expression, execution_);
    }

    VertexId end(Slot slot, TextSpan span) const {
        const Value& value = execution_.slots[slot];
        if (!value.is(ValueType::node))
            fail_at_run_time(QueryErrorType::semantic, "MissingNode", span,
                             "a relationship needs a node at both ends, and one of them is a value of type " +
                                 std::string(name_of(value.type())));
        if (execution_.view.is_erased(value.node()))
            fail_at_run_time(QueryErrorType::entity_not_found, "DeletedEntityAccess", span,
                             "the node was deleted");
        return value.node().id;
    }

    GraphChanges::PropertyList properties(const bound::Properties& given) {
        GraphChanges::PropertyList result;
        for (const auto& entry : given.entries)
            store(result, entry.key, evaluate(*entry.value, execution_), entry.value->span);
        if (!given.map) return result;
        Value map = evaluate(*given.map, execution_);
        if (map.is_null()) return result;
        if (!map.is(ValueType::map))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", given.map->span,
                             "a map is needed here");
        for (const auto& [key, value] : map.map()) store(result, key, value, given.map->span);
        return result;
    }

    void store(GraphChanges::PropertyList& properties, const std::string& key, Value value, TextSpan span) {
        if (value.is_null() && merging_)
            fail_at_run_time(QueryErrorType::semantic, "MergeReadOwnWrites", span,
                             "MERGE cannot use null for the property `" + key + "`");
        if (value.is_null()) return;
        require_storable(value, span);
        properties.insert_or_assign(execution_.changes->key(key), std::move(value));
    }

    const bound::Create& create_;
    Execution& execution_;
    bool merging_ = false;
};

class CreatePattern : public Writer {
  public:
    CreatePattern(const Plan& plan, Execution& execution)
        : Writer(plan, execution), creator_(*plan.create, execution) {
        added_ = creator_.slots();
    }

  private:
    void write() override {
        creator_.create(false);
        keep();
    }

    PatternCreator creator_;
};

/// SET and REMOVE, for the current row.
class PropertySetter {
  public:
    PropertySetter(const std::vector<bound::SetItem>& items, Execution& execution)
        : items_(items), execution_(execution) {}

    void run() {
        for (const bound::SetItem& item : items_) apply(item);
    }

  private:
    void apply(const bound::SetItem& item) {
        Value target = evaluate(*item.target, execution_);
        Value value = item.value ? evaluate(*item.value, execution_) : Value();
        if (target.is_null()) return;
        if (!target.is(ValueType::node) && !target.is(ValueType::edge))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", item.span,
                             "only nodes and relationships can be changed");
        require_there(target, item.span);
        switch (item.kind) {
        case ast::SetItem::Kind::property:
            set(target, item.key, std::move(value), item.span);
            break;
        case ast::SetItem::Kind::labels:
            set_labels(target, item);
            break;
        case ast::SetItem::Kind::add:
            add(target, value, item.span);
            break;
        case ast::SetItem::Kind::replace:
            replace(target, value, item.span);
            break;
        }
    }

    void require_there(const Value& target, TextSpan span) const {
        bool erased = target.is(ValueType::node) ? execution_.view.is_erased(target.node())
                                                 : execution_.view.is_erased(target.edge());
        if (erased)
            fail_at_run_time(QueryErrorType::entity_not_found, "DeletedEntityAccess", span,
                             "this was deleted");
    }

    GraphChanges::PropertyList& properties_of(const Value& target) {
        return target.is(ValueType::node) ? execution_.changes->properties_of_vertex(target.node().id)
                                          : execution_.changes->properties_of_edge(target.edge().id);
    }

    void set(const Value& target, const std::string& key, Value value, TextSpan span) {
        auto& properties = properties_of(target);
        if (value.is_null()) {
            auto known = execution_.view.find_key(key);
            if (known) properties.erase(*known);
            return;
        }
        require_storable(value, span);
        properties.insert_or_assign(execution_.changes->key(key), std::move(value));
    }

    void set_labels(const Value& target, const bound::SetItem& item) {
        if (!target.is(ValueType::node))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", item.span,
                             "only nodes have labels");
        for (const std::string& label : item.labels) {
            if (item.removes_labels) {
                auto known = execution_.view.find_label(label);
                if (known) execution_.changes->remove_label(target.node().id, *known);
            } else {
                execution_.changes->add_label(target.node().id, execution_.changes->label(label));
            }
        }
    }

    /// The entries of a map, or the properties of a node or relationship.
    Map entries_of(const Value& value, TextSpan span) const {
        if (value.is(ValueType::map)) return value.map();
        Map result;
        const GraphView& view = execution_.view;
        if (value.is(ValueType::node))
            for (const auto& [key, item] : view.vertex_properties(value.node().id))
                result.emplace(view.key_name(key), item);
        else if (value.is(ValueType::edge))
            for (const auto& [key, item] : view.edge_properties(value.edge().id))
                result.emplace(view.key_name(key), item);
        else if (!value.is_null())
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", span, "a map is needed here");
        return result;
    }

    void add(const Value& target, const Value& value, TextSpan span) {
        for (const auto& [key, item] : entries_of(value, span)) set(target, key, item, span);
    }

    void replace(const Value& target, const Value& value, TextSpan span) {
        Map entries = entries_of(value, span);
        std::vector<std::string> old;
        for (const auto& [key, item] : properties_of(target)) old.emplace_back(execution_.view.key_name(key));
        for (const std::string& key : old)
            if (!entries.contains(key)) set(target, key, Value(), span);
        for (const auto& [key, item] : entries) set(target, key, item, span);
    }

    const std::vector<bound::SetItem>& items_;
    Execution& execution_;
};

class SetProperties : public Writer {
  public:
    SetProperties(const Plan& plan, Execution& execution)
        : Writer(plan, execution), setter_(*plan.set_items, execution) {}

  private:
    void write() override {
        setter_.run();
        keep();
    }

    PropertySetter setter_;
};

class MergePattern : public Writer {
  public:
    MergePattern(const Plan& plan, Execution& execution)
        : Writer(plan, execution), creator_(plan.merge->create, execution),
          on_create_(plan.merge->on_create, execution), on_match_(plan.merge->on_match, execution) {
        added_ = plan.merge->match.introduced;
    }

  private:
    void write() override {
        require_bound_nodes();
        std::vector<Row> found;
        for (inner().open(); inner().next();) {
            Row& row = found.emplace_back();
            for (Slot kept : added_) row.push_back(slot(kept));
        }
        for (const Row& row : found) {
            for (std::size_t i = 0; i < row.size(); ++i) slot(added_[i]) = row[i];
            on_match_.run();
            keep();
        }
        if (!found.empty()) return;
        creator_.create(true);
        on_create_.run();
        keep();
    }

    void require_bound_nodes() {
        for (const bound::Node& node : plan_.merge->match.pattern.nodes) {
            bool is_new = std::find(added_.begin(), added_.end(), node.slot) != added_.end();
            if (!is_new && !slot(node.slot).is(ValueType::node))
                fail_at_run_time(QueryErrorType::semantic, "MissingNode", plan_.merge->span,
                                 "MERGE needs a node at both ends of a relationship");
        }
    }

    PatternCreator creator_;
    PropertySetter on_create_, on_match_;
};

class Erase : public Writer {
  public:
    using Writer::Writer;

  private:
    void write() override {
        for (const bound::Expression* expression : expressions())
            erase(evaluate(*expression, execution_), expression->span);
        keep();
    }

    std::vector<const bound::Expression*> expressions() const {
        std::vector<const bound::Expression*> result;
        for (const auto& expression : plan_.erase->expressions) result.push_back(expression.get());
        return result;
    }

    void erase(const Value& value, TextSpan span) {
        switch (value.type()) {
        case ValueType::null:
            break;
        case ValueType::node:
            erase_node(value.node());
            break;
        case ValueType::edge:
            erase_edge(value.edge());
            break;
        case ValueType::path:
            for (EdgeId edge : value.path().edges) erase_edge({edge});
            for (VertexId node : value.path().nodes) erase_node({node});
            break;
        default:
            fail_at_run_time(
                QueryErrorType::type, "InvalidArgumentType", span,
                "only nodes, relationships and paths can be deleted, and this is a value of type " +
                    std::string(name_of(value.type())));
        }
    }

    void erase_edge(EdgeReference edge) {
        if (execution_.view.is_erased(edge)) return;
        changes().erase_edge(edge.id);
    }

    void erase_node(NodeReference node) {
        if (execution_.view.is_erased(node)) return;
        if (plan_.erase->detach)
            for (EdgeId edge : execution_.view.edges_at(node.id)) erase_edge({edge});
        changes().erase_vertex(node.id);
    }
};

} // namespace

std::unique_ptr<Operator> make_writing(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::create:
        return std::make_unique<CreatePattern>(plan, execution);
    case OperatorKind::set:
        return std::make_unique<SetProperties>(plan, execution);
    case OperatorKind::merge:
        return std::make_unique<MergePattern>(plan, execution);
    case OperatorKind::erase:
        return std::make_unique<Erase>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
