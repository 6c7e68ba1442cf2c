#define _GNU_SOURCE // RTLD_DEFAULT
#include "CMQTT.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// The library counts its users without a lock.
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int outcome = MOSQ_ERR_UNKNOWN;
static int (*pendingBytes)(const void *ssl) = NULL;

static void prepare(void) {
    outcome = mosquitto_lib_init();
    // OpenSSL comes with the library; looked up, it needs no headers to build.
    pendingBytes = (int (*)(const void *))dlsym(RTLD_DEFAULT, "SSL_pending");
}

int CMQTTPrepare(void) {
    pthread_once(&once, prepare);
    return outcome;
}

bool CMQTTHoldsInput(struct mosquitto *client) {
    const void *ssl = mosquitto_ssl_get(client);
    return ssl != NULL && pendingBytes != NULL && pendingBytes(ssl) > 0;
}
