#pragma once

#include "Arrow.hpp"
#include "CParquet.h"

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

/// The exception of this library. None leaves it: `guarded` turns every exception into a CParquetFailure.
struct Fault {
    CParquetFailureKind kind;
    std::string text;
    std::string column = {};
    CParquetType type = CParquetTypeUnsupported;
    int64_t line = 0;
    int64_t found = 0;
    int64_t expected = 0;

    void report(CParquetFailure *failure) const;
};

/// The first line of a status' message: what follows are places in Arrow's source.
inline std::string firstLine(const std::string &message) { return message.substr(0, message.find('\n')); }

/// What a status says, with the system's own words if it has any.
inline std::string said(const arrow::Status &status) {
    auto message = firstLine(status.message());
    return status.detail() == nullptr ? message : message + ": " + status.detail()->ToString();
}

inline void check(const arrow::Status &status, CParquetFailureKind kind = CParquetFailureKindMalformed,
                  std::string_view column = {}) {
    if (!status.ok()) throw Fault{kind, said(status), std::string(column)};
}

template <typename Value>
Value check(arrow::Result<Value> result, CParquetFailureKind kind = CParquetFailureKindMalformed,
            std::string_view column = {}) {
    check(result.status(), kind, column);
    return std::move(result).ValueUnsafe();
}

/// Runs `body`; when it throws, fills `failure` and gives a zero value. `kind` is that of a library's own exceptions.
template <typename Body>
auto guarded(CParquetFailure *failure, CParquetFailureKind kind, Body body) noexcept -> decltype(body()) {
    try {
        try {
            return body();
        } catch (const Fault &fault) {
            fault.report(failure);
        } catch (const std::bad_alloc &) {
            Fault{kind, "not enough memory"}.report(failure);
        } catch (const std::exception &exception) {
            Fault{kind, firstLine(exception.what())}.report(failure);
        } catch (...) {
            Fault{kind, "unknown exception"}.report(failure);
        }
    } catch (...) {
        failure->kind = kind;
    }
    return {};
}

inline CParquetView view(std::string_view text) { return {text.data(), static_cast<int64_t>(text.size())}; }

inline std::string_view text(const CParquetTexts &texts, int64_t index) {
    return {texts.bytes + texts.offsets[index], static_cast<size_t>(texts.offsets[index + 1] - texts.offsets[index])};
}
