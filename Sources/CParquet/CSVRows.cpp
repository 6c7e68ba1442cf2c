#include "CSVRows.hpp"

#include "Fault.hpp"
#include "Input.hpp"

#include <arrow/io/compressed.h>
#include <arrow/util/compression.h>

#include <vector>

namespace {

/// Follows rows, fields and quotes as Arrow's parser does: a quote counts only at the start of a field.
struct RowScanner {
    enum class State { rowStart, fieldStart, field, quotes, afterQuote };

    State state = State::rowStart;
    int64_t line = 1;
    int64_t rows = 0;
    int64_t quoteLine = 0;
    bool afterCarriageReturn = false;

    /// Takes the next byte and says whether a row starts with it.
    bool startsRow(char byte) {
        bool completesLineBreak = byte == '\n' && afterCarriageReturn;
        afterCarriageReturn = byte == '\r';
        if (completesLineBreak) return false;
        if (byte == '\n' || byte == '\r') {
            ++line;
            if (state != State::quotes) state = State::rowStart;
            return false;
        }
        bool starts = state == State::rowStart;
        if (starts) ++rows;
        state = next(byte);
        return starts;
    }

private:
    State next(char byte) {
        switch (state) {
        case State::rowStart:
        case State::fieldStart:
            if (byte != '"') break;
            quoteLine = line;
            return State::quotes;
        case State::field: break;
        case State::quotes: return byte == '"' ? State::afterQuote : State::quotes;
        case State::afterQuote:
            if (byte == '"') return State::quotes;
        }
        return byte == ',' ? State::fieldStart : State::field;
    }
};

/// Scans up to the start of a row, or to the end; true when the row was found.
bool scan(const char *path, int64_t row, RowScanner *scanner) {
    auto input = openCSV(path);
    std::vector<char> block(1 << 16);
    for (bool isFirst = true;; isFirst = false) {
        auto count = check(input->Read(static_cast<int64_t>(block.size()), block.data()));
        if (count == 0) return false;
        auto bytes = std::string_view(block.data(), static_cast<size_t>(count));
        constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
        if (isFirst && bytes.starts_with(byteOrderMark)) bytes.remove_prefix(byteOrderMark.size());
        for (char byte : bytes) {
            if (scanner->startsRow(byte) && scanner->rows == row) return true;
        }
    }
}

}  // namespace

std::shared_ptr<arrow::io::InputStream> openCSV(const char *path) { return unpacked(openInput(path), path); }

std::shared_ptr<arrow::io::InputStream> unpacked(std::shared_ptr<arrow::io::ReadableFile> file, const char *path) {
    auto start = check(file->Read(2), CParquetFailureKindUnreadable)->ToString();
    check(file->Seek(0), CParquetFailureKindUnreadable);
    if (start != "\x1f\x8b" && !std::string_view(path).ends_with(".gz")) return file;
    auto codec = check(arrow::util::Codec::Create(arrow::Compression::GZIP));
    return check(arrow::io::CompressedInputStream::Make(codec.get(), file));
}

int64_t lineOfRow(const char *path, int64_t row) {
    RowScanner scanner;
    return scan(path, row, &scanner) ? scanner.line : 0;
}

int64_t lineOfOpenQuote(const char *path) {
    RowScanner scanner;
    scan(path, 0, &scanner);
    return scanner.state == RowScanner::State::quotes ? scanner.quoteLine : 0;
}
