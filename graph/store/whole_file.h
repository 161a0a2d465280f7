// Takes a path and what is to stand there. Hands out a file that is whole: it is written under another name
// beside it and renamed in the end, so that a failure leaves what was there.
#pragma once

#include <banggiao/graph/result.h>

#include <fstream>
#include <string>

namespace banggiao::store {

class WholeFile {
  public:
    /// What is no file, such as a pipe or /dev/stdout, is written as it is. A link stays one: what it leads
    /// to is replaced.
    explicit WholeFile(const std::string& path);
    ~WholeFile(); ///< removes what was not kept
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    std::ofstream& out() { return file_; }
    /// After the last byte. An error if not all could be written, or the file not be opened.
    Status close();
    /// Closes it and puts it in its place.
    Status keep();

  private:
    std::string path_, place_, temporary_; ///< as given; without links; empty: written in place, or kept
    std::ofstream file_;
};

} // namespace banggiao::store
