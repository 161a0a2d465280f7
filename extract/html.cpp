#include <banggiao/extract/readers.h>

namespace banggiao::extract {
Result<Article> read_html(std::string_view bytes, std::string id) {
    return read_text(bytes, std::move(id));
}
} // namespace banggiao::extract
