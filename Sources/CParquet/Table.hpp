#pragma once

#include "Arrow.hpp"
#include "CParquet.h"

#include <memory>
#include <string>
#include <vector>

/// A column in the one Arrow type that stands for `type`: `canonicalType(type)`, or, for text and categories, any of
/// Arrow's layouts.
struct TableColumn {
    std::string name;
    CParquetType type;
    std::shared_ptr<arrow::ChunkedArray> data;
};

struct CParquetTable {
    int64_t rows = 0;
    std::vector<TableColumn> columns;
};

/// The Arrow type that is written for a type, and that a column is brought to when read.
std::shared_ptr<arrow::DataType> canonicalType(CParquetType type);
