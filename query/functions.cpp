// Takes the tables of functions. Hands out the one table, sorted by name, and finds in it.
#include <banggiao/query/evaluation_detail.h>

#include <algorithm>

namespace banggiao::query {

namespace {

bool name_before(std::string_view a, std::string_view b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return lower_case(x) < lower_case(y); });
}

std::vector<Function> all_sorted() {
    std::vector<Function> all;
    for (const auto table :
         {conversion_functions(), list_functions(), string_functions(), number_functions(), graph_functions(),
          temporal_functions(), duration_functions(), vietnamese_functions(), partial_date_functions()})
        all.insert(all.end(), table.begin(), table.end());
    std::sort(all.begin(), all.end(),
              [](const Function& a, const Function& b) { return name_before(a.name, b.name); });
    return all;
}

} // namespace

std::span<const Function> functions() {
    static const std::vector<Function> all = all_sorted();
    return all;
}

const Function* find_function(std::string_view name) {
    const auto all = functions();
    const auto found =
        std::lower_bound(all.begin(), all.end(), name, [](const Function& function, std::string_view wanted) {
            return name_before(function.name, wanted);
        });
    return found != all.end() && same_name(found->name, name) ? &*found : nullptr;
}

} // namespace banggiao::query
