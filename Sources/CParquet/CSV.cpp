#include "Arrow.hpp"
#include "CParquet.h"
#include "CSVRows.hpp"
#include "Fault.hpp"
#include "LineEndedInput.hpp"
#include "Table.hpp"

#include <arrow/csv/api.h>
#include <arrow/util/utf8.h>
#include <arrow/util/value_parsing.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace {

/// A cell that cannot be what its column is.
struct CellFault {
    int64_t row;
    CParquetFailureKind kind;
    std::string text;
};

std::string_view trimmed(std::string_view cell) {
    auto first = cell.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

const std::vector<std::string> nullSpellings = {"", "NA", "NaN", "null"};

bool isNullSpelling(std::string_view cell) {
    return std::find(nullSpellings.begin(), nullSpellings.end(), cell) != nullSpellings.end();
}

template <typename Value>
bool parseFloat(std::string_view cell, Value *value) {
    return arrow::internal::StringToFloat(cell.data(), cell.size(), '.', value);
}

template <typename Value>
bool parseInteger(std::string_view cell, Value *value) {
    auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), *value);
    return error == std::errc() && end == cell.data() + cell.size();
}

bool parseBoolean(std::string_view cell, bool *value) {
    *value = cell == "true" || cell == "True" || cell == "TRUE" || cell == "1";
    return *value || cell == "false" || cell == "False" || cell == "FALSE" || cell == "0";
}

/// ISO 8601 with `T` or a space; without an offset the time is UTC. Digits beyond the millisecond are cut off.
bool parseTimestamp(std::string_view cell, int64_t *value) {
    std::string shortened;
    auto point = cell.find('.');
    if (point != std::string_view::npos) {
        auto end = std::min(cell.find_first_not_of("0123456789", point + 1), cell.size());
        if (end - point - 1 > 3) {
            shortened = std::string(cell.substr(0, point + 4)) + std::string(cell.substr(end));
            cell = shortened;
        }
    }
    return arrow::internal::ParseTimestampISO8601(cell.data(), cell.size(), arrow::TimeUnit::MILLI, value);
}

/// Parses every cell of a column of raw bytes, up to the first that is not of the type.
template <typename Builder, typename Value>
std::optional<CellFault> parseColumn(const TableColumn &raw, bool mayBeNull, bool (*parse)(std::string_view, Value *),
                                     std::shared_ptr<arrow::ChunkedArray> *parsed) {
    arrow::ArrayVector chunks;
    auto type = canonicalType(raw.type);
    int64_t row = 0;
    for (const auto &chunk : raw.data->chunks()) {
        const auto &cells = static_cast<const arrow::BinaryArray &>(*chunk);
        Builder builder(type, arrow::default_memory_pool());
        check(builder.Reserve(cells.length()));
        for (int64_t index = 0; index < cells.length(); ++index, ++row) {
            auto cell = cells.IsNull(index) ? std::string_view() : cells.GetView(index);
            auto content = trimmed(cell);
            Value value{};
            if (isNullSpelling(content)) {
                if (!mayBeNull) return CellFault{row, CParquetFailureKindBadCell, ""};
                builder.UnsafeAppendNull();
            } else if (parse(content, &value)) {
                builder.UnsafeAppend(value);
            } else {
                return CellFault{row, CParquetFailureKindBadCell, std::string(cell)};
            }
        }
        chunks.push_back(check(builder.Finish()));
    }
    *parsed = std::make_shared<arrow::ChunkedArray>(std::move(chunks), type);
    return std::nullopt;
}

std::optional<CellFault> textColumn(const TableColumn &raw, std::shared_ptr<arrow::ChunkedArray> *parsed) {
    arrow::util::InitializeUTF8();
    arrow::ArrayVector chunks;
    int64_t row = 0;
    for (const auto &chunk : raw.data->chunks()) {
        const auto &cells = static_cast<const arrow::BinaryArray &>(*chunk);
        for (int64_t index = 0; index < cells.length(); ++index, ++row) {
            if (!cells.IsNull(index) && !arrow::util::ValidateUTF8(cells.GetView(index))) {
                return CellFault{row, CParquetFailureKindInvalidUTF8, ""};
            }
        }
        chunks.push_back(check(chunk->View(arrow::utf8())));
    }
    *parsed = std::make_shared<arrow::ChunkedArray>(std::move(chunks), arrow::utf8());
    return std::nullopt;
}

/// Names get their codes in the order in which they first appear.
std::optional<CellFault> categoryColumn(const TableColumn &raw, std::shared_ptr<arrow::ChunkedArray> *parsed) {
    std::shared_ptr<arrow::ChunkedArray> texts;
    if (auto fault = textColumn(raw, &texts)) return fault;
    arrow::StringDictionary32Builder builder;
    for (const auto &chunk : texts->chunks()) {
        const auto &cells = static_cast<const arrow::StringArray &>(*chunk);
        for (int64_t index = 0; index < cells.length(); ++index) {
            check(cells.IsNull(index) ? builder.AppendNull() : builder.Append(cells.GetView(index)));
        }
    }
    *parsed = std::make_shared<arrow::ChunkedArray>(check(builder.Finish()));
    return std::nullopt;
}

std::optional<CellFault> convert(const TableColumn &raw, std::shared_ptr<arrow::ChunkedArray> *parsed) {
    switch (raw.type) {
    case CParquetTypeFloat64: return parseColumn<arrow::DoubleBuilder>(raw, true, parseFloat<double>, parsed);
    case CParquetTypeFloat32: return parseColumn<arrow::FloatBuilder>(raw, true, parseFloat<float>, parsed);
    case CParquetTypeInt32: return parseColumn<arrow::Int32Builder>(raw, false, parseInteger<int32_t>, parsed);
    case CParquetTypeInt64: return parseColumn<arrow::Int64Builder>(raw, false, parseInteger<int64_t>, parsed);
    case CParquetTypeTimestamp: return parseColumn<arrow::TimestampBuilder>(raw, false, parseTimestamp, parsed);
    case CParquetTypeOptionalTimestamp:
        return parseColumn<arrow::TimestampBuilder>(raw, true, parseTimestamp, parsed);
    case CParquetTypeBoolean: return parseColumn<arrow::BooleanBuilder>(raw, false, parseBoolean, parsed);
    case CParquetTypeCategory: return categoryColumn(raw, parsed);
    default: return textColumn(raw, parsed);
    }
}

/// The narrowest type that every cell of a column fits; text for a column without cells.
std::optional<CellFault> inferAndConvert(TableColumn &column, std::shared_ptr<arrow::ChunkedArray> *parsed) {
    if (column.data->length() > 0) {
        for (auto type : {CParquetTypeInt64, CParquetTypeFloat64, CParquetTypeTimestamp, CParquetTypeBoolean}) {
            column.type = type;
            if (!convert(column, parsed)) return std::nullopt;
        }
    }
    column.type = CParquetTypeString;
    return convert(column, parsed);
}

/// A first line of nothing but numbers and times is data.
bool looksLikeData(const std::vector<std::string> &names) {
    return std::all_of(names.begin(), names.end(), [](const std::string &name) {
        double number;
        int64_t time;
        auto content = trimmed(name);
        return isNullSpelling(content) || parseFloat(content, &number) || parseTimestamp(content, &time);
    });
}

void checkHeader(const char *path, const std::vector<std::string> &names) {
    arrow::util::InitializeUTF8();
    std::set<std::string> seen;
    auto line = lineOfRow(path, 1);
    for (const auto &name : names) {
        if (!arrow::util::ValidateUTF8(name)) {
            throw Fault{CParquetFailureKindInvalidUTF8, "", "", CParquetTypeUnsupported, line};
        }
        if (!seen.insert(name).second) throw Fault{CParquetFailureKindDuplicateColumn, "", name};
    }
    if (looksLikeData(names)) throw Fault{CParquetFailureKindNoHeader, ""};
}

Fault unclosedQuote(int64_t line) {
    return {CParquetFailureKindUnclosedQuote, "", "", CParquetTypeUnsupported, line};
}

/// The fault of a row, by its number from 1, that is longer or shorter than the header.
Fault raggedRow(const char *path, const arrow::csv::InvalidRow &row) {
    if (auto quote = lineOfOpenQuote(path); quote > 0 && lineOfRow(path, row.number + 1) == 0) {
        return unclosedQuote(quote);
    }
    auto line = lineOfRow(path, row.number);
    return {CParquetFailureKindRaggedRow, "", "", CParquetTypeUnsupported, line, row.actual_columns,
            row.expected_columns};
}

/// Whether the last cell holds a line break, as it does when it runs to the end of the file for want of a quote.
bool endsInLineBreak(const arrow::Table &table) {
    if (table.num_rows() == 0) return false;
    const auto &chunks = table.column(table.num_columns() - 1)->chunks();
    const auto &last = static_cast<const arrow::BinaryArray &>(*chunks.back());
    return last.length() > 0 && last.GetView(last.length() - 1).find_first_of("\r\n") != std::string_view::npos;
}

/// Reads the cells as raw bytes: their types are this file's work, which knows the place of what it refuses.
std::shared_ptr<arrow::Table> readCells(const char *path, bool missingWords) {
    auto readOptions = arrow::csv::ReadOptions::Defaults();
    // Only one thread counts the rows, which the error of a ragged one needs.
    readOptions.use_threads = false;
    auto convertOptions = arrow::csv::ConvertOptions::Defaults();
    convertOptions.default_column_type = arrow::binary();
    convertOptions.null_values = missingWords ? nullSpellings : std::vector<std::string>{""};
    convertOptions.strings_can_be_null = true;
    convertOptions.quoted_strings_can_be_null = false;
    auto parseOptions = arrow::csv::ParseOptions::Defaults();
    parseOptions.newlines_in_values = true;
    std::optional<arrow::csv::InvalidRow> ragged;
    parseOptions.invalid_row_handler = [&](const arrow::csv::InvalidRow &row) {
        ragged.emplace(row);
        return arrow::csv::InvalidRowResult::Error;
    };
    auto input = std::make_shared<LineEndedInput>(openCSV(path));
    auto table = [&]() -> arrow::Result<std::shared_ptr<arrow::Table>> {
        ARROW_ASSIGN_OR_RAISE(auto reader, arrow::csv::TableReader::Make(arrow::io::default_io_context(), input,
                                                                         readOptions, parseOptions, convertOptions));
        return reader->Read();
    }();
    if (ragged) throw raggedRow(path, *ragged);
    if (!table.ok() || endsInLineBreak(**table)) {
        if (auto line = lineOfOpenQuote(path)) throw unclosedQuote(line);
    }
    if (!table.ok() && lineOfRow(path, 1) == 0) throw Fault{CParquetFailureKindNoHeader, ""};
    return check(std::move(table));
}

/// The start of a cell, for an error: no more than 200 bytes, cut between characters.
std::string excerpt(const std::string &cell) {
    constexpr size_t longest = 200;
    if (cell.size() <= longest) return cell;
    size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xc0) == 0x80) --end;
    return cell.substr(0, end) + "…";
}

}  // namespace

CParquetTable *CParquetReadCSV(const char *path, const CParquetTexts *names, const CParquetType *types, bool infer,
                               bool missingWords, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        std::map<std::string_view, CParquetType> given;
        for (int64_t index = 0; index < names->count; ++index) given[text(*names, index)] = types[index];

        auto cells = readCells(path, missingWords);
        checkHeader(path, cells->ColumnNames());
        auto result = std::make_unique<CParquetTable>();
        result->rows = cells->num_rows();
        std::optional<CellFault> first;
        TableColumn firstColumn;
        for (int index = 0; index < cells->num_columns(); ++index) {
            TableColumn column{cells->field(index)->name(), CParquetTypeString, cells->column(index)};
            auto type = given.find(column.name);
            std::shared_ptr<arrow::ChunkedArray> parsed;
            std::optional<CellFault> fault;
            if (type == given.end() && infer) {
                fault = inferAndConvert(column, &parsed);
            } else {
                if (type != given.end()) column.type = type->second;
                fault = convert(column, &parsed);
            }
            if (fault && (!first || fault->row < first->row)) {
                first = fault;
                firstColumn = column;
            }
            column.data = parsed;
            result->columns.push_back(std::move(column));
        }
        if (first) {
            // The header is row 1, the first row of data row 2.
            throw Fault{first->kind,      excerpt(first->text),           firstColumn.name,
                        firstColumn.type, lineOfRow(path, first->row + 2)};
        }
        return result.release();
    });
}
