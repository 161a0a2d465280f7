// Takes patterns of the syntax tree. Hands out terms with slots, and the conditions written inside them.
#include <banggiao/graph/text.h>
#include <banggiao/query/binder_state.h>

#include <algorithm>

namespace banggiao::query {

using bound::ExpressionKind;

namespace {

std::vector<std::string> names_of_labels(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (std::size_t id = 0; id < graph.label_count(); ++id)
        names.emplace_back(graph.label_name(static_cast<LabelId>(id)));
    return names;
}

std::vector<std::string> names_of_types(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (std::size_t id = 0; id < graph.type_count(); ++id)
        names.emplace_back(graph.type_name(static_cast<TypeId>(id)));
    return names;
}

std::vector<std::string> names_of_keys(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (std::size_t id = 0; id < graph.key_count(); ++id)
        names.emplace_back(graph.key_name(static_cast<KeyId>(id)));
    return names;
}

/// All labels of a pattern that is to be created: names joined by `:` or `&`.
void plain_labels(const ast::LabelExpression& labels, std::vector<std::string>& out, TextSpan span) {
    using Kind = ast::LabelExpression::Kind;
    if (labels.kind == Kind::name)
        out.push_back(labels.name.text);
    else if (labels.kind != Kind::conjunction)
        fail("UnexpectedSyntax", span, "only plain labels can be created", "write (n:A:B)");
    else
        for (const auto& child : labels.children) plain_labels(child, out, span);
}

} // namespace

void Binder::warn_unknown(const ast::Name& name, std::string_view what,
                          const std::vector<std::string>& known) {
    if (!warnings_) return;
    std::string near = nearest(name.text, known);
    warnings_->push_back({Phase::compile_time, QueryErrorType::semantic, "UnknownName",
                          "the graph has no " + std::string(what) + " `" + name.text + "`",
                          near.empty() ? "" : "did you mean `" + near + "`?", name.place.span});
}

bound::NameReference Binder::key_reference(const ast::Name& name) {
    bound::NameReference result{name.text, graph_.find_key(name.text)};
    if (!result.id) warn_unknown(name, "property", names_of_keys(graph_));
    return result;
}

bound::Labels Binder::labels(const ast::LabelExpression& expression, bool of_node) {
    bound::Labels result;
    result.kind = expression.kind;
    if (expression.kind == ast::LabelExpression::Kind::name) {
        result.name.name = expression.name.text;
        result.name.id = of_node ? graph_.find_label(result.name.name) : graph_.find_type(result.name.name);
        if (!result.name.id)
            warn_unknown(expression.name, of_node ? "label" : "relationship type",
                         of_node ? names_of_labels(graph_) : names_of_types(graph_));
    }
    for (const auto& child : expression.children) result.children.push_back(labels(child, of_node));
    return result;
}

bound::Match Binder::match_pattern(std::span<const ast::PatternPart> parts, const ast::Expression* where,
                                   bool declares) {
    bound::Match match;
    PatternState state;
    state.match = &match;
    state.scope_start = scope_.size();
    state.declares = declares;
    for (const ast::PatternPart& part : parts) pattern_part(part, state);
    Restore<Projecting*> projecting(projecting_, nullptr);
    bind_pending(state);
    if (where) {
        Restore<bool> condition(inside_condition_, true);
        conjuncts(*where, match.conditions);
    }
    return match;
}

void Binder::check_selector(const ast::PatternPart& part) const {
    bool selects = part.selector != ast::PathSelector::all;
    if (part.mode != ast::PathMode::walk || selects) return;
    for (const ast::PathElement& element : part.elements) {
        const auto* relationship = std::get_if<ast::RelationshipPattern>(&element);
        const auto* group = std::get_if<ast::Box<ast::PathGroup>>(&element);
        bool endless = (relationship && relationship->repetition && !relationship->repetition->maximum) ||
                       (group && !(*group)->repetition.maximum);
        if (endless)
            fail("UnexpectedSyntax", part.place.span, "WALK without an upper bound has no end",
                 "give it a bound, {1,5}, or choose with ANY SHORTEST");
    }
}

void Binder::pattern_part(const ast::PatternPart& part, PatternState& state) {
    check_selector(part);
    auto& paths = state.match->pattern.paths;
    paths.emplace_back();
    bound::PathTerm path;
    path.selector = part.selector;
    path.count = part.count;
    path.mode = part.mode;
    path.span = part.place.span;
    path_elements(part.elements, state, path);
    if (part.name) path_variable(part, path, state);
    paths.back() = std::move(path);
}

void Binder::path_variable(const ast::PatternPart& part, bound::PathTerm& path, PatternState& state) {
    if (find(part.name.text))
        fail("VariableAlreadyBound", part.name.place.span,
             "the variable `" + part.name.text + "` exists already", "give the path a name of its own");
    path.slot = declare(part.name.text, Base::path).slot;
    state.match->introduced.push_back(path.slot);
}

/// Where two quantified groups meet, or one begins or ends the path, a node without a name stands between.
void Binder::path_elements(const std::vector<ast::PathElement>& elements, PatternState& state,
                           bound::PathTerm& path) {
    using Step = bound::PathTerm::Step;
    const ast::NodePattern nameless;
    auto add_node = [&](const ast::NodePattern& node) {
        path.steps.push_back({Step::Kind::node, node_term(node, state)});
    };
    auto ends_with_node = [&] { return !path.steps.empty() && path.steps.back().kind == Step::Kind::node; };
    std::size_t* awaits_target = nullptr; // `to` of the last relationship or group
    for (const ast::PathElement& element : elements) {
        if (const auto* node = std::get_if<ast::NodePattern>(&element)) {
            if (ends_with_node())
                fail("InvalidRelationshipPattern", node->place.span,
                     "a relationship is missing before this node");
            add_node(*node);
            if (awaits_target) *awaits_target = path.steps.back().index;
            awaits_target = nullptr;
            continue;
        }
        if (!ends_with_node()) add_node(nameless);
        if (awaits_target) *awaits_target = path.steps.back().index;
        std::size_t from = path.steps.back().index;
        if (const auto* relationship = std::get_if<ast::RelationshipPattern>(&element)) {
            std::size_t index = relationship_term(*relationship, state, from);
            path.steps.push_back({Step::Kind::relationship, index});
            awaits_target = &state.match->pattern.relationships[index].to;
        } else {
            std::size_t index = group_term(*std::get<ast::Box<ast::PathGroup>>(element), state, from);
            path.steps.push_back({Step::Kind::group, index});
            awaits_target = &state.match->pattern.groups[index].to;
        }
    }
    if (ends_with_node()) return;
    std::size_t last = node_term(nameless, state);
    const Step open = path.steps.back();
    (open.kind == Step::Kind::group ? state.match->pattern.groups[open.index].to
                                    : state.match->pattern.relationships[open.index].to) = last;
    path.steps.push_back({Step::Kind::node, last});
}

Variable Binder::node_variable(const ast::NodePattern& node, PatternState& state, bool& is_bound) {
    if (!node.name) return {{}, new_slot(), Base::node};
    const Variable* known = find(node.name.text);
    if (!known) {
        if (!state.declares) undefined_variable(node.name);
        return declare(node.name.text, Base::node);
    }
    if (!known->type.may_be(Base::node))
        fail("VariableTypeConflict", node.name.place.span,
             "the variable `" + node.name.text + "` is " + name_of(known->type) + ", not a node");
    is_bound = true;
    return *known;
}

std::size_t Binder::node_term(const ast::NodePattern& node, PatternState& state) {
    auto& pattern = state.match->pattern;
    bool is_known = false;
    Variable variable = node_variable(node, state, is_known);
    PendingConditions pending{node.properties.get(),   node.where.get(), variable, false, 0,
                              pattern.paths.size() - 1};
    if (pending.properties || pending.where) state.pending.push_back(pending);
    auto same = std::find_if(pattern.nodes.begin(), pattern.nodes.end(),
                             [&](const bound::Node& term) { return term.slot == variable.slot; });
    if (same == pattern.nodes.end()) {
        pattern.nodes.push_back({variable.slot, is_known, {}, node.place.span, node.name.text});
        same = pattern.nodes.end() - 1;
        if (!is_known) state.match->introduced.push_back(variable.slot);
    }
    if (node.labels) {
        bound::Labels more = labels(*node.labels, true);
        if (same->labels) {
            bound::Labels both;
            both.kind = ast::LabelExpression::Kind::conjunction;
            both.children.push_back(std::move(*same->labels));
            both.children.push_back(std::move(more));
            more = std::move(both);
        }
        same->labels = std::move(more);
    }
    return static_cast<std::size_t>(same - pattern.nodes.begin());
}

Variable Binder::relationship_variable(const ast::RelationshipPattern& relationship, PatternState& state,
                                       bool& is_bound) {
    StaticType type =
        relationship.repetition ? bound::list_of(Base::relationship) : StaticType(Base::relationship);
    const ast::Name& name = relationship.name;
    if (!name) return {{}, new_slot(), type};
    const Variable* known = find(name.text);
    if (!known) {
        if (!state.declares) undefined_variable(name);
        return declare(name.text, type);
    }
    bool list_of_others =
        type.base == Base::list && known->type.element && !known->type.element->may_be(Base::relationship);
    if (!known->type.may_be(type.base) || list_of_others)
        fail("VariableTypeConflict", name.place.span,
             "the variable `" + name.text + "` is " + name_of(known->type) + ", not " + name_of(type));
    for (const auto& term : state.match->pattern.relationships)
        if (term.slot == known->slot && term.name == name.text) // two names may have come by one slot
            fail("RelationshipUniquenessViolation", name.place.span,
                 "the relationship `" + name.text + "` is used twice in one pattern",
                 "one MATCH goes along each relationship once");
    is_bound = true;
    return *known;
}

std::size_t Binder::relationship_term(const ast::RelationshipPattern& relationship, PatternState& state,
                                      std::size_t from) {
    auto& terms = state.match->pattern.relationships;
    bound::Relationship term;
    Variable variable = relationship_variable(relationship, state, term.is_bound);
    term.slot = variable.slot;
    term.from = term.to = from;
    term.direction = relationship.direction;
    term.span = relationship.place.span;
    term.name = relationship.name.text;
    term.repetition = relationship.repetition;
    term.path = state.match->pattern.paths.size() - 1;
    if (relationship.types) term.types = labels(*relationship.types, false);
    if (relationship.repetition) term.step = new_slot();
    if (!term.is_bound) state.match->introduced.push_back(term.slot);
    if (relationship.properties || relationship.where) {
        Variable owner = variable;
        if (term.repetition) owner = {relationship.name.text, term.step, Base::relationship};
        state.pending.push_back({relationship.properties.get(), relationship.where.get(), owner,
                                 term.repetition.has_value(), terms.size(), term.path});
    }
    terms.push_back(std::move(term));
    return terms.size() - 1;
}

std::size_t Binder::group_term(const ast::PathGroup& group, PatternState& state, std::size_t from) {
    bound::Group term;
    term.from = term.to = from;
    term.repetition = group.repetition;
    term.span = group.place.span;
    term.path = state.match->pattern.paths.size() - 1;
    term.relationships = new_slot();
    auto inner = std::make_shared<bound::Match>();
    Scope inner_names;
    {
        Restore<Scope> scope(scope_, Scope(scope_));
        PatternState inside;
        inside.match = inner.get();
        inside.scope_start = scope_.size();
        inner->pattern.paths.emplace_back();
        bound::PathTerm path;
        path_elements(group.elements, inside, path);
        if (!inner->pattern.groups.empty())
            fail("UnexpectedSyntax", group.place.span, "a quantified path cannot contain another");
        term.first = inner->pattern.nodes[path.steps.front().index].slot;
        term.last = inner->pattern.nodes[path.steps.back().index].slot;
        if (path.steps.size() == 1)
            fail("UnexpectedSyntax", group.place.span, "a quantified path needs a relationship");
        inner->pattern.paths.back() = std::move(path);
        bind_pending(inside);
        Restore<bool> condition(inside_condition_, true);
        if (group.where) conjuncts(*group.where, inner->conditions);
        inner_names.assign(scope_.begin() + static_cast<std::ptrdiff_t>(inside.scope_start), scope_.end());
    }
    for (const Variable& variable : inner_names) {
        if (find(variable.name))
            fail("VariableAlreadyBound", group.place.span,
                 "the variable `" + variable.name + "` exists already outside of the quantified path");
        Slot list = declare(variable.name, bound::list_of(variable.type)).slot;
        term.variables.push_back({variable.slot, list});
        state.match->introduced.push_back(list);
    }
    state.match->introduced.push_back(term.relationships);
    term.inner = std::move(inner);
    state.match->pattern.groups.push_back(std::move(term));
    return state.match->pattern.groups.size() - 1;
}

void Binder::property_conditions(const ast::Expression& map, const Variable& owner,
                                 std::vector<ExpressionPointer>& out) {
    if (map.kind == ast::ExpressionKind::parameter)
        fail("InvalidParameterUse", map.span(), "a parameter cannot stand for all properties here",
             "write {key: $" + map.name.text + ".key}");
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
        auto value = expression(*map.children[i]);
        auto access = make(ExpressionKind::property, *map.children[i]);
        access->name = key_reference(map.keys[i]);
        access->children.push_back(slot_reference(owner, map.keys[i].place.span));
        auto equality = make(ExpressionKind::comparison, *map.children[i], Base::boolean);
        equality->op = ast::Operator::equal;
        equality->children.push_back(std::move(access));
        equality->children.push_back(std::move(value));
        out.push_back(std::move(equality));
    }
}

void Binder::bind_pending(PatternState& state) {
    for (const PendingConditions& pending : state.pending) {
        auto& pattern = state.match->pattern;
        auto& target = pending.is_step ? pattern.relationships[pending.relationship].step_conditions
                                       : pattern.paths[pending.path].conditions;
        if (pending.properties) property_conditions(*pending.properties, pending.owner, target);
        if (!pending.where) continue;
        Restore<bool> condition(inside_condition_, true);
        std::size_t size = scope_.size();
        if (pending.is_step && !pending.owner.name.empty()) scope_.push_back(pending.owner);
        conjuncts(*pending.where, target);
        scope_.resize(size);
    }
    state.pending.clear();
}

// Writing patterns.

void Binder::check_created_relationship(const ast::RelationshipPattern& relationship, bool merges) const {
    if (relationship.name && find(relationship.name.text))
        fail("VariableAlreadyBound", relationship.name.place.span,
             "the variable `" + relationship.name.text + "` exists already",
             "a relationship is created only once");
    if (relationship.repetition)
        fail("CreatingVarLength", relationship.place.span,
             "a relationship of variable length cannot be created");
    if (!relationship.types || relationship.types->kind != ast::LabelExpression::Kind::name)
        fail("NoSingleRelationshipType", relationship.place.span,
             "a created relationship has exactly one type", "write -[:TYPE]->");
    if (!merges && relationship.direction == ast::Direction::both)
        fail("RequiresDirectedRelationship", relationship.place.span,
             "a created relationship has a direction", "write -[:TYPE]-> or <-[:TYPE]-");
    if (relationship.where)
        fail("UnexpectedSyntax", relationship.where->span(), "a condition cannot be created");
}

void Binder::check_merge(const ast::PatternPart& part) const {
    auto check_properties = [](const ast::Box<ast::Expression>& map) {
        if (map && map->kind == ast::ExpressionKind::parameter)
            fail("InvalidParameterUse", map->span(), "a parameter cannot stand for all properties in MERGE",
                 "write {key: $" + map->name.text + ".key}");
    };
    std::vector<std::string> seen;
    for (const ast::PathElement& element : part.elements) {
        if (const auto* relationship = std::get_if<ast::RelationshipPattern>(&element)) {
            check_created_relationship(*relationship, true);
            check_properties(relationship->properties);
            continue;
        }
        const auto* node = std::get_if<ast::NodePattern>(&element);
        if (!node || part.selector != ast::PathSelector::all)
            fail("UnexpectedSyntax", part.place.span, "MERGE takes nodes and single relationships");
        bool is_known = node->name && (find(node->name.text) ||
                                       std::find(seen.begin(), seen.end(), node->name.text) != seen.end());
        if (is_known && (part.elements.size() == 1 || node->labels || node->properties))
            fail("VariableAlreadyBound", node->name.place.span,
                 "the variable `" + node->name.text + "` exists already");
        seen.push_back(node->name.text);
        check_properties(node->properties);
    }
}

bound::Create Binder::creation_of(const ast::PatternPart& part, const bound::Match& match) {
    bound::Create create;
    const auto& path = match.pattern.paths.front();
    std::vector<Slot> created;
    auto node_slot = [&](std::size_t step) { return match.pattern.nodes[path.steps[step].index].slot; };
    for (std::size_t i = 0; i < part.elements.size(); i += 2) {
        Slot slot = node_slot(i);
        bool is_known =
            match.pattern.nodes[path.steps[i].index].is_bound &&
            std::find(match.introduced.begin(), match.introduced.end(), slot) == match.introduced.end();
        if (is_known || std::find(created.begin(), created.end(), slot) != created.end()) continue;
        auto node = created_node(std::get<ast::NodePattern>(part.elements[i]));
        node.slot = slot;
        created.push_back(slot);
        create.steps.emplace_back(std::move(node));
    }
    for (std::size_t i = 1; i < part.elements.size(); i += 2) {
        const auto& relationship = std::get<ast::RelationshipPattern>(part.elements[i]);
        auto step = created_relationship(relationship, node_slot(i - 1), node_slot(i + 1));
        step.slot = match.pattern.relationships[path.steps[i].index].slot;
        create.steps.emplace_back(std::move(step));
    }
    if (path.slot != bound::no_slot)
        create.steps.emplace_back(
            bound::ProjectionItem{path.slot, bound::path_expression(match.pattern, path)});
    return create;
}

void Binder::create_part(const ast::PatternPart& part, bound::Create& create) {
    if (part.selector != ast::PathSelector::all || part.mode != ast::PathMode::none)
        fail("UnexpectedSyntax", part.place.span, "a path to be created takes no selector");
    auto path = std::make_unique<bound::Expression>();
    path->kind = ExpressionKind::path;
    path->type = Base::path;
    path->span = part.place.span;
    std::vector<Slot> nodes;
    for (std::size_t i = 0; i < part.elements.size(); i += 2) {
        const auto* node = std::get_if<ast::NodePattern>(&part.elements[i]);
        if (!node) fail("CreatingVarLength", part.place.span, "a quantified path cannot be created");
        nodes.push_back(create_node(*node, create, part.elements.size() == 1));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        path->steps.push_back({bound::PathStep::Kind::node, nodes[i]});
        if (i + 1 == nodes.size()) break;
        const auto* relationship = std::get_if<ast::RelationshipPattern>(&part.elements[2 * i + 1]);
        if (!relationship) fail("CreatingVarLength", part.place.span, "a quantified path cannot be created");
        check_created_relationship(*relationship, false);
        auto step = created_relationship(*relationship, nodes[i], nodes[i + 1]);
        step.slot =
            relationship->name ? declare(relationship->name.text, Base::relationship).slot : new_slot();
        path->steps.push_back({bound::PathStep::Kind::relationship, step.slot});
        create.steps.emplace_back(std::move(step));
    }
    if (!part.name) return;
    if (find(part.name.text))
        fail("VariableAlreadyBound", part.name.place.span,
             "the variable `" + part.name.text + "` exists already");
    Slot slot = declare(part.name.text, Base::path).slot;
    create.steps.emplace_back(bound::ProjectionItem{slot, std::move(path)});
}

Slot Binder::create_node(const ast::NodePattern& node, bound::Create& create, bool alone) {
    const Variable* known = node.name ? find(node.name.text) : nullptr;
    if (known) {
        if (alone || node.labels || node.properties)
            fail("VariableAlreadyBound", node.name.place.span,
                 "the variable `" + node.name.text + "` exists already",
                 "name it without labels and properties to join relationships to it");
        if (!known->type.may_be(Base::node))
            fail("VariableTypeConflict", node.name.place.span,
                 "the variable `" + node.name.text + "` is " + name_of(known->type) + ", not a node");
        return known->slot;
    }
    auto step = created_node(node);
    step.slot = node.name ? declare(node.name.text, Base::node).slot : new_slot();
    Slot slot = step.slot;
    create.steps.emplace_back(std::move(step));
    return slot;
}

bound::CreateNode Binder::created_node(const ast::NodePattern& node) {
    bound::CreateNode result;
    if (node.where) fail("UnexpectedSyntax", node.where->span(), "a condition cannot be created");
    if (node.labels) plain_labels(*node.labels, result.labels, node.place.span);
    result.properties = properties(node.properties);
    return result;
}

bound::CreateRelationship Binder::created_relationship(const ast::RelationshipPattern& relationship,
                                                       Slot from, Slot to) {
    bound::CreateRelationship result;
    bool left = relationship.direction == ast::Direction::left;
    result.from = left ? to : from;
    result.to = left ? from : to;
    result.type = relationship.types->name.text;
    result.span = relationship.place.span;
    result.properties = properties(relationship.properties);
    return result;
}

bound::Properties Binder::properties(const ast::Box<ast::Expression>& map) {
    bound::Properties result;
    if (!map) return result;
    if (map->kind == ast::ExpressionKind::parameter) {
        result.map = expression(*map);
        return result;
    }
    for (std::size_t i = 0; i < map->keys.size(); ++i)
        result.entries.push_back({map->keys[i].text, expression(*map->children[i])});
    return result;
}

} // namespace banggiao::query
