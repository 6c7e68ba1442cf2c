#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A field as it stands in the file; one with doubled quotes, or with text after its quotes, still has them.
struct CutField {
    std::string_view text;
    bool isEscaped;
};

/// Cuts the bytes of a CSV file into rows and fields.
///
/// A quote counts only at the start of a field. A row ends with LF, CR LF or CR.
class CSVRowCutter {
public:
    enum class Result {
        row,
        /// A line without a byte, which is no row.
        blank,
        /// The bytes end before the row does.
        unfinished,
        /// The bytes end before the quotes do.
        unfinishedQuotes,
    };

    explicit CSVRowCutter(char delimiter);

    /// Cuts the row at `place`. `isLast` says that no bytes follow `end`, so that it ends a row as a line break does.
    Result cut(const char *place, const char *end, bool isLast);

    /// The fields of the row that was cut.
    std::vector<CutField> fields;
    /// Where the next row starts.
    const char *after = nullptr;
    /// The lines that the row takes up.
    int64_t lines = 0;

private:
    const char *cutQuoted(const char *place, const char *end, bool isLast);
    const char *endOfField(const char *place, const char *end) const;

    char delimiter;
    std::array<bool, 256> stops{};
};

/// The text of an escaped field.
std::string unescaped(std::string_view field);
