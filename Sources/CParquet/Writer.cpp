#include "Arrow.hpp"
#include "CParquet.h"
#include "Fault.hpp"
#include "Input.hpp"
#include "Table.hpp"

#include <arrow/io/file.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/writer.h>

#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace filesystem = std::filesystem;

struct CParquetWriter {
    filesystem::path target;
    filesystem::path temporary;
    std::shared_ptr<arrow::Schema> schema;
    std::vector<CParquetType> types;
    std::shared_ptr<arrow::io::FileOutputStream> sink;
    std::unique_ptr<parquet::arrow::FileWriter> writer;
    /// The columns that come first, and how many of their rows have been written.
    std::shared_ptr<arrow::Table> source;
    int64_t sourceRows = 0;
    int64_t groupRows = 0;
    size_t nextColumn = 0;

    ~CParquetWriter() {
        if (temporary.empty()) return;
        try {
            writer.reset();
            if (sink != nullptr) (void)sink->Close();
        } catch (...) {
            // The file is given up: what its end would have said is of no use.
        }
        ::unlink(temporary.c_str());
    }
};

namespace {

/// Arrow leaves buffers alone that it does not own: this one must outlive the array.
std::shared_ptr<arrow::Buffer> borrowed(const void *values, int64_t bytes) {
    return std::make_shared<arrow::Buffer>(static_cast<const uint8_t *>(values), bytes);
}

template <typename ArrayType, typename Value>
std::shared_ptr<arrow::Array> plainArray(const std::shared_ptr<arrow::DataType> &type, const void *values,
                                         int64_t rows, std::shared_ptr<arrow::Buffer> validity = nullptr) {
    return std::make_shared<ArrayType>(type, rows, borrowed(values, rows * static_cast<int64_t>(sizeof(Value))),
                                       std::move(validity));
}

/// The bitmap of the rows that hold a value, none when all do.
template <typename IsValid>
std::shared_ptr<arrow::Buffer> validity(int64_t rows, IsValid isValid) {
    int64_t row = 0;
    while (row < rows && isValid(row)) ++row;
    if (row == rows) return nullptr;
    std::shared_ptr<arrow::Buffer> bitmap = check(arrow::AllocateEmptyBitmap(rows), CParquetFailureKindUnwritable);
    auto bits = bitmap->mutable_data();
    for (row = 0; row < rows; ++row) {
        if (isValid(row)) bits[row / 8] |= static_cast<uint8_t>(1 << (row % 8));
    }
    return bitmap;
}

template <typename ArrayType, typename Value>
std::shared_ptr<arrow::Array> floatArray(const std::shared_ptr<arrow::DataType> &type, const void *values,
                                         int64_t rows) {
    auto numbers = static_cast<const Value *>(values);
    return plainArray<ArrayType, Value>(type, values, rows,
                                        validity(rows, [&](int64_t row) { return !std::isnan(numbers[row]); }));
}

std::shared_ptr<arrow::Array> booleanArray(const void *values, int64_t rows) {
    auto flags = static_cast<const bool *>(values);
    auto bits = validity(rows, [&](int64_t row) { return flags[row]; });
    if (bits == nullptr) {
        bits = check(arrow::AllocateBitmap(rows), CParquetFailureKindUnwritable);
        std::memset(bits->mutable_data(), 0xff, static_cast<size_t>(bits->size()));
    }
    return std::make_shared<arrow::BooleanArray>(rows, bits);
}

/// Arrow's strings have 32-bit offsets: texts of more than 2 GiB go to several chunks.
arrow::ArrayVector stringArrays(const CParquetTexts &texts) {
    constexpr int32_t longest = std::numeric_limits<int32_t>::max();
    arrow::internal::ChunkedStringBuilder builder(longest);
    for (int64_t row = 0; row < texts.count; ++row) {
        if (texts.valid[row] == 0) {
            check(builder.AppendNull(), CParquetFailureKindUnwritable);
            continue;
        }
        auto value = text(texts, row);
        if (value.size() > longest) throw Fault{CParquetFailureKindUnwritable, "a text of more than 2 GiB"};
        check(builder.Append(reinterpret_cast<const uint8_t *>(value.data()), static_cast<int32_t>(value.size())),
              CParquetFailureKindUnwritable);
    }
    arrow::ArrayVector chunks;
    check(builder.Finish(&chunks), CParquetFailureKindUnwritable);
    return chunks;
}

std::shared_ptr<arrow::Array> categoryArray(const std::shared_ptr<arrow::DataType> &type, const void *values,
                                            int64_t rows, const CParquetTexts &texts) {
    auto codes = static_cast<const int32_t *>(values);
    auto names = stringArrays(texts);
    if (names.size() != 1) throw Fault{CParquetFailureKindUnwritable, "category names of more than 2 GiB"};
    auto indices = plainArray<arrow::Int32Array, int32_t>(
        arrow::int32(), values, rows, validity(rows, [&](int64_t row) { return codes[row] >= 0; }));
    return std::make_shared<arrow::DictionaryArray>(type, indices, names.front());
}

arrow::ArrayVector arrays(CParquetType type, const void *values, int64_t rows, const CParquetTexts *texts) {
    auto arrowType = canonicalType(type);
    switch (type) {
    case CParquetTypeFloat64: return {floatArray<arrow::DoubleArray, double>(arrowType, values, rows)};
    case CParquetTypeFloat32: return {floatArray<arrow::FloatArray, float>(arrowType, values, rows)};
    case CParquetTypeInt32: return {plainArray<arrow::Int32Array, int32_t>(arrowType, values, rows)};
    case CParquetTypeInt64: return {plainArray<arrow::Int64Array, int64_t>(arrowType, values, rows)};
    case CParquetTypeTimestamp: return {plainArray<arrow::TimestampArray, int64_t>(arrowType, values, rows)};
    case CParquetTypeOptionalTimestamp: {
        auto moments = static_cast<const int64_t *>(values);
        constexpr auto missing = std::numeric_limits<int64_t>::min();
        return {plainArray<arrow::TimestampArray, int64_t>(
            arrowType, values, rows, validity(rows, [&](int64_t row) { return moments[row] != missing; }))};
    }
    case CParquetTypeBoolean: return {booleanArray(values, rows)};
    case CParquetTypeString: return stringArrays(*texts);
    case CParquetTypeCategory: return {categoryArray(arrowType, values, rows, *texts)};
    case CParquetTypeUnsupported: break;
    }
    throw Fault{CParquetFailureKindUnwritable, "a column without a type"};
}

bool mayBeNull(CParquetType type) {
    return type == CParquetTypeFloat64 || type == CParquetTypeFloat32 || type == CParquetTypeString ||
           type == CParquetTypeCategory || type == CParquetTypeOptionalTimestamp;
}

/// All columns of a Parquet file, of whatever types.
std::shared_ptr<arrow::Table> readSource(const char *path) {
    parquet::ReaderProperties properties = parquet::default_reader_properties();
    properties.set_page_checksum_verification(true);
    parquet::arrow::FileReaderBuilder builder;
    check(builder.Open(openInput(path), properties));
    return check(check(builder.Build())->ReadTable());
}

[[noreturn]] void failWithErrno() { throw Fault{CParquetFailureKindUnwritable, strerror(errno)}; }

/// Creates a file of a new hidden name beside the target, so that renaming it stays within one file system.
int openTemporary(CParquetWriter &writer) {
    static std::atomic<uint64_t> counter{0};
    for (;;) {
        auto name = "." + writer.target.filename().string() + "." + std::to_string(::getpid()) + "-" +
                    std::to_string(counter++) + ".tmp";
        auto path = writer.target.parent_path() / name;
        int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            writer.temporary = path;
            return descriptor;
        }
        if (errno != EEXIST) failWithErrno();
    }
}

/// Makes a rename last through a loss of power. Some file systems cannot sync a directory and say EINVAL.
void syncDirectory(const filesystem::path &directory) {
    int descriptor = ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) failWithErrno();
    int result = ::fsync(descriptor);
    int code = errno;
    ::close(descriptor);
    if (result != 0 && code != EINVAL) throw Fault{CParquetFailureKindUnwritable, strerror(code)};
}

}  // namespace

CParquetWriter *CParquetWriterOpen(const char *path, const char *source, const CParquetTexts *names,
                                   const CParquetType *types,
                                   const CParquetTexts *keys, const CParquetTexts *values, int32_t zstdLevel,
                                   CParquetFailure *failure) {
    constexpr auto kind = CParquetFailureKindUnwritable;
    return guarded(failure, kind, [&] {
        auto opened = std::make_unique<CParquetWriter>();
        opened->target = path;
        if (!opened->target.has_filename()) throw Fault{kind, "it names no file"};
        std::error_code error;
        if (filesystem::is_directory(opened->target, error)) throw Fault{kind, "it is a directory"};

        arrow::FieldVector fields;
        if (source != nullptr) {
            opened->source = readSource(source);
            fields = opened->source->fields();
        }
        for (int64_t index = 0; index < names->count; ++index) {
            opened->types.push_back(types[index]);
            fields.push_back(arrow::field(std::string(text(*names, index)), canonicalType(types[index]),
                                          mayBeNull(types[index])));
        }
        opened->schema = arrow::schema(fields);

        if (opened->target.has_parent_path()) {
            filesystem::create_directories(opened->target.parent_path(), error);
            if (error) throw Fault{kind, error.message()};
        }
        opened->sink = check(arrow::io::FileOutputStream::Open(openTemporary(*opened)), kind);

        auto properties = parquet::WriterProperties::Builder()
                              .compression(arrow::Compression::ZSTD)
                              ->compression_level(zstdLevel)
                              ->enable_page_checksum()
                              ->build();
        auto arrowProperties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
        opened->writer = check(parquet::arrow::FileWriter::Open(*opened->schema, arrow::default_memory_pool(),
                                                                opened->sink, properties, arrowProperties),
                               kind);
        if (keys->count > 0) {
            auto metadata = arrow::KeyValueMetadata::Make({}, {});
            for (int64_t index = 0; index < keys->count; ++index) {
                metadata->Append(std::string(text(*keys, index)), std::string(text(*values, index)));
            }
            check(opened->writer->AddKeyValueMetadata(metadata), kind);
        }
        return opened.release();
    });
}

bool CParquetWriterBeginRowGroup(CParquetWriter *writer, int64_t rows, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindUnwritable, [&] {
        check(writer->writer->NewRowGroup(), CParquetFailureKindUnwritable);
        writer->groupRows = rows;
        writer->nextColumn = 0;
        if (writer->source == nullptr) return true;
        if (rows > writer->source->num_rows() - writer->sourceRows) {
            throw Fault{CParquetFailureKindUnwritable, "the columns before have fewer rows"};
        }
        for (const auto &column : writer->source->columns()) {
            check(writer->writer->WriteColumnChunk(column, writer->sourceRows, rows), CParquetFailureKindUnwritable);
        }
        writer->sourceRows += rows;
        return true;
    });
}

bool CParquetWriterAddColumn(CParquetWriter *writer, const void *values, const CParquetTexts *texts,
                             CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindUnwritable, [&] {
        auto type = writer->types.at(writer->nextColumn++);
        auto chunks = arrays(type, values, writer->groupRows, texts);
        auto column = std::make_shared<arrow::ChunkedArray>(std::move(chunks), canonicalType(type));
        check(writer->writer->WriteColumnChunk(column), CParquetFailureKindUnwritable);
        return true;
    });
}

bool CParquetWriterClose(CParquetWriter *writer, CParquetFailure *failure) {
    constexpr auto kind = CParquetFailureKindUnwritable;
    return guarded(failure, kind, [&] {
        if (writer->source != nullptr && writer->sourceRows != writer->source->num_rows()) {
            throw Fault{kind, "the columns before have more rows"};
        }
        check(writer->writer->Close(), kind);
        check(writer->sink->Flush(), kind);
        if (::fsync(writer->sink->file_descriptor()) != 0) failWithErrno();
        check(writer->sink->Close(), kind);
        if (::rename(writer->temporary.c_str(), writer->target.c_str()) != 0) failWithErrno();
        writer->temporary.clear();
        syncDirectory(writer->target.parent_path());
        return true;
    });
}

void CParquetWriterFree(CParquetWriter *writer) { delete writer; }
