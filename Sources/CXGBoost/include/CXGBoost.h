#ifndef CXGBOOST_H
#define CXGBOOST_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// XGBoost's own objects: known here by name only.
typedef struct XGBoostMatrix XGBoostMatrix;
typedef struct XGBoostBooster XGBoostBooster;

// The functions used, found by their names. Those that return an int return 0 for success; after anything else
// get_last_error gives the text of the calling thread's latest failure. Functions have no state, so every thread may
// hold them.
typedef struct __attribute__((swift_attr("@Sendable"))) XGBoostFunctions {
    int32_t major;
    int32_t minor;
    int32_t patch;

    const char *_Nullable (*_Nonnull get_last_error)(void);
    // Copies numbers that `array` describes in the JSON of NumPy's array interface.
    int (*_Nonnull create_matrix)(const char *array, const char *settings, XGBoostMatrix *_Nullable *_Nonnull out);
    int (*_Nonnull set_matrix_field)(XGBoostMatrix *matrix, const char *field, const char *array);
    int (*_Nonnull free_matrix)(XGBoostMatrix *matrix);
    int (*_Nonnull create_booster)(
        XGBoostMatrix *_Nonnull const *_Nonnull matrices, uint64_t count, XGBoostBooster *_Nullable *_Nonnull out);
    int (*_Nonnull set_parameter)(XGBoostBooster *booster, const char *name, const char *value);
    int (*_Nonnull update)(XGBoostBooster *booster, int round, XGBoostMatrix *matrix);
    // The bytes are the library's, and last until the thread's next call with this booster.
    int (*_Nonnull save)(
        XGBoostBooster *booster, const char *settings, uint64_t *length, const char *_Nullable *_Nonnull out);
    int (*_Nonnull free_booster)(XGBoostBooster *booster);
} XGBoostFunctions;

typedef enum __attribute__((enum_extensibility(closed))) XGBoostLoading : int32_t {
    XGBoostLoadingSucceeded,
    // The loader could not open the file; the message is the loader's.
    XGBoostLoadingUnopened,
    // The file opened, and is not XGBoost; the message says what is missing.
    XGBoostLoadingForeign,
    // XGBoost older than 2.0; the message is its version.
    XGBoostLoadingTooOld,
} XGBoostLoading;

// Opens the library at `path` (or by the loader's search, for a bare file name) and fills `*functions`. On failure the
// content of `*functions` means nothing and `message` holds a terminated text. The library itself stays loaded until
// the process ends: it has threads and exit handlers of its own.
//
// Sets the environment variable OMP_WAIT_POLICY unless it is set, so no other thread may read the environment during
// the call.
XGBoostLoading xgboost_load(const char *path, XGBoostFunctions *functions, char *message, size_t message_size);

#pragma clang assume_nonnull end

#endif
