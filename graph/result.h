// Takes nothing. Hands out Error (a kind, a place, a message, a remedy) and Result<T>: a value or an error.
// Every fallible function of the library returns one; exceptions do not cross its edge.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace banggiao {

/// What went wrong, by what a caller can do about it.
enum class ErrorKind {
    invalid_argument, ///< the call's own words are off
    not_found,        ///< nothing has that name
    unreadable,       ///< a file cannot be opened or read
    malformed,        ///< a file was read and is not of its form
    unsupported,      ///< well formed, and not something this version does
    conflict,         ///< two inputs contradict each other
    damaged,          ///< a stored file fails its checksum or its structure
    storage,          ///< the store cannot be written (disk full, locked, no permission)
    timeout,          ///< a limit on time was reached
    cancelled,        ///< the caller asked to stop
    limit,            ///< a limit on memory, rows or size was reached
    internal          ///< a defect of this library
};

/// A failure a person can act on: `place: message; remedy`.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;
    std::string place;  ///< file, line, article …; empty if there is none
    std::string remedy; ///< what to do next; empty if there is nothing to say

    /// One line for people.
    std::string text() const {
        std::string line = place.empty() ? message : place + ": " + message;
        return remedy.empty() ? line : line + "; " + remedy;
    }
};

/// A value of T or an error. Reading the one that is not there is a programmer's error (asserted).
template <typename T, typename E = Error>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const E& error() const& {
        assert(!ok());
        return *std::get_if<1>(&state_);
    }
    E&& error() && {
        assert(!ok());
        return std::move(*std::get_if<1>(&state_));
    }

  private:
    std::variant<T, E> state_;
};

/// Success without a value, or an error.
template <typename E>
class [[nodiscard]] Result<void, E> {
  public:
    Result() = default;
    Result(E error) : failed_(true), error_(std::move(error)) {}

    bool ok() const { return !failed_; }
    explicit operator bool() const { return ok(); }
    const E& error() const& {
        assert(failed_);
        return error_;
    }
    E&& error() && {
        assert(failed_);
        return std::move(error_);
    }

  private:
    bool failed_ = false;
    E error_{};
};

using Status = Result<void, Error>;

} // namespace banggiao
