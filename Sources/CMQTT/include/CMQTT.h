#ifndef CMQTT_H
#define CMQTT_H

#if !__has_include(<mosquitto.h>)
#error "libmosquitto is missing: run 'make setup'"
#endif

#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Prepares the library, once for the whole program however often it is called; 0 or one of `mosq_err_t`.
int CMQTTPrepare(void);

/// Whether decrypted bytes wait inside the TLS layer, which `poll` does not see.
bool CMQTTHoldsInput(struct mosquitto *client);

#ifdef __cplusplus
}
#endif

#endif
