// Takes the path of a store. Hands out whether this process may make its graph anew in the background: one at
// a time. Private to graph/store.
#pragma once

#include <string>

namespace banggiao::store {

class RefreshLock {
  public:
    /// A file beside the store, gone with the lock. A kill lets go.
    explicit RefreshLock(const std::string& store_path);
    ~RefreshLock();
    RefreshLock(const RefreshLock&) = delete;
    RefreshLock& operator=(const RefreshLock&) = delete;

    bool is_held() const { return descriptor_ >= 0; }
    static bool is_held_by_another(const std::string& store_path);

  private:
    std::string path_;
    int descriptor_ = -1;
};

} // namespace banggiao::store
