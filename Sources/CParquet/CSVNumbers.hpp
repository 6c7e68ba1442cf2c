#pragma once

#include "Arrow.hpp"
#include "CParquet.h"
#include "Fault.hpp"

#include <arrow/util/value_parsing.h>

#include <limits>
#include <string_view>

/// Reads numbers from cells without blanks around them.
class CSVNumbers {
public:
    CSVNumbers(char decimalPoint, const CParquetTexts &missing) : decimalPoint(decimalPoint), missing(missing) {}

    CParquetCell parse(std::string_view cell, double *value) const {
        *value = std::numeric_limits<double>::quiet_NaN();
        if (cell.empty() || isMissing(cell)) return CParquetCellMissing;
        if (cell.front() == '+' && cell.size() > 1 && cell[1] != '-') cell.remove_prefix(1);
        if (arrow::internal::StringToFloat(cell.data(), cell.size(), decimalPoint, value)) return CParquetCellValue;
        *value = std::numeric_limits<double>::quiet_NaN();
        return CParquetCellUnreadable;
    }

private:
    bool isMissing(std::string_view cell) const {
        for (int64_t index = 0; index < missing.count; ++index) {
            if (cell == text(missing, index)) return true;
        }
        return false;
    }

    char decimalPoint;
    const CParquetTexts &missing;
};
