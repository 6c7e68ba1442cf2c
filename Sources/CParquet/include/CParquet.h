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

CParquetWriter *CParquetWriterOpen(const char *path, const CParquetTexts *names, const CParquetType *types,
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
/// Reads distinct fields, given by index, of one row group, or of all when `rowGroup` is -1.
CParquetTable *CParquetReaderRead(CParquetReader *reader, int32_t rowGroup, const int32_t *fields, int32_t fieldCount,
                                  CParquetFailure *failure);

/// Reads a CSV file whose columns `names` have the given types; the others are inferred, or text.
CParquetTable *CParquetReadCSV(const char *path, const CParquetTexts *names, const CParquetType *types, bool infer,
                               CParquetFailure *failure);

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
