#pragma once

#include "Arrow.hpp"

#include <arrow/io/file.h>

#include <memory>

/// Opens a regular file that is not empty.
std::shared_ptr<arrow::io::ReadableFile> openInput(const char *path);
