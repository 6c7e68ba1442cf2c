#include "CONNXRuntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

typedef void (*Function)(void);

typedef struct RuntimeBase {
    const Function *(*get_functions)(uint32_t version);
    const char *(*get_version)(void);
} RuntimeBase;

// The table only grows and no slot ever moves, so the oldest version that has all slots used below serves every
// later library too.
static const uint32_t table_version = 16;

static const size_t build_information_slot = 254;

static ONNXRuntimeLoading refuse(ONNXRuntimeLoading result, const char *text, char *message, size_t size) {
    snprintf(message, size, "%s", text != NULL ? text : "no reason given");
    return result;
}

static void fill(ONNXRuntimeFunctions *functions, const Function *table) {
    functions->get_error_message = (__typeof__(functions->get_error_message))table[2];
    functions->create_environment = (__typeof__(functions->create_environment))table[3];
    functions->disable_telemetry_events = (__typeof__(functions->disable_telemetry_events))table[6];
    functions->create_session_from_array = (__typeof__(functions->create_session_from_array))table[8];
    functions->run = (__typeof__(functions->run))table[9];
    functions->create_session_options = (__typeof__(functions->create_session_options))table[10];
    functions->set_graph_optimization_level = (__typeof__(functions->set_graph_optimization_level))table[23];
    functions->set_intra_op_thread_count = (__typeof__(functions->set_intra_op_thread_count))table[24];
    functions->set_inter_op_thread_count = (__typeof__(functions->set_inter_op_thread_count))table[25];
    functions->get_input_count = (__typeof__(functions->get_input_count))table[30];
    functions->get_output_count = (__typeof__(functions->get_output_count))table[31];
    functions->get_input_type = (__typeof__(functions->get_input_type))table[33];
    functions->get_output_type = (__typeof__(functions->get_output_type))table[34];
    functions->get_input_name = (__typeof__(functions->get_input_name))table[36];
    functions->get_output_name = (__typeof__(functions->get_output_name))table[37];
    functions->create_tensor = (__typeof__(functions->create_tensor))table[48];
    functions->get_tensor_data = (__typeof__(functions->get_tensor_data))table[51];
    functions->cast_to_tensor_info = (__typeof__(functions->cast_to_tensor_info))table[55];
    functions->get_element_type = (__typeof__(functions->get_element_type))table[60];
    functions->get_rank = (__typeof__(functions->get_rank))table[61];
    functions->get_shape = (__typeof__(functions->get_shape))table[62];
    functions->get_tensor_info = (__typeof__(functions->get_tensor_info))table[65];
    functions->allocator_free = (__typeof__(functions->allocator_free))table[76];
    functions->get_default_allocator = (__typeof__(functions->get_default_allocator))table[78];
    functions->release_environment = (__typeof__(functions->release_environment))table[92];
    functions->release_status = (__typeof__(functions->release_status))table[93];
    functions->release_session = (__typeof__(functions->release_session))table[95];
    functions->release_value = (__typeof__(functions->release_value))table[96];
    functions->release_type = (__typeof__(functions->release_type))table[98];
    functions->release_tensor_info = (__typeof__(functions->release_tensor_info))table[99];
    functions->release_session_options = (__typeof__(functions->release_session_options))table[100];
}

ONNXRuntimeLoading onnx_runtime_load(
    const char *path, ONNXRuntimeFunctions *functions, char *message, size_t message_size) {
    // Published builds report to their maker from the moment an environment is made, before the interface can switch
    // that off. Versions differ in the name they read.
    setenv("ORT_DISABLE_TELEMETRY", "1", 1);
    setenv("ORT_TELEMETRY_DISABLED", "1", 1);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return refuse(ONNXRuntimeLoadingUnopened, dlerror(), message, message_size);

    const RuntimeBase *(*get_base)(void) = (const RuntimeBase *(*)(void))dlsym(library, "OrtGetApiBase");
    const RuntimeBase *base = get_base != NULL ? get_base() : NULL;
    if (base == NULL) {
        dlclose(library);
        return refuse(ONNXRuntimeLoadingForeign, "it has no OrtGetApiBase", message, message_size);
    }
    const Function *table = base->get_functions(table_version);
    if (table == NULL) return refuse(ONNXRuntimeLoadingTooOld, base->get_version(), message, message_size);

    // A function far down the table that answers as it must shows that the slots line up.
    const char *expected = "ORT Build Info";
    const char *information = ((const char *(*)(void))table[build_information_slot])();
    if (information == NULL || strncmp(information, expected, strlen(expected)) != 0) {
        return refuse(ONNXRuntimeLoadingForeign, "its function table is laid out differently", message, message_size);
    }

    functions->version = base->get_version();
    fill(functions, table);
    return ONNXRuntimeLoadingSucceeded;
}

int32_t onnx_runtime_executable_path(char *path, size_t size) {
#ifdef __APPLE__
    uint32_t capacity = (uint32_t)size;
    return _NSGetExecutablePath(path, &capacity) == 0;
#else
    ssize_t length = readlink("/proc/self/exe", path, size - 1);
    if (length <= 0 || (size_t)length >= size - 1) return 0;
    path[length] = '\0';
    return 1;
#endif
}
