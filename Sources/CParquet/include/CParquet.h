#ifndef CPARQUET_H
#define CPARQUET_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a column holds on the Swift side. The numbers are those of no file format.
typedef enum CParquetType {
    CParquetTypeUnsupported = 0,
    CParquetTypeFloat64,
    CParquetTypeFloat32,
    CParquetTypeInt32,
    CParquetTypeInt64,
    CParquetTypeTimestamp,
    CParquetTypeString,
    CParquetTypeCategory,
    CParquetTypeBoolean,
    /// A timestamp, INT64_MIN where it is missing.
    CParquetTypeOptionalTimestamp,
} CParquetType;

typedef enum CParquetFailureKind {
    CParquetFailureKindNone = 0,
    CParquetFailureKindNotFound,
    CParquetFailureKindUnreadable,
    CParquetFailureKindUnwritable,
    CParquetFailureKindEmpty,
    CParquetFailureKindMalformed,
    CParquetFailureKindNullValue,
    CParquetFailureKindNotRepresentable,
    CParquetFailureKindDuplicateColumn,
    CParquetFailureKindBadCell,
    CParquetFailureKindRaggedRow,
    CParquetFailureKindUnclosedQuote,
    CParquetFailureKindNoHeader,
    CParquetFailureKindInvalidUTF8,
    CParquetFailureKindOtherEncoding,
} CParquetFailureKind;

/// Why a call failed. `text` and `column` belong to the struct until CParquetFailureClear.
typedef struct CParquetFailure {
    CParquetFailureKind kind;
    CParquetType type;
    char *text;
    char *column;
    int64_t line;
    int64_t found;
    int64_t expected;
} CParquetFailure;

void CParquetFailureClear(CParquetFailure *failure);

/// A text that belongs to the handle it came from; `start` is NULL for a null value.
typedef struct CParquetView {
    const char *start;
    int64_t length;
} CParquetView;

typedef struct CParquetField {
    CParquetView name;
    CParquetType type;
    /// The file's own name for the type; unused when writing.
    CParquetView fileType;
} CParquetField;

/// `count` texts end to end; text i is `bytes[offsets[i] ..< offsets[i + 1]]`, null where `valid[i]` is 0.
typedef struct CParquetTexts {
    const char *bytes;
    const int64_t *offsets;
    const uint8_t *valid;
    int64_t count;
} CParquetTexts;

/// Functions that return a pointer or a bool say NULL or false when they fail, and fill `failure`.
/// No handle may be used by two threads at once.
typedef struct CParquetWriter CParquetWriter;
typedef struct CParquetReader CParquetReader;
typedef struct CParquetTable CParquetTable;

/// With a `source`, a Parquet file that may be NULL, its columns come first, of their own types, and row groups have to
/// cover its rows.
CParquetWriter *CParquetWriterOpen(const char *path, const char *source, const CParquetTexts *names,
                                   const CParquetType *types,
                                   const CParquetTexts *keys, const CParquetTexts *values, int32_t zstdLevel,
                                   CParquetFailure *failure);
/// Starts a row group of `rows` rows: one call for each column of the schema has to follow, in its order.
bool CParquetWriterBeginRowGroup(CParquetWriter *writer, int64_t rows, CParquetFailure *failure);
/// The next column's values, read during the call only. Category columns give their codes and `texts` for the names,
/// string columns only `texts`, all others an array of their C type (int64_t for timestamps, bool for booleans).
bool CParquetWriterAddColumn(CParquetWriter *writer, const void *values, const CParquetTexts *texts,
                             CParquetFailure *failure);
/// Writes the footer and gives the file its name.
bool CParquetWriterClose(CParquetWriter *writer, CParquetFailure *failure);
/// Frees the writer; a file that was not closed is removed.
void CParquetWriterFree(CParquetWriter *writer);

CParquetReader *CParquetReaderOpen(const char *path, CParquetFailure *failure);
void CParquetReaderFree(CParquetReader *reader);
int64_t CParquetReaderRowCount(const CParquetReader *reader);
int32_t CParquetReaderRowGroupCount(const CParquetReader *reader);
int32_t CParquetReaderFieldCount(const CParquetReader *reader);
CParquetField CParquetReaderField(const CParquetReader *reader, int32_t index);
int64_t CParquetReaderMetadataCount(const CParquetReader *reader);
CParquetView CParquetReaderMetadataKey(const CParquetReader *reader, int64_t index);
CParquetView CParquetReaderMetadataValue(const CParquetReader *reader, int64_t index);
/// Whether the field's values can be read as texts.
bool CParquetReaderHasTexts(const CParquetReader *reader, int32_t index);
/// Reads distinct fields, given by index, of one row group, or of all when `rowGroup` is -1. Each of `types` is the
/// field's own, string, or for a timestamp the optional one.
CParquetTable *CParquetReaderRead(CParquetReader *reader, int32_t rowGroup, const int32_t *fields,
                                  const CParquetType *types, int32_t fieldCount, CParquetFailure *failure);

/// Reads a CSV file whose columns `names` have the given types; the others are inferred, or text. Texts are missing
/// where they are empty and not quoted, and with `missingWords` also where they are a word for that.
CParquetTable *CParquetReadCSV(const char *path, const CParquetTexts *names, const CParquetType *types, bool infer,
                               bool missingWords, CParquetFailure *failure);

/// A CSV file that is read once, front to back, in chunks of some megabytes.
typedef struct CParquetCSVStream CParquetCSVStream;
typedef struct CParquetCSVChunk CParquetCSVChunk;

/// A row that cannot be taken: ragged with `found` fields, of an unclosed quote, or (malformed) too long.
typedef struct CParquetCSVFault {
    CParquetFailureKind kind;
    int64_t line;
    int64_t found;
    CParquetView row;
} CParquetCSVFault;

typedef enum CParquetCell {
    CParquetCellValue = 0,
    CParquetCellMissing,
    CParquetCellUnreadable,
} CParquetCell;

CParquetCSVStream *CParquetCSVStreamOpen(const char *path, char delimiter, CParquetFailure *failure);
void CParquetCSVStreamFree(CParquetCSVStream *stream);
/// The file's bytes as they are stored, and how many of them have been read.
int64_t CParquetCSVStreamSize(const CParquetCSVStream *stream);
int64_t CParquetCSVStreamPosition(const CParquetCSVStream *stream);
/// The number of fields of the next row, which stays; 0 at the end of the file, or on failure.
int64_t CParquetCSVStreamFieldCount(CParquetCSVStream *stream, CParquetFailure *failure);
/// Reads at most `rowLimit` rows and keeps the cells of `columns`, given by place, without blanks around them. Rows of
/// another number of fields than `fieldCount` are faults, unless that is negative. At the end a chunk has neither rows
/// nor faults. A chunk outlives its stream.
CParquetCSVChunk *CParquetCSVStreamNext(CParquetCSVStream *stream, const int32_t *columns, int32_t columnCount,
                                        int64_t fieldCount, int64_t rowLimit, CParquetFailure *failure);
void CParquetCSVChunkFree(CParquetCSVChunk *chunk);
int64_t CParquetCSVChunkRowCount(const CParquetCSVChunk *chunk);
/// The line on which each row starts, from 1.
const int64_t *CParquetCSVChunkLines(const CParquetCSVChunk *chunk);
/// A row as it stands in the file, without its line break.
CParquetView CParquetCSVChunkRow(const CParquetCSVChunk *chunk, int64_t row);
/// The cells of the column at a place of `columns`, one for each row.
const CParquetView *CParquetCSVChunkCells(const CParquetCSVChunk *chunk, int32_t column);
/// The cells of a column as numbers; those that are empty or one of `missing` are NaN, and so are unreadable ones.
void CParquetCSVChunkNumbers(const CParquetCSVChunk *chunk, int32_t column, char decimalPoint,
                             const CParquetTexts *missing, double *values, CParquetCell *states);
int64_t CParquetCSVChunkFaultCount(const CParquetCSVChunk *chunk);
CParquetCSVFault CParquetCSVChunkFault(const CParquetCSVChunk *chunk, int64_t index);

void CParquetTableFree(CParquetTable *table);
int64_t CParquetTableRowCount(const CParquetTable *table);
int32_t CParquetTableColumnCount(const CParquetTable *table);
CParquetField CParquetTableField(const CParquetTable *table, int32_t column);
/// Copies a column of any type but string to `values`, which has room for the table's rows: codes for a category.
bool CParquetTableCopy(const CParquetTable *table, int32_t column, void *values, CParquetFailure *failure);
/// The texts of a string column, one for each row.
bool CParquetTableTexts(const CParquetTable *table, int32_t column, CParquetView *views, CParquetFailure *failure);
/// The names of a category column.
int64_t CParquetTableNameCount(const CParquetTable *table, int32_t column);
bool CParquetTableNames(const CParquetTable *table, int32_t column, CParquetView *views, CParquetFailure *failure);

/// Exchanges the names of two folders in one step; 0, or the system's error number.
int CParquetExchangeFolders(const char *one, const char *other);

#ifdef __cplusplus
}
#endif

#endif
