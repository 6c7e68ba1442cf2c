#pragma once

#include "Arrow.hpp"

#include <arrow/io/file.h>

#include <cstdint>
#include <memory>

/// The file's bytes, unpacked when it starts as gzip does or is named `.gz`.
std::shared_ptr<arrow::io::InputStream> openCSV(const char *path);

/// The bytes of an opened file at its begin, unpacked in the same cases.
std::shared_ptr<arrow::io::InputStream> unpacked(std::shared_ptr<arrow::io::ReadableFile> file, const char *path);

/// The line, from 1, on which the row of a number from 1 starts, the header being row 1; 0 when there is no such row.
///
/// Rows and lines differ by empty lines, which are no rows, and by quoted line breaks, which end no row.
int64_t lineOfRow(const char *path, int64_t row);

/// The line of the quote that is still open when the file ends; 0 when all are closed.
int64_t lineOfOpenQuote(const char *path);
