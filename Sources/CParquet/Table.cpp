#include "Table.hpp"

#include "Fault.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

/// Copies fixed-width values; `null` stands for nulls, and where a type has none, a null is a fault.
template <typename ArrayType, typename Value>
void copyValues(const TableColumn &column, void *values, const Value *null) {
    auto out = static_cast<Value *>(values);
    for (const auto &chunk : column.data->chunks()) {
        const auto &array = static_cast<const ArrayType &>(*chunk);
        std::memcpy(out, array.raw_values(), static_cast<size_t>(array.length()) * sizeof(Value));
        if (array.null_count() > 0) {
            if (null == nullptr) throw Fault{CParquetFailureKindNullValue, "", column.name};
            for (int64_t row = 0; row < array.length(); ++row) {
                if (array.IsNull(row)) out[row] = *null;
            }
        }
        out += array.length();
    }
}

void copyBooleans(const TableColumn &column, void *values) {
    auto out = static_cast<bool *>(values);
    for (const auto &chunk : column.data->chunks()) {
        const auto &array = static_cast<const arrow::BooleanArray &>(*chunk);
        if (array.null_count() > 0) throw Fault{CParquetFailureKindNullValue, "", column.name};
        for (int64_t row = 0; row < array.length(); ++row) *out++ = array.Value(row);
    }
}

void copyCodes(const TableColumn &column, void *values) {
    auto out = static_cast<int32_t *>(values);
    for (const auto &chunk : column.data->chunks()) {
        const auto &array = static_cast<const arrow::DictionaryArray &>(*chunk);
        const auto &names = *array.dictionary();
        for (int64_t row = 0; row < array.length(); ++row) {
            int64_t code = array.IsNull(row) ? -1 : array.GetValueIndex(row);
            if (code >= names.length() || code < -1) {
                throw Fault{CParquetFailureKindMalformed, "a code outside its dictionary in column " + column.name};
            }
            if (code >= 0 && names.IsNull(code)) code = -1;
            *out++ = static_cast<int32_t>(code);
        }
    }
}

template <typename ArrayType>
CParquetView *textViews(const arrow::Array &array, CParquetView *out) {
    const auto &texts = static_cast<const ArrayType &>(array);
    for (int64_t row = 0; row < texts.length(); ++row) {
        // A view of no bytes may have no address, which would read as null.
        if (texts.IsNull(row)) {
            *out++ = {nullptr, 0};
        } else {
            auto value = texts.GetView(row);
            *out++ = value.empty() ? CParquetView{"", 0} : view(value);
        }
    }
    return out;
}

CParquetView *anyTextViews(const arrow::Array &array, CParquetView *out) {
    switch (array.type_id()) {
    case arrow::Type::STRING: return textViews<arrow::StringArray>(array, out);
    case arrow::Type::LARGE_STRING: return textViews<arrow::LargeStringArray>(array, out);
    case arrow::Type::STRING_VIEW: return textViews<arrow::StringViewArray>(array, out);
    default: throw Fault{CParquetFailureKindMalformed, array.type()->ToString() + " is not text"};
    }
}

}  // namespace

std::shared_ptr<arrow::DataType> canonicalType(CParquetType type) {
    switch (type) {
    case CParquetTypeFloat64: return arrow::float64();
    case CParquetTypeFloat32: return arrow::float32();
    case CParquetTypeInt32: return arrow::int32();
    case CParquetTypeInt64: return arrow::int64();
    case CParquetTypeTimestamp:
    case CParquetTypeOptionalTimestamp: return arrow::timestamp(arrow::TimeUnit::MILLI, "UTC");
    case CParquetTypeString: return arrow::utf8();
    case CParquetTypeCategory: return arrow::dictionary(arrow::int32(), arrow::utf8());
    case CParquetTypeBoolean: return arrow::boolean();
    case CParquetTypeUnsupported: break;
    }
    return nullptr;
}

void CParquetTableFree(CParquetTable *table) { delete table; }

int64_t CParquetTableRowCount(const CParquetTable *table) { return table->rows; }

int32_t CParquetTableColumnCount(const CParquetTable *table) { return static_cast<int32_t>(table->columns.size()); }

CParquetField CParquetTableField(const CParquetTable *table, int32_t column) {
    const auto &described = table->columns[static_cast<size_t>(column)];
    return {view(described.name), described.type, {}};
}

bool CParquetTableCopy(const CParquetTable *table, int32_t index, void *values, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        const auto &column = table->columns[static_cast<size_t>(index)];
        const auto nan = std::numeric_limits<double>::quiet_NaN();
        const auto noTime = std::numeric_limits<int64_t>::min();
        const auto narrowNaN = std::numeric_limits<float>::quiet_NaN();
        switch (column.type) {
        case CParquetTypeFloat64: copyValues<arrow::DoubleArray, double>(column, values, &nan); break;
        case CParquetTypeFloat32: copyValues<arrow::FloatArray, float>(column, values, &narrowNaN); break;
        case CParquetTypeInt32: copyValues<arrow::Int32Array, int32_t>(column, values, nullptr); break;
        case CParquetTypeInt64: copyValues<arrow::Int64Array, int64_t>(column, values, nullptr); break;
        case CParquetTypeTimestamp: copyValues<arrow::TimestampArray, int64_t>(column, values, nullptr); break;
        case CParquetTypeOptionalTimestamp: copyValues<arrow::TimestampArray, int64_t>(column, values, &noTime); break;
        case CParquetTypeBoolean: copyBooleans(column, values); break;
        case CParquetTypeCategory: copyCodes(column, values); break;
        default: throw Fault{CParquetFailureKindMalformed, "column " + column.name + " has no fixed width"};
        }
        return true;
    });
}

bool CParquetTableTexts(const CParquetTable *table, int32_t index, CParquetView *views, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        for (const auto &chunk : table->columns[static_cast<size_t>(index)].data->chunks()) {
            views = anyTextViews(*chunk, views);
        }
        return true;
    });
}

int64_t CParquetTableNameCount(const CParquetTable *table, int32_t index) {
    const auto &data = *table->columns[static_cast<size_t>(index)].data;
    if (data.num_chunks() == 0) return 0;
    return static_cast<const arrow::DictionaryArray &>(*data.chunk(0)).dictionary()->length();
}

bool CParquetTableNames(const CParquetTable *table, int32_t index, CParquetView *views, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        const auto &data = *table->columns[static_cast<size_t>(index)].data;
        if (data.num_chunks() == 0) return true;
        const auto &names = *static_cast<const arrow::DictionaryArray &>(*data.chunk(0)).dictionary();
        auto end = anyTextViews(names, views);
        for (auto name = views; name != end; ++name) {
            if (name->start == nullptr) *name = {"", 0};
        }
        return true;
    });
}
