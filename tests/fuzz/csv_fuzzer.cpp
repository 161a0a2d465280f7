// Takes bytes: two CSV files, a byte 0xFF between them. Imports them; a graph that comes of it is exported,
// and what was exported must import, and be exported and imported to the same graph again.
#include <banggiao/graph/store/import.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace banggiao;

namespace {

/// The graph that comes back from files; nothing if it has values that CSV has no form for.
std::optional<FrozenGraph> there_and_back(const FrozenGraph& graph, const std::string& folder) {
    std::filesystem::remove_all(folder);
    auto written = export_csv(graph, folder);
    if (!written) return {};
    written->threads = 1;
    auto again = read_csv_graph(*written);
    if (again) return std::move(again).value();
    std::fprintf(stderr, "what was exported does not import: %s\n", again.error().text().c_str());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string folder = "/dev/shm/banggiao-fuzz-csv-" + std::to_string(getpid());
    std::filesystem::create_directories(folder);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = std::min(text.find('\xFF'), size);
    std::ofstream(folder + "/nodes.csv") << text.substr(0, middle);
    std::ofstream(folder + "/edges.csv") << text.substr(std::min(middle + 1, size));
    ImportOptions options{{{{}, {folder + "/nodes.csv"}}}, {{{"T"}, {folder + "/edges.csv"}}}};
    options.threads = 1;
    if (const auto graph = read_csv_graph(options); graph)
        if (const auto once = there_and_back(*graph, folder + "/out"); once) {
            const auto twice = there_and_back(*once, folder + "/out");
            if (!twice || !std::ranges::equal(once->bytes(), twice->bytes())) std::abort();
        }
    std::filesystem::remove_all(folder);
    return 0;
}
