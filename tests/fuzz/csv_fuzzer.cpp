// Takes bytes: two CSV files, a byte 0xFF between them. Imports them; a graph that comes of it is exported.
#include <banggiao/graph/store/import.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace banggiao;

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
        static_cast<void>(export_csv(*graph, folder + "/out"));
    std::filesystem::remove_all(folder);
    return 0;
}
