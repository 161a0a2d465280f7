// Takes calls of functions in the syntax tree. Hands out bound ones: the function is there, and takes so many
// arguments of such types.
#include <banggiao/graph/text.h>
#include <banggiao/query/binder_state.h>
#include <banggiao/query/can_fail.h>

#include <array>

namespace banggiao::query {

using bound::ExpressionKind;
using AstKind = ast::ExpressionKind;

namespace {

/// What a function takes and gives, where it matters before the query runs.
struct Signature {
    std::string_view name;
    std::array<Base, 3> takes; ///< any of them; `any` ends the list
    Base gives;
    Base gives_element = Base::any;
};
constexpr Signature signatures[] = {
    {"length", {Base::path, Base::any, Base::any}, Base::integer},
    {"size", {Base::list, Base::string, Base::any}, Base::integer},
    {"labels", {Base::node, Base::any, Base::any}, Base::list, Base::string},
    {"type", {Base::relationship, Base::any, Base::any}, Base::string},
    {"properties", {Base::node, Base::relationship, Base::map}, Base::map},
    {"keys", {Base::node, Base::relationship, Base::map}, Base::list, Base::string},
    {"id", {Base::node, Base::relationship, Base::any}, Base::integer},
    {"startnode", {Base::relationship, Base::any, Base::any}, Base::node},
    {"endnode", {Base::relationship, Base::any, Base::any}, Base::node},
    {"nodes", {Base::path, Base::any, Base::any}, Base::list, Base::node},
    {"relationships", {Base::path, Base::any, Base::any}, Base::list, Base::relationship},
    {"evidence", {Base::relationship, Base::any, Base::any}, Base::list, Base::map},
    {"head", {Base::list, Base::any, Base::any}, Base::any},
    {"last", {Base::list, Base::any, Base::any}, Base::any},
    {"tail", {Base::list, Base::any, Base::any}, Base::list},
    {"range", {Base::any, Base::any, Base::any}, Base::list, Base::integer},
    {"exists", {Base::any, Base::any, Base::any}, Base::boolean},
};

std::string lower_case(std::string_view ascii) {
    std::string result(ascii);
    for (char& character : result)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    return result;
}

const Signature* signature_of(std::string_view function) {
    std::string name = lower_case(function);
    for (const Signature& signature : signatures)
        if (signature.name == name) return &signature;
    return nullptr;
}

} // namespace

void Binder::unknown_function(const ast::Expression& call) const {
    std::vector<std::string> names;
    for (const Function& known : functions()) names.emplace_back(known.name);
    for (const char* aggregate : {"count", "sum", "avg", "min", "max", "collect", "stDev", "stDevP",
                                  "percentileCont", "percentileDisc"})
        names.emplace_back(aggregate);
    std::string near = nearest(call.name.text, names);
    fail("UnknownFunction", call.name.place.span, "there is no function `" + call.name.text + "`",
         near.empty() ? "" : "did you mean `" + near + "`?");
}

bound::ExpressionPointer Binder::function(const ast::Expression& node) {
    if (find_aggregate(node.name.text)) return aggregate_call(node);
    bool of_pattern = lower_case(node.name.text) == "exists" && node.children.size() == 1 &&
                      node.children[0]->kind == AstKind::pattern_predicate;
    if (of_pattern) {
        Restore<bool> inside(inside_condition_, true);
        return pattern_predicate(*node.children[0]);
    }
    const Function* known = find_function(node.name.text);
    if (!known) unknown_function(node);
    if (node.distinct)
        fail("UnexpectedSyntax", node.span(),
             "DISTINCT belongs to aggregations, and " + node.name.text + " is none");
    int count = static_cast<int>(node.children.size());
    if (count < known->minimum_arguments ||
        (known->maximum_arguments >= 0 && count > known->maximum_arguments))
        fail("InvalidNumberOfArguments", node.span(),
             std::string(known->name) + " takes " +
                 (known->minimum_arguments == known->maximum_arguments ? "" : "at least ") +
                 std::to_string(known->minimum_arguments) + " argument(s), not " + std::to_string(count));
    if (inside_aggregate_ && !known->deterministic && lower_case(node.name.text) == "rand")
        fail("NonConstantExpression", node.span(), "a random value cannot be aggregated",
             "compute it in a WITH before");
    auto result = make(ExpressionKind::function, node);
    result->function = known;
    for (const auto& child : node.children) result->children.push_back(expression(*child));
    check_arguments(node, *result);
    if (const Signature* signature = signature_of(node.name.text)) {
        result->type = signature->gives;
        if (signature->gives_element != Base::any) result->type = bound::list_of(signature->gives_element);
    }
    if (is_constant(*result)) result->slot = new_slot();
    return result;
}

void Binder::check_arguments(const ast::Expression& call, const bound::Expression& bound) const {
    const Signature* signature = signature_of(call.name.text);
    if (!signature || signature->takes[0] == Base::any || bound.children.empty()) return;
    const StaticType& given = bound.children[0]->type;
    bool fits = false;
    std::string wanted;
    for (Base base : signature->takes) {
        if (base == Base::any) break;
        fits = fits || given.may_be(base);
        wanted += (wanted.empty() ? "" : " or ") + name_of(StaticType(base));
    }
    if (!fits)
        fail("InvalidArgumentType", bound.children[0]->span,
             call.name.text + " takes " + wanted + ", and this is " + name_of(given));
}

} // namespace banggiao::query
