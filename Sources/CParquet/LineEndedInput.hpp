#pragma once

#include "Arrow.hpp"

#include <arrow/io/interfaces.h>

#include <memory>

/// A stream with a line break added to its end, in the same block as what is before it: Arrow takes a header for one
/// only when a line break follows.
class LineEndedInput final : public arrow::io::InputStream {
public:
    explicit LineEndedInput(std::shared_ptr<arrow::io::InputStream> input);
    ~LineEndedInput() override;

    arrow::Status Close() override;
    bool closed() const override;
    arrow::Result<int64_t> Tell() const override;
    arrow::Result<int64_t> Read(int64_t count, void *bytes) override;
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t count) override;

private:
    std::shared_ptr<arrow::io::InputStream> input;
    bool ended = false;
};
