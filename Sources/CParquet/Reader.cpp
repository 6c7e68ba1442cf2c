#include "Arrow.hpp"
#include "CParquet.h"
#include "Fault.hpp"
#include "Input.hpp"
#include "Table.hpp"

#include <arrow/compute/cast.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/metadata.h>
#include <parquet/statistics.h>

#include <algorithm>
#include <numeric>

struct ReaderField {
    std::string name;
    CParquetType type;
    std::string fileType;
    /// The field's place among the file's leaves; only fields of one leaf have one.
    int leaf;
    bool hasTexts;
};

struct CParquetReader {
    std::unique_ptr<parquet::arrow::FileReader> reader;
    std::vector<ReaderField> fields;
    std::vector<int64_t> groupRows;
    int64_t rows = 0;
    std::vector<std::pair<std::string, std::string>> metadata;
};

namespace {

bool isText(const arrow::DataType &type) {
    return type.id() == arrow::Type::STRING || type.id() == arrow::Type::LARGE_STRING ||
           type.id() == arrow::Type::STRING_VIEW;
}

/// What a column of an Arrow type becomes when it has no null. Integers and booleans with nulls become float64.
CParquetType readType(const arrow::DataType &type) {
    switch (type.id()) {
    case arrow::Type::BOOL: return CParquetTypeBoolean;
    case arrow::Type::INT8:
    case arrow::Type::UINT8:
    case arrow::Type::INT16:
    case arrow::Type::UINT16:
    case arrow::Type::INT32: return CParquetTypeInt32;
    case arrow::Type::UINT32:
    case arrow::Type::INT64:
    case arrow::Type::UINT64: return CParquetTypeInt64;
    case arrow::Type::HALF_FLOAT:
    case arrow::Type::FLOAT: return CParquetTypeFloat32;
    case arrow::Type::DOUBLE:
    case arrow::Type::DECIMAL32:
    case arrow::Type::DECIMAL64:
    case arrow::Type::DECIMAL128:
    case arrow::Type::DECIMAL256:
    case arrow::Type::NA: return CParquetTypeFloat64;
    case arrow::Type::DATE32:
    case arrow::Type::DATE64:
    case arrow::Type::TIMESTAMP: return CParquetTypeTimestamp;
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
    case arrow::Type::STRING_VIEW: return CParquetTypeString;
    case arrow::Type::DICTIONARY: {
        const auto &values = *static_cast<const arrow::DictionaryType &>(type).value_type();
        return isText(values) ? CParquetTypeCategory : readType(values);
    }
    default: return CParquetTypeUnsupported;
    }
}

bool widensWithNulls(CParquetType type) {
    return type == CParquetTypeInt32 || type == CParquetTypeInt64 || type == CParquetTypeBoolean;
}

/// Whether a leaf holds a null, from the file's statistics and, where they are silent, from the values.
bool hasNulls(parquet::arrow::FileReader &reader, int leaf) {
    auto file = reader.parquet_reader()->metadata();
    if (file->schema()->Column(leaf)->max_definition_level() == 0) return false;
    for (int group = 0; group < file->num_row_groups(); ++group) {
        auto statistics = file->RowGroup(group)->ColumnChunk(leaf)->statistics();
        if (statistics != nullptr && statistics->HasNullCount()) {
            if (statistics->null_count() != 0) return true;
        } else if (check(reader.ReadRowGroup(group, {leaf}))->column(0)->null_count() > 0) {
            return true;
        }
    }
    return false;
}

std::shared_ptr<arrow::ChunkedArray> cast(const TableColumn &column, const std::shared_ptr<arrow::DataType> &type) {
    if (column.data->type()->Equals(*type)) return column.data;
    return check(arrow::compute::Cast(arrow::Datum(column.data), type),
                 CParquetFailureKindNotRepresentable, column.name)
        .chunked_array();
}

/// Scales times since 1970 to milliseconds, rounding towards the past.
std::shared_ptr<arrow::ChunkedArray> milliseconds(const TableColumn &column) {
    const auto &type = *column.data->type();
    int64_t multiplier = 1, divisor = 1;
    auto ticks = arrow::int64();
    if (type.id() == arrow::Type::DATE32) {
        multiplier = 86'400'000;
        ticks = arrow::int32();
    } else if (type.id() == arrow::Type::TIMESTAMP) {
        switch (static_cast<const arrow::TimestampType &>(type).unit()) {
        case arrow::TimeUnit::SECOND: multiplier = 1'000; break;
        case arrow::TimeUnit::MILLI: break;
        case arrow::TimeUnit::MICRO: divisor = 1'000; break;
        case arrow::TimeUnit::NANO: divisor = 1'000'000; break;
        }
    }
    TableColumn counted{column.name, column.type, cast(column, ticks)};
    counted.data = cast(counted, arrow::int64());
    auto target = canonicalType(CParquetTypeTimestamp);
    if (multiplier == 1 && divisor == 1) return cast(counted, target);

    arrow::ArrayVector chunks;
    for (const auto &chunk : counted.data->chunks()) {
        const auto &array = static_cast<const arrow::Int64Array &>(*chunk);
        arrow::TimestampBuilder builder(target, arrow::default_memory_pool());
        check(builder.Reserve(array.length()));
        for (int64_t row = 0; row < array.length(); ++row) {
            if (array.IsNull(row)) {
                builder.UnsafeAppendNull();
                continue;
            }
            int64_t value = array.Value(row), scaled;
            if (__builtin_mul_overflow(value, multiplier, &scaled)) {
                throw Fault{CParquetFailureKindNotRepresentable, "a time beyond 64-bit milliseconds", column.name};
            }
            builder.UnsafeAppend(scaled / divisor - (scaled % divisor < 0 ? 1 : 0));
        }
        chunks.push_back(check(builder.Finish()));
    }
    return std::make_shared<arrow::ChunkedArray>(std::move(chunks), target);
}

/// Values as texts; moments as ISO 8601, those of a zone in UTC, so that no list of zones is needed.
std::shared_ptr<arrow::ChunkedArray> texts(const TableColumn &column) {
    const auto &type = *column.data->type();
    if (type.id() != arrow::Type::TIMESTAMP) return cast(column, arrow::utf8());
    const auto &moments = static_cast<const arrow::TimestampType &>(type);
    arrow::ArrayVector chunks;
    for (const auto &chunk : column.data->chunks()) {
        auto local = check(chunk->View(arrow::timestamp(moments.unit())));
        auto spaced = check(arrow::compute::Cast(*local, arrow::utf8()), CParquetFailureKindNotRepresentable,
                            column.name);
        const auto &written = static_cast<const arrow::StringArray &>(*spaced);
        arrow::StringBuilder builder;
        for (int64_t row = 0; row < written.length(); ++row) {
            if (written.IsNull(row)) {
                check(builder.AppendNull());
                continue;
            }
            auto text = written.GetString(row);
            if (auto space = text.find(' '); space != std::string::npos) text[space] = 'T';
            check(builder.Append(moments.timezone().empty() ? text : text + "Z"));
        }
        chunks.push_back(check(builder.Finish()));
    }
    return std::make_shared<arrow::ChunkedArray>(std::move(chunks), arrow::utf8());
}

void normalize(TableColumn &column) {
    const auto &type = *column.data->type();
    if (column.type == CParquetTypeString) {
        if (!isText(type)) column.data = texts(column);
        return;
    }
    if (column.type == CParquetTypeCategory) {
        column.data = check(arrow::DictionaryUnifier::UnifyChunkedArray(column.data));
        return;
    }
    if (type.id() == arrow::Type::DICTIONARY) {
        column.data = cast(column, static_cast<const arrow::DictionaryType &>(type).value_type());
    }
    auto isMoment = column.type == CParquetTypeTimestamp || column.type == CParquetTypeOptionalTimestamp;
    column.data = isMoment ? milliseconds(column) : cast(column, canonicalType(column.type));
}

void readSchema(CParquetReader &opened) {
    std::shared_ptr<arrow::Schema> schema;
    check(opened.reader->GetSchema(&schema));
    const auto &leaves = opened.reader->manifest().schema_fields;
    for (int index = 0; index < schema->num_fields(); ++index) {
        const auto &field = *schema->field(index);
        auto leaf = leaves.at(static_cast<size_t>(index)).column_index;
        auto type = leaf < 0 ? CParquetTypeUnsupported : readType(*field.type());
        if (widensWithNulls(type) && hasNulls(*opened.reader, leaf)) type = CParquetTypeFloat64;
        opened.fields.push_back({field.name(), type, field.type()->ToString(), leaf,
                                 leaf >= 0 && arrow::compute::CanCast(*field.type(), *arrow::utf8())});
    }
}

void readCounts(CParquetReader &opened) {
    auto file = opened.reader->parquet_reader()->metadata();
    for (int group = 0; group < file->num_row_groups(); ++group) {
        auto rows = file->RowGroup(group)->num_rows();
        if (rows < 0) throw Fault{CParquetFailureKindMalformed, "a row group of fewer than no rows"};
        opened.groupRows.push_back(rows);
        opened.rows += rows;
    }
    if (file->num_rows() != opened.rows) {
        throw Fault{CParquetFailureKindMalformed, "the footer and the row groups differ in their number of rows"};
    }
}

void readMetadata(CParquetReader &opened) {
    auto pairs = opened.reader->parquet_reader()->metadata()->key_value_metadata();
    if (pairs == nullptr) return;
    for (int64_t index = 0; index < pairs->size(); ++index) {
        // Arrow's own note on the column types.
        if (pairs->key(index) != "ARROW:schema") opened.metadata.emplace_back(pairs->key(index), pairs->value(index));
    }
}

}  // namespace

CParquetReader *CParquetReaderOpen(const char *path, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        auto file = openInput(path);
        parquet::ReaderProperties properties = parquet::default_reader_properties();
        properties.set_page_checksum_verification(true);
        parquet::ArrowReaderProperties arrowProperties;
        arrowProperties.set_pre_buffer(false);
        arrowProperties.set_coerce_int96_timestamp_unit(arrow::TimeUnit::MICRO);

        parquet::arrow::FileReaderBuilder builder;
        check(builder.Open(file, properties));
        auto opened = std::make_unique<CParquetReader>();
        opened->reader = check(builder.properties(arrowProperties)->Build());
        readCounts(*opened);
        readSchema(*opened);
        readMetadata(*opened);
        return opened.release();
    });
}

void CParquetReaderFree(CParquetReader *reader) { delete reader; }

int64_t CParquetReaderRowCount(const CParquetReader *reader) { return reader->rows; }

int32_t CParquetReaderRowGroupCount(const CParquetReader *reader) {
    return static_cast<int32_t>(reader->groupRows.size());
}

int32_t CParquetReaderFieldCount(const CParquetReader *reader) { return static_cast<int32_t>(reader->fields.size()); }

CParquetField CParquetReaderField(const CParquetReader *reader, int32_t index) {
    const auto &field = reader->fields[static_cast<size_t>(index)];
    return {view(field.name), field.type, view(field.fileType)};
}

int64_t CParquetReaderMetadataCount(const CParquetReader *reader) {
    return static_cast<int64_t>(reader->metadata.size());
}

CParquetView CParquetReaderMetadataKey(const CParquetReader *reader, int64_t index) {
    return view(reader->metadata[static_cast<size_t>(index)].first);
}

CParquetView CParquetReaderMetadataValue(const CParquetReader *reader, int64_t index) {
    return view(reader->metadata[static_cast<size_t>(index)].second);
}

bool CParquetReaderHasTexts(const CParquetReader *reader, int32_t index) {
    return reader->fields[static_cast<size_t>(index)].hasTexts;
}

CParquetTable *CParquetReaderRead(CParquetReader *reader, int32_t rowGroup, const int32_t *fields,
                                  const CParquetType *types, int32_t fieldCount, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        std::vector<int> groups(reader->groupRows.size());
        std::iota(groups.begin(), groups.end(), 0);
        if (rowGroup >= 0) groups = {rowGroup};

        auto result = std::make_unique<CParquetTable>();
        for (int group : groups) result->rows += reader->groupRows.at(static_cast<size_t>(group));
        if (fieldCount == 0) return result.release();

        // The library gives columns in the file's order, whatever the order asked for.
        std::vector<int32_t> sorted(fields, fields + fieldCount);
        std::sort(sorted.begin(), sorted.end());
        std::vector<int> leaves;
        for (auto field : sorted) leaves.push_back(reader->fields.at(static_cast<size_t>(field)).leaf);
        auto table = check(reader->reader->ReadRowGroups(groups, leaves));
        if (table->num_columns() != fieldCount) throw Fault{CParquetFailureKindMalformed, "columns are missing"};

        for (int32_t index = 0; index < fieldCount; ++index) {
            const auto &field = reader->fields.at(static_cast<size_t>(fields[index]));
            auto place = std::lower_bound(sorted.begin(), sorted.end(), fields[index]) - sorted.begin();
            TableColumn column{field.name, types[index], table->column(static_cast<int>(place))};
            if (column.data->length() != result->rows) {
                throw Fault{CParquetFailureKindMalformed, "column " + field.name + " has " +
                                                              std::to_string(column.data->length()) + " rows of " +
                                                              std::to_string(result->rows)};
            }
            normalize(column);
            result->columns.push_back(std::move(column));
        }
        return result.release();
    });
}
