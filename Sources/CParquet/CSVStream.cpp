#include "Arrow.hpp"
#include "CParquet.h"
#include "CSVNumbers.hpp"
#include "CSVRowCutter.hpp"
#include "CSVRows.hpp"
#include "Fault.hpp"
#include "Input.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <memory>

struct CParquetCSVStream {
    std::shared_ptr<arrow::io::ReadableFile> file;
    std::shared_ptr<arrow::io::InputStream> input;
    int64_t size = 0;
    CSVRowCutter cutter;
    /// What was read beyond the last row.
    std::string carried;
    bool hasEnded = false;
    int64_t line = 1;
};

struct CParquetCSVChunk {
    std::unique_ptr<char[]> bytes;
    /// The texts of escaped cells.
    std::deque<std::string> texts;
    std::vector<std::vector<CParquetView>> cells;
    std::vector<int64_t> lines;
    std::vector<CParquetView> rows;
    std::vector<CParquetCSVFault> faults;
};

namespace {

constexpr int64_t blockSize = 4 << 20;
/// A row, or a pair of quotes, of more bytes is a fault.
constexpr int64_t longestRow = 1 << 20;

std::string_view trimmed(std::string_view cell) {
    auto isBlank = [](char byte) { return byte == ' ' || byte == '\t'; };
    while (!cell.empty() && isBlank(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && isBlank(cell.back())) cell.remove_suffix(1);
    return cell;
}

/// The name of an encoding in which this cannot be read, empty for text that may be UTF-8.
std::string foreignEncoding(std::string_view start) {
    if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) return "UTF-16";
    auto zeros = std::count(start.begin(), start.end(), '\0');
    if (zeros == 0) return "";
    return zeros > static_cast<int64_t>(start.size()) / 4 ? "UTF-16" : "binary data";
}

/// Reads until `bytes` has `count` or the file has ended.
int64_t fill(CParquetCSVStream &stream, char *bytes, int64_t count) {
    int64_t filled = 0;
    while (filled < count && !stream.hasEnded) {
        auto read = check(stream.input->Read(count - filled, bytes + filled));
        stream.hasEnded = read == 0;
        filled += read;
    }
    return filled;
}

void begin(CParquetCSVStream &stream) {
    constexpr size_t enough = 1 << 12;
    stream.carried.resize(enough);
    stream.carried.resize(static_cast<size_t>(fill(stream, stream.carried.data(), enough)));
    if (auto encoding = foreignEncoding(stream.carried); !encoding.empty()) {
        throw Fault{CParquetFailureKindOtherEncoding, encoding};
    }
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (stream.carried.starts_with(byteOrderMark)) stream.carried.erase(0, byteOrderMark.size());
    if (stream.carried.empty()) throw Fault{CParquetFailureKindEmpty, ""};
}

/// Fills one chunk of rows from one block of bytes.
class ChunkMaker {
public:
    ChunkMaker(CParquetCSVStream &stream, const int32_t *columns, int32_t columnCount, int64_t fieldCount,
               int64_t rowLimit)
        : stream(stream), columns(columns), columnCount(columnCount), fieldCount(fieldCount), rowLimit(rowLimit) {
        chunk->cells.resize(static_cast<size_t>(columnCount));
    }

    std::unique_ptr<CParquetCSVChunk> make() {
        auto carried = static_cast<int64_t>(stream.carried.size());
        auto capacity = std::max(blockSize, carried + longestRow);
        chunk->bytes.reset(new char[static_cast<size_t>(capacity)]);
        std::memcpy(chunk->bytes.get(), stream.carried.data(), stream.carried.size());
        place = chunk->bytes.get();
        end = place + carried + fill(stream, chunk->bytes.get() + carried, capacity - carried);
        while (place != end && static_cast<int64_t>(chunk->lines.size()) < rowLimit && step()) {}
        stream.carried.assign(place, end);
        return std::move(chunk);
    }

private:
    /// Takes the next row or blank line; false when the block ends before it does.
    bool step() {
        auto result = stream.cutter.cut(place, end, stream.hasEnded);
        switch (result) {
        case CSVRowCutter::Result::blank: break;
        case CSVRowCutter::Result::row:
            // Quotes that pair across rows by accident make one row of several: only its first line is given up.
            if (!takeRow() && stream.cutter.lines > 1) return skipLine(), true;
            break;
        case CSVRowCutter::Result::unfinished:
        case CSVRowCutter::Result::unfinishedQuotes:
            if (!stream.hasEnded && end - place <= longestRow) return false;
            bool isQuoted = result == CSVRowCutter::Result::unfinishedQuotes;
            addFault(isQuoted ? CParquetFailureKindUnclosedQuote : CParquetFailureKindMalformed, 0, lineEnd());
            return skipLine(), true;
        }
        place = stream.cutter.after;
        stream.line += stream.cutter.lines;
        return true;
    }

    bool takeRow() {
        const auto &fields = stream.cutter.fields;
        auto count = static_cast<int64_t>(fields.size());
        if (fieldCount >= 0 && count != fieldCount) {
            bool isSeveralLines = stream.cutter.lines > 1;
            addFault(CParquetFailureKindRaggedRow, count, isSeveralLines ? lineEnd() : stream.cutter.after);
            return false;
        }
        for (int32_t index = 0; index < columnCount; ++index) {
            auto column = static_cast<size_t>(columns[index]);
            chunk->cells[static_cast<size_t>(index)].push_back(column < fields.size() ? cell(fields[column]) : view(""));
        }
        chunk->lines.push_back(stream.line);
        chunk->rows.push_back(row(stream.cutter.after));
        return true;
    }

    CParquetView cell(const CutField &field) {
        if (!field.isEscaped) return view(trimmed(field.text));
        return view(trimmed(chunk->texts.emplace_back(unescaped(field.text))));
    }

    const char *lineEnd() const {
        auto stop = std::find_if(place, end, [](char byte) { return byte == '\n' || byte == '\r'; });
        return std::min(stop, place + longestRow);
    }

    /// The row's bytes without its line break.
    CParquetView row(const char *after) const {
        while (after != place && (after[-1] == '\n' || after[-1] == '\r')) --after;
        return view(std::string_view(place, static_cast<size_t>(after - place)));
    }

    void addFault(CParquetFailureKind kind, int64_t found, const char *after) {
        chunk->faults.push_back({kind, stream.line, found, row(after)});
    }

    /// Goes to the next line, whatever quotes say.
    void skipLine() {
        place = lineEnd();
        if (place == end || (*place != '\n' && *place != '\r')) return;
        place += *place == '\r' && place + 1 != end && place[1] == '\n' ? 2 : 1;
        ++stream.line;
    }

    CParquetCSVStream &stream;
    const int32_t *columns;
    int32_t columnCount;
    int64_t fieldCount;
    int64_t rowLimit;
    std::unique_ptr<CParquetCSVChunk> chunk = std::make_unique<CParquetCSVChunk>();
    const char *place = nullptr;
    const char *end = nullptr;
};

}  // namespace

CParquetCSVStream *CParquetCSVStreamOpen(const char *path, char delimiter, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        auto file = openInput(path);
        auto size = check(file->GetSize(), CParquetFailureKindUnreadable);
        auto stream = std::make_unique<CParquetCSVStream>(
            CParquetCSVStream{file, unpacked(file, path), size, CSVRowCutter(delimiter)});
        begin(*stream);
        return stream.release();
    });
}

void CParquetCSVStreamFree(CParquetCSVStream *stream) { delete stream; }

int64_t CParquetCSVStreamSize(const CParquetCSVStream *stream) { return stream->size; }

int64_t CParquetCSVStreamPosition(const CParquetCSVStream *stream) {
    auto position = stream->file->Tell();
    return position.ok() ? *position : 0;
}

CParquetCSVChunk *CParquetCSVStreamNext(CParquetCSVStream *stream, const int32_t *columns, int32_t columnCount,
                                        int64_t fieldCount, int64_t rowLimit, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&] {
        while (true) {
            auto chunk = ChunkMaker(*stream, columns, columnCount, fieldCount, rowLimit).make();
            bool isAtEnd = stream->hasEnded && stream->carried.empty();
            if (isAtEnd || !chunk->lines.empty() || !chunk->faults.empty()) return chunk.release();
        }
    });
}

int64_t CParquetCSVStreamFieldCount(CParquetCSVStream *stream, CParquetFailure *failure) {
    return guarded(failure, CParquetFailureKindMalformed, [&]() -> int64_t {
        auto filled = stream->carried.size();
        if (filled < longestRow && !stream->hasEnded) {
            stream->carried.resize(longestRow + 1);
            auto read = fill(*stream, stream->carried.data() + filled,
                             static_cast<int64_t>(stream->carried.size() - filled));
            stream->carried.resize(filled + static_cast<size_t>(read));
        }
        const char *place = stream->carried.data(), *end = place + stream->carried.size();
        while (place != end) {
            switch (stream->cutter.cut(place, end, stream->hasEnded)) {
            case CSVRowCutter::Result::row: return static_cast<int64_t>(stream->cutter.fields.size());
            case CSVRowCutter::Result::blank: place = stream->cutter.after; break;
            default: return 1;
            }
        }
        return 0;
    });
}

void CParquetCSVChunkFree(CParquetCSVChunk *chunk) { delete chunk; }

int64_t CParquetCSVChunkRowCount(const CParquetCSVChunk *chunk) { return static_cast<int64_t>(chunk->lines.size()); }

const int64_t *CParquetCSVChunkLines(const CParquetCSVChunk *chunk) { return chunk->lines.data(); }

CParquetView CParquetCSVChunkRow(const CParquetCSVChunk *chunk, int64_t row) {
    return chunk->rows[static_cast<size_t>(row)];
}

const CParquetView *CParquetCSVChunkCells(const CParquetCSVChunk *chunk, int32_t column) {
    return chunk->cells[static_cast<size_t>(column)].data();
}

void CParquetCSVChunkNumbers(const CParquetCSVChunk *chunk, int32_t column, char decimalPoint,
                             const CParquetTexts *missing, double *values, CParquetCell *states) {
    CSVNumbers numbers(decimalPoint, *missing);
    for (const auto &cell : chunk->cells[static_cast<size_t>(column)]) {
        *states++ = numbers.parse({cell.start, static_cast<size_t>(cell.length)}, values++);
    }
}

int64_t CParquetCSVChunkFaultCount(const CParquetCSVChunk *chunk) { return static_cast<int64_t>(chunk->faults.size()); }

CParquetCSVFault CParquetCSVChunkFault(const CParquetCSVChunk *chunk, int64_t index) {
    return chunk->faults[static_cast<size_t>(index)];
}
