// Takes the name of a file. Hands out what kind of picture goes there, and puts it there.
#include <banggiao/graph/store/whole_file.h>
#include <banggiao/tools/picture_file.h>

#include <filesystem>
#include <map>

namespace banggiao::tools {

Result<PictureFormat> picture_format(const std::string& path) {
    static const std::map<std::string, PictureFormat> formats{{".dot", PictureFormat::dot},
                                                              {".gv", PictureFormat::dot},
                                                              {".svg", PictureFormat::svg},
                                                              {".png", PictureFormat::png},
                                                              {".pdf", PictureFormat::pdf}};
    const auto found = formats.find(std::filesystem::path(path).extension().string());
    if (found != formats.end()) return found->second;
    return Error{ErrorKind::invalid_argument, "unknown kind of picture", path,
                 "end the name in .svg, .png, .pdf or .dot"};
}

Status write_file(const std::string& path, const std::string& bytes) {
    store::WholeFile file(path);
    file.out() << bytes;
    return file.keep();
}

} // namespace banggiao::tools
