#ifndef CONNXRUNTIME_H
#define CONNXRUNTIME_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// ONNX Runtime's own objects: known here by name only.
typedef struct ONNXRuntimeStatus ONNXRuntimeStatus;
typedef struct ONNXRuntimeEnvironment ONNXRuntimeEnvironment;
typedef struct ONNXRuntimeSession ONNXRuntimeSession;
typedef struct ONNXRuntimeSessionOptions ONNXRuntimeSessionOptions;
typedef struct ONNXRuntimeRunOptions ONNXRuntimeRunOptions;
typedef struct ONNXRuntimeValue ONNXRuntimeValue;
typedef struct ONNXRuntimeTypeInfo ONNXRuntimeTypeInfo;
typedef struct ONNXRuntimeTensorInfo ONNXRuntimeTensorInfo;
typedef struct ONNXRuntimeAllocator ONNXRuntimeAllocator;

// What a function that can fail returns: NULL for success, else a status that the caller releases.
typedef ONNXRuntimeStatus *_Nullable ONNXRuntimeResult;

// The functions used, taken by their fixed slot from the table that the library's OrtGetApiBase() gives.
typedef struct ONNXRuntimeFunctions {
    const char *version;

    const char *_Nonnull (*_Nonnull get_error_message)(const ONNXRuntimeStatus *status);
    ONNXRuntimeResult (*_Nonnull create_environment)(
        int32_t log_level, const char *log_id, ONNXRuntimeEnvironment *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull disable_telemetry_events)(const ONNXRuntimeEnvironment *environment);
    ONNXRuntimeResult (*_Nonnull create_session_from_array)(
        const ONNXRuntimeEnvironment *environment, const void *_Nullable model, size_t length,
        const ONNXRuntimeSessionOptions *options, ONNXRuntimeSession *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull run)(
        ONNXRuntimeSession *session, const ONNXRuntimeRunOptions *_Nullable options,
        const char *_Nonnull const *_Nullable input_names,
        const ONNXRuntimeValue *_Nullable const *_Nullable inputs, size_t input_count,
        const char *_Nonnull const *_Nullable output_names, size_t output_count,
        ONNXRuntimeValue *_Nullable *_Nullable outputs);
    ONNXRuntimeResult (*_Nonnull create_session_options)(ONNXRuntimeSessionOptions *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull set_graph_optimization_level)(ONNXRuntimeSessionOptions *options, int32_t level);
    ONNXRuntimeResult (*_Nonnull set_intra_op_thread_count)(ONNXRuntimeSessionOptions *options, int32_t count);
    ONNXRuntimeResult (*_Nonnull set_inter_op_thread_count)(ONNXRuntimeSessionOptions *options, int32_t count);
    ONNXRuntimeResult (*_Nonnull get_input_count)(const ONNXRuntimeSession *session, size_t *out);
    ONNXRuntimeResult (*_Nonnull get_output_count)(const ONNXRuntimeSession *session, size_t *out);
    ONNXRuntimeResult (*_Nonnull get_input_type)(
        const ONNXRuntimeSession *session, size_t index, ONNXRuntimeTypeInfo *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull get_output_type)(
        const ONNXRuntimeSession *session, size_t index, ONNXRuntimeTypeInfo *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull get_input_name)(
        const ONNXRuntimeSession *session, size_t index, ONNXRuntimeAllocator *allocator,
        char *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull get_output_name)(
        const ONNXRuntimeSession *session, size_t index, ONNXRuntimeAllocator *allocator,
        char *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull create_tensor)(
        ONNXRuntimeAllocator *allocator, const int64_t *_Nullable shape, size_t rank, int32_t element_type,
        ONNXRuntimeValue *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull get_tensor_data)(ONNXRuntimeValue *value, void *_Nullable *_Nonnull out);
    // The tensor information belongs to the type information; NULL when the type is no tensor.
    ONNXRuntimeResult (*_Nonnull cast_to_tensor_info)(
        const ONNXRuntimeTypeInfo *type, const ONNXRuntimeTensorInfo *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull get_element_type)(const ONNXRuntimeTensorInfo *info, int32_t *out);
    ONNXRuntimeResult (*_Nonnull get_rank)(const ONNXRuntimeTensorInfo *info, size_t *out);
    ONNXRuntimeResult (*_Nonnull get_shape)(const ONNXRuntimeTensorInfo *info, int64_t *_Nullable shape, size_t rank);
    ONNXRuntimeResult (*_Nonnull get_tensor_info)(
        const ONNXRuntimeValue *value, ONNXRuntimeTensorInfo *_Nullable *_Nonnull out);
    ONNXRuntimeResult (*_Nonnull allocator_free)(ONNXRuntimeAllocator *allocator, void *memory);
    ONNXRuntimeResult (*_Nonnull get_default_allocator)(ONNXRuntimeAllocator *_Nullable *_Nonnull out);

    void (*_Nonnull release_environment)(ONNXRuntimeEnvironment *environment);
    void (*_Nonnull release_status)(ONNXRuntimeStatus *status);
    void (*_Nonnull release_session)(ONNXRuntimeSession *session);
    void (*_Nonnull release_value)(ONNXRuntimeValue *value);
    void (*_Nonnull release_type)(ONNXRuntimeTypeInfo *type);
    void (*_Nonnull release_tensor_info)(ONNXRuntimeTensorInfo *info);
    void (*_Nonnull release_session_options)(ONNXRuntimeSessionOptions *options);
} ONNXRuntimeFunctions;

typedef enum __attribute__((enum_extensibility(closed))) ONNXRuntimeLoading : int32_t {
    ONNXRuntimeLoadingSucceeded,
    // The loader could not open the file; the message is the loader's.
    ONNXRuntimeLoadingUnopened,
    // The file opened, and is not ONNX Runtime; the message says what is missing.
    ONNXRuntimeLoadingForeign,
    // ONNX Runtime older than 1.16; the message is its version.
    ONNXRuntimeLoadingTooOld,
} ONNXRuntimeLoading;

// Opens the library at `path` (or by the loader's search, for a bare file name) and fills `*functions`. On failure
// `*functions` is left as it is and `message` holds a terminated text. The library itself stays loaded until the
// process ends: it has threads and exit handlers of its own.
ONNXRuntimeLoading onnx_runtime_load(
    const char *path, ONNXRuntimeFunctions *functions, char *message, size_t message_size);

// Writes the terminated path of the running program into `path`. Returns 0 when the system does not tell it.
int32_t onnx_runtime_executable_path(char *path, size_t size);

#pragma clang assume_nonnull end

#endif
