// Takes a path and what is to stand there. Hands out a file that is whole: it is written under another name
// beside it and renamed in the end, so that a failure leaves what was there.
#include <banggiao/graph/store/graph_file.h>
#include <banggiao/graph/store/whole_file.h>

#include <filesystem>
#include <system_error>

namespace banggiao::store {

namespace files = std::filesystem;

namespace {

/// A name of what the process has open, such as /dev/stdout.
bool is_descriptor(const std::string& path) {
    return path.starts_with("/dev/std") || path.starts_with("/dev/fd/") || path.starts_with("/proc/");
}

} // namespace

WholeFile::WholeFile(const std::string& path) : path_(path), place_(path) {
    std::error_code fault;
    if (const files::path target = files::canonical(path, fault); !fault) place_ = target.string();
    const files::file_status before = files::status(place_, fault);
    if ((files::exists(before) && !files::is_regular_file(before)) || is_descriptor(path)) {
        file_.open(path, std::ios::binary);
        return;
    }
    remove_abandoned(place_);
    temporary_ = temporary_beside(place_);
    file_.open(temporary_, std::ios::binary);
    if (files::exists(before)) files::permissions(temporary_, before.permissions(), fault);
}

WholeFile::~WholeFile() {
    file_.close();
    std::error_code fault;
    if (!temporary_.empty()) files::remove(temporary_, fault);
}

Status WholeFile::close() {
    if (file_.is_open()) file_.close();
    if (file_) return {};
    return Error{ErrorKind::storage, "cannot be written", path_,
                 "check the folder, its permissions and the space left"};
}

Status WholeFile::keep() {
    std::error_code fault;
    if (Status status = close(); !status) return status;
    if (!temporary_.empty()) files::rename(temporary_, place_, fault);
    if (fault)
        return Error{ErrorKind::storage, "cannot be replaced: " + fault.message(), path_,
                     "check the folder and its permissions"};
    temporary_.clear();
    return {};
}

} // namespace banggiao::store
