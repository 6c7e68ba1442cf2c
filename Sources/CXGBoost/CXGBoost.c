#include "CXGBoost.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// The first version that has quantile regression and starts from the labels' mean or quantile.
static const int32_t oldest_major = 2;

static XGBoostLoading refuse(XGBoostLoading result, const char *text, char *message, size_t size) {
    snprintf(message, size, "%s", text != NULL ? text : "no reason given");
    return result;
}

// Fills `functions`; returns the name of the first function that is missing, else NULL.
static const char *fill(XGBoostFunctions *functions, void *library) {
#define FIND(field, name)                                                                                              \
    functions->field = (__typeof__(functions->field))dlsym(library, name);                                             \
    if (functions->field == NULL) return name
    FIND(get_last_error, "XGBGetLastError");
    FIND(create_matrix, "XGDMatrixCreateFromDense");
    FIND(set_matrix_field, "XGDMatrixSetInfoFromInterface");
    FIND(free_matrix, "XGDMatrixFree");
    FIND(create_booster, "XGBoosterCreate");
    FIND(set_parameter, "XGBoosterSetParam");
    FIND(update, "XGBoosterUpdateOneIter");
    FIND(save, "XGBoosterSaveModelToBuffer");
    FIND(free_booster, "XGBoosterFree");
#undef FIND
    return NULL;
}

XGBoostLoading xgboost_load(const char *path, XGBoostFunctions *functions, char *message, size_t message_size) {
    // OpenMP's threads otherwise spin while they wait for each other, which on shared cores makes training with two
    // threads several times slower than with one. It is read once, when the library brings OpenMP in.
    setenv("OMP_WAIT_POLICY", "passive", 0);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return refuse(XGBoostLoadingUnopened, dlerror(), message, message_size);

    void (*get_version)(int *, int *, int *) = (void (*)(int *, int *, int *))dlsym(library, "XGBoostVersion");
    if (get_version == NULL) {
        dlclose(library);
        return refuse(XGBoostLoadingForeign, "it has no XGBoostVersion", message, message_size);
    }
    get_version(&functions->major, &functions->minor, &functions->patch);
    if (functions->major < oldest_major) {
        snprintf(message, message_size, "%d.%d.%d", functions->major, functions->minor, functions->patch);
        return XGBoostLoadingTooOld;
    }
    const char *missing = fill(functions, library);
    if (missing != NULL) {
        snprintf(message, message_size, "it has no %s", missing);
        return XGBoostLoadingForeign;
    }
    return XGBoostLoadingSucceeded;
}
